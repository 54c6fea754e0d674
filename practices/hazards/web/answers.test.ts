import { expect, test } from 'vitest'
import { selfcheckKind } from '../selfcheck-kind.ts'
import { missing, toAct, type Answers } from './answers.ts'

const photo = { hash: 'a'.repeat(64), name: 'a.jpg', mediaType: 'image/jpeg', size: 1 }

test('a line lacks an answer, or a finding lacks words and photograph', () => {
  expect(missing(undefined)).toBe('answer')
  expect(missing({ result: 'ok' })).toBeNull()
  expect(missing({ result: 'hazard' })).toBe('note')
  expect(missing({ result: 'hazard', note: ' 漏 ' })).toBe('note')
  expect(missing({ result: 'hazard', note: '漏油' })).toBeNull()
  expect(missing({ result: 'hazard', photo })).toBeNull()
})

test('the act holds the lines in order, findings with note and photograph, each photograph once', () => {
  const answers: Answers = {
    c: { result: 'hazard', photo },
    a: { result: 'ok', note: '改了主意', photo: { ...photo, hash: 'b'.repeat(64) } },
    b: { result: 'hazard', note: ' 漏油 ', photo },
    gone: { result: 'ok' },
  }
  const { results, evidence } = toAct(['a', 'b', 'c', 'd'], answers)
  expect(results).toEqual([
    { item: 'a', result: 'ok' },
    { item: 'b', result: 'hazard', note: '漏油', photo: photo.hash },
    { item: 'c', result: 'hazard', photo: photo.hash },
  ])
  expect(evidence).toEqual([photo])
  expect(selfcheckKind.acts['do']?.form.safeParse({ results }).success).toBe(true)
})
