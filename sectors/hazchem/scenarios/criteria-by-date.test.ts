import { expect, test } from 'vitest'
import { judge } from '#kernel/sector/index.ts'
import { checklistsFor, criteriaFor } from '../../index.ts'

const find = (id: string, date: string) => {
  const criterion = criteriaFor('hazchem', date).find((c) => c.id === id)
  if (!criterion) throw new Error(`${id} is not in force on ${date}`)
  return criterion
}

const sets = (date: string) => [...new Set(criteriaFor('hazchem', date).map((c) => c.id.split('-')[0]))]

test('the twenty items hold on 29 September 2026, AQ 3067 on the day after', () => {
  expect(sets('2026-09-29')).toEqual(['HZ121'])
  expect(sets('2026-09-30')).toEqual(['AQ3067'])
})

test('the lists change with the criteria and keep their items', () => {
  const before = checklistsFor('hazchem', 'large', '2026-09-29').filter((l) => l.id.startsWith('hazchem'))
  const after = checklistsFor('hazchem', 'large', '2026-09-30').filter((l) => l.id.startsWith('hazchem'))
  expect(after.map((l) => l.id)).toEqual(before.map((l) => l.id.replace('-2022', '-2026')))
  expect(after.map((l) => l.items.map((i) => i.id))).toEqual(before.map((l) => l.items.map((i) => i.id)))
})

test('tank farm of level 2 without shut-off: major, clause and source are named', () => {
  const verdict = judge(find('HZ121-05a', '2026-05-01'), { q1: 'yes', q2: 'yes' })
  expect(verdict.verdict).toBe('major')
  expect(verdict.clause.text.zh).toContain('第五条')
  expect(verdict.status).toBe('secondary')
})

test('a tank farm of level 4 does not meet it, whatever else is unknown', () => {
  expect(judge(find('HZ121-05b', '2026-05-01'), { q1: 'no' }).verdict).toBe('not')
})

test('an unknown level cannot be judged: the question is named', () => {
  const verdict = judge(find('HZ121-05b', '2026-05-01'), { q2: 'yes', q3: 'yes' })
  expect(verdict.verdict).toBe('cannot-judge')
  expect(verdict.missing.map((q) => q.zh)).toEqual(['罐区构成一级或二级重大危险源吗？'])
})

test('without the text of AQ 3067 nothing is judged, and with it the verdict stays uncertain', () => {
  const criterion = find('AQ3067-5.5.6', '2026-10-01')
  expect(judge(criterion, { q1: 'unknown' }).verdict).toBe('cannot-judge')
  expect(judge(criterion, { q1: 'yes' })).toMatchObject({ verdict: 'major', status: 'uncertain' })
})
