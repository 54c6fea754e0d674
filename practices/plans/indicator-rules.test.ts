import fc from 'fast-check'
import { expect, test } from 'vitest'
import { suggestMeasures } from './bind.ts'
import { forecastCounts, forecastLine } from './forecast.ts'
import { absoluteTarget, judgeIndicator, linearPath, pathOn, reaches, type IndicatorInput } from './indicator-rules.ts'
import { matchItems } from './match.ts'

const goal = { baseValue: 100, baseYear: 2025, target: 80, targetYear: 2030 }
const input = (more: Partial<IndicatorInput>): IndicatorInput => ({
  ...goal,
  reach: 'at_most',
  path: linearPath(goal),
  points: [],
  months: null,
  max: null,
  because: null,
  ...more,
})
const RANK = { red: 0, grey: 1, yellow: 2, green: 3 }
const on = (value: number, more: Partial<IndicatorInput> = {}) =>
  judgeIndicator(input({ points: [{ to: '2027-12-31', value }], ...more }), '2028-01-10')

test('the path goes in a straight line from base to target and stays there', () => {
  expect(linearPath(goal).map((p) => p.value)).toEqual([96, 92, 88, 84, 80])
  expect(pathOn({ ...goal, reach: 'at_most', path: linearPath(goal) }, '2027-12-31')).toBe(92)
  expect(pathOn({ ...goal, reach: 'at_most', path: linearPath(goal) }, '2033-01-01')).toBe(80)
})

test.each([
  [92, 'green'],
  [92.01, 'yellow'],
  [101.2, 'yellow'],
  [101.3, 'red'],
] as const)('%d against a path of 92 is %s', (value, colour) => {
  expect(on(value).colour).toBe(colour)
  expect(on(value).reason.zh).toContain('92')
})

test('a better value never gives a worse light', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 200, noNaN: true }), fc.double({ min: 0, max: 50, noNaN: true }), (value, less) => {
      expect(RANK[on(Math.max(0, value - less)).colour]).toBeGreaterThanOrEqual(RANK[on(value).colour])
      const up = { reach: 'at_least' as const, target: 120, path: linearPath({ ...goal, target: 120 }) }
      expect(RANK[on(value + less, up).colour]).toBeGreaterThanOrEqual(RANK[on(value, up).colour])
    }),
  )
})

test('what cannot be judged is grey and says why', () => {
  expect(judgeIndicator(input({}), '2028-01-10')).toMatchObject({ colour: 'grey', reason: { zh: '不能判定，因为还没有数据' } })
  expect(on(90, { target: null }).reason.zh).toContain('没有写明目标值')
  expect(judgeIndicator(input({ points: [{ to: '2026-01-31', value: 1 }] }), '2028-01-10').reason.zh).toContain('已过')
})

test('a line needs three values; with noise its interval holds the truth, without it is a point', () => {
  expect(forecastLine([{ to: '2026-12-31', value: 1 }], '2030-12-31').note.zh).toContain('少于 3 个')
  const exact = forecastLine(
    [2024, 2025, 2026, 2027].map((y) => ({ to: `${y}-12-31`, value: 100 - 2 * (y - 2024) })),
    '2030-12-31',
  )
  expect(exact.value).toBeCloseTo(88, 1)
  expect((exact.high ?? 0) - (exact.low ?? 0)).toBeLessThan(0.5)
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 3, maxLength: 30 }), (values) => {
      const made = forecastLine(
        values.map((value, i) => ({ to: `${1990 + i}-12-31`, value })),
        '2030-12-31',
        100,
      )
      expect(made.low).toBeGreaterThanOrEqual(0)
      expect(made.high).toBeLessThanOrEqual(100)
      expect(made.low).toBeLessThanOrEqual(made.high ?? 0)
    }),
  )
})

test('counts: the interval holds the rate and grows narrower in proportion with more months', () => {
  const year = forecastCounts(
    Array.from({ length: 12 }, () => 2),
    '2030-12-31',
  )
  expect(year).toMatchObject({ value: 24, points: 12 })
  expect(year.low).toBeLessThan(24)
  expect(year.high).toBeGreaterThan(24)
  const five = forecastCounts(
    Array.from({ length: 60 }, () => 2),
    '2030-12-31',
  )
  expect((five.high ?? 0) - (five.low ?? 0)).toBeLessThan((year.high ?? 0) - (year.low ?? 0))
  expect(forecastCounts([0, 0, 0, 0], '2030-12-31')).toMatchObject({ value: 0, low: 0 })
  const many = forecastCounts(
    Array.from({ length: 24 }, () => 900),
    '2030-12-31',
  )
  expect(many.low).toBeGreaterThan(10000)
  expect(many.high).toBeLessThan(11600)
})

test('a target that will be missed turns green to yellow and says what is expected', () => {
  const points = [2025, 2026, 2027].map((y, i) => ({ to: `${y}-12-31`, value: 80 + 4 * i }))
  const found = judgeIndicator(input({ points }), '2028-01-10')
  expect(found).toMatchObject({ colour: 'yellow', forecast: { reached: 'no' } })
  expect(found.reason.zh).toContain('达不到 80')
})

test('a fall in percent is computed from the base; without a base there is no target', () => {
  expect(absoluteTarget({ direction: 'decrease', value: 20, unit: '%' }, 50, false).target).toBe(40)
  expect(absoluteTarget({ direction: 'decrease', value: 20, unit: '%' }, null, false).target).toBeNull()
  expect(absoluteTarget({ direction: 'at_least', value: 95, unit: '%' }, null, false).target).toBe(95)
  expect(absoluteTarget({ direction: 'zero' }, null, false).target).toBe(0)
  expect(reaches('exactly', 5, 5)).toBe(true)
})

test('items of two versions are matched by their words whatever the numbers; each once', () => {
  const item = (id: string, quote: string) => ({ id, kind: 'commitment', quote, name: quote })
  const old = [item('a', '2027年底前完成老旧管道更新改造50公里'), item('b', '每年组织应急演练2次')]
  const fresh = [item('x', '2028年底前，完成老旧管道更新改造80公里'), item('y', '建立风险会商制度'), item('z', '每年组织应急演练4次')]
  expect([...matchItems(fresh, old)].toSorted()).toEqual([
    ['x', 'a'],
    ['z', 'b'],
  ])
})

test('measures are suggested by words and not where there is little in common', () => {
  const named = (id: string, zh: string) => ({ id, text: { zh, en: id } })
  const list = [named('n', '生产安全事故起数'), named('d', '生产安全事故死亡人数'), named('s', '标准化达标率')]
  expect(suggestMeasures('生产安全事故死亡人数', list)[0]?.measure.id).toBe('d')
  expect(suggestMeasures('群众满意度', list)).toEqual([])
})
