import type { Block, SentenceFacts } from './blocks.ts'
import type { Doc, Section } from './builder.ts'
import { type FoundDate, readDates } from './dates.ts'
import {
  bareText,
  type Carry,
  type Draft,
  goalDrafts,
  hard,
  incomplete,
  isFollowing,
  recurring,
  split,
  undatedNumber,
  values,
} from './drafts.ts'
import { deadlineOf, isPlanPeriod, place, quantityOf, type Reader, recurrenceOf, sectorFor, spanIn, sure } from './items.ts'
import { holds } from './rule.ts'
import { dense, denseSpan, spanOf, squeeze } from './text.ts'
import type { Commitment, Quantity } from './types.ts'
import { allDone, allWord, deliverableVerb, pastMark, quality } from './verbs.ts'

/** Commitments: clauses in task and goals sections that carry a date, a recurrence, a numeric target, or 全部 with completion. */

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
      while (last + 1 < parts.length && (parts[last]?.text ?? '').endsWith('的') && (parts[last + 1]?.dates.length ?? 0) === 0) last++
      if (/^(?:则|一律|将|应|不得|须|予以)/.test(parts[last + 1]?.text ?? '') && /(?:仍|未|不|的)[^,]{0,20}$/.test(parts[last]?.text ?? ''))
        last++
      const group = parts.slice(i, last + 1)
      const end = parts[last]?.end ?? c.end
      current = date
      carry.last = date
      if (date.type === 'from' && incomplete(bareText(c, block, dates))) carry.open = date
      const past =
        holds(pastMark, c.text) &&
        !/必须|应(?!急)|力争|要/.test(c.text) &&
        !/[前底末内]$/.test(block.dense.text.slice(date.start, date.end))
      if (!past && !/(?:以下|下列|如下)(?:主要|具体)?目标/.test(block.dense.text.slice(c.start, end)))
        drafts.push(...split(date, dates, group, { start: c.start, end }, s, i, block))
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
    if (from !== null && /必须|应(?!急)|不得|须/.test(text) && text.length > 10) {
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
    sector: sectorFor(block, what),
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

export function readCommitments(r: Reader, doc: Doc, blocks: Block[]): Omit<Commitment, 'id'>[] {
  const list: Omit<Commitment, 'id'>[] = []
  const stages = new Map(
    doc.sections.flatMap((s) => {
      const t = titledStage(r, s)
      return t === null ? [] : [[s, t] as const]
    }),
  )
  for (const t of stages.values()) list.push(t.item)
  for (const block of blocks) {
    const role = block.section.role
    if (role !== 'task' && role !== 'goals') continue
    const carry: Carry = { open: null, last: null, numbers: false, stage: stages.get(block.section)?.date ?? null }
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
          sector: sectorFor(block, ''),
          core: true,
          confidence: sure(0.85, 'phase'),
        })
        continue
      }
      if (isBlock(block, s)) continue
      if (s.close === '。' && i > 0 && elliptic(s)) widen(block, s, block.sentences[i - 1])
      const drafts = analyseSentence(r, block, s, carry)
      for (const d of termed(block, s, block.sentences[i + 1], drafts)) list.push(finish(r, block, d))
    }
  }
  return list
}

/** Stages whose period stands in the title: （二）集中整治阶段（2024年5月至9月）. */
function titledStage(r: Reader, section: Section): { item: Omit<Commitment, 'id'>; date: FoundDate } | null {
  const title = section.heading?.title
  if (title === null || title === undefined || section.role !== 'task' || !STAGE.test(section.title) || !/\d年|\d月/.test(section.title))
    return null
  const d = dense(r.src.norm, [{ ...title, breakAfter: false }])
  const date = readDates(
    d.text,
    new Uint8Array(d.text.length),
    r.meta.plan_period === null ? null : Number(r.meta.plan_period.from.slice(0, 4)),
  )[0]
  if (
    date === undefined ||
    (date.type !== 'period' && !/前|底|末/.test(d.text.slice(date.start, date.end)) && d.text[date.start - 1] !== '(')
  )
    return null
  const span = spanOf(r.src, title.start, title.end)
  const own = denseSpan(r.src, d, date.start, date.end)
  const deadline: Commitment['deadline'] = {
    ...own,
    type: date.type,
    date: date.date,
    ...(date.start_date === undefined ? {} : { start_date: date.start_date }),
  }
  const item: Omit<Commitment, 'id'> = {
    kind: 'commitment',
    ...span,
    line: r.src.cp.line(title.start),
    what: squeeze(span.quote),
    nature: 'phase',
    deadline,
    recurrence: null,
    quantities: [],
    sector: 'other',
    core: true,
    confidence: sure(0.8, 'phase'),
  }
  return { item, date }
}

const TERM_LABEL = /(?:完成时限|完成时间|时限要求|整改时限|时间节点):/

/** A bracketed block of units: its words are no deeds, but its term belongs to the sentence before. */
function isBlock(block: Block, s: SentenceFacts): boolean {
  return s.text.startsWith('(') && (block.masks.closes[s.start] ?? -1) >= s.end - 1 && /牵头|责任|负责|配合/.test(s.text)
}

/** (…,完成时限:2025年12月): the term of the block after a sentence dates what has no date in it. */
function termed(block: Block, s: SentenceFacts, next: SentenceFacts | undefined, drafts: Draft[]): Draft[] {
  if (next === undefined || !isBlock(block, next) || !TERM_LABEL.test(next.text)) return drafts
  const date = next.parts.flatMap((p) => p.dates)[0]
  if (date === undefined || s.parts.some((p) => p.dates.length > 0)) return drafts
  if (drafts.length === 0) {
    const quantities = s.parts.flatMap((p) => p.quantities)
    return [{ start: s.start, end: s.end, date, recurrences: [], quantities, reason: 'dated', confidence: 0.65 }]
  }
  return drafts.map((d) => (d.date === null && d.recurrences.length === 0 ? { ...d, date, core: true } : d))
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
