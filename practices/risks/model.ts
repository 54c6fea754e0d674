import { z } from 'zod'
import type { RiskKind, ControlKind, CheckLevel } from '#kernel/sector/index.ts'
import { text, type Text } from '#kernel/text.ts'

/** The four levels, worst first, with their colours (安委办〔2016〕11号). No level = not graded, or it cannot be judged. */
export const LEVELS = ['major', 'larger', 'general', 'low'] as const
export type RiskLevel = (typeof LEVELS)[number]

export const LEVEL_TEXT: Readonly<Record<RiskLevel, Text>> = {
  major: text('重大风险', 'Major'),
  larger: text('较大风险', 'Considerable'),
  general: text('一般风险', 'General'),
  low: text('低风险', 'Low'),
}
export const LEVEL_COLOUR = { major: 'red', larger: 'orange', general: 'gold', low: 'blue' } as const
export const COLOUR_WORD: Readonly<Record<RiskLevel, Text>> = {
  major: text('红', 'red'),
  larger: text('橙', 'orange'),
  general: text('黄', 'yellow'),
  low: text('蓝', 'blue'),
}

export const KINDS = ['process', 'equipment', 'place', 'post', 'activity'] as const satisfies readonly RiskKind[]
export const KIND_TEXT: Readonly<Record<RiskKind, Text>> = {
  process: text('工艺', 'Process'),
  equipment: text('设备设施', 'Equipment'),
  place: text('部位场所', 'Place'),
  post: text('岗位', 'Post'),
  activity: text('作业活动', 'Work activity'),
}

export const CONTROL_KINDS = [
  'engineering',
  'interlock',
  'isolation',
  'protection',
  'management',
  'training',
  'emergency',
] as const satisfies readonly ControlKind[]
export const CONTROL_TEXT: Readonly<Record<ControlKind, Text>> = {
  engineering: text('工程技术', 'Engineering'),
  interlock: text('监控联锁', 'Interlock'),
  isolation: text('隔离封闭', 'Isolation'),
  protection: text('个体防护', 'Protection'),
  management: text('管理制度', 'Management'),
  training: text('教育培训', 'Training'),
  emergency: text('应急处置', 'Emergency'),
}

export const ANSWERS = ['enterprise', 'workshop', 'team', 'post'] as const satisfies readonly CheckLevel[]
export const ANSWER_TEXT: Readonly<Record<CheckLevel, Text>> = {
  enterprise: text('公司', 'Enterprise'),
  workshop: text('车间', 'Workshop'),
  team: text('班组', 'Team'),
  post: text('岗位', 'Post'),
}

export const PERIODS = ['shift', 'daily', 'weekly', 'monthly', 'quarterly'] as const
export const PERIOD_TEXT: Readonly<Record<(typeof PERIODS)[number], Text>> = {
  shift: text('每班', 'Each shift'),
  daily: text('每日', 'Daily'),
  weekly: text('每周', 'Weekly'),
  monthly: text('每月', 'Monthly'),
  quarterly: text('每季', 'Quarterly'),
}

export const METHODS = ['LEC', 'LS', 'MES'] as const
export type Method = (typeof METHODS)[number]

export const REASONS = ['first', 'process-change', 'accident', 'new-hazard', 'control-failed', 'yearly', 'correction'] as const
export type Reason = (typeof REASONS)[number]
export const REASON_TEXT: Readonly<Record<Reason, Text>> = {
  first: text('首次评估', 'First assessment'),
  'process-change': text('工艺设备变更', 'Process or equipment changed'),
  accident: text('发生事故或险情', 'Accident or near miss'),
  'new-hazard': text('新出现隐患', 'New hazard'),
  'control-failed': text('管控措施失效', 'A control failed'),
  yearly: text('年度复评', 'Yearly review'),
  correction: text('更正', 'Correction'),
}

const line = (max: number) => z.string().trim().min(1).max(max)

export const Factor = z.object({ code: z.string().regex(/^[1-4](\d|\d{3}|\d{5})?$/), text: line(200) })
export type Factor = z.output<typeof Factor>

/** `period` and `check` stand together: what is looked at, and how often. */
export const ControlInput = z.object({
  kind: z.enum(CONTROL_KINDS),
  text: line(300),
  level: z.enum(ANSWERS),
  period: z.enum(PERIODS).nullable().default(null),
  check: line(200).nullable().default(null),
})
export type ControlInput = z.output<typeof ControlInput>

/** Values of a method's factors. What is not known stays out; it is then "cannot judge". */
export const GradeValues = z.record(z.string().regex(/^[LECSM]$/), z.number())

export const PointInput = z.object({
  subjectId: z.uuid().nullable().default(null),
  template: z.string().max(120).nullable().default(null),
  kind: z.enum(KINDS),
  name: line(100),
  workshop: line(60),
  post: line(60),
  accidents: z.array(line(40)).max(20).default([]),
  factors: z.array(Factor).min(1).max(30),
  emergency: z.array(line(300)).max(12).default([]),
  controls: z.array(ControlInput).max(60).default([]),
})
export type PointInput = z.output<typeof PointInput>

/** Absent = keep. The list of controls, where given, replaces the old one; the old ones end. */
export const PointPatch = z.object({
  version: z.number().int(),
  name: line(100).optional(),
  workshop: line(60).optional(),
  post: line(60).optional(),
  accidents: z.array(line(40)).max(20).optional(),
  factors: z.array(Factor).min(1).max(30).optional(),
  emergency: z.array(line(300)).max(12).optional(),
  controls: z.array(ControlInput).max(60).optional(),
  status: z.enum(['active', 'ended']).optional(),
})
export type PointPatch = z.output<typeof PointPatch>

export const GradeInput = z.object({
  method: z.enum(METHODS),
  inputs: GradeValues,
  reason: z.enum(REASONS).default('first'),
  note: z.string().trim().max(500).default(''),
})
export type GradeInput = z.output<typeof GradeInput>

export const PointRow = z.object({
  id: z.string(),
  orgId: z.string(),
  orgName: z.string(),
  kind: z.enum(KINDS),
  name: z.string(),
  workshop: z.string(),
  post: z.string(),
  sector: z.string().nullable(),
  path: z.string(),
  accidents: z.array(z.string()),
  level: z.enum(LEVELS).nullable(),
  gradedAt: z.string().nullable(),
  reviewOn: z.string().nullable(),
  reviewId: z.string().nullable(),
  status: z.enum(['active', 'ended']),
  version: z.number().int(),
})
export type PointRow = z.output<typeof PointRow>

export const GradeRow = z.object({
  id: z.string(),
  method: z.enum(METHODS),
  inputs: GradeValues,
  score: z.number().nullable(),
  level: z.enum(LEVELS).nullable(),
  band: z.string().nullable(),
  missing: z.array(z.string()),
  steps: z.array(z.string()),
  clause: z.string(),
  sourceStatus: z.string(),
  reason: z.enum(REASONS),
  note: z.string(),
  by: z.string(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
})
export type GradeRow = z.output<typeof GradeRow>

export const ControlRow = z.object({
  id: z.string(),
  kind: z.enum(CONTROL_KINDS),
  text: z.string(),
  level: z.enum(ANSWERS),
  period: z.enum(PERIODS).nullable(),
  check: z.string().nullable(),
})

export const LinkedMatter = z.object({
  id: z.string(),
  no: z.string(),
  kind: z.string(),
  title: z.string(),
  state: z.string(),
  phase: z.string(),
  at: z.string(),
})

export const PointPage = z.object({
  point: PointRow.extend({
    template: z.string().nullable(),
    factors: z.array(Factor),
    emergency: z.array(z.string()),
    subjectName: z.string().nullable(),
  }),
  grades: z.array(GradeRow),
  controls: z.array(ControlRow),
  matters: z.array(LinkedMatter),
  card: z.string().nullable(),
  abilities: z.object({ edit: z.boolean(), grade: z.boolean(), review: z.boolean(), report: z.boolean(), find: z.boolean() }),
})
export type PointPage = z.output<typeof PointPage>

const list = z
  .string()
  .transform((s) => s.split(',').filter((x) => x !== ''))
  .pipe(z.array(z.string().max(60)).max(30))

/** `level=none`: not graded or cannot be judged. `review=due`: a re-assessment is open or its day has come. */
export const PointQuery = z.object({
  q: z.string().trim().max(60).optional(),
  orgId: z.uuid().optional(),
  level: list.optional(),
  kind: list.optional(),
  sector: list.optional(),
  workshop: z.string().max(60).optional(),
  post: z.string().max(60).optional(),
  path: z
    .string()
    .regex(/^[0-9a-z]+$/)
    .max(40)
    .optional(),
  review: z.enum(['due']).optional(),
  status: z.enum(['active', 'ended']).default('active'),
  after: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})
export type PointQuery = z.output<typeof PointQuery>

/** Least scores of red, orange and yellow; below the last it is blue. */
export const Bands = z
  .array(z.number().positive())
  .length(3)
  .refine(([red = 0, orange = 0, yellow = 0]) => red > orange && orange > yellow)
/** Own bands of the county or province; null = those of the rule. */
export const BandSettings = z.object({ LEC: Bands.nullable(), LS: Bands.nullable(), MES: Bands.nullable() })
export type BandSettings = z.output<typeof BandSettings>
export const NO_BANDS: BandSettings = { LEC: null, LS: null, MES: null }

/** Corners as [x, y], each from 0 to 1. Lists of fixed length, because the serialiser of responses knows no tuples below null. */
const Ring = z
  .array(z.array(z.number().min(0).max(1)).length(2))
  .min(3)
  .max(60)
export type Ring = readonly (readonly number[])[]
export const Area = z.object({ id: z.string().max(40), name: line(60), ring: Ring, points: z.array(z.uuid()).max(200) })
export type Area = z.output<typeof Area>
export const Extent = z.array(z.number()).length(4)

export const PlanRow = z.object({
  id: z.string(),
  orgId: z.string(),
  orgName: z.string(),
  name: z.string(),
  picture: z.boolean(),
  width: z.number(),
  height: z.number(),
  /** West, south, east, north in WGS-84 degrees where it is drawn over the map; null over a picture. */
  extent: Extent.nullable(),
  areas: z.array(Area.extend({ level: z.enum(LEVELS).nullable(), reason: z.string() })),
  version: z.number().int(),
  updatedAt: z.string(),
  editable: z.boolean(),
})
export type PlanRow = z.output<typeof PlanRow>

export const CardView = z.object({
  kind: z.enum(['post', 'board']),
  orgName: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  level: z.enum(LEVELS).nullable(),
  points: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      workshop: z.string(),
      level: z.enum(LEVELS).nullable(),
      accidents: z.array(z.string()),
      factors: z.array(z.string()),
      controls: z.array(z.object({ kind: z.enum(CONTROL_KINDS), text: z.string() })),
      emergency: z.array(z.string()),
    }),
  ),
  updatedAt: z.string().nullable(),
})
export type CardView = z.output<typeof CardView>
