import { expect, test } from 'vitest'
import { sectorMeasures, sectorSeries } from './indicators.ts'

const compute = (id: string, values: Record<string, number>): number | null =>
  sectorMeasures.find((m) => m.id === id)?.compute(values, '2026-12-31') ?? null

test.each([
  // 12 deaths, GDP 600 × 10⁸ yuan → 12 / 600 = 0.02
  ['deaths-per-gdp', { deaths: 12, gdp: 600 }, 0.02],
  // 3 / 150,000 × 100,000 = 2
  ['deaths-per-employees', { deaths: 3, employees: 150_000 }, 2],
  // 4 / 80,000 × 10,000 = 0.5
  ['deaths-per-vehicles', { deaths: 4, vehicles: 80_000 }, 0.5],
  // 1 / 2,500,000 × 1,000,000 = 0.4
  ['deaths-per-coal', { deaths: 1, 'coal-output': 2_500_000 }, 0.4],
  // 1 / 8,000 × 10,000 = 1.25
  ['deaths-per-special-equipment', { deaths: 1, 'special-equipment': 8000 }, 1.25],
  // 2 / 400,000 × 100,000 = 0.5
  ['fire-deaths-per-population', { deaths: 2, population: 400_000 }, 0.5],
  ['standardization', { held: 120, orgs: 480 }, 25],
])('%s of %o is %d', (id, values, expected) => {
  expect(compute(id, values)).toBeCloseTo(expected, 10)
})

test.each([
  ['deaths-per-vehicles', { deaths: 3, vehicles: 0 }],
  ['deaths-per-coal', { deaths: 0, 'coal-output': 0 }],
  ['standardization', { held: 0, orgs: 0 }],
])('%s with a denominator of 0 has no result', (id, values) => {
  expect(compute(id, values)).toBeNull()
})

test('every measure says how sure its source is, every series what is counted', () => {
  expect(sectorMeasures.filter((m) => m.clause.text.zh === '')).toEqual([])
  expect(sectorSeries.map((s) => s.id)).toEqual(['gdp', 'employees', 'population', 'coal-output', 'vehicles', 'special-equipment'])
})
