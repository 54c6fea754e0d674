/** The shapes of a reading. Offsets are Unicode code points of the decoded text, `start` inclusive, `end` exclusive. */

export interface Span {
  start: number
  end: number
  /** always `text.slice(start, end)` counted in code points */
  quote: string
}

export const SECTORS = [
  'hazchem',
  'fireworks',
  'coal',
  'noncoal-mine',
  'tailings',
  'fire',
  'road',
  'rail',
  'water',
  'post',
  'fishery',
  'construction',
  'special-equipment',
  'park',
  'city',
  'hazwaste',
  'dust',
  'occupational-health',
  'emergency',
  'training',
  'enforcement',
  'credit',
  'insurance',
  'info-system',
  'publicity',
  'responsibility',
  'enterprise-general',
  'other',
] as const
export type Sector = (typeof SECTORS)[number]

export type Direction = 'decrease' | 'increase' | 'at_most' | 'at_least' | 'zero' | 'exactly'

/** How sure the reader is (0 to 1) and the rule that made it so, in words an official can check. */
export interface Confidence {
  value: number
  reason: { zh: string; en: string }
}

interface ItemBase extends Span {
  id: string
  /** 1-based line of `start` */
  line: number
  /** false = neutral in the sense of the annotation guide: a careful reader may or may not count it */
  core: boolean
  confidence: Confidence
}

export type DeadlineType = 'by' | 'in' | 'period' | 'from' | 'before' | 'relative'

export interface Deadline extends Span {
  type: DeadlineType
  /** ISO date, null for an open `from` or a relative term */
  date: string | null
  start_date?: string
  /** second reading that is also right (2015年前: 2014-12-31 or 2015-12-31) */
  alt?: string
  relative?: { trigger: string | null; offset: string }
  /** taken over from the sentence before */
  inherited?: true
  /** computed from the plan and not written */
  derived?: true
}

export interface Recurrence extends Span {
  /** ISO 8601 duration */
  every: string
  times: number | null
  op: 'eq' | 'ge' | null
  /** MM-DD of a yearly due day */
  by?: string
}

export type QuantityOp = 'eq' | 'ge' | 'gt' | 'le' | 'lt' | 'approx' | 'range' | 'all' | 'dec' | 'dec_ge' | 'inc' | 'inc_ge'

export interface Quantity extends Span {
  op: QuantityOp
  /** 万 and 亿 expanded; a percentage stays 30 */
  value: number | [number, number]
  unit: string | null
  role: 'target' | 'limit' | 'scope'
  weak?: true
}

export interface Heading extends ItemBase {
  kind: 'heading'
  level: number
  number: string | null
  title: string | null
  style: 'page_title' | 'doc_title' | 'annex_title' | 'subtitle' | 'toc_title' | 'box_title' | 'standalone' | 'run_in' | 'bare'
}

export interface Indicator extends ItemBase {
  kind: 'indicator'
  name: string
  direction: Direction
  value: number | null
  unit: string | null
  bound: 'at_least' | null
  base: string | null
  period: string | null
  target_year: number | null
  target_year_basis: 'stated' | 'derived'
  value_span: Span
  sector: Sector
}

export interface Achievement extends ItemBase {
  kind: 'achievement'
  name: string
  direction: Direction
  value: number | null
  unit: string | null
  bound: 'at_least' | null
  base: string | null
  period: string | null
  subtype: 'outcome' | 'output' | 'baseline'
  value_span: Span
}

export interface Commitment extends ItemBase {
  kind: 'commitment'
  /** the deed in one line, white space removed */
  what: string
  nature: 'task' | 'result' | 'goal' | 'phase'
  deadline: Deadline | null
  recurrence: Recurrence[] | null
  quantities: Quantity[]
  head?: Span
  sector: Sector
}

export interface Responsibility extends ItemBase {
  kind: 'responsibility'
  form: 'block' | 'prose_lead' | 'subject'
  lead: string[]
  responsible: string[]
  open_ended: boolean
  governs: Span | null
}

export interface SystemItem extends ItemBase {
  kind: 'system'
  name: string
  action: 'build' | 'upgrade' | 'deploy'
  deadline: Deadline | null
}

export type Item = Heading | Indicator | Achievement | Commitment | Responsibility | SystemItem

export interface PlanMeta {
  title: string | null
  plan_period: { from: string; to: string } | null
  period_basis: 'stated' | 'title' | 'derived' | null
  toc: Span | null
}

/** A node of the document tree; `heading` null is the root. */
export interface PlanNode {
  heading: Heading | null
  /** what lies under it, code points */
  start: number
  end: number
  children: PlanNode[]
}

export interface PlanReading {
  chars: number
  meta: PlanMeta
  tree: PlanNode
  heading: Heading[]
  indicator: Indicator[]
  achievement: Achievement[]
  commitment: Commitment[]
  responsibility: Responsibility[]
  system: SystemItem[]
}
