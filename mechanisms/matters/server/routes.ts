import { z } from 'zod'
import { availableActs, type MatterKind } from '#kernel/matter/index.ts'
import { text } from '#kernel/text.ts'
import { sql } from '#platform/db/index.ts'
import { notFound, Problem, readRoute, writeRoute, type Route, type WriteContext } from '#platform/http/index.ts'
import * as model from '../model.ts'
import type { Doer, Performer } from './acts.ts'
import { kindInfo } from './kind-info.ts'
import { ACTS_COLUMN, VIEW_COLUMNS } from './store.ts'
import { COUNT_CAP, countMatters, keepsPlan, listMatters, ROW_COLUMNS, ROW_FROM, statsOf, writeCursor } from './views.ts'
import type { ChildMatter, MatterView } from '#kernel/matter/index.ts'

export interface MatterRouteDeps {
  readonly kinds: ReadonlyMap<string, MatterKind>
  readonly performer: Performer
  /** Told after the commit, so that waiting pages and the outbox move at once. */
  readonly nudge: () => void
}

const none = z.object({})
const byId = z.object({ id: z.uuid() })

const doer = (context: WriteContext): Doer => ({ claims: context.session.claims, actor: context.session.actor, now: context.now })

const SORT_VALUE = { opened: 'openedAt', due: 'dueAt', since: 'stateSince' } as const

export function matterRoutes({ kinds, performer, nudge }: MatterRouteDeps): Route[] {
  const infos = [...kinds.values()].map(kindInfo)
  return [
    readRoute({
      method: 'GET',
      path: '/api/kinds',
      audit: 'matter.kinds',
      text: text('事项种类', 'Kinds of matter'),
      permission: 'signed-in',
      params: none,
      query: none,
      response: z.object({ items: z.array(model.KindInfo) }),
      handler: async ({ session }) => ({ items: infos.filter((k) => (session.claims.grants[`${k.id}.read`] ?? []).length > 0) }),
    }),
    readRoute({
      method: 'GET',
      path: '/api/matters',
      audit: 'matter.list',
      text: text('事项列表', 'List of matters'),
      permission: 'signed-in',
      params: none,
      query: model.MatterQuery,
      response: model.MatterList,
      handler: async ({ session, now, read }, { query }) => {
        const rows = await read<model.MatterRow>(listMatters(query, session.claims, kinds, now), keepsPlan(query, session.claims, kinds))
        const items = rows.slice(0, query.limit)
        const last = items.at(-1)
        return { items, next: rows.length > query.limit && last ? writeCursor(last[SORT_VALUE[query.sort]], last.id) : null }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/matters/count',
      audit: 'matter.count',
      text: text('事项数量', 'Count of matters'),
      permission: 'signed-in',
      params: none,
      query: model.MatterQuery,
      response: model.MatterCount,
      handler: async ({ session, now, read }, { query }) => {
        const [row] = await read<{ total: number }>(countMatters(query, session.claims, kinds, now))
        const total = row?.total ?? 0
        return { total: Math.min(total, COUNT_CAP), capped: total > COUNT_CAP }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/matters/stats',
      audit: 'matter.stats',
      text: text('事项统计', 'Statistics of matters'),
      permission: 'signed-in',
      params: none,
      query: model.StatsQuery,
      response: z.object({ items: z.array(model.StatsRow) }),
      handler: async ({ now, read }, { query }) => ({ items: await read<z.output<typeof model.StatsRow>>(statsOf(query, now)) }),
    }),
    readRoute({
      method: 'GET',
      path: '/api/matters/:id',
      audit: 'matter.page',
      text: text('事项页', 'One matter'),
      permission: 'signed-in',
      params: byId,
      query: none,
      response: model.MatterPage,
      handler: async ({ session, now, read }, { params }) => {
        const [found] = await read<MatterView & model.MatterRow & { acts: model.Act[] }>(
          sql`select ${VIEW_COLUMNS}, o.name as "orgName", f.name as "officeName", ${ACTS_COLUMN} from ${ROW_FROM} where m.id = ${params.id}::uuid`,
          true,
        )
        const kind = found && kinds.get(found.kind)
        if (!found || !kind) throw notFound()
        // Instants inside JSON are written as the database writes them.
        const acts = found.acts.map((a) => ({ ...a, at: new Date(a.at).toISOString(), recordedAt: new Date(a.recordedAt).toISOString() }))
        const [children, parents] = await Promise.all([
          kind.children?.length
            ? read<model.MatterRow>(
                sql`select ${ROW_COLUMNS} from ${ROW_FROM} where m.parent_id = ${found.id}::uuid order by m.opened_at`,
                true,
              )
            : [],
          found.parentId
            ? read<model.MatterRow>(sql`select ${ROW_COLUMNS} from ${ROW_FROM} where m.id = ${found.parentId}::uuid`, true)
            : [],
        ])
        const abilities = availableActs(kind, found, session.claims, session.actor, children as ChildMatter[], now)
        return { matter: found, acts, abilities, children, parent: parents[0] ?? null, serverNow: now.toISOString() }
      },
    }),
    writeRoute({
      method: 'POST',
      path: '/api/matters',
      audit: 'matter.open',
      text: text('开启事项', 'Open a matter'),
      permission: 'signed-in',
      params: none,
      query: none,
      body: model.OpenRequest,
      response: model.ActResult,
      handler: async (context, { body }) => {
        const result = await performer.open(context.tx, doer(context), body)
        context.note({ object: body.kind, objectId: result.matterId, detail: { act: body.act, no: result.no } })
        context.tx.afterCommit(nudge)
        return result
      },
    }),
    writeRoute({
      method: 'POST',
      path: '/api/matters/:id/acts',
      audit: 'matter.act',
      text: text('办理事项', 'Act on a matter'),
      permission: 'signed-in',
      params: byId,
      query: none,
      body: model.ActRequest,
      response: model.ActResult,
      handler: async (context, { params, body }) => {
        const result = await performer.act(context.tx, doer(context), params.id, body)
        context.note({ object: 'matter', objectId: params.id, detail: { act: body.act, state: result.state } })
        context.tx.afterCommit(nudge)
        return result
      },
    }),
    writeRoute({
      method: 'POST',
      path: '/api/matters/bulk',
      audit: 'matter.bulk',
      text: text('批量办理', 'Act on many matters'),
      permission: 'signed-in',
      params: none,
      query: none,
      body: model.BulkRequest,
      response: model.BulkResult,
      handler: async (context, { body }) => {
        const refused: { matterId: string; why: string }[] = []
        let done = 0
        for (const [i, item] of body.items.entries()) {
          // A savepoint each: one that is refused leaves the others, and says why.
          await context.tx.query(sql`savepoint one`)
          try {
            const request = { id: item.id, act: body.act, form: body.form, evidence: [], place: null }
            await performer.act(context.tx, { ...doer(context), bulk: true }, item.matterId, request)
            done++
          } catch (error) {
            await context.tx.query(sql`rollback to savepoint one`)
            if (!(error instanceof Problem)) throw error
            refused.push({ matterId: item.matterId, why: error.title[context.lang] })
          }
          if (i === body.items.length - 1) await context.tx.query(sql`release savepoint one`)
        }
        context.note({ object: 'matter', detail: { act: body.act, done, refused: refused.length } })
        context.tx.afterCommit(nudge)
        return { done, refused }
      },
    }),
  ]
}
