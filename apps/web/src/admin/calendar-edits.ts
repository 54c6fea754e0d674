import { addDays, makeCalendar, type CalendarData, type DayEdit, type DayKind } from '#kernel/calendar/index.ts'

const published = makeCalendar()

/** Days from `from` to `to`, both included; the other way round when `to` is earlier. At most a year. */
export function daysOf(from: string, to: string): string[] {
  const [first, last] = from <= to ? [from, to] : [to, from]
  const days: string[] = []
  for (let day = first; day <= last && days.length < 366; day = addDays(day, 1)) days.push(day)
  return days
}

/** A day needs no edit that says what is published anyway. */
const isPublished = (edit: DayEdit): boolean => published.kind(edit.date) === edit.kind && published.name(edit.date) === edit.name

/** The calendar with some days set. A name belongs to holidays and to days worked for one; elsewhere it is dropped. */
export function setDays(data: CalendarData, days: readonly string[], kind: DayKind, name: string): CalendarData {
  const named = kind === 'holiday' || kind === 'shifted' ? name.trim() || null : null
  const fresh = days.map((date): DayEdit => ({ date, kind, name: named })).filter((edit) => !isPublished(edit))
  const kept = data.edits.filter((edit) => !days.includes(edit.date))
  return { ...data, edits: [...kept, ...fresh].toSorted((a, b) => a.date.localeCompare(b.date)) }
}

/** Some days back as they are published, or as their weekday says. */
export function resetDays(data: CalendarData, days: readonly string[]): CalendarData {
  return { ...data, edits: data.edits.filter((edit) => !days.includes(edit.date)) }
}

/** Declares a year's announcement complete, or takes that back. */
export function confirmYear(data: CalendarData, year: number, confirmed: boolean): CalendarData {
  const others = data.yearsConfirmed.filter((y) => y !== year)
  return { ...data, yearsConfirmed: confirmed ? [...others, year].toSorted((a, b) => a - b) : others }
}

/** How many days of the year somebody set by hand. */
export const editsIn = (data: CalendarData, year: number): number => data.edits.filter((e) => e.date.startsWith(`${year}-`)).length

export const sameCalendar = (a: CalendarData, b: CalendarData): boolean => JSON.stringify(a) === JSON.stringify(b)
