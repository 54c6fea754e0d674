import { betterAuth, type BetterAuthOptions } from 'better-auth'
import { APIError } from 'better-auth/api'
import { genericOAuth, twoFactor, username } from 'better-auth/plugins'
import pg from 'pg'
import type { Claims } from '#kernel/access/index.ts'
import { sql, type Db } from '#platform/db/index.ts'
import { isPhone, MAX_PASSWORD, normalUsername, PASSWORD_RULES, usernameIsValid } from './password.ts'
import type { OidcConfig, SignInDeps } from './types.ts'

/** Carries the client's address to the library; a header of this name from outside is dropped before. */
export const ADDRESS_HEADER = 'x-anlan-address'

/** The library wants an address for mail and we have none: made from the id, in the domain reserved for this (RFC 2606). */
export const mailOf = (userId: string): string => `${userId}@anlan.invalid`

const DAY = 24 * 60 * 60

/**
 * The library's own pool: its tables are in the schema `signin`, and it wants dates as Date while the rest of the
 * house reads instants as ISO strings.
 */
export function authPool(appUrl: string): pg.Pool {
  const types: pg.CustomTypesConfig = {
    getTypeParser: (oid, format) =>
      oid === pg.types.builtins.TIMESTAMPTZ ? (value: string) => new Date(value) : pg.types.getTypeParser(oid, format),
  }
  const pool = new pg.Pool({ connectionString: appUrl, max: 4, application_name: 'anlan-signin', options: '-c search_path=signin', types })
  pool.on('error', () => {})
  return pool
}

/** Which account a username or phone number means. A phone number that two active people share means none. */
export async function accountOf(
  db: Db,
  claims: Claims,
  typed: string,
): Promise<{ userId: string; personId: string; username: string } | null> {
  const name = normalUsername(typed)
  const rows = await db.read<{ userId: string; personId: string; username: string }>(
    claims,
    sql`select u.id as "userId", p.id as "personId", u.username from signin."user" u join person p on p.user_id = u.id where u.username = ${name}`,
  )
  if (rows[0]) return rows[0]
  if (!isPhone(name)) return null
  const byPhone = await db.read<{ userId: string; personId: string; username: string }>(
    claims,
    sql`select u.id as "userId", p.id as "personId", u.username from person p join signin."user" u on u.id = p.user_id
      where p.phone = ${name} and p.active limit 2`,
  )
  return byPhone.length === 1 ? (byPhone[0] ?? null) : null
}

function oidcPlugin(oidc: OidcConfig, db: Db, claims: Claims) {
  return genericOAuth({
    config: [
      {
        providerId: oidc.id,
        name: oidc.name,
        discoveryUrl: oidc.discoveryUrl,
        clientId: oidc.clientId,
        clientSecret: oidc.clientSecret,
        scopes: ['openid', 'profile', ...(oidc.scopes ?? [])],
        pkce: true,
        requireIdTokenVerification: true,
        // People are entered by an administrator; the single sign-on opens accounts and makes none.
        disableSignUp: true,
        async mapProfileToUser(profile) {
          const value = profile[oidc.claim ?? 'preferred_username']
          const found = typeof value === 'string' || typeof value === 'number' ? await accountOf(db, claims, String(value)) : null
          const name = found?.username ?? 'unknown'
          return { name, email: mailOf(found?.userId ?? 'unknown'), emailVerified: found !== null }
        },
      },
    ],
  })
}

/** Refuses a session for a person who is not active, whatever way the sign-in took. */
async function assertActive(db: Db, claims: Claims, userId: string): Promise<void> {
  const [row] = await db.read<{ active: boolean }>(claims, sql`select active from person where user_id = ${userId}`)
  if (!row?.active) throw new APIError('FORBIDDEN', { code: 'ACCOUNT_DISABLED', message: 'The account is not active' })
}

export function authOptions(deps: SignInDeps, pool: pg.Pool, db: Db) {
  const { systemClaims, oidc } = deps
  return {
    appName: '安澜',
    basePath: '/api/auth',
    ...(deps.baseUrl ? { baseURL: deps.baseUrl } : {}),
    secret: deps.secret,
    database: pool,
    trustedOrigins: [...(deps.trustedOrigins ?? [])],
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: deps.passwordRules?.minLength ?? PASSWORD_RULES.minLength,
      maxPasswordLength: MAX_PASSWORD,
    },
    session: {
      expiresIn: (deps.sessionDays ?? 7) * DAY,
      updateAge: DAY / 2,
      // Deeds that need a fresh session ask for the password instead.
      freshAge: 0,
      additionalFields: { postId: { type: 'string', required: false, input: false } },
    },
    account: { accountLinking: { enabled: true, trustedProviders: oidc ? [oidc.id] : [], requireLocalEmailVerified: false } },
    advanced: {
      cookiePrefix: 'anlan',
      useSecureCookies: deps.baseUrl?.startsWith('https:') ?? false,
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      // The origin is checked before the library is called, by the same rule as everywhere (origin.ts).
      disableCSRFCheck: true,
      database: { validateSchema: false },
    },
    databaseHooks: { session: { create: { before: (session) => assertActive(db, systemClaims, session.userId) } } },
    plugins: [
      username({
        minUsernameLength: 2,
        maxUsernameLength: 40,
        usernameValidator: usernameIsValid,
        usernameNormalization: normalUsername,
        displayUsernameNormalization: normalUsername,
      }),
      twoFactor({ issuer: '安澜', accountLockout: { enabled: true, maxFailedAttempts: 10, durationSeconds: 900 } }),
      ...(oidc ? [oidcPlugin(oidc, db, systemClaims)] : []),
    ],
    // A single sign-on that fails before we know where it began ends on the first page, with the reason in the address.
    onAPIError: { errorURL: '/' },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // Only the library's own words: its arguments may hold names.
    logger: { disabled: !deps.log, level: 'error', log: (_level, message) => deps.log?.(message) },
  } satisfies BetterAuthOptions
}

export function createAuth(deps: SignInDeps, pool: pg.Pool, db: Db) {
  return betterAuth(authOptions(deps, pool, db))
}

export type Auth = ReturnType<typeof createAuth>
