import { z } from 'zod'
import { uuidv7 } from '#kernel/ids.ts'
import { text } from '#kernel/text.ts'
import { sql } from '#platform/db/index.ts'
import { badInput, notFound, readRoute, writeRoute, type Route } from '#platform/http/index.ts'
import { assertPersonal, type SignInContext } from './context.ts'
import { newToken, TOKEN_SCOPE } from './tokens.ts'

const none = z.object({})
const done = z.object({ ok: z.literal(true) })

const sessionItem = z.object({
  id: z.string(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  expiresAt: z.string(),
  ip: z.string(),
  userAgent: z.string(),
  current: z.boolean(),
})

const tokenItem = z.object({
  id: z.string(),
  name: z.string(),
  postId: z.string(),
  scopes: z.array(z.string()),
  createdAt: z.string(),
  expiresAt: z.string(),
  lastUsedAt: z.string().nullable(),
})

function listSessions(c: SignInContext): Route {
  return readRoute({
    method: 'GET',
    path: '/api/me/sessions',
    audit: 'me.sessions',
    text: text('我的登录会话', 'My sessions'),
    permission: 'signed-in',
    params: none,
    query: none,
    response: z.object({ items: z.array(sessionItem) }),
    async handler({ session, read }) {
      assertPersonal(session)
      const rows = await read<Omit<z.infer<typeof sessionItem>, 'current'>>(
        sql`select id, "createdAt", "updatedAt" as "lastSeenAt", "expiresAt", coalesce("ipAddress", '') as ip,
            coalesce("userAgent", '') as "userAgent" from signin.session
          where "userId" = ${c.authenticator.whoOf(session)?.userId ?? ''} and "expiresAt" > now() order by "createdAt" desc, id limit 100`,
      )
      return { items: rows.map((row) => ({ ...row, current: row.id === session.sessionId })) }
    },
  })
}

function revokeSession(c: SignInContext): Route {
  return writeRoute({
    method: 'POST',
    path: '/api/me/sessions/:id/revoke',
    audit: 'me.session-revoke',
    text: text('结束登录会话', 'End a session of mine'),
    permission: 'signed-in',
    params: z.object({ id: z.string().min(1).max(100) }),
    query: none,
    body: none,
    response: done,
    async handler({ session, tx, note }, { params }) {
      assertPersonal(session)
      const gone = await tx.query(
        sql`delete from signin.session where id = ${params.id} and "userId" = ${c.authenticator.whoOf(session)?.userId ?? ''} returning id`,
      )
      if (gone.length === 0) throw notFound()
      note({ object: 'session', objectId: params.id })
      tx.afterCommit(() => c.authenticator.dropSession(params.id))
      return { ok: true as const }
    },
  })
}

function listTokens(): Route {
  return readRoute({
    method: 'GET',
    path: '/api/tokens',
    audit: 'token.list',
    text: text('我的接口令牌', 'My API tokens'),
    permission: 'signed-in',
    params: none,
    query: none,
    response: z.object({ items: z.array(tokenItem) }),
    async handler({ session, read }) {
      assertPersonal(session)
      const items = await read<z.infer<typeof tokenItem>>(
        sql`select id, name, post_id as "postId", scopes, created_at as "createdAt", expires_at as "expiresAt", last_used_at as "lastUsedAt"
          from signin.api_token where person_id = ${session.claims.personId}::uuid and revoked_at is null order by id desc limit 200`,
      )
      return { items }
    },
  })
}

function createToken(c: SignInContext): Route {
  return writeRoute({
    method: 'POST',
    path: '/api/tokens',
    audit: 'token.create',
    text: text('新建接口令牌', 'New API token'),
    permission: 'signed-in',
    params: none,
    query: none,
    body: z.object({
      name: z.string().trim().min(1).max(100),
      scopes: z.array(z.string().max(100).regex(TOKEN_SCOPE)).min(1).max(100),
      days: z.int().min(1).max(1095),
      /** One of one's own posts; the present one when absent. */
      postId: z.uuid().optional(),
    }),
    response: z.object({ id: z.string(), token: z.string(), expiresAt: z.string() }),
    async handler({ session, tx, now, note, raw }, { body }) {
      assertPersonal(session)
      // Answers under an idempotency key are kept for a day, and a token must not be kept anywhere but by its hash.
      if (raw.headers['idempotency-key']) {
        const message = text('新建令牌不能带操作编号', 'A token is made without an idempotency key')
        throw badInput([{ field: 'header.idempotency-key', message }])
      }
      const postId = body.postId ?? session.claims.postId
      if (!c.authenticator.whoOf(session)?.posts.some((p) => p.id === postId)) throw notFound()
      const id = uuidv7(now.getTime())
      const { token, hash } = newToken()
      const expiresAt = new Date(now.getTime() + body.days * 86_400_000)
      await tx.query(sql`insert into signin.api_token (id, name, hash, person_id, post_id, scopes, created_at, expires_at)
        values (${id}::uuid, ${body.name}, ${hash}, ${session.claims.personId}::uuid, ${postId}::uuid, ${body.scopes}::text[], ${now}, ${expiresAt})`)
      note({ object: 'token', objectId: id, detail: { scopes: body.scopes, days: body.days } })
      return { id, token, expiresAt: expiresAt.toISOString() }
    },
  })
}

function revokeToken(c: SignInContext): Route {
  return writeRoute({
    method: 'DELETE',
    path: '/api/tokens/:id',
    audit: 'token.revoke',
    text: text('作废接口令牌', 'Revoke an API token'),
    permission: 'signed-in',
    params: z.object({ id: z.uuid() }),
    query: none,
    body: none,
    response: done,
    async handler({ session, tx, now, note }, { params }) {
      assertPersonal(session)
      const gone = await tx.query(
        sql`update signin.api_token set revoked_at = ${now}
          where id = ${params.id}::uuid and person_id = ${session.claims.personId}::uuid and revoked_at is null returning id`,
      )
      if (gone.length === 0) throw notFound()
      note({ object: 'token', objectId: params.id })
      tx.afterCommit(() => c.authenticator.dropSession(`token:${params.id}`))
      return { ok: true as const }
    },
  })
}

/** Sessions and API tokens of the person who is signed in. */
export function sessionRoutes(c: SignInContext): Route[] {
  return [listSessions(c), revokeSession(c), listTokens(), createToken(c), revokeToken(c)]
}
