import { createHash } from 'node:crypto'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import fastify, { LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { z } from 'zod'
import { holds, type Claims } from '#kernel/access/index.ts'
import { canonical } from '#kernel/matter/index.ts'
import type { Lang } from '#kernel/text.ts'
import { writeAudit } from '#platform/audit.ts'
import { sql, type Db, type Tx } from '#platform/db/index.ts'
import { toProblem } from './errors.ts'
import { parseInput } from './parse.ts'
import { conflict, forbidden, passwordFirst, problemBody, unauthorised, type Problem } from './problem.ts'
import { checkRoutes, type ReadContext, type RequestInfo, type Route, type RouteInput, type Session, type WriteContext } from './route.ts'

export interface HttpDeps {
  readonly db: Db
  readonly routes: readonly Route[]
  /**
   * What a request is counted under besides its address; null = the address. One office often shares one address, so sessions
   * and tokens that are known to be genuine count for themselves; anything that a client may invent must not.
   */
  readonly rateKey?: (request: FastifyRequest) => Promise<string | null>
  /** Resolves who is on the line, or null. Throws a Problem for a token or cookie that is refused. */
  readonly authenticate: (request: FastifyRequest) => Promise<Session | null>
  readonly now: () => Date
  /** Claims for public routes: nobody, who reads nothing by row-level security. */
  readonly nobody: Claims
  readonly logLevel?: string
  readonly perMinute?: number
  readonly trustProxy?: boolean
  readonly observe?: (route: Route, status: number, seconds: number) => void
}

function langOf(request: FastifyRequest): Lang {
  const asked = request.headers['accept-language'] ?? ''
  return /^\s*en\b/i.test(asked) ? 'en' : 'zh'
}

function responseSchema(route: Route): Record<string, unknown> | undefined {
  if (route.response === 'stream') return undefined
  const { $schema: _none, ...schema } = z.toJSONSchema(route.response, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>
  return { 200: schema }
}

function sendProblem(reply: FastifyReply, problem: Problem, lang: Lang): FastifyReply {
  return reply
    .code(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify(problemBody(problem, lang)))
}

interface Stored {
  status: number
  response: unknown
  bodyHash: string
}

async function firstAnswer(tx: Tx, person: string, key: string): Promise<Stored | null> {
  const rows = await tx.query<Stored>(
    sql`select status, response, body_hash as "bodyHash" from idempotency where person_id = ${person}::uuid and key = ${key}`,
  )
  return rows[0] ?? null
}

/** Builds the HTTP server from the one route table. Throws when the table is not sound. Does not listen. */
export async function buildHttp(deps: HttpDeps): Promise<FastifyInstance> {
  const faults = checkRoutes(deps.routes)
  if (faults.length > 0) throw new Error(`The route table is not sound:\n- ${faults.join('\n- ')}`)

  const app = fastify({
    logger: deps.logLevel ? { level: deps.logLevel, redact: ['req.headers.authorization', 'req.headers.cookie'] } : false,
    // Requests are counted by the metrics and deeds are in the audit: a line per request would carry addresses of people.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: deps.trustProxy ?? false,
    bodyLimit: 2 * 1024 * 1024,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
  })
  await app.register(cookie)
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:', 'https:', 'http:'],
        connectSrc: ["'self'", 'https:', 'http:', 'ws:', 'wss:'],
        styleSrc: ["'self'", "'unsafe-inline'"],
        scriptSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
  })
  await app.register(multipart, { limits: { fileSize: 50 * 1024 * 1024, files: 20 } })
  await app.register(rateLimit, {
    global: true,
    max: deps.perMinute ?? 6000,
    timeWindow: '1 minute',
    keyGenerator: async (request) => (await deps.rateKey?.(request)) ?? request.ip,
  })
  app.setValidatorCompiler(() => () => true)
  app.setErrorHandler((error, request, reply) => {
    const problem = toProblem(error)
    if (problem.status >= 500) request.log.error({ err: error, requestId: request.id })
    return sendProblem(reply, problem, langOf(request))
  })
  for (const route of deps.routes.filter((r) => !r.raw)) addRoute(app, deps, route)
  await app.register(async (unread) => {
    unread.removeAllContentTypeParsers()
    unread.addContentTypeParser('*', (_request, _payload, done) => done(null))
    for (const route of deps.routes.filter((r) => r.raw)) addRoute(unread, deps, route)
  })
  return app
}

function addRoute(app: FastifyInstance, deps: HttpDeps, route: Route): void {
  const schema = responseSchema(route)
  app.route({
    method: route.method as 'GET',
    url: route.path,
    ...(schema ? { schema: { response: schema } } : {}),
    ...(route.perMinute === null ? {} : { config: { rateLimit: { max: route.perMinute, timeWindow: '1 minute' } } }),
    handler: async (request, reply) => {
      const began = performance.now()
      try {
        return await serve(deps, route, request, reply)
      } catch (error) {
        const problem = toProblem(error)
        if (problem.status >= 500) request.log.error({ err: error, route: route.audit, requestId: request.id })
        return sendProblem(reply, problem, langOf(request))
      } finally {
        deps.observe?.(route, reply.statusCode, (performance.now() - began) / 1000)
      }
    },
  })
}

function nobodySession(claims: Claims): Session {
  return { claims, actor: { personId: '', postId: '', orgId: '', role: '', name: '' }, sessionId: '', tokenScopes: [] }
}

async function sessionFor(deps: HttpDeps, route: Route, request: FastifyRequest): Promise<Session> {
  if (route.permission === 'public') return nobodySession(deps.nobody)
  const session = await deps.authenticate(request)
  if (!session) throw unauthorised()
  if (session.mustChangePassword && !route.beforePasswordChange) throw passwordFirst()
  if (
    session.tokenScopes &&
    !session.tokenScopes.includes(route.audit) &&
    !session.tokenScopes.includes(`${route.audit.split('.')[0]}.*`)
  ) {
    throw forbidden()
  }
  if (route.permission !== 'signed-in' && !holds(session.claims, route.permission)) throw forbidden()
  return session
}

async function serve(deps: HttpDeps, route: Route, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const session = await sessionFor(deps, route, request)
  const input: RouteInput = {
    params: parseInput(route.params, request.params ?? {}, 'path'),
    query: parseInput(route.query, request.query ?? {}, 'query'),
    body: route.body === null || route.body === 'stream' ? undefined : parseInput(route.body, request.body ?? {}, 'body'),
  }
  const info: RequestInfo = { lang: langOf(request), ip: request.ip, requestId: request.id, raw: request, reply }
  const now = deps.now()
  if (route.read) {
    const context: ReadContext = { ...info, session, now, read: (statement, prepared) => deps.db.read(session.claims, statement, prepared) }
    if (route.auditRead) {
      await deps.db.tx(session.claims, (tx) =>
        writeAudit(tx, { name: route.audit, session, info, detail: { params: input.params, query: input.query } }),
      )
    }
    return (await route.read(context, input)) ?? reply
  }
  return serveWrite(deps, route, session, info, input, now)
}

async function serveWrite(
  deps: HttpDeps,
  route: Route,
  session: Session,
  info: RequestInfo,
  input: RouteInput,
  now: Date,
): Promise<unknown> {
  const key = info.raw.headers['idempotency-key']
  const idempotent = typeof key === 'string' && key !== '' && session.claims.personId !== '' ? key.slice(0, 200) : null
  const bodyHash = idempotent
    ? createHash('sha256')
        .update(canonical({ r: route.audit, p: input.params, ...(route.secretBody ? {} : { b: input.body }) }))
        .digest('hex')
    : ''
  return deps.db.tx(session.claims, async (tx) => {
    if (idempotent) {
      const first = await firstAnswer(tx, session.claims.personId, idempotent)
      if (first && first.bodyHash !== bodyHash) {
        throw conflict({ zh: '同一操作编号已用于另一内容', en: 'This idempotency key was used for other content' })
      }
      if (first) return first.response
    }
    let about: { object?: string; objectId?: string; detail?: Record<string, unknown> } = {}
    const context: WriteContext = { ...info, session, now, tx, note: (more) => void (about = { ...about, ...more }) }
    const result = await route.write?.(context, input)
    await writeAudit(tx, { name: route.audit, session, info, ...about })
    if (idempotent) {
      await tx.query(sql`insert into idempotency (key, person_id, route, body_hash, status, response)
        values (${idempotent}, ${session.claims.personId}::uuid, ${route.audit}, ${bodyHash}, 200, ${JSON.stringify(result ?? null)}::jsonb)`)
    }
    return result
  })
}
