import { expect, test } from 'vitest'
import { ApiError } from '#platform/web/index.ts'
import { refusalOf, withoutFaults } from './useAct.ts'

const allowed = [
  { act: 'verify', text: { zh: '复查销号', en: 'Verify' }, enabled: true, why: null },
  { act: 'return', text: { zh: '退回', en: 'Return' }, enabled: false, why: { zh: '不能', en: 'No' } },
]

test('a matter that moved on says what is possible now', () => {
  const refusal = refusalOf(new ApiError(409, { title: '事项已经变化', allowed, state: 'verifying' }), 'rectify', [], '')
  expect(refusal.title).toBe('事项已经变化')
  expect(refusal.allowed.map((a) => a.act)).toEqual(['verify'])
  expect(refusal.state).toBe('verifying')
})

test('a condition of the same act that is not met offers no other act', () => {
  const refusal = refusalOf(new ApiError(409, { title: '期限须晚于现在', allowed, state: 'verifying' }), 'verify', [], '')
  expect(refusal).toMatchObject({ title: '期限须晚于现在', allowed: [], state: null })
})

test('faults go to their fields, a lost session asks to sign in, anything else says so', () => {
  const bad = new ApiError(400, {
    title: '有 2 处填写有误',
    errors: [
      { field: 'form.done', message: '太短' },
      { field: 'body.at', message: '时间不对' },
    ],
  })
  expect(refusalOf(bad, 'rectify', ['done'], '')).toMatchObject({ fields: { done: '太短' }, rest: ['时间不对'], signIn: false })
  expect(refusalOf(new ApiError(401, { title: '请先登录' }), 'rectify', [], '').signIn).toBe(true)
  expect(refusalOf(new TypeError('x'), 'rectify', [], '没有办成').title).toBe('没有办成')
})

test('a fault goes when its field is changed, and the refusal with its last fault', () => {
  const errors = [
    { field: 'form.done', message: '太短' },
    { field: 'form.cost', message: '太大' },
  ]
  const bad = refusalOf(new ApiError(400, { title: '有 2 处填写有误', errors }), 'rectify', ['done', 'cost'], '')
  const one = withoutFaults(bad, ['done', 'other'])
  expect(one?.fields).toEqual({ cost: '太大' })
  expect(withoutFaults(one, ['done'])).toBe(one)
  expect(withoutFaults(one, ['cost'])).toBeNull()
  const lost = refusalOf(new ApiError(401, { title: '请先登录' }), 'rectify', [], '')
  expect(withoutFaults(lost, ['done'])).toBe(lost)
})
