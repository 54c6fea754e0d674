/** Shorthands in which the sector definitions are written; they only build the shapes declared in the kernel. */
import type {
  CheckItem,
  CheckLevel,
  CheckPeriod,
  Checklist,
  Clause,
  Criterion,
  FieldDef,
  PointLimits,
  PointType,
  LicenceType,
  SourceStatus,
  SubjectType,
} from '#kernel/sector/index.ts'
import { text } from '#kernel/text.ts'

/** A text as written in the definitions: Chinese, English. */
export type Pair = readonly [zh: string, en: string]

const say = ([zh, en]: Pair) => text(zh, en)

type FieldMore = Pick<FieldDef, 'required' | 'min' | 'max'>

export const textField = (name: string, label: Pair, more: FieldMore = {}): FieldDef => ({ name, text: say(label), kind: 'text', ...more })
export const dateField = (name: string, label: Pair, more: FieldMore = {}): FieldDef => ({ name, text: say(label), kind: 'date', ...more })
export const yesNoField = (name: string, label: Pair, more: FieldMore = {}): FieldDef => ({
  name,
  text: say(label),
  kind: 'boolean',
  ...more,
})

/** A number with its unit; amounts cannot be negative unless the definition says so. */
export const numberField = (name: string, label: Pair, unit: string, more: FieldMore = {}): FieldDef => ({
  name,
  text: say(label),
  kind: 'number',
  unit,
  min: 0,
  ...more,
})

export const choiceField = (
  name: string,
  label: Pair,
  choices: readonly (readonly [value: string, zh: string, en: string])[],
  more: FieldMore = {},
): FieldDef => ({
  name,
  text: say(label),
  kind: 'choice',
  choices: choices.map(([value, zh, en]) => ({ value, text: text(zh, en) })),
  ...more,
})

export const subject = (id: string, label: Pair, fields: readonly FieldDef[]): SubjectType => ({ id, text: say(label), fields })

/** @param months usual validity; null = no fixed end, or the end is the one printed on the paper */
export const licence = (
  id: string,
  label: Pair,
  holder: LicenceType['holder'],
  months: number | null,
  clause?: Clause,
  noticeDays: readonly number[] = [90, 30, 7],
): LicenceType => ({ id, text: say(label), holder, months, noticeDays: months === null ? [] : noticeDays, clause })

export interface ItemMore {
  /** What to look at or measure. */
  readonly how?: Pair
  readonly by?: Clause
  /** Criterion of a major hidden hazard to judge a finding by. */
  readonly major?: string
}

/** One line of a checklist; worded as the good state, so that "yes" is in order and "no" is a finding. */
export const item = (id: string, zh: string, en: string, { how, by, major }: ItemMore = {}): CheckItem => ({
  id,
  text: text(zh, en),
  ...(how && { method: say(how) }),
  ...(by && { clause: by }),
  ...(major && { criterion: major }),
})

export interface ListWhen {
  readonly period: CheckPeriod
  readonly level: CheckLevel
  readonly from: string
  /** First day on which the list is no longer in force. */
  readonly to?: string
  readonly sizes?: readonly string[]
}

export const checklist = (id: string, label: Pair, when: ListWhen, items: readonly CheckItem[]): Checklist => ({
  id,
  text: say(label),
  period: when.period,
  level: when.level,
  ...(when.sizes && { sizes: when.sizes }),
  effectiveFrom: when.from,
  ...(when.to && { effectiveTo: when.to }),
  items,
})

/** A document that declares criteria of major hidden hazards. */
export interface Instrument {
  readonly name: Pair
  readonly status: SourceStatus
  readonly from: string
  /** First day on which it is no longer in force. */
  readonly to?: string
}

/**
 * One criterion. The questions are joined by AND; alternatives ("or") of one clause are criteria of their own
 * with a letter behind the id, so that a verdict names the very case that is met.
 */
export const criterion = (
  of: Instrument,
  id: string,
  where: Pair,
  what: Pair,
  questions: readonly Pair[],
  status: SourceStatus = of.status,
): Criterion => ({
  id,
  text: say(what),
  clause: { text: text(`${of.name[0]}${where[0]}`, `${of.name[1]}, ${where[1]}`), status },
  effectiveFrom: of.from,
  ...(of.to && { effectiveTo: of.to }),
  questions: questions.map((q, i) => ({ id: `q${i + 1}`, text: say(q) })),
})

/** A criterion whose one fact can be seen directly: the question repeats it. */
export const plainCriterion = (of: Instrument, id: string, where: Pair, what: Pair, status?: SourceStatus): Criterion =>
  criterion(of, id, where, what, [[`现场是不是这种情况:${what[0]}?`, `Is this so on site: ${what[1]}?`]], status)

/**
 * A criterion of which only the topic is known, not the text: the question sends the inspector to the document and asks for
 * the result of that reading. A "no" then says "the text was read and no listed case exists", as for any criterion.
 */
export const consultCriterion = (of: Instrument, id: string, where: Pair, topic: Pair): Criterion =>
  criterion(of, id, where, topic, [
    [
      `请查阅${of.name[0].trim()}${where[0]}的正文：在“${topic[0]}”方面，现场有没有所列的情形?(手边没有正文就答“不清楚”)`,
      `Consult the text of ${of.name[1]}, ${where[1]}: does a case listed there exist as to "${topic[1]}"? (Answer "unknown" without the text.)`,
    ],
  ])

type PointMore = Omit<PointType, 'id' | 'text' | 'unit' | 'low' | 'high' | 'periodS'>

/** A kind of measuring point. @param range measuring range @param periodS seconds between two readings */
export const point = (
  id: string,
  label: Pair,
  unit: string,
  [low, high]: readonly [number, number],
  periodS: number,
  more: PointMore = {},
): PointType => ({
  id,
  text: say(label),
  unit,
  low,
  high,
  periodS,
  ...more,
})

/** Something that is either so or not: 1 raises at once. */
export const signal = (id: string, label: Pair, periodS: number, priority: PointLimits['priority'], more: PointMore = {}): PointType => ({
  ...point(id, label, '', [0, 1], periodS, more),
  binary: true,
  limits: { priority },
})
