import type { FastifyInstance } from 'fastify'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Session } from '#platform/http/index.ts'
import { noticePolicies } from '#platform/notices/policies.ts'
import { jobPolicies } from '#platform/jobs/policies.ts'
import { silentLog } from '#platform/observe/log.ts'
import { createOutbox, emit, type Outbox } from '#platform/outbox/index.ts'
import { addMatter, addPerson, applyPolicies, httpFor, system } from '#platform/outbox/testing.ts'
import { testDb, type TestDb } from '#platform/testing.ts'
import { createLive, type Live } from './index.ts'

let t: TestDb
let live: Live
let outbox: Outbox
let app: FastifyInstance
let base: string
let here: Session
let there: Session
let matterId: string

interface Message {
  id: string | null
  event: string
  data: Record<string, unknown>
}

interface Stream {
  readonly status: number
  readonly messages: Message[]
  readonly raw: () => string
  readonly ended: Promise<void>
  close(): void
}
const streams: Stream[] = []

function parse(block: string): Message | null {
  const fields = new Map(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]))
  const event = fields.get('event')
  return event ? { id: fields.get('id') ?? null, event, data: JSON.parse(fields.get('data') ?? '{}') as Record<string, unknown> } : null
}

async function connect(who: Session, lastId?: string, url = base): Promise<Stream> {
  const stop = new AbortController()
  const headers = { 'x-person': who.claims.personId, ...(lastId ? { 'last-event-id': lastId } : {}) }
  const answer = await fetch(`${url}/api/live`, { headers, signal: stop.signal })
  const messages: Message[] = []
  let raw = ''
  const read = async (): Promise<void> => {
    let rest = ''
    const decoder = new TextDecoder()
    for await (const chunk of answer.body ?? []) {
      raw += decoder.decode(chunk as Uint8Array)
      rest += decoder.decode(chunk as Uint8Array)
      const blocks = rest.split('\n\n')
      rest = blocks.pop() ?? ''
      messages.push(...blocks.map(parse).filter((m) => m !== null))
    }
  }
  const stream = { status: answer.status, messages, raw: () => raw, ended: read().catch(() => {}), close: () => stop.abort() }
  streams.push(stream)
  return stream
}

async function until(ready: () => boolean): Promise<void> {
  for (let i = 0; i < 100 && !ready(); i++) await new Promise((go) => setTimeout(go, 20))
  expect(ready()).toBe(true)
}
const pause = (ms: number): Promise<void> => new Promise((go) => setTimeout(go, ms))

const makeLive = (more: Partial<Parameters<typeof createLive>[0]> = {}): Live =>
  createLive({ db: t.db, systemClaims: system, log: silentLog, gatherMs: 20, heartbeatMs: 100, maxPerPerson: 2, ...more })

async function act(state: string, matter = matterId): Promise<void> {
  await t.db.tx(system, (tx) => emit(tx, 'matter.act', { matterId: matter, kind: 'listing', actId: 'a', act: 'x', state, phase: 'open' }))
  await outbox.drain()
}

beforeAll(async () => {
  t = await testDb()
  await applyPolicies(t, [...noticePolicies, ...jobPolicies])
  here = await addPerson(t, { 'listing.read': ['area'] })
  there = await addPerson(t, { 'listing.read': ['area'] }, undefined, '990102')
  matterId = await addMatter(t, '990101001', here.claims.personId)
  live = makeLive()
  await live.start()
  outbox = createOutbox({ db: t.db, systemClaims: system, now: () => new Date(), log: silentLog, handlers: live.handlers })
  app = await httpFor(t, live.routes, [here, there])
  base = await app.listen({ port: 0, host: '127.0.0.1' })
})
afterEach(async () => {
  for (const stream of streams.splice(0)) stream.close()
  await until(() => live.connections() === 0)
})
afterAll(async () => {
  await live.stop()
  await app.close()
  await t.drop()
})

test('an act reaches those who may read the matter, with its outbox id, and nobody else', async () => {
  const [near, far] = [await connect(here), await connect(there)]
  await act('applied')
  await until(() => near.messages.length === 1)
  expect(near.messages[0]).toMatchObject({ event: 'matter.act', data: { matterId, kind: 'listing', state: 'applied' } })
  expect(near.messages[0]?.id).toMatch(/^\d+$/)
  await pause(150)
  expect(far.messages).toEqual([])
  expect(far.raw()).toContain(': \n')
})

test('a notice and a job go to their person alone', async () => {
  const [mine, others] = [await connect(here), await connect(there)]
  const { personId } = here.claims
  const noticeId = matterId
  await t.owner.query(
    `insert into notice (id, person_id, at, kind, title, body, level) values ($1, $2, now(), 'general', '{}', '{}', 'info')`,
    [noticeId, personId],
  )
  await t.owner.query(
    `insert into job_run (id, name, text, state, started_by, queued_at) values ($1, 'export', '{}', 'queued', $2, now())`,
    [matterId, personId],
  )
  await live.publish({ event: 'notice', data: { noticeId, personId } })
  await live.publish({ event: 'job', data: { jobId: matterId, name: 'export', state: 'running', progress: 0.4 } })
  await until(() => mine.messages.length === 2)
  expect(mine.messages.map((m) => m.event)).toEqual(['notice', 'job'])
  await pause(100)
  expect(others.messages).toEqual([])
})

test('a browser that comes back is given what it missed; too much or unknown means loading anew', async () => {
  const first = await connect(here)
  await act('one')
  await until(() => first.messages.length > 0)
  const lastId = first.messages.at(-1)?.id ?? ''
  first.close()
  await act('two')
  await act('three')
  const back = await connect(here, lastId)
  await until(() => back.messages.some((m) => m.data['state'] === 'three'))
  const states = back.messages.map((m) => m.data['state'])
  expect(states.filter((s) => s === 'two' || s === 'three')).toEqual(['two', 'three'])
  const strange = await connect(here, '999999999')
  await until(() => strange.messages.length === 1)
  expect(strange.messages[0]?.event).toBe('resync')
})

test('connections are limited for each person and refused in plain words', async () => {
  await connect(here)
  await connect(here)
  expect((await connect(here)).status).toBe(503)
  expect((await connect(there)).status).toBe(200)
  expect(live.connections()).toBe(3)
})

test('events of another process arrive, and a broken database connection is made again', async () => {
  const other = makeLive()
  await other.start()
  const stream = await connect(here)
  await other.publish({ event: 'matter.act', data: { matterId, state: 'elsewhere' } })
  await until(() => stream.messages.length === 1)
  await t.owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen anlan_live' and datname = current_database()`,
  )
  await until(() => stream.messages.some((m) => m.event === 'resync'))
  await other.publish({ event: 'matter.act', data: { matterId, state: 'again' } })
  await until(() => stream.messages.some((m) => m.data['state'] === 'again'))
  await other.stop()
})

test('connections end when they are old and when the server stops', async () => {
  const brief = makeLive({ maxAgeMs: 50, heartbeatMs: 30 })
  const server = await httpFor(t, brief.routes, [here])
  const url = await server.listen({ port: 0, host: '127.0.0.1' })
  await brief.start()
  await (
    await connect(here, undefined, url)
  ).ended
  const lasting = makeLive()
  const second = await httpFor(t, lasting.routes, [here])
  const stream = await connect(here, undefined, await second.listen({ port: 0, host: '127.0.0.1' }))
  await lasting.stop()
  await stream.ended
  expect(lasting.connections()).toBe(0)
  await brief.stop()
  await server.close()
  await second.close()
})
