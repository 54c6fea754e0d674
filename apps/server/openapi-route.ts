import { z } from 'zod'
import { text } from '#kernel/text.ts'
import { openapi, readRoute, type Route } from '#platform/http/index.ts'

/** The API as an OpenAPI 3.1 document, made from the route table in the reader's language. */
export function openapiRoute(routes: () => readonly Route[], version: string): Route {
  return readRoute({
    method: 'GET',
    path: '/api/openapi.json',
    audit: 'openapi.document',
    text: text('接口文档', 'API document'),
    permission: 'public',
    params: z.object({}),
    query: z.object({}),
    response: 'stream',
    handler: async ({ reply, lang }) => {
      await reply.type('application/json').send(JSON.stringify(openapi(routes(), lang, version)))
    },
  })
}
