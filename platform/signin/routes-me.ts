import { z } from 'zod'
import { text } from '#kernel/text.ts'
import { sql } from '#platform/db/index.ts'
import { badInput, notFound, readRoute, unauthorised, writeRoute, type Route } from '#platform/http/index.ts'
import { setPassword } from './accounts.ts'
import { assertPersonal, type SignInContext } from './context.ts'
import { locked } from './lockout.ts'
import { MAX_PASSWORD } from './password.ts'
import { findWho } from './who.ts'

const none = z.object({})
const done = z.object({ ok: z.literal(true) })
const words = z.object({ zh: z.string(), en: z.string() })

const me = z.object({
  person: z.object({ id: z.string(), name: z.string(), lang: z.enum(['zh', 'en']) }),
  posts: z.array(
    z.object({
      id: z.string(),
      orgId: z.string(),
      orgName: z.string(),
      role: z.string(),
      roleText: words,
      title: z.string(),
      path: z.string(),
      divisionName: z.string(),
    }),
  ),
  /** The post acted in; the rest follows from it. Empty when the person holds no post. */
  postId: z.string(),
  orgId: z.string(),
  orgName: z.string(),
  role: z.string(),
  home: z.string(),
  permissions: z.array(z.string()),
  path: z.string(),
  sectors: z.array(z.string()).nullable(),
  serverNow: z.string(),
  sample: z.boolean(),
  mustChangePassword: z.boolean(),
  secondFactor: z.boolean(),
})

/** Who is on the line and in which post; also keeps the cookie alive while the session is used. */
function getMe(c: SignInContext): Route {
  return readRoute({
    method: 'GET',
    path: '/api/me',
    audit: 'me.read',
    beforePasswordChange: true,
    text: text('我的岗位与权限', 'My posts and permissions'),
    permission: 'signed-in',
    params: none,
    query: none,
    response: me,
    async handler({ session, now, raw, reply }) {
      const who = c.authenticator.whoOf(session)
      if (!who) throw unauthorised()
      if (session.tokenScopes === null) {
        // The library lengthens a session that is in use; the browser must learn of it.
        const { headers } = await c.auth.api.getSession({ headers: new Headers({ cookie: raw.headers.cookie ?? '' }), returnHeaders: true })
        const cookies = headers.getSetCookie()
        if (cookies.length > 0) reply.header('set-cookie', cookies)
      }
      reply.header('cache-control', 'no-store')
      const roles = c.roles()
      const { claims } = session
      const post = who.posts.find((p) => p.id === claims.postId)
      return {
        person: { ...who.person },
        posts: who.posts.map(({ sectors: _sectors, ...p }) => ({ ...p, roleText: roles.get(p.role)?.text ?? text(p.role, p.role) })),
        postId: claims.postId,
        orgId: claims.orgId,
        orgName: post?.orgName ?? '',
        role: claims.role,
        home: roles.get(claims.role)?.home ?? '',
        permissions: Object.keys(claims.grants)
          .filter((p) => (claims.grants[p]?.length ?? 0) > 0)
          .sort(),
        path: claims.path,
        sectors: claims.sectors === null ? null : [...claims.sectors],
        serverNow: now.toISOString(),
        sample: c.deps.demoPosts !== undefined,
        mustChangePassword: who.mustChange,
        secondFactor: who.twoFactor,
      }
    },
  })
}

function choosePost(c: SignInContext): Route {
  return writeRoute({
    method: 'POST',
    path: '/api/me/post',
    audit: 'me.post',
    text: text('切换岗位', 'Change my post'),
    permission: 'signed-in',
    params: none,
    query: none,
    body: z.object({ postId: z.uuid() }),
    response: done,
    async handler({ session, tx, note }, { body }) {
      assertPersonal(session)
      // Asked anew and not of the cache: a post may have ended a moment ago.
      const found = await findWho(c.system, c.systemClaims, { personId: session.claims.personId })
      if (!found?.who.posts.some((p) => p.id === body.postId)) throw notFound()
      await tx.query(sql`update signin.session set "postId" = ${body.postId}::uuid where id = ${session.sessionId}`)
      await tx.query(sql`update signin."user" set last_post_id = ${body.postId}::uuid where id = ${found.who.userId}`)
      note({ object: 'post', objectId: body.postId })
      tx.afterCommit(() => c.authenticator.dropSession(session.sessionId))
      return { ok: true as const }
    },
  })
}

function setLang(c: SignInContext): Route {
  return writeRoute({
    method: 'POST',
    path: '/api/me/lang',
    audit: 'me.lang',
    beforePasswordChange: true,
    text: text('切换语言', 'Change my language'),
    permission: 'signed-in',
    params: none,
    query: none,
    body: z.object({ lang: z.enum(['zh', 'en']) }),
    response: done,
    async handler({ session, tx }, { body }) {
      await tx.query(sql`update person set lang = ${body.lang} where id = ${session.claims.personId}::uuid`)
      tx.afterCommit(() => c.authenticator.dropPerson(session.claims.personId))
      return { ok: true as const }
    },
  })
}

function changePassword(c: SignInContext): Route {
  return writeRoute({
    method: 'POST',
    secretBody: true,
    path: '/api/me/password',
    audit: 'me.password',
    beforePasswordChange: true,
    text: text('修改密码', 'Change my password'),
    permission: 'signed-in',
    params: none,
    query: none,
    body: z.object({
      current: z
        .string()
        .min(1)
        .max(MAX_PASSWORD * 4),
      password: z
        .string()
        .min(1)
        .max(MAX_PASSWORD * 4),
    }),
    response: done,
    async handler({ session, tx, now, ip }, { body }) {
      assertPersonal(session)
      const { personId } = session.claims
      const userId = c.authenticator.whoOf(session)?.userId ?? ''
      const key = `password:${personId}`
      await c.lockout.begin(key, ip)
      const [held] = await tx.query<{ password: string }>(
        sql`select password from signin.account where "userId" = ${userId} and "providerId" = 'credential' and password is not null`,
      )
      const context = await c.auth.$context
      if (!held || !(await context.password.verify({ hash: held.password, password: body.current }))) {
        const { until } = await c.lockout.failed(key, ip)
        if (until !== null) throw locked(until)
        throw badInput([{ field: 'body.current', message: text('当前密码不正确', 'The current password is wrong') }])
      }
      await c.lockout.succeeded(key, ip)
      const to = { userId, password: body.password, mustChange: false, keepSession: session.sessionId, field: 'body.password' }
      await setPassword(tx, c.auth, c.passwordRules, to, now)
      tx.afterCommit(() => c.authenticator.dropPerson(personId))
      return { ok: true as const }
    },
  })
}

export function meRoutes(c: SignInContext): Route[] {
  return [getMe(c), choosePost(c), setLang(c), changePassword(c)]
}
