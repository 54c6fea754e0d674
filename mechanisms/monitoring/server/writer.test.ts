import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AlarmChange } from './alarm-store.ts'
import { columns, LIMITS, MISSING, monitoringPlace, type MonitoringPlace } from './place.fixture.ts'

let place: MonitoringPlace
let changes: AlarmChange[]
let break_ = false

beforeEach(async () => {
  changes = []
  break_ = false
  place = await monitoringPlace({
    hooks: [
      async (_tx, found) => {
        changes.push(...found)
        if (break_) throw new Error('the hook fails')
      },
    ],
  })
  await place.addPoint(place.plant, 'LT-1', [LIMITS, MISSING], { source: 'gw-1' })
  await place.addPoint(place.plant, 'LT-2', [LIMITS, MISSING], { source: 'gw-1' })
  await place.addPoint(place.other, 'LT-9', [LIMITS])
  await place.monitoring.idle()
})
afterEach(() => place.stop())

const alarms = async (): Promise<
  { rule: string; level: string; state: string; activations: number; peak: number | null; closed: boolean }[]
> =>
  (
    await place.t.owner.query(
      `select substring(rule from position('.' in rule) + 1) as rule, level, state, activations, peak, closed_at is not null as closed from alarm order by no`,
    )
  ).rows
const stored = async (): Promise<number> => (await place.t.owner.query(`select count(*)::int as n from reading`)).rows[0].n

test('readings, their alarm and its history are there together after one answer', async () => {
  await place.monitoring.ingest(
    columns(place, [
      ['LT-1', 1, 10],
      ['LT-1', 2, 13],
      ['LT-1', 3, 16],
      ['LT-2', 3, 5],
    ]),
  )
  expect(await stored()).toBe(4)
  expect(await alarms()).toEqual([
    { rule: 'limits', level: 'H', state: 'unacknowledged', activations: 1, peak: 13, closed: false },
    { rule: 'limits', level: 'HH', state: 'unacknowledged', activations: 1, peak: 16, closed: false },
  ])
  expect(changes.map((c) => [c.title, c.colour, c.change, c.limit])).toEqual([
    ['LT-1高报', 'gold', 'opened', 12],
    ['LT-1高高报', 'orange', 'opened', 15],
  ])
  const { rows } = await place.t.owner.query(`select topic from outbox where topic = 'alarm.change'`)
  expect(rows).toHaveLength(1)
})

test('a batch that is sent twice is stored once and alarms once', async () => {
  const batch = columns(place, [
    ['LT-1', 1, 10],
    ['LT-1', 2, 13],
  ])
  await place.monitoring.ingest(batch)
  await place.monitoring.ingest(batch)
  expect(await stored()).toBe(2)
  expect(await alarms()).toHaveLength(1)
})

test('after a crash the evaluator goes on: no alarm opens twice, none is cleared by it, delays run on', async () => {
  await place.monitoring.ingest(columns(place, [['LT-1', 1, 13]]))
  await place.monitoring.ingest(
    columns(place, [
      ['LT-1', 2, 14],
      ['LT-2', 2, 16],
    ]),
  )
  await place.restart(false)
  await place.monitoring.ingest(
    columns(place, [
      ['LT-1', 3, 14],
      ['LT-2', 3, 16],
    ]),
  )
  expect((await alarms()).map((a) => [a.level, a.state, a.activations])).toEqual([
    ['H', 'unacknowledged', 1],
    ['H', 'unacknowledged', 1],
    ['HH', 'unacknowledged', 1],
  ])
  await place.restart(true)
  await place.monitoring.ingest(columns(place, [['LT-1', 4, 10]]))
  expect((await alarms()).map((a) => a.state)).toEqual(['returned', 'unacknowledged', 'unacknowledged'])
})

test('what was not committed is not answered, and the evaluator forgets it', async () => {
  await place.monitoring.ingest(columns(place, [['LT-1', 1, 10]]))
  break_ = true
  await expect(place.monitoring.ingest(columns(place, [['LT-1', 2, 13]]))).rejects.toThrow('the hook fails')
  expect(await stored()).toBe(1)
  expect(await alarms()).toEqual([])
  break_ = false
  await place.monitoring.ingest(columns(place, [['LT-1', 2, 13]]))
  expect((await alarms()).map((a) => a.level)).toEqual(['H'])
})

test('a silent gateway is one alarm, and our own standstill is none', async () => {
  await place.monitoring.ingest(
    columns(place, [
      ['LT-1', 1, 10],
      ['LT-2', 1, 10],
    ]),
  )
  place.clock.now = new Date('2026-11-20T02:02:00Z')
  await expect
    .poll(alarms, { timeout: 5000 })
    .toEqual([{ rule: 'gw-1', level: 'on', state: 'unacknowledged', activations: 1, peak: null, closed: false }])
  await place.monitoring.ingest(
    columns(place, [
      ['LT-1', 120, 10],
      ['LT-2', 120, 10],
    ]),
  )
  expect((await alarms())[0]?.state).toBe('returned')
  await place.restart(true)
  place.clock.now = new Date('2026-11-20T02:30:00Z')
  await place.restart(false)
  await place.monitoring.ingest(
    columns(place, [
      ['LT-1', 1800, 10],
      ['LT-2', 1800, 10],
    ]),
  )
  expect(await alarms()).toHaveLength(1)
})

test('another writer fences this one off', async () => {
  const old = place.monitoring
  await place.restart(false)
  await expect(old.ingest(columns(place, [['LT-1', 5, 13]]))).rejects.toThrow()
  await place.monitoring.ingest(columns(place, [['LT-1', 5, 13]]))
  expect(await stored()).toBe(1)
})

test('minutes, hours and days are rolled up, and again when readings come late', async () => {
  await place.monitoring.ingest(
    columns(place, [
      ['LT-1', 0, 1],
      ['LT-1', 30, 3],
      ['LT-1', 3600, 8],
    ]),
  )
  place.clock.now = new Date('2026-11-20T05:00:00Z')
  await place.monitoring.rollUp()
  await place.monitoring.ingest(columns(place, [['LT-1', 45, 11]], true))
  await place.monitoring.rollUp()
  const rows = async (table: string) => (await place.t.owner.query(`select n, lo, hi, sum from ${table} order by t`)).rows
  expect(await rows('reading_minute')).toEqual([
    { n: 3, lo: 1, hi: 11, sum: 15 },
    { n: 1, lo: 8, hi: 8, sum: 8 },
  ])
  expect(await rows('reading_hour')).toEqual([
    { n: 3, lo: 1, hi: 11, sum: 15 },
    { n: 1, lo: 8, hi: 8, sum: 8 },
  ])
  expect(await rows('reading_day')).toEqual([{ n: 4, lo: 1, hi: 11, sum: 23 }])
})
