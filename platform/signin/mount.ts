import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Claims } from '#kernel/access/index.ts'
import type { Lang } from '#kernel/text.ts'
import { writeAudit } from '#platform/audit.ts'
import type { Db } from '#platform/db/index.ts'
import { badInput, notFound, parseInput, problemBody, toProblem } from '#platform/http/index.ts'
import { accountOf, ADDRESS_HEADER, type Auth } from './auth.ts'
import type { Authenticator } from './authenticate.ts'
import { locked, type Lockout } from './lockout.ts'
import { assertOwnOrigin } from './origin.ts'
import { MAX_PASSWORD, normalUsername } from './password.ts'
import { libraryProblem, wrongPassword } from './words.ts'
import type { LockRules, OidcConfig } from './types.ts'

export interface MountDeps {
  readonly auth: Auth
  readonly authenticator: Authenticator
  readonly db: Db
  readonly system: Claims
  readonly lockout: Lockout
  readonly lockRules: LockRules
  readonly trusted: readonly string[]
  readonly oidc: OidcConfig | null
}

const BASE = '/api/auth'

const credentials = z.object({
  username: z.string().trim().min(1).max(100),
  password: z
    .string()
    .min(1)
    .max(MAX_PASSWORD * 4),
  rememberMe: z.boolean().optional(),
})

const withPassword = z.object({
  password: z
    .string()
    .min(1)
    .max(MAX_PASSWORD * 4),
})

/** What of the library is open to the outside; whatever it adds later stays shut. */
function openPaths(oidc: OidcConfig | null): ReadonlySet<string> {
  const twoFactor = ['enable', 'disable', 'get-totp-uri', 'verify-totp', 'verify-backup-code', 'generate-backup-codes']
  return new Set([
    'POST /sign-in/username',
    'POST /sign-out',
    ...twoFactor.map((name) => `POST /two-factor/${name}`),
    ...(oidc ? ['POST /sign-in/social', `GET /callback/${oidc.id}`, `POST /callback/${oidc.id}`] : []),
  ])
}

/** These take the password of the person who is signed in: guessing is counted there as well. */
const ASK_PASSWORD = new Set(['/two-factor/enable', '/two-factor/disable', '/two-factor/get-totp-uri', '/two-factor/generate-backup-codes'])

const langOf = (request: FastifyRequest): Lang => (/^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh')

const SKIP_HEADERS = new Set([ADDRESS_HEADER, 'content-length', 'transfer-encoding', 'connection', 'host', 'authorization'])

/** The request as the library takes it, with the body that we have looked at and the address that Fastify found. */
function webRequest(request: FastifyRequest, body: string | null): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value === undefined || SKIP_HEADERS.has(name) || name.startsWith('x-forwarded-')) continue
    headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  headers.set(ADDRESS_HEADER, request.ip)
  return new Request(`${request.protocol}://${request.host}${request.url}`, {
    method: request.method,
    headers,
    ...(body === null ? {} : { body }),
  })
}

function jsonBody(request: FastifyRequest): unknown {
  const { body } = request
  if (!Buffer.isBuffer(body) || body.length === 0) return {}
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw badInput([{ field: 'body', message: { zh: '不是有效的 JSON', en: 'Not valid JSON' } }])
  }
}

/** The library's word for why it refused, or ''. */
async function refusalCode(response: Response): Promise<string> {
  const data: unknown = await response.json().catch(() => null)
  const code: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'code') : undefined
  return typeof code === 'string' ? code : ''
}

/** Passes the library's answer on: cookies and redirects as they are, refusals in our words, session tokens never in a body. */
async function pass(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) reply.header('set-cookie', cookies)
  reply.header('cache-control', 'no-store')
  const location = response.headers.get('location')
  if (location !== null && response.status >= 300 && response.status < 400) return reply.redirect(location, response.status)
  if (!response.ok) throw libraryProblem(response.status, await refusalCode(response))
  const text = await response.text()
  const data: unknown = response.headers.get('content-type')?.includes('json') && text !== '' ? JSON.parse(text) : {}
  const fields = typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {}
  const { token: _token, user: _user, session: _session, ...rest } = fields
  return reply.code(response.status).send({ ok: true, ...rest })
}

/** Mounts what is open of the library under /api/auth. */
export function mountAuth(app: FastifyInstance, deps: MountDeps): void {
  const open = openPaths(deps.oidc)
  const { auth, authenticator, lockout } = deps

  async function audit(name: string, personId: string, request: FastifyRequest): Promise<void> {
    const session = { claims: { personId, postId: '', orgId: '' } }
    await deps.db.tx(deps.system, (tx) => writeAudit(tx, { name, session, info: { ip: request.ip, requestId: request.id } }))
  }

  async function signIn(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const body = parseInput(credentials, jsonBody(request), 'body')
    const account = await accountOf(deps.db, deps.system, body.username)
    const name = account?.username ?? normalUsername(body.username)
    await lockout.begin(name, request.ip)
    const sent = JSON.stringify({ username: name, password: body.password, rememberMe: body.rememberMe ?? true })
    const response = await auth.handler(webRequest(request, sent))
    if (response.ok) {
      await lockout.succeeded(name, request.ip)
      if (account) await audit('sign-in.password', account.personId, request)
      return pass(reply, response)
    }
    // A disabled account is told so only after the right password.
    if (response.status === 403 || response.status >= 500) return pass(reply, response)
    const { left, until } = await lockout.failed(name, request.ip)
    if (account) await audit('sign-in.refused', account.personId, request)
    throw until === null ? wrongPassword(left, deps.lockRules.lockMinutes) : locked(until)
  }

  async function withPasswordOf(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    parseInput(withPassword, jsonBody(request), 'body')
    const session = await authenticator.authenticate(request)
    if (!session) throw libraryProblem(401, 'UNAUTHORIZED')
    const key = `password:${session.claims.personId}`
    await lockout.begin(key, request.ip)
    const response = await auth.handler(webRequest(request, (request.body as Buffer).toString('utf8')))
    // Any other refusal (already set up, for one) comes after the password was found right.
    const wrong = !response.ok && (await refusalCode(response.clone())) === 'INVALID_PASSWORD'
    if (!wrong) await lockout.succeeded(key, request.ip)
    const until = wrong ? (await lockout.failed(key, request.ip)).until : null
    if (until !== null) throw locked(until)
    if (response.ok) await audit(`sign-in.${request.url.split('/two-factor/')[1] ?? ''}`, session.claims.personId, request)
    return pass(reply, response)
  }

  async function handle(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const url = request.url.split('?')[0] ?? ''
    const path = url.slice(BASE.length)
    if (!url.startsWith(`${BASE}/`) || !open.has(`${request.method} ${path}`)) throw notFound()
    // A form_post answer of a single sign-on comes from elsewhere by nature; the library checks its state.
    if (!path.startsWith('/callback/')) assertOwnOrigin(request, deps.trusted)
    if (path === '/sign-in/username') return signIn(request, reply)
    const cookie = await authenticator.cookieOf(request)
    try {
      if (ASK_PASSWORD.has(path)) return await withPasswordOf(request, reply)
      if (path === '/sign-in/social') {
        const { callbackURL } = parseInput(z.object({ callbackURL: z.string().max(500).default('/') }), jsonBody(request), 'body')
        const sent = JSON.stringify({ provider: deps.oidc?.id, callbackURL, errorCallbackURL: callbackURL })
        return await pass(reply, await auth.handler(webRequest(request, sent)))
      }
      const body = request.method === 'GET' ? null : Buffer.isBuffer(request.body) ? request.body.toString('utf8') : ''
      return await pass(reply, await auth.handler(webRequest(request, body)))
    } finally {
      if (cookie !== null) authenticator.dropCookie(cookie)
    }
  }

  app.register(async (inner) => {
    inner.removeAllContentTypeParsers()
    inner.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    inner.route({
      method: ['GET', 'POST'],
      url: `${BASE}/*`,
      handler: async (request, reply) => {
        try {
          return await handle(request, reply)
        } catch (error) {
          const problem = toProblem(error)
          if (problem.status >= 500) request.log.error({ err: error, requestId: request.id })
          return reply
            .code(problem.status)
            .type('application/problem+json')
            .send(JSON.stringify(problemBody(problem, langOf(request))))
        }
      },
    })
  })
}
