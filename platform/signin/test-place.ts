import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import type { Claims, Grants, Role } from '#kernel/access/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { text } from '#kernel/text.ts'
import { buildHttp } from '#platform/http/index.ts'
import { testDb, type TestDb } from '#platform/testing.ts'
import { createSignIn, loadRoles, type SignIn, type SignInDeps } from './index.ts'

/** A small county for tests: county `c`, towns `c1` and `c2`, a works in each town, real database, real server. */
export interface Place {
  readonly at: TestDb
  readonly signIn: SignIn
  readonly app: FastifyInstance
  readonly clock: { ms: number }
  readonly org: Readonly<Record<'county' | 'town1' | 'town2' | 'works1' | 'works2', string>>
  person(name: string, posts: NewPost[], account?: { username: string; phone?: string }): Promise<{ id: string; posts: string[] }>
  call(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, options?: CallOptions): Promise<LightMyRequestResponse>
  signedIn(username: string, password?: string): Promise<string>
  close(): Promise<void>
}

export interface NewPost {
  readonly org: string
  readonly role: string
  readonly path: string
  readonly sectors?: string[]
}

export interface CallOptions {
  readonly cookie?: string
  readonly token?: string
  readonly body?: Record<string, unknown>
  readonly headers?: Record<string, string>
}

export const PASSWORD = 'spring-tide-42'

const area = (...permissions: string[]): Grants => Object.fromEntries(permissions.map((p) => [p, ['area' as const]]))

const ROLES: readonly Role[] = [
  {
    id: 'admin',
    text: text('系统管理员', 'Administrator'),
    home: 'admin',
    grants: { ...area('admin.people', 'admin.read', 'person.read', 'org.read'), 'admin.roles': ['all'], 'admin.all': ['all'] },
  },
  {
    id: 'town-admin',
    text: text('乡镇管理员', 'Town administrator'),
    home: 'town',
    grants: area('admin.people', 'admin.read', 'person.read', 'org.read', 'hazard.read'),
  },
  { id: 'no-orgs', text: text('只管人', 'People only'), home: 'admin', grants: area('admin.people', 'admin.read') },
  { id: 'clerk', text: text('乡镇干部', 'Town clerk'), home: 'town', grants: area('hazard.read') },
  { id: 'strong', text: text('执法', 'Enforcement'), home: 'bureau', grants: area('hazard.read', 'case.decide') },
]

export const SYSTEM: Claims = {
  personId: '',
  postId: '',
  orgId: '',
  role: 'system',
  path: '',
  sectors: null,
  grants: { 'person.read': ['all'], 'org.read': ['all'], 'admin.read': ['all'] },
}

const NOBODY: Claims = { ...SYSTEM, role: '', sectors: [], grants: {} }

/** The cookies of an answer as a browser would send them back. */
export function cookiesOf(response: LightMyRequestResponse, before = ''): string {
  const jar = new Map(before.split('; ').flatMap((pair): [string, string][] => (pair === '' ? [] : [[pair.split('=')[0] ?? '', pair]])))
  for (const cookie of response.cookies) {
    if (cookie.maxAge === 0 || cookie.value === '') jar.delete(cookie.name)
    else jar.set(cookie.name, `${cookie.name}=${encodeURIComponent(cookie.value)}`)
  }
  return [...jar.values()].join('; ')
}

export async function testPlace(more: Partial<SignInDeps> = {}): Promise<Place> {
  const at = await testDb()
  const clock = { ms: Date.now() }
  const now = (): Date => new Date(clock.ms)
  const org = {
    county: uuidv7(clock.ms),
    town1: uuidv7(clock.ms),
    town2: uuidv7(clock.ms),
    works1: uuidv7(clock.ms),
    works2: uuidv7(clock.ms),
  }
  for (const [key, path] of Object.entries({ county: 'c', town1: 'c1', town2: 'c2', works1: 'c1', works2: 'c2' })) {
    const kind = key.startsWith('works') ? 'enterprise' : 'office'
    const id = org[key as keyof typeof org]
    await at.owner.query('insert into org (id, kind, name, path) values ($1, $2, $3, $4)', [id, kind, `单位${key}`, path])
  }
  for (const role of ROLES) {
    const values = [role.id, JSON.stringify(role.text), role.home, JSON.stringify(role.grants)]
    await at.owner.query('insert into role (id, text, home, grants) values ($1, $2, $3, $4)', values)
  }
  let roles = await loadRoles(at.db, SYSTEM)
  const signIn = createSignIn({
    appUrl: at.appUrl,
    secret: 'a secret of a test, long enough to sign with',
    roles: () => roles,
    rolesChanged: async () => void (roles = await loadRoles(at.db, SYSTEM)),
    now,
    systemClaims: SYSTEM,
    ...more,
  })
  const app = await buildHttp({ db: at.db, routes: signIn.routes, authenticate: signIn.authenticate, now, nobody: NOBODY })
  signIn.mount(app)

  async function call(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, options: CallOptions = {}) {
    const headers = {
      ...(options.cookie ? { cookie: options.cookie } : {}),
      ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
      ...options.headers,
    }
    const payload = method === 'GET' ? undefined : (options.body ?? {})
    return app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
  }

  return {
    at,
    signIn,
    app,
    clock,
    org,
    call,
    async person(name, posts, account) {
      const id = uuidv7(clock.ms)
      await at.owner.query('insert into person (id, name, phone) values ($1, $2, $3)', [id, name, account?.phone ?? null])
      const ids: string[] = []
      for (const post of posts) {
        const postId = uuidv7(clock.ms)
        clock.ms += 1
        await at.owner.query(
          'insert into post (id, person_id, org_id, role, path, sectors, created_at) values ($1, $2, $3, $4, $5, $6, $7)',
          [postId, id, post.org, post.role, post.path, post.sectors ?? null, now()],
        )
        ids.push(postId)
      }
      if (account) await signIn.createAccount({ personId: id, username: account.username, password: PASSWORD })
      return { id, posts: ids }
    },
    async signedIn(username, password = PASSWORD) {
      const response = await call('POST', '/api/auth/sign-in/username', { body: { username, password } })
      if (response.statusCode !== 200) throw new Error(`sign-in of ${username}: ${response.statusCode} ${response.body}`)
      return cookiesOf(response)
    },
    async close() {
      await app.close()
      await signIn.close()
      await at.drop()
    },
  }
}
