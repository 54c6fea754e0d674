import { createHash } from 'node:crypto'
import mqtt, { type MqttClient } from 'mqtt'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMonitoring, type Monitoring } from '#mechanisms/monitoring/index.ts'
import { openDb, type Db } from '#platform/db/index.ts'
import { silentLog } from '#platform/observe/index.ts'
import { testDb, type TestDb } from '#platform/testing.ts'
import { openMqtt } from './index.ts'

const SYSTEM = '00000000-0000-7000-8000-000000000001'
const [PLANT, OTHER] = ['00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000a2']
let t: TestDb
let ownerDb: Db
let monitoring: Monitoring
let broker: Awaited<ReturnType<typeof openMqtt>>

const connect = (username: string, password: string): Promise<MqttClient> =>
  mqtt.connectAsync({ host: '127.0.0.1', port: broker.port, username, password, reconnectPeriod: 0, connectTimeout: 5000 })
const stored = async (): Promise<{ code: string; v: number }[]> =>
  (await t.owner.query('select p.code, r.v from reading r join point p on p.no = r.point order by r.t, p.code')).rows

beforeAll(async () => {
  t = await testDb()
  ownerDb = openDb(t.ownerUrl, { max: 3 })
  const hash = createHash('sha256').update('secret').digest('hex')
  await t.owner.query(
    `insert into org (id, kind, name, path) values ('${PLANT}', 'enterprise', '甲厂', '990101001'), ('${OTHER}', 'enterprise', '乙厂', '990101002')`,
  )
  await t.owner.query(
    `insert into point (id, org_id, code, name, type) values (gen_random_uuid(), '${PLANT}', 'LT-1', '液位', 'level'), (gen_random_uuid(), '${OTHER}', 'LT-9', '液位', 'level')`,
  )
  await t.owner.query(`insert into reading_source (id, org_id, username, secret_hash, name, by, created_at) values
    (gen_random_uuid(), '${PLANT}', 'gw-a', '${hash}', '甲', '{}', now()), (gen_random_uuid(), '${OTHER}', 'gw-b', '${hash}', '乙', '{}', now())`)
  const grants = { 'org.read': ['all'], 'point.read': ['all'], 'alarm.read': ['all'] } as const
  const system = { personId: SYSTEM, postId: SYSTEM, orgId: SYSTEM, role: 'system', path: '', sectors: null, grants }
  monitoring = createMonitoring({ db: t.db, ownerDb, system, sectors: [], now: () => new Date(), log: silentLog })
  await monitoring.start()
  broker = await openMqtt(monitoring, { port: 0, now: () => new Date(), log: silentLog })
})
afterAll(async () => {
  await broker.stop()
  await monitoring.stop()
  await ownerDb.close()
  await t.drop()
})

test('what is answered with QoS 1 is stored: one reading, a number on its own topic, columns', async () => {
  const client = await connect('gw-a', 'secret')
  const now = Math.floor(Date.now() / 1000)
  await client.publishAsync('readings/gw-a', JSON.stringify({ point: 'LT-1', t: now - 2, v: 1 }), { qos: 1 })
  await client.publishAsync(
    'readings/gw-a',
    JSON.stringify({ point: ['LT-1', 'LT-1'], t: [now - 20, now - 10], v: [2, 3], backfill: true }),
    { qos: 1 },
  )
  await client.publishAsync('readings/gw-a/LT-1', '4.5', { qos: 1 })
  expect((await stored()).map((r) => r.v)).toEqual([2, 3, 1, 4.5])
  await client.endAsync()
})

test('a wrong secret does not get in, and a gateway reaches its own topics and points only', async () => {
  await expect(connect('gw-a', 'guess')).rejects.toThrow()
  const before = (await stored()).length
  const refused = async (topic: string, payload: string): Promise<boolean> => {
    const client = await connect('gw-b', 'secret')
    client.on('error', () => {})
    const cut = new Promise<boolean>((resolve) => client.once('close', () => resolve(true)))
    const done = client.publishAsync(topic, payload, { qos: 1 }).then(
      () => false,
      () => true,
    )
    const result = await Promise.race([cut, done])
    client.end(true)
    return result
  }
  expect(await refused('readings/gw-a', JSON.stringify({ point: 'LT-1', t: Date.now(), v: 9 }))).toBe(true)
  expect(await refused('readings/gw-b', JSON.stringify({ point: 'LT-1', t: Date.now(), v: 9 }))).toBe(true)
  expect(await refused('readings/gw-b', 'no json')).toBe(true)
  const listener = await connect('gw-b', 'secret')
  listener.on('error', () => {})
  const granted = await listener.subscribeAsync('readings/#').catch(() => null)
  expect(granted === null || granted.every((g) => g.qos === 128)).toBe(true)
  listener.end(true)
  expect(await stored()).toHaveLength(before)
})

test('a gateway that is closed is cut off and does not come back', async () => {
  const client = await connect('gw-b', 'secret')
  client.on('error', () => {})
  const cut = new Promise<boolean>((resolve) => client.once('close', () => resolve(true)))
  const { rows } = await t.owner.query(`update reading_source set active = false where username = 'gw-b' returning id`)
  monitoring.sources.changed(rows[0].id)
  expect(await cut).toBe(true)
  await expect(connect('gw-b', 'secret')).rejects.toThrow()
})
