import { can } from '#kernel/access/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { text } from '#kernel/text.ts'
import type { Doer } from '#mechanisms/matters/index.ts'
import { sql, type Tx } from '#platform/db/index.ts'
import { conflict, notFound } from '#platform/http/index.ts'
import { matchItems, type Matchable } from '../match.ts'
import type { PlanItem } from '../model.ts'
import { planRow } from './deps.ts'
import type { NewItem, ReadDocument } from './read-document.ts'
import { documentsOf, getPlan, insertItems, itemsOf, type Plan } from './store.ts'

export interface NewDocument {
  readonly read: ReadDocument
  readonly file: { readonly hash: string; readonly name: string }
  readonly title?: string | undefined
  readonly kind?: Plan['kind'] | undefined
  readonly amends?: string | undefined
}

/** Kind of a plan by its title, until somebody corrects it. */
function kindOf(title: string): Plan['kind'] {
  if (/三年|行动|攻坚|专项/.test(title)) return 'campaign'
  return /五年|“?十[一二三四五六七八九]?五”?/.test(title) ? 'five-year' : 'other'
}

const matchable = (i: NewItem & { id: string }): Matchable => ({ id: i.id, kind: i.kind, quote: i.quote, name: i.fields.name })
const known = (i: PlanItem): Matchable => ({ id: i.id, kind: i.kind, quote: i.quote, name: i.fields.name })

/** The plan that a new version amends: adopted, and with no version under review. */
async function amendedPlan(tx: Tx, by: Doer, id: string): Promise<{ plan: Plan; no: number; old: PlanItem[] }> {
  const plan = await getPlan(tx.query, id)
  if (!can(by.claims, 'plan.review', planRow(plan))) throw notFound()
  await tx.query(sql`select id from plan where id = ${id}::uuid for update`)
  const documents = await documentsOf(tx.query, id)
  const last = documents.at(-1)
  if (plan.state === 'ended') throw conflict(text('规划已经终止，不能再修订', 'The plan has ended and cannot be amended'))
  if (!last || last.adoptedAt === null) {
    throw conflict(
      text('上一版还在校对，请先采用再上传新版', 'The version before is still under review; adopt it before uploading a new one'),
    )
  }
  return { plan, no: last.no + 1, old: await itemsOf(tx.query, last.id, 'accepted') }
}

async function newPlan(tx: Tx, by: Doer, { read, title, kind }: NewDocument): Promise<string> {
  const name = title ?? read.title ?? text('未命名规划', 'Untitled plan').zh
  const id = uuidv7(by.now.getTime())
  const row = planRow({ path: by.claims.path, orgId: by.claims.orgId })
  if (!can(by.claims, 'plan.review', row)) throw notFound()
  await tx.query(
    sql`insert into plan (id, title, kind, state, path, org_id, period_from, period_to, report, created_by, created_at)
      values (${id}::uuid, ${name.slice(0, 200)}, ${kind ?? kindOf(name)}, 'reviewing', ${by.claims.path}, ${by.claims.orgId}::uuid,
        ${read.period?.from ?? null}::date, ${read.period?.to ?? null}::date, '{"every": "year", "day": 25}', ${by.claims.personId}::uuid,
        ${by.now.toISOString()}::timestamptz)`,
  )
  return id
}

/** Keeps a document with its items: as a new plan, or as a new version whose items are matched to those in force. */
export async function keepDocument(tx: Tx, by: Doer, made: NewDocument): Promise<{ id: string; documentId: string }> {
  const { read, file } = made
  const amended = made.amends ? await amendedPlan(tx, by, made.amends) : null
  const planId = amended?.plan.id ?? (await newPlan(tx, by, made))
  const documentId = uuidv7(by.now.getTime())
  const at = by.now.toISOString()
  await tx.query(
    sql`insert into plan_document (id, plan_id, no, file_hash, file_name, file_kind, body, chars, headings, uploaded_by, uploader, uploaded_at)
      values (${documentId}::uuid, ${planId}::uuid, ${amended?.no ?? 1}::int, ${file.hash}, ${file.name}, ${read.kind}, ${read.text},
        ${read.chars}::int, ${JSON.stringify(read.headings)}::jsonb, ${by.claims.personId}::uuid, ${by.actor.name}, ${at}::timestamptz)`,
  )
  const items = read.items.map((item) => ({ ...item, id: uuidv7(by.now.getTime()) }))
  const matches = amended ? matchItems(items.map(matchable), amended.old.map(known)) : new Map<string, string>()
  await insertItems(
    tx,
    planId,
    documentId,
    items.map((i) => ({ ...i, matchId: matches.get(i.id) ?? null })),
  )
  await tx.query(
    sql`insert into plan_change (id, plan_id, document_id, act, before, after, person_id, person, at)
      values (${uuidv7(by.now.getTime())}::uuid, ${planId}::uuid, ${documentId}::uuid, 'read', '[]', '[]', ${by.claims.personId}::uuid,
        ${by.actor.name}, ${at}::timestamptz)`,
  )
  return { id: planId, documentId }
}
