import { z } from 'zod'
import { PRIORITIES, QUALITY } from '../types.ts'

const name = z.string().min(1)
const seconds = z.number().nonnegative()
const levels = z.strictObject({ LL: seconds.optional(), L: seconds.optional(), H: seconds.optional(), HH: seconds.optional() })
const delay = z.union([seconds, levels])
const quality = z.enum(Object.keys(QUALITY) as [keyof typeof QUALITY, ...(keyof typeof QUALITY)[]])
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** Hours in which a rule applies; `to` before `from` runs over midnight, `offset` is the zone in minutes (China 480). */
export const Schedule = z.strictObject({
  offset: z.number().int().min(-720).max(840).default(480),
  weekdays: z.array(z.number().int().min(1).max(7)).min(1).default([1, 2, 3, 4, 5, 6, 7]),
  from: clock.default('00:00'),
  to: clock.default('00:00'),
})

const common = {
  id: name,
  priority: z.enum(PRIORITIES).default('low'),
  onDelay: delay.default(0),
  offDelay: delay.default(0),
  /** Judge readings of quality `uncertain` also. */
  useUncertain: z.boolean().default(false),
  schedule: Schedule.optional(),
  /** Stays after clearing until an operator resets it (alarm life, not the evaluator). */
  latch: z.boolean().default(false),
  /** Alarms of one group within the group's window name the first as the cause. */
  group: name.optional(),
}
const onPoint = { ...common, point: name }
const side = z.enum(['above', 'below'])
const threshold = { side: side.default('above'), limit: z.number(), deadBand: z.number().nonnegative().default(0) }
const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
const area = z.union([
  z.strictObject({ polygon: z.array(position).min(3) }),
  z.strictObject({ center: position, radius: z.number().positive() }),
])

export const RuleConfig = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('limits'),
    ...onPoint,
    LL: z.number().optional(),
    L: z.number().optional(),
    H: z.number().optional(),
    HH: z.number().optional(),
    deadBand: z.number().nonnegative().default(0),
  }),
  z.strictObject({
    kind: z.literal('rate'),
    ...onPoint,
    over: z.number().positive(),
    direction: z.enum(['up', 'down', 'both']).default('both'),
    limit: z.number().positive(),
    deadBand: z.number().nonnegative().default(0),
  }),
  z.strictObject({
    kind: z.literal('deviation'),
    ...onPoint,
    setPoint: z.number().optional(),
    reference: name.optional(),
    maxAge: z.number().positive().default(60),
    limit: z.number().positive(),
    deadBand: z.number().nonnegative().default(0),
  }),
  z.strictObject({
    kind: z.literal('window'),
    ...onPoint,
    ...threshold,
    over: z.number().positive(),
    aggregate: z.enum(['mean', 'max', 'min', 'sum']),
  }),
  z.strictObject({
    kind: z.literal('nOfM'),
    ...onPoint,
    ...threshold,
    n: z.number().int().min(1).max(32),
    m: z.number().int().min(1).max(32),
  }),
  z.strictObject({ kind: z.literal('stuck'), ...onPoint, seconds: z.number().positive(), band: z.number().nonnegative().default(0) }),
  z.strictObject({
    kind: z.literal('plausible'),
    ...onPoint,
    min: z.number().optional(),
    max: z.number().optional(),
    jump: z.number().positive().optional(),
    flags: z.array(quality).default(['bad']),
    /** Other rules of the point treat an implausible reading as not known. */
    gate: z.boolean().default(true),
  }),
  z.strictObject({ kind: z.literal('missing'), ...onPoint, periods: z.number().min(1).default(3), atLeast: seconds.default(60) }),
  z.strictObject({
    kind: z.literal('combine'),
    ...common,
    op: z.enum(['and', 'or', 'not', 'atLeast']),
    n: z.number().int().positive().optional(),
    /** Rule ids, `id:LEVEL` for one level of a limits rule, `id@point` for one copy of a rule for all points (`id` alone is every copy). */
    inputs: z.array(name).min(1),
    /** Seconds the result stays true after its inputs stopped being so. */
    hold: seconds.default(0),
  }),
  z.strictObject({
    kind: z.literal('area'),
    ...common,
    lon: name,
    lat: name,
    area,
    when: z.enum(['inside', 'outside']),
    /** With a speed point: only above `speedLimit` counts. */
    speed: name.optional(),
    speedLimit: z.number().positive().optional(),
  }),
  z.strictObject({
    kind: z.literal('driving'),
    ...onPoint,
    moving: z.number().nonnegative().default(5),
    longest: z.number().positive().default(14400),
    rest: z.number().positive().default(1200),
  }),
  z.strictObject({
    kind: z.literal('ewma'),
    ...onPoint,
    train: z.number().int().min(10),
    lambda: z.number().gt(0).max(1).default(0.2),
    width: z.number().positive().default(3),
  }),
  z.strictObject({
    kind: z.literal('cusum'),
    ...onPoint,
    train: z.number().int().min(10),
    slack: z.number().nonnegative().default(0.5),
    limit: z.number().positive().default(5),
  }),
  z.strictObject({
    kind: z.literal('novelty'),
    ...onPoint,
    train: z.number().int().min(10),
    factor: z.number().min(1).default(1.1),
    short: z.number().min(1).default(5),
    level: z.number().min(1).default(12),
    season: z.number().positive().default(86400),
    seasonSlots: z.number().int().min(1).max(1440).default(288),
    halfLife: z.number().nonnegative().default(0),
  }),
  z.strictObject({
    kind: z.literal('pca'),
    ...common,
    points: z.union([z.literal('*'), z.array(name).min(2)]),
    train: z.number().int().min(20),
    components: z.number().int().min(1),
    margin: z.number().positive().default(1),
  }),
])
export type RuleConfig = z.infer<typeof RuleConfig>
export type RuleKind = RuleConfig['kind']
export type RuleOf<K extends RuleKind> = Extract<RuleConfig, { kind: K }>
export type Schedule = z.infer<typeof Schedule>

/** A point: `period` seconds between its readings, `source` the gateway or terminal it hangs on. */
export const PointConfig = z.strictObject({ id: name, period: z.number().positive().default(60), source: name.optional() })
export type PointConfig = z.infer<typeof PointConfig>

export const OrderConfig = z.strictObject({
  /** Seconds a reading may be late and still be put in its place. */
  window: seconds.default(0),
  /** A step back by more than this, kept up over three readings, is a clock step; in periods. */
  stepPeriods: z.number().min(2).default(10),
})
export type OrderConfig = z.infer<typeof OrderConfig>

export const RuleFile = z.strictObject({
  version: z.literal(1),
  about: z.string().optional(),
  points: z.array(PointConfig).default([]),
  order: OrderConfig.default({ window: 0, stepPeriods: 10 }),
  rules: z.array(RuleConfig).min(1),
})
export type RuleFile = z.infer<typeof RuleFile>
