import { expect, test } from 'vitest'
import { judge } from '#kernel/sector/index.ts'
import { criteriaFor } from '../../index.ts'

const ids = (date: string) => criteriaFor('tailings', date).map((c) => c.id)
const wet = criteriaFor('tailings', '2026-06-01').find((c) => c.id === 'TL88-08b')

test('a wet pond is met only when flood height and beach are both below design', () => {
  if (!wet) throw new Error('criterion missing')
  expect(judge(wet, { q1: 'yes', q2: 'yes', q3: 'yes' }).verdict).toBe('major')
  expect(judge(wet, { q1: 'yes', q2: 'yes', q3: 'no' }).verdict).toBe('not')
  expect(judge(wet, { q1: 'yes', q2: 'yes' }).missing.map((q) => q.zh)).toEqual(['干滩长度也小于设计值吗？'])
})

test('the supplement of 2024 is added to the items of 2022', () => {
  expect(ids('2024-04-22')).not.toContain('TL41-02')
  expect(ids('2024-04-23')).toContain('TL41-02')
  expect(ids('2026-06-01')).toContain('TL88-19')
})
