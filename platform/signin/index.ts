import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { text } from '#kernel/text.ts'
import { openDb, sql } from '#platform/db/index.ts'
import { notFound, readRoute, type Route, type Session } from '#platform/http/index.ts'
import { accountOfPerson, addAccount, endSessions, setPassword, type NewAccount } from './accounts.ts'
import { authPool, createAuth } from './auth.ts'
import { createAuthenticator } from './authenticate.ts'
import type { SignInContext } from './context.ts'
import { createLockout, LOCK_RULES } from './lockout.ts'
import { mountAuth } from './mount.ts'
import { PASSWORD_RULES } from './password.ts'
import { meRoutes } from './routes-me.ts'
import { peopleRoutes } from './routes-people.ts'
import { postRoutes } from './routes-posts.ts'
import { roleRoutes } from './routes-roles.ts'
import { sessionRoutes } from './routes-sessions.ts'
import type { SignInDeps } from './types.ts'

export { signInPolicies } from './policies.ts'
export { loadRoles } from './roles.ts'
export type { NewAccount } from './accounts.ts'
export type { DemoPost, LockRules, OidcConfig, PasswordRules, SignInDeps } from './types.ts'

export interface SignIn {
  /** Who is on the line: by cookie or `Authorization: Bearer anl_…`. Null = nobody; throws 401 for a refused token, 403 for a foreign origin. */
  readonly authenticate: (request: FastifyRequest) => Promise<Session | null>
  /** For `buildHttp`: what the rate limit counts a genuine session or token under; null for all else, which is counted by address. */
  readonly rateKey: (request: FastifyRequest) => Promise<string | null>
  readonly routes: readonly Route[]
  /** Adds /api/auth/* to the server; before it listens. */
  mount(app: FastifyInstance): void
  /** For first set-up and the sample; people are otherwise entered through the routes. Returns the account id. */
  createAccount(account: NewAccount): Promise<string>
  /** Ends every session and API token of a person. */
  revokeAll(personId: string): Promise<void>
  /** Sets a password from the command line; ends every session. Throws 404 when the person has no account. */
  resetPassword(to: { personId: string; password: string; mustChange?: boolean }): Promise<void>
  /** Removes what has expired; once a day is enough. Returns how many rows went. */
  purge(): Promise<number>
  close(): Promise<void>
}

function signInPage(deps: SignInDeps): Route {
  return readRoute({
    method: 'GET',
    path: '/api/sign-in',
    audit: 'sign-in.page',
    text: text('登录页信息', 'What the sign-in page needs'),
    permission: 'public',
    params: z.object({}),
    query: z.object({}),
    response: z.object({
      sample: z.boolean(),
      demo: z.array(z.object({ username: z.string(), title: z.object({ zh: z.string(), en: z.string() }), who: z.string() })),
      oidc: z.object({ name: z.string() }).nullable(),
    }),
    async handler() {
      const demo = deps.demoPosts ? await deps.demoPosts() : []
      return {
        sample: deps.demoPosts !== undefined,
        demo: demo.map((d) => ({ username: d.username, title: { ...d.title }, who: d.who })),
        oidc: deps.oidc ? { name: deps.oidc.name } : null,
      }
    },
  })
}

function assertSound(deps: SignInDeps): void {
  if (deps.secret.length < 32) throw new Error('The sign-in secret needs at least 32 characters')
  if (deps.oidc && !deps.baseUrl) throw new Error('Single sign-on needs the public address (baseUrl)')
}

/** Sign-in by password, second factor or a city's single sign-on; sessions, API tokens, people, posts and roles. */
export function createSignIn(deps: SignInDeps): SignIn {
  assertSound(deps)
  const { systemClaims, roles, now } = deps
  const system = openDb(deps.appUrl, { max: 3 })
  const pool = authPool(deps.appUrl)
  const auth = createAuth(deps, pool, system)
  const trusted = [...(deps.trustedOrigins ?? []), ...(deps.baseUrl ? [new URL(deps.baseUrl).origin] : [])]
  const lockRules = { ...LOCK_RULES, ...deps.lockRules }
  const passwordRules = { ...PASSWORD_RULES, ...deps.passwordRules }
  const lockout = createLockout(system, systemClaims, lockRules, now)
  const authenticator = createAuthenticator({ auth, db: system, system: systemClaims, roles, now, trusted })
  const context: SignInContext = { deps, auth, system, systemClaims, roles, authenticator, lockout, passwordRules }

  return {
    authenticate: authenticator.authenticate,
    rateKey: authenticator.knownId,
    routes: [
      signInPage(deps),
      ...meRoutes(context),
      ...sessionRoutes(context),
      ...peopleRoutes(context),
      ...postRoutes(context),
      ...roleRoutes(context),
    ],
    mount: (app) =>
      mountAuth(app, { auth, authenticator, db: system, system: systemClaims, lockout, lockRules, trusted, oidc: deps.oidc ?? null }),
    createAccount: (account) => system.tx(systemClaims, (tx) => addAccount(tx, auth, passwordRules, account, now())),
    async revokeAll(personId) {
      await system.tx(systemClaims, async (tx) => {
        const account = await accountOfPerson(tx, personId)
        if (account) await endSessions(tx, account.userId, null)
        await tx.query(sql`update signin.api_token set revoked_at = ${now()} where person_id = ${personId}::uuid and revoked_at is null`)
      })
      authenticator.dropPerson(personId)
    },
    async resetPassword({ personId, password, mustChange = true }) {
      await system.tx(systemClaims, async (tx) => {
        const account = await accountOfPerson(tx, personId)
        if (!account) throw notFound()
        const to = { userId: account.userId, password, mustChange, keepSession: null, field: 'password' }
        await setPassword(tx, auth, passwordRules, to, now())
      })
      authenticator.dropPerson(personId)
    },
    async purge() {
      const rows = await system.read<{ n: number }>(
        systemClaims,
        sql`with s as (delete from signin.session where "expiresAt" < now() returning 1),
            v as (delete from signin.verification where "expiresAt" < now() returning 1),
            f as (delete from signin.failure where since < ${new Date(now().getTime() - 86_400_000)}
              and (locked_until is null or locked_until < ${now()}) returning 1)
          select (select count(*) from s) + (select count(*) from v) + (select count(*) from f) as n`,
      )
      return rows[0]?.n ?? 0
    },
    async close() {
      await pool.end()
      await system.close()
    },
  }
}
