import type { Block, ClauseFacts, SentenceFacts } from './blocks.ts'
import type { FoundDate } from './dates.ts'
import { isPlanPeriod, place, quantityOf, type Reader, recurrenceOf, deadlineOf, sectorFor, spanIn, sure } from './items.ts'
import type { FoundQuantity } from './quantities.ts'
import type { FoundRecurrence } from './recurrences.ts'
import { holds } from './rule.ts'
import { squeeze } from './text.ts'
import type { Commitment, Quantity } from './types.ts'
import {
  allDone,
  allWord,
  completion,
  countVerb,
  deliverableNoun,
  deliverableVerb,
  mannerOnly,
  noSubject,
  pastMark,
  purposeLead,
  quality,
} from './verbs.ts'

/** Commitments: clauses in task and goals sections that carry a date, a recurrence, a numeric target, or 全部 with completion. */

interface Draft {
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
interface Carry {
  /** a `from` date that governs the following parts up to 。 */
  open: FoundDate | null
  /** the last sentence made a dated item: a number right after it takes the date */
  last: FoundDate | null
  /** the last sentence made a numeric item */
  numbers: boolean
  stage: FoundDate | null
}

const hard = (q: FoundQuantity): boolean => !q.weak && q.role !== 'scope'

/** The clause without its dates and leading modal words. */
function bareText(c: { start: number; end: number }, block: Block, dates: FoundDate[]): string {
  let text = ''
  let from = c.start
  for (const d of dates) {
    if (d.start < from || d.start >= c.end) continue
    text += block.dense.text.slice(from, d.start)
    from = Math.max(from, d.end)
  }
  return (text + block.dense.text.slice(from, Math.max(from, c.end))).replace(/^(?:确保|力争|争取|,|要|前)+/, '')
}

function incomplete(text: string): boolean {
  return text.length < 3 || holds(mannerOnly, text)
}

function targetQuantities(parts: ClauseFacts[]): FoundQuantity[] {
  return parts.flatMap((p) => p.quantities)
}

/** Does an undated clause bind by its number? Returns 'core', 'scope' (neutral) or null. */
function undatedNumber(c: ClauseFacts, afterNumbers: boolean): 'core' | 'scope' | null {
  const firm = c.quantities.filter((q) => hard(q) && !(q.bare && q.unit === null))
  const binding = firm.filter((q) => !q.bare || (!q.chinese && (holds(countVerb, c.text) || afterNumbers)))
  const strong = binding.filter((q) => !(q.unit === '年' && q.bare))
  if (strong.length > 0 && !holds(pastMark, c.text)) return 'core'
  if (c.quantities.some((q) => q.role === 'scope' && !q.weak) && holds(completion, c.text)) return 'scope'
  return null
}

/** Is a further clause under a date a deed of its own? */
function isFollowing(c: ClauseFacts): boolean {
  if (c.quantities.some((q) => hard(q) && (!q.bare || !q.chinese))) return true
  const text = c.text
  if (text.length < 8 || holds(mannerOnly, text)) return false
  const bare = text.replace(/^(?:并|且|同时|要|应|均|都)+/, '')
  if (holds(deliverableVerb, bare)) return holds(deliverableNoun, bare) && bare.length >= 9
  if (holds(purposeLead, text) || holds(noSubject, bare)) return false
  return holds(completion, text) && !holds(quality, text)
}

function analyseSentence(r: Reader, block: Block, s: SentenceFacts, carry: Carry): Draft[] {
  const drafts: Draft[] = []
  const goals = block.section.role === 'goals'
  let current: FoundDate | null = null
  let limit = false
  let numbers = carry.numbers
  const from = carry.open
  const parts = s.parts
  for (let i = 0; i < parts.length; i++) {
    const c = parts[i]
    if (c === undefined) continue
    const dates = c.dates.filter((d) => !isPlanPeriod(r.meta, d) && inPlan(r, d))
    const date = dates[0]
    if (date !== undefined) {
      // several dates in one clause, each with its own deed: 2020年底前…2021年底前…
      let last = i
      while (
        last + 1 < parts.length &&
        last < i + 4 &&
        incomplete(bareText({ start: c.start, end: parts[last]?.end ?? c.end }, block, dates)) &&
        (parts[last + 1]?.dates.length ?? 0) === 0
      )
        last++
      while (last + 1 < parts.length && /的$/.test(parts[last]?.text ?? '') && (parts[last + 1]?.dates.length ?? 0) === 0) last++
      if (/^(?:则|一律|将|应|不得|须|予以)/.test(parts[last + 1]?.text ?? '') && /(?:仍|未|不|的)[^,]{0,20}$/.test(parts[last]?.text ?? ''))
        last++
      const group = parts.slice(i, last + 1)
      const end = parts[last]?.end ?? c.end
      current = date
      carry.last = date
      if (date.type === 'from' && incomplete(bareText(c, block, dates))) carry.open = date
      const past = holds(pastMark, c.text) && !/[前底末]$/.test(block.dense.text.slice(date.start, date.end))
      if (!past) drafts.push(...split(date, dates, group, { start: c.start, end }, s, i, block))
      numbers = true
      i = last
      continue
    }
    if (c.recurrences.length > 0) {
      drafts.push(...recurring(c, block))
      continue
    }
    const text = c.text
    if (current !== null) {
      if (isFollowing(c)) {
        drafts.push(...values(c, current, false))
        numbers = true
      }
      continue
    }
    if (goals) continue
    if (from !== null && /必须|应当?|要|不得|须/.test(text) && text.length > 10) {
      drafts.push({ start: c.start, end: c.end, date: from, recurrences: [], quantities: c.quantities, reason: 'follows', confidence: 0.7 })
      continue
    }
    const kind = undatedNumber(c, numbers) ?? (limit && c.quantities.some((q) => !q.weak) ? 'core' : null)
    if (kind === 'core') {
      const inherited = carry.last ?? carry.stage
      drafts.push(...values(c, inherited, inherited !== null))
      numbers = true
      limit = c.quantities.some((q) => q.role === 'limit')
    } else if (kind === 'scope') {
      const staged = carry.stage !== null && /^(?:完成|实现|关闭)/.test(text)
      drafts.push({
        start: c.start,
        end: c.end,
        date: staged ? carry.stage : null,
        inherited: staged,
        recurrences: [],
        quantities: c.quantities,
        core: staged,
        reason: 'scopeOnly',
        confidence: 0.4,
      })
    } else if (holds(allDone, text)) {
      drafts.push({
        start: c.start,
        end: c.end,
        date: null,
        recurrences: [],
        quantities: c.quantities,
        core: false,
        reason: 'undatedAll',
        confidence: 0.4,
      })
    }
  }
  carry.numbers = drafts.some((d) => d.quantities.some(hard)) || (numbers && drafts.length > 0)
  if (drafts.length === 0) carry.last = null
  if (s.close === '。' || s.close === '\n') carry.open = null
  return goals ? goalDrafts(s, drafts, block) : drafts
}

/** A date far outside the plan is history, not a term. */
function inPlan(r: Reader, d: FoundDate): boolean {
  const p = r.meta.plan_period
  const y = Number((d.date ?? d.start_date ?? '').slice(0, 4))
  if (p === null || !y) return true
  return y >= Number(p.from.slice(0, 4)) - 1 && y <= Number(p.to.slice(0, 4)) + 16
}

/** One dated clause group → its items: several dates, 分别-values, a date that stands alone before values. */
function split(
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
  if (date.series !== undefined) {
    const vals = quantities.filter(hard)
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
function valuesOf(base: Draft, text: string): Draft[] {
  const vals = base.quantities.filter(hard)
  if (/分别/.test(text) && vals.length > 1) return vals.map((q) => ({ ...base, quantities: [q] }))
  return [base]
}

function values(c: ClauseFacts, date: FoundDate | null, inherited: boolean): Draft[] {
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
function recurring(c: ClauseFacts, block: Block): Draft[] {
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
      if (cut > 2) flush(last.end + cut)
    }
    group.push(x)
  }
  flush(c.end)
  return out
}

const CREATE =
  /(?:创建|建成|成为|建设成为|达到)[^,]{0,16}(?:示范|先进|文明|模范|达标|试点)[^,]{0,6}(?:城市|县|区|市|基地|园区|单位|企业|社区|乡镇)/

/** In a goals section numbers are indicators; what stays is one goal per dated sentence, or one task. */
function goalDrafts(s: SentenceFacts, drafts: Draft[], block: Block): Draft[] {
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

function natureOf(d: Draft, text: string): Commitment['nature'] {
  if (d.nature !== undefined) return d.nature
  const q = d.quantities.filter(hard)
  if (q.some((x) => x.unit === '%' || /率|比例|数量|产能|规模|占比/.test(text))) return 'result'
  if (q.length > 0) return 'result'
  return d.date !== null && holds(quality, text) && !holds(deliverableVerb, text) ? 'goal' : 'task'
}

function finish(r: Reader, block: Block, d: Draft): Omit<Commitment, 'id'> {
  const span = place(r, block, d.start, d.end)
  const text = block.dense.text.slice(d.start, d.end)
  const quantities: Quantity[] = d.quantities.map((q) => quantityOf(r, block, q))
  if (holds(allWord, text) && !quantities.some((q) => q.op === 'all')) {
    const at = d.start + text.search(allWord.pattern)
    quantities.push({ ...spanIn(r, block, at, at + 2), op: 'all', value: 100, unit: '%', role: 'target' })
  }
  const what = `${d.head === undefined ? '' : `${block.dense.text.slice(d.head.start, d.head.end)},`}${squeeze(span.quote)}`
  return {
    kind: 'commitment',
    ...span,
    what,
    nature: natureOf(d, text),
    deadline: d.date === null ? null : deadlineOf(r, block, d.date, d.inherited ?? false),
    recurrence: d.recurrences.length === 0 ? null : d.recurrences.map((x) => recurrenceOf(r, block, x)),
    quantities,
    ...(d.head === undefined ? {} : { head: spanIn(r, block, d.head.start, d.head.end) }),
    sector: sectorFor(r, block, what),
    core: d.core ?? true,
    confidence: sure(d.confidence, d.reason),
  }
}

const STAGE = /阶段|启动|部署|动员|攻坚|巩固|总结|提升|整治|自查|排查|推进|试点|深化/

/** A stage: the sentence is nothing but a period, its name is the heading. */
function stageDraft(r: Reader, block: Block, s: SentenceFacts, first: boolean): { date: FoundDate; start: number | null } | null {
  const d = s.parts.flatMap((p) => p.dates)[0]
  if (d === undefined || !first) return null
  const title = block.section.heading?.title
  const rest = bareText(s, block, [d]).replace(/[(),。;:]/g, '')
  if (rest.length > 1 || title === null || title === undefined) return null
  return STAGE.test(r.src.norm.slice(title.start, title.end)) ? { date: d, start: title.start } : null
}

export function readCommitments(r: Reader, blocks: Block[]): Omit<Commitment, 'id'>[] {
  const list: Omit<Commitment, 'id'>[] = []
  for (const block of blocks) {
    const role = block.section.role
    if (role !== 'task' && role !== 'goals') continue
    const carry: Carry = { open: null, last: null, numbers: false, stage: null }
    for (const [i, s] of block.sentences.entries()) {
      const stage = stageDraft(r, block, s, i === 0)
      if (stage !== null && stage.start !== null) {
        carry.stage = stage.date
        const span = spanIn(r, block, stage.date.start, stage.date.end)
        const start = r.src.cp.at(stage.start)
        const quote = r.src.text.slice(stage.start, (block.dense.map[stage.date.end - 1] ?? 0) + 1)
        list.push({
          kind: 'commitment',
          start,
          end: span.end,
          quote,
          line: r.src.cp.line(stage.start),
          what: squeeze(quote),
          nature: 'phase',
          deadline: deadlineOf(r, block, stage.date),
          recurrence: null,
          quantities: [],
          sector: sectorFor(r, block, ''),
          core: true,
          confidence: sure(0.85, 'phase'),
        })
        continue
      }
      if (s.close === '。' && i > 0 && elliptic(s)) widen(block, s, block.sentences[i - 1])
      for (const d of analyseSentence(r, block, s, carry)) list.push(finish(r, block, d))
    }
  }
  return list
}

/** A full stop inside a clause: “…人员数量。到2022年底不低于…”: the sentence before is its subject. */
function elliptic(s: SentenceFacts): boolean {
  const first = s.parts[0]
  const d = first?.dates[0]
  return (
    first !== undefined &&
    d !== undefined &&
    d.start === first.start &&
    /^(?:要|应)?(?:不低于|不少于|达到|不超过|控制在|提高到)/.test(s.text.slice(d.end - s.start))
  )
}

function widen(block: Block, s: SentenceFacts, before: SentenceFacts | undefined): void {
  const subject = before?.parts.at(-1)
  const first = s.parts[0]
  if (subject === undefined || first === undefined || subject.dates.length > 0 || subject.quantities.length > 0 || before?.close !== '。')
    return
  first.start = subject.start
  first.text = block.dense.text.slice(first.start, first.end)
}
