import { expect, test } from 'vitest'
import { criteriaFor } from '../../index.ts'

const ids = (date: string) => criteriaFor('noncoal-mine', date).map((c) => c.id)

test('32 underground and 13 open-pit items, six more since the supplement', () => {
  expect(ids('2024-04-22').filter((id) => id.startsWith('JS88-U-'))).toHaveLength(32)
  expect(ids('2024-04-22').filter((id) => id.startsWith('JS88-O-'))).toHaveLength(13)
  expect(ids('2024-04-22')).toHaveLength(45)
  expect(ids('2024-04-23')).toHaveLength(51)
})

test('the item number follows the place in the document', () => {
  const fan = criteriaFor('noncoal-mine', '2026-11-20').find((c) => c.id === 'JS88-U-20')
  expect(fan?.clause.text.zh).toContain('地下矿山第二十项')
  expect(fan?.text.zh).toContain('通风')
  expect(fan?.clause.status).toBe('from-knowledge')
})
