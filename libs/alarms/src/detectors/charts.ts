import type { RuleOf } from '../config/schema.ts'

// Cells of both charts: 0 readings learned, 1 mean, 2 sum of squared deviations, 3 and 4 the chart's own sums, 5 steps since training.
const LEARNED = 0
const MEAN = 1
const SQUARES = 2

/** Welford's running mean and squares over the training stretch; true once it is over. */
const learn = (cells: Float64Array, at: number, train: number, v: number): boolean => {
  const n = cells[at + LEARNED] ?? 0
  if (n >= train) return true
  const mean = cells[at + MEAN] ?? 0
  const delta = v - mean
  cells[at + LEARNED] = n + 1
  cells[at + MEAN] = mean + delta / (n + 1)
  cells[at + SQUARES] = (cells[at + SQUARES] ?? 0) + delta * (v - (cells[at + MEAN] ?? 0))
  return false
}

const standard = (cells: Float64Array, at: number, v: number): number => {
  const sigma = Math.sqrt((cells[at + SQUARES] ?? 0) / ((cells[at + LEARNED] ?? 2) - 1))
  return (v - (cells[at + MEAN] ?? 0)) / (sigma || Number.EPSILON)
}

/**
 * EWMA control chart (S. W. Roberts, "Control Chart Tests Based on Geometric Moving Averages", Technometrics 1(3), 1959) with exact
 * limits: |z| over width·√(λ/(2−λ)·(1−(1−λ)^2i)). NaN while the first `train` readings are learned.
 */
export const ewmaRatio = (rule: RuleOf<'ewma'>, cells: Float64Array, at: number, v: number): number => {
  if (!learn(cells, at, rule.train, v)) return NaN
  const i = (cells[at + 5] ?? 0) + 1
  const z = rule.lambda * standard(cells, at, v) + (1 - rule.lambda) * (cells[at + 3] ?? 0)
  cells[at + 3] = z
  cells[at + 5] = i
  return Math.abs(z) / (rule.width * Math.sqrt((rule.lambda / (2 - rule.lambda)) * (1 - (1 - rule.lambda) ** (2 * i))))
}

/**
 * Two-sided CUSUM (E. S. Page, "Continuous Inspection Schemes", Biometrika 41, 1954): sums of what exceeds `slack` standard
 * deviations, over `limit`. The sums are capped at twice the limit so that the alarm can clear after a long excursion.
 */
export const cusumRatio = (rule: RuleOf<'cusum'>, cells: Float64Array, at: number, v: number): number => {
  if (!learn(cells, at, rule.train, v)) return NaN
  const z = standard(cells, at, v)
  const cap = 2 * rule.limit
  const up = Math.min(cap, Math.max(0, (cells[at + 3] ?? 0) + z - rule.slack))
  const down = Math.min(cap, Math.max(0, (cells[at + 4] ?? 0) - z - rule.slack))
  cells[at + 3] = up
  cells[at + 4] = down
  return Math.max(up, down) / rule.limit
}
