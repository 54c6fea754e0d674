import { expect, test } from 'vitest'
import { type Answer, judge } from '#kernel/sector/index.ts'
import { criteriaFor } from '../../index.ts'

const verdict = (id: string, answers: Record<string, Answer>) => {
  const criterion = criteriaFor('metal-and-trade', '2026-11-20').find((c) => c.id === id)
  if (!criterion) throw new Error(`no criterion ${id}`)
  return judge(criterion, answers)
}

test('no list and no sign together meet item 63; a sign alone keeps it from being met', () => {
  expect(verdict('GM10-63', { q1: 'yes', q2: 'yes' }).verdict).toBe('major')
  expect(verdict('GM10-63', { q1: 'yes', q2: 'no' }).verdict).toBe('not')
})

test('each neglect of work in confined spaces is major on its own', () => {
  for (const id of ['GM10-64a', 'GM10-64b', 'GM10-64c']) expect(verdict(id, { q1: 'yes' }).verdict).toBe('major')
})

test('dust: dry collector, protection not looked at', () => {
  const left = verdict('GM10-53', { q1: 'yes' })
  expect(left.verdict).toBe('cannot-judge')
  expect(left.missing.map((q) => q.en)).toEqual(['Is there neither venting, inerting nor suppression?'])
})

test('water in the pit counts only in production', () => {
  expect(verdict('GM10-13', { q1: 'no', q2: 'yes' }).verdict).toBe('not')
})

test('article 3 was read, the wording of the others is from knowledge', () => {
  expect(verdict('GM10-02', { q1: 'yes' }).status).toBe('secondary')
  expect(verdict('GM10-60', { q1: 'yes', q2: 'yes' }).status).toBe('from-knowledge')
})

test('before 15 May 2023 Order 10 was not in force', () => {
  expect(criteriaFor('metal-and-trade', '2023-05-14')).toEqual([])
})
