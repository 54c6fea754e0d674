import type { RuleOf } from '../config/schema.ts'
import type { State } from '../state.ts'
import { HOLD, NOT_KNOWN, type Condition } from '../types.ts'
import { beyond } from './limits.ts'

/** Buckets of a window: thirteen, of which one is running (mean: eight), aligned to event time. */
export const BUCKETS = { sum: 13, max: 13, min: 13, mean: 8 } as const

/*
 * Cells: 0 index of the newest bucket, 1 time of the first reading, then the buckets. A mean packs its count beside each sum. The
 * window covered lies between `over` and `over` plus one bucket, so a sum or maximum is never understated by the rounding.
 */
const HEAD = 2

const emptyOf = (aggregate: keyof typeof BUCKETS): number => (aggregate === 'max' ? -Infinity : aggregate === 'min' ? Infinity : 0)

/**
 * Takes one reading into the window and gives the aggregate over it. A rainfall sum adds the readings' amounts (mm since the reading
 * before); mean of the readings, not weighted by time. NaN until half the window has been seen, for a mean.
 */
export const windowValue = (rule: RuleOf<'window'>, cells: Float64Array, at: number, t: number, v: number): number => {
  const { aggregate } = rule
  const mean = aggregate === 'mean'
  // 19 cells hold a head and thirteen values, or a head and eight pairs.
  const buckets = BUCKETS[aggregate]
  const width = rule.over / (buckets - 1)
  const bucket = Math.floor(t / width)
  const empty = emptyOf(aggregate)
  const newest = cells[at] ?? 0
  const fresh = cells[at + HEAD + (mean ? 16 : 13)] !== 1
  if (fresh) cells[at + 1] = t
  const clearFrom = fresh ? bucket - buckets + 1 : Math.max(newest + 1, bucket - buckets + 1)
  const slotOf = (b: number): number => at + HEAD + (((b % buckets) + buckets) % buckets) * (mean ? 2 : 1)
  for (let b = clearFrom; b <= bucket; b++) {
    cells[slotOf(b)] = empty
    if (mean) cells[slotOf(b) + 1] = 0
  }
  cells[at + HEAD + (mean ? 16 : 13)] = 1
  cells[at] = bucket
  const here = slotOf(bucket)
  const old = cells[here] ?? empty
  cells[here] = aggregate === 'max' ? Math.max(old, v) : aggregate === 'min' ? Math.min(old, v) : old + v
  if (mean) cells[here + 1] = (cells[here + 1] ?? 0) + 1
  let total = empty
  let count = 0
  for (let b = bucket - buckets + 1; b <= bucket; b++) {
    const x = cells[slotOf(b)] ?? empty
    total = aggregate === 'max' ? Math.max(total, x) : aggregate === 'min' ? Math.min(total, x) : total + x
    if (mean) count += cells[slotOf(b) + 1] ?? 0
  }
  if (!mean) return total
  return t - (cells[at + 1] ?? t) < rule.over / 2 ? NaN : total / count
}

export const windowCondition = (
  rule: RuleOf<'window'>,
  state: State,
  at: number,
  t: number,
  v: number,
): { condition: Condition; value: number } => {
  const value = windowValue(rule, state.extra, at, t, v)
  if (value !== value) return { condition: NOT_KNOWN, value: v }
  return { condition: Number.isFinite(value) ? beyond(rule.side, rule.limit, rule.deadBand, value) : HOLD, value }
}
