import type { Block, SentenceFacts } from './blocks.ts'
import { place, type Reader, spanIn, sure } from './items.ts'
import {
  accidentNoun,
  baseOf,
  directionOf,
  downOnly,
  elliptic,
  isHard,
  measureNoun,
  namesOf,
  type Piece,
  pieces,
  numberFor,
  zeroWord,
} from './measures.ts'
import type { FoundQuantity } from './quantities.ts'
import { readNumber } from './numerals.ts'
import { holds, rule } from './rule.ts'
import type { Achievement } from './types.ts'

/** Achievements: numbers, zeros, directions and 全部 in chapters on the past; stock facts are neutral. */

type Made = Omit<Achievement, 'id'>

export const stockFact = rule(
  'stock-fact',
  /现有|共有|实有|拥有|辖区内?有|境内有|总人口|下辖|常住人口|户籍|^有(?!关|效|序|力|条)|在册|在岗|在建|登记在册|分别为.*(?:座|家|户)$/,
  ['现有矿山68座', '辖区内有加油站'],
  ['建成加油站'],
)
const STOCK_TITLE = /基本概况|基本情况|概况|区域现状|地理/
export const inARow = rule(
  'in-a-row',
  /连续(\d{1,2}|[一二两三四五六七八九十]{1,3})(?:个)?(年|季度|月)/,
  ['连续七年', '连续3年未发生'],
  ['连续监测'],
)
const ALL_DONE = /全部(?:安装|完成|建成|配备|达标|取得|纳入|关闭|整改|落实|达到|退出|通过|覆盖|建立|投入|销号|持证)|全覆盖/

/** 死亡率为0.018: a rate without a unit. */
const RATE_IS = /(?:率|指数)(?:为|是|达到?|降[至到])?$/

function past(r: Reader): string | null {
  const p = r.meta.plan_period
  if (p === null) return null
  const y = Number(p.from.slice(0, 4))
  return `${y - 5}-${y - 1}`
}

function readSentence(r: Reader, block: Block, s: SentenceFacts, stockSection: boolean): Made[] {
  const list: Made[] = []
  let stock = stockSection
  for (const [i, c] of s.parts.entries()) {
    if (holds(stockFact, c.text)) stock = true
    const before = s.parts[i - 1]
    for (const p of pieces(c, block)) {
      const made = readPiece(r, block, s, p, stock, before !== undefined && before.dates.length > 0 ? before.start : null)
      // the names of the clause before, one for each number
      const named = list.slice(-made.length)
      list.push(...made.map((m, k) => (elliptic.pattern.test(m.name) ? { ...m, name: (named[k] ?? list.at(-1) ?? m).name } : m)))
    }
  }
  return list
}

function readPiece(r: Reader, block: Block, s: SentenceFacts, p: Piece, stock: boolean, dateStart: number | null): Made[] {
  const text = block.dense.text
  const span = place(r, block, p.start, p.end)
  const common = {
    kind: 'achievement' as const,
    ...span,
    base: baseOf(p.text),
    period: past(r),
    unit: null,
    bound: null,
    value_span: span,
    core: true,
  }
  if (holds(zeroWord, p.text) && holds(accidentNoun, p.text)) {
    const name = p.text.replace(/^.{0,12}?(?:未|没有)发生(?:过)?|^.{0,6}杜绝了?/, '').replace(/发生$/, '')
    return [{ ...common, name, direction: 'zero', value: 0, unit: '起', subtype: 'outcome', confidence: sure(0.85, 'pastNumber') }]
  }
  const row = inARow.pattern.exec(p.text)
  const numbers = p.quantities.filter(
    (q) =>
      isHard(q) &&
      q.role !== 'scope' &&
      (!(q.bare && q.unit === null) || RATE_IS.test(text.slice(p.start, q.start))) &&
      !(q.bare && /^(?:年|月|日|天|小时|级|类|种|项)$/.test(q.unit ?? '') && !/\d/.test(p.text)),
  )
  if (row !== null && numbers.filter((q) => q.unit !== '年').length === 0) {
    return [
      {
        ...common,
        name: p.text,
        direction: 'exactly',
        value: readNumber(row[1] ?? ''),
        unit: row[2] ?? null,
        subtype: 'output',
        confidence: sure(0.6, 'pastNumber'),
      },
    ]
  }
  if (numbers.length === 0) {
    const down = downOnly.pattern.exec(p.text)
    if (down !== null) {
      return namesOf(p.text.slice(0, down.index), '')
        .filter((n) => holds(measureNoun, n) && !numberFor(s, n, p) && !/^(?:事故|伤亡事故)$/.test(n))
        .map((name) => ({
          ...common,
          name,
          direction: 'decrease' as const,
          value: null,
          subtype: 'outcome' as const,
          confidence: sure(0.65, 'direction'),
        }))
    }
    if (ALL_DONE.test(p.text) && !/全面/.test(p.text.slice(0, 2)))
      return [
        { ...common, name: p.text, direction: 'exactly', value: 100, unit: '%', subtype: 'output', confidence: sure(0.6, 'pastNumber') },
      ]
    return []
  }
  const series = /分别/.test(p.text) && numbers.length > 1
  const wide = series && dateStart !== null ? place(r, block, dateStart, p.end) : span
  const first = numbers[0]
  if (first === undefined) return []
  const names = namesOf(text.slice(p.start, first.start), text.slice(first.end, p.end))
  const make = (name: string, q: FoundQuantity): Made => ({
    ...common,
    ...wide,
    name,
    // 整改率98.6%: what was measured is exact, 达到 and 以上 are not
    direction: q.op === 'ge' && /^[\d.]+%$/.test(text.slice(q.start, q.end)) ? 'exactly' : directionOf(q, text.slice(q.start, q.end)),
    value: typeof q.value === 'number' ? q.value : (q.value[1] ?? null),
    unit: q.unit,
    bound: q.op === 'dec_ge' || q.op === 'inc_ge' ? 'at_least' : null,
    value_span: spanIn(r, block, q.start, q.end),
    subtype: stock ? 'baseline' : q.op === 'dec' || q.op === 'dec_ge' || /率|死亡|事故/.test(name) ? 'outcome' : 'output',
    core: !stock,
    confidence: stock ? sure(0.4, 'stock') : sure(0.8, 'pastNumber'),
  })
  if (series) return numbers.map((q, k) => make(names[k] ?? names[0] ?? '', q))
  if (names.length > 1 && numbers.length === 1) return names.map((n) => make(n, first))
  return numbers.map((q) => make(names[0] ?? '', q))
}

export function readPast(r: Reader, blocks: Block[]): Made[] {
  const list: Made[] = []
  for (const b of blocks) {
    const stockSection = b.titles.some((t) => STOCK_TITLE.test(t))
    for (const s of b.sentences) {
      if (b.section.role === 'past') list.push(...readSentence(r, b, s, stockSection))
      else if (b.section.role === 'goals') {
        for (const c of s.parts) {
          if (!/现有/.test(c.text)) continue
          list.push(...pieces(c, b).flatMap((p) => readPiece(r, b, s, p, true, null)))
        }
      }
    }
  }
  return list
}
