import type { Schedule } from './config/schema.ts'

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/**
 * Whether a rule applies at `time` (seconds since 1970, UTC). A span over midnight belongs to the day it begins on; `from` equal to
 * `to` is the whole day.
 */
export const applies = (schedule: Schedule, time: number): boolean => {
  const local = Math.floor(time / 60) + schedule.offset
  const minute = ((local % 1440) + 1440) % 1440
  // 1 January 1970 was a Thursday (4 with Monday as 1).
  const weekday = (((Math.floor(local / 1440) + 3) % 7) + 7) % 7
  const today = schedule.weekdays.includes(weekday + 1)
  const yesterday = schedule.weekdays.includes(((weekday + 6) % 7) + 1)
  const from = minutesOf(schedule.from)
  const to = minutesOf(schedule.to)
  if (from === to) return today
  if (from < to) return today && minute >= from && minute < to
  return (today && minute >= from) || (yesterday && minute < to)
}
