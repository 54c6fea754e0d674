import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysOf, monthlyRows, NOTHING, plus, reconcile, type LedgerAct } from './monthly.ts'

const act = (matterId: string, recordedAt: string, fields: Record<string, unknown>, phase = 'open', sector = 'a'): LedgerAct => ({
  matterId,
  recordedAt,
  phase,
  path: '990101001',
  sector,
  fields,
})
const figures = (occurredOn: string, deaths: number, more: Record<string, unknown> = {}) => ({
  occurredOn,
  deaths,
  serious: 1,
  poisoning: 1,
  lossWan: 10.1,
  category: 'industry',
  ...more,
})
const [FEB, MAR] = ['2026-01-31T16:00:00Z', '2026-02-28T16:00:00Z']

const acts: LedgerAct[] = [
  act('old', '2026-01-05T01:00:00Z', figures('2026-01-04', 1)),
  act('removed', '2026-01-06T01:00:00Z', figures('2026-01-05', 2)),
  act('moved', '2026-01-10T01:00:00Z', figures('2026-01-09', 1)),
  act('late', '2026-02-03T01:00:00Z', figures('2026-01-20', 4)),
  act('old', '2026-02-10T01:00:00Z', figures('2026-01-04', 2)),
  act('removed', '2026-02-11T01:00:00Z', {}, 'void'),
  act('brief', '2026-02-12T01:00:00Z', figures('2026-02-11', 9)),
  act('brief', '2026-02-13T01:00:00Z', {}, 'void'),
  act('moved', '2026-02-14T01:00:00Z', figures('2025-12-31', 1)),
  act('after', '2026-03-01T01:00:00Z', figures('2026-02-27', 7)),
]

test('last + entered + corrected − removed = total, by hand', () => {
  const { last, entered, corrected, removed, total } = reconcile(acts, 2026, FEB, MAR)
  expect(last).toEqual({ accidents: 3, deaths: 4, serious: 6, lossWan: 30.3 })
  expect(entered).toEqual({ accidents: 1, deaths: 4, serious: 2, lossWan: 10.1 })
  expect(corrected).toEqual({ accidents: -1, deaths: 0, serious: -2, lossWan: -10.1 })
  expect(removed).toEqual({ accidents: 1, deaths: 2, serious: 2, lossWan: 10.1 })
  expect(total).toEqual({ accidents: 2, deaths: 6, serious: 4, lossWan: 20.2 })
})

test('an accident moved into the year before enters that year’s table as a correction', () => {
  expect(reconcile(acts, 2025, FEB, MAR).corrected.accidents).toBe(1)
})

test('the instant of the cut belongs to the next table', () => {
  const one = [act('x', MAR, figures('2026-02-28', 1))]
  expect(reconcile(one, 2026, FEB, MAR).total).toEqual(NOTHING)
})

test('rows: the month, the year so far, the same days a year before; groups without accidents stay', () => {
  const rows = monthlyRows(acts, daysOf('2026-02'), '2026-03-02T00:00:00Z', (at) => at.sector ?? '', ['a', 'b'])
  expect(rows.map((r) => [r.key, r.month.deaths, r.year.deaths, r.year.accidents])).toEqual([
    ['a', 7, 13, 3],
    ['b', 0, 0, 0],
  ])
})

test('the account always closes', () => {
  const step = fc.record({
    id: fc.constantFrom('p', 'q', 'r', 's'),
    day: fc.integer({ min: 0, max: 80 }),
    deaths: fc.integer({ min: 0, max: 40 }),
    loss: fc.integer({ min: 0, max: 99_999 }),
    on: fc.constantFrom('2025-12-31', '2026-01-01', '2026-02-10'),
    gone: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const list = steps
        .sort((a, b) => a.day - b.day)
        .map((s) =>
          act(
            s.id,
            new Date(Date.parse('2026-01-01T00:00:00Z') + s.day * 86_400_000).toISOString(),
            figures(s.on, s.deaths, { lossWan: s.loss / 100 }),
            s.gone ? 'void' : 'open',
          ),
        )
      const r = reconcile(list, 2026, FEB, MAR)
      expect(plus(plus(plus(r.last, r.entered), r.corrected), r.removed, -1)).toEqual(r.total)
    }),
  )
})
