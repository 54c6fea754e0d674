import { z } from 'zod'
import { text } from '#kernel/text.ts'
import { sql } from '#platform/db/index.ts'
import { notFound, readRoute, writeRoute, type Route } from '#platform/http/index.ts'

const Row = z.object({
  id: z.number(),
  topic: z.string(),
  at: z.string(),
  tries: z.number(),
  nextAt: z.string(),
  error: z.string().nullable(),
  dead: z.boolean(),
  payload: z.record(z.string(), z.unknown()),
})

const Query = z.object({
  /** `dead`: given up. `waiting`: not delivered yet, whatever the reason. */
  state: z.enum(['dead', 'waiting']).default('dead'),
  after: z.coerce.number().int().nonnegative().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

export function outboxRoutes(maxTries: number, now: () => Date, nudge: () => void): Route[] {
  return [
    readRoute({
      method: 'GET',
      path: '/api/admin/outbox',
      audit: 'outbox.list',
      text: text('待发消息', 'Messages waiting'),
      permission: 'admin.read',
      params: z.object({}),
      query: Query,
      response: z.object({ items: z.array(Row), next: z.number().nullable(), waiting: z.number(), dead: z.number() }),
      handler: async (context, { query }) => {
        const which = query.state === 'dead' ? sql`tries >= ${maxTries}` : sql`true`
        const items = await context.read<z.output<typeof Row>>(
          sql`select id, topic, at, tries, next_at as "nextAt", error, tries >= ${maxTries} as dead, payload from outbox
            where done_at is null and ${which} and id > ${query.after ?? 0} order by id limit ${query.limit + 1}`,
        )
        const [counts] = await context.read<{ waiting: number; dead: number }>(
          sql`select count(*) filter (where tries < ${maxTries})::int as waiting, count(*) filter (where tries >= ${maxTries})::int as dead
            from outbox where done_at is null`,
        )
        const page = items.slice(0, query.limit)
        const next = items.length > query.limit ? (page.at(-1)?.id ?? null) : null
        return { items: page, next, waiting: counts?.waiting ?? 0, dead: counts?.dead ?? 0 }
      },
    }),
    writeRoute({
      method: 'POST',
      path: '/api/admin/outbox/:id/retry',
      audit: 'outbox.retry',
      text: text('重新发送', 'Send again'),
      permission: 'admin.settings',
      params: z.object({ id: z.coerce.number().int().positive() }),
      query: z.object({}),
      body: z.object({}),
      response: z.object({ id: z.number() }),
      handler: async (context, { params }) => {
        const [row] = await context.tx.query<{ id: number; topic: string }>(
          sql`update outbox set tries = 0, next_at = ${now().toISOString()}::timestamptz
            where id = ${params.id} and done_at is null and tries >= ${maxTries} returning id, topic`,
        )
        if (!row) throw notFound()
        context.note({ object: 'outbox', objectId: String(row.id), detail: { topic: row.topic } })
        context.tx.afterCommit(nudge)
        return { id: row.id }
      },
    }),
  ]
}
