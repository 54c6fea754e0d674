/**
 * Working days (工作日) in China: the weekly rest days, the statutory holidays (法定节假日) and the shifted working days (调休上班)
 * that the State Council announces each year. Published years come from the package `chinese-days`; an administrator adds what is
 * not published there yet. A year without data is never passed over in silence: `known` says so.
 */
import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import { type Text } from '../text.ts'
import { type IsoDate, isIsoDate, weekday, yearOf } from './dates.ts'

/** workday: an ordinary working day; shifted: a weekend day worked in exchange; holiday: a day off by the yearly announcement; restday: a weekend. */
export type DayKind = 'workday' | 'restday' | 'holiday' | 'shifted'

export interface Calendar {
  isWorkday(date: IsoDate): boolean
  kind(date: IsoDate): DayKind
  /** True when the year's announcement is in the data; false: only the weekday rule was applied. */
  known(year: number): boolean
  /** Name of the holiday the day belongs to (春节), also for a shifted working day; null on ordinary days. */
  name(date: IsoDate): string | null
}

/** One day set by an administrator; it wins over the published data. */
export interface DayEdit {
  readonly date: IsoDate
  readonly kind: DayKind
  readonly name: string | null
}

export interface CalendarData {
  readonly edits: readonly DayEdit[]
  /** Years an administrator declares complete, after entering the announcement. */
  readonly yearsConfirmed: readonly number[]
}

interface Day {
  readonly kind: DayKind
  readonly name: string | null
}

// The package writes a day as "English name,Chinese name,statutory days".
const chineseName = (value: string): string | null => value.split(',')[1] ?? null

const PUBLISHED: ReadonlyMap<IsoDate, Day> = new Map([
  ...Object.entries(published.holidays).map(([date, value]): [IsoDate, Day] => [date, { kind: 'holiday', name: chineseName(value) }]),
  ...Object.entries(published.workdays).map(([date, value]): [IsoDate, Day] => [date, { kind: 'shifted', name: chineseName(value) }]),
])

const ENGLISH_NAMES: ReadonlyMap<string, string> = new Map(
  Object.values(published.holidays).map((value): [string, string] => [chineseName(value) ?? value, value.split(',')[0] ?? value]),
)

/** A holiday's Chinese name in both languages; a name only an administrator knows stays as it is. */
export function holidayText(name: string): Text {
  return { zh: name, en: ENGLISH_NAMES.get(name) ?? name }
}

// A year counts as published when its National Day is there: January alone may come with the year before.
const PUBLISHED_YEARS: ReadonlySet<number> = new Set([...PUBLISHED.keys()].filter((date) => date.endsWith('-10-01')).map(yearOf))

/**
 * A calendar from the published years and an administrator's data.
 * @throws RangeError for an edit whose date is no date, or for two edits of one day
 */
export function makeCalendar(data: CalendarData = { edits: [], yearsConfirmed: [] }): Calendar {
  const edits = new Map<IsoDate, Day>()
  for (const edit of data.edits) {
    if (!isIsoDate(edit.date)) throw new RangeError(`calendar edit: not a date: ${edit.date}`)
    if (edits.has(edit.date)) throw new RangeError(`calendar edit: two entries for ${edit.date}`)
    edits.set(edit.date, { kind: edit.kind, name: edit.name })
  }
  const confirmed = new Set(data.yearsConfirmed)
  const find = (date: IsoDate): Day | undefined => edits.get(date) ?? PUBLISHED.get(date)
  const kind = (date: IsoDate): DayKind => find(date)?.kind ?? (weekday(date) >= 6 ? 'restday' : 'workday')
  return {
    kind,
    isWorkday: (date) => {
      const k = kind(date)
      return k === 'workday' || k === 'shifted'
    },
    known: (year) => confirmed.has(year) || PUBLISHED_YEARS.has(year),
    name: (date) => find(date)?.name ?? null,
  }
}

/** A calendar that remembers which years without data were asked for; every calculation below works on one. */
export interface WatchedCalendar extends Calendar {
  unconfirmedYears(): number[]
}

/** Watch a calendar during one calculation, so that the result can say which years it could only guess. */
export function watch(calendar: Calendar): WatchedCalendar {
  const years = new Set<number>()
  const note = (date: IsoDate): void => {
    const year = yearOf(date)
    if (!calendar.known(year)) years.add(year)
  }
  return {
    kind: (date) => (note(date), calendar.kind(date)),
    isWorkday: (date) => (note(date), calendar.isWorkday(date)),
    known: (year) => calendar.known(year),
    name: (date) => (note(date), calendar.name(date)),
    unconfirmedYears: () => [...years].toSorted((a, b) => a - b),
  }
}
