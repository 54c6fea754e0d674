import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Claims, Grants } from '#kernel/access/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { percentOf, type MeasureDef } from '#kernel/measure/index.ts'
import { text } from '#kernel/text.ts'
import { raw, type Sql } from '#platform/db/index.ts'
import { testDb, type TestDb } from '#platform/testing.ts'
import { periodsTo } from '../rules.ts'
import type { Counter, MeasureBook } from './counter.ts'
import { readMeasure, type MeasureAsk } from './read.ts'

let t: TestDb
const id = (): string => uuidv7(Date.now())
const office = id()
const words = text('测', 'test')
const things: Counter = {
  id: 'thing',
  text: words,
  unit: words,
  kind: 'flow',
  object: 'thing',
  filters: ['level'],
  source: words,
  rows: raw(
    `select m.path, m.opened_at::date as day, m.sector, m.office_id as office, m.level, 1 as n from matter m where m.kind = 'thing'`,
  ),
  href: ({ path, period, where }) =>
    `/things?path=${path}&from=${period.from}&to=${period.to}${where['level'] ? `&level=${where['level'].join(',')}` : ''}`,
}
const lasting: Counter = {
  ...things,
  id: 'lasting',
  kind: 'stock',
  filters: [],
  rows: raw(
    `select m.path, m.opened_at::date as since, m.closed_at::date as until, m.sector, m.office_id as office, 1 as n from matter m where m.kind = 'thing'`,
  ),
}
const def = (more: Partial<MeasureDef> & Pick<MeasureDef, 'id' | 'inputs' | 'compute'>): MeasureDef => ({
  text: words,
  unit: words,
  period: 'day',
  better: 'less',
  breakdowns: ['town', 'sector', 'office'],
  clause: { text: words, status: 'verified' },
  formula: words,
  digits: 2,
  ...more,
})
const one = (counter: string, where?: Record<string, string[]>) => ({
  id: 'n',
  text: words,
  unit: words,
  from: { counter, ...(where ? { where } : {}) },
})
const rate = (series: string): MeasureDef =>
  def({
    id: `per-${series}`,
    inputs: [one('thing'), { id: 'base', text: words, unit: words, from: { series } }],
    compute: (v) => ((v['base'] ?? 0) === 0 ? null : (v['n'] ?? 0) / (v['base'] ?? 0)),
  })
const seriesDef = (sid: string, kind: 'flow' | 'stock') =>
  ({ id: sid, text: text('产值', 'output'), unit: words, kind, note: words, whole: false }) as const
const book: MeasureBook = {
  measures: [
    def({ id: 'count', inputs: [one('thing')], compute: (v) => v['n'] ?? null }),
    def({ id: 'high', inputs: [one('thing', { level: ['high'] })], compute: (v) => v['n'] ?? null }),
    def({ id: 'open', inputs: [one('lasting')], compute: (v) => v['n'] ?? null }),
    def({
      id: 'share',
      inputs: [
        { ...one('thing', { level: ['high'] }), id: 'a' },
        { ...one('thing'), id: 'b' },
      ],
      compute: percentOf('a', 'b'),
    }),
    rate('gdp'),
    rate('people'),
  ],
  series: [seriesDef('gdp', 'flow'), seriesDef('people', 'stock')],
  counters: [things, lasting],
  sectors: [
    { id: 'a', text: words },
    { id: 'b', text: words },
  ],
}

const claims = (path: string, grants: Grants, sectors: string[] | null = null): Claims => ({
  personId: id(),
  postId: id(),
  orgId: office,
  role: 'r',
  path,
  sectors,
  grants,
})
const county = claims('990101', { 'thing.read': ['area'], 'measure.read': ['area'], 'org.read': ['area'] })
let statements = 0
const read = (ask: MeasureAsk, as = county) => readMeasure(book, <T>(s: Sql) => (statements++, t.db.read<T>(as, s)), as, ask)
const year = (y: number) => ({ from: `${y}-01-01`, to: `${y}-12-31` })

async function thing(day: string, path: string, more: { sector?: string; level?: string; closed?: string } = {}): Promise<void> {
  await t.owner.query(
    `insert into matter (id, kind, no, title, state, phase, level, path, office_id, sector, opened_by, opened_at, state_since, closed_at, seq, head_hash)
     values ($1, 'thing', $2, 't', 's', 'open', $3, $4, $5, $6, $1, $7, $7, $8, 1, 'h')`,
    [
      id(),
      id(),
      more.level ?? 'low',
      path,
      office,
      more.sector ?? null,
      `${day}T04:00:00Z`,
      more.closed ? `${more.closed}T04:00:00Z` : null,
    ],
  )
}

async function base(series: string, path: string, y: number, value: number | null, version = 1): Promise<void> {
  await t.owner.query(
    `insert into base_stat (id, series, path, year, version, value, source, as_of, reason, actor, at) values ($1, $2, $3, $4, $5, $6, '年鉴', '2026-03-01', 'r', '{}', now())`,
    [id(), series, path, y, version, value],
  )
}

beforeAll(async () => {
  t = await testDb()
  await t.owner
    .query(`insert into division (path, code, name, level, parent, source) values ('990101', '990101', '甲县', 'county', null, 't'),
    ('990101001', '990101001', '东镇', 'town', '990101', 't'), ('990101002', '990101002', '西镇', 'town', '990101', 't'), ('990102', '990102', '乙县', 'county', null, 't')`)
  await t.owner.query(`insert into org (id, kind, name, path) values ('${office}', 'office', '某局', '990101')`)
  await thing('2024-06-01', '990101001', { sector: 'a', level: 'high', closed: '2025-03-01' })
  await thing('2025-01-01', '990101001', { sector: 'b' })
  await thing('2025-12-31', '990101002', { sector: 'a' })
  await thing('2026-01-01', '990101002', { sector: 'a', level: 'high' })
  await thing('2025-05-05', '990102', { sector: 'a' })
  await base('gdp', '990101', 2025, 100)
  await base('gdp', '990101', 2025, 200, 2)
  await base('gdp', '990101', 2024, 50)
  await base('gdp', '990101', 2024, null, 2)
  await base('people', '990101', 2025, 4)
  await base('people', '990101001', 2025, 2)
  await base('people', '990101002', 2025, 0)
})
afterAll(() => t.drop())

test('a period holds its first and its last day, and no other place', async () => {
  const values = await read({
    measure: 'count',
    path: '990101',
    periods: [year(2025), { from: '2025-12-31', to: '2026-01-01' }, { from: '2025-01-02', to: '2025-12-30' }],
  })
  expect(values.map((v) => v.value)).toEqual([2, 2, 0])
  expect(values[0]?.records).toEqual([{ text: words, href: '/things?path=990101&from=2025-01-01&to=2025-12-31', count: 2 }])
})

test('before the first record nothing can be judged, and a zero after it is a zero', async () => {
  const values = await read({
    measure: 'count',
    path: '990101',
    periods: [year(2023), { from: '2024-06-02', to: '2024-07-01' }, year(2024)],
  })
  expect(values.map((v) => v.value)).toEqual([null, 0, 1])
  expect(values[0]?.because?.zh).toContain('2024-06-01')
  expect(values[2]?.steps.some((s) => s.zh.includes('不足整期'))).toBe(true)
})

test('groups: towns with nothing are zero, sectors and offices by name; the doors carry the group', async () => {
  const towns = await read({ measure: 'count', path: '990101', periods: [year(2026)], by: 'town' })
  expect(towns.map((v) => [v.group?.name.zh, v.value, v.records[0]?.href])).toEqual([
    ['东镇', 0, '/things?path=990101001&from=2026-01-01&to=2026-12-31'],
    ['西镇', 1, '/things?path=990101002&from=2026-01-01&to=2026-12-31'],
  ])
  expect((await read({ measure: 'count', path: '990101', periods: [year(2025)], by: 'sector' })).map((v) => v.value)).toEqual([1, 1])
  expect(
    (await read({ measure: 'count', path: '990101', periods: [year(2025)], by: 'office' })).map((v) => [v.group?.name.zh, v.value]),
  ).toEqual([['某局', 2]])
})

test('filters, states that last, and shares', async () => {
  const periods = [year(2024), year(2025), year(2026)]
  expect((await read({ measure: 'high', path: '990101', periods })).map((v) => v.value)).toEqual([1, 0, 1])
  expect(
    (
      await read({
        measure: 'open',
        path: '990101',
        periods: [
          { from: '2025-01-01', to: '2025-02-28' },
          { from: '2025-01-01', to: '2025-03-01' },
        ],
      })
    ).map((v) => v.value),
  ).toEqual([2, 1])
  expect((await read({ measure: 'share', path: '990101', periods })).map((v) => v.value)).toEqual([100, 0, 100])
})

test('a yearly sum: the version in force, whole years only, withdrawn is missing', async () => {
  const [a, b, c] = await read({
    measure: 'per-gdp',
    path: '990101',
    periods: [year(2025), { from: '2025-01-01', to: '2025-06-30' }, year(2024)],
  })
  expect([a?.value, b?.value, c?.value]).toEqual([0.01, null, null])
  expect(a?.inputs[1]).toMatchObject({ value: 200, asOf: '2026-03-01' })
  expect(b?.because?.zh).toContain('只有全年数')
  expect(c?.because?.zh).toContain('缺少')
})

test('a state of the year before stands in and says so; a denominator of 0 is no number', async () => {
  const [now] = await read({ measure: 'per-people', path: '990101', periods: [year(2026)] })
  expect(now?.value).toBe(0.25)
  expect(now?.steps.map((s) => s.zh).join()).toContain('沿用 2025 年数')
  const towns = await read({ measure: 'per-people', path: '990101', periods: [year(2025)], by: 'town' })
  expect(towns.map((v) => [v.value, v.because?.zh ?? null])).toEqual([
    [0.5, null],
    [null, '分母为 0，不能判定'],
  ])
  const sectors = await read({ measure: 'per-people', path: '990101', periods: [year(2025)], by: 'sector' })
  expect(sectors.every((v) => v.value === null && v.because !== null)).toBe(true)
})

test('who does not see every record gets no figure', async () => {
  const asked = { measure: 'count', path: '990101', periods: [year(2025)] }
  for (const as of [
    claims('990101001', county.grants),
    claims('990101', county.grants, ['a']),
    claims('990101', { 'measure.read': ['area'], 'thing.read': ['office'] }),
    claims('', county.grants),
  ]) {
    const [value] = await read(asked, as)
    expect(value?.value).toBeNull()
    expect(value?.because?.zh).toContain('看不到')
  }
})

test('sixty months by town are three statements', async () => {
  statements = 0
  const values = await read({ measure: 'count', path: '990101', periods: periodsTo('2026-11-24', 'month', 60), by: 'town' })
  expect(values).toHaveLength(120)
  expect(statements).toBe(3)
  expect(values.reduce((sum, v) => sum + (v.value ?? 0), 0)).toBe(4)
})

test('an unknown measure or breakdown is a fault of the program', async () => {
  await expect(read({ measure: 'none', path: '990101', periods: [year(2025)] })).rejects.toThrow('no measure')
})
