import { expect, test } from 'vitest'
import { makeCalendar } from '#kernel/calendar/index.ts'
import type { Ladder } from '#kernel/matter/index.ts'
import { ladderSteps, permissionsIn, stepsDue } from './ladder.ts'
import { listingKind } from './listing.ts'

const calendar = makeCalendar()
const ladder: Ladder = { before: [{ amount: 1, unit: 'day' }], after: [{ amount: 3, unit: 'workday', up: 1 }] }
// Friday 25 September 2026, the beginning of the Mid-Autumn holiday.
const due = new Date('2026-09-24T09:00:00Z')

test('steps fall before and after the deadline, working days on the calendar', () => {
  const steps = ladderSteps(ladder, due, calendar)
  expect(steps.map((s) => [s.id, s.at.toISOString()])).toEqual([
    ['before-1day', '2026-09-23T09:00:00.000Z'],
    ['after-3workday-1', '2026-09-30T09:00:00.000Z'],
  ])
})

test('a reminder is due only while the deadline is ahead, an escalation only once its time has come', () => {
  const at = (iso: string): string[] => stepsDue(ladder, due, new Date(iso), calendar).map((s) => s.id)
  expect(at('2026-09-23T08:59:59Z')).toEqual([])
  expect(at('2026-09-23T09:00:00Z')).toEqual(['before-1day'])
  expect(at('2026-09-24T09:00:00Z')).toEqual([])
  expect(at('2026-09-30T09:00:00Z')).toEqual(['after-3workday-1'])
  // A week late is past saying.
  expect(at('2026-10-20T09:00:00Z')).toEqual([])
})

test('minutes run straight through', () => {
  const minutes: Ladder = { before: [], after: [{ amount: 10, unit: 'minute', up: 1 }] }
  expect(ladderSteps(minutes, due, calendar).map((s) => [s.id, s.at.toISOString()])).toEqual([
    ['after-10minute-1', '2026-09-24T09:10:00.000Z'],
  ])
})

test('those are told who can go on with the matter in its state', () => {
  expect(permissionsIn(listingKind, 'listed').sort()).toEqual(['listing.apply', 'listing.list'])
  expect(permissionsIn(listingKind, 'removed')).toEqual([])
})
