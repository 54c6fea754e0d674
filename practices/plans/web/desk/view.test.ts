import { expect, test } from 'vitest'
import type { PlanItem } from '../../model.ts'
import { merged } from './useItems.ts'
import { afterDeciding, chapterOf, chapterStep, EMPTY_VIEW, shownItems, stepFrom } from './view.ts'

const item = (id: string, start: number, more: Partial<PlanItem> = {}): PlanItem => ({
  id,
  documentId: 'd',
  kind: 'commitment',
  state: 'open',
  start,
  end: start + 5,
  quote: 'x',
  heading: null,
  chapter: start < 50 ? '一' : '二',
  core: true,
  confidence: 0.9,
  reason: { zh: '', en: '' },
  fields: { name: id },
  version: 1,
  matchId: null,
  matterId: null,
  ...more,
})
const HEADINGS = [
  { id: 'h1', level: 2, start: 0, title: '一' },
  { id: 'h2', level: 3, start: 20, title: '（一）' },
  { id: 'h3', level: 2, start: 50, title: '二' },
]
const LIST = [
  item('a', 1),
  item('b', 25, { state: 'accepted', confidence: 0.5 }),
  item('c', 60, { fields: { name: 'c', lead: ['区发改局'] } }),
]

test('the view filters by kind, state, confidence, chapter and unresolved unit', () => {
  const shown = (view: object) => shownItems(LIST, { ...EMPTY_VIEW, ...view }, HEADINGS, new Set(['区发改局'])).map((i) => i.id)
  expect(shown({})).toEqual(['a', 'b', 'c'])
  expect(shown({ kind: 'indicator' })).toEqual([])
  expect(shown({ state: 'accepted' })).toEqual(['b'])
  expect(shown({ below: 0.75 })).toEqual(['b'])
  expect(shown({ heading: 'h1' })).toEqual(['a', 'b'])
  expect(shown({ units: true })).toEqual(['c'])
  expect(chapterOf(HEADINGS, 'h2')).toEqual({ start: 20, end: 50 })
})

test('steps stay in the list; a decided item leads to the next that is open', () => {
  expect(stepFrom(LIST, null, 1)).toBe('a')
  expect(stepFrom(LIST, 'c', 1)).toBeNull()
  expect(stepFrom(LIST, 'c', -1, (i) => i.state === 'open')).toBe('a')
  expect(chapterStep(LIST, 'a', 1)).toBe('c')
  expect(chapterStep(LIST, 'c', -1)).toBe('a')
  expect(afterDeciding(LIST, 'a')).toBe('c')
  expect(afterDeciding(LIST, 'c')).toBe('a')
})

test('changes of others are put in place; replaced items leave, older versions are passed over', () => {
  const next = merged(LIST, [item('a', 1, { state: 'replaced', version: 2 }), item('d', 2, { version: 1 }), item('b', 25, { version: 0 })])
  expect(next.map((i) => i.id)).toEqual(['d', 'b', 'c'])
  expect(next[1]?.state).toBe('accepted')
})
