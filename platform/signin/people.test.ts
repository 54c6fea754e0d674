import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '#platform/db/index.ts'
import { loadRoles } from './index.ts'
import { PASSWORD, SYSTEM, testPlace, type Place } from './test-place.ts'

let place: Place
let admin: string
let town: string
let root: { id: string; posts: string[] }
let near: { id: string; posts: string[] }
let far: { id: string; posts: string[] }
let both: { id: string; posts: string[] }

beforeAll(async () => {
  place = await testPlace()
  const { org } = place
  root = await place.person('管理员', [{ org: org.county, role: 'admin', path: 'c' }], { username: 'root' })
  await place.person('镇管理员', [{ org: org.town1, role: 'town-admin', path: 'c1' }], { username: 'town1' })
  near = await place.person('近处人', [{ org: org.works1, role: 'clerk', path: 'c1' }], { username: 'near' })
  far = await place.person('远处人', [{ org: org.works2, role: 'clerk', path: 'c2' }], { username: 'far' })
  both = await place.person('两处人', [
    { org: org.works1, role: 'clerk', path: 'c1' },
    { org: org.works2, role: 'clerk', path: 'c2' },
  ])
  admin = await place.signedIn('root')
  town = await place.signedIn('town1')
})

afterAll(async () => {
  await place.close()
})

type List = { items: { id: string; name: string; posts: { id: string }[] }[]; next: string | null }
const people = async (cookie: string, query = ''): Promise<List> =>
  (await place.call('GET', `/api/people${query}`, { cookie })).json<List>()

describe('the list of people', () => {
  it('shows whom one administers, and of them only the posts within reach', async () => {
    expect((await people(admin)).items.map((p) => p.id).sort()).toEqual(expect.arrayContaining([root.id, near.id, far.id, both.id].sort()))
    const seen = await people(town)
    expect(seen.items.map((p) => p.name).sort()).toEqual(['两处人', '近处人', '镇管理员'].sort())
    expect(seen.items.find((p) => p.id === both.id)?.posts.map((p) => p.id)).toEqual([both.posts[0]])
  })

  it('is empty for a post without a jurisdiction', async () => {
    await place.person('空辖区', [{ org: place.org.town1, role: 'town-admin', path: '' }], { username: 'empty' })
    const cookie = await place.signedIn('empty')
    expect(await people(cookie)).toEqual({ items: [], next: null })
    expect((await place.call('PATCH', `/api/posts/${near.posts[0]}`, { cookie, body: { title: 'x' } })).statusCode).toBe(404)
  })

  it('hides nobody from who may not read organisations, but their names; such a one changes no post', async () => {
    await place.person('只管人', [{ org: place.org.town1, role: 'no-orgs', path: 'c1' }], { username: 'no.orgs' })
    const cookie = await place.signedIn('no.orgs')
    const found = (await people(cookie)).items.find((p) => p.id === near.id)
    expect(found?.posts).toMatchObject([{ id: near.posts[0], orgName: '' }])
    expect((await place.call('PATCH', `/api/posts/${near.posts[0]}`, { cookie, body: { title: 'x' } })).statusCode).toBe(404)
  })

  it('is searched and paged by key', async () => {
    expect((await people(admin, `?q=${encodeURIComponent('近处')}`)).items.map((p) => p.id)).toEqual([near.id])
    expect((await people(admin, '?q=%25')).items).toEqual([])
    const first = await people(admin, '?limit=2')
    const second = await people(admin, `?limit=2&after=${encodeURIComponent(first.next ?? '')}`)
    const all = await people(admin)
    expect([...first.items, ...second.items].map((p) => p.id)).toEqual(all.items.slice(0, 4).map((p) => p.id))
  })

  it('is fenced by the database as well', async () => {
    const claims = { ...SYSTEM, grants: { 'admin.read': ['area' as const] }, path: 'c1' }
    const rows = await place.at.db.read<{ id: string }>(claims, sql`select id from person where id in (${near.id}::uuid, ${far.id}::uuid)`)
    expect(rows).toEqual([{ id: near.id }])
    const none = await place.at.db.read({ ...SYSTEM, grants: {} }, sql`select id from person union all select id from post`)
    expect(none).toEqual([])
  })
})

describe('people', () => {
  it('are entered with account and post, and sign in', async () => {
    const body = {
      name: '新来的',
      phone: '13700000003',
      account: { username: 'newcomer', password: PASSWORD },
      post: { orgId: place.org.works1, role: 'clerk', title: '安全员' },
    }
    const made = await place.call('POST', '/api/people', { cookie: town, body })
    expect(made.statusCode).toBe(200)
    const me = await place.call('GET', '/api/me', { cookie: await place.signedIn('13700000003') })
    expect(me.json()).toMatchObject({ person: { name: '新来的' }, path: 'c1', mustChangePassword: true })
    const twice = await place.call('POST', '/api/people', { cookie: town, body })
    expect(twice.statusCode).toBe(409)
    const { rows } = await place.at.owner.query('select 1 from person where name = $1', ['新来的'])
    expect(rows.length).toBe(1)
  })

  it('do nothing but change their password until they have one of their own', async () => {
    const cookie = await place.signedIn('13700000003')
    for (const [method, path] of [
      ['GET', '/api/me/sessions'],
      ['GET', '/api/people'],
      ['POST', '/api/people'],
    ] as const) {
      const refused = await place.call(method, path, { cookie, ...(method === 'POST' ? { body: {} } : {}) })
      expect([refused.statusCode, refused.json<{ type: string }>().type], path).toEqual([403, 'password-change'])
    }
    const change = await place.call('POST', '/api/me/password', { cookie, body: { current: PASSWORD, password: 'a-tide-of-my-own-9' } })
    expect(change.statusCode, change.body).toBe(200)
    expect((await place.call('GET', '/api/me', { cookie })).json()).toMatchObject({ mustChangePassword: false })
    expect((await place.call('GET', '/api/me/sessions', { cookie })).statusCode).toBe(200)
  })

  it('keep passwords and names out of the audit', async () => {
    const { rows } = await place.at.owner.query<{ all: string }>(`select string_agg(audit::text, ' ') as all from audit`)
    expect(rows[0]?.all).toContain('people.create')
    expect(rows[0]?.all).not.toMatch(/spring-tide|新来的|13700000003|newcomer/)
  })

  it('are not entered outside the area, over it, or with a role beyond one’s own', async () => {
    const give = (post: Record<string, unknown>) => place.call('POST', '/api/people', { cookie: town, body: { name: '某人', post } })
    const { works1, works2, county } = place.org
    // An organisation that one does not see does not exist; one that is seen (every office) is refused by reach.
    const unseen = await give({ orgId: works2, role: 'clerk', path: 'c2' })
    expect([unseen.statusCode, unseen.json()]).toMatchObject([400, { errors: [{ field: 'body.orgId' }] }])
    expect((await give({ orgId: works1, role: 'clerk', path: 'c' })).statusCode).toBe(403)
    expect((await give({ orgId: works1, role: 'clerk', path: '' })).statusCode).toBe(403)
    expect((await give({ orgId: county, role: 'clerk', path: 'c1' })).statusCode).toBe(403)
    const strong = await give({ orgId: works1, role: 'strong' })
    expect(strong.json()).toMatchObject({ type: 'beyond-grants', permissions: ['case.decide'] })
    expect((await give({ orgId: works1, role: 'admin' })).statusCode).toBe(403)
    expect((await place.at.owner.query('select 1 from person where name = $1', ['某人'])).rows).toEqual([])
    const byAdmin = { name: '执法员', post: { orgId: works1, role: 'strong' } }
    expect((await place.call('POST', '/api/people', { cookie: admin, body: byAdmin })).statusCode).toBe(200)
  })

  it('are changed only by who reaches all their posts', async () => {
    const patch = (id: string, cookie: string) => place.call('PATCH', `/api/people/${id}`, { cookie, body: { phone: '0571-88888888' } })
    expect((await patch(near.id, town)).statusCode).toBe(200)
    expect((await patch(far.id, town)).statusCode).toBe(404)
    expect((await patch(both.id, town)).statusCode).toBe(403)
    expect((await patch(both.id, admin)).statusCode).toBe(200)
    const reset = (id: string) => place.call('POST', `/api/people/${id}/reset-password`, { cookie: town, body: { password: PASSWORD } })
    expect((await reset(far.id)).statusCode).toBe(404)
    expect((await reset(root.id)).statusCode).toBe(404)
    expect((await place.call('POST', `/api/people/${far.id}/unlock`, { cookie: town })).statusCode).toBe(404)
    const strong = await place.person('强者', [{ org: place.org.works1, role: 'strong', path: 'c1' }], { username: 'strong' })
    expect((await reset(strong.id)).statusCode).toBe(403)
  })

  it('lose their sessions with the password and with being made inactive', async () => {
    const cookie = await place.signedIn('near')
    const body = { password: 'reset by admin 5' }
    expect((await place.call('POST', `/api/people/${near.id}/reset-password`, { cookie: town, body })).statusCode).toBe(200)
    expect((await place.call('GET', '/api/me', { cookie })).statusCode).toBe(401)
    const next = await place.signedIn('near', 'reset by admin 5')
    expect((await place.call('PATCH', `/api/people/${near.id}`, { cookie: town, body: { active: false } })).statusCode).toBe(200)
    expect((await place.call('GET', '/api/me', { cookie: next })).statusCode).toBe(401)
    expect((await place.call('PATCH', `/api/people/${near.id}`, { cookie: town, body: { active: true } })).statusCode).toBe(200)
  })
})

describe('posts', () => {
  const patch = (id: string | undefined, body: Record<string, unknown>, cookie = town) =>
    place.call('PATCH', `/api/posts/${id}`, { cookie, body })

  it('outside one’s scope do not exist, and cannot be taken in', async () => {
    expect((await patch(far.posts[0], { title: '我的' })).statusCode).toBe(404)
    expect((await patch(far.posts[0], { orgId: place.org.works1, path: 'c1' })).statusCode).toBe(404)
    expect((await patch(root.posts[0], { active: false })).statusCode).toBe(404)
    const { rows } = await place.at.owner.query('select title, active from post where id = any($1)', [[far.posts[0], root.posts[0]]])
    expect(rows).toEqual([
      { title: '', active: true },
      { title: '', active: true },
    ])
  })

  it('are not given away out of one’s scope', async () => {
    expect((await patch(near.posts[0], { path: 'c2' })).statusCode).toBe(403)
    const unseen = await patch(near.posts[0], { orgId: place.org.works2 })
    expect([unseen.statusCode, unseen.json()]).toMatchObject([400, { errors: [{ field: 'body.orgId' }] }])
    expect((await patch(near.posts[0], { orgId: place.org.town2 })).statusCode).toBe(403)
    expect((await patch(near.posts[0], { role: 'strong' })).statusCode).toBe(403)
    const { rows } = await place.at.owner.query('select org_id, role, path from post where id = $1', [near.posts[0]])
    expect(rows).toEqual([{ org_id: place.org.works1, role: 'clerk', path: 'c1' }])
    expect((await patch(near.posts[0], { title: '班组长' })).statusCode).toBe(200)
  })

  it('stay within the sectors of who gives them', async () => {
    const posts = [{ org: place.org.town1, role: 'town-admin', path: 'c1', sectors: ['coal'] }]
    await place.person('煤管', posts, { username: 'coal' })
    const cookie = await place.signedIn('coal')
    const give = (sectors: string[] | null) =>
      place.call('POST', `/api/people/${near.id}/posts`, { cookie, body: { orgId: place.org.works1, role: 'clerk', sectors } })
    expect((await give(null)).statusCode).toBe(403)
    expect((await give(['coal', 'fire'])).statusCode).toBe(403)
    expect((await give(['coal'])).statusCode).toBe(200)
    expect((await patch(near.posts[0], { title: 'x' }, cookie)).statusCode).toBe(404)
  })

  it('count at once in the session that is open', async () => {
    const cookie = await place.signedIn('far')
    expect((await place.call('GET', '/api/me', { cookie })).json()).toMatchObject({ role: 'clerk' })
    expect((await patch(far.posts[0], { role: 'strong' }, admin)).statusCode).toBe(200)
    expect((await place.call('GET', '/api/me', { cookie })).json()).toMatchObject({
      role: 'strong',
      permissions: ['case.decide', 'hazard.read'],
    })
    expect((await patch(far.posts[0], { active: false }, admin)).statusCode).toBe(200)
    const me = (await place.call('GET', '/api/me', { cookie })).json()
    expect(me).toMatchObject({ posts: [], postId: '', permissions: [], path: '' })
  })
})

describe('administrators and roles', () => {
  it('keep at least one administrator', async () => {
    const last = { type: 'last-administrator' }
    expect((await place.call('PATCH', `/api/posts/${root.posts[0]}`, { cookie: admin, body: { active: false } })).json()).toMatchObject(
      last,
    )
    expect((await place.call('PATCH', `/api/posts/${root.posts[0]}`, { cookie: admin, body: { role: 'clerk' } })).json()).toMatchObject(
      last,
    )
    expect((await place.call('PATCH', `/api/people/${root.id}`, { cookie: admin, body: { active: false } })).json()).toMatchObject(last)
    const weak = { text: { zh: '系统管理员', en: 'Administrator' }, home: 'admin', grants: { 'admin.read': ['all'] }, version: 1 }
    expect((await place.call('PUT', '/api/roles/admin', { cookie: admin, body: weak })).json()).toMatchObject(last)
  })

  it('change roles as data, checked, and at once', async () => {
    const cookie = await place.signedIn('near', 'reset by admin 5')
    const role = {
      text: { zh: '乡镇干部', en: 'Town clerk' },
      home: 'town',
      grants: { 'hazard.read': ['area'], 'hazard.verify': ['area'] },
      version: 1,
    }
    expect((await place.call('PUT', '/api/roles/clerk', { cookie: town, body: role })).statusCode).toBe(403)
    expect((await place.call('PUT', '/api/roles/clerk', { cookie: admin, body: { ...role, grants: { x: ['area'] } } })).statusCode).toBe(
      400,
    )
    expect((await place.call('PUT', '/api/roles/clerk', { cookie: admin, body: { ...role, version: 7 } })).statusCode).toBe(409)
    expect((await place.call('PUT', '/api/roles/clerk', { cookie: admin, body: role })).json()).toEqual({ id: 'clerk', version: 2 })
    await expect
      .poll(async () => (await place.call('GET', '/api/me', { cookie })).json<{ permissions: string[] }>().permissions)
      .toEqual(['hazard.read', 'hazard.verify'])
    const fresh = { ...role, version: 0 }
    expect((await place.call('PUT', '/api/roles/inspector', { cookie: admin, body: fresh })).statusCode).toBe(200)
    expect((await loadRoles(place.at.db, SYSTEM)).get('inspector')?.grants).toEqual(role.grants)
  })
})
