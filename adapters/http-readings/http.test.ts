import { gzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Claims } from '#kernel/access/index.ts'
import { createMonitoring, type Monitoring } from '#mechanisms/monitoring/index.ts'
import { openDb, type Db } from '#platform/db/index.ts'
import { buildHttp } from '#platform/http/index.ts'
import { silentLog } from '#platform/observe/index.ts'
import { testDb, type TestDb } from '#platform/testing.ts'
import { httpReadings } from './index.ts'

const SYSTEM = '00000000-0000-7000-8000-000000000001'
const [PLANT, OTHER] = ['00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000a2']
let t: TestDb
let ownerDb: Db
let monitoring: Monitoring
let http: FastifyInstance
const now = new Date('2026-11-20T04:00:00Z')

const claims = (orgId: string, grants: Claims['grants']): Claims => ({
  personId: SYSTEM,
  postId: SYSTEM,
  orgId,
  role: 'r',
  path: '990101',
  sectors: null,
  grants,
})
const stored = async (): Promise<string[]> =>
  (await t.owner.query(`select p.code || '=' || r.v as one from reading r join point p on p.no = r.point order by r.t, p.code`)).rows.map(
    (r) => r.one,
  )

beforeAll(async () => {
  t = await testDb()
  ownerDb = openDb(t.ownerUrl, { max: 3 })
  await t.owner.query(
    `insert into org (id, kind, name, path) values ('${PLANT}', 'enterprise', '甲厂', '990101001'), ('${OTHER}', 'enterprise', '乙厂', '990101002')`,
  )
  await t.owner.query(`insert into point (id, org_id, code, name, type) values (gen_random_uuid(), '${PLANT}', 'LT-1', '液位', 'level'),
    (gen_random_uuid(), '${PLANT}', 'LT-2', '液位', 'level'), (gen_random_uuid(), '${OTHER}', 'LT-9', '液位', 'level')`)
  const system = claims(SYSTEM, { 'org.read': ['all'], 'point.read': ['all'], 'alarm.read': ['all'] })
  monitoring = createMonitoring({ db: t.db, ownerDb, system, sectors: [], now: () => now, log: silentLog })
  await monitoring.start()
  http = await buildHttp({
    db: t.db,
    routes: httpReadings(monitoring),
    now: () => now,
    nobody: claims('', {}),
    authenticate: async () => ({
      claims: claims(PLANT, { 'readings.write': ['office'] }),
      actor: { personId: SYSTEM, postId: SYSTEM, orgId: PLANT, role: 'r', name: '网关' },
      sessionId: 's',
      tokenScopes: ['readings.write'],
    }),
  })
})
beforeEach(() => t.owner.query('truncate reading'))
afterAll(async () => {
  await http.close()
  await monitoring.stop()
  await ownerDb.close()
  await t.drop()
})

const post = async (payload: string | Buffer, headers: Record<string, string>) => {
  const answer = await http.inject({ method: 'POST', url: '/api/readings', payload, headers })
  return { status: answer.statusCode, body: answer.json() as { stored?: number; errors?: { field: string; message: string }[] } }
}
const JSON_TYPE = { 'content-type': 'application/json' }

test('columns, rows, CSV and gzip say the same', async () => {
  const base = Date.parse('2026-11-20T03:00:00Z')
  expect(await post(JSON.stringify({ point: ['LT-1', 'LT-2'], t: [base, base / 1000 + 1], v: [1, 2] }), JSON_TYPE)).toEqual({
    status: 200,
    body: { stored: 2 },
  })
  expect((await post(JSON.stringify([{ point: 'LT-1', t: '2026-11-20 11:00:02', v: 3 }]), JSON_TYPE)).status).toBe(200)
  expect(
    (await post('t,point,v,q\n2026-11-20T03:00:03Z,LT-2,4,\n2026-11-20T03:00:04Z,LT-1,5,uncertain\n', { 'content-type': 'text/csv' }))
      .status,
  ).toBe(200)
  const packed = gzipSync(JSON.stringify({ readings: [{ point: 'LT-1', t: base + 5000, v: 6 }], backfill: true }))
  expect((await post(packed, { ...JSON_TYPE, 'content-encoding': 'gzip' })).status).toBe(200)
  expect(await stored()).toEqual(['LT-1=1', 'LT-2=2', 'LT-1=3', 'LT-2=4', 'LT-1=5', 'LT-1=6'])
})

test('a point of another enterprise is refused by name, and nothing of the batch is stored', async () => {
  const at = Date.parse('2026-11-20T03:10:00Z')
  const answer = await post(JSON.stringify({ point: ['LT-1', 'LT-9'], t: [at, at], v: [1, 2] }), JSON_TYPE)
  expect(answer.status).toBe(400)
  expect(answer.body.errors).toEqual([expect.objectContaining({ field: 'readings[1].point', message: '本单位没有点位“LT-9”' })])
  expect(await stored()).toEqual([])
})

test('what cannot be read is refused with its place', async () => {
  expect((await post('{', JSON_TYPE)).status).toBe(400)
  expect((await post(JSON.stringify({ point: ['LT-1'], t: [1, 2], v: [1] }), JSON_TYPE)).status).toBe(400)
  expect((await post(Buffer.from('not gzip'), { ...JSON_TYPE, 'content-encoding': 'gzip' })).status).toBe(400)
  const late = await post(JSON.stringify({ point: ['LT-1'], t: ['2019-01-01T00:00:00Z'], v: [1] }), JSON_TYPE)
  expect(late.body.errors?.[0]?.field).toBe('readings[0].t')
  expect(await stored()).toEqual([])
})
