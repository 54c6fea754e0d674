import { z } from 'zod'
import { text } from '#kernel/text.ts'
import { Problem, readRoute, type Route } from '#platform/http/index.ts'
import { missedSince } from './events.ts'
import type { Hub } from './hub.ts'
import type { LiveDeps } from './types.ts'

/** How soon a browser comes back after a break, in milliseconds. */
const RETRY = 3000

export function liveRoutes(deps: LiveDeps, hub: Hub): Route[] {
  return [
    readRoute({
      method: 'GET',
      path: '/api/live',
      audit: 'live.open',
      text: text('实时消息', 'Live events'),
      permission: 'signed-in',
      params: z.object({}),
      // Some browsers' libraries cannot set headers on the first connection: the query does as well.
      query: z.object({ lastEventId: z.coerce.number().int().positive().optional() }),
      response: 'stream',
      perMinute: 60,
      handler: async (context, { query }) => {
        const { claims } = context.session
        if (!hub.hasRoom(claims)) {
          throw new Problem(503, 'too-many', text('打开的页面太多，实时消息暂停', 'Too many pages are open; live events are paused'), {
            detail: text('请关闭不用的页面；内容仍可手动刷新。', 'Close pages you do not use; you can still reload.'),
          })
        }
        const header = context.raw.headers['last-event-id']
        const last = typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : query.lastEventId
        context.reply.hijack()
        const out = context.reply.raw
        for (const [name, value] of Object.entries(context.reply.getHeaders())) if (value !== undefined) out.setHeader(name, value)
        out.writeHead(200, {
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-store',
          connection: 'keep-alive',
          'x-accel-buffering': 'no',
        })
        out.write(`retry: ${RETRY}\n\n`)
        const give = hub.join(claims, out)
        if (last === undefined) return
        // Registered before the look back, so that nothing falls between; what comes twice does no harm.
        give(await missedSince(deps.db, deps.systemClaims, last).catch(() => null))
      },
    }),
  ]
}
