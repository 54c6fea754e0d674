import { expect, test } from 'vitest'
import { judge } from './judge.ts'
import { asChecklist, asCriterion, OwnLists, ownOn, type OwnCriterion } from './own-lists.ts'

const criterion = (given: Partial<OwnCriterion> = {}): OwnCriterion => ({
  id: 'own-1111',
  sector: 'fire',
  source: 'GB 35181-2025',
  status: 'verified',
  replaces: null,
  from: '2026-01-01',
  to: null,
  text: '疏散通道被占用',
  clause: '第4.2条',
  questions: ['通道净宽不足吗？', '当场不能恢复吗？'],
  ...given,
})

const faults = (criteria: OwnCriterion[]): string[] =>
  OwnLists.safeParse({ criteria, checklists: [] }).error?.issues.map((i) => i.message) ?? []

test('an own criterion is judged as every other, and its clause says that it was entered here', () => {
  const own = asCriterion(criterion())
  expect(judge(own, { q1: 'yes', q2: 'yes' })).toMatchObject({
    verdict: 'major',
    clause: { text: { zh: 'GB 35181-2025 第4.2条（本地录入）' } },
    status: 'verified',
  })
  expect(judge(own, { q1: 'yes' }).verdict).toBe('cannot-judge')
})

test('the items of an own checklist carry method, clause and criterion', () => {
  const { questions: _q, clause: _c, ...entry } = criterion({ to: '2027-01-01', status: 'secondary' })
  const item = { id: 'i1', text: '看通道', method: '用尺量', clause: '第3条', criterion: 'own-1111' }
  const list = asChecklist({ ...entry, period: 'weekly', level: 'team', items: [item, { ...item, id: 'i2', method: '', criterion: null }] })
  expect(list).toMatchObject({ effectiveFrom: '2026-01-01', effectiveTo: '2027-01-01', period: 'weekly' })
  expect(list.items[0]).toMatchObject({ method: { zh: '用尺量' }, clause: { status: 'secondary' }, criterion: 'own-1111' })
  expect(list.items[1]).not.toHaveProperty('method')
})

test('in force from the first day up to, not including, the end', () => {
  const all = [
    criterion({ to: '2026-06-01' }),
    criterion({ id: 'own-2222', from: '2026-06-01' }),
    criterion({ id: 'own-3333', sector: 'coal' }),
  ]
  const ids = (day: string) => ownOn(all, ['common', 'fire'], day).map((c) => c.id)
  expect(ids('2025-12-31')).toEqual([])
  expect(ids('2026-05-31')).toEqual(['own-1111'])
  expect(ids('2026-06-01')).toEqual(['own-2222'])
})

test('ids twice, an end before the beginning and two in the same place at once are refused', () => {
  expect(faults([criterion(), criterion({ id: 'own-2222' })])).toEqual([])
  expect(faults([criterion(), criterion()])).toHaveLength(1)
  expect(faults([criterion({ to: '2026-01-01' })])[0]).toContain('失效日期须晚于生效日期')
  const place = { replaces: 'GB35181-2025-x' }
  expect(faults([criterion(place), criterion({ ...place, id: 'own-2222', from: '2026-05-01' })])[0]).toContain('日期重叠')
  expect(faults([criterion({ ...place, to: '2026-05-01' }), criterion({ ...place, id: 'own-2222', from: '2026-05-01' })])).toEqual([])
  expect(faults([criterion({ questions: [] })])).not.toEqual([])
})
