import { type Clause, type Masks, type Sentence, readMasks, readSentences } from './clauses.ts'
import { type FoundDate, readDates } from './dates.ts'
import { type Doc, type Section, titlesOf } from './builder.ts'
import { type FoundQuantity, readQuantities } from './quantities.ts'
import { type FoundRecurrence, readRecurrences } from './recurrences.ts'
import { type Dense, dense, type Source } from './text.ts'

/** The running text of one section, read once: sentences, clauses, and the facts in each clause. */

export interface ClauseFacts extends Clause {
  text: string
  dates: FoundDate[]
  recurrences: FoundRecurrence[]
  quantities: FoundQuantity[]
}

export interface SentenceFacts extends Sentence {
  text: string
  parts: ClauseFacts[]
}

export interface Block {
  section: Section
  /** titles of the section and those above it, innermost first */
  titles: string[]
  dense: Dense
  masks: Masks
  sentences: SentenceFacts[]
}

function shift<T extends { start: number; end: number }>(x: T, by: number): T {
  return { ...x, start: x.start + by, end: x.end + by }
}

function clauseFacts(text: string, c: Clause, masks: Masks, dates: FoundDate[]): ClauseFacts {
  const own = text.slice(c.start, c.end)
  const inside = dates.filter((d) => d.start >= c.start && d.start < c.end)
  const skip = new Uint8Array(own.length)
  for (let i = 0; i < own.length; i++) {
    const at = c.start + i
    if (masks.name[at] === 1 || masks.quote[at] === 1 || masks.bracket[at] === 1) skip[i] = 1
  }
  const named = masks.name.subarray(c.start, c.end)
  const recurrences = readRecurrences(own, named)
  for (const d of inside)
    if (d.type !== 'relative' || d.relative?.offset.endsWith('Y')) skip.fill(1, d.start - c.start, Math.max(d.start, d.end) - c.start)
  for (const r of recurrences) {
    skip.fill(1, r.start, r.end)
    if (r.counted) skip.fill(1, r.counted.start, r.counted.end)
  }
  const quantities = readQuantities(own, skip)
  return {
    ...c,
    text: own,
    dates: inside,
    recurrences: recurrences.map((r) => shift(r, c.start)),
    quantities: quantities.map((q) => shift(q, c.start)),
  }
}

/** "…分别达到80%,82%,85%": a clause that is only a number belongs to the one before. */
function joinNumbers(text: string, clauses: Clause[]): Clause[] {
  const out: Clause[] = []
  for (const c of clauses) {
    const last = out.at(-1)
    if (
      last !== undefined &&
      c.end - c.start <= 12 &&
      /^[\d.]+(?:%|万|亿)?[\u4e00-\u9fa5]{0,3}$/.test(text.slice(c.start, c.end)) &&
      /分别/.test(text.slice(last.start, last.end))
    )
      last.end = c.end
    else out.push({ ...c })
  }
  return out
}

/** One block per section with running text. */
export function readBlocks(src: Source, doc: Doc, contextYear: number | null): Block[] {
  const blocks: Block[] = []
  for (const section of doc.sections) {
    if (section.body.length === 0) continue
    const d = dense(src.norm, section.body)
    const masks = readMasks(d.text)
    const sentences = readSentences(d.text, masks).map((s): SentenceFacts => {
      const own = d.text.slice(s.start, s.end)
      const masked = new Uint8Array(own.length)
      for (let i = 0; i < own.length; i++) if (masks.name[s.start + i] === 1 || masks.quote[s.start + i] === 1) masked[i] = 1
      const dates = readDates(own, masked, contextYear)
        .map((f) => ({ ...shift(f, s.start), series: f.series?.map((x) => shift(x, s.start)) }))
        .filter((f) => !(d.text[f.start - 1] === '(' && d.text[f.start - 2] === '》'))
      return { ...s, text: own, parts: joinNumbers(d.text, s.clauses).map((c) => clauseFacts(d.text, c, masks, dates)) }
    })
    blocks.push({ section, titles: titlesOf(src, section), dense: d, masks, sentences })
  }
  return blocks
}
