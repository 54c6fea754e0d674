import type { Claims, Role } from '#kernel/access/index.ts'
import type { Lang, Text } from '#kernel/text.ts'

/** A city's single sign-on (OpenID Connect). The provider must be trusted: it decides who is who. */
export interface OidcConfig {
  /** Short stable id, part of the callback address `/api/auth/callback/{id}`. */
  readonly id: string
  /** What the button says. */
  readonly name: string
  readonly discoveryUrl: string
  readonly clientId: string
  readonly clientSecret: string
  readonly scopes?: readonly string[]
  /** Claim that equals the username or the phone number here; `preferred_username` when absent. */
  readonly claim?: string
}

export interface PasswordRules {
  readonly minLength: number
  /** How many of: lower case, upper case, digit, other, must occur. */
  readonly minClasses: number
}

export interface LockRules {
  /** Failures within the window that lock one account. */
  readonly perAccount: number
  /** Failures within the window that lock one address; an office often shares one. */
  readonly perAddress: number
  readonly windowMinutes: number
  readonly lockMinutes: number
}

/** One line on the sign-in page of the sample: whom one can be. */
export interface DemoPost {
  readonly username: string
  readonly title: Text
  readonly who: string
}

export interface SignInDeps {
  /** Connection string of the application's role. */
  readonly appUrl: string
  /** Signs cookies and encrypts second factors; at least 32 characters, the same in every process. */
  readonly secret: string
  /** Public address, for example `https://anlan.example.gov.cn`. Needed for single sign-on; https makes cookies secure. */
  readonly baseUrl?: string
  readonly trustedOrigins?: readonly string[]
  readonly roles: () => ReadonlyMap<string, Role>
  /** Called after a role was changed and committed, so that `roles()` is read again. */
  readonly rolesChanged?: () => Promise<void>
  readonly now: () => Date
  /** Claims that see every person, post and organisation: for finding out who is on the line. */
  readonly systemClaims: Claims
  readonly oidc?: OidcConfig | null
  /** Sample posts for the sign-in page; absent = no sample. */
  readonly demoPosts?: () => Promise<readonly DemoPost[]>
  readonly passwordRules?: Partial<PasswordRules>
  readonly lockRules?: Partial<LockRules>
  /** Days a session lasts without use; 7 when absent. */
  readonly sessionDays?: number
  /** Every permission that exists; when given, a role may hold no other. */
  readonly permissions?: () => readonly string[]
  /** Words of faults inside the library, without data of people. */
  readonly log?: (message: string) => void
}

/** A post as the person who holds it sees it. */
export interface HeldPost {
  readonly id: string
  readonly orgId: string
  readonly orgName: string
  readonly role: string
  readonly title: string
  readonly path: string
  readonly divisionName: string
  readonly sectors: readonly string[] | null
}

/** The person behind a session and the posts held. */
export interface Who {
  readonly person: { readonly id: string; readonly name: string; readonly lang: Lang }
  readonly userId: string
  readonly mustChange: boolean
  readonly twoFactor: boolean
  readonly posts: readonly HeldPost[]
}
