import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type PlanReading, readPlan } from './index.ts'
import { BUILDINGS, HARBOUR, RAIL, STEEL } from './plans/invented.ts'

/** Changes that do not change what a plan says must not change what is read. */

const PLANS = { HARBOUR, BUILDINGS, RAIL, STEEL }

/** What was read, without places and without the look of the text. */
function gist(r: PlanReading, even: (s: string) => string = (s) => s): unknown {
  const t = (s: string | null): string => even((s ?? '').normalize('NFKC').replace(/[\s|]/g, ''))
  return {
    indicator: r.indicator.filter((x) => x.core).map((x) => [t(x.name), x.direction, x.value, x.target_year]),
    achievement: r.achievement.filter((x) => x.core).map((x) => [x.direction, x.value]),
    commitment: r.commitment
      .filter((x) => x.core)
      .map((x) => [
        x.deadline?.date ?? null,
        x.deadline?.start_date ?? null,
        (x.recurrence ?? []).map((q) => [q.every, q.times]),
        x.quantities.filter((q) => !q.weak).map((q) => [q.op, q.value]),
      ]),
    responsibility: r.responsibility.filter((x) => x.core).map((x) => [x.lead.map(t), x.responsible.map(t)]),
    system: r.system.filter((x) => x.core).map((x) => [t(x.name), x.deadline?.date ?? null]),
    heading: r.heading.filter((x) => x.core).map((x) => [x.level, t(x.title)]),
  }
}

const full = (text: string): string => text.replace(/[0-9%]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
const half = (text: string): string =>
  text.replace(/[，；：（）]/g, (c) => ({ '，': ',', '；': ';', '：': ':', '（': '(', '）': ')' })[c] ?? c)

describe.each(Object.entries(PLANS))('%s', (_, text) => {
  const before = gist(readPlan(text))

  test('full-width digits', () => expect(gist(readPlan(full(text)))).toEqual(before))

  test('half-width punctuation', () => expect(gist(readPlan(half(text)))).toEqual(before))

  test('other line ends and a byte order mark', () => {
    expect(gist(readPlan(text.replace(/\n/g, '\r\n')))).toEqual(before)
    expect(gist(readPlan(`\ufeff${text}`))).toEqual(before)
  })

  test('blank lines between paragraphs and Markdown marks before headings', () => {
    expect(gist(readPlan(text.replace(/\n(?!\|)/g, '\n\n')))).toEqual(before)
    expect(gist(readPlan(text.replace(/^(第.章|第.节|[一二三四五]、)/gm, '## $1')))).toEqual(before)
  })

  test('a blank before each number', () => expect(gist(readPlan(text.replace(/([\u4e00-\u9fa5])(\d+年)/g, '$1 $2')))).toEqual(before))

  test('other places and units', () => {
    const rename = (s: string): string => s.replace(/临海|青石|云岭|铁山/g, '白塔').replace(/应急管理局/g, '水务管理局')
    expect(gist(readPlan(rename(text)))).toEqual(gist(readPlan(text), rename))
  })

  test('years moved by ten: dates move, nothing else', () => {
    const move = (s: string): string =>
      s
        .replace(/20(\d{2})(?=年|—|-)/g, (_m, y: string) => `20${String(Number(y) + 10).padStart(2, '0')}`)
        .replace(/(?<=[—-])20(\d{2})/g, (_m, y: string) => `20${String(Number(y) + 10).padStart(2, '0')}`)
    const plain = text.replace(/“?十[三四五]五”?/g, '本期').replace(/二〇二四/g, '2024')
    const a = readPlan(plain)
    const b = readPlan(move(plain.replace(/(?<=[—-])20\d{2}/g, (y) => y)))
    expect(b.commitment.length).toBe(a.commitment.length)
    expect(b.indicator.map((x) => x.value)).toEqual(a.indicator.map((x) => x.value))
  })

  test('every quote is the text at its place', () => {
    const r = readPlan(`𠮷野家𠮷\n${text}`)
    const points = [...`𠮷野家𠮷\n${text}`]
    for (const x of [...r.indicator, ...r.achievement, ...r.commitment, ...r.responsibility, ...r.system, ...r.heading]) {
      expect(points.slice(x.start, x.end).join('')).toBe(x.quote)
    }
  })
})

test('lines wrapped as in a PDF give the same tasks', () => {
  const long = HARBOUR.split('\n')
    .map((l) => (l.length > 60 && !l.includes('|') ? l.replace(/(.{28})(?=.)/g, '$1\n') : l))
    .join('\n')
  expect(gist(readPlan(long))).toEqual(gist(readPlan(HARBOUR)))
})

test('a title broken by a full line goes on to its stop', () => {
  const lines = [
    '某县“十五五”消防规划',
    '一、主要任务',
    '（一）队站',
    '1.健全完善乡镇专职消防队伍建设和经费保障',
    '机制。2027年底前建成乡镇专职消防队6支，配',
    '备消防车辆12台，完成执勤训练场地改造任务',
  ]
  const body = [
    '，统一纳入县级调度指挥并落实人员待遇保障',
    '措施，形成覆盖城乡的基层灭火救援力量体系',
    '和联勤联动工作格局，持续提升初起火灾扑救',
    '能力和群众自防自救水平，营造良好消防环境',
    '，推动消防工作与乡村振兴同部署同检查同考',
    '核，切实把防火责任落实到每个村组和农户。',
  ]
  const r = readPlan([...lines, ...body].join('\n'))
  expect(r.heading.at(-1)?.title?.replace(/\s/g, '')).toBe('健全完善乡镇专职消防队伍建设和经费保障机制')
  expect(r.commitment[0]).toMatchObject({ deadline: { date: '2027-12-31' }, quantities: [{ value: 6, unit: '支' }] })
})

test('other numbers are read as they stand', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 9999 }),
      fc.integer({ min: 2026, max: 2030 }),
      fc.integer({ min: 1, max: 12 }),
      (n, year, month) => {
        const r = readPlan(`某市“十五五”安全生产规划\n一、主要任务\n（一）整治\n${year}年${month}月底前，完成老旧管网改造${n}公里。`)
        expect(r.commitment).toHaveLength(1)
        expect(r.commitment[0]?.deadline?.date?.slice(0, 7)).toBe(`${year}-${String(month).padStart(2, '0')}`)
        expect(r.commitment[0]?.quantities[0]?.value).toBe(n)
      },
    ),
    { numRuns: 60 },
  )
})

test.each([
  ['一、', '（一）', '1.'],
  ['第一章 ', '第一节 ', '一、'],
  ['一、', '(一)', '1、'],
  ['1 ', '1.1 ', '1.1.1 '],
])('numbering %s %s %s: same tasks', (a, b, c) => {
  const more = a.startsWith('1') ? '\n1.2 补充\n1.3 其他\n' : ''
  const r = readPlan(
    `某县“十五五”消防规划\n${a}主要任务\n${b}夯实基础\n${c}补建消火栓\n2027年底前，补建市政消火栓80个。（县住建局负责）${more}`,
  )
  expect(r.commitment.map((x) => [x.deadline?.date, x.quantities[0]?.value])).toEqual([['2027-12-31', 80]])
  expect(r.responsibility.map((x) => x.responsible)).toEqual([['县住建局']])
})
