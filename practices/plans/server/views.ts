import { can, type Claims } from '#kernel/access/index.ts'
import { empty, join, sql } from '#platform/db/index.ts'
import { badInput } from '#platform/http/index.ts'
import { text } from '#kernel/text.ts'
import type { z } from 'zod'
import type { ChangePage, ItemPage, ItemQuery, PlanItem, PlanPage, PlanQuery, PlanView } from '../model.ts'
import { planRow, type Read } from './deps.ts'
import { countsOf, documentsOf, getPlan, ITEM_COLUMNS, PLAN_COLUMNS, PLAN_FROM, type Plan } from './store.ts'
import { unitsOf } from './units.ts'

const newest = sql`left join lateral (select count(*) filter (where i.state = 'open')::int as open,
    count(*) filter (where i.state <> 'replaced')::int as items
  from plan_item i where i.document_id = (select x.id from plan_document x where x.plan_id = p.id order by x.no desc limit 1)) n on true`

/** A key of a page: its parts joined; @throws 400 where it was not made here. */
function parts(after: string, n: number): string[] {
  const found = after.split('~')
  if (found.length !== n) throw badInput([{ field: 'query.after', message: text('翻页位置不对', 'The place in the list is wrong') }])
  return found
}

export async function planPage(read: Read, query: z.output<typeof PlanQuery>): Promise<z.output<typeof PlanPage>> {
  const where = [sql`true`]
  if (query.state) where.push(sql`p.state = ${query.state}`)
  if (query.kind) where.push(sql`p.kind = ${query.kind}`)
  if (query.after) {
    const [at, id] = parts(query.after, 2)
    where.push(sql`(p.created_at, p.id) < (${at}::timestamptz, ${id}::uuid)`)
  }
  const rows = await read<Plan & { open: number; items: number; key: string }>(
    sql`select ${PLAN_COLUMNS}, n.open, n.items, p.created_at::text as key from ${PLAN_FROM} ${newest} where ${join(where, ' and ')}
      order by p.created_at desc, p.id desc limit ${query.limit + 1}`,
  )
  const items = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? items.at(-1) : undefined
  return { items, next: last ? `${last.key}~${last.id}` : null }
}

export async function planView(read: Read, claims: Claims, id: string): Promise<PlanView> {
  const plan = await getPlan(read, id)
  const documents = await documentsOf(read, id)
  const reviewing = documents.findLast((d) => d.adoptedAt === null) ?? null
  const shown = reviewing ?? documents.at(-1)
  const counts = shown ? await countsOf(read, shown.id) : []
  const units = shown ? await unitsOf(read, plan, shown.id) : []
  const total = (state?: string): number =>
    counts.filter((c) => (state ? c.state === state : c.state !== 'replaced')).reduce((sum, c) => sum + c.n, 0)
  const row = planRow(plan)
  const may = { review: can(claims, 'plan.review', row), adopt: can(claims, 'plan.adopt', row) }
  return {
    ...plan,
    documents: documents.map((d) => ({ ...d })),
    reviewing: reviewing?.id ?? null,
    current: documents.findLast((d) => d.adoptedAt !== null)?.id ?? null,
    counts,
    open: total('open'),
    items: total(),
    unresolved: units.filter((u) => u.how === 'none' || u.how === 'many').length,
    abilities: {
      review: may.review && reviewing !== null,
      adopt: may.adopt && reviewing !== null,
      amend: may.review && reviewing === null && plan.state !== 'ended',
      edit: may.adopt && plan.state !== 'ended',
    },
  }
}

export async function itemPage(read: Read, documentId: string, query: z.output<typeof ItemQuery>): Promise<z.output<typeof ItemPage>> {
  const where = [sql`document_id = ${documentId}::uuid`]
  const ids = query.ids?.split(',').filter((i) => /^[0-9a-f-]{36}$/.test(i))
  if (ids) where.push(sql`id = any(${ids}::uuid[])`)
  else where.push(query.state ? sql`state = ${query.state}` : sql`state <> 'replaced'`)
  if (query.kind) where.push(sql`kind = ${query.kind}`)
  if (query.heading) where.push(sql`heading = ${query.heading}`)
  if (query.below !== undefined) where.push(sql`confidence < ${query.below}::float8`)
  if (query.after) {
    const [start, end, id] = parts(query.after, 3)
    where.push(sql`(start_at, -end_at, id) > (${start}::int, ${end}::int, ${id}::uuid)`)
  }
  const rows = await read<PlanItem>(
    sql`select ${ITEM_COLUMNS} from plan_item where ${join(where, ' and ')} order by start_at, end_at desc, id limit ${query.limit + 1}`,
  )
  const items = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? items.at(-1) : undefined
  return { items, next: last ? `${last.start}~${-last.end}~${last.id}` : null }
}

/** Steps of the review with what was before and after. */
export async function changePage(
  read: Read,
  documentId: string,
  { after, limit, id }: { readonly after?: string | undefined; readonly limit: number; readonly id?: string },
): Promise<z.output<typeof ChangePage>> {
  if (after && !/^\d{1,15}$/.test(after)) parts(after, 0)
  const rows = await read<z.output<typeof ChangePage>['items'][number]>(
    sql`select c.id, c.seq, c.act, c.person as by, c.person_id as "personId", c.at, c.note, c.before, c.after,
        (select u.id from plan_change u where u.of_change = c.id) as "undoneBy",
        (select coalesce(jsonb_agg(x->>'id'), '[]') from jsonb_array_elements(c.after) x) as "itemIds"
      from plan_change c where c.document_id = ${documentId}::uuid ${after ? sql`and c.seq < ${Number(after)}::bigint` : empty}
        ${id ? sql`and c.id = ${id}::uuid` : empty} order by c.seq desc limit ${limit + 1}`,
  )
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? String(items.at(-1)?.seq ?? '') : null }
}
