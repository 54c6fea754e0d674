/**
 * Dates in China Standard Time: UTC+8, the whole country, no daylight saving (abolished in 1992; records begin later).
 * A `Date` is an instant; an `IsoDate` is a calendar day in China. Nothing here reads the clock or the machine's time zone.
 */

/** A calendar day in China, `YYYY-MM-DD`. */
export type IsoDate = string

const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS
const CST_OFFSET_MS = 8 * HOUR_MS
const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/
const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/

/** Day number since 1970-01-01, of a valid date; throws RangeError otherwise. */
function dayNumber(date: IsoDate): number {
  const parts = SHAPE.exec(date)
  if (!parts) throw new RangeError(`not a date: ${date}`)
  const ms = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]))
  if (new Date(ms).toISOString().slice(0, 10) !== date) throw new RangeError(`no such day: ${date}`)
  return ms / DAY_MS
}

const fromDayNumber = (n: number): IsoDate => new Date(n * DAY_MS).toISOString().slice(0, 10)

/** True for a real day of the calendar written `YYYY-MM-DD`. */
export function isIsoDate(value: string): boolean {
  try {
    dayNumber(value)
    return true
  } catch {
    return false
  }
}

/** The day in China on which the instant falls. */
export function cstDate(at: Date): IsoDate {
  return new Date(at.getTime() + CST_OFFSET_MS).toISOString().slice(0, 10)
}

/** The time of day in China, `HH:mm`. */
export function cstTime(at: Date): string {
  return new Date(at.getTime() + CST_OFFSET_MS).toISOString().slice(11, 16)
}

/** Minutes since midnight of `HH:mm`; `24:00` is the end of the day. Throws RangeError otherwise. */
export function minutesOfDay(time: string): number {
  if (time === '24:00') return 1440
  const parts = TIME.exec(time)
  if (!parts) throw new RangeError(`not a time of day: ${time}`)
  return Number(parts[1]) * 60 + Number(parts[2])
}

/** The instant of a day and time in China. `24:00` is midnight at the end of that day. */
export function fromCst(date: IsoDate, time = '00:00'): Date {
  return new Date(dayNumber(date) * DAY_MS - CST_OFFSET_MS + minutesOfDay(time) * 60_000)
}

export function yearOf(date: IsoDate): number {
  return Number(date.slice(0, 4))
}

/** 1 = Monday … 7 = Sunday. */
export function weekday(date: IsoDate): number {
  // 1970-01-01 was a Thursday.
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return fromDayNumber(dayNumber(date) + days)
}

/** Days from `a` to `b`; negative when `b` is earlier. */
export function daysBetween(a: IsoDate, b: IsoDate): number {
  return dayNumber(b) - dayNumber(a)
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** A day of a month, clipped to the month's last day: day 31 of February is the 28th or 29th. Month may run over 12. */
export function clippedDate(year: number, month: number, day: number): IsoDate {
  const y = year + Math.floor((month - 1) / 12)
  const m = ((((month - 1) % 12) + 12) % 12) + 1
  const d = Math.min(day, daysInMonth(y, m))
  return `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`
}

/** The corresponding day `months` later, clipped to the end of the month (Civil Code art. 202). */
export function addMonths(date: IsoDate, months: number): IsoDate {
  dayNumber(date)
  return clippedDate(yearOf(date), Number(date.slice(5, 7)) + months, Number(date.slice(8, 10)))
}

/** `11 月 27 日` / `27 Nov`, with the year where it differs from `besideYear`. */
export function sayDate(date: IsoDate, besideYear?: number): { zh: string; en: string } {
  const month = Number(date.slice(5, 7))
  const day = Number(date.slice(8, 10))
  const year = yearOf(date)
  const same = besideYear === year
  return {
    zh: `${same ? '' : `${year} 年 `}${month} 月 ${day} 日`,
    en: `${day} ${MONTHS[month - 1] ?? ''}${same ? '' : ` ${year}`}`,
  }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
