import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testPlace, type Place } from './test-place.ts'

let place: Place
let cookie: string
let qian: { id: string; posts: string[] }

beforeAll(async () => {
  place = await testPlace()
  qian = await place.person(
    '钱程',
    [
      { org: place.org.town1, role: 'town-admin', path: 'c1' },
      { org: place.org.town1, role: 'clerk', path: 'c1' },
    ],
    { username: 'qian' },
  )
  cookie = await place.signedIn('qian')
})

afterAll(async () => {
  await place.close()
})

async function token(scopes: string[], more: Record<string, unknown> = {}): Promise<{ id: string; token: string }> {
  const response = await place.call('POST', '/api/tokens', { cookie, body: { name: '交换', scopes, days: 30, ...more } })
  expect(response.statusCode).toBe(200)
  return response.json()
}

describe('API tokens', () => {
  it('do what their scopes name and nothing else', async () => {
    const people = await token(['people.list'])
    expect(people.token).toMatch(/^anl_[\w-]{43}$/)
    expect((await place.call('GET', '/api/people', { token: people.token })).statusCode).toBe(200)
    expect((await place.call('GET', '/api/roles', { token: people.token })).statusCode).toBe(403)
    const roles = await token(['role.*'])
    expect((await place.call('GET', '/api/roles', { token: roles.token })).statusCode).toBe(200)
    expect((await place.call('GET', '/api/people', { token: roles.token })).statusCode).toBe(403)
  })

  it('never reach beyond the post, nor touch passwords, posts and tokens', async () => {
    const clerk = await token(['people.*', 'me.*', 'token.*'], { postId: qian.posts[1] })
    expect((await place.call('GET', '/api/people', { token: clerk.token })).statusCode).toBe(403)
    expect((await place.call('GET', '/api/me', { token: clerk.token })).json()).toMatchObject({ postId: qian.posts[1], role: 'clerk' })
    const body = { name: 'x', scopes: ['me.*'], days: 1 }
    expect((await place.call('POST', '/api/tokens', { token: clerk.token, body })).statusCode).toBe(403)
    const change = { current: 'x', password: 'y' }
    expect((await place.call('POST', '/api/me/password', { token: clerk.token, body: change })).statusCode).toBe(403)
    const foreign = await place.person('外人', [{ org: place.org.town2, role: 'clerk', path: 'c2' }])
    const answer = await place.call('POST', '/api/tokens', { cookie, body: { ...body, postId: foreign.posts[0] } })
    expect(answer.statusCode).toBe(404)
  })

  it('are kept by their hash and listed without themselves', async () => {
    const made = await token(['people.list'])
    const { rows } = await place.at.owner.query<{ row: string }>('select t::text as row from signin.api_token t')
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.some((r) => r.row.includes(made.token))).toBe(false)
    const list = await place.call('GET', '/api/tokens', { cookie })
    expect(list.body).toContain(made.id)
    expect(list.body).not.toContain(made.token)
    const kept = await place.call('POST', '/api/tokens', {
      cookie,
      body: { name: 'x', scopes: ['me.*'], days: 1 },
      headers: { 'idempotency-key': 'k1' },
    })
    expect(kept.statusCode).toBe(400)
  })

  it('end at once when revoked, and when they expire', async () => {
    const made = await token(['people.list'])
    const use = () => place.call('GET', '/api/people', { token: made.token })
    expect((await use()).statusCode).toBe(200)
    expect((await place.call('DELETE', `/api/tokens/${made.id}`, { cookie })).statusCode).toBe(200)
    expect((await use()).statusCode).toBe(401)
    const short = await token(['people.list'], { days: 1 })
    place.clock.ms += 86_400_001
    expect((await place.call('GET', '/api/people', { token: short.token })).statusCode).toBe(401)
    expect((await place.call('GET', '/api/people', { token: 'anl_made-up' })).statusCode).toBe(401)
    expect((await place.call('GET', '/api/people', { token: 'something else' })).statusCode).toBe(401)
  })

  it('end with the post', async () => {
    const made = await token(['me.read'], { postId: qian.posts[1] })
    await place.at.owner.query('update post set active = false where id = $1', [qian.posts[1]])
    expect((await place.call('GET', '/api/me', { token: made.token })).statusCode).toBe(401)
    const all = await token(['me.read'], { postId: qian.posts[0] })
    await place.signIn.revokeAll(qian.id)
    expect((await place.call('GET', '/api/me', { token: all.token })).statusCode).toBe(401)
    expect((await place.call('GET', '/api/me', { cookie })).statusCode).toBe(401)
  })
})
