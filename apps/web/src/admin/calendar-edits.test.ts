import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CalendarSetting } from '#apps/server/settings.ts'
import { makeCalendar, type CalendarData, type DayKind } from '#kernel/calendar/index.ts'
import { confirmYear, daysOf, editsIn, resetDays, sameCalendar, setDays } from './calendar-edits.ts'

const empty: CalendarData = { edits: [], yearsConfirmed: [] }

test('a range of days is set at once, in whichever direction it was chosen', () => {
  expect(daysOf('2028-02-28', '2028-03-01')).toEqual(['2028-02-28', '2028-02-29', '2028-03-01'])
  expect(daysOf('2028-03-01', '2028-02-28')).toHaveLength(3)
  expect(daysOf('2000-01-01', '2099-01-01')).toHaveLength(366)
  const data = setDays(empty, daysOf('2031-10-01', '2031-10-07'), 'holiday', ' 国庆节 ')
  const calendar = makeCalendar(data)
  expect(data.edits).toHaveLength(7)
  expect(calendar.kind('2031-10-03')).toBe('holiday')
  expect(calendar.name('2031-10-03')).toBe('国庆节')
  expect(editsIn(data, 2031)).toBe(7)
  expect(editsIn(data, 2030)).toBe(0)
})

test('saying what is published anyway leaves no edit', () => {
  const calendar = makeCalendar()
  const day = '2024-10-01'
  expect(calendar.kind(day)).toBe('holiday')
  expect(setDays(empty, [day], 'holiday', calendar.name(day) ?? '').edits).toEqual([])
  const worked = setDays(empty, [day], 'workday', 'ignored')
  expect(worked.edits).toEqual([{ date: day, kind: 'workday', name: null }])
  expect(setDays(worked, [day], 'holiday', calendar.name(day) ?? '').edits).toEqual([])
  expect(resetDays(worked, [day])).toEqual(empty)
})

test('a year is confirmed once and can be taken back', () => {
  const twice = confirmYear(confirmYear(confirmYear(empty, 2032, true), 2031, true), 2032, true)
  expect(twice.yearsConfirmed).toEqual([2031, 2032])
  expect(makeCalendar(twice).known(2032)).toBe(true)
  expect(makeCalendar(confirmYear(twice, 2032, false)).known(2032)).toBe(false)
  expect(sameCalendar(empty, confirmYear(confirmYear(empty, 2031, true), 2031, false))).toBe(true)
})

test('whatever is edited, the calendar and the setting take it and the day is as it was set', () => {
  const kind = fc.constantFrom<DayKind>('workday', 'restday', 'holiday', 'shifted')
  const day = fc
    .date({ min: new Date('2023-01-01'), max: new Date('2033-01-01'), noInvalidDate: true })
    .map((d) => d.toISOString().slice(0, 10))
  fc.assert(
    fc.property(fc.array(fc.tuple(day, kind, fc.string({ maxLength: 30 })), { maxLength: 40 }), (edits) => {
      const data = edits.reduce((d, [date, k, name]) => setDays(d, [date], k, name), empty)
      const calendar = makeCalendar(data)
      for (const [date, k] of new Map(edits.map(([date, k]) => [date, k]))) expect(calendar.kind(date)).toBe(k)
      expect(CalendarSetting.safeParse(data).success).toBe(true)
    }),
    { numRuns: 60 },
  )
})
