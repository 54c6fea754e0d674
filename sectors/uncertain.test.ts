import { describe, expect, test } from 'vitest'
import { judge } from '#kernel/sector/index.ts'
import { criteriaFor, sectorById } from './index.ts'

/** Sectors of whose criteria only the topics are known: nothing may look surer than it is. */
describe.each([['city-lifeline'], ['construction'], ['road-transport'], ['special-equipment']])('%s', (id) => {
  test('nothing is judged without the text, and no verdict is surer than its source', () => {
    const criteria = criteriaFor(id, '2026-11-20')
    expect(criteria).toEqual(sectorById(id)?.criteria)
    for (const criterion of criteria) {
      expect(judge(criterion, {}).verdict).toBe('cannot-judge')
      expect(judge(criterion, { q1: 'yes' })).toMatchObject({ verdict: 'major', status: 'uncertain' })
      expect(judge(criterion, { q1: 'no' }).verdict).toBe('not')
    }
  })

  test('findings of the self-checks lead to criteria', () => {
    const named = (sectorById(id)?.checklists ?? []).flatMap((l) => l.items.flatMap((i) => i.criterion ?? []))
    expect(named.length).toBeGreaterThan(2)
  })
})
