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
