import { type Calendar } from './calendar.ts'
import { addDays, type IsoDate } from './dates.ts'

/** An administrator could mark a whole year as rest days; a search must end all the same. */
const SEARCH_LIMIT_DAYS = 400

function seek(date: IsoDate, step: 1 | -1, calendar: Calendar): IsoDate {
  let day = date
  for (let i = 0; i < SEARCH_LIMIT_DAYS; i++) {
    if (calendar.isWorkday(day)) return day
    day = addDays(day, step)
  }
  throw new RangeError(`no working day within ${SEARCH_LIMIT_DAYS} days of ${date}`)
}

/** The date itself when it is a working day, otherwise the next working day. */
export const workdayOnOrAfter = (date: IsoDate, calendar: Calendar): IsoDate => seek(date, 1, calendar)

/** The date itself when it is a working day, otherwise the working day before. */
export const workdayOnOrBefore = (date: IsoDate, calendar: Calendar): IsoDate => seek(date, -1, calendar)

/**
 * The n-th working day after `date` (before it, when n is negative); the date itself is not counted.
 * n = 0 gives the date unchanged, even on a rest day.
 */
export function addWorkdays(date: IsoDate, n: number, calendar: Calendar): IsoDate {
  const step = n < 0 ? -1 : 1
  let day = date
  for (let left = Math.abs(n); left > 0; left--) day = seek(addDays(day, step), step, calendar)
  return day
}

/** Working days after `from` up to and including `to`; 0 when `to` is not later. */
export function workdaysBetween(from: IsoDate, to: IsoDate, calendar: Calendar): number {
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (calendar.isWorkday(day)) count++
  return count
}
