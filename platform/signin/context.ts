import type { Claims, Role } from '#kernel/access/index.ts'
import type { Db } from '#platform/db/index.ts'
import { forbidden, type Session } from '#platform/http/index.ts'
import type { Auth } from './auth.ts'
import type { Authenticator } from './authenticate.ts'
import type { Lockout } from './lockout.ts'
import type { PasswordRules, SignInDeps } from './types.ts'

/** What the routes of sign-in share. */
export interface SignInContext {
  readonly deps: SignInDeps
  readonly auth: Auth
  /** Connections of our own: a route that holds one of the house's never waits for a second of the same pool. */
  readonly system: Db
  readonly systemClaims: Claims
  readonly roles: () => ReadonlyMap<string, Role>
  readonly authenticator: Authenticator
  readonly lockout: Lockout
  readonly passwordRules: PasswordRules
}

/** Passwords, posts and tokens are a person's own matter: an API token may not touch them. */
export function assertPersonal(session: Session): void {
  if (session.tokenScopes !== null) throw forbidden()
}
