import { expect, test } from 'vitest'
import { judge } from '#kernel/sector/index.ts'
import { checklistsFor, criteriaFor } from '../../index.ts'

test('the edition of 2017 ends when that of 2025 begins', () => {
  expect(criteriaFor('fire', '2025-10-31').every((c) => c.id.startsWith('GB35181-2017-'))).toBe(true)
  expect(criteriaFor('fire', '2025-11-01').every((c) => c.id.startsWith('GB35181-2025-'))).toBe(true)
  expect(criteriaFor('fire', '2025-11-01')).toHaveLength(criteriaFor('fire', '2025-10-31').length + 1)
})

test('a list is valid in one version on any day', () => {
  for (const date of ['2025-10-31', '2025-11-01']) {
    const ids = checklistsFor('fire', 'small', date).map((l) => l.id.replace(/-20\d\d$/, ''))
    expect(ids).toEqual([...new Set(ids)])
  }
})

test('2017: flammables in the same building as dwellings', () => {
  const criterion = criteriaFor('fire', '2025-06-01').find((c) => c.id === 'GB35181-2017-same-building')
  if (!criterion) throw new Error('criterion missing')
  expect(judge(criterion, { q1: 'yes', q2: 'yes' })).toMatchObject({ verdict: 'major', status: 'from-knowledge' })
  expect(judge(criterion, { q1: 'yes' }).missing).toHaveLength(1)
})

test('2025: uncertain, and not judged without the text', () => {
  for (const criterion of criteriaFor('fire', '2026-11-20')) {
    expect(criterion.clause.status).toBe('uncertain')
    expect(judge(criterion, {}).verdict).toBe('cannot-judge')
  }
})
