import { expect, test } from 'vitest'
import { judge } from '#kernel/sector/index.ts'
import { criteriaFor } from '../../index.ts'

test('Order 21 holds from 1 July 2026 with seventeen aspects', () => {
  expect(criteriaFor('coal', '2026-06-30')).toEqual([])
  const aspects = new Set(criteriaFor('coal', '2026-07-01').map((c) => c.id.split('.')[0]))
  expect(aspects.size).toBe(17)
})

test('quarter above 30 % of capacity is a case of its own beside the yearly one', () => {
  const [year, quarter] = criteriaFor('coal', '2026-11-20')
  if (!year || !quarter) throw new Error('criteria missing')
  expect(judge(quarter, { q1: 'yes' }).verdict).toBe('major')
  expect(judge(year, { q1: 'no' }).verdict).toBe('not')
  expect(quarter.clause.text.zh).toContain('第四条')
})
