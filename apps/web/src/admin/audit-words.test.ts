import { expect, test } from 'vitest'
import { detailWords, objectWords } from './audit-words.ts'

test('objects and notes of the audit are said in words; others stand as they are', () => {
  expect(objectWords('setting').zh).toBe('设置')
  expect(objectWords('hazard').en).toBe('Hidden hazards')
  expect(objectWords('constructor').zh).toBe('constructor')
  expect(detailWords('accountMade').zh).toBe('新开账号')
  expect(detailWords('toString').zh).toBe('toString')
})
