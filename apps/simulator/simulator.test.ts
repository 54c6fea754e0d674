import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { openGb26875 } from '#adapters/gb26875/index.ts'
import { openHj212 } from '#adapters/hj212/index.ts'
import { openJt808 } from '#adapters/jt808/index.ts'
import { createMonitoring, type Monitoring } from '#mechanisms/monitoring/index.ts'
import { openDb } from '#platform/db/index.ts'
import { silentLog } from '#platform/observe/index.ts'
import { testDb } from '#platform/testing.ts'
import { createWorld, Script, simulate, type Turn } from './index.ts'

const example = Script.parse(JSON.parse(readFileSync(new URL('example.json', import.meta.url), 'utf8')))
function run(script: Script, seconds: number): Turn[] {
  const world = createWorld(script)
  return Array.from({ length: seconds }, () => world.step()).flat()
}
const digest = (turns: readonly Turn[]): string =>
  createHash('sha256')
    .update(JSON.stringify(turns.map((t) => [t.device.id, t.sample, t.cut])))
    .digest('hex')
const valuesOf = (turns: readonly Turn[], device: string, key: string): number[] =>
  turns.filter((t) => t.device.id === device).map((t) => t.sample.values.find((v) => v.key === key)?.v ?? NaN)

test('the same script and seed give the same world, another seed another; a device more changes nothing for the others', () => {
  expect(digest(run(example, 3600))).toBe(digest(run(example, 3600)))
  expect(digest(run({ ...example, seed: 8 }, 3600))).not.toBe(digest(run(example, 3600)))
  const fewer = {
    ...example,
    devices: example.devices.slice(0, 2),
    faults: example.faults.filter((f) => ['tank-farm', 'face'].includes(f.device)),
  }
  const own = (turns: readonly Turn[]): Turn[] => turns.filter((t) => t.device.id === 'tank-farm')
  expect(digest(own(run(fewer, 1200)))).toBe(digest(own(run(example, 1200))))
})

test('things behave: gas that escapes is blown away, a tank overfills and is drawn down, a stuck instrument stands still', () => {
  const turns = run(example, 4000)
  const gas = valuesOf(turns, 'tank-farm', 'GT-101')
  expect(Math.max(...gas.slice(0, 30))).toBeLessThan(2)
  expect(Math.max(...gas.slice(30, 90))).toBeGreaterThan(50)
  expect(Math.max(...gas.slice(180))).toBeLessThan(3)
  const levels = valuesOf(turns, 'tank-farm', 'LT-101')
  expect((levels[269] ?? 0) - (levels[90] ?? 0)).toBeCloseTo(2 * 3 * 0.5, 1)
  const ph = valuesOf(turns, 'water', 'w01001')
  expect(new Set(ph.slice(51, 59)).size).toBe(1)
  expect(valuesOf(turns, 'fire', '1.1.40.3/fire').filter((v) => v === 1)).toHaveLength(10)
  const speeds = turns.flatMap((t) => (t.sample.vehicle ? [t.sample.vehicle.speed] : []))
  expect(speeds.filter((s) => s > 100)).toHaveLength(12)
})

test('a script that names what is not there is refused with its place', () => {
  const wrong = Script.safeParse({ ...example, faults: [{ atS: 1, forS: 1, device: 'pond', channel: 'x', kind: 'leak' }] })
  expect(wrong.error?.issues[0]?.path).toEqual(['faults', 0, 'channel'])
})

const PLANT = '00000000-0000-7000-8000-0000000000a1'
const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
})

/** A server of its own on the loopback; the clock is that of the script. */
async function place(clock: { now: Date }): Promise<{ monitoring: Monitoring; server: Script['server']; alarms: () => Promise<string[]> }> {
  const t = await testDb()
  const ownerDb = openDb(t.ownerUrl, { max: 3 })
  const grants = { 'org.read': ['all'], 'point.read': ['all'], 'alarm.read': ['all'] } as const
  const system = { personId: PLANT, postId: PLANT, orgId: PLANT, role: 'system', path: '', sectors: null, grants }
  const monitoring = createMonitoring({ db: t.db, ownerDb, system, sectors: [], now: () => clock.now, log: silentLog, graceS: 1e9 })
  await t.owner.query(`insert into org (id, kind, name, path) values ('${PLANT}', 'enterprise', '甲厂', '990101001')`)
  for (const [code, H] of Object.entries({ SPEED: 80, FIRE: 0.5, LEVEL: 46 })) {
    const rules = JSON.stringify([{ key: 'limits', kind: 'limits', priority: 'medium', H, deadBand: 0.1 }])
    await t.owner.query(
      `insert into point (id, org_id, code, name, type, rules) values (gen_random_uuid(), '${PLANT}', $1, $1, 'level', $2)`,
      [code, rules],
    )
  }
  for (const [protocol, device, key, point] of [
    ['jt808', '13900000001', 'speed', 'SPEED'],
    ['gb26875', '0000000000A1', '1.1.40.3/fire', 'FIRE'],
    ['hj212', 'SIM00000000000000000POND', 'i00001', 'LEVEL'],
  ]) {
    const hash = createHash('sha256').update('123456').digest('hex')
    await t.owner.query(
      `insert into reading_source (id, org_id, username, secret_hash, name, by, created_at, protocol, device, map)
        values (gen_random_uuid(), '${PLANT}', $2, $5, $2, '{}', now(), $1, $2, jsonb_build_array(jsonb_build_object('key', $3::text, 'point', $4::text, 'scale', 1, 'add', 0)))`,
      [protocol, device, key, point, hash],
    )
  }
  await monitoring.start()
  const deps = { monitoring, now: () => clock.now, log: silentLog, tcp: { port: 0 } }
  const listeners = [await openHj212(deps), await openJt808(deps), await openGb26875(deps)]
  ends.push(async () => {
    for (const l of listeners) await l.stop()
    await monitoring.stop()
    await ownerDb.close()
    await t.drop()
  })
  const [hj212, jt808, gb26875] = listeners.map((l) => `127.0.0.1:${l.ports.tcp}`)
  return {
    monitoring,
    server: { hj212, jt808, gb26875 },
    alarms: async () =>
      (
        await t.owner.query(
          `select p.code || ' ' || a.level || ' ' || a.state || ' ' || a.opened_at || ' ' || coalesce(a.cleared_at::text, '-') as one from alarm a join point p on p.id = a.point_id order by 1`,
        )
      ).rows.map((r) => r.one as string),
  }
}

test('through the real protocols a device that was cut off and fills in gives the alarms of one that was not', async () => {
  const devices = example.devices.filter((d) => ['truck', 'fire', 'pond'].includes(d.id)).map((d) => ({ ...d, everyS: 10 }))
  const faults = [
    { atS: 60, forS: 60, device: 'truck', kind: 'speeding' as const, size: 45 },
    { atS: 80, forS: 60, device: 'fire', channel: '1.1.40.3/fire', kind: 'trip' as const, size: 1 },
    { atS: 100, forS: 100, device: 'pond', channel: 'i00001', kind: 'high' as const, size: 60 },
  ]
  const cuts = ['truck', 'fire', 'pond'].map((device) => ({ atS: 50, forS: 200, device, kind: 'cut' as const, size: 1 }))
  const epochS = Math.floor(Date.now() / 1000) - 3600
  const history = async (all: Script['faults']): Promise<string[]> => {
    const clock = { now: new Date(epochS * 1000) }
    const it = await place(clock)
    const pace = async (atS: number): Promise<void> => void (clock.now = new Date((epochS + atS) * 1000))
    const counts = await simulate({ ...example, devices, faults: all, server: it.server }, { epochS, seconds: 300, pace })
    expect(counts).toMatchObject({ failed: 0, kept: 0, backfilled: all.length > 3 ? 60 : 0 })
    return it.alarms()
  }
  const whole = await history(faults)
  expect(whole.map((a) => a.split(' ').slice(0, 2).join(' '))).toEqual(['FIRE H', 'LEVEL H', 'SPEED H'])
  expect(await history([...faults, ...cuts])).toEqual(whole)
})
