import { expect, test } from 'vitest'
import { checkKinds } from '#kernel/matter/index.ts'
import { planTaskKind } from './task-kind.ts'

test('the transition table of planTask is sound and submitting needs evidence', () => {
  expect(() => checkKinds([planTaskKind])).not.toThrow()
  expect(planTaskKind.acts['submit']?.evidence?.min).toBe(1)
  expect(planTaskKind.acts['accept']?.notBy).toContain('submit')
})
