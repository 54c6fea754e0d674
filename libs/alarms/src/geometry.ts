import type { Position } from './types.ts'

const RADIUS = 6371008.8
const radians = (degrees: number): number => (degrees * Math.PI) / 180

const half = (x: number): number => Math.sin(x / 2) ** 2

/** Great-circle distance in metres (haversine, mean earth radius). */
export const distance = (a: Position, b: Position): number => {
  const h = half(radians(b[1] - a[1])) + Math.cos(radians(a[1])) * Math.cos(radians(b[1])) * half(radians(b[0] - a[0]))
  return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** Even–odd rule on lon/lat; the boundary counts to the side the ray rule gives it. Not for areas over the date line. */
export const insidePolygon = (polygon: readonly Position[], at: Position): boolean => {
  let inside = false
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const a = polygon[i] ?? at
    const b = polygon[j] ?? at
    if (a[1] > at[1] !== b[1] > at[1] && at[0] < ((b[0] - a[0]) * (at[1] - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside
  }
  return inside
}
