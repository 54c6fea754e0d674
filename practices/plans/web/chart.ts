import type { IndicatorRow } from '../model.ts'

export interface XY {
  readonly x: number
  readonly y: number
}

/** What the chart of an indicator draws, in years (decimal) and the indicator's unit. */
export interface Drawn {
  readonly from: number
  readonly to: number
  readonly low: number
  readonly high: number
  readonly path: readonly XY[]
  readonly actual: readonly XY[]
  /** From the newest value to the day of the target; null = no forecast. */
  readonly band: { readonly start: XY; readonly end: XY; readonly low: number; readonly high: number } | null
  readonly target: XY | null
}

/** A day as a year with decimals. */
export function yearOf(day: string): number {
  const [y, m, d] = day.split('-').map(Number)
  return (y ?? 0) + ((m ?? 1) - 1) / 12 + ((d ?? 1) - 1) / 365
}

/** Path, values and forecast of an indicator as points; null when there is nothing to draw. */
export function drawIndicator(row: IndicatorRow): Drawn | null {
  const { binding, forecast } = row
  const given = binding.path.map((p) => ({ x: p.year + 1, y: p.value }))
  const base = binding.baseValue === null || binding.baseYear === null ? null : { x: binding.baseYear + 1, y: binding.baseValue }
  const target = binding.target === null ? null : { x: binding.targetYear + 1, y: binding.target }
  const path = [...(base ? [base] : []), ...given, ...(target && !given.some((p) => p.x === target.x) ? [target] : [])]
  const actual = row.points.map((p) => ({ x: yearOf(p.to), y: p.value }))
  const last = actual.at(-1)
  const band =
    last && forecast.value !== null
      ? {
          start: last,
          end: { x: yearOf(forecast.day), y: forecast.value },
          low: forecast.low ?? forecast.value,
          high: forecast.high ?? forecast.value,
        }
      : null
  const all = [...path, ...actual, ...(band ? [band.end, { x: band.end.x, y: band.low }, { x: band.end.x, y: band.high }] : [])]
  if (all.length === 0) return null
  const xs = all.map((p) => p.x)
  const ys = all.map((p) => p.y)
  const [lowest, highest] = [Math.min(...ys), Math.max(...ys)]
  const room = (highest - lowest || Math.abs(highest) || 1) * 0.12
  // A measure that is never negative gets no axis below zero.
  const low = lowest >= 0 ? Math.max(0, lowest - room) : lowest - room
  return { from: Math.floor(Math.min(...xs)), to: Math.ceil(Math.max(...xs)), low, high: highest + room, path, actual, band, target }
}
