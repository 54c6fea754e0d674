import { getMigrations } from 'better-auth/db/migration'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { authOptions, authPool } from './auth.ts'
import { cookiesOf, PASSWORD, SYSTEM, testPlace, type Place } from './test-place.ts'

let place: Place
let li: { id: string; posts: string[] }

beforeAll(async () => {
  place = await testPlace({ demoPosts: async () => [{ username: 'li.na', title: { zh: '科员', en: 'Clerk' }, who: '李娜' }] })
  li = await place.person(
    '李娜',
    [
      { org: place.org.town1, role: 'clerk', path: 'c1' },
      { org: place.org.county, role: 'strong', path: 'c', sectors: ['hazchem'] },
    ],
    { username: 'Li.Na', phone: '13800000001' },
  )
})

afterAll(async () => {
  await place.close()
})

describe('the tables', () => {
  it('are what the library asks for', async () => {
    const pool = authPool(place.at.appUrl)
    const owner = new pg.Pool({ connectionString: place.at.ownerUrl, options: '-c search_path=signin', max: 1 })
    const deps = { appUrl: '', secret: 'x'.repeat(32), roles: () => new Map(), now: () => new Date(), systemClaims: SYSTEM }
    const plan = await getMigrations({ ...authOptions(deps, pool, place.at.db), database: owner })
    // The comparison itself is worth something only if it finds missing tables elsewhere.
    const elsewhere = await getMigrations({ ...authOptions(deps, pool, place.at.db), database: place.at.owner })
    await pool.end()
    await owner.end()
    expect(elsewhere.toBeCreated.map((t) => t.table).sort()).toEqual(['account', 'session', 'twoFactor', 'user', 'verification'])
    expect(plan.toBeCreated.map((t) => t.table)).toEqual([])
    expect(plan.toBeAdded.map((t) => [t.table, Object.keys(t.fields)])).toEqual([])
    expect(plan.schemaProblems).toEqual([])
  })
})

describe('sign-in by password', () => {
  it('opens a session by username, in any case, and by phone number', async () => {
    for (const username of ['li.na', 'LI.NA', '13800000001']) {
      const response = await place.call('POST', '/api/auth/sign-in/username', { body: { username, password: PASSWORD } })
      expect(response.statusCode).toBe(200)
      expect(response.json()).not.toHaveProperty('token')
      const [cookie] = response.cookies
      expect(cookie).toMatchObject({ name: 'anlan.session_token', httpOnly: true, sameSite: 'Lax' })
      expect(cookie?.secure).toBeUndefined()
      const me = await place.call('GET', '/api/me', { cookie: cookiesOf(response) })
      expect(me.json()).toMatchObject({
        person: { id: li.id, name: '李娜', lang: 'zh' },
        postId: li.posts[0],
        orgId: place.org.town1,
        role: 'clerk',
        home: 'town',
        permissions: ['hazard.read'],
        path: 'c1',
        sectors: null,
        sample: true,
      })
    }
  })

  it('answers an unknown name and a wrong password alike', async () => {
    const wrong = await place.call('POST', '/api/auth/sign-in/username', { body: { username: 'li.na', password: 'not-this-one' } })
    const unknown = await place.call('POST', '/api/auth/sign-in/username', { body: { username: 'nobody', password: 'not-this-one' } })
    expect(wrong.statusCode).toBe(401)
    expect(unknown.json()).toEqual(wrong.json())
    expect(wrong.json()).toMatchObject({ type: 'wrong-password', title: '用户名或密码不正确', left: 4 })
    await place.signedIn('li.na')
  })

  it('refuses a person who is not active, after the right password only', async () => {
    const gone = await place.person('王五', [{ org: place.org.town1, role: 'clerk', path: 'c1' }], { username: 'wang' })
    const cookie = await place.signedIn('wang')
    await place.at.owner.query('update person set active = false where id = $1', [gone.id])
    await place.signIn.revokeAll(gone.id)
    expect((await place.call('GET', '/api/me', { cookie })).statusCode).toBe(401)
    const right = await place.call('POST', '/api/auth/sign-in/username', { body: { username: 'wang', password: PASSWORD } })
    expect(right.statusCode).toBe(403)
    expect(right.json()).toMatchObject({ type: 'account-disabled' })
    expect(right.cookies).toEqual([])
    const wrong = await place.call('POST', '/api/auth/sign-in/username', { body: { username: 'wang', password: 'something else' } })
    expect(wrong.statusCode).toBe(401)
  })

  it('keeps the rest of the library shut', async () => {
    const cookie = await place.signedIn('li.na')
    for (const url of ['/api/auth/sign-up/email', '/api/auth/update-user', '/api/auth/change-password', '/api/auth/sign-in/email']) {
      expect((await place.call('POST', url, { cookie, body: { name: 'x' } })).statusCode, url).toBe(404)
    }
    for (const url of ['/api/auth/get-session', '/api/auth/list-sessions', '/api/auth/ok']) {
      expect((await place.call('GET', url, { cookie })).statusCode, url).toBe(404)
    }
  })

  it('tells the sign-in page what it needs', async () => {
    const page = await place.call('GET', '/api/sign-in')
    expect(page.json()).toEqual({
      sample: true,
      demo: [{ username: 'li.na', title: { zh: '科员', en: 'Clerk' }, who: '李娜' }],
      oidc: null,
    })
  })

  it('stores a scrypt hash and writes the sign-in into the audit without the name', async () => {
    const { rows } = await place.at.owner.query<{ password: string }>('select password from signin.account limit 1')
    expect(rows[0]?.password).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/)
    const audit = await place.at.owner.query<{ name: string; detail: unknown }>(
      `select name, detail from audit where person_id = $1 and name like 'sign-in.%' order by id limit 1`,
      [li.id],
    )
    expect(audit.rows).toEqual([{ name: 'sign-in.password', detail: {} }])
  })
})

describe('the session', () => {
  it('acts in the chosen post, and the next session opens in it', async () => {
    const cookie = await place.signedIn('li.na')
    expect((await place.call('POST', '/api/me/post', { cookie, body: { postId: li.posts[1] } })).statusCode).toBe(200)
    const me = (await place.call('GET', '/api/me', { cookie })).json()
    expect(me).toMatchObject({ postId: li.posts[1], role: 'strong', path: 'c', sectors: ['hazchem'] })
    const next = await place.signedIn('li.na')
    expect((await place.call('GET', '/api/me', { cookie: next })).json()).toMatchObject({ postId: li.posts[1] })
    const foreign = await place.person('赵六', [{ org: place.org.town2, role: 'clerk', path: 'c2' }])
    expect((await place.call('POST', '/api/me/post', { cookie, body: { postId: foreign.posts[0] } })).statusCode).toBe(404)
  })

  it('names the actor as person, organisation and post', async () => {
    const cookie = await place.signedIn('li.na')
    await place.call('POST', '/api/me/post', { cookie, body: { postId: li.posts[0] } })
    const value = decodeURIComponent(cookie.split('=')[1] ?? '')
    const request = { headers: {}, cookies: { 'anlan.session_token': value }, method: 'GET' }
    const session = await place.signIn.authenticate(request as unknown as Parameters<typeof place.signIn.authenticate>[0])
    expect(session?.actor.name).toBe('李娜（单位town1 乡镇干部）')
  })

  it('costs no query while it is hot', async () => {
    const cookie = await place.signedIn('li.na')
    const value = decodeURIComponent(cookie.split('=')[1] ?? '')
    const request = { headers: {}, cookies: { 'anlan.session_token': value }, method: 'GET' }
    const authenticate = () => place.signIn.authenticate(request as unknown as Parameters<typeof place.signIn.authenticate>[0])
    const first = await authenticate()
    await place.at.owner.query('delete from signin.session where id = $1', [first?.sessionId])
    expect(await authenticate()).toBe(first)
    expect(first?.claims).toMatchObject({ personId: li.id })
  })

  it('ends at once on sign-out and on revocation from another session', async () => {
    const cookie = await place.signedIn('li.na')
    const other = await place.signedIn('li.na')
    expect((await place.call('GET', '/api/me', { cookie: other })).statusCode).toBe(200)
    const list = (await place.call('GET', '/api/me/sessions', { cookie: other })).json<{
      items: { id: string; current: boolean; ip: string }[]
    }>()
    expect(list.items[0]?.ip).toBe('127.0.0.1')
    const mine = list.items.find((s) => s.current)
    expect((await place.call('POST', `/api/me/sessions/${mine?.id}/revoke`, { cookie })).statusCode).toBe(200)
    expect((await place.call('GET', '/api/me', { cookie: other })).statusCode).toBe(401)
    expect((await place.call('POST', '/api/auth/sign-out', { cookie })).statusCode).toBe(200)
    expect((await place.call('GET', '/api/me', { cookie })).statusCode).toBe(401)
  })

  it('refuses a tampered cookie', async () => {
    const cookie = await place.signedIn('li.na')
    expect((await place.call('GET', '/api/me', { cookie: cookie.replace(/=./, '=Z') })).statusCode).toBe(401)
  })

  it('refuses writes from another origin and takes them from its own, on any port', async () => {
    const cookie = await place.signedIn('li.na')
    const lang = (headers: Record<string, string>) => place.call('POST', '/api/me/lang', { cookie, body: { lang: 'zh' }, headers })
    expect((await lang({ host: 'localhost:4711', origin: 'http://localhost:4711' })).statusCode).toBe(200)
    expect((await lang({ host: 'localhost:4711', origin: 'http://localhost:4712' })).statusCode).toBe(403)
    expect((await lang({ host: 'localhost:4711', origin: 'null' })).statusCode).toBe(403)
    const body = { username: 'li.na', password: PASSWORD }
    const foreign = await place.call('POST', '/api/auth/sign-in/username', { body, headers: { host: 'a.test', origin: 'https://b.test' } })
    expect(foreign.statusCode).toBe(403)
  })
})

describe('changing the password', () => {
  it('asks for the current one, keeps the rules and ends the other sessions', async () => {
    await place.person('周七', [{ org: place.org.town1, role: 'clerk', path: 'c1' }], { username: 'zhouqi88', phone: '13900000002' })
    const cookie = await place.signedIn('zhouqi88')
    const other = await place.signedIn('zhouqi88')
    const change = (current: string, password: string) => place.call('POST', '/api/me/password', { cookie, body: { current, password } })
    expect((await change('wrong wrong', 'another-one-9')).json()).toMatchObject({ errors: [{ field: 'body.current' }] })
    for (const bad of ['short', 'zhouqi88', '13900000002', 'aaaaaaaaaa']) {
      expect((await change(PASSWORD, bad)).json(), bad).toMatchObject({ errors: [{ field: 'body.password' }] })
    }
    expect((await change(PASSWORD, 'another-one-9')).statusCode).toBe(200)
    expect((await place.call('GET', '/api/me', { cookie })).statusCode).toBe(200)
    expect((await place.call('GET', '/api/me', { cookie: other })).statusCode).toBe(401)
    await place.signedIn('zhouqi88', 'another-one-9')
  })
})

describe('behind https', () => {
  it('marks the cookie secure and takes writes from the public address', async () => {
    const safe = await testPlace({ baseUrl: 'https://anlan.test' })
    await safe.person('李娜', [{ org: safe.org.town1, role: 'clerk', path: 'c1' }], { username: 'li.na' })
    const headers = { host: 'inner:8080', origin: 'https://anlan.test' }
    const response = await safe.call('POST', '/api/auth/sign-in/username', { body: { username: 'li.na', password: PASSWORD }, headers })
    expect(response.cookies[0]).toMatchObject({ name: '__Secure-anlan.session_token', secure: true, sameSite: 'Lax' })
    const lang = await safe.call('POST', '/api/me/lang', { cookie: cookiesOf(response), body: { lang: 'en' }, headers })
    expect(lang.statusCode).toBe(200)
    expect((await safe.call('GET', '/api/me', { cookie: cookiesOf(response) })).json()).toMatchObject({ person: { lang: 'en' } })
    await safe.close()
  })
})
