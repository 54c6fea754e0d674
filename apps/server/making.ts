import { z } from 'zod'
import { text } from '#kernel/text.ts'
import { readRoute, type Route } from '#platform/http/index.ts'

/** How far the sample county is made, for the sign-in page. */
export function makingRoute(share: () => number | null): Route {
  return readRoute({
    method: 'GET',
    path: '/api/sample',
    audit: 'sample.progress',
    text: text('样例生成进度', 'Progress of the sample'),
    permission: 'public',
    params: z.object({}),
    query: z.object({}),
    response: z.object({ making: z.number().nullable() }),
    handler: async () => ({ making: share() }),
  })
}
