import { expect, test } from 'vitest'
import { lightOf, resolveUnits, unitKey } from './rules.ts'

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
  expect(resolveUnits(['县应急局', '建设局', '县住建局', '镇政府', '县文旅局'], orgs, '云泽县')).toEqual({
    resolved: [
      { unit: '县应急局', orgId: 'a' },
      { unit: '建设局', orgId: 'b' },
      { unit: '县住建局', orgId: 'b' },
    ],
    unresolved: ['镇政府', '县文旅局'],
  })
})
