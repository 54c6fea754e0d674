import { afterAll, beforeAll, expect, test } from 'vitest'
import { readMeasure, type MeasureAsk, type MeasureValue } from '#mechanisms/measures/index.ts'
import { testDb, type TestDb } from '#platform/testing.ts'
import { wiredKinds } from './kinds.ts'
import { wiredMeasures } from './measures.ts'
import { systemClaims } from './system.ts'

const book = wiredMeasures()
const system = systemClaims(wiredKinds().values())
let t: TestDb
beforeAll(async () => {
  t = await testDb()
  await t.owner
    .query(`insert into division (path, code, name, level, parent, source) values ('990101', '990101', '甲县', 'county', null, 't'),
    ('990101001', '990101001', '东镇', 'town', '990101', 't')`)
})
afterAll(() => t.drop())

const read = (ask: MeasureAsk): Promise<MeasureValue[]> => readMeasure(book, (s) => t.db.read(system, s), system, ask)

/** An accident of the ledger as its acts leave it. */
async function accident(day: string, category: string, sector: string, deaths: number): Promise<void> {
  await t.owner.query(
    `insert into matter (id, kind, no, title, state, phase, path, sector, opened_by, opened_at, state_since, fields, seq, head_hash)
     values (gen_random_uuid(), 'accident', gen_random_uuid()::text, 't', 'entered', 'open', '990101001', $1, gen_random_uuid(), now(), now(), $2, 1, 'h')`,
    [sector, { occurredOn: day, category, deaths, serious: 1, poisoning: 1 }],
  )
}

const base = (series: string, year: number, value: number): Promise<unknown> =>
  t.owner.query(
    `insert into base_stat (id, series, path, year, version, value, source, as_of, actor, at) values (gen_random_uuid(), $1, '990101', $2, 1, $3, '年鉴', '2026-03-01', '{}', now())`,
    [series, year, value],
  )

test.each(book.measures.map((m) => [m.id] as const))('%s on an empty county cannot be judged and says why, in every split', async (id) => {
  const periods = [{ from: '2025-01-01', to: '2025-12-31' }]
  const breakdowns = book.measures.find((m) => m.id === id)?.breakdowns ?? []
  for (const by of [undefined, ...breakdowns]) {
    const values = await read({ measure: id, path: '990101', periods, ...(by ? { by } : {}) })
    for (const value of values) {
      expect(value.value).toBeNull()
      expect(value.because?.zh).toMatch(/不能判定/)
    }
  }
})

test('the statutory rates from a ledger and base statistics, against figures worked by hand', async () => {
  await accident('2025-02-01', 'industry', 'coal', 2)
  await accident('2025-03-01', 'road', 'road-transport', 3)
  await accident('2025-04-01', 'fire', 'fire', 1)
  await accident('2025-12-31', 'industry', 'special-equipment', 1)
  await accident('2026-01-01', 'industry', 'coal', 9)
  for (const [series, value] of Object.entries({
    gdp: 140,
    employees: 60_000,
    population: 400_000,
    'coal-output': 4_000_000,
    vehicles: 60_000,
    'special-equipment': 5000,
  }))
    await base(series, 2025, value)
  const of = async (measure: string): Promise<number | null | undefined> =>
    (await read({ measure, path: '990101', periods: [{ from: '2025-01-01', to: '2025-12-31' }] }))[0]?.value
  expect(await of('accidents')).toBe(4)
  expect(await of('deaths')).toBe(7)
  expect(await of('serious-injuries')).toBe(8)
  expect(await of('deaths-per-gdp')).toBeCloseTo(7 / 140, 8)
  expect(await of('deaths-per-employees')).toBeCloseTo(5, 6)
  expect(await of('deaths-per-vehicles')).toBeCloseTo(0.5, 6)
  expect(await of('deaths-per-coal')).toBeCloseTo(0.5, 6)
  expect(await of('deaths-per-special-equipment')).toBeCloseTo(2, 6)
  expect(await of('fire-deaths-per-population')).toBeCloseTo(0.25, 6)
})

test('connected monitoring: an installation counts from its first reading until it has been silent for two days', async () => {
  const org = '00000000-0000-7000-8000-00000000c001'
  await t.owner.query(`insert into org (id, kind, name, path, created_at) values ($1, 'enterprise', '甲厂', '990101001', '2026-01-01')`, [
    org,
  ])
  for (const [name, rank] of [
    ['罐区', 2],
    ['库', 3],
    ['小库', 6],
  ])
    await t.owner.query(
      `insert into installation (id, org_id, name, unit, rank, filed_on, created_at) values (gen_random_uuid(), $1, $2, 'storage', $3::smallint,
        case when $3::smallint = 2 then date '2026-02-01' end, '2026-01-05')`,
      [org, name, rank],
    )
  const { rows } = await t.owner.query(
    `insert into point (id, org_id, code, name, type) values (gen_random_uuid(), $1, 'LT-1', '液位', 'level') returning no`,
    [org],
  )
  const at = async (to: string, id: string): Promise<number | null | undefined> =>
    (await read({ measure: id, path: '990101', periods: [{ from: to, to }] }))[0]?.value
  // Before anything was ever heard it cannot be judged, and is not called zero.
  expect(await at('2026-03-10', 'installations-connected')).toBeNull()
  expect(await at('2026-03-10', 'installations-filed')).toBe(50)
  await t.owner.query(`insert into reading_day (point, t, n) values ($1, '2026-03-01T00:00:00+08:00', 10)`, [rows[0].no])
  await t.owner.query(
    `insert into reading_latest (point, t, v, q, received_at) values ($1, '2026-03-10T08:00:00+08:00', 1, 0, '2026-03-10T08:00:00+08:00')`,
    [rows[0].no],
  )
  expect(await at('2026-03-10', 'installations-connected')).toBe(100)
  expect(await at('2026-03-12', 'installations-connected')).toBe(0)
})
