import type { Shape } from './model.ts'

export interface DrawnShape {
  readonly key: string
  /** Path data of an SVG `path`. */
  readonly d: string
  /** Where the name stands: a point inside, in the middle of the largest part. */
  readonly label: readonly [x: number, y: number]
  readonly width: number
}

type Ring = readonly (readonly number[])[]

const polygonsOf = (shape: Shape): readonly (readonly Ring[])[] => (shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates)

const at = (position: readonly number[]): [lng: number, lat: number] => [position[0] ?? 0, position[1] ?? 0]

export type Bounds = readonly [west: number, south: number, east: number, north: number]

/** The box around shapes; null when there are none. */
export function boundsOf(shapes: readonly Shape[]): Bounds | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const shape of shapes) {
    for (const polygon of polygonsOf(shape)) {
      for (const position of polygon[0] ?? []) {
        const [lng, lat] = at(position)
        west = Math.min(west, lng)
        east = Math.max(east, lng)
        south = Math.min(south, lat)
        north = Math.max(north, lat)
      }
    }
  }
  return west <= east ? [west, south, east, north] : null
}

/** Twice the signed area and the centre of a ring (the usual shoelace sums). */
function centreOf(ring: readonly (readonly [number, number])[]): { area: number; x: number; y: number } {
  let [area, x, y] = [0, 0, 0]
  for (let i = 0; i < ring.length - 1; i++) {
    const [ax, ay] = ring[i] ?? [0, 0]
    const [bx, by] = ring[i + 1] ?? [0, 0]
    const cross = ax * by - bx * ay
    area += cross
    x += (ax + bx) * cross
    y += (ay + by) * cross
  }
  const [first] = ring
  return area === 0 ? { area: 0, x: first?.[0] ?? 0, y: first?.[1] ?? 0 } : { area, x: x / (3 * area), y: y / (3 * area) }
}

/** Where a horizontal line crosses a ring, from left to right. */
function crossings(ring: readonly (readonly [number, number])[], y: number): number[] {
  const found: number[] = []
  for (let i = 0; i < ring.length - 1; i++) {
    const [ax, ay] = ring[i] ?? [0, 0]
    const [bx, by] = ring[i + 1] ?? [0, 0]
    if (ay <= y !== by <= y) found.push(ax + ((y - ay) / (by - ay)) * (bx - ax))
  }
  return found.sort((a, b) => a - b)
}

/** The middle of the widest stretch of a ring at the height of its centre: inside also where the centre is not. */
function labelOf(ring: readonly (readonly [number, number])[]): { x: number; y: number; width: number; area: number } {
  const centre = centreOf(ring)
  const hits = crossings(ring, centre.y)
  let best = { x: centre.x, width: 0 }
  for (let i = 0; i + 1 < hits.length; i += 2) {
    const [from, to] = [hits[i] ?? 0, hits[i + 1] ?? 0]
    if (to - from > best.width) best = { x: (from + to) / 2, width: to - from }
  }
  return { ...best, y: centre.y, area: Math.abs(centre.area) }
}

const short = (value: number): number => Math.round(value * 10) / 10

/**
 * Shapes as SVG paths that fill a box, north up. Plate carrée at the middle latitude: at the size of a county the error
 * is far below a pixel.
 * @param width @param height @param margin pixels of the box and its free edge
 */
export function drawShapes(shapes: readonly { key: string; shape: Shape }[], width: number, height: number, margin: number): DrawnShape[] {
  const bounds = boundsOf(shapes.map((s) => s.shape))
  if (!bounds) return []
  const [west, south, east, north] = bounds
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = Math.min(
    (width - 2 * margin) / Math.max((east - west) * squeeze, 1e-9),
    (height - 2 * margin) / Math.max(north - south, 1e-9),
  )
  const left = (width - (east - west) * squeeze * scale) / 2
  const top = (height - (north - south) * scale) / 2
  const project = (position: readonly number[]): [number, number] => {
    const [lng, lat] = at(position)
    return [left + (lng - west) * squeeze * scale, top + (north - lat) * scale]
  }
  return shapes.map(({ key, shape }) => {
    const polygons = polygonsOf(shape).map((polygon) => polygon.map((ring) => ring.map(project)))
    const d = polygons
      .flatMap((polygon) => polygon.map((ring) => `M${ring.map(([x, y]) => `${short(x)} ${short(y)}`).join('L')}Z`))
      .join('')
    const labels = polygons.map((polygon) => labelOf(polygon[0] ?? []))
    const widest = labels.reduce((a, b) => (b.area > a.area ? b : a), { x: 0, y: 0, width: 0, area: -1 })
    return { key, d, label: [short(widest.x), short(widest.y)], width: short(widest.width) }
  })
}
