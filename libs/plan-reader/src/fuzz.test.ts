import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPlan } from './index.ts'
import { BUILDINGS, HARBOUR } from './plans/invented.ts'

/** No text makes the reader fail, and none makes it slow. */

const PIECES = [
  '一、',
  '（一）',
  '1.',
  '（1）',
  '专栏1',
  '附件1：',
  '第一章 ',
  '2025年',
  '底前',
  '每季度',
  '95%',
  '不少于',
  '三',
  '家',
  '（',
  '）',
  '《',
  '》',
  '“',
  '”',
  '，',
  '。',
  '；',
  '\n',
  '\t',
  '|',
  ' ',
  '牵头',
  '负责',
  '责任单位：',
  '区应急局',
  '、',
  '和',
  '建设',
  '系统',
  '分别',
  '下降',
  '全部',
  '目录',
  '...3',
  '**',
  '<b>',
  '𠮷',
  '\u0000',
  '〔2020〕5号',
]

test('any mixture of what plans are made of', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 200 }), (list) => {
      const text = list.join('')
      const r = readPlan(text)
      const points = [...text]
      for (const x of [...r.commitment, ...r.heading, ...r.responsibility, ...r.indicator, ...r.system, ...r.achievement]) {
        expect(x.start).toBeLessThanOrEqual(x.end)
        expect(points.slice(x.start, x.end).join('')).toBe(x.quote)
      }
    }),
    { numRuns: 400 },
  )
})

test('any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      expect(readPlan(text).chars).toBe([...text].length)
    }),
    { numRuns: 300 },
  )
})

test('a plan with a hole anywhere', () => {
  fc.assert(
    fc.property(fc.nat(HARBOUR.length), fc.nat(40), (at, n) => {
      expect(readPlan(HARBOUR.slice(0, at) + BUILDINGS.slice(at, at + n) + HARBOUR.slice(at + n)).chars).toBeGreaterThan(0)
    }),
    { numRuns: 100 },
  )
})

describe('time grows with the length', () => {
  const bad = [
    '(',
    '）',
    '《',
    '“',
    '"',
    '，',
    '。',
    '\n',
    '\t1',
    ' ',
    '|',
    '1',
    '一',
    '2025年',
    '5%',
    '1.1',
    '一、',
    '（一）',
    '系统',
    '建设系统、',
    '每年',
    '区应急管理局、',
    '（负责',
    '责任单位：',
    '牵头',
    '分别',
    '全部',
    '的',
    '**',
    '<b>',
    '</b>',
    '....',
    '…1',
    '下降',
    '由',
    '至2025年',
    '一是',
    '10万',
    '年',
    '1,000',
    '（区应急局负责）',
  ]
  test.each(bad)('repeated %j', (unit) => {
    const time = (n: number): number => {
      const text = unit.repeat(Math.ceil(n / unit.length))
      // processor time: what else runs on the machine does not count
      const from = process.cpuUsage()
      readPlan(text)
      const used = process.cpuUsage(from)
      return (used.user + used.system) / 1000
    }
    time(2_000)
    const small = Math.min(time(20_000), time(20_000))
    const large = time(160_000)
    // eight times the text: linear is eight times the time; a loaded machine gets room, a square law (64 times) does not
    expect(large).toBeLessThan(Math.max(400, small * 30))
  })
})
