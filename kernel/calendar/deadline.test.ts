import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addDeadline,
  addWorkdays,
  cstDate,
  cstTime,
  type Deadline,
  describeRemaining,
  fromCst,
  type IsoDate,
  latestBefore,
  makeCalendar,
  sayTerm,
  sayUnconfirmed,
  type Term,
  workdaysBetween,
} from './index.ts'

const calendar = makeCalendar()
const at = (date: IsoDate, time = '10:00'): Date => fromCst(date, time)
const lastDay = (deadline: Deadline): IsoDate => cstDate(new Date(deadline.dueAt.getTime() - 1))
const due = (date: IsoDate, amount: number, unit: Term['unit']): IsoDate => lastDay(addDeadline(at(date), { amount, unit }, calendar))

describe('deadlines', () => {
  test('days: the first is not counted, the last ends at 24:00', () => {
    const deadline = addDeadline(at('2026-11-02'), { amount: 15, unit: 'day' }, calendar)
    expect(deadline.dueAt).toEqual(fromCst('2026-11-17', '24:00'))
    expect(deadline.steps.map((s) => s.zh)).toEqual([
      '2026 年 11 月 2 日为开始的当日，不计入',
      '15 日的最后一日为 2026 年 11 月 17 日',
      '当日 24:00 截止',
    ])
    expect(deadline.unconfirmedYears).toEqual([])
    expect(deadline.basis.map((b) => b.clause)).toEqual(['民法典第二百零一条', '民法典第二百零三条'])
  })
  test('a last day on a weekend or holiday moves to the next working day', () => {
    expect(due('2026-11-06', 15, 'day')).toBe('2026-11-23')
    expect(due('2026-02-06', 10, 'day')).toBe('2026-02-24')
    expect(due('2026-09-18', 2, 'day'), 'a Sunday that is worked').toBe('2026-09-20')
  })
  test('a period that may end on any day stays', () => {
    const deadline = addDeadline(at('2026-11-06'), { amount: 15, unit: 'day' }, calendar, { moveRestDay: false })
    expect(lastDay(deadline)).toBe('2026-11-21')
  })
  test('working days leap over the spring festival and count the worked weekend', () => {
    expect(due('2026-02-13', 1, 'workday')).toBe('2026-02-14')
    expect(due('2026-02-13', 2, 'workday')).toBe('2026-02-24')
    expect(due('2026-02-13', 7, 'workday')).toBe('2026-03-02')
  })
  test('a start on a rest day counts from the next working day', () => {
    expect(due('2026-11-28', 1, 'workday')).toBe('2026-11-30')
  })
  test('months and years end on the corresponding day, clipped', () => {
    expect(due('2026-08-31', 6, 'month'), 'on 28 Feb 2027, a Sunday').toBe('2027-03-01')
    expect(due('2025-03-31', 1, 'month')).toBe('2025-04-30')
    expect(due('2024-02-29', 1, 'year')).toBe('2025-02-28')
  })
  test('hours run straight through', () => {
    expect(addDeadline(at('2026-02-14', '20:00'), { amount: 24, unit: 'hour' }, calendar).dueAt).toEqual(at('2026-02-15', '20:00'))
  })
  test('working hours stay inside office hours', () => {
    const deadline = addDeadline(at('2026-11-27', '16:00'), { amount: 3, unit: 'workingHour' }, calendar)
    expect([cstDate(deadline.dueAt), cstTime(deadline.dueAt)]).toEqual(['2026-11-30', '11:00'])
    const early = addDeadline(at('2026-11-27', '06:00'), { amount: 4, unit: 'workingHour' }, calendar, {
      officeHours: [['08:30', '12:00']],
    })
    expect([cstDate(early.dueAt), cstTime(early.dueAt)]).toEqual(['2026-11-30', '09:00'])
  })
  test('the end of office hours may close the day', () => {
    const deadline = addDeadline(at('2026-11-02'), { amount: 5, unit: 'workday' }, calendar, { endOfDay: '17:30' })
    expect(deadline.dueAt).toEqual(at('2026-11-09', '17:30'))
  })
  test('a year without holiday data is named', () => {
    const deadline = addDeadline(at('2026-12-30'), { amount: 3, unit: 'workday' }, calendar)
    expect(deadline.unconfirmedYears).toEqual([2027])
    expect(sayUnconfirmed(deadline)?.zh).toBe('2027 年放假安排尚未录入，按周末推算')
    const entered = makeCalendar({ edits: [{ date: '2027-01-01', kind: 'holiday', name: '元旦' }], yearsConfirmed: [2027] })
    const known = addDeadline(at('2026-12-30'), { amount: 3, unit: 'workday' }, entered)
    expect([lastDay(known), sayUnconfirmed(known)]).toEqual(['2027-01-05', null])
    expect(lastDay(deadline)).toBe('2027-01-04')
  })
  test('counted backwards: seven working days before a hearing, ten days before the end', () => {
    expect(lastDay(latestBefore(at('2026-03-05'), { amount: 7, unit: 'workday' }, calendar))).toBe('2026-02-25')
    const asked = latestBefore(at('2026-03-01'), { amount: 10, unit: 'day' }, calendar)
    expect(lastDay(asked), '19 Feb is a holiday').toBe('2026-02-14')
    expect(asked.steps).toHaveLength(3)
  })
  test('terms in words; broken terms are refused', () => {
    expect(sayTerm({ amount: 5, unit: 'workday' })).toEqual({ zh: '5 个工作日', en: '5 working days' })
    expect(sayTerm({ amount: 1, unit: 'month' }).en).toBe('1 month')
    for (const amount of [-1, 1.5, Number.NaN])
      expect(() => addDeadline(at('2026-11-02'), { amount, unit: 'day' }, calendar)).toThrow(RangeError)
  })
})

describe('time left in words', () => {
  const cases: [string, Date, Date, string, string][] = [
    [
      'days and hours',
      at('2026-11-25', '14:00'),
      at('2026-11-27', '17:00'),
      '还剩 2 天 3 小时（11 月 27 日 17:00 前）',
      '2 days 3 hours left (by 27 Nov 17:00)',
    ],
    [
      'minutes',
      at('2026-11-27', '16:40'),
      at('2026-11-27', '17:00'),
      '还剩 20 分钟（11 月 27 日 17:00 前）',
      '20 minutes left (by 27 Nov 17:00)',
    ],
    [
      'seconds',
      new Date('2026-11-27T08:59:50Z'),
      at('2026-11-27', '17:00'),
      '还剩 1 分钟（11 月 27 日 17:00 前）',
      '1 minute left (by 27 Nov 17:00)',
    ],
    [
      'midnight',
      at('2026-11-27', '22:30'),
      at('2026-11-28', '00:00'),
      '还剩 1 小时 30 分钟（11 月 27 日 24:00 前）',
      '1 hour 30 minutes left (by 27 Nov 24:00)',
    ],
    [
      'next year',
      at('2026-12-31', '00:00'),
      at('2027-01-03', '00:00'),
      '还剩 3 天（2027 年 1 月 2 日 24:00 前）',
      '3 days left (by 2 Jan 2027 24:00)',
    ],
    [
      'late',
      at('2026-11-28', '17:00'),
      at('2026-11-27', '17:00'),
      '已超期 1 天（应于 11 月 27 日 17:00 前完成）',
      'Overdue by 1 day (was due by 27 Nov 17:00)',
    ],
  ]
  test.each(cases)('%s', (_, now, end, zh, en) => expect(describeRemaining(now, end)).toEqual({ zh, en }))
  test('working days where the law counts them', () => {
    expect(describeRemaining(at('2026-02-13'), fromCst('2026-02-24', '24:00'), calendar).zh).toBe('还剩 2 个工作日（2 月 24 日 24:00 前）')
    expect(describeRemaining(at('2026-02-24', '21:00'), fromCst('2026-02-24', '24:00'), calendar).zh).toBe(
      '还剩 3 小时（2 月 24 日 24:00 前）',
    )
  })
})

describe('properties', () => {
  const day = fc.integer({ min: 0, max: 365 * 20 }).map((n) => addDays('2006-01-01', n))
  const count = fc.integer({ min: 1, max: 60 })

  test('n working days later is a working day, n working days away, and the way back is inverse', () => {
    fc.assert(
      fc.property(day, count, (date, n) => {
        const end = addWorkdays(date, n, calendar)
        expect(calendar.isWorkday(end)).toBe(true)
        expect(workdaysBetween(date, end, calendar)).toBe(n)
        if (calendar.isWorkday(date)) expect(addWorkdays(end, -n, calendar)).toBe(date)
      }),
    )
  })
  test('a later start or a longer term never ends earlier', () => {
    const unit = fc.constantFrom<Term['unit']>('hour', 'workingHour', 'day', 'workday', 'month')
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 2000 }), count, fc.integer({ min: 0, max: 10 }), unit, (date, minutes, n, more, u) => {
        const start = at(date)
        const base = addDeadline(start, { amount: n, unit: u }, calendar).dueAt.getTime()
        const later = addDeadline(new Date(start.getTime() + minutes * 60_000), { amount: n, unit: u }, calendar).dueAt.getTime()
        const longer = addDeadline(start, { amount: n + more, unit: u }, calendar).dueAt.getTime()
        expect(later).toBeGreaterThanOrEqual(base)
        expect(longer).toBeGreaterThanOrEqual(base)
        expect(base).toBeGreaterThan(start.getTime())
      }),
    )
  })
  test('days, months and years always end on a working day', () => {
    const unit = fc.constantFrom<Term['unit']>('day', 'month', 'year', 'workday')
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 20 }), unit, (date, n, u) => {
        expect(calendar.isWorkday(lastDay(addDeadline(at(date), { amount: n, unit: u }, calendar)))).toBe(true)
      }),
    )
  })
})
