/** Civil dates as ISO strings (`YYYY-MM-DD`) and local times (`YYYY-MM-DDTHH:mm`). No time zone, no clock. */

const DAY_MS = 86_400_000
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?$/
const TIME = /^(\d{1,2}):(\d{2})$/

/** Days since 1970-01-01. NaN when the text is no date of the calendar. */
export function dayNumber(iso: string): number {
  const parts = DATE.exec(iso.slice(0, 10))
  if (!parts) return NaN
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  const at = Date.UTC(year, month - 1, day)
  const back = new Date(at)
  return back.getUTCMonth() === month - 1 && back.getUTCDate() === day ? at / DAY_MS : NaN
}

export function isDate(iso: string): boolean {
  return DATE.test(iso) && !Number.isNaN(dayNumber(iso))
}

/** Minutes since 1970-01-01T00:00 of a local time. NaN when it is none. */
export function minuteNumber(iso: string): number {
  const parts = DATE_TIME.exec(iso)
  if (!parts) return NaN
  const [hour, minute] = [Number(parts[2]), Number(parts[3])]
  if (hour > 23 || minute > 59 || Number(parts[4] ?? 0) > 59) return NaN
  return dayNumber(parts[1] ?? '') * 1440 + hour * 60 + minute
}

/** Minutes since midnight of `HH:mm`. NaN when it is none. */
export function clockMinutes(text: string): number {
  const parts = TIME.exec(text)
  if (!parts) return NaN
  const [hour, minute] = [Number(parts[1]), Number(parts[2])]
  return hour > 23 || minute > 59 ? NaN : hour * 60 + minute
}

export function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}

export function timeOf(minutes: number): string {
  return new Date(minutes * 60_000).toISOString().slice(0, 16)
}

export function addDays(iso: string, days: number): string {
  return dateOf(dayNumber(iso) + days)
}

/** Same day of a later month; the last day of that month when it has no such day (31 January + 1 month = 28 February). */
export function addMonths(iso: string, months: number): string {
  const [year, month, day] = iso.slice(0, 10).split('-').map(Number) as [number, number, number]
  const total = year * 12 + month - 1 + months
  const lastDay = new Date(Date.UTC(Math.floor(total / 12), (total % 12) + 1, 0)).getUTCDate()
  return dateOf(Date.UTC(Math.floor(total / 12), total % 12, Math.min(day, lastDay)) / DAY_MS)
}

export function addYears(iso: string, years: number): string {
  return addMonths(iso, years * 12)
}

export function addHours(iso: string, hours: number): string {
  return timeOf(minuteNumber(iso) + Math.round(hours * 60))
}

/** Whole days from one date to a later one; negative when it is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from)
}

/** Monday to Friday: the rule when no calendar of holidays is given. */
export function isWeekday(iso: string): boolean {
  const weekday = (((dayNumber(iso) + 4) % 7) + 7) % 7
  return weekday >= 1 && weekday <= 5
}

/** The n-th working day after the given day (the day itself is not counted). Negative n counts backwards. */
export function addWorkdays(iso: string, n: number, isWorkday: (isoDate: string) => boolean): string {
  const step = n < 0 ? -1 : 1
  let day = dayNumber(iso)
  let left = Math.abs(n)
  // A calendar that never says "working day" must not hang the caller: ten years without one is refused.
  for (let tried = 0; left > 0; tried++) {
    if (tried > 3660) throw new RangeError('isWorkday: no working day found within ten years')
    day += step
    if (isWorkday(dateOf(day))) left--
  }
  return dateOf(day)
}
