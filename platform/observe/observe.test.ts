import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { text } from '#kernel/text.ts'
import { openDb } from '#platform/db/index.ts'
import { buildHttp, readRoute } from '#platform/http/index.ts'
import { emit } from '#platform/outbox/index.ts'
import { nobody, system } from '#platform/outbox/testing.ts'
import { testDb, type TestDb } from '#platform/testing.ts'
import { createObserve, type Observe } from './index.ts'

let t: TestDb
let observe: Observe
let app: FastifyInstance
let evaluatorReady = true

const greeting = readRoute({
  method: 'GET',
  path: '/api/hello/:name',
  audit: 'hello.get',
  text: text('问好', 'Hello'),
  permission: 'public',
  params: z.object({ name: z.string().max(5) }),
  query: z.object({}),
  response: z.object({ name: z.string() }),
  handler: async (_context, { params }) => params,
})

beforeAll(async () => {
  t = await testDb()
  observe = createObserve({
    db: t.db,
    systemClaims: system,
    metricsToken: 'scrape-me',
    version: '1.2.3',
    ready: { evaluator: () => evaluatorReady },
  })
  app = await buildHttp({
    db: t.db,
    routes: [...observe.routes, greeting],
    authenticate: async () => null,
    now: () => new Date(),
    nobody,
    observe: observe.request,
  })
})
afterAll(async () => {
  await app.close()
  await t.drop()
})

function value(metrics: string, line: string): number {
  const found = metrics.split('\n').find((l) => l.startsWith(`${line} `))
  if (!found) throw new Error(`no metric ${line}`)
  return Number(found.slice(line.length + 1))
}

const counted = (status: number): string => `anlan_http_seconds_count{method="GET",route="/api/hello/:name",status="${status}"}`
const ask = async (remoteAddress: string, headers: Record<string, string> = {}): Promise<number> =>
  (await app.inject({ url: '/metrics', remoteAddress, headers })).statusCode

test('requests are counted by route and status, never by what stands in the URL', async () => {
  await app.inject('/api/hello/zhang')
  await app.inject('/api/hello/wang')
  await app.inject('/api/hello/much-too-long')
  const metrics = await observe.metrics()
  expect(value(metrics, counted(200))).toBe(2)
  expect(value(metrics, counted(400))).toBe(1)
  expect(metrics).not.toContain('zhang')
  expect(value(metrics, 'anlan_info{version="1.2.3"}')).toBe(1)
  expect(metrics).toContain('process_resident_memory_bytes')
})

test('the outbox lag and the connections are figures of the database', async () => {
  await t.db.tx(system, (tx) => emit(tx, 'a', {}, new Date(Date.now() - 90_000)))
  const metrics = await observe.metrics()
  expect(value(metrics, 'anlan_outbox_rows')).toBe(1)
  expect(value(metrics, 'anlan_outbox_lag_seconds')).toBeGreaterThanOrEqual(90)
  expect(value(metrics, 'anlan_outbox_lag_seconds')).toBeLessThan(120)
  expect(value(metrics, 'anlan_db_connections{state="waiting"}')).toBe(0)
  expect(value(metrics, 'anlan_jobs_running')).toBe(0)
})

test('metrics answer this machine or the token; others see no such page', async () => {
  expect(await ask('127.0.0.1')).toBe(200)
  expect(await ask('127.0.0.1', { 'x-forwarded-for': '10.0.0.9' })).toBe(404)
  expect(await ask('10.0.0.9')).toBe(404)
  expect(await ask('10.0.0.9', { authorization: 'Bearer scrape-me' })).toBe(200)
  expect(await ask('127.0.0.1', { authorization: 'Bearer wrong' })).toBe(404)
})

test('alive is not yet ready: a part that is not up and a database that is away are named', async () => {
  expect((await app.inject('/healthz')).json()).toEqual({ ok: true })
  expect((await app.inject('/readyz')).json()).toEqual({ ok: true, checks: { database: true, evaluator: true } })
  evaluatorReady = false
  const waiting = await app.inject('/readyz')
  expect([waiting.statusCode, waiting.json()]).toEqual([503, { ok: false, checks: { database: true, evaluator: false } }])
  const away = openDb('postgresql://anlan_app@127.0.0.1:1/none')
  const other = createObserve({ db: away, systemClaims: system })
  const server = await buildHttp({ db: away, routes: other.routes, authenticate: async () => null, now: () => new Date(), nobody })
  expect((await server.inject('/readyz')).json()).toEqual({ ok: false, checks: { database: false } })
  expect(value(await other.metrics(), 'anlan_outbox_lag_seconds')).toBeNaN()
  await server.close()
  await away.close()
})
