import { expect, test } from 'vitest'
import { makeCalendar } from '#kernel/calendar/index.ts'
import { checkKinds } from '#kernel/matter/index.ts'
import { DUTIES, dutiesOn } from './duties.ts'
import { dutyKind } from './duty-kind.ts'
import { filingKind } from './filing-kind.ts'
import { noticeKind } from './notice-kind.ts'
import { corrected, pledgeKind } from './pledge-kind.ts'

test('the four kinds are sound', () => {
  expect(() => checkKinds([filingKind, noticeKind, dutyKind, pledgeKind])).not.toThrow()
})

test('duties of three persons, 7, 6 and 4, and when they fall due', () => {
  expect(Object.values(DUTIES).map((d) => d.length)).toEqual([7, 6, 4])
  const calendar = makeCalendar()
  const on = (day: string) => dutiesOn(day, calendar).map((d) => `${d.turn.role}/${d.turn.id}`)
  expect(on('2026-11-23')).toEqual(['operation/weekly'])
  expect(on('2026-11-24')).toEqual([])
  // The first of October and the days after it are rest days: month and quarter begin with the first working day.
  expect(on('2026-10-01')).toEqual([])
  expect(on('2026-10-08')).toEqual(['operation/weekly', 'principal/monthly', 'technical/quarterly'])
  expect(on('2026-09-30')).toContain('technical/holiday')
})

test('a figure that differs from the record is named; what the record does not know cannot differ', () => {
  const form = { figures: { units: 3, hot1: 1, safe: true }, drafted: { units: 2, hot1: null, safe: true } }
  expect(corrected(form)).toEqual(['units'])
})
