import { z } from 'zod'

export const Text = z.object({ zh: z.string(), en: z.string() })

/** Days in China, both ends included. */
export const Period = z.object({ from: z.iso.date(), to: z.iso.date() })
export type Period = z.output<typeof Period>

export const BREAKDOWNS = ['town', 'sector', 'office'] as const

export const Group = z.object({ key: z.string(), name: Text })
export type Group = z.output<typeof Group>

/** A figure that went in. `value` null = it is missing, and `because` of the measure says so. */
export const UsedInput = z.object({
  id: z.string(),
  name: Text,
  value: z.number().nullable(),
  unit: Text,
  source: Text,
  asOf: z.string().nullable(),
  href: z.string().nullable(),
})
export type UsedInput = z.output<typeof UsedInput>

/** The list behind a number: it holds `count` records. */
export const RecordsLink = z.object({ text: Text, href: z.string(), count: z.number() })

export const Clause = z.object({ text: Text, status: z.enum(['verified', 'secondary', 'from-knowledge', 'uncertain']) })

/** A measure of a place over a period. `value` null = it cannot be judged, and `because` says why. */
export const MeasureValue = z.object({
  measure: z.string(),
  path: z.string(),
  group: Group.nullable(),
  from: z.string(),
  to: z.string(),
  value: z.number().nullable(),
  because: Text.nullable(),
  inputs: z.array(UsedInput),
  steps: z.array(Text),
  records: z.array(RecordsLink),
  clause: Clause,
})
export type MeasureValue = z.output<typeof MeasureValue>

export const MeasureInfo = z.object({
  id: z.string(),
  text: Text,
  unit: Text,
  period: z.enum(['year', 'quarter', 'month', 'day']),
  better: z.enum(['less', 'more']),
  breakdowns: z.array(z.enum(BREAKDOWNS)),
  formula: Text,
  clause: Clause,
  digits: z.number().int(),
})
export type MeasureInfo = z.output<typeof MeasureInfo>

const path = z
  .string()
  .regex(/^[0-9a-z]+$/)
  .max(40)

export const ListQuery = z.object({ path: path.optional(), year: z.coerce.number().int().min(2000).max(2100).optional() })

/** A measure with what a reader compares first. */
export const MeasureLine = z.object({
  info: MeasureInfo,
  /** The year asked for, as far as it has gone. */
  now: MeasureValue,
  /** The same days of the year before. */
  before: MeasureValue,
  /** The whole year before. */
  lastYear: MeasureValue,
  /** By month of the last two years, or by year where the measure means nothing over less. */
  trend: z.array(z.object({ from: z.string(), to: z.string(), value: z.number().nullable() })),
})
export type MeasureLine = z.output<typeof MeasureLine>

export const MeasureList = z.object({
  path: z.string(),
  place: z.string(),
  year: z.number().int(),
  to: z.string(),
  items: z.array(MeasureLine),
})
export type MeasureList = z.output<typeof MeasureList>

export const SeriesQuery = z.object({
  path: path.optional(),
  /** Last day; today when absent. */
  to: z.iso.date().optional(),
  by: z.enum(BREAKDOWNS).optional(),
  step: z.enum(['year', 'quarter', 'month']).default('year'),
  count: z.coerce.number().int().min(1).max(60).default(5),
})

export const MeasureSeries = z.object({
  info: MeasureInfo,
  path: z.string(),
  place: z.string(),
  periods: z.array(Period),
  items: z.array(MeasureValue),
})
export type MeasureSeries = z.output<typeof MeasureSeries>

export const SeriesInfo = z.object({
  id: z.string(),
  text: Text,
  unit: Text,
  kind: z.enum(['flow', 'stock']),
  note: Text,
  whole: z.boolean(),
})
export type SeriesInfo = z.output<typeof SeriesInfo>

/** One version of a base statistic; the highest version counts. */
export const BaseFigure = z.object({
  id: z.string(),
  series: z.string(),
  path: z.string(),
  place: z.string().nullable(),
  year: z.number().int(),
  version: z.number().int(),
  value: z.number().nullable(),
  source: z.string(),
  asOf: z.string(),
  reason: z.string().nullable(),
  via: z.string(),
  by: z.string(),
  at: z.string(),
})
export type BaseFigure = z.output<typeof BaseFigure>

export const BaseQuery = z.object({
  path: path.optional(),
  series: z.string().max(60).optional(),
  year: z.coerce.number().int().min(1949).max(2100).optional(),
  /** Every version, not only those in force. */
  history: z.stringbool().default(false),
})

export const BaseList = z.object({ series: z.array(SeriesInfo), items: z.array(BaseFigure), mayEdit: z.boolean(), capped: z.boolean() })
export type BaseList = z.output<typeof BaseList>

export const BaseEntry = z.object({
  path: path.meta({ zh: '地区', en: 'Place', widget: 'division' }),
  series: z.string().min(1).max(60),
  year: z.number().int().min(1949).max(2100),
  /** Null withdraws the figure. */
  value: z.number().min(0).max(1e15).nullable(),
  source: z.string().trim().min(2).max(200),
  asOf: z.iso.date(),
  /** Needed where a figure stands already. */
  reason: z.string().trim().min(2).max(500).optional(),
})

export const BaseImport = z.object({
  /** True: written. False: nothing was, because of `faults` or because it was asked for a preview. */
  written: z.boolean(),
  rows: z.number().int(),
  /** New figures, changed ones, and those that stand there already. */
  fresh: z.number().int(),
  changed: z.number().int(),
  same: z.number().int(),
  faults: z.array(z.object({ row: z.number().int(), column: Text, message: Text, remedy: Text })),
  preview: z.array(z.object({ place: z.string(), series: Text, year: z.number().int(), value: z.number(), before: z.number().nullable() })),
})
export type BaseImport = z.output<typeof BaseImport>
