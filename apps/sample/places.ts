/** The sample county: every name is invented, and its code lies outside the national ranges (no province 99). */
export const COUNTY = { path: '990101', name: '云泽县', lng: 103.5, lat: 25.2 } as const

export interface Place {
  readonly path: string
  readonly name: string
  /** Column and row on the schematic sheet of 5 × 3 cells. */
  readonly cell: readonly [column: number, row: number]
  /** Share of the county's enterprises. */
  readonly weight: number
}

export const TOWNS: readonly Place[] = [
  { path: '990101001', name: '云泽镇', cell: [2, 1], weight: 18 },
  { path: '990101002', name: '白沙镇', cell: [1, 0], weight: 9 },
  { path: '990101003', name: '青石镇', cell: [2, 0], weight: 8 },
  { path: '990101004', name: '河湾镇', cell: [3, 0], weight: 7 },
  { path: '990101005', name: '龙溪镇', cell: [1, 1], weight: 9 },
  { path: '990101006', name: '松岭镇', cell: [3, 1], weight: 7 },
  { path: '990101007', name: '石桥镇', cell: [4, 1], weight: 6 },
  { path: '990101008', name: '柳坪乡', cell: [0, 1], weight: 4 },
  { path: '990101009', name: '双河镇', cell: [1, 2], weight: 8 },
  { path: '990101010', name: '南屏镇', cell: [2, 2], weight: 8 },
  { path: '990101011', name: '长坡乡', cell: [3, 2], weight: 4 },
  { path: '990101012', name: '云岭乡', cell: [0, 0], weight: 3 },
]

export const PARK: Place = { path: '990101p01', name: '云泽化工园区', cell: [4, 0], weight: 9 }

export const PLACES: readonly Place[] = [...TOWNS, PARK]

/** Degrees of one cell of the sheet. */
export const CELL = 0.12

/** South-west corner of a cell; row 0 is the northern row. */
export function cornerOf(cell: Place['cell']): [lng: number, lat: number] {
  return [COUNTY.lng + cell[0] * CELL, COUNTY.lat - cell[1] * CELL]
}

/**
 * Schematic shapes: neighbours share the same bent corners, so that the towns fit together like a map and like no real
 * one. Bends come from the grid position alone.
 */
export function shapeOf(cell: Place['cell']): [lng: number, lat: number][] {
  const corner = (c: number, r: number): [number, number] => {
    const bend = (n: number): number => (Math.sin(n * 12.9898) * 43758.5453) % 1
    return [COUNTY.lng + (c + 0.28 * bend(c * 7 + r * 3 + 1)) * CELL, COUNTY.lat - (r - 1 + 0.28 * bend(c * 5 + r * 11 + 2)) * CELL]
  }
  const [c, r] = cell
  const ring = [corner(c, r), corner(c + 1, r), corner(c + 1, r + 1), corner(c, r + 1)]
  return [...ring, ring[0] ?? [0, 0]]
}
