import { expect, test } from 'vitest'
import { isWholeYear, periodsTo, yearBefore } from './rules.ts'

test('periods: whole ones, the last ends on the day', () => {
  expect(periodsTo('2026-11-24', 'year', 2)).toEqual([
    { from: '2025-01-01', to: '2025-12-31' },
    { from: '2026-01-01', to: '2026-11-24' },
  ])
  expect(periodsTo('2026-03-31', 'quarter', 2)).toEqual([
    { from: '2025-10-01', to: '2025-12-31' },
    { from: '2026-01-01', to: '2026-03-31' },
  ])
  expect(periodsTo('2026-03-01', 'month', 3).map((p) => p.to)).toEqual(['2026-01-31', '2026-02-28', '2026-03-01'])
})

test('a year before, over a leap day', () => {
  expect(yearBefore({ from: '2024-02-01', to: '2024-02-29' })).toEqual({ from: '2023-02-01', to: '2023-02-28' })
})

test('a whole year is one calendar year', () => {
  expect(isWholeYear({ from: '2025-01-01', to: '2025-12-31' })).toBe(true)
  expect(isWholeYear({ from: '2024-01-01', to: '2025-12-31' })).toBe(false)
  expect(isWholeYear({ from: '2025-01-01', to: '2025-12-30' })).toBe(false)
})
