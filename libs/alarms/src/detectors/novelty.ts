import type { RuleOf } from '../config/schema.ts'
import { NOVELTY_HEAD } from './size.ts'

// Head cells.
const COUNT = 0
const MEAN = 1
const SHORT = 2
const LEVEL = 3
const SLOW = 4
const RECORDS = 8 // four records

/**
 * Novelty against the point's own record, a conformal anomaly detector with four non-conformity measures (R. Laxhammar and G. Falkman,
 * "Online learning and sequential anomaly detection in trajectories", IEEE TPAMI 36(6), 2014; for series: E. Burnaev and V. Ishimtsev,
 * "Conformalized density- and distance-based anomaly detection in time-series data", arXiv:1608.04585). A reading is conformally least
 * likely when its measure exceeds all before; `factor` asks for a margin over that record.
 * Measures: distance from the mean of the training stretch; from a short EWMA; of a level EWMA from one ten times slower; from the
 * reading one season (a day) before. Nothing but the point's own past is used. `halfLife` readings halve a record, 0 keeps it.
 *
 * Gives the greatest ratio of a measure to `factor` times its record; NaN over the first `train` readings.
 */
export const noveltyRatio = (rule: RuleOf<'novelty'>, model: Float64Array, at: number, t: number, v: number, period: number): number => {
  const n = model[at + COUNT] ?? 0
  model[at + COUNT] = n + 1
  const season = seasonAgo(rule, model, at, t, v, period)
  if (n === 0) {
    model[at + MEAN] = model[at + SHORT] = model[at + LEVEL] = model[at + SLOW] = v
    return NaN
  }
  if (n < rule.train) model[at + MEAN] = (model[at + MEAN] ?? v) + (v - (model[at + MEAN] ?? v)) / (n + 1)
  const slowBefore = model[at + SLOW] ?? v
  const shortBefore = follow(model, at + SHORT, rule.short, n, v)
  follow(model, at + LEVEL, rule.level, n, v)
  follow(model, at + SLOW, rule.level * 10, n, v)
  const forget = rule.halfLife ? 0.5 ** (1 / rule.halfLife) : 1
  let ratio = 0
  // The first fifth of the training stretch settles the averages; its measures are no records.
  const settled = n >= rule.train / 5
  for (let i = 0; i < 4; i++) {
    const x =
      i === 0
        ? Math.abs(v - (model[at + MEAN] ?? v))
        : i === 1
          ? Math.abs(v - shortBefore)
          : i === 2
            ? Math.abs((model[at + LEVEL] ?? v) - slowBefore)
            : season
    if (x !== x || !settled) continue
    const record = model[at + RECORDS + i] ?? 0
    // A measure seen for the first time has no record to exceed (the first day has no day before).
    const seen = (model[at + RECORDS + 4 + i] ?? 0) + 1
    model[at + RECORDS + 4 + i] = seen
    if (seen > rule.train / 5 && x > 1e-12) ratio = Math.max(ratio, x / (rule.factor * record))
    model[at + RECORDS + i] = Math.max(record * forget, x)
  }
  return n < rule.train ? NaN : ratio
}

/** Moves an average towards v, plain mean first and exponential once `n` readings fill its span; gives its value before. */
const follow = (model: Float64Array, cell: number, span: number, n: number, v: number): number => {
  const before = model[cell] ?? v
  model[cell] = before + Math.max(2 / (span + 1), 1 / (n + 1)) * (v - before)
  return before
}

/** |v − reading of the same slot one season before|, NaN if that slot was not filled then; stores v in its slot. */
const seasonAgo = (rule: RuleOf<'novelty'>, model: Float64Array, at: number, t: number, v: number, period: number): number => {
  const width = rule.season / rule.seasonSlots
  const phase = ((t % rule.season) + rule.season) % rule.season
  const cell = at + NOVELTY_HEAD + 2 * Math.min(rule.seasonSlots - 1, Math.floor(phase / width))
  const age = t - (model[cell] ?? 0)
  const before = model[cell + 1] ?? v
  model[cell] = t
  model[cell + 1] = v
  return Math.abs(age - rule.season) <= Math.max(width, period) / 2 ? Math.abs(v - before) : NaN
}
