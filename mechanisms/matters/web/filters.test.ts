import { expect, test } from 'vitest'
import { MatterQuery } from '../model.ts'
import { dropView, readSearch, savedViews, saveView, toQuery, withFilter, type Keep } from './filters.ts'
import { doorOf, doorOfAll, monthDays, ordered, sumOf, type Stats } from './stats.ts'

test('the address gives texts, whatever the router made of them, and nothing unknown', () => {
  expect(readSearch({ q: 123, path: '330481', recurring: true, act: 'x', kind: '', state: ['a'] })).toEqual({
    q: '123',
    path: '330481',
    recurring: 'true',
  })
})

test('another kind drops the state and level of the old one; an empty value takes a filter away', () => {
  expect(withFilter({ kind: 'a', state: 's', level: 'l', q: 'x' }, 'kind', 'b')).toEqual({ kind: 'b', q: 'x' })
  expect(withFilter({ kind: 'a', q: 'x' }, 'q', '')).toEqual({ kind: 'a' })
})

test('the address may narrow the kinds of a list and never widen them', () => {
  expect(toQuery({ kind: 'hazard,case' }, { phase: 'open' }, ['hazard', 'listing'])).toEqual({ kind: 'hazard', phase: 'open' })
  expect(toQuery({ kind: 'case' }, {}, ['hazard', 'listing'])).toEqual({ kind: 'hazard,listing' })
  expect(toQuery({ phase: 'void' }, { phase: 'open' }, undefined)).toEqual({ phase: 'open' })
})

test('every filter is one that the API accepts', () => {
  const all = { kind: 'a', phase: 'open', state: 's', level: 'l', sector: 'x', path: '33', whose: 'me', due: 'soon', q: 'w', sort: 'due' }
  const more = {
    openedFrom: '2026-01-01',
    openedTo: '2026-01-31',
    closedFrom: '2026-01-01',
    recurring: 'true',
    orgId: '0190a0a0-0000-7000-8000-000000000001',
  }
  const query = readSearch({ ...all, ...more })
  expect(Object.keys(query)).toHaveLength(15)
  expect(Object.keys(MatterQuery.parse(query))).toEqual(expect.arrayContaining(Object.keys(query)))
})

function memory(start: Record<string, string> = {}): Keep {
  const kept = new Map(Object.entries(start))
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) }
}

test('views are kept by person and page, replaced by name, and survive rubbish', () => {
  const keep = memory()
  saveView(keep, 'p', 'all', { name: 'A', search: { q: '1' } })
  saveView(keep, 'p', 'all', { name: 'A', search: { q: '2' } })
  saveView(keep, 'p', 'all', { name: 'B', search: {} })
  expect(savedViews(keep, 'p', 'all').map((v) => [v.name, v.search.q])).toEqual([
    ['A', '2'],
    ['B', undefined],
  ])
  expect(savedViews(keep, 'p', 'hazard')).toEqual([])
  expect(dropView(keep, 'p', 'all', 'A').map((v) => v.name)).toEqual(['B'])
  expect(savedViews(memory({ 'anlan.views.p.all': '{"x":1}' }), 'p', 'all')).toEqual([])
  expect(savedViews(memory({ 'anlan.views.p.all': 'no json' }), 'p', 'all')).toEqual([])
})

const row = (key: string | null, opened: number): Stats => ({
  key,
  name: null,
  opened,
  closed: 0,
  active: 0,
  overdue: 0,
  daysToClose: null,
  recurring: 0,
})

test('a number of the statistics opens the list that it counts', () => {
  const within = { kind: 'hazard', openedFrom: '2026-02-10' }
  expect(monthDays('2026-02')).toEqual({ from: '2026-02-01', to: '2026-02-28' })
  expect(doorOf('month', '2026-02', 'overdue', within)).toEqual({
    kind: 'hazard',
    openedFrom: '2026-02-10',
    openedTo: '2026-02-28',
    due: 'overdue',
  })
  expect(doorOf('org', 'x', 'closed', within)).toEqual({ ...within, orgId: 'x', phase: 'closed' })
  expect(doorOf('level', null, 'opened', within)).toEqual({ ...within, without: 'level' })
  expect(doorOf('state', null, 'opened', within)).toBeNull()
  expect(doorOf('office', 'x', 'opened', within)).toEqual({ ...within, officeId: 'x' })
  expect(doorOfAll('active', within)).toEqual({ ...within, phase: 'open,waiting' })
})

test('months stand in their order, other groups by size', () => {
  const rows = [row('2026-02', 1), row('2026-01', 5), row('2026-03', 3)]
  expect(ordered('month', rows).map((r) => r.key)).toEqual(['2026-01', '2026-02', '2026-03'])
  expect(ordered('path', rows).map((r) => r.opened)).toEqual([5, 3, 1])
  expect(sumOf(rows, 'opened')).toBe(9)
})
