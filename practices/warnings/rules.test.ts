import { expect, test } from 'vitest'
import { checkKind } from '#kernel/matter/index.ts'
import { LadderSetting } from './model.ts'
import { LADDER, ladderOn, levelFor, warningIndex } from './rules.ts'
import { warningKind } from './warning-kind.ts'

test('the kind is sound and its levels are red, orange, yellow, blue, worst first', () => {
  expect(checkKind(warningKind)).toEqual([])
  expect(Object.keys(warningKind.levels ?? {})).toEqual(['red', 'orange', 'yellow', 'blue'])
})

test('the ladder by date: the day before and the day of a new row', () => {
  const [first] = LADDER
  if (!first) throw new Error('no ladder')
  const rows = LadderSetting.parse([...LADDER, { ...first, from: '2026-12-01', levels: { ...first.levels, gold: null } }])
  expect(ladderOn(rows, '2026-11-30')?.levels.gold).toBe('yellow')
  expect(ladderOn(rows, '2026-12-01')?.levels.gold).toBeNull()
  expect(ladderOn(rows, '2019-12-31')).toBeUndefined()
})

test('a sector may differ; what it does not name is as for all', () => {
  const [row] = LADDER
  if (!row) throw new Error('no ladder')
  const own = { ...row, sectors: { probe: { gold: 'orange' as const, red: null } } }
  expect([levelFor(own, 'gold', 'probe'), levelFor(own, 'red', 'probe'), levelFor(own, 'orange', 'probe')]).toEqual([
    'orange',
    null,
    'orange',
  ])
  expect([levelFor(own, 'gold', null), levelFor(own, 'blue', 'other')]).toEqual(['yellow', null])
})

test('the index: nothing wrong is 100, parts add up, each has its most', () => {
  const calm = { points: 10, redAlarms: 0, otherAlarms: 0, warnings: 0, late: 0, open: 0, offlineHours: 0, days: 30 }
  expect(warningIndex(calm).value).toBe(100)
  const some = warningIndex({ ...calm, redAlarms: 2, otherAlarms: 4, warnings: 2, late: 1, offlineHours: 72 })
  expect(some.parts).toEqual([
    { id: 'alarms', counted: 10, off: 5 },
    { id: 'warnings', counted: 2, off: 8 },
    { id: 'offline', counted: 72, off: 2 },
    { id: 'closure', counted: 1, off: 15 },
  ])
  expect(some.value).toBe(70)
  expect(warningIndex({ ...calm, redAlarms: 1e4, warnings: 1e4, late: 1e4, offlineHours: 1e6 }).value).toBe(0)
})
