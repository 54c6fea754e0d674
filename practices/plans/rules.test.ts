import { expect, test } from 'vitest'
import { lightOf, reportPeriod, resolveUnits, stageDay, stageYears, unitKey, wilson } from './rules.ts'

const from = '2026-01-01'
const due = '2026-12-31'

test.each([
  ['done', '2027-05-01', 'green'],
  ['void', '2026-05-01', 'grey'],
  ['assigned', '2027-01-01', 'red'],
  ['submitted', '2027-01-01', 'red'],
  ['assigned', '2026-12-31', 'yellow'],
  ['unassigned', '2026-03-01', 'green'],
  ['doing', '2026-12-30', 'green'],
] as const)('%s on %s is %s', (state, today, colour) => {
  expect(lightOf({ state, from, due }, today).colour).toBe(colour)
})

test('what cannot be judged is grey and says why', () => {
  expect(lightOf({ state: 'assigned', from, due: null }, from).reason.zh).toContain('没有写明期限')
  expect(lightOf({ state: 'assigned', from: null, due }, from).colour).toBe('grey')
  expect(lightOf({ state: 'assigned', from, due }, '2027-01-03').reason.zh).toBe('已超期 3 天')
})

test('short names and place prefixes lead to one organisation; what fits none or two stays open', () => {
  expect(unitKey('县应急局', '云泽县')).toBe(unitKey('云泽县应急管理局', '云泽县'))
  const orgs = [
    { id: 'a', name: '云泽县应急管理局', aliases: [] },
    { id: 'b', name: '云泽县住房和城乡建设局', aliases: ['建设局'] },
    { id: 'c', name: '东岸镇', aliases: ['镇政府'] },
    { id: 'd', name: '西岸镇', aliases: ['镇政府'] },
  ]
  const found = resolveUnits(['县应急局', '建设局', '县住建局', '镇政府', '县文旅局'], orgs, '云泽县')
  expect(found.map((f) => [f.unit, f.how, ...f.orgIds])).toEqual([
    ['县应急局', 'name', 'a'],
    ['建设局', 'name', 'b'],
    ['县住建局', 'name', 'b'],
    ['镇政府', 'many'],
    ['县文旅局', 'none'],
  ])
  const bound = resolveUnits(['文旅局', '各镇（街道）'], orgs, '云泽县', new Map([['县文旅局', ['x']]]), ['c', 'd'])
  expect(bound.map((f) => [f.how, ...f.orgIds])).toEqual([
    ['alias', 'x'],
    ['name', 'c', 'd'],
  ])
})

test('a recurring task has a stage in each year of its term; the last one ends with it', () => {
  expect(stageYears('P1Y', '2026-03-01', '2028-06-30')).toEqual([2026, 2027, 2028])
  expect(stageYears(null, '2026-03-01', '2028-06-30')).toEqual([])
  expect(stageDay(2027, null, '2028-06-30')).toBe('2027-12-25')
  expect(stageDay(2028, '11-30', '2028-06-30')).toBe('2028-06-30')
})

test.each([
  [{ every: 'year', day: 25 }, '2026-03-05', '2026', '2026-12-25'],
  [{ every: 'quarter', day: 31 }, '2026-05-05', '2026-Q2', '2026-06-30'],
  [{ every: 'month', day: 30 }, '2026-02-05', '2026-02', '2026-02-28'],
] as const)('report %j on %s', (rule, today, period, due) => {
  expect(reportPeriod(rule, today)).toMatchObject({ period, due })
})

test('few cases say little', () => {
  const [few, many] = [wilson(2, 2), wilson(200, 200)]
  expect(few?.low).toBeLessThan(0.6)
  expect(many?.low).toBeGreaterThan(0.95)
  expect(wilson(0, 0)).toBeNull()
})
