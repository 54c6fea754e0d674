import { describe, expect, test } from 'vitest'
import { addDays, addMonths, cstDate, cstTime, fromCst, isIsoDate, makeCalendar, minutesOfDay, sayDate, weekday } from './index.ts'

const calendar = makeCalendar()

describe('China Standard Time', () => {
  test('an evening in UTC is the next day in China', () => {
    const at = new Date('2026-02-28T16:30:00Z')
    expect([cstDate(at), cstTime(at)]).toEqual(['2026-03-01', '00:30'])
  })
  test('a day and time become an instant and come back', () => {
    expect(fromCst('2026-11-27', '17:00').toISOString()).toBe('2026-11-27T09:00:00.000Z')
    expect(fromCst('2026-11-27', '24:00')).toEqual(fromCst('2026-11-28'))
  })
  test('weekdays, leap days and month ends', () => {
    expect([weekday('2026-11-24'), weekday('1969-12-28'), weekday('2024-02-29')]).toEqual([2, 7, 4])
    expect([addMonths('2026-01-31', 1), addMonths('2024-01-31', 1), addMonths('2026-11-30', 3), addMonths('2026-03-31', -1)]).toEqual([
      '2026-02-28',
      '2024-02-29',
      '2027-02-28',
      '2026-02-28',
    ])
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01')
  })
  test('what is no day is refused', () => {
    expect(['2026-02-29', '2026-13-01', '2026-1-1', '', '2026-02-28'].map(isIsoDate)).toEqual([false, false, false, false, true])
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError)
    expect(() => minutesOfDay('25:00')).toThrow(RangeError)
  })
  test('a date is said with its year only where it differs', () => {
    expect(sayDate('2026-11-27', 2026)).toEqual({ zh: '11 月 27 日', en: '27 Nov' })
    expect(sayDate('2027-01-03', 2026)).toEqual({ zh: '2027 年 1 月 3 日', en: '3 Jan 2027' })
  })
})

describe('working days', () => {
  test('spring festival 2026: nine days off, two weekends worked', () => {
    const days = Array.from({ length: 11 }, (_, i) => addDays('2026-02-14', i))
    expect(days.map((d) => calendar.kind(d))).toEqual(['shifted', ...Array.from({ length: 9 }, () => 'holiday'), 'workday'])
    expect(calendar.name('2026-02-17')).toBe('春节')
    expect(calendar.name('2026-02-14')).toBe('春节')
    expect([calendar.isWorkday('2026-02-28'), calendar.isWorkday('2026-03-01')]).toEqual([true, false])
  })
  test('a plain week', () => {
    expect(['2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30'].map((d) => calendar.kind(d))).toEqual([
      'workday',
      'restday',
      'restday',
      'workday',
    ])
    expect(calendar.name('2026-11-27')).toBeNull()
  })
  test('2027 is not announced: flagged, weekday rule used', () => {
    expect([calendar.known(2026), calendar.known(2027), calendar.known(2003)]).toEqual([true, false, false])
    expect(calendar.isWorkday('2027-01-01')).toBe(true)
  })
  test('an administrator enters a year and overrules a published day', () => {
    const edited = makeCalendar({
      edits: [
        { date: '2027-01-01', kind: 'holiday', name: '元旦' },
        { date: '2027-01-03', kind: 'shifted', name: '元旦' },
        { date: '2026-11-27', kind: 'holiday', name: '州庆' },
      ],
      yearsConfirmed: [2027],
    })
    expect([edited.known(2027), edited.kind('2027-01-01'), edited.isWorkday('2027-01-03')]).toEqual([true, 'holiday', true])
    expect([edited.isWorkday('2026-11-27'), edited.name('2026-11-27')]).toEqual([false, '州庆'])
  })
  test('broken edits are refused', () => {
    const edit = { date: '2027-01-01', kind: 'holiday', name: null } as const
    expect(() => makeCalendar({ edits: [edit, edit], yearsConfirmed: [] })).toThrow('two entries')
    expect(() => makeCalendar({ edits: [{ ...edit, date: '2027-02-30' }], yearsConfirmed: [] })).toThrow('not a date')
  })
})
