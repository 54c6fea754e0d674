import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { areaRisk, bandOf, COLOURS4, FACTORS, FORMULA, formulaAt, orgRisk, type Facts, type Formula } from './region.ts'

const facts: fc.Arbitrary<Facts> = fc.dictionary(fc.constantFrom(...FACTORS), fc.integer({ min: 0, max: 20 }), { maxKeys: 8 })
const rank = (c: string): number => (c === 'grey' ? 9 : COLOURS4.indexOf(c as (typeof COLOURS4)[number]))

describe('an enterprise', () => {
  test('without graded points it is grey, unless something burns', () => {
    expect(orgRisk({}, FORMULA)).toMatchObject({ colour: 'grey', score: null })
    expect(orgRisk({ hazardGeneral: 3 }, FORMULA).colour).toBe('grey')
    expect(orgRisk({ hazardMajorLate: 1 }, FORMULA).colour).toBe('red')
  })

  test('bands: at the threshold, just below, just above', () => {
    expect([19.9, 20, 44.9, 45, 69.9, 70, 100].map((s) => bandOf(s, FORMULA.bands))).toEqual([
      'blue',
      'gold',
      'gold',
      'orange',
      'orange',
      'red',
      'red',
    ])
  })

  test('the worst level of static risk counts once, further points of it a little, lower ones nothing', () => {
    expect(orgRisk({ pointGeneral: 1 }, FORMULA).score).toBe(12)
    expect(orgRisk({ pointGeneral: 4, pointLow: 30 }, FORMULA).score).toBe(15)
  })

  test('a group never gives more than its cap, and says so', () => {
    const r = orgRisk({ pointLow: 1, hazardGeneral: 500 }, FORMULA)
    expect(r.groups).toContainEqual({ group: 'hazards', points: 40, capped: true })
    expect(r.score).toBe(45)
  })

  test('reasons are words of both languages', () => {
    expect(orgRisk({ pointLow: 1, hazardMajorLate: 2 }, FORMULA).reason).toEqual({
      zh: '有超期的重大隐患 2 项，至少为红 重大',
      en: '2 of: Overdue major hazards; at least Red, major',
    })
    expect(JSON.stringify(areaRisk([orgRisk({ pointMajor: 1 }, FORMULA)], FORMULA).reason)).not.toContain('object')
  })

  test('weather multiplies', () => {
    expect(orgRisk({ pointLarger: 1 }, FORMULA, 'red').score).toBe(28.6)
  })

  test('more of anything never makes it calmer', () => {
    fc.assert(
      fc.property(facts, fc.constantFrom(...FACTORS), (f, factor) => {
        const before = orgRisk(f, FORMULA)
        const after = orgRisk({ ...f, [factor]: (f[factor] ?? 0) + 1 }, FORMULA)
        if (before.score !== null) expect(after.score ?? -1).toBeGreaterThanOrEqual(before.score)
        if (before.colour !== 'grey') expect(rank(after.colour)).toBeLessThanOrEqual(rank(before.colour))
      }),
    )
  })

  test('the sum of the groups explains the score', () => {
    fc.assert(
      fc.property(facts, (f) => {
        const r = orgRisk(f, FORMULA)
        if (r.score === null) return
        expect(r.score).toBeCloseTo(
          Math.min(
            100,
            r.groups.reduce((n, g) => n + g.points, 0),
          ),
          1,
        )
      }),
    )
  })
})

describe('an area', () => {
  const org = (f: Facts) => orgRisk(f, FORMULA)
  test('many calm shops do not hide a burning plant', () => {
    const r = areaRisk([org({ hazardMajorLate: 2, pointMajor: 3 }), ...Array.from({ length: 400 }, () => org({ pointLow: 1 }))], FORMULA)
    expect(r.colour).toBe('orange')
    expect(r.counts).toMatchObject({ red: 1, blue: 400 })
  })

  test('nothing judged is grey and no calm', () => {
    expect(areaRisk([org({}), org({})], FORMULA)).toMatchObject({ colour: 'grey', judged: 0, enterprises: 2 })
    expect(areaRisk([], FORMULA).colour).toBe('grey')
  })

  test('its score is made of its three parts', () => {
    const r = areaRisk([org({ pointMajor: 1 }), org({ pointLow: 1 })], FORMULA)
    expect(r).toMatchObject({ worst: 35, tenth: 35, mean: 20 })
    expect(r.score).toBe(32)
  })
})

test('the version in force at an instant', () => {
  const later: Formula = { ...FORMULA, version: '2026-2', from: '2026-07-01T00:00:00.000Z' }
  expect(formulaAt([later], new Date('2026-06-30T23:59:59Z')).version).toBe('2026-1')
  expect(formulaAt([later], new Date('2026-07-01T00:00:00Z')).version).toBe('2026-2')
})
