import type { RuleOf } from '../config/schema.ts'
import type { Plan } from '../plan.ts'
import { usableTime, type State } from '../state.ts'
import { symmetricEigen } from './eigen.ts'
import { PCA_HEAD } from './size.ts'

// Head cells, then mean, deviation, eigenvalues, loadings (component by component).
const COUNT = 0
const T2_LIMIT = 1
const SPE_LIMIT = 2

/**
 * Principal components of a group of points: Hotelling's T² on the kept components and the squared prediction error (SPE, Q) on the
 * rest (J. E. Jackson and G. S. Mudholkar, "Control procedures for residuals associated with principal component analysis",
 * Technometrics 21(3), 1979; for this process: Russell, Chiang and Braatz, Chemom. Intell. Lab. Syst. 51, 2000). Trained on the first
 * `train` complete rows. Limits are `margin` times the greatest value of each statistic over the training rows, because rows of a
 * controlled process are correlated in time and the F and χ² limits then come out too tight.
 *
 * Gives the greater of T²/limit and SPE/limit; NaN while it learns or while the row is not complete.
 */
export const pcaRatio = (rule: RuleOf<'pca'>, plan: Plan, state: State, r: number, t: number, v: number): number => {
  const points = plan.others[r] ?? new Int32Array(0)
  const home = plan.home[r] ?? 0
  const n = points.length
  const row = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    const p = points[i] ?? 0
    if (p !== home && usableTime(state, p) !== t) return NaN
    row[i] = p === home ? v : (state.value[p] ?? NaN)
  }
  const at = plan.modelAt[r] ?? 0
  const model = state.model
  const count = model[at + COUNT] ?? 0
  if (count < rule.train) {
    model.set(row, at + PCA_HEAD + count * n)
    model[at + COUNT] = count + 1
    if (count + 1 === rule.train) fit(rule, model, at, n)
    return NaN
  }
  const { t2, spe } = statistics(model, at, n, Math.min(rule.components, n), row)
  return Math.max(t2 / (model[at + T2_LIMIT] ?? NaN), spe / (model[at + SPE_LIMIT] ?? NaN))
}

const statistics = (model: Float64Array, at: number, n: number, k: number, row: Float64Array): { t2: number; spe: number } => {
  const body = at + PCA_HEAD
  const z = row.map((x, i) => (x - (model[body + i] ?? 0)) / (model[body + n + i] ?? 1))
  const rest = z.slice()
  let t2 = 0
  for (let c = 0; c < k; c++) {
    const loading = body + 2 * n + k + c * n
    let score = 0
    for (let i = 0; i < n; i++) score += (z[i] ?? 0) * (model[loading + i] ?? 0)
    for (let i = 0; i < n; i++) rest[i] = (rest[i] ?? 0) - score * (model[loading + i] ?? 0)
    t2 += (score * score) / (model[body + 2 * n + c] ?? 1)
  }
  return { t2, spe: rest.reduce((sum, x) => sum + x * x, 0) }
}

/** Turns the training rows in the block into the model that replaces them. */
const fit = (rule: RuleOf<'pca'>, model: Float64Array, at: number, n: number): void => {
  const body = at + PCA_HEAD
  const count = rule.train
  const k = Math.min(rule.components, n)
  const rows = model.slice(body, body + count * n)
  const mean = new Float64Array(n)
  const deviation = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    let sum = 0
    for (let row = 0; row < count; row++) sum += rows[row * n + i] ?? 0
    mean[i] = sum / count
    let squares = 0
    for (let row = 0; row < count; row++) squares += ((rows[row * n + i] ?? 0) - (mean[i] ?? 0)) ** 2
    // A point that never moved in training gets unit scale: any move then shows in its own unit.
    deviation[i] = Math.sqrt(squares / (count - 1)) || 1
  }
  const correlation = new Float64Array(n * n)
  for (let row = 0; row < count; row++)
    for (let i = 0; i < n; i++) {
      const zi = ((rows[row * n + i] ?? 0) - (mean[i] ?? 0)) / (deviation[i] ?? 1) / (count - 1)
      for (let j = 0; j < n; j++)
        correlation[i * n + j] = (correlation[i * n + j] ?? 0) + (zi * ((rows[row * n + j] ?? 0) - (mean[j] ?? 0))) / (deviation[j] ?? 1)
    }
  const { values, vectors } = symmetricEigen(correlation, n)
  model.set(mean, body)
  model.set(deviation, body + n)
  for (let c = 0; c < k; c++) {
    model[body + 2 * n + c] = Math.max(values[c] ?? 0, 1e-9)
    for (let i = 0; i < n; i++) model[body + 2 * n + k + c * n + i] = vectors[i * n + c] ?? 0
  }
  let t2Limit = 0
  let speLimit = 0
  for (let row = 0; row < count; row++) {
    const one = statistics(model, at, n, k, rows.slice(row * n, row * n + n))
    t2Limit = Math.max(t2Limit, one.t2)
    speLimit = Math.max(speLimit, one.spe)
  }
  model[at + T2_LIMIT] = t2Limit * rule.margin
  model[at + SPE_LIMIT] = speLimit * rule.margin
}
