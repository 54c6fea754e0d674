import { atLeast } from '../core/number.ts'
import { ALPHA_BANDS, LEVEL_BANDS } from '../tables/gb18218-classes.ts'

/** S = Σ(q/Q) over the first n substances. */
export function ratioSum(n: number, q: ArrayLike<number>, Q: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < n; i++) sum += (q[i] as number) / (Q[i] as number)
  return sum
}

/** Σ(β·q/Q) over the first n substances; R is α times it. */
export function weightedSum(n: number, q: ArrayLike<number>, Q: ArrayLike<number>, beta: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < n; i++) sum += ((beta[i] as number) * (q[i] as number)) / (Q[i] as number)
  return sum
}

/** α of table 5 for the number of permanent residents within 500 m of the plant boundary. */
export function alphaOf(population: number, bands: readonly { min: number; alpha: number }[] = ALPHA_BANDS): number {
  for (const band of bands) if (population >= band.min) return band.alpha
  return 0.5
}

/** Whether S makes a major hazard installation: at 1 it does. */
export function isMajor(S: number): boolean {
  return atLeast(S, 1)
}

/** Index into table 6 (0 = 一级 … 3 = 四级). */
export function levelIndex(R: number, bands: readonly { min: number }[] = LEVEL_BANDS): number {
  for (let i = 0; i < bands.length - 1; i++) if (atLeast(R, (bands[i] as { min: number }).min)) return i
  return bands.length - 1
}
