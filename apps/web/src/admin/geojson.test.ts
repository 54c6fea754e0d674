import { expect, test } from 'vitest'
import { namesIn } from './geojson.ts'

const area = (properties: unknown, type = 'Polygon'): unknown => ({ type: 'Feature', properties, geometry: { type, coordinates: [] } })
const file = (...features: unknown[]): string => JSON.stringify({ type: 'FeatureCollection', features })

test('areas are named by name or code', () => {
  expect(namesIn(file(area({ name: '城关镇' }), area({ adcode: 990101 }, 'MultiPolygon'), area(null)))).toEqual(['城关镇', '990101', '?'])
})

test('what holds no areas is refused before it is sent', () => {
  for (const content of ['', '[', '[]', '{}', '{"features":[]}', file(area({}, 'Point')), file(null)]) expect(namesIn(content)).toBeNull()
})
