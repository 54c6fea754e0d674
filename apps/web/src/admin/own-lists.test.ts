import { expect, test } from 'vitest'
import { OwnLists } from '#kernel/sector/index.ts'
import { sectors } from '#sectors/index.ts'
import { blankCriterion, checklistFor, criterionFor, end, gapsOf, isFixed, linesOf, nextVersion, put, standingOf } from './own-lists.ts'

const TODAY = '2026-11-20'
const none: OwnLists = { criteria: [], checklists: [] }
const fire = sectors.find((s) => s.id === 'fire')
if (!fire) throw new Error('no sector fire')
const gap = gapsOf(fire, none, TODAY).criteria[0]
if (!gap) throw new Error('no gap')

const filled = { ...criterionFor('fire', gap, TODAY), source: 'GB 35181-2025', clause: '第4.2条', questions: ['被占用吗？'] }

test('what is known by topic only is a gap until an own entry stands in its place', () => {
  expect(OwnLists.safeParse({ criteria: [filled], checklists: [] }).success).toBe(true)
  const ids = gapsOf(fire, { ...none, criteria: [filled] }, TODAY).criteria.map((c) => c.id)
  expect(ids).not.toContain(gap.id)
  const past = { ...filled, from: '2026-01-01', to: '2026-02-01' }
  expect(gapsOf(fire, { ...none, criteria: [past] }, TODAY).criteria.map((c) => c.id)).toContain(gap.id)
})

test('a list is begun from that of the sector', () => {
  for (const sector of sectors) {
    for (const { list, unsure } of gapsOf(sector, none, TODAY).checklists) {
      const own = checklistFor(sector.id, list, TODAY)
      expect(unsure).toBeGreaterThan(0)
      expect(OwnLists.safeParse({ criteria: [], checklists: [{ ...own, source: '本地规定' }] }).error?.issues ?? []).toEqual([])
    }
  }
})

test('what was in force is followed by a version, not changed', () => {
  const old = { ...filled, from: '2026-01-01' }
  expect([isFixed(old, TODAY), isFixed(filled, TODAY)]).toEqual([true, false])
  const next = nextVersion(old, TODAY)
  const all = put([old], next)
  expect(all.map((e) => [e.from, e.to])).toEqual([
    ['2026-01-01', '2026-11-21'],
    ['2026-11-21', null],
  ])
  expect(all.map((e) => standingOf(e, TODAY))).toEqual(['in-force', 'coming'])
  expect(put(all, { entry: { ...next.entry, clause: '第5条' }, follows: null })).toHaveLength(2)
  expect(OwnLists.safeParse({ criteria: all, checklists: [] }).success).toBe(true)
})

test('ended: gone when it never held, otherwise to the end of today', () => {
  expect(end([filled], filled.id, TODAY)).toEqual([])
  expect(end([{ ...filled, from: '2026-01-01' }], filled.id, TODAY)[0]?.to).toBe('2026-11-21')
  expect(linesOf('一\n\n 二 \n')).toEqual(['一', '二'])
  expect(blankCriterion('fire', TODAY).questions).toEqual([])
})
