import { z } from 'zod'
import { text } from '#kernel/text.ts'
import { sql } from '#platform/db/index.ts'
import { conflict, notFound, readRoute, writeRoute, type Route } from '#platform/http/index.ts'
import { emit } from '#platform/outbox/index.ts'
import {
  Change,
  ChangePage,
  ChangeQuery,
  ChangeResult,
  DocumentQuery,
  ItemPage,
  ItemQuery,
  Presence,
  PresenceResult,
  UnitBinding,
  UnitList,
} from '../model.ts'
import { demand, doerOf, type PlanDeps, type Read } from './deps.ts'
import { byPlan } from './plan-routes.ts'
import { applyChange, touchedItems } from './review.ts'
import { countsOf, documentsOf, getDocument, getPlan, type Plan } from './store.ts'
import { aliasKey, unitsOf } from './units.ts'
import { changePage, itemPage } from './views.ts'

const none = z.object({})

/** Others are taken for present this long after their last sign of life. */
const PRESENT_SECONDS = 45

async function unitList(read: Read, plan: Plan, document?: string): Promise<z.output<typeof UnitList>> {
  const items = await unitsOf(read, plan, (await getDocument(read, plan.id, document)).id)
  return { items, unresolved: items.filter((u) => u.how === 'none' || u.how === 'many').length }
}

/** The review desk: items, steps, who else is there, units. */
export function reviewRoutes(deps: PlanDeps): Route[] {
  return [
    readRoute({
      method: 'GET',
      path: '/api/plans/:id/items',
      audit: 'plan.items',
      text: text('规划条目', 'Items of a plan'),
      permission: 'plan.read',
      params: byPlan,
      query: ItemQuery,
      response: ItemPage,
      handler: async ({ read }, { params, query }) => {
        await getPlan(read, params.id)
        return itemPage(read, (await getDocument(read, params.id, query.document)).id, query)
      },
    }),
    writeRoute({
      method: 'POST',
      path: '/api/plans/:id/changes',
      audit: 'plan.change',
      text: text('校对条目', 'Review items'),
      permission: 'plan.review',
      params: byPlan,
      query: none,
      body: Change,
      response: ChangeResult,
      handler: async (context, { params, body }) => {
        const { tx, session, note } = context
        const plan = await getPlan(tx.query, params.id)
        demand(session, 'plan.review', plan)
        // One step at a time on a plan, so that the record has an order.
        await tx.query(sql`select id from plan where id = ${params.id}::uuid for update`)
        const document = (await documentsOf(tx.query, params.id)).findLast((d) => d.adoptedAt === null)
        if (!document) throw conflict(text('这一版已经采用，不能再校对', 'This version is adopted and can no longer be reviewed'))
        const ids = await applyChange(tx, doerOf(context), { planId: params.id, documentId: document.id }, body)
        note({ object: 'plan', objectId: params.id, detail: { act: body.act, items: ids.slice(0, 50) } })
        const { items } = await changePage(tx.query, document.id, { limit: 1, id: body.id })
        const change = items[0]
        if (!change) throw notFound()
        tx.afterCommit(deps.nudge)
        return { change, items: await touchedItems(tx, ids), counts: await countsOf(tx.query, document.id) }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/plans/:id/changes',
      audit: 'plan.changes',
      text: text('校对记录', 'Record of a review'),
      permission: 'plan.read',
      params: byPlan,
      query: ChangeQuery,
      response: ChangePage,
      handler: async ({ read }, { params, query }) => {
        await getPlan(read, params.id)
        return changePage(read, (await getDocument(read, params.id, query.document)).id, query)
      },
    }),
    writeRoute({
      method: 'POST',
      path: '/api/plans/:id/presence',
      audit: 'plan.presence',
      text: text('校对在场', 'Presence on the desk'),
      permission: 'plan.read',
      params: byPlan,
      query: none,
      body: Presence,
      response: PresenceResult,
      perMinute: 120,
      handler: async ({ tx, session, now }, { params, body }) => {
        await getPlan(tx.query, params.id)
        const { personId } = session.claims
        const name = session.actor.name
        const at = now.toISOString()
        if (body.gone) await tx.query(sql`delete from plan_presence where plan_id = ${params.id}::uuid and person_id = ${personId}::uuid`)
        else {
          await tx.query(
            sql`insert into plan_presence (plan_id, person_id, person, item_id, seen_at)
              values (${params.id}::uuid, ${personId}::uuid, ${name}, ${body.itemId}::uuid, ${at}::timestamptz)
              on conflict (plan_id, person_id) do update set item_id = excluded.item_id, seen_at = excluded.seen_at`,
          )
        }
        const others = await tx.query<{ personId: string; name: string; itemId: string | null }>(
          sql`select person_id as "personId", person as name, item_id as "itemId" from plan_presence
            where plan_id = ${params.id}::uuid and person_id <> ${personId}::uuid
              and seen_at > ${at}::timestamptz - make_interval(secs => ${PRESENT_SECONDS}) order by seen_at desc limit 20`,
        )
        const gone = body.gone ? { gone: true } : {}
        const about = { object: 'plan', recordId: params.id, what: 'presence', personId, name, itemId: body.itemId, ...gone }
        tx.afterCommit(() => void deps.publish(about).catch(() => {}))
        return { others }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/plans/:id/units',
      audit: 'plan.units',
      text: text('责任单位对应', 'Units of a plan'),
      permission: 'plan.read',
      params: byPlan,
      query: DocumentQuery,
      response: UnitList,
      handler: async ({ read }, { params, query }) => unitList(read, await getPlan(read, params.id), query.document),
    }),
    writeRoute({
      method: 'POST',
      path: '/api/plans/:id/units',
      audit: 'plan.unit',
      text: text('对应责任单位', 'Bind a unit'),
      permission: 'plan.review',
      params: byPlan,
      query: none,
      body: UnitBinding,
      response: UnitList,
      handler: async ({ tx, session, now, note }, { params, body }) => {
        const plan = await getPlan(tx.query, params.id)
        demand(session, 'plan.review', plan)
        const unit = aliasKey(body.unit, plan.place)
        if (body.orgIds.length === 0) {
          await tx.query(sql`delete from plan_unit_alias where path = ${plan.path} and unit = ${unit}`)
        } else {
          const [seen] = await tx.query<{ n: number }>(sql`select count(*)::int as n from org where id = any(${body.orgIds}::uuid[])`)
          if (seen?.n !== new Set(body.orgIds).size) throw notFound()
          await tx.query(
            sql`insert into plan_unit_alias (path, unit, org_ids, by_person, at)
              values (${plan.path}, ${unit}, ${body.orgIds}::uuid[], ${session.claims.personId}::uuid, ${now.toISOString()}::timestamptz)
              on conflict (path, unit) do update set org_ids = excluded.org_ids, by_person = excluded.by_person, at = excluded.at`,
          )
        }
        note({ object: 'plan', objectId: params.id, detail: body })
        await emit(tx, 'record.change', { object: 'plan', recordId: params.id, what: 'plan' }, now)
        return unitList(tx.query, plan)
      },
    }),
  ]
}
