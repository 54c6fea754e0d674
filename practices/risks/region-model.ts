import { z } from 'zod'
import { COLOURS4, FACTORS, GROUPS, type Formula } from './region.ts'

/** Regional risk: what the routes take and give. */

const Words = z.object({ zh: z.string(), en: z.string() })
export const RegionColour = z.enum([...COLOURS4, 'grey'])
const Colour4 = z.enum(COLOURS4)
const Weather = z.enum(['none', 'blue', 'yellow', 'orange', 'red'])

const points = z.number().min(0).max(1000)
const share = z.number().min(0).max(1)

/** A version of the formula, as the administrator may set it. */
export const FormulaSchema = z
  .object({
    version: z.string().min(1).max(20),
    from: z.iso.datetime(),
    worst: z.object({ pointMajor: points, pointLarger: points, pointGeneral: points, pointLow: points }),
    further: points,
    furtherAtMost: points,
    each: z.partialRecord(z.enum(FACTORS), points),
    cap: z.record(z.enum(GROUPS), points),
    weather: z.record(Weather, z.number().min(1).max(3)),
    bands: z.object({ red: points, orange: points, gold: points }),
    floors: z.array(z.object({ factor: z.enum(FACTORS), colour: Colour4 })).max(20),
    area: z.object({ worst: share, tenth: share, mean: share }),
  })
  .refine((f) => f.bands.red > f.bands.orange && f.bands.orange > f.bands.gold, {
    message: '分数线须由高到低：红＞橙＞黄 · bands must fall: red > orange > yellow',
    path: ['bands'],
  })
  .refine((f) => Math.abs(f.area.worst + f.area.tenth + f.area.mean - 1) < 1e-9, {
    message: '三个份额之和须为 1 · the three shares must add up to 1',
    path: ['area'],
  })
export const Formulas = z.array(FormulaSchema).max(50) satisfies z.ZodType<readonly Formula[]>

const path = z
  .string()
  .regex(/^[0-9a-z]+$/)
  .max(40)

export const RegionQuery = z.object({
  path: path.optional(),
  /** A past instant; absent = now. */
  at: z.iso.datetime({ offset: true }).optional(),
})

const Term = z.object({ factor: z.enum(FACTORS), count: z.number().int(), points: z.number() })

export const OrgRisk = z.object({
  id: z.string(),
  name: z.string(),
  path: z.string(),
  sector: z.string().nullable(),
  colour: RegionColour,
  score: z.number().nullable(),
  reason: Words,
  terms: z.array(Term),
  groups: z.array(z.object({ group: z.enum(GROUPS), points: z.number(), capped: z.boolean() })),
  floor: z.object({ factor: z.enum(FACTORS), colour: Colour4 }).nullable(),
  weather: Weather,
})
export type OrgRisk = z.output<typeof OrgRisk>

export const AreaRisk = z.object({
  path: z.string(),
  name: z.string(),
  shape: z.unknown(),
  shapeNote: z.string().nullable(),
  colour: RegionColour,
  score: z.number().nullable(),
  reason: Words,
  judged: z.number().int(),
  enterprises: z.number().int(),
  worst: z.number(),
  tenth: z.number(),
  mean: z.number(),
  counts: z.record(RegionColour, z.number().int()),
  weather: Weather,
})
export type AreaRisk = z.output<typeof AreaRisk>

export const Region = z.object({
  path: z.string(),
  name: z.string(),
  at: z.string(),
  /** True: computed for a past instant from what was on record by then. */
  replayed: z.boolean(),
  formula: FormulaSchema,
  area: AreaRisk,
  parts: z.array(AreaRisk),
  /** Sums over the enterprises of the area, by factor: they add up to the lists behind. */
  totals: z.array(z.object({ factor: z.enum(FACTORS), count: z.number().int() })),
  /** Worst first. */
  orgs: z.array(OrgRisk),
  capped: z.boolean(),
  limited: Words.nullable(),
})
export type Region = z.output<typeof Region>

export const OrgsQuery = RegionQuery.extend({
  colour: RegionColour.optional(),
  factor: z.enum(FACTORS).optional(),
  q: z.string().max(60).optional(),
})
export const OrgList = z.object({ items: z.array(OrgRisk), total: z.number().int(), capped: z.boolean() })

export const WeatherBody = z
  .object({
    path,
    level: z.enum(['blue', 'yellow', 'orange', 'red']),
    what: z.string().min(1).max(60),
    source: z.string().min(1).max(200),
    from: z.iso.datetime({ offset: true }),
    to: z.iso.datetime({ offset: true }).nullable(),
  })
  .refine((b) => b.to === null || Date.parse(b.to) > Date.parse(b.from), {
    message: '结束时间须晚于开始时间 · the end must lie after the beginning',
    path: ['to'],
  })
export const WeatherRow = z.object({
  id: z.string(),
  path: z.string(),
  areaName: z.string().nullable(),
  level: z.enum(['blue', 'yellow', 'orange', 'red']),
  what: z.string(),
  source: z.string(),
  from: z.string(),
  to: z.string().nullable(),
  by: z.string(),
})
export type WeatherRow = z.output<typeof WeatherRow>
