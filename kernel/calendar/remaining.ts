/** The time left to a deadline, in words and exactly: 还剩 2 天 3 小时（11 月 27 日 17:00 前）. */
import { type Text, text } from '../text.ts'
import { type Calendar } from './calendar.ts'
import { addDays, cstDate, cstTime, DAY_MS, type IsoDate, sayDate, yearOf } from './dates.ts'
import { workdaysBetween } from './workdays.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** The day on which the deadline ends and the time as people say it: midnight is 24:00 of the day before. */
function end(due: Date): { date: IsoDate; time: string } {
  const date = cstDate(due)
  const time = cstTime(due)
  return time === '00:00' ? { date: addDays(date, -1), time: '24:00' } : { date, time }
}

/** `11 月 27 日 17:00 前`, with the year where it is not the current one. */
export function sayDue(now: Date, due: Date): Text {
  const { date, time } = end(due)
  const said = sayDate(date, yearOf(cstDate(now)))
  return text(`${said.zh} ${time} 前`, `by ${said.en} ${time}`)
}

const plural = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`

/** Two units at most; the smaller one only where it still matters. Under a minute counts as one, so that 0 is never shown. */
function sayLength(ms: number): Text {
  const days = Math.floor(ms / DAY_MS)
  const hours = Math.floor((ms % DAY_MS) / HOUR_MS)
  const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS)
  if (days > 0) {
    return text(`${days} 天${hours > 0 ? ` ${hours} 小时` : ''}`, `${plural(days, 'day')}${hours > 0 ? ` ${plural(hours, 'hour')}` : ''}`)
  }
  if (hours > 0) {
    return text(
      `${hours} 小时${minutes > 0 ? ` ${minutes} 分钟` : ''}`,
      `${plural(hours, 'hour')}${minutes > 0 ? ` ${plural(minutes, 'minute')}` : ''}`,
    )
  }
  const shown = Math.max(1, minutes)
  return text(`${shown} 分钟`, plural(shown, 'minute'))
}

/**
 * What is left, or by how much it is late.
 * @param workdays give a calendar where the law counts working days: whole working days are then shown beside the clock
 */
export function describeRemaining(now: Date, due: Date, workdays?: Calendar): Text {
  const ms = due.getTime() - now.getTime()
  const by = sayDue(now, due)
  if (ms <= 0) {
    const late = sayLength(-ms)
    return text(`已超期 ${late.zh}（应于 ${by.zh}完成）`, `Overdue by ${late.en} (was due ${by.en})`)
  }
  if (workdays) {
    const left = workdaysBetween(cstDate(now), end(due).date, workdays)
    if (left > 0) return text(`还剩 ${left} 个工作日（${by.zh}）`, `${plural(left, 'working day')} left (${by.en})`)
  }
  const left = sayLength(ms)
  return text(`还剩 ${left.zh}（${by.zh}）`, `${left.en} left (${by.en})`)
}
