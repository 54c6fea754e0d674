/**
 * Comparisons at thresholds. Quantities come as decimal fractions that binary floating point cannot hold (0.1 + 0.2), so a value
 * within one part in 10^9 of a threshold counts as being at the threshold. No instrument measures that finely.
 */
export const TOLERANCE = 1e-9

function slack(threshold: number): number {
  const size = threshold < 0 ? -threshold : threshold
  return TOLERANCE * (size > 1 ? size : 1)
}

/** x ≥ threshold. */
export function atLeast(x: number, threshold: number): boolean {
  return x >= threshold - slack(threshold)
}

/** x > threshold. */
export function above(x: number, threshold: number): boolean {
  return x > threshold + slack(threshold)
}

/** x ≤ threshold. */
export function atMost(x: number, threshold: number): boolean {
  return !above(x, threshold)
}

/** x < threshold. */
export function below(x: number, threshold: number): boolean {
  return !atLeast(x, threshold)
}

/** Removes binary noise: 0.1 + 0.2 is 0.3. Twelve significant digits are kept. */
export function clean(x: number): number {
  return Number(x.toPrecision(12))
}

/** Rounded half up to a number of decimals; for shares and rates that are shown, never before a comparison. */
export function round(x: number, decimals: number): number {
  const factor = 10 ** decimals
  return Math.round(clean(x * factor)) / factor
}
