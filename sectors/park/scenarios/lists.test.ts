import { expect, test } from 'vitest'
import { checklistsFor, criteriaFor } from '../../index.ts'
import { sector } from '../sector.ts'

test('a park has lists and no criteria of its own', () => {
  expect(criteriaFor('park', '2026-11-20')).toEqual([])
  expect(checklistsFor('park', 'large', '2026-11-20').map((l) => l.id)).toContain('park-office-monthly')
})

test('the whole-park assessment falls due after three years with notices before', () => {
  const assessment = sector.licences.find((l) => l.id === 'park-assessment')
  expect(assessment?.months).toBe(36)
  expect(assessment?.noticeDays).toEqual([180, 90, 30])
})
