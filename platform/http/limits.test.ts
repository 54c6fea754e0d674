import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { text } from '#kernel/text.ts'
import { testDb, type TestDb } from '#platform/testing.ts'
import { buildHttp, readRoute, writeRoute, type Session } from './index.ts'

let t: TestDb
const personId = '00000000-0000-7000-8000-00000000cccc'
const claims = { personId, postId: personId, orgId: personId, role: 'r', path: '', sectors: null, grants: {} }
const session: Session = { claims, actor: { ...claims, name: '某人' }, sessionId: 's', tokenScopes: null }
beforeAll(async () => {
  t = await testDb()
})
afterAll(() => t.drop())

const none = z.object({})

test('the rate is counted by address or known session; other cookies and made-up tokens change nothing', async () => {
  const known = new Map([['sid=genuine', 'session-1']])
  const app = await buildHttp({
    db: t.db,
    routes: [
      readRoute({
        method: 'GET',
        path: '/api/ping',
        audit: 'ping',
        text: text('问候', 'Ping'),
        permission: 'public',
        params: none,
        query: none,
        response: z.object({}),
        handler: async () => ({}),
      }),
    ],
    authenticate: async () => null,
    rateKey: async (request) => known.get(String(request.headers.cookie ?? '').split('; ')[0] ?? '') ?? null,
    now: () => new Date(),
    nobody: { ...claims, personId: '' },
    perMinute: 3,
  })
  const ask = async (headers: Record<string, string>): Promise<number> => (await app.inject({ url: '/api/ping', headers })).statusCode
  expect([await ask({ cookie: 'x=1' }), await ask({ cookie: 'x=2' }), await ask({ authorization: 'Bearer made-up' })]).toEqual([
    200, 200, 200,
  ])
  expect([await ask({ cookie: 'x=3' }), await ask({ authorization: 'Bearer another' }), await ask({})]).toEqual([429, 429, 429])
  // A genuine session behind the same address has its own count, and no more by adding cookies.
  expect([
    await ask({ cookie: 'sid=genuine' }),
    await ask({ cookie: 'sid=genuine; y=1' }),
    await ask({ cookie: 'sid=genuine; y=2' }),
  ]).toEqual([200, 200, 200])
  expect(await ask({ cookie: 'sid=genuine; y=3' })).toBe(429)
  await app.close()
})

test('of a body with a password nothing is kept: two bodies under one key leave one and the same hash', async () => {
  let done = 0
  const route = (path: string, secretBody: boolean) =>
    writeRoute({
      method: 'POST',
      path,
      secretBody,
      audit: path.slice(5),
      text: text('改密码', 'Change'),
      permission: 'signed-in',
      params: none,
      query: none,
      body: z.object({ password: z.string() }),
      response: z.object({ done: z.number() }),
      handler: async () => ({ done: ++done }),
    })
  const app = await buildHttp({
    db: t.db,
    routes: [route('/api/secret', true), route('/api/plain', false)],
    authenticate: async () => session,
    now: () => new Date(),
    nobody: { ...claims, personId: '' },
  })
  const send = (url: string, key: string, password: string) =>
    app.inject({ method: 'POST', url, headers: { 'idempotency-key': key }, payload: { password } })
  const [a, b] = [randomUUID(), randomUUID()]
  expect((await send('/api/secret', a, 'one')).json()).toEqual({ done: 1 })
  expect((await send('/api/secret', a, 'one')).json()).toEqual({ done: 1 })
  expect((await send('/api/secret', b, 'two')).json()).toEqual({ done: 2 })
  expect((await send('/api/plain', randomUUID(), 'one')).json()).toEqual({ done: 3 })
  expect((await send('/api/plain', randomUUID(), 'two')).json()).toEqual({ done: 4 })
  const { rows } = await t.owner.query<{ route: string; n: number }>(
    `select route, count(distinct body_hash)::int as n from idempotency group by route order by route`,
  )
  expect(rows).toEqual([
    { route: 'plain', n: 2 },
    { route: 'secret', n: 1 },
  ])
  await app.close()
})
