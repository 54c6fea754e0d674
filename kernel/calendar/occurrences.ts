/**
 * When recurring checks fall due: every day, week, month, quarter, year, before a holiday, before work resumes after one.
 * Rules are plain data, so that they can stand in a sector's declarations and in an administrator's settings.
 */
import { type Text, text } from '../text.ts'
import { type Calendar, holidayText, watch, type WatchedCalendar } from './calendar.ts'
import { addDays, clippedDate, daysBetween, type IsoDate, weekday, yearOf } from './dates.ts'
import { workdayOnOrAfter, workdayOnOrBefore } from './workdays.ts'

/** What becomes of a date that is a rest day: kept, moved to the next or the previous working day, or left out. */
export type OnRestDay = 'keep' | 'next' | 'previous' | 'skip'

export type Recurrence =
  | { readonly every: 'day'; readonly onRestDay?: OnRestDay }
  /** 1 = Monday … 7 = Sunday. */
  | { readonly every: 'week'; readonly weekday: number; readonly onRestDay?: OnRestDay }
  /** Day 31 means the last day of the month. */
  | { readonly every: 'month'; readonly day: number; readonly onRestDay?: OnRestDay }
  /** monthOfQuarter 1-3. */
  | { readonly every: 'quarter'; readonly monthOfQuarter: number; readonly day: number; readonly onRestDay?: OnRestDay }
  | { readonly every: 'year'; readonly month: number; readonly day: number; readonly onRestDay?: OnRestDay }
  /** The day before each holiday block (节前检查). `only`: Chinese holiday names, all when left out. */
  | { readonly every: 'beforeHoliday'; readonly only?: readonly string[] }
  /** The first working day after each holiday block (复工前检查). */
  | { readonly every: 'resumption'; readonly only?: readonly string[] }

export interface Occurrences {
  /** Sorted, each day once. */
  readonly dates: readonly IsoDate[]
  /** Years for which holidays are not entered; holiday rules find nothing in them. */
  readonly unconfirmedYears: readonly number[]
}

/** A run of days off with a statutory holiday in it; the weekends joined to it belong to it. */
export interface HolidayBlock {
  readonly first: IsoDate
  readonly last: IsoDate
  readonly names: readonly string[]
}

/** Holiday blocks that touch the days `from` … `to` (both included), whole even where they reach beyond. */
export function holidayBlocks(from: IsoDate, to: IsoDate, calendar: Calendar): HolidayBlock[] {
  const blocks: HolidayBlock[] = []
  let day = from
  while (day <= to && !calendar.isWorkday(addDays(day, -1)) && daysBetween(day, from) < 60) day = addDays(day, -1)
  while (day <= to) {
    if (calendar.isWorkday(day)) {
      day = addDays(day, 1)
      continue
    }
    const first = day
    const names = new Set<string>()
    let statutory = false
    for (; !calendar.isWorkday(day) && daysBetween(first, day) < 60; day = addDays(day, 1)) {
      if (calendar.kind(day) !== 'holiday') continue
      statutory = true
      const name = calendar.name(day)
      if (name) names.add(name)
    }
    if (statutory && addDays(day, -1) >= from) blocks.push({ first, last: addDays(day, -1), names: [...names] })
  }
  return blocks
}

/**
 * The days on which the rule falls, `from` and `to` included.
 * @throws RangeError for a day, weekday or month that cannot be
 */
export function occurrences(rule: Recurrence, from: IsoDate, to: IsoDate, calendar: Calendar): Occurrences {
  checkRule(rule)
  const watched = watch(calendar)
  const dates =
    rule.every === 'beforeHoliday' || rule.every === 'resumption'
      ? aroundHolidays(rule, from, to, watched)
      : regular(rule, from, to, watched)
  const kept = new Set(dates.filter((date) => date >= from && date <= to))
  return { dates: [...kept].toSorted(), unconfirmedYears: watched.unconfirmedYears() }
}

/**
 * The first day of the rule after `after`; null when there is none within two years, which happens for holiday rules in years
 * without data.
 */
export function nextOccurrence(rule: Recurrence, after: IsoDate, calendar: Calendar): IsoDate | null {
  const from = addDays(after, 1)
  // Short steps first: a daily rule must not list two years of days.
  for (const span of [10, 45, 120, 400, 740]) {
    const found = occurrences(rule, from, addDays(from, span), calendar).dates[0]
    if (found !== undefined) return found
  }
  return null
}

type HolidayRule = Extract<Recurrence, { every: 'beforeHoliday' | 'resumption' }>
type RegularRule = Exclude<Recurrence, HolidayRule>

function aroundHolidays(rule: HolidayRule, from: IsoDate, to: IsoDate, calendar: WatchedCalendar): IsoDate[] {
  const wanted = (block: HolidayBlock): boolean => !rule.only || block.names.some((name) => rule.only?.includes(name))
  const blocks = holidayBlocks(addDays(from, -1), addDays(to, 1), calendar).filter(wanted)
  return blocks.map((block) => (rule.every === 'beforeHoliday' ? addDays(block.first, -1) : addDays(block.last, 1)))
}

function regular(rule: RegularRule, from: IsoDate, to: IsoDate, calendar: WatchedCalendar): IsoDate[] {
  const onRestDay = rule.onRestDay ?? 'keep'
  // A date just outside may be moved inside: look a holiday's length further on both sides.
  const margin = onRestDay === 'next' || onRestDay === 'previous' ? 20 : 0
  const [low, high] = [addDays(from, -margin), addDays(to, margin)]
  const dates = candidates(rule, low, high).filter((date) => date >= low && date <= high)
  if (onRestDay === 'keep') return dates
  if (onRestDay === 'skip') return dates.filter((date) => calendar.isWorkday(date))
  return dates.map((date) => (onRestDay === 'next' ? workdayOnOrAfter(date, calendar) : workdayOnOrBefore(date, calendar)))
}

function candidates(rule: RegularRule, from: IsoDate, to: IsoDate): IsoDate[] {
  const dates: IsoDate[] = []
  if (rule.every === 'day' || rule.every === 'week') {
    const step = rule.every === 'day' ? 1 : 7
    const first = rule.every === 'day' ? from : addDays(from, (rule.weekday - weekday(from) + 7) % 7)
    for (let day = first; day <= to; day = addDays(day, step)) dates.push(day)
    return dates
  }
  const step = rule.every === 'month' ? 1 : rule.every === 'quarter' ? 3 : 12
  const first = rule.every === 'month' ? 1 : rule.every === 'quarter' ? rule.monthOfQuarter : rule.month
  for (let year = yearOf(from); year <= yearOf(to); year++)
    for (let month = first; month <= 12; month += step) dates.push(clippedDate(year, month, rule.day))
  return dates
}

function within(value: number, low: number, high: number, what: string): void {
  if (!Number.isInteger(value) || value < low || value > high) throw new RangeError(`${what} ${value} is not within ${low}-${high}`)
}

function checkRule(rule: Recurrence): void {
  if (rule.every === 'week') within(rule.weekday, 1, 7, 'weekday')
  if (rule.every === 'month' || rule.every === 'quarter' || rule.every === 'year') within(rule.day, 1, 31, 'day')
  if (rule.every === 'quarter') within(rule.monthOfQuarter, 1, 3, 'month of quarter')
  if (rule.every === 'year') within(rule.month, 1, 12, 'month')
}

const WEEKDAYS: readonly Text[] = [
  text('一', 'Monday'),
  text('二', 'Tuesday'),
  text('三', 'Wednesday'),
  text('四', 'Thursday'),
  text('五', 'Friday'),
  text('六', 'Saturday'),
  text('日', 'Sunday'),
]

/** The rule in words, as it stands on a check plan. */
export function sayRecurrence(rule: Recurrence): Text {
  const names = 'only' in rule && rule.only ? rule.only.map(holidayText) : []
  const only =
    names.length === 0 ? text('', '') : text(`（${names.map((n) => n.zh).join('、')}）`, ` (${names.map((n) => n.en).join(', ')})`)
  switch (rule.every) {
    case 'day':
      return rule.onRestDay === 'skip' ? text('每个工作日', 'Every working day') : text('每日', 'Every day')
    case 'week': {
      const name = WEEKDAYS[rule.weekday - 1] ?? text('', '')
      return text(`每周${name.zh}`, `Every ${name.en}`)
    }
    case 'month':
      return rule.day === 31
        ? text('每月最后一日', 'Last day of every month')
        : text(`每月 ${rule.day} 日`, `Day ${rule.day} of every month`)
    case 'quarter':
      return text(`每季度第 ${rule.monthOfQuarter} 个月 ${rule.day} 日`, `Day ${rule.day} of month ${rule.monthOfQuarter} of every quarter`)
    case 'year':
      return text(`每年 ${rule.month} 月 ${rule.day} 日`, `Every year on ${rule.month}/${rule.day} (month/day)`)
    case 'beforeHoliday':
      return text(`节假日前一日${only.zh}`, `The day before a public holiday${only.en}`)
    case 'resumption':
      return text(`节后首个工作日${only.zh}`, `The first working day after a public holiday${only.en}`)
  }
}
