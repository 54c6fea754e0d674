import { expect, test } from 'vitest'
import { boundsOf, drawShapes } from './geometry.ts'
import type { Shape } from './model.ts'

const square = (x: number, y: number, side = 1): Shape => ({
  type: 'Polygon',
  coordinates: [
    [
      [x, y],
      [x + side, y],
      [x + side, y + side],
      [x, y + side],
      [x, y],
    ],
  ],
})

test('shapes fill the box, north up, and keep their proportions at the middle latitude', () => {
  const [south, north] = drawShapes(
    [
      { key: 's', shape: square(0, 59) },
      { key: 'n', shape: square(0, 60) },
    ],
    400,
    420,
    10,
  )
  // Two degrees of latitude over 400 px; a degree of longitude at 60° is half as wide as one of latitude.
  expect(south?.width).toBeCloseTo(100, 0)
  expect(south?.label[0]).toBeCloseTo(200, 0)
  expect(north?.label[1]).toBeCloseTo(110, 0)
  expect(south?.label[1]).toBeCloseTo(310, 0)
  expect(south?.d).toMatch(/^M[\d. L]+Z$/)
})

test('the name of a crescent stands inside it, that of several parts in the largest', () => {
  const crescent: Shape = {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [4, 0],
        [4, 4],
        [0, 4],
        [0, 3],
        [3, 3],
        [3, 1],
        [0, 1],
        [0, 0],
      ],
    ],
  }
  const [drawn] = drawShapes([{ key: 'c', shape: crescent }], 100, 100, 0)
  expect(drawn?.label[0]).toBeGreaterThan(75)
  const islands: Shape = {
    type: 'MultiPolygon',
    coordinates: [square(0, 0, 1).coordinates, square(10, 0, 3).coordinates] as Shape['coordinates'] & number[][][][],
  }
  const [two] = drawShapes([{ key: 'i', shape: islands }], 130, 130, 0)
  expect(two?.label[0]).toBeCloseTo(115, 0)
})

test('nothing gives nothing; a box is found around several shapes', () => {
  expect(drawShapes([], 100, 100, 5)).toEqual([])
  expect(boundsOf([])).toBeNull()
  expect(boundsOf([square(1, 2), square(-3, 5)])).toEqual([-3, 2, 2, 6])
})
