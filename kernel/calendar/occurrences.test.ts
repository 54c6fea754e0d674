import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, holidayBlocks, makeCalendar, nextOccurrence, occurrences, type Recurrence, sayRecurrence } from './index.ts'

const calendar = makeCalendar()
const dates = (rule: Recurrence, from: string, to: string): readonly string[] => occurrences(rule, from, to, calendar).dates

describe('regular checks', () => {
  test('daily, on working days only', () => {
    expect(dates({ every: 'day', onRestDay: 'skip' }, '2026-11-27', '2026-12-01')).toEqual(['2026-11-27', '2026-11-30', '2026-12-01'])
  })
  test('weekly', () => {
    expect(dates({ every: 'week', weekday: 1 }, '2026-11-24', '2026-12-08')).toEqual(['2026-11-30', '2026-12-07'])
  })
  test('monthly on the 31st is the last day of each month', () => {
    expect(dates({ every: 'month', day: 31 }, '2026-01-01', '2026-04-30')).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'])
  })
  test('quarterly and yearly', () => {
    expect(dates({ every: 'quarter', monthOfQuarter: 3, day: 15 }, '2026-01-01', '2026-12-31')).toEqual([
      '2026-03-15',
      '2026-06-15',
      '2026-09-15',
      '2026-12-15',
    ])
    expect(dates({ every: 'year', month: 2, day: 29 }, '2024-01-01', '2025-12-31')).toEqual(['2024-02-29', '2025-02-28'])
  })
  test('a rest day moves, also across the edge of the asked period', () => {
    expect(dates({ every: 'month', day: 1, onRestDay: 'previous' }, '2026-10-20', '2026-10-31')).toEqual(['2026-10-30'])
    expect(dates({ every: 'year', month: 2, day: 16, onRestDay: 'next' }, '2026-02-20', '2026-03-01')).toEqual(['2026-02-24'])
  })
  test('impossible rules are refused', () => {
    expect(() => dates({ every: 'week', weekday: 8 }, '2026-01-01', '2026-01-31')).toThrow('weekday 8')
    expect(() => dates({ every: 'quarter', monthOfQuarter: 4, day: 1 }, '2026-01-01', '2026-01-31')).toThrow(RangeError)
  })
})

describe('checks around holidays', () => {
  test('blocks of 2026', () => {
    expect(holidayBlocks('2026-01-01', '2026-12-31', calendar).map((b) => [b.first, b.last, b.names.join()])).toEqual([
      ['2026-01-01', '2026-01-03', '元旦'],
      ['2026-02-15', '2026-02-23', '春节'],
      ['2026-04-04', '2026-04-06', '清明'],
      ['2026-05-01', '2026-05-05', '劳动节'],
      ['2026-06-19', '2026-06-21', '端午'],
      ['2026-09-25', '2026-09-27', '中秋'],
      ['2026-10-01', '2026-10-07', '国庆节'],
    ])
  })
  test('a block is whole even when asked from its middle', () => {
    expect(holidayBlocks('2026-10-04', '2026-10-04', calendar)).toEqual([{ first: '2026-10-01', last: '2026-10-07', names: ['国庆节'] }])
  })
  test('the day before, and the first working day after', () => {
    expect(dates({ every: 'beforeHoliday' }, '2026-02-01', '2026-05-31')).toEqual(['2026-02-14', '2026-04-03', '2026-04-30'])
    expect(dates({ every: 'resumption' }, '2026-02-01', '2026-05-31')).toEqual(['2026-02-24', '2026-04-07', '2026-05-06'])
    expect(dates({ every: 'resumption', only: ['春节'] }, '2026-01-01', '2026-12-31')).toEqual(['2026-02-24'])
  })
  test('edges: the block begins the day after the asked period, or ended the day before', () => {
    expect(dates({ every: 'beforeHoliday' }, '2026-09-30', '2026-09-30')).toEqual(['2026-09-30'])
    expect(dates({ every: 'resumption' }, '2026-10-08', '2026-10-08')).toEqual(['2026-10-08'])
    expect(dates({ every: 'beforeHoliday' }, '2025-12-31', '2025-12-31')).toEqual(['2025-12-31'])
  })
  test('a year without data finds none and says so', () => {
    expect(occurrences({ every: 'beforeHoliday' }, '2027-01-05', '2027-12-20', calendar)).toEqual({ dates: [], unconfirmedYears: [2027] })
  })
  test('next', () => {
    expect(nextOccurrence({ every: 'beforeHoliday' }, '2026-02-14', calendar)).toBe('2026-04-03')
    expect(nextOccurrence({ every: 'year', month: 6, day: 1 }, '2026-06-01', calendar)).toBe('2027-06-01')
    expect(nextOccurrence({ every: 'day' }, '2026-11-24', calendar)).toBe('2026-11-25')
    expect(nextOccurrence({ every: 'resumption' }, '2027-03-01', calendar)).toBeNull()
  })
})

test('a split period gives the same days as the whole', () => {
  const day = fc.integer({ min: 0, max: 700 }).map((n) => addDays('2024-06-01', n))
  const rule = fc.constantFrom<Recurrence>(
    { every: 'week', weekday: 6, onRestDay: 'next' },
    { every: 'month', day: 31, onRestDay: 'previous' },
    { every: 'quarter', monthOfQuarter: 2, day: 10 },
    { every: 'beforeHoliday' },
    { every: 'resumption' },
  )
  fc.assert(
    fc.property(rule, day, fc.nat(60), fc.nat(60), (r, from, a, b) => {
      const middle = addDays(from, a)
      const to = addDays(middle, b + 1)
      const parts = [...dates(r, from, middle), ...dates(r, addDays(middle, 1), to)]
      expect(parts).toEqual(dates(r, from, to))
    }),
  )
})

test('rules in words', () => {
  expect(sayRecurrence({ every: 'day', onRestDay: 'skip' }).zh).toBe('每个工作日')
  expect(sayRecurrence({ every: 'month', day: 31 }).zh).toBe('每月最后一日')
  expect(sayRecurrence({ every: 'resumption', only: ['春节'] })).toEqual({
    zh: '节后首个工作日（春节）',
    en: 'The first working day after a public holiday (Spring Festival)',
  })
})
