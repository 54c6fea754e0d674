import type { Block, ClauseFacts, SentenceFacts } from './blocks.ts'
import type { FoundDate } from './dates.ts'
import type { sure } from './items.ts'
import type { FoundQuantity } from './quantities.ts'
import type { FoundRecurrence } from './recurrences.ts'
import { holds } from './rule.ts'
import type { Commitment } from './types.ts'
import { completion, countVerb, deliverableNoun, deliverableVerb, mannerOnly, noSubject, pastMark, purposeLead, quality } from './verbs.ts'

/** Drafts of commitments: which clause is a deed of its own, and how one clause becomes several items. */

export interface Draft {
  start: number
  end: number
  date: FoundDate | null
  inherited?: boolean
  recurrences: FoundRecurrence[]
  quantities: FoundQuantity[]
  head?: { start: number; end: number }
  nature?: Commitment['nature']
  core?: boolean
  reason: Parameters<typeof sure>[1]
  confidence: number
}

/** What is carried from sentence to sentence inside a block. */
export interface Carry {
  /** a `from` date that governs the following parts up to 。 */
  open: FoundDate | null
  /** the last sentence made a dated item: a number right after it takes the date */
  last: FoundDate | null
  /** the last sentence made a numeric item */
  numbers: boolean
  stage: FoundDate | null
}

export const hard = (q: FoundQuantity): boolean => !q.weak && q.role !== 'scope'

/** The clause without its dates and leading modal words. */
export function bareText(c: { start: number; end: number }, block: Block, dates: FoundDate[]): string {
  let text = ''
  let from = c.start
  for (const d of dates) {
    if (d.start < from || d.start >= c.end) continue
    text += block.dense.text.slice(from, d.start)
    from = Math.max(from, d.end)
  }
  return (text + block.dense.text.slice(from, Math.max(from, c.end))).replace(
    /^(?:确保|力争|争取|,|要|前|[一二三四五六七八九十]{1,2}是)+/,
    '',
  )
}

export function incomplete(text: string): boolean {
  return text.length < 3 || holds(mannerOnly, text) || (/通过|采取|采用|按照/.test(text) && !holds(completion, text))
}

export function targetQuantities(parts: ClauseFacts[]): FoundQuantity[] {
  return parts.flatMap((p) => p.quantities)
}

/** Does an undated clause bind by its number? Returns 'core', 'scope' (neutral) or null. */
export function undatedNumber(c: ClauseFacts, afterNumbers: boolean): 'core' | 'scope' | null {
  const firm = c.quantities.filter((q) => hard(q) && !(q.bare && q.unit === null))
  const binding = firm.filter((q) => !q.bare || (!q.chinese && (holds(countVerb, c.text) || afterNumbers)))
  const strong = binding.filter((q) => !(q.bare && /^(?:年|月|日|天|小时|分钟|周)$/.test(q.unit ?? '')))
  if (strong.length > 0 && !holds(pastMark, c.text)) return 'core'
  if (c.quantities.some((q) => q.role === 'scope' && !q.weak) && holds(completion, c.text)) return 'scope'
  return null
}

/** Is a further clause under a date a deed of its own? */
export function isFollowing(c: ClauseFacts): boolean {
  if (c.quantities.some((q) => hard(q) && (!q.bare || !q.chinese))) return true
  const text = c.text
  if (text.length < 7 || holds(mannerOnly, text)) return false
  const bare = text.replace(/^(?:并|且|同时|要|应|均|都)+/, '')
  if (holds(deliverableVerb, bare)) return holds(deliverableNoun, bare) && bare.length >= 7
  if (holds(purposeLead, text) || holds(noSubject, bare)) return false
  return holds(completion, text) && !holds(quality, text)
}

/** One dated clause group → its items: several dates, 分别-values, a date that stands alone before values. */
export function split(
  date: FoundDate,
  dates: FoundDate[],
  group: ClauseFacts[],
  range: { start: number; end: number },
  s: SentenceFacts,
  index: number,
  block: Block,
): Draft[] {
  const quantities = targetQuantities(group)
  const recurrences = group.flatMap((g) => g.recurrences)
  const base: Draft = { ...range, date, recurrences, quantities, reason: 'dated', confidence: 0.85 }
  if (date.relative !== undefined && /日|月|天|周|时/.test(block.dense.text.slice(date.start, date.end))) base.confidence = 0.6
  const vals = quantities.filter(hard)
  if (date.series !== undefined && (date.type === 'in' || vals.length === date.series.length)) {
    return date.series.map((d, k) => ({
      ...base,
      date: { start: d.start, end: d.end, type: 'in', date: d.date },
      quantities: vals.length === date.series?.length ? vals.slice(k, k + 1) : vals,
    }))
  }
  const [, second] = dates
  if (second !== undefined && date.relative === undefined && second.relative === undefined) {
    // cut before each later date that follows a deed
    const out: Draft[] = []
    let start = range.start
    for (const [k, d] of dates.entries()) {
      const next = dates[k + 1]
      const end = next === undefined ? range.end : next.start
      if (next !== undefined && next.start - d.end < 4) continue
      out.push({
        ...base,
        start,
        end,
        date: d,
        quantities: quantities.filter((q) => q.start >= start && q.end <= end),
        recurrences: recurrences.filter((x) => x.start >= start && x.end <= end),
      })
      start = end
    }
    return out
  }
  const after = block.dense.text.slice(date.end, range.end)
  if (
    /^(?:要|应|须|分别|均|基本|全部|力争|争取)*(?:完成|达到|达|实现|不低于|不少于|不超过|控制在)?[\d.]+(?:%|万|个|家|户|人|名|处|座)/.test(
      after,
    ) ||
    /^(?:前)?(?:达到|完成|不低于|不少于)/.test(after)
  ) {
    const head = s.parts.slice(0, index).findLast((p) => p.dates.length === 0 && p.text.length > 4)
    if (head !== undefined) base.head = { start: head.start, end: head.end }
  }
  return valuesOf(base, group.map((g) => g.text).join(','))
}

/** A, B分别达到90%、95%: one item per value, all with the whole clause. */
export function valuesOf(base: Draft, text: string): Draft[] {
  const vals = base.quantities.filter(hard)
  if (/分别/.test(text) && vals.length > 1) return vals.map((q) => ({ ...base, quantities: [q] }))
  return [base]
}

export function values(c: ClauseFacts, date: FoundDate | null, inherited: boolean): Draft[] {
  const base: Draft = {
    start: c.start,
    end: c.end,
    date,
    inherited,
    recurrences: c.recurrences,
    quantities: c.quantities,
    reason: date === null ? 'numeric' : inherited ? 'inherited' : 'follows',
    confidence: date === null ? 0.65 : inherited ? 0.6 : 0.7,
  }
  if (date?.series !== undefined && /分别/.test(c.text)) {
    const vals = c.quantities.filter(hard)
    return date.series.map((d, k) => ({
      ...base,
      date: { start: d.start, end: d.end, type: 'in', date: d.date },
      quantities: vals.slice(k, k + 1),
    }))
  }
  return valuesOf(base, c.text)
}

/** Recurrences in one clause: 每月、半年、全年 is one item, 每旬…、每月… with words between are two. */
export function recurring(c: ClauseFacts, block: Block): Draft[] {
  const out: Draft[] = []
  let start = c.start
  let group: FoundRecurrence[] = []
  const flush = (end: number): void => {
    if (group.length === 0) return
    out.push({
      start,
      end,
      date: null,
      recurrences: group,
      quantities: c.quantities.filter((q) => q.start >= start && q.end <= end),
      reason: 'recurring',
      confidence: 0.8,
    })
    group = []
    start = end
  }
  for (const x of c.recurrences) {
    const last = group.at(-1)
    if (last !== undefined) {
      const between = block.dense.text.slice(last.end, x.start)
      const cut = between.lastIndexOf('、')
      if (cut >= 1) flush(last.end + cut)
    }
    group.push(x)
  }
  flush(c.end)
  return out
}

const CREATE =
  /(?:创建|建成|成为|建设成为|达到)[^,]{0,16}(?:示范|先进|文明|模范|达标|试点)[^,]{0,6}(?:城市|县|区|市|基地|园区|单位|企业|社区|乡镇)/

/** In a goals section numbers are indicators; what stays is one goal per dated sentence, or one task. */
export function goalDrafts(s: SentenceFacts, drafts: Draft[], block: Block): Draft[] {
  const first = drafts.find((d) => d.date !== null)
  if (first === undefined) return drafts.filter((d) => d.recurrences.length > 0 && d.quantities.filter(hard).length === 0)
  const at = s.parts.findIndex((p) => p.end > first.start)
  const open = s.parts.slice(at)
  const soft = open.filter((p) => !p.quantities.some(hard) && bareText(p, block, p.dates).length >= 5)
  const out: Draft[] = []
  const only = soft[0]
  if (soft.length >= 2 && !soft.some((p) => p.dates.length > 0 && p.start > first.start + 2)) {
    out.push({ ...first, start: first.start, end: s.end, quantities: [], nature: 'goal', reason: 'goal', confidence: 0.7 })
    for (const p of soft)
      if (p !== only && CREATE.test(p.text))
        out.push({ ...first, start: p.start, end: p.end, quantities: [], nature: 'task', reason: 'follows', confidence: 0.7 })
  } else {
    for (const d of drafts) if (!d.quantities.some(hard)) out.push(d)
  }
  return out
}
