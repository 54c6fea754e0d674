import type { Block, ClauseFacts, SentenceFacts } from './blocks.ts'
import { place, type Reader, sectorFor, spanIn, sure } from './items.ts'
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
  zeroWord,
} from './measures.ts'
import type { FoundQuantity } from './quantities.ts'
import { holds } from './rule.ts'
import type { Indicator } from './types.ts'

/** Indicators in the running text of goals sections. Tables are read in tables.ts. */

type Made = Omit<Indicator, 'id'>

const STOCK = /现有|目前|已建|截至|共有|原有|通过.{0,4}年|^通过/

/** Plan end, when the sentence gives no year. */
export function planYear(r: Reader): number | null {
  const p = r.meta.plan_period
  return p === null ? null : Number(p.to.slice(0, 4))
}

function numbersOf(p: Piece): FoundQuantity[] {
  return p.quantities.filter((q) => isHard(q) && q.role !== 'scope' && !(q.bare && q.unit === null) && !(q.unit === '年' && q.bare))
}

function readSentence(r: Reader, block: Block, s: SentenceFacts): Made[] {
  const list: Made[] = []
  let stated: number | null = null
  for (const c of s.parts) {
    const d = c.dates.find((x) => x.date !== null)
    if (d?.date) stated = Number(d.date.slice(0, 4))
    if (STOCK.test(c.text) && c.dates.length === 0) continue
    for (const p of pieces(c, block)) {
      for (const made of readPiece(r, block, s, c, p, stated)) {
        // 年均不超过40人: the subject is in the clause before
        const name = elliptic.pattern.test(made.name) ? (list.at(-1)?.name ?? made.name) : made.name
        list.push({ ...made, name })
      }
    }
  }
  return list
}

function readPiece(r: Reader, block: Block, s: SentenceFacts, c: ClauseFacts, p: Piece, stated: number | null): Made[] {
  const span = place(r, block, p.start, p.end)
  const year = stated ?? planYear(r)
  const common = {
    kind: 'indicator' as const,
    ...span,
    base: baseOf(p.text) ?? baseOf(s.text),
    period: c.recurrences.length > 0 ? '每年' : null,
    target_year: year,
    target_year_basis: stated === null ? ('derived' as const) : ('stated' as const),
    sector: sectorFor(block, p.text),
  }
  const numbers = numbersOf(p)
  if (numbers.length === 0) {
    if (holds(zeroWord, p.text) && holds(accidentNoun, p.text)) {
      const name = p.text.replace(/^(?:确保|力争|坚决)*(?:杜绝|不发生|未发生)?/, '').replace(/(?:零发生|不发生|未发生|为零)$/, '') || p.text
      return [
        {
          ...common,
          name,
          direction: 'zero',
          value: 0,
          unit: '起',
          bound: null,
          value_span: span,
          core: true,
          confidence: sure(0.75, 'goalsText'),
        },
      ]
    }
    const down = downOnly.pattern.exec(p.text)
    if (down === null) return []
    return namesOf(p.text.slice(0, down.index), '')
      .filter((n) => holds(measureNoun, n))
      .map((name) => ({
        ...common,
        name,
        direction: 'decrease' as const,
        value: null,
        unit: null,
        bound: null,
        value_span: span,
        core: false,
        confidence: sure(0.5, 'direction'),
      }))
  }
  const first = numbers[0]
  if (first === undefined) return []
  const names = namesOf(block.dense.text.slice(p.start, first.start), block.dense.text.slice(first.end, p.end))
  const make = (name: string, q: FoundQuantity): Made => {
    const value = typeof q.value === 'number' ? q.value : (q.value[1] ?? null)
    return {
      ...common,
      name,
      direction: directionOf(q, block.dense.text.slice(q.start, q.end)),
      value,
      unit: q.unit,
      bound: q.op === 'dec_ge' || q.op === 'inc_ge' ? 'at_least' : null,
      value_span: spanIn(r, block, q.start, q.end),
      core: true,
      confidence: sure(0.8, 'goalsText'),
    }
  }
  if (/分别/.test(p.text) && numbers.length > 1) return numbers.map((q, k) => make(names[k] ?? names.at(-1) ?? '', q))
  if (names.length > 1) return names.map((n) => make(n, first))
  return (p.quantities.length > 1 && /由|从/.test(p.text) ? numbers.slice(-1) : numbers).map((q) => make(names[0] ?? '', q))
}

export function readIndicators(r: Reader, blocks: Block[]): Made[] {
  return blocks.filter((b) => b.section.role === 'goals').flatMap((b) => b.sentences.flatMap((s) => readSentence(r, b, s)))
}
