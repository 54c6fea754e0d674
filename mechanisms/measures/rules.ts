import { addDays, addMonths, type IsoDate } from '#kernel/calendar/index.ts'
import type { Claims } from '#kernel/access/index.ts'
import type { Period } from './model.ts'

/** The first day of the year, quarter or month that the day lies in. */
function startOf(day: IsoDate, step: 'year' | 'quarter' | 'month'): IsoDate {
  const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))]
  if (step === 'year') return `${year}-01-01`
  const first = step === 'month' ? month : month - ((month - 1) % 3)
  return `${year}-${String(first).padStart(2, '0')}-01`
}

const MONTHS = { year: 12, quarter: 3, month: 1 } as const

/**
 * The last `count` years, quarters or months up to a day, the oldest first. The last one ends on the day, so that it may be short.
 */
export function periodsTo(to: IsoDate, step: 'year' | 'quarter' | 'month', count: number): Period[] {
  const last = startOf(to, step)
  return Array.from({ length: count }, (_, i) => {
    const from = addMonths(last, -MONTHS[step] * (count - 1 - i))
    return { from, to: i === count - 1 ? to : addDays(addMonths(from, MONTHS[step]), -1) }
  })
}

/** The same days a year earlier; 29 February becomes the 28th. */
export const yearBefore = ({ from, to }: Period): Period => ({ from: addMonths(from, -12), to: addMonths(to, -12) })

/** A whole calendar year, as yearly statistics count. */
export const isWholeYear = ({ from, to }: Period): boolean => from.endsWith('-01-01') && to === `${from.slice(0, 4)}-12-31`

/**
 * Do the claims show every row of the object in the place? Counts over rows that the reader may not see would be too small
 * and look good; such a measure cannot be judged.
 */
export function seesAll(claims: Claims, object: string, path: string): boolean {
  if (claims.sectors !== null) return false
  return (claims.grants[`${object}.read`] ?? []).some(
    (scope) => scope === 'all' || (scope === 'area' && claims.path !== '' && path.startsWith(claims.path)),
  )
}

/** A figure to the digits that are shown, without a tail of binary dust. */
export const rounded = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits
