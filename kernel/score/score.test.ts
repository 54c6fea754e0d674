import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { text } from '../text.ts'
import { checkSheets } from './check.ts'
import { scoreOf, type ScoreAnswers } from './score.ts'
import { itemsOf, sheetOn, type ScoreSheet } from './sheet.ts'

const words = text('条目', 'Item')
const clause = { text: words, status: 'verified' } as const
const unsure = { text: words, status: 'uncertain' } as const

const sheet: ScoreSheet = {
  id: 'test',
  version: '1',
  text: words,
  of: ['enterprise'],
  effectiveFrom: '2020-01-01',
  effectiveTo: '2026-01-01',
  clause,
  pointsFrom: clause,
  bandsFrom: unsure,
  full: 200,
  elements: [
    {
      id: 'e1',
      text: words,
      items: [
        { id: 'a', text: words, points: 60 },
        { id: 'b', text: words, points: 40, optional: true },
      ],
    },
    { id: 'e2', text: words, items: [{ id: 'c', text: words, points: 100, optional: true, evidence: 'known' }] },
  ],
  vetoes: [
    { id: 'v', text: words, clause, band: 'low' },
    { id: 'middling', text: words, clause, band: 'mid' },
    { id: 'hint', text: words, clause: unsure, band: null },
  ],
  bands: [
    { id: 'low', text: words, least: 0, colour: 'red' },
    { id: 'mid', text: words, least: 60, colour: 'orange' },
    { id: 'high', text: words, least: 85, colour: 'blue' },
  ],
  rescale: 'sheet',
}
const known = { evidence: ['known'], deeds: ['build'] }
const no = { v: false, middling: false }
const score = (points: ScoreAnswers['points'], vetoes: ScoreAnswers['vetoes'] = no, of = sheet) => scoreOf(of, { points, vetoes })
const by = (a: number) => ({ a: 60, b: 40, c: a * 2 - 100 })

describe('bands', () => {
  test.each([
    [59.99, 'low'],
    [60, 'mid'],
    [60.01, 'mid'],
    [84.99, 'mid'],
    [85, 'high'],
    [85.01, 'high'],
    [100, 'high'],
  ])('%d of 100 is %s', (value, band) => {
    expect(score(by(value))).toMatchObject({ value, band, because: null, status: 'uncertain' })
  })

  test('nothing at all is the lowest', () => {
    expect(score({ a: 0, b: 0, c: 0 })).toMatchObject({ value: 0, band: 'low' })
  })
})

describe('vetoes', () => {
  test('one that leads to the lowest band settles it, points missing or not', () => {
    expect(score({ a: 60 }, { v: true })).toMatchObject({ value: null, band: 'low', vetoes: ['v'] })
    expect(score(by(100), { v: true, middling: false })).toMatchObject({ value: 100, band: 'low' })
  })
  test('one that leads to a middle band caps it and never raises', () => {
    expect(score(by(100), { v: false, middling: true }).band).toBe('mid')
    expect(score(by(50), { v: false, middling: true }).band).toBe('low')
  })
  test('one that is not answered matters only where it could lower the band', () => {
    expect(score(by(100), { v: false })).toMatchObject({ value: 100, band: null, missing: [{ id: 'middling' }] })
    expect(score(by(70), { v: false }).band).toBe('mid')
    expect(score(by(50), {}).band).toBe('low')
  })
  test('one without a band is told and changes nothing', () => {
    const result = score(by(100), { ...no, hint: true })
    expect(result).toMatchObject({ band: 'high', vetoes: ['hint'] })
    expect(result.steps.map((s) => s.en).join()).toContain('told only')
  })
})

test('a band below 0 is reached by a veto alone', () => {
  const of: ScoreSheet = {
    ...sheet,
    vetoes: [{ id: 'v', text: words, clause, band: 'listed' }],
    bands: [...sheet.bands, { id: 'listed', text: words, least: -1, colour: 'red' }],
  }
  expect(checkSheets([of], known)).toEqual([])
  expect(checkSheets([{ ...of, vetoes: [] }], known)).toHaveLength(1)
  expect(score({ a: 0, b: 0, c: 0 }, { v: false }, of).band).toBe('low')
  expect(score({ a: 0, b: 0, c: 0 }, {}, of)).toMatchObject({ value: 0, band: null })
  expect(score({}, { v: true }, of).band).toBe('listed')
})

test('missing answers cannot be judged and are named', () => {
  const result = score({ a: 60, c: 100 })
  expect(result).toMatchObject({ value: null, band: null, missing: [{ id: 'b' }] })
  expect(result.because?.en).toContain('1 answers')
  expect(result.elements[0]).toMatchObject({ earned: 60, missing: 1 })
})

test('what does not apply is rescaled over the sheet or inside its element', () => {
  const some = { a: 30, b: 'na', c: 100 } as const
  expect(score(some).value).toBeCloseTo((130 / 160) * 100, 5)
  expect(score(some, no, { ...sheet, rescale: 'element' }).value).toBeCloseTo(75, 5)
  // An element of which nothing applies falls out.
  expect(score({ a: 30, b: 20, c: 'na' }, no, { ...sheet, rescale: 'element' }).value).toBeCloseTo(50, 5)
})

test('answers that do not fit are refused', () => {
  expect(() => score({ a: 61 })).toThrow('0 to 60')
  expect(() => score({ a: -1 })).toThrow('0 to 60')
  expect(() => score({ a: Number.NaN })).toThrow('0 to 60')
  expect(() => score({ a: 'na' })).toThrow('always applies')
  expect(() => score({ z: 1 })).toThrow('no item z')
  expect(() => score({}, { z: true })).toThrow('no veto z')
})

const answer = fc.record({
  a: fc.double({ min: 0, max: 60, noNaN: true }),
  b: fc.oneof(fc.constant('na' as const), fc.double({ min: 0, max: 40, noNaN: true })),
  c: fc.oneof(fc.constant('na' as const), fc.double({ min: 0, max: 100, noNaN: true })),
})
const rank = (band: string | null): number => sheet.bands.findIndex((b) => b.id === band)

test('more points never lower score or band, a veto never raises it, and the score stays between 0 and 100', () => {
  fc.assert(
    fc.property(
      answer,
      fc.constantFrom('a', 'b', 'c'),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom<'sheet' | 'element'>('sheet', 'element'),
      (points, item, more, rescale) => {
        const of = { ...sheet, rescale }
        const before = score(points, no, of)
        const given = points[item as 'a']
        const most = itemsOf(sheet).find((i) => i.id === item)?.points ?? 0
        const after = score({ ...points, [item]: (given as unknown) === 'na' ? given : given + (most - given) * more }, no, of)
        expect(before.value).toBeGreaterThanOrEqual(0)
        expect(before.value).toBeLessThanOrEqual(100)
        expect(after.value ?? 0).toBeGreaterThanOrEqual((before.value ?? 0) - 1e-5)
        if ((after.value ?? 0) >= (before.value ?? 0)) expect(rank(after.band)).toBeGreaterThanOrEqual(rank(before.band))
        expect(rank(score(points, { v: false, middling: true }, of).band)).toBeLessThanOrEqual(rank(before.band))
      },
    ),
  )
})

describe('the walk at the start', () => {
  const faults = (change: Partial<ScoreSheet>) => checkSheets([{ ...sheet, ...change }], known).join('\n')
  test('a sound sheet has no faults', () => expect(faults({})).toBe(''))
  test.each<[string, Partial<ScoreSheet>]>([
    ['add up to 200, not 100', { full: 100 }],
    ['no band begins at 0', { bands: sheet.bands.slice(1) }],
    ['is never reached', { bands: [...sheet.bands, { id: 'x', text: words, least: 101, colour: 'blue' }] }],
    ['same score', { bands: [...sheet.bands, { id: 'x', text: words, least: 60, colour: 'blue' }] }],
    ['unknown band', { vetoes: [{ id: 'v', text: words, clause, band: 'nowhere' }] }],
    ['unknown evidence', { full: 1, elements: [{ id: 'e', text: words, items: [{ id: 'i', text: words, points: 1, evidence: 'x' }] }] }],
    ['unknown deed', { consequences: [{ bands: ['low'], forbids: 'fly', text: words, clause }] }],
    ['ends before', { effectiveTo: '2019-01-01' }],
    ['has a twice', { full: 2, elements: [{ id: 'a', text: words, items: [{ id: 'a', text: words, points: 2 }] }] }],
  ])('%s', (fault, change) => expect(faults(change)).toContain(fault))
  test('two versions on one day', () => {
    expect(checkSheets([sheet, { ...sheet, version: '2', effectiveTo: '2027-01-01' }], known)).toHaveLength(1)
    expect(checkSheets([sheet, { ...sheet, version: '2', effectiveFrom: '2026-01-01', effectiveTo: '2027-01-01' }], known)).toEqual([])
  })
  test('in force up to, and not including, the end', () => {
    expect(['2019-12-31', '2020-01-01', '2025-12-31', '2026-01-01'].map((d) => sheetOn(sheet, d))).toEqual([false, true, true, false])
  })
})
