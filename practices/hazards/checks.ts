import { addDays, fromCst, occurrences, type Calendar, type IsoDate, type Recurrence } from '#kernel/calendar/index.ts'
import type { Checklist, CheckPeriod } from '#kernel/sector/index.ts'

/** The days on which a checklist is due. A weekly list falls on Monday, a monthly one on the first, moved to a working day. */
const RULES: Readonly<Record<CheckPeriod, Recurrence>> = {
  shift: { every: 'day', onRestDay: 'skip' },
  daily: { every: 'day', onRestDay: 'skip' },
  weekly: { every: 'week', weekday: 1, onRestDay: 'next' },
  monthly: { every: 'month', day: 1, onRestDay: 'next' },
  quarterly: { every: 'quarter', monthOfQuarter: 1, day: 1, onRestDay: 'next' },
  holiday: { every: 'beforeHoliday' },
  resume: { every: 'resumption' },
}

/** Days that a check of each period may take, counted from its day. */
const DAYS: Readonly<Record<CheckPeriod, number>> = { shift: 0, daily: 0, weekly: 4, monthly: 14, quarterly: 30, holiday: 0, resume: 0 }

export interface DueCheck {
  readonly checklist: Checklist
  readonly day: IsoDate
  /** ISO instant by which it is to be done: the end of the last day, 18:00 China time. */
  readonly deadline: string
}

/** Which of the lists are due to begin on a day. */
export function checksOn(lists: readonly Checklist[], day: IsoDate, calendar: Calendar): DueCheck[] {
  return lists
    .filter((list) => occurrences(RULES[list.period], day, day, calendar).dates.includes(day))
    .map((checklist) => ({ checklist, day, deadline: fromCst(addDays(day, DAYS[checklist.period]), '18:00').toISOString() }))
}
