import { expect, test } from 'vitest'
import type { AlarmRow } from '../model.ts'
import { inSight, linesOf, settleDesk, worst } from './desk.ts'

const alarm = (id: string, orgId: string, colour: string): AlarmRow =>
  ({ id, orgId, orgName: `厂${orgId}`, colour, state: 'unacknowledged' }) as AlarmRow

test('while the list is in use nothing moves: new ones wait, gone ones stay', () => {
  const desk = settleDesk({ order: [], waiting: [] }, ['a', 'b'], true)
  expect(desk).toEqual({ order: ['a', 'b'], waiting: [] })
  const later = settleDesk(desk, ['c', 'a'], true)
  expect(later).toEqual({ order: ['a', 'b'], waiting: ['c'] })
  expect(settleDesk(later, ['c', 'a'], false)).toEqual({ order: ['c', 'a'], waiting: [] })
})

test('five hundred alarms of two enterprises are two lines until one is opened', () => {
  const all = Array.from({ length: 500 }, (_, i) => alarm(String(i), i % 2 ? '1' : '2', i === 7 ? 'red' : 'gold'))
  expect(linesOf(all, false, new Set())).toHaveLength(500)
  const folded = linesOf(all, true, new Set())
  expect(folded.map((l) => l.kind)).toEqual(['group', 'group'])
  expect(linesOf(all, true, new Set(['1']))).toHaveLength(252)
  expect(worst(all)).toBe('red')
})

test('of a long list only what is in sight is drawn', () => {
  expect(inSight(500, 44, 4400, 880)).toEqual({ from: 94, to: 126 })
})
