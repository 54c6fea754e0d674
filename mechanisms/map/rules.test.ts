import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Claims } from '#kernel/access/index.ts'
import type { AreaInputs } from './model.ts'
import { areaGrade, coverage, GRADE_ORDER, GRADE_SETTINGS, pointGrade } from './rules.ts'

const calm: AreaInputs = {
  openMajors: 0,
  overdueMajors: 0,
  listings: 0,
  overdueListings: 0,
  openGenerals: 0,
  overdueGenerals: 0,
  missedChecks: 0,
  enterprises: 100,
}
const grade = (change: Partial<AreaInputs>) => areaGrade({ ...calm, ...change })

describe('areaGrade', () => {
  test.each([
    ['red', { openMajors: 1, overdueMajors: 1 }, '1 项重大隐患超期未销号'],
    ['red', { listings: 1, overdueListings: 1 }, '1 项挂牌督办超期'],
    ['orange', { openMajors: 2 }, '2 项重大隐患未销号，均在期限内'],
    ['orange', { listings: 1 }, '1 项挂牌督办在期限内'],
    ['orange', { openGenerals: 6, overdueGenerals: 6 }, '6 项一般隐患超期，每百家企业 6 项，超过 5 项'],
    ['gold', { openGenerals: 5, overdueGenerals: 5 }, '5 项一般隐患超期'],
    ['gold', { openGenerals: 1, overdueGenerals: 1 }, '1 项一般隐患超期'],
    ['gold', { missedChecks: 11 }, '100 家企业应查未查 11 次'],
    ['blue', { missedChecks: 10 }, '没有未销号的隐患'],
    ['blue', { openGenerals: 7 }, '没有重大隐患；7 项一般隐患都在期限内'],
    ['blue', {}, '没有未销号的隐患'],
    ['grey', { enterprises: 0 }, '没有登记企业，不能判定'],
  ] as const)('%s: %o', (level, change, reason) => {
    const result = grade(change)
    expect(result.level).toBe(level)
    expect(result.reason.zh).toBe(reason)
    expect(result.reason.en).not.toMatch(/[{}]|\p{Script=Han}/u)
  })

  test('a few overdue hazards in a small place do not make it orange', () => {
    expect(grade({ enterprises: 4, openGenerals: 2, overdueGenerals: 2 }).level).toBe('gold')
    expect(grade({ enterprises: 4, openGenerals: 3, overdueGenerals: 3 }).level).toBe('orange')
  })

  test('a place without registered enterprises is judged by what is open there', () => {
    expect(grade({ enterprises: 0, openMajors: 1 }).level).toBe('orange')
    expect(grade({ enterprises: 0, openGenerals: 1, overdueGenerals: 1 }).level).toBe('gold')
    expect(grade({ enterprises: 0, openGenerals: 1 }).level).toBe('blue')
  })

  test('the figures can be set, and the reason names those that were used', () => {
    const result = areaGrade({ ...calm, openGenerals: 3, overdueGenerals: 3 }, { ...GRADE_SETTINGS, orangePer100: 2 })
    expect(result.level).toBe('orange')
    expect(result.reason.zh).toContain('超过 2 项')
  })

  test('the first step that holds is the one that decides', () => {
    const result = grade({ openMajors: 1, overdueMajors: 1, openGenerals: 9, overdueGenerals: 9 })
    expect(result.steps.filter((s) => s.holds).map((s) => s.level)).toEqual(['red', 'orange', 'orange', 'gold'])
    expect(result.level).toBe('red')
  })
})

const few = fc.nat({ max: 6 })
const inputs = fc
  .record({ majors: few, lateMajors: few, lists: few, lateLists: few, generals: few, lateGenerals: few, missed: few, enterprises: few })
  .map((r): AreaInputs => ({
    openMajors: r.majors + r.lateMajors,
    overdueMajors: r.lateMajors,
    listings: r.lists + r.lateLists,
    overdueListings: r.lateLists,
    openGenerals: r.generals + r.lateGenerals,
    overdueGenerals: r.lateGenerals,
    missedChecks: r.missed,
    enterprises: r.enterprises + 1,
  }))

const sum = (a: AreaInputs, b: AreaInputs): AreaInputs =>
  Object.fromEntries(Object.entries(a).map(([k, v]) => [k, v + b[k as keyof AreaInputs]])) as AreaInputs

test('an area is never calmer than its worst enterprise', () => {
  fc.assert(
    fc.property(inputs, inputs, (one, other) => {
      const area = GRADE_ORDER.indexOf(areaGrade(sum(one, other)).level)
      expect(area).toBeLessThanOrEqual(GRADE_ORDER.indexOf(pointGrade(one).level))
      expect(area).toBeLessThanOrEqual(GRADE_ORDER.indexOf(pointGrade(other).level))
    }),
  )
})

describe('coverage', () => {
  const all = (scope: 'area' | 'all' | 'office') => ({
    'org.read': [scope],
    'hazard.read': [scope],
    'listing.read': [scope],
    'selfcheck.read': [scope],
  })
  const claims = (grants: Claims['grants'], path: string, sectors: string[] | null = null) => ({ grants, path, sectors })

  test('whole inside the jurisdiction, part outside it, beside it and above it', () => {
    expect(coverage(claims(all('area'), '990101'), '990101001')).toBe('whole')
    expect(coverage(claims(all('area'), '990101001'), '990101001')).toBe('whole')
    expect(coverage(claims(all('area'), '990101001'), '990101002')).toBe('part')
    expect(coverage(claims(all('area'), '990101001'), '990101')).toBe('part')
  })

  test('no jurisdiction sees nothing; an office scope sees a part; one missing permission is enough', () => {
    expect(coverage(claims(all('area'), ''), '990101')).toBe('part')
    expect(coverage(claims(all('office'), '990101'), '990101')).toBe('part')
    expect(coverage(claims({ ...all('area'), 'listing.read': [] }, '990101'), '990101')).toBe('part')
    expect(coverage(claims(all('all'), ''), '990101')).toBe('whole')
  })

  test('a post limited to sectors says so', () => {
    expect(coverage(claims(all('area'), '990101', ['park']), '990101001')).toBe('sectors')
  })
})
