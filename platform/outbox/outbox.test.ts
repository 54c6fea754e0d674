import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Session } from '#platform/http/index.ts'
import { silentLog } from '#platform/observe/log.ts'
import { testDb, type TestDb } from '#platform/testing.ts'
import { createOutbox, emit, mergeHandlers, waitAfter, type OutboxHandler, type OutboxRow } from './index.ts'
import { addPerson, httpFor, system } from './testing.ts'

let t: TestDb
let clock = new Date('2026-06-01T00:00:00Z')
const now = (): Date => clock
const later = (ms: number): void => void (clock = new Date(clock.getTime() + ms))

beforeAll(async () => {
  t = await testDb()
})
beforeEach(() => t.owner.query('delete from outbox'))
afterAll(() => t.drop())

const as = (who: Session): { 'x-person': string } => ({ 'x-person': who.claims.personId })
const common = () => ({ db: t.db, systemClaims: system, now, log: silentLog })
const write = (topic: string, payload: Record<string, unknown>): Promise<void> => t.db.tx(system, (tx) => emit(tx, topic, payload, clock))

test('a message is delivered to every handler in order of writing, once', async () => {
  const got: unknown[] = []
  const note: OutboxHandler = async (row) => void got.push([row.topic, row.payload['n'], row.tries])
  const outbox = createOutbox({ ...common(), handlers: mergeHandlers({ a: [note] }, { a: [note] }), batch: 2 })
  for (const n of [1, 2, 3]) await write('a', { n })
  await write('nobody-listens', {})
  expect(await outbox.drain()).toBe(4)
  expect(got).toEqual([1, 1, 2, 2, 3, 3].map((n) => ['a', n, 1]))
  expect(await outbox.drain()).toBe(0)
})

test('a message of a transaction that was rolled back is never delivered', async () => {
  const got: OutboxRow[] = []
  const outbox = createOutbox({ ...common(), handlers: { a: [async (row) => void got.push(row)] } })
  await t.db
    .tx(system, async (tx) => {
      await emit(tx, 'a', {}, clock)
      throw new Error('the deed failed')
    })
    .catch(() => {})
  await outbox.drain()
  expect(got).toEqual([])
})

test('a failure waits longer each time, keeps its words, becomes a dead letter and can be sent again', async () => {
  let broken = true
  const tries: number[] = []
  const handler: OutboxHandler = async (row) => {
    tries.push(row.tries)
    if (broken) throw new Error('mail server away')
  }
  const outbox = createOutbox({ ...common(), handlers: { a: [handler] }, maxTries: 3 })
  await write('a', { matterId: 'm' })
  await outbox.drain()
  later(waitAfter(1) - 1)
  expect(await outbox.drain()).toBe(0)
  later(1)
  await outbox.drain()
  later(waitAfter(2))
  await outbox.drain()
  later(24 * 3_600_000)
  expect(await outbox.drain()).toBe(0)
  expect(tries).toEqual([1, 2, 3])

  const admin: Session = await addPerson(t, { 'admin.read': ['all'], 'admin.settings': ['all'] })
  const clerk = await addPerson(t, {})
  const app = await httpFor(t, outbox.routes, [admin, clerk])
  const list = await app.inject({ url: '/api/admin/outbox', headers: as(admin) })
  expect(list.json()).toMatchObject({
    dead: 1,
    waiting: 0,
    items: [{ topic: 'a', error: 'mail server away', dead: true, payload: { matterId: 'm' } }],
  })
  expect((await app.inject({ url: '/api/admin/outbox', headers: as(clerk) })).statusCode).toBe(403)
  broken = false
  const { id } = list.json().items[0]
  const retry = { method: 'POST', url: `/api/admin/outbox/${id}/retry`, headers: as(admin), payload: {} } as const
  expect((await app.inject(retry)).statusCode).toBe(200)
  expect((await app.inject(retry)).statusCode).toBe(404)
  await outbox.drain()
  const { rows } = await t.owner.query('select done_at is not null as done, error from outbox')
  expect(rows).toEqual([{ done: true, error: null }])
  await app.close()
})

test('several takers share the work and none does a row twice', async () => {
  const counts = new Map<number, number>()
  const handler: OutboxHandler = async (row) => {
    await new Promise((go) => setTimeout(go, 1))
    counts.set(row.id, (counts.get(row.id) ?? 0) + 1)
  }
  for (let n = 0; n < 60; n++) await write('a', { n })
  const takers = [0, 1, 2].map(() => createOutbox({ ...common(), handlers: { a: [handler] }, batch: 7 }))
  await Promise.all(takers.map((o) => o.drain()))
  expect(counts.size).toBe(60)
  expect([...counts.values()].every((n) => n === 1)).toBe(true)
})

test('what a dead process had taken comes back after its lease', async () => {
  await write('a', {})
  await t.owner.query(`update outbox set tries = 1, next_at = $1`, [new Date(clock.getTime() + 120_000)])
  const tries: number[] = []
  const outbox = createOutbox({ ...common(), handlers: { a: [async (row) => void tries.push(row.tries)] } })
  expect(await outbox.drain()).toBe(0)
  later(120_000)
  await outbox.drain()
  expect(tries).toEqual([2])
})

test('started, it delivers on a nudge, a slow topic does not hold up another, and stopping waits', async () => {
  const got: string[] = []
  const slow: OutboxHandler = async () => {
    await new Promise((go) => setTimeout(go, 400))
    got.push('slow')
  }
  const outbox = createOutbox({ ...common(), handlers: { slow: [slow], quick: [async () => void got.push('quick')] }, pollMs: 60_000 })
  await write('slow', {})
  outbox.start()
  await new Promise((go) => setTimeout(go, 100))
  await write('quick', {})
  outbox.nudge()
  await new Promise((go) => setTimeout(go, 150))
  expect(got).toEqual(['quick'])
  await outbox.stop()
  expect(got).toEqual(['quick', 'slow'])
})
