import type { z } from 'zod'
import { text, type Text } from '#kernel/text.ts'
import type { StatsQuery, StatsRow } from '../model.ts'
import type { MatterSearch } from './filters.ts'

export type Stats = z.output<typeof StatsRow>
export type By = z.output<typeof StatsQuery>['by']
export type Measure = 'opened' | 'closed' | 'active' | 'overdue' | 'recurring'

export const GROUPINGS: readonly { readonly by: By; readonly text: Text }[] = [
  { by: 'path', text: text('按地方', 'By place') },
  { by: 'office', text: text('按监管单位', 'By office') },
  { by: 'org', text: text('按单位', 'By organisation') },
  { by: 'sector', text: text('按行业', 'By sector') },
  { by: 'level', text: text('按等级', 'By level') },
  { by: 'state', text: text('按状态', 'By state') },
  { by: 'month', text: text('按月份', 'By month') },
]

/** First and last day of a month `YYYY-MM`. */
export function monthDays(month: string): { from: string; to: string } {
  const [y = 0, m = 1] = month.split('-').map(Number)
  const last = new Date(Date.UTC(y, m, 0)).getUTCDate()
  return { from: `${month}-01`, to: `${month}-${String(last).padStart(2, '0')}` }
}

const later = (a: string | undefined, b: string): string => (a !== undefined && a > b ? a : b)
const earlier = (a: string | undefined, b: string): string => (a !== undefined && a < b ? a : b)

/** Groupings in which a matter may have no entry. */
const MAY_LACK: readonly By[] = ['org', 'office', 'sector', 'level']

/** The filter that a group stands for; null where the list knows no such filter, so that its numbers are no doors. */
function ofGroup(by: By, key: string | null, within: MatterSearch): MatterSearch | null {
  if (key === null) return MAY_LACK.includes(by) ? { without: by } : null
  if (by === 'month') {
    const { from, to } = monthDays(key)
    return { openedFrom: later(within.openedFrom, from), openedTo: earlier(within.openedTo, to) }
  }
  return { [by === 'org' ? 'orgId' : by === 'office' ? 'officeId' : by]: key }
}

const OF_MEASURE: Readonly<Record<Measure, MatterSearch>> = {
  opened: {},
  closed: { phase: 'closed' },
  active: { phase: 'open,waiting' },
  overdue: { due: 'overdue' },
  recurring: { recurring: 'true' },
}

/** The list behind a number of the statistics: as many rows as the number says. */
export function doorOf(by: By, key: string | null, measure: Measure, within: MatterSearch): MatterSearch | null {
  const group = ofGroup(by, key, within)
  return group && { ...within, ...group, ...OF_MEASURE[measure] }
}

/** The list behind the sum of all groups. */
export function doorOfAll(measure: Measure, within: MatterSearch): MatterSearch {
  return { ...within, ...OF_MEASURE[measure] }
}

export function sumOf(rows: readonly Stats[], measure: Measure): number {
  return rows.reduce((sum, row) => sum + row[measure], 0)
}

/** Months in their order; the others by how much was opened. */
export function ordered(by: By, rows: readonly Stats[]): Stats[] {
  return by === 'month' ? [...rows].sort((a, b) => (a.key ?? '').localeCompare(b.key ?? '')) : [...rows].sort((a, b) => b.opened - a.opened)
}
