import { expect, test } from 'vitest'
import { judge } from '#kernel/sector/index.ts'
import { criteriaFor } from '../../index.ts'

test('the list of 2017 is still in use', () => {
  expect(criteriaFor('fireworks', '2026-11-20').map((c) => c.id)).toContain('FW121-20')
  expect(criteriaFor('fireworks', '2017-11-12')).toEqual([])
})

test('repair with charge inside is judged apart from missing certificates', () => {
  const repair = criteriaFor('fireworks', '2026-11-20').find((c) => c.id === 'FW121-02b')
  if (!repair) throw new Error('criterion missing')
  expect(judge(repair, { q1: 'yes' }).clause.text.en).toContain('item 2')
  expect(judge(repair, {}).verdict).toBe('cannot-judge')
})
