import type { z } from 'zod'
import { join, sql, type Sql, type Tx } from '#platform/db/index.ts'
import { notFound } from '#platform/http/index.ts'
import type { ItemCount, PlanItem, PlanState, ReportRule } from '../model.ts'
import type { Read } from './deps.ts'
import type { NewItem } from './read-document.ts'

/** A plan as its row. */
export interface Plan {
  readonly id: string
  readonly title: string
  readonly kind: 'five-year' | 'campaign' | 'other'
  readonly state: PlanState
  readonly path: string
  readonly place: string
  readonly orgId: string
  readonly orgName: string
  readonly from: string | null
  readonly to: string | null
  readonly report: ReportRule
  readonly shown: boolean
  readonly version: number
  readonly createdAt: string
  readonly adoptedAt: string | null
}

export interface Document {
  readonly id: string
  readonly no: number
  readonly fileHash: string
  readonly fileName: string
  readonly fileKind: 'docx' | 'pdf' | 'html' | 'text'
  readonly chars: number
  readonly version: number
  readonly uploadedAt: string
  readonly uploadedBy: string
  readonly adoptedAt: string | null
}

export const PLAN_COLUMNS = sql`p.id, p.title, p.kind, p.state, p.path, coalesce(d.name, p.path) as place, p.org_id as "orgId",
  o.name as "orgName", p.period_from as "from", p.period_to as "to", p.report, p.shown, p.version, p.created_at as "createdAt",
  p.adopted_at as "adoptedAt"`
export const PLAN_FROM = sql`plan p join org o on o.id = p.org_id left join division d on d.path = p.path`

/** @throws 404 where the reader sees no such plan */
export async function getPlan(read: Read, id: string): Promise<Plan> {
  const [plan] = await read<Plan>(sql`select ${PLAN_COLUMNS} from ${PLAN_FROM} where p.id = ${id}::uuid`)
  if (!plan) throw notFound()
  return plan
}

/** The versions of a plan's text, the first one first. */
export function documentsOf(read: Read, planId: string): Promise<Document[]> {
  return read<Document>(
    sql`select id, no, file_hash as "fileHash", file_name as "fileName", file_kind as "fileKind", chars, version,
      uploaded_at as "uploadedAt", uploader as "uploadedBy", adopted_at as "adoptedAt" from plan_document
      where plan_id = ${planId}::uuid order by no`,
  )
}

/** The one asked for, else the one under review, else the one in force. */
export async function getDocument(read: Read, planId: string, wanted?: string): Promise<Document> {
  const all = await documentsOf(read, planId)
  const found = wanted ? all.find((d) => d.id === wanted) : (all.findLast((d) => d.adoptedAt === null) ?? all.at(-1))
  if (!found) throw notFound()
  return found
}

export const ITEM_COLUMNS = sql`id, document_id as "documentId", kind, state, start_at as start, end_at as "end", quote, heading, chapter, core,
  confidence, reason, fields, version, match_id as "matchId", matter_id as "matterId"`

export const itemsById = (read: Read, ids: readonly string[]): Promise<PlanItem[]> =>
  read<PlanItem>(sql`select ${ITEM_COLUMNS} from plan_item where id = any(${[...ids]}::uuid[]) order by start_at, end_at desc, id`)

/** Items of a document in the order of the text. */
export const itemsOf = (read: Read, documentId: string, state?: string): Promise<PlanItem[]> =>
  read<PlanItem>(
    sql`select ${ITEM_COLUMNS} from plan_item where document_id = ${documentId}::uuid and (${state ?? null}::text is null or state = ${state ?? null})
      order by start_at, end_at desc, id`,
  )

export const countsOf = (read: Read, documentId: string): Promise<z.output<typeof ItemCount>[]> =>
  read(
    sql`select kind, state, count(*)::int as n from plan_item where document_id = ${documentId}::uuid group by kind, state order by kind, state`,
  )

interface StoredItem extends NewItem {
  readonly id: string
  readonly state?: PlanItem['state']
  readonly matchId?: string | null
}

const row = (planId: string, documentId: string, i: StoredItem): Sql =>
  sql`(${i.id}::uuid, ${planId}::uuid, ${documentId}::uuid, ${i.kind}, ${i.state ?? 'open'}, ${i.start}::int, ${i.end}::int, ${i.quote}, ${i.heading},
    ${i.chapter}, ${i.core}::boolean, ${i.confidence}::float8, ${JSON.stringify(i.reason)}::jsonb, ${JSON.stringify(i.fields)}::jsonb,
    ${i.matchId ?? null}::uuid)`

/** Writes items in batches: a plan has hundreds. */
export async function insertItems(tx: Tx, planId: string, documentId: string, items: readonly StoredItem[]): Promise<void> {
  for (let i = 0; i < items.length; i += 200) {
    const values = items.slice(i, i + 200).map((one) => row(planId, documentId, one))
    await tx.query(
      sql`insert into plan_item (id, plan_id, document_id, kind, state, start_at, end_at, quote, heading, chapter, core, confidence, reason, fields,
        match_id) values ${join(values, ', ')}`,
    )
  }
}
