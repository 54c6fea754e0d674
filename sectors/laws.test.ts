import { expect, test } from 'vitest'
import { articleNumber, gb30871, workSafetyLaw } from './laws.ts'

test('article numbers are written as laws print them', () => {
  expect([1, 10, 11, 20, 41, 100, 101, 110, 113, 120].map(articleNumber)).toEqual([
    '一',
    '十',
    '十一',
    '二十',
    '四十一',
    '一百',
    '一百零一',
    '一百一十',
    '一百一十三',
    '一百二十',
  ])
})

test('a clause names law, article and part in both languages', () => {
  expect(workSafetyLaw(21, 5).text).toEqual({ zh: '《安全生产法》第二十一条第五项', en: 'Work Safety Law, Art. 21(5)' })
  expect(gb30871('5.3.2').text.en).toContain('5.3.2')
})
