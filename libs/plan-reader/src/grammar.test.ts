import { describe, expect, test } from 'vitest'
import { allRules } from './index.ts'
import { readDates } from './dates.ts'
import { readChinese, readNumber } from './numerals.ts'
import { markerAt } from './outline.ts'
import { readQuantities } from './quantities.ts'
import { readRecurrences } from './recurrences.ts'
import { readUnits } from './responsibility.ts'
import { codePoints, dense, normalise } from './text.ts'

const blank = (text: string): Uint8Array => new Uint8Array(text.length)

describe('each rule with its examples', () => {
  test.each(allRules().map((r) => [r.name, r] as const))('%s', (_, r) => {
    const found = (text: string): boolean => {
      r.pattern.lastIndex = 0
      return r.pattern.test(text)
    }
    expect(r.examples.length).toBeGreaterThan(0)
    for (const e of r.examples) expect(found(e), `${r.name} should hold in ${e}`).toBe(true)
    for (const e of r.not) expect(found(e), `${r.name} should not hold in ${e}`).toBe(false)
  })
})

describe('numerals', () => {
  test.each([
    ['十二', 12],
    ['二十一', 21],
    ['一百零五', 105],
    ['二零二五', 2025],
    ['两', 2],
  ])('%s', (text, value) => expect(readChinese(text)).toBe(value))

  test('万 is expanded without the dust of binary fractions', () => {
    expect(readNumber('65.625', '万')).toBe(656250)
    expect(readNumber('1,500')).toBe(1500)
  })
})

describe('dates', () => {
  test.each([
    ['到2025年', 'by', '2025-12-31'],
    ['2025年底前', 'by', '2025-12-31'],
    ['2022年年底前', 'by', '2022-12-31'],
    ['2020年内', 'in', '2020-12-31'],
    ['2021年6月', 'in', '2021-06-30'],
    ['2024年2月底前', 'by', '2024-02-29'],
    ['2020年8月15日前', 'by', '2020-08-15'],
    ['2020年12月30前', 'by', '2020-12-30'],
    ['到“十五五”末', 'by', '2030-12-31'],
    ['二零二六年六月底前', 'by', '2026-06-30'],
  ])('%s', (text, type, date) => expect(readDates(`${text}完成`, blank(`${text}完成`), null)).toMatchObject([{ type, date }]))

  test('2015年前 has two readings', () =>
    expect(readDates('2015年前实施', blank('2015年前实施'), null)).toMatchObject([{ date: '2014-12-31', alt: '2015-12-31' }]))

  test('a period and an open beginning', () => {
    expect(readDates('2020年5月至6月', blank('2020年5月至6月'), null)).toMatchObject([
      { type: 'period', start_date: '2020-05-01', date: '2020-06-30' },
    ])
    expect(readDates('自2020年6月起', blank('自2020年6月起'), null)).toMatchObject([{ type: 'from', start_date: '2020-06-01', date: null }])
  })

  test('no year: taken from the sentence, else from the plan', () => {
    const text = '2027年3月底前完成摸底,6月底前完成整改'
    expect(readDates(text, blank(text), 2025).map((d) => d.date)).toEqual(['2027-03-31', '2027-06-30'])
    expect(readDates('9月底前完成', blank('9月底前完成'), 2025).map((d) => d.date)).toEqual(['2025-09-30'])
  })

  test.each(['较2020年下降10%', '在2019年基础上', '按照2026年底前出台的省级办法', '(2019年版)', '2016年以来'])('%s is no term', (text) =>
    expect(readDates(text, blank(text), null)).toEqual([]),
  )
})

describe('recurrences', () => {
  test.each([
    ['每季度研究1次', 'P3M', 1, 'eq'],
    ['每年开展不少于两次的培训', 'P1Y', 2, 'ge'],
    ['至少每五年开展一次评估', 'P5Y', 1, 'ge'],
    ['每旬覆盖', 'P10D', null, null],
  ])('%s', (text, every, times, op) => expect(readRecurrences(text, blank(text))).toMatchObject([{ every, times, op }]))
})

describe('quantities', () => {
  test.each([
    ['达标率达到95%以上', 'ge', 95],
    ['数量控制在90家之内', 'le', 90],
    ['人数不得少于5人', 'ge', 5],
    ['死亡人数下降20%', 'dec', 20],
    ['事故下降20%以上', 'dec_ge', 20],
    ['产能达到330万吨左右', 'approx', 3300000],
    ['规模不低于60万吨/年', 'ge', 600000],
    ['数量由16处减少到8处', 'eq', 8],
    ['投用率达到百分之九十', 'ge', 90],
  ])('%s', (text, op, value) => expect(readQuantities(text, blank(text))).toMatchObject([{ op, value }]))

  test.each(['第三批', '统一管理', '一、二级重大危险源', '淘汰一批企业', '24小时值班', '5G网络', '三年行动'])('%s gives none', (text) =>
    expect(readQuantities(text, blank(text)).filter((q) => !q.weak)).toEqual([]),
  )
})

describe('units', () => {
  test.each([
    ['区发改局牵头,区工信局、区住建局等部门按职责分工负责', ['区发改局'], ['区工信局', '区住建局']],
    ['责任单位:各镇、街道;牵头部门:区委办', ['区委办'], ['各镇、街道']],
    ['责任单位:涉矿镇(街道)、区应急管理局及区级其它有关部门', [], ['涉矿镇(街道)', '区应急管理局', '区级其它有关部门']],
    ['各有关单位按职责分工负责', [], ['各有关单位']],
    ['市自然资源和规划局、市住房和城乡建设局负责', [], ['市自然资源和规划局', '市住房和城乡建设局']],
  ])('%s', (text, lead, responsible) => expect(readUnits(text)).toMatchObject({ lead, responsible }))
})

describe('text', () => {
  test('normalising keeps every place', () => {
    const text = '（２０２１年）Ａ，𠮷；％　\r\n'
    expect(normalise(text)).toHaveLength(text.length)
    expect(normalise('２０％')).toBe('20%')
  })

  test('code points count a rare character once', () => {
    const cp = codePoints('𠮷a\nb')
    expect([cp.at(2), cp.total, cp.line(4)]).toEqual([1, 4, 2])
  })

  test('dense text finds its way back', () => {
    const d = dense('到 2025\n\n年', [{ start: 0, end: 9, breakAfter: false }])
    expect(d.text).toBe('到2025年')
    expect([...d.map]).toEqual([0, 2, 3, 4, 5, 8])
  })

  test('markers', () => {
    expect(markerAt('（一）'.replace('（', '(').replace('）', ')'))?.level).toBe(3)
    expect(markerAt('2020年完成')).toBeNull()
  })
})
