import { expect, test } from 'vitest'
import { judge } from '#kernel/sector/index.ts'
import { criteriaFor } from '../../index.ts'
import { sector } from '../sector.ts'

test('nothing is judged without the text, and no verdict is surer than its source', () => {
  const criteria = criteriaFor('road-transport', '2026-11-20')
  expect(criteria).toEqual(sector.criteria)
  for (const criterion of criteria) {
    expect(judge(criterion, {}).verdict).toBe('cannot-judge')
    expect(judge(criterion, { q1: 'yes' })).toMatchObject({ verdict: 'major', status: 'uncertain' })
    expect(judge(criterion, { q1: 'no' }).verdict).toBe('not')
  }
})

test('findings of the self-checks lead to criteria', () => {
  const named = sector.checklists.flatMap((l) => l.items.flatMap((i) => i.criterion ?? []))
  expect(named.length).toBeGreaterThan(5)
})
