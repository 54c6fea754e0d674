import type { FastifyRequest } from 'fastify'
import { text } from '#kernel/text.ts'
import { Problem } from '#platform/http/index.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

function foreignOrigin(): Problem {
  return new Problem(403, 'foreign-origin', text('请求来自其他网站，已拒绝', 'The request came from another site and was refused'), {
    detail: text(
      '请从安澜的网址打开页面后重试；经代理访问的，请管理员配置对外网址。',
      'Open the page at its own address; behind a proxy, the administrator sets the public address.',
    ),
  })
}

/**
 * Cross-site request forgery: cookies go only with same-site requests (SameSite=Lax), and this looks at where a
 * state-changing request came from, because another port of the same host is the same site. A browser cannot leave Origin out of a
 * cross-origin write, so its absence means no browser. Compares hosts, not schemes: a proxy that ends TLS speaks http to us.
 * @param trusted origins that are also ours, for example `https://anlan.example.gov.cn`
 */
export function assertOwnOrigin(request: FastifyRequest, trusted: readonly string[]): void {
  if (SAFE.has(request.method)) return
  const { origin } = request.headers
  if (origin === undefined) {
    if (request.headers['sec-fetch-site'] === 'cross-site') throw foreignOrigin()
    return
  }
  if (trusted.includes(origin)) return
  if (!URL.canParse(origin) || new URL(origin).host !== request.host.toLowerCase()) throw foreignOrigin()
}
