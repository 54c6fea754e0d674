import { expect, test } from 'vitest'
import { text } from '../text.ts'
import { judge } from './judge.ts'
import type { Criterion } from './sector.ts'

const criterion: Criterion = {
  id: 'C1',
  text: text('罐区无紧急切断', 'Tank farm without emergency shut-off'),
  clause: { text: text('第五条', 'Art. 5'), status: 'secondary' },
  effectiveFrom: '2017-11-13',
  questions: [
    { id: 'q1', text: text('是一、二级重大危险源吗?', 'Is it level 1 or 2?') },
    { id: 'q2', text: text('没有紧急切断吗?', 'Is there no shut-off?') },
  ],
}

test('all answers yes: major, with the clause and how sure its source is', () => {
  expect(judge(criterion, { q1: 'yes', q2: 'yes' })).toEqual({
    verdict: 'major',
    clause: criterion.clause,
    missing: [],
    status: 'secondary',
  })
})

test('one no settles it, even where the other answer is missing', () => {
  expect(judge(criterion, { q2: 'no' }).verdict).toBe('not')
  expect(judge(criterion, { q1: 'unknown', q2: 'no' }).missing).toEqual([])
})

test('a missing or unknown answer cannot be judged and names the question', () => {
  const left = judge(criterion, { q1: 'yes' })
  expect(left.verdict).toBe('cannot-judge')
  expect(left.missing).toEqual([criterion.questions[1]?.text])
  expect(judge(criterion, { q1: 'unknown', q2: 'unknown' }).missing).toHaveLength(2)
})

test('an answer to a question that is not asked is refused', () => {
  expect(() => judge(criterion, { q1: 'yes', q2: 'yes', q9: 'yes' })).toThrow('does not ask q9')
})

test('a criterion without questions is never met', () => {
  expect(judge({ ...criterion, questions: [] }, {}).verdict).toBe('cannot-judge')
})
