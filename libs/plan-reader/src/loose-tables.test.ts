import { expect, test } from 'vitest'
import { readPlan } from './index.ts'

const HEAD = '青岚县“十五五”安全生产规划\n\n一、规划目标\n'
const TAIL = '\n\n二、主要任务\n（一）防控风险\n1.危险化学品。2026年底前，完成风险评估。\n'
const rows = (text: string) => readPlan(`${HEAD}${text}${TAIL}`).indicator.map((i) => [i.name, i.direction, i.value, i.unit, i.target_year])
const EXPECTED = [
  ['生产安全事故死亡人数', 'decrease', 15, '%', 2030],
  ['较大事故起数', 'at_most', 1, '起', 2030],
  ['特种作业人员持证上岗率', 'exactly', 100, '%', 2030],
]

test('columns parted by blanks, a cell with a blank inside', () => {
  const text = `表1 主要指标
序号 指标名称 2025年基数 2030年目标 属性
1 生产安全事故死亡人数 7人 下降 15% 约束性
2 较大事故起数 0起 ≤1 起 预期性
3 特种作业人员持证上岗率 96% 100% 预期性`
  expect(rows(text)).toEqual(EXPECTED)
})

test('every cell on a line of its own', () => {
  const head = ['序号', '指标名称', '2025年基数', '2030年目标', '属性']
  const body = [
    ['1', '生产安全事故死亡人数', '7人', '下降15%', '约束性'],
    ['2', '较大事故起数', '0起', '≤1起', '预期性'],
    ['3', '特种作业人员持证上岗率', '96%', '100%', '预期性'],
  ]
  expect(rows([head, ...body].flat().join('\n'))).toEqual(EXPECTED)
  expect(rows([head, ...body].flat().join('\n\n'))).toEqual(EXPECTED)
})

test('running text with a numbered list is no table', () => {
  const r = readPlan(`${HEAD}主要指标 目标\n1 到2030年，较大事故控制在1起以内。\n2 到2030年，持证上岗率达到100%。${TAIL}`)
  expect(r.indicator.map((i) => i.value)).toEqual([1, 100])
  expect(r.indicator.every((i) => !i.quote.includes('\n'))).toBe(true)
})

test('after loss of the blanks two labels on a line stay two', () => {
  const r = readPlan(`${HEAD}到2030年，死亡人数下降10%。${TAIL}牵头单位：县财政局    配合单位：县发改局、县应急局\n`)
  expect(r.responsibility.map((x) => [x.lead, x.responsible])).toEqual([[['县财政局'], ['县发改局', '县应急局']]])
})

test('a year that only says how old is no term', () => {
  const r = readPlan(`${HEAD}2026年底前基本消除2025年及以前排查发现的重大事故隐患存量。${TAIL}`)
  expect(r.commitment[0]?.deadline?.date).toBe('2026-12-31')
  expect(r.commitment.some((c) => c.deadline?.date === '2025-12-31')).toBe(false)
})
