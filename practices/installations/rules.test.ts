import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Item } from './model.ts'
import { CANNOT, NOT_MAJOR } from './ranks.ts'
import { filingNeeded, flagsOf, grade, inventoryChanges, reassessBy } from './rules.ts'

let serial = 0
const item = (substance: string, quantityT: number | null, more: Partial<Item> = {}): Item => ({
  id: `00000000-0000-7000-8000-${String(++serial).padStart(12, '0')}`,
  subjectId: null,
  label: '',
  substance,
  no: null,
  quantityT,
  classes: [],
  beta: null,
  supervised: null,
  ...more,
})
const ON = '2026-11-24'

test('a tank farm: threshold, β and share of each substance, S and R, and the level', () => {
  const found = grade([item('氨', 40), item('甲醇', 1000, { classes: ['W5.3'] })], 120, ON)
  expect(found.lines.map((l) => [l.Q, l.beta, l.ratio, l.weighted])).toEqual([
    [10, 2, 4, 8],
    [500, 1, 2, 2],
  ])
  expect(found).toMatchObject({ s: 6, alpha: 2, r: 20, rank: 3, cannot: [] })
  expect(found.lines[0]?.basis).toContain('表1')
  expect(found.clause).toContain('GB 18218-2018')
})

test('exactly at the threshold it is one, a kilogram below it is none', () => {
  expect(grade([item('氨', 10)], 0, ON)).toMatchObject({ s: 1, rank: 4 })
  expect(grade([item('氨', 9.999)], 0, ON).rank).toBe(NOT_MAJOR)
})

test('carbon monoxide takes its β from table 3 although table 1 has it under another name', () => {
  expect(grade([item('一氧化碳', 20)], 0, ON).lines[0]).toMatchObject({ Q: 20, beta: 2 })
})

test('what is missing is named, and nothing is guessed', () => {
  const unknown = grade([item('某中间体', 20)], 10, ON)
  expect(unknown.rank).toBe(CANNOT)
  expect(unknown.cannot.join()).toContain('危险性类别')
  const people = grade([item('氨', 40)], null, ON)
  expect(people).toMatchObject({ rank: CANNOT, s: 4, r: null })
  expect(people.cannot.join()).toContain('常住人口')
  expect(grade([], 10, ON).cannot).toEqual(['没有登记危险化学品'])
  expect(grade([item('氨', null)], 10, ON).cannot.join()).toContain('设计最大存在量')
})

test('below the threshold nobody need be counted: it is none whoever lives there', () => {
  expect(grade([item('氨', 2)], null, ON)).toMatchObject({ rank: NOT_MAJOR, cannot: [] })
})

test('more of a substance never makes the level milder', () => {
  const some = fc.record({ q: fc.double({ min: 0, max: 5000, noNaN: true }), more: fc.double({ min: 0, max: 5000, noNaN: true }) })
  fc.assert(
    fc.property(some, fc.integer({ min: 0, max: 300 }), ({ q, more }, people) => {
      const before = grade([item('氯', q)], people, ON).rank
      const after = grade([item('氯', q + more)], people, ON).rank
      expect(after).toBeLessThanOrEqual(before)
    }),
    { numRuns: 200 },
  )
})

test('a new level, a first one and a lost one each call for their filing', () => {
  expect(filingNeeded(3, null)).toBe('first')
  expect(filingNeeded(2, 3)).toBe('change')
  expect(filingNeeded(3, 3)).toBeNull()
  expect(filingNeeded(NOT_MAJOR, 3)).toBe('writeoff')
  expect(filingNeeded(NOT_MAJOR, null)).toBeNull()
  expect(filingNeeded(CANNOT, 3)).toBeNull()
})

test('three years after the assessment the next is due', () => {
  expect(reassessBy('2024-02-29', ON).by).toBe('2027-02-28')
  expect(reassessBy(null, ON).by).toBeNull()
})

test('two keys, one major: each with its reason, the own answer before the list', () => {
  const flags = flagsOf([item('液氯', 5)], '氯化', 4)
  expect(flags.map((f) => f.holds)).toEqual([true, true, true])
  expect(flags[0]?.why.zh).toContain('待核原文')
  expect(flagsOf([item('液氯', 5, { supervised: false })], null, CANNOT).map((f) => f.holds)).toEqual([false, false, null])
})

test('changes of an inventory are told line by line', () => {
  const tank = item('甲醇', 100, { label: 'V-101' })
  const other = item('甲苯', 50)
  expect(inventoryChanges([tank, other], [{ ...tank, quantityT: 700 }, item('苯', null)]).map((c) => [c.what.zh, c.from, c.to])).toEqual([
    ['甲苯', '50 t', null],
    ['V-101（甲醇）', '100 t', '700 t'],
    ['苯', null, '未知'],
  ])
})
