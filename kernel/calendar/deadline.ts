/**
 * Deadlines as the law counts them.
 * Every result carries its steps, so that an officer can check it on paper, and the years for which no holiday data was there.
 */
import { type Text, text } from '../text.ts'
import { type Calendar, watch, type WatchedCalendar } from './calendar.ts'
import { addDays, addMonths, cstDate, cstTime, fromCst, type IsoDate, minutesOfDay, sayDate } from './dates.ts'
import { addWorkdays, workdayOnOrAfter, workdayOnOrBefore } from './workdays.ts'

export type TermUnit = 'hour' | 'workingHour' | 'day' | 'workday' | 'month' | 'year'

/** A period: whole days, months, years; hours may be fractions. */
export interface Term {
  readonly amount: number
  readonly unit: TermUnit
}

export interface DeadlineOptions {
  /** When the last day ends: `24:00` by default, or the end of office hours where the paper must reach an office (art. 203 II). */
  readonly endOfDay?: string
  /** Move a last day that is a rest day to the next working day. True by default; false for periods the law lets run out on any day. */
  readonly moveRestDay?: boolean
  /** Office hours for `workingHour`, as pairs of `HH:mm`; 09:00-12:00 and 14:00-17:00 by default. */
  readonly officeHours?: readonly (readonly [string, string])[]
}

export interface Deadline {
  readonly dueAt: Date
  /** How it was counted, one sentence a step, for people. */
  readonly steps: readonly Text[]
  readonly basis: readonly DeadlineBasis[]
  /** Years touched for which there is no holiday data: the date may move when the announcement comes. */
  readonly unconfirmedYears: readonly number[]
}

/** A clause that was applied. `from-knowledge`: the text was not at hand when this was written; a lawyer should confirm it. */
export interface DeadlineBasis {
  readonly clause: string
  readonly says: Text
  readonly sourceStatus: 'from-knowledge' | 'verified-in-source'
}

const START: DeadlineBasis = {
  clause: '民法典第二百零一条',
  says: text(
    '按年、月、日计算的，开始的当日不计入；按小时计算的，自规定的时间起算',
    'The day of the start is not counted; hours run from the moment',
  ),
  sourceStatus: 'from-knowledge',
}
const MONTH_END: DeadlineBasis = {
  clause: '民法典第二百零二条',
  says: text(
    '到期月的对应日为最后一日，没有对应日的，月末日为最后一日',
    'The corresponding day of the last month, or the end of that month, is the last day',
  ),
  sourceStatus: 'from-knowledge',
}
const REST_DAY: DeadlineBasis = {
  clause: '民法典第二百零三条',
  says: text(
    '最后一日是法定休假日的顺延；最后一日二十四时截止，有业务时间的以停止业务时间为准',
    'A last day that is a rest day moves on; it ends at 24:00, or when the office closes',
  ),
  sourceStatus: 'from-knowledge',
}
const WORKDAYS: DeadlineBasis = {
  clause: '行政处罚法第八十五条',
  says: text('二日、三日、五日、七日是指工作日，不含法定节假日', 'Two, three, five and seven days mean working days'),
  sourceStatus: 'verified-in-source',
}

/** The clauses for a unit. Working hours are an office's own arrangement; no clause stands behind them. */
const BASIS: Record<TermUnit, readonly DeadlineBasis[]> = {
  hour: [START],
  workingHour: [],
  day: [START, REST_DAY],
  workday: [START, WORKDAYS, REST_DAY],
  month: [START, MONTH_END, REST_DAY],
  year: [START, MONTH_END, REST_DAY],
}

const OFFICE_HOURS: readonly (readonly [string, string])[] = [
  ['09:00', '12:00'],
  ['14:00', '17:00'],
]

const UNIT: Record<TermUnit, Text> = {
  hour: text('小时', 'hours'),
  workingHour: text('工作小时', 'working hours'),
  day: text('日', 'days'),
  workday: text('个工作日', 'working days'),
  month: text('个月', 'months'),
  year: text('年', 'years'),
}

/** The term in words: `5 个工作日`. */
export function sayTerm(term: Term): Text {
  const unit = UNIT[term.unit]
  return { zh: `${term.amount} ${unit.zh}`, en: `${term.amount} ${term.amount === 1 ? unit.en.slice(0, -1) : unit.en}` }
}

function checkTerm(term: Term): void {
  const whole = term.unit !== 'hour' && term.unit !== 'workingHour'
  if (!(term.amount >= 0) || !Number.isFinite(term.amount) || (whole && !Number.isInteger(term.amount)))
    throw new RangeError(`not a term: ${term.amount} ${term.unit}`)
}

/**
 * When a period that starts at `start` ends.
 * - hour: straight through nights and holidays, from the moment (Civil Code art. 201 II).
 * - day, month, year: the day of the start is not counted; month ends are clipped; a last day that is a rest day moves to the next
 *   working day; the period ends at 24:00 (arts. 201-203).
 * - workday: working days after the day of the start (Administrative Penalty Law art. 85).
 * - workingHour: inside office hours of working days.
 * @throws RangeError for a negative or broken amount
 */
export function addDeadline(start: Date, term: Term, calendar: Calendar, options: DeadlineOptions = {}): Deadline {
  checkTerm(term)
  const watched = watch(calendar)
  if (term.unit === 'hour') return afterHours(start, term)
  if (term.unit === 'workingHour') return afterWorkingHours(start, term, watched, options.officeHours ?? OFFICE_HOURS)
  const first = cstDate(start)
  const steps: Text[] = [put('{day}为开始的当日，不计入', 'The day of the start, {day}, is not counted', first)]
  let last = lastDay(first, term, watched)
  steps.push(termStep(term, last))
  if ((options.moveRestDay ?? true) && term.unit !== 'workday') {
    const moved = workdayOnOrAfter(last, watched)
    if (moved !== last)
      steps.push(put('该日为休息日，顺延至下一个工作日{day}', 'That is a rest day: moved to the next working day, {day}', moved))
    last = moved
  }
  const endOfDay = options.endOfDay ?? '24:00'
  steps.push(text(`当日 ${endOfDay} 截止`, `Ends at ${endOfDay} of that day`))
  return { dueAt: fromCst(last, endOfDay), steps, basis: BASIS[term.unit], unconfirmedYears: watched.unconfirmedYears() }
}

/**
 * The latest moment for something that must be done `term` before an event: notice of a hearing seven working days before it,
 * an extension asked for ten days before the end. Counted backwards with the day of the event left out; a result that is a rest
 * day moves to the working day before, because earlier is always lawful and later is not.
 */
export function latestBefore(event: Date, term: Term, calendar: Calendar, options: DeadlineOptions = {}): Deadline {
  checkTerm(term)
  const watched = watch(calendar)
  if (term.unit === 'hour') {
    const dueAt = new Date(event.getTime() - term.amount * 3_600_000)
    return { dueAt, steps: [text(`提前 ${term.amount} 小时`, `${term.amount} hours earlier`)], basis: BASIS.hour, unconfirmedYears: [] }
  }
  if (term.unit === 'workingHour') throw new RangeError('working hours are not counted backwards')
  const day = cstDate(event)
  const steps: Text[] = [put('{day}不计入，向前计算', 'Counted backwards; {day} is not counted', day)]
  let last = lastDay(day, { ...term, amount: -term.amount }, watched)
  steps.push(put('最迟为{day}', 'The latest day is {day}', last))
  const moved = workdayOnOrBefore(last, watched)
  if (moved !== last) steps.push(put('该日为休息日，提前至{day}', 'That is a rest day: moved back to {day}', moved))
  last = moved
  return { dueAt: fromCst(last, options.endOfDay ?? '24:00'), steps, basis: BASIS[term.unit], unconfirmedYears: watched.unconfirmedYears() }
}

function lastDay(first: IsoDate, term: Term, calendar: WatchedCalendar): IsoDate {
  if (term.unit === 'workday') return addWorkdays(first, term.amount, calendar)
  if (term.unit === 'month') return addMonths(first, term.amount)
  if (term.unit === 'year') return addMonths(first, term.amount * 12)
  return addDays(first, term.amount)
}

function afterHours(start: Date, term: Term): Deadline {
  const dueAt = new Date(start.getTime() + term.amount * 3_600_000)
  const step = text(
    `自 ${cstTime(start)} 起连续计算 ${term.amount} 小时，不扣除夜间和节假日`,
    `${term.amount} hours straight through from ${cstTime(start)}, nights and holidays included`,
  )
  return { dueAt, steps: [step], basis: BASIS[term.unit], unconfirmedYears: [] }
}

function afterWorkingHours(
  start: Date,
  term: Term,
  calendar: WatchedCalendar,
  officeHours: readonly (readonly [string, string])[],
): Deadline {
  if (!officeHours.some(([from, to]) => minutesOfDay(from) < minutesOfDay(to))) throw new RangeError('no office hours')
  let left = term.amount * 3_600_000
  let at = start
  for (let day = cstDate(start); ; day = addDays(day, 1)) {
    day = workdayOnOrAfter(day, calendar)
    for (const [from, to] of officeHours) {
      const opens = Math.max(fromCst(day, from).getTime(), start.getTime())
      const closes = fromCst(day, to).getTime()
      if (closes <= opens) continue
      at = new Date(Math.min(opens + left, closes))
      left -= closes - opens
      if (left <= 0) {
        const hours = officeHours.map((pair) => pair.join('-')).join('、')
        const step = text(
          `只计工作日 ${hours}，共 ${term.amount} 小时`,
          `Only ${hours.replaceAll('、', ', ')} of working days, ${term.amount} hours`,
        )
        return { dueAt: at, steps: [step], basis: BASIS[term.unit], unconfirmedYears: calendar.unconfirmedYears() }
      }
    }
  }
}

/** A sentence with the date put in, with its year. */
function put(zh: string, en: string, date: IsoDate): Text {
  const said = sayDate(date)
  return { zh: zh.replace('{day}', ` ${said.zh}`).trimStart(), en: en.replace('{day}', said.en) }
}

function termStep(term: Term, last: IsoDate): Text {
  const said = sayTerm(term)
  return put(`${said.zh}的最后一日为{day}`, `${said.en} end on {day}`, last)
}

/** Mark on a deadline that may still move, for people; null when every year is known. */
export function sayUnconfirmed(deadline: Pick<Deadline, 'unconfirmedYears'>): Text | null {
  if (deadline.unconfirmedYears.length === 0) return null
  const years = deadline.unconfirmedYears.join(', ')
  return text(
    `${years.replaceAll(', ', '、')} 年放假安排尚未录入，按周末推算`,
    `The holidays of ${years} are not entered yet: counted by weekends only`,
  )
}
