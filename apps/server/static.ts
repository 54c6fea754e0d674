import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { text } from '#kernel/text.ts'
import { notFound, Problem, problemBody } from '#platform/http/index.ts'

export const WEB = fileURLToPath(new URL('../../dist/web', import.meta.url))

/** The built web page; every path that is no file and no API address opens it. */
export function staticPages(http: FastifyInstance): void {
  const built = existsSync(path.join(WEB, 'index.html'))
  if (built) {
    void http.register(fastifyStatic, {
      root: WEB,
      wildcard: true,
      // Names of built files carry their hash; the page itself and the service worker are asked for anew each time.
      setHeaders: (response, file) => {
        const fixed = file.includes(`${path.sep}assets${path.sep}`)
        response.header('cache-control', fixed ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  }
  http.setNotFoundHandler((request, reply) => {
    const page = request.method === 'GET' && !request.url.startsWith('/api/') && (request.headers.accept ?? '').includes('text/html')
    if (page && built) return reply.header('cache-control', 'no-cache').sendFile('index.html')
    const problem = page
      ? new Problem(503, 'not-built', text('网页尚未构建，请先运行 npm run build', 'The web page is not built; run npm run build'))
      : notFound()
    return reply.code(problem.status).type('application/problem+json').send(problemBody(problem, 'zh'))
  })
}
