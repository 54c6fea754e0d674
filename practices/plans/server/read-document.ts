import { readPlan, type Item, type PlanNode, type PlanReading } from '@anlan/plan-reader'
import { text } from '#kernel/text.ts'
import { Problem } from '#platform/http/index.ts'
import { readPlanFile, REFUSALS, type PlanFileKind } from '#platform/plan-files/index.ts'
import type { ItemFields, ItemKind } from '../model.ts'

export interface NewItem {
  readonly kind: ItemKind
  readonly start: number
  readonly end: number
  readonly quote: string
  readonly heading: string | null
  readonly chapter: string
  readonly core: boolean
  readonly confidence: number
  readonly reason: { zh: string; en: string }
  readonly fields: ItemFields
}

export interface ReadDocument {
  readonly kind: PlanFileKind
  readonly text: string
  readonly chars: number
  readonly title: string | null
  readonly period: { readonly from: string; readonly to: string } | null
  readonly headings: readonly { id: string; level: number; start: number; end: number; title: string }[]
  readonly items: readonly NewItem[]
}

/** Longest text of an item's name; a longer sentence is cut, its quote stays whole. */
const NAME = 600

/** The chapters above a place, outermost first. */
function chaptersOf(root: PlanNode): (start: number) => { id: string | null; titles: string } {
  return (start) => {
    const titles: string[] = []
    let id: string | null = null
    for (let node: PlanNode | undefined = root; node;) {
      node = node.children.find((c) => c.start <= start && start < c.end)
      if (!node?.heading) break
      id = node.heading.id
      titles.push(node.heading.title ?? node.heading.quote)
    }
    return { id, titles: titles.join(' › ').slice(0, 500) }
  }
}

/** The units in charge of a place: those of the smallest block that governs it. */
function unitsOf(reading: PlanReading): (item: Item) => { lead: string[]; responsible: string[] } {
  const blocks = reading.responsibility.filter((r) => r.governs)
  return (item) => {
    let best: (typeof blocks)[number] | undefined
    for (const block of blocks) {
      const { governs } = block
      if (!governs || item.start < governs.start || item.end > governs.end) continue
      const size = best?.governs ? best.governs.end - best.governs.start : Infinity
      if (governs.end - governs.start < size) best = block
    }
    return { lead: clean(best?.lead ?? []), responsible: clean(best?.responsible ?? []) }
  }
}

const clean = (units: readonly string[]): string[] =>
  [...new Set(units.map((u) => u.trim().slice(0, 60)).filter((u) => u !== ''))].slice(0, 100)

const short = (value: string): string => value.replace(/\s+/g, '').slice(0, NAME) || '（无）'

function fieldsOf(item: Exclude<Item, { kind: 'heading' }>, units: { lead: string[]; responsible: string[] }): ItemFields {
  const inCharge = { lead: units.lead.slice(0, 30), responsible: units.responsible }
  switch (item.kind) {
    case 'commitment':
      return {
        ...inCharge,
        name: short(item.what),
        sector: item.sector,
        nature: item.nature,
        deadline: deadlineOf(item.deadline),
        recurrence: (item.recurrence ?? []).slice(0, 5).map((r) => ({ every: r.every, times: r.times, by: r.by ?? null })),
        quantities: item.quantities.slice(0, 30).map((q) => ({ op: q.op, value: q.value, unit: q.unit })),
      }
    case 'system':
      return { ...inCharge, name: short(item.name), action: item.action, deadline: deadlineOf(item.deadline) }
    case 'indicator':
      return {
        ...inCharge,
        name: short(item.name),
        sector: item.sector,
        direction: item.direction,
        value: item.value,
        unit: item.unit,
        base: item.base,
        targetYear: item.target_year,
      }
    case 'achievement':
      return { name: short(item.name), direction: item.direction, value: item.value, unit: item.unit, base: item.base }
    case 'responsibility':
      return { name: short(item.quote), lead: clean(item.lead).slice(0, 30), responsible: clean(item.responsible) }
  }
}

function deadlineOf(
  d: { type: 'by' | 'in' | 'period' | 'from' | 'before' | 'relative'; date: string | null; start_date?: string; quote: string } | null,
) {
  return d === null ? null : { type: d.type, date: d.date, start: d.start_date ?? null, words: d.quote.slice(0, 200) }
}

/**
 * Reads an uploaded file as a plan.
 * @throws Problem 422 with a clear word where it is no readable plan (scan, password, old format, no plan)
 */
export async function readDocument(bytes: Uint8Array, name: string): Promise<ReadDocument> {
  const file = await readPlanFile(bytes, name)
  const refuse = (reason: keyof typeof REFUSALS): Problem =>
    new Problem(422, `plan-${reason}`, text('这个文件读不成规划', 'This file cannot be read as a plan'), {
      detail: REFUSALS[reason],
      extra: { reason },
    })
  if (!file.ok) throw refuse(file.reason)
  const reading = readPlan(file.text)
  const promises = reading.indicator.length + reading.commitment.length + reading.responsibility.length
  if (reading.heading.length < 2 || promises === 0) throw refuse('no-plan')
  const [chapterAt, unitsAt] = [chaptersOf(reading.tree), unitsOf(reading)]
  const all = [...reading.indicator, ...reading.commitment, ...reading.system, ...reading.responsibility, ...reading.achievement]
  const items = all.map((item): NewItem => {
    const chapter = chapterAt(item.start)
    return {
      kind: item.kind,
      start: item.start,
      end: item.end,
      quote: item.quote,
      heading: chapter.id,
      chapter: chapter.titles,
      core: item.core,
      confidence: item.confidence.value,
      reason: item.confidence.reason,
      fields: fieldsOf(item, unitsAt(item)),
    }
  })
  return {
    kind: file.kind,
    text: file.text,
    chars: reading.chars,
    title: reading.meta.title,
    period: reading.meta.plan_period,
    headings: reading.heading.map((h) => ({
      id: h.id,
      level: h.level,
      start: h.start,
      end: h.end,
      title: (h.title ?? h.quote).slice(0, 300),
    })),
    items: items.toSorted((a, b) => a.start - b.start || b.end - a.end),
  }
}
