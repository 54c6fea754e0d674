import { expect, test } from 'vitest'
import { judge, type OwnLists } from '#kernel/sector/index.ts'
import { checklistsFor, criteriaFor } from '#sectors/index.ts'
import { listBook, ownListsSetting } from './sector-lists.ts'

const DAY = '2026-11-20'
const topic = criteriaFor('fire', DAY)[0]
const given = checklistsFor('fire', 'small', DAY).at(-1)
if (!topic || !given) throw new Error('the sector has no criterion or list')

const entry = { sector: 'fire', source: 'GB 35181-2025', status: 'verified' as const, from: '2026-11-01', to: null }
const own: OwnLists = {
  criteria: [{ ...entry, id: 'own-criterion', text: '疏散通道被占用', clause: '第4.2条', questions: ['被占用吗？'], replaces: topic.id }],
  checklists: [
    {
      ...entry,
      id: 'own-list',
      text: '夜查表',
      period: 'daily',
      level: 'team',
      replaces: given.id,
      items: [{ id: 'i1', text: '看通道', method: '', clause: '第4.2条', criterion: 'own-criterion' }],
    },
  ],
}

test('own entries are used at once, in place of what they replace, and only while they are in force', () => {
  let stored: OwnLists = { criteria: [], checklists: [] }
  const book = listBook(() => stored)
  expect(book.criteriaFor('fire', DAY)).toEqual(criteriaFor('fire', DAY))
  stored = own
  const ids = book.criteriaFor('fire', DAY).map((c) => c.id)
  expect(ids).toContain('own-criterion')
  expect(ids).not.toContain(topic.id)
  expect(ids).toHaveLength(criteriaFor('fire', DAY).length)
  expect(book.criteriaFor('fire', '2026-10-31').map((c) => c.id)).toContain(topic.id)
  expect(book.criteriaFor('coal', DAY)).toEqual(criteriaFor('coal', DAY))
  const lists = book.checklistsFor('fire', 'small', DAY).map((c) => c.id)
  expect(lists).toContain('own-list')
  expect(lists).not.toContain(given.id)
  // By id what was replaced is still found: earlier checks and verdicts keep their words.
  expect(book.checklistOf(given.id)).toBe(given)
  expect(book.criterionOf(topic.id)).toBe(topic)
  expect(book.itemOf('own-list', 'i1')).toEqual({ text: '看通道', clause: 'GB 35181-2025 第4.2条（本地录入）' })
  const criterion = book.criterionOf('own-criterion')
  expect(criterion && judge(criterion, { q1: 'yes' }).verdict).toBe('major')
})

test('entries for all sectors hold for every one', () => {
  const everywhere = own.criteria.map((c) => ({ ...c, sector: 'common', replaces: null }))
  const book = listBook(() => ({ criteria: everywhere, checklists: [] }))
  for (const sector of ['common', 'fire', 'coal']) expect(book.criteriaFor(sector, DAY).map((c) => c.id)).toContain('own-criterion')
})

test('an unknown sector and a replaced entry that is not there are refused in words', () => {
  const { schema } = ownListsSetting()
  const faults = (change: object): string[] =>
    schema.safeParse({ ...own, criteria: own.criteria.map((c) => ({ ...c, ...change })) }).error?.issues.map((i) => i.message) ?? []
  expect(faults({})).toEqual([])
  expect(faults({ sector: 'space' })[0]).toContain('行业不存在')
  expect(faults({ replaces: 'nothing' })[0]).toContain('不在该行业')
})
