/** All three protocols speak China standard time without saying so (JT/T 808: GMT+8; HJ 212 and GB 26875: local time). */
export const CHINA_OFFSET_MS = 8 * 3_600_000

/**
 * A time as a device sent it.
 * `text` is `YYYY-MM-DD hh:mm:ss` as on the wire, also where it is impossible; `epochMs` is null then, and the receiver
 * should use its own receive time and mark the quality.
 */
export interface WireTime {
  text: string
  valid: boolean
  epochMs: number | null
}

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function daysInMonth(year: number, month: number): number {
  if (month === 2 && ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0)) return 29
  return MONTH_DAYS[month - 1] ?? 0
}

/** Milliseconds since 1970 UTC of a wall time at `offsetMs`, or null where no such time exists. */
export function wallToEpoch(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  offsetMs: number = CHINA_OFFSET_MS,
): number | null {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return null
  return Date.UTC(year, month - 1, day, hour, minute, second) - offsetMs
}

/** The six parts year to second of an instant, as the wall shows them at `offsetMs`. */
export function epochToWall(epochMs: number, offsetMs: number = CHINA_OFFSET_MS): [number, number, number, number, number, number] {
  const wall = new Date(epochMs + offsetMs)
  return [wall.getUTCFullYear(), wall.getUTCMonth() + 1, wall.getUTCDate(), wall.getUTCHours(), wall.getUTCMinutes(), wall.getUTCSeconds()]
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}

/** `YYYY-MM-DD hh:mm:ss` of the parts, with no check. */
export function wallText(year: number, month: number, day: number, hour: number, minute: number, second: number): string {
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`
}

/** HJ 212 times: `YYYYMMDDhhmmss`, with three more digits where milliseconds are sent. Null where it is no time. */
export function digitsToEpoch(digits: string): number | null {
  if (!/^\d{14}(\d{3})?$/.test(digits)) return null
  const part = (from: number, to: number) => Number(digits.slice(from, to))
  const epochMs = wallToEpoch(part(0, 4), part(4, 6), part(6, 8), part(8, 10), part(10, 12), part(12, 14))
  return epochMs === null ? null : epochMs + (digits.length === 17 ? part(14, 17) : 0)
}

/** The 14 digits HJ 212 writes for an instant; 17 with milliseconds. */
export function epochToDigits(epochMs: number, withMilliseconds = false): string {
  const [year, ...rest] = epochToWall(epochMs)
  const digits = `${String(year).padStart(4, '0')}${rest.map(two).join('')}`
  return withMilliseconds ? digits + String(((epochMs % 1000) + 1000) % 1000).padStart(3, '0') : digits
}
