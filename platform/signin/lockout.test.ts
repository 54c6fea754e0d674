import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cookiesOf, PASSWORD, testPlace, type Place } from './test-place.ts'

let place: Place
let admin: string
const ids: Record<string, string> = {}

beforeAll(async () => {
  place = await testPlace({ lockRules: { perAccount: 3, perAddress: 8, windowMinutes: 15, lockMinutes: 15 } })
  await place.person('管理员', [{ org: place.org.county, role: 'admin', path: 'c' }], { username: 'root' })
  for (const username of ['chen', 'duan', 'feng', 'gao']) {
    const { id } = await place.person(username, [{ org: place.org.town1, role: 'clerk', path: 'c1' }], { username })
    ids[username] = id
  }
  admin = await place.signedIn('root')
})

afterAll(async () => {
  await place.close()
})

const tryIn = (username: string, password: string, headers: Record<string, string> = {}) =>
  place.call('POST', '/api/auth/sign-in/username', { body: { username, password }, headers })

describe('lock-out', () => {
  it('locks an account after repeated failures, says until when, and opens it after that time', async () => {
    expect((await tryIn('chen', 'wrong-1')).json()).toMatchObject({ left: 2, detail: '再错 2 次将锁定 15 分钟。' })
    await tryIn('chen', 'wrong-2')
    const third = await tryIn('chen', 'wrong-3')
    expect(third.statusCode).toBe(429)
    expect(third.json()).toMatchObject({ type: 'locked', until: new Date(place.clock.ms + 15 * 60_000).toISOString() })
    const right = await tryIn('chen', PASSWORD)
    expect(right.statusCode).toBe(429)
    expect(right.json<{ title: string }>().title).toMatch(/^连续失败次数过多，已锁定至 \d{4}-\d\d-\d\d \d\d:\d\d$/)
    place.clock.ms += 15 * 60_000 + 1
    expect((await tryIn('chen', PASSWORD)).statusCode).toBe(200)
  })

  it('speaks English when asked', async () => {
    const answer = await tryIn('gao', 'wrong-1', { 'accept-language': 'en' })
    expect(answer.json()).toMatchObject({ title: 'The username or the password is wrong' })
    await place.signedIn('gao')
  })

  it('is opened by an administrator, and seen by him in the list', async () => {
    for (const n of [1, 2, 3]) await tryIn('duan', `wrong-${n}`)
    const list = await place.call('GET', '/api/people?q=duan', { cookie: admin })
    expect(list.json()).toMatchObject({ items: [{ username: 'duan', lockedUntil: new Date(place.clock.ms + 15 * 60_000).toISOString() }] })
    expect((await place.call('POST', `/api/people/${ids['duan']}/unlock`, { cookie: admin })).statusCode).toBe(200)
    expect((await tryIn('duan', PASSWORD)).statusCode).toBe(200)
  })

  it('counts attempts that come at once', async () => {
    place.clock.ms += 60 * 60_000
    const answers = await Promise.all(Array.from({ length: 6 }, (_, n) => tryIn('feng', `wrong-${n}`)))
    expect(answers.filter((a) => a.statusCode === 401).length).toBeLessThanOrEqual(3)
    expect((await tryIn('feng', PASSWORD)).statusCode).toBe(429)
  })

  it('locks an address that tries many names, and one good account does not clear it', async () => {
    place.clock.ms += 60 * 60_000
    for (let n = 0; n < 7; n++) expect((await tryIn(`guess-${n}`, 'wrong-1')).statusCode).toBe(401)
    await place.signedIn('gao')
    expect((await tryIn('guess-8', 'wrong-1')).statusCode).toBe(429)
    expect((await tryIn('gao', PASSWORD)).statusCode).toBe(429)
    // What the client says of its address counts for nothing.
    expect((await tryIn('gao', PASSWORD, { 'x-anlan-address': '9.9.9.9', 'x-forwarded-for': '9.9.9.9' })).statusCode).toBe(429)
  })

  it('also counts guesses of the password by somebody who found an open session', async () => {
    place.clock.ms += 60 * 60_000
    const cookie = cookiesOf(await tryIn('gao', PASSWORD))
    const guess = () => place.call('POST', '/api/me/password', { cookie, body: { current: 'guess-guess', password: 'another-one-9' } })
    const answers = [(await guess()).statusCode, (await guess()).statusCode, (await guess()).statusCode, (await guess()).statusCode]
    expect(answers).toEqual([400, 400, 429, 429])
    const enable = await place.call('POST', '/api/auth/two-factor/enable', { cookie, body: { password: PASSWORD } })
    expect(enable.statusCode).toBe(429)
  })

  it('keeps no name that was typed', async () => {
    const { rows } = await place.at.owner.query<{ key: string }>('select key from signin.failure')
    expect(rows.length).toBeGreaterThan(5)
    expect(rows.filter((r) => /guess|chen|feng/.test(r.key))).toEqual([])
  })
})
