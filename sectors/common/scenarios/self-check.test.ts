import { expect, test } from 'vitest'
import { checklistsFor, criteriaFor } from '../../index.ts'

test('an enterprise of every size has a list for each occasion', () => {
  for (const size of ['large', 'medium', 'small', 'micro']) {
    const periods = new Set(checklistsFor('common', size, '2026-11-20').map((l) => l.period))
    expect([...periods], size).toEqual(expect.arrayContaining(['shift', 'daily', 'weekly', 'holiday', 'resume']))
  }
})

test('before the amended Work Safety Law there are no lists', () => {
  expect(checklistsFor('common', 'large', '2021-08-31')).toEqual([])
  expect(checklistsFor('common', 'large', '2021-09-01')).not.toEqual([])
})

test('no criterion is common to all sectors: it would be judged without an instrument', () => {
  expect(criteriaFor('common', '2026-11-20')).toEqual([])
})

test('clauses of the two laws are verified, others say so', () => {
  for (const list of checklistsFor('common', 'large', '2026-11-20')) {
    for (const { clause } of list.items) {
      if (clause && /安全生产法|消防法/.test(clause.text.zh)) expect(clause.status).toBe('verified')
    }
  }
})
