import { expect, test } from 'vitest'
import type { ScoreSheet } from '#kernel/score/index.ts'
import { text } from '#kernel/text.ts'
import { changed, complete, corrected, pointsFor, prefilled, reasoned, resultOf, standingOf } from './rules.ts'

const words = text('条', 'Item')
const clause = { text: words, status: 'verified' } as const
const item = { id: 'a', text: words, points: 10, evidence: 'e' }
const sheet: ScoreSheet = {
  id: 's',
  version: '1',
  text: words,
  of: ['office'],
  effectiveFrom: '2020-01-01',
  clause,
  pointsFrom: clause,
  bandsFrom: clause,
  full: 20,
  elements: [{ id: 'x', text: words, items: [item, { id: 'b', text: words, points: 10 }] }],
  vetoes: [{ id: 'v', text: words, clause, band: 'low' }],
  bands: [
    { id: 'low', text: words, least: 0, colour: 'red' },
    { id: 'high', text: words, least: 60, colour: 'blue' },
  ],
  rescale: 'sheet',
  consequences: [{ bands: ['low'], forbids: 'build', text: words, clause }],
}
const answers = (a: number, notes: Record<string, string> = {}) => ({ points: { a, b: 10 }, vetoes: { v: false }, notes })

test('the share of the records becomes points; where they say nothing nothing is filled in', () => {
  expect([0, 0.333, 1].map((share) => pointsFor(item, share))).toEqual([0, 3.3, 10])
  expect(prefilled(sheet, { a: 0.5 }).points).toEqual({ a: 5 })
  expect(prefilled(sheet, { a: null }).points).toEqual({})
})

test('what differs is named, and each needs a reason of its own', () => {
  expect(corrected(sheet, answers(5), { a: 0.5 })).toEqual([])
  expect(corrected(sheet, answers(6), { a: 0.5 })).toEqual(['a'])
  expect(corrected(sheet, answers(6), { a: null })).toEqual([])
  expect(changed(answers(5), { ...answers(6), vetoes: { v: true } })).toEqual(['a', 'v'])
  expect(reasoned(answers(6, { a: ' x ' }), ['a'])).toBe(false)
  expect(reasoned(answers(6, { a: '换证' }), ['a'])).toBe(true)
})

test('complete is every item and every veto, within the range', () => {
  expect(complete(sheet, answers(5))).toBe(true)
  expect(complete(sheet, { ...answers(5), vetoes: {} })).toBe(false)
  expect(complete(sheet, answers(11))).toBe(false)
  expect(resultOf(sheet, answers(11))).toBeNull()
})

test('what a band means for a deed', () => {
  const latest = (band: string | null) => ({ id: '1', sheet, band, day: '2026-01-01' })
  expect(standingOf('build', undefined)).toMatchObject({ allowed: 'cannot-judge', clause: null })
  expect(standingOf('build', latest('low'))).toMatchObject({ allowed: 'no', clause })
  expect(standingOf('build', latest('high')).allowed).toBe('yes')
  expect(standingOf('other', latest('low')).allowed).toBe('yes')
  expect(standingOf('build', latest(null)).allowed).toBe('cannot-judge')
})
