import { z } from 'zod'
import { text, type Text } from '#kernel/text.ts'

export const QUALITY_TEXT: Readonly<Record<number, Text>> = {
  0: text('正常', 'Good'),
  1: text('存疑', 'Uncertain'),
  2: text('无效', 'Bad'),
  3: text('替代值', 'Substituted'),
  4: text('校准', 'Calibration'),
  5: text('检修', 'Maintenance'),
  6: text('离线', 'Offline'),
}

/** What a point is like now: alarm, normal, or not known (silent, never heard, bad); not known is never shown as normal. */
export const POINT_STATES = ['alarm', 'normal', 'unknown', 'away'] as const
export type PointState = (typeof POINT_STATES)[number]
export const POINT_STATE_TEXT: Readonly<Record<PointState, Text>> = {
  alarm: text('报警', 'Alarm'),
  normal: text('正常', 'Normal'),
  unknown: text('不明', 'Not known'),
  away: text('校准检修', 'Calibration or maintenance'),
}

export const LIFE_TEXT: Readonly<Record<string, Text>> = {
  normal: text('已结束', 'Over'),
  unacknowledged: text('未确认', 'Not acknowledged'),
  acknowledged: text('已确认', 'Acknowledged'),
  returned: text('已恢复待确认', 'Returned, not acknowledged'),
  latchedUnacknowledged: text('锁定未确认', 'Latched, not acknowledged'),
  latchedAcknowledged: text('锁定已确认', 'Latched, acknowledged'),
  shelved: text('已搁置', 'Shelved'),
  suppressed: text('已抑制', 'Suppressed'),
  outOfService: text('已停用', 'Out of service'),
}

export const ACT_TEXT: Readonly<Record<string, Text>> = {
  occur: text('发生', 'Occurred'),
  clear: text('恢复', 'Returned'),
  dataLost: text('数据中断，报警保持', 'Data lost; the alarm stands'),
  dataBack: text('数据恢复', 'Data back'),
  acknowledge: text('确认', 'Acknowledge'),
  unacknowledge: text('取消确认', 'Take back acknowledgement'),
  shelve: text('搁置', 'Shelve'),
  takeOut: text('停用', 'Take out of service'),
  suppress: text('抑制', 'Suppress'),
  restore: text('恢复监视', 'Return to service'),
  reset: text('复位', 'Reset'),
  comment: text('备注', 'Comment'),
  judge: text('判定', 'Judge'),
  hazard: text('转隐患', 'Made a hazard'),
  ruleGone: text('规则已变更，报警结束', 'Rule changed; alarm over'),
}

const Life = z.string()
export const Trilingual = z.object({ zh: z.string(), en: z.string() })
export const Latest = z.object({ t: z.string(), v: z.number().nullable(), q: z.number() })

export const PointRow = z.object({
  id: z.string(),
  no: z.number(),
  orgId: z.string(),
  orgName: z.string(),
  subjectId: z.string().nullable(),
  subjectName: z.string().nullable(),
  code: z.string(),
  name: z.string(),
  sector: z.string().nullable(),
  type: z.string(),
  unit: z.string(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  periodS: z.number(),
  source: z.string().nullable(),
  status: z.string(),
  latest: Latest.nullable(),
  state: z.enum(POINT_STATES),
  /** Worst colour of its active alarms. */
  colour: z.string().nullable(),
})
export type PointRow = z.output<typeof PointRow>

const Rule = z.looseObject({ key: z.string(), kind: z.string() })
export const PointView = PointRow.extend({
  typeText: Trilingual,
  clause: Trilingual.nullable(),
  note: z.string().nullable(),
  version: z.number(),
  rulesVersion: z.number(),
  rules: z.array(Rule),
  history: z.array(
    z.object({
      version: z.number(),
      from: z.string(),
      by: z.looseObject({ name: z.string() }),
      reason: z.string().nullable(),
      matterId: z.string().nullable(),
      rules: z.array(Rule),
    }),
  ),
  pending: z.object({ id: z.string(), no: z.string() }).nullable(),
  windows: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      from: z.string(),
      to: z.string(),
      reason: z.string(),
      byName: z.string(),
      ended: z.boolean(),
    }),
  ),
  cameras: z.array(z.object({ id: z.string(), name: z.string(), url: z.string() })),
  abilities: z.object({ edit: z.boolean(), propose: z.boolean() }),
})
export type PointView = z.output<typeof PointView>

export const Series = z.object({
  resolution: z.enum(['raw', 'minute', 'hour', 'day']),
  /** Seconds since 1970. */
  t: z.array(z.number()),
  v: z.array(z.number().nullable()),
  lo: z.array(z.number().nullable()),
  hi: z.array(z.number().nullable()),
  q: z.array(z.number()),
  cut: z.boolean(),
})
export type Series = z.output<typeof Series>

export const AlarmRow = z.object({
  id: z.string(),
  no: z.number(),
  orgId: z.string(),
  orgName: z.string(),
  pointId: z.string().nullable(),
  pointName: z.string().nullable(),
  source: z.string().nullable(),
  kind: z.string(),
  level: z.string(),
  priority: z.string(),
  colour: z.string(),
  title: z.string(),
  state: Life,
  present: z.boolean(),
  openedAt: z.string(),
  clearedAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  acknowledgedAt: z.string().nullable(),
  value: z.number().nullable(),
  peak: z.number().nullable(),
  limit: z.number().nullable(),
  unit: z.string(),
  members: z.number(),
  activations: z.number(),
  late: z.boolean(),
  dataLost: z.boolean(),
  planned: z.boolean(),
  chattering: z.boolean(),
  until: z.string().nullable(),
  reason: z.string().nullable(),
  putBy: z.string().nullable(),
  verdict: z.string().nullable(),
  hazardId: z.string().nullable(),
  /** What the post may do with it now. */
  acts: z.array(z.string()),
})
export type AlarmRow = z.output<typeof AlarmRow>

export const AlarmView = AlarmRow.extend({
  events: z.array(
    z.object({
      at: z.string(),
      act: z.string(),
      state: z.string(),
      value: z.number().nullable(),
      by: z.string().nullable(),
      note: z.string().nullable(),
    }),
  ),
})
export type AlarmView = z.output<typeof AlarmView>

const words = (zh: string, en: string, min = 2) => z.string().trim().min(min).max(500).meta({ zh, en, widget: 'textarea' })

export const AlarmAct = z.discriminatedUnion('act', [
  z.object({ act: z.literal('acknowledge'), note: z.string().trim().max(500).optional() }),
  z.object({ act: z.literal('unacknowledge'), note: z.string().trim().max(500).optional() }),
  z.object({ act: z.literal('reset'), note: z.string().trim().max(500).optional() }),
  z.object({ act: z.literal('restore'), note: z.string().trim().max(500).optional() }),
  z.object({ act: z.literal('shelve'), reason: words('理由', 'Reason'), hours: z.number().positive().max(24) }),
  z.object({
    act: z.literal('takeOut'),
    reason: words('理由和替代措施', 'Reason and alternative protection'),
    hours: z
      .number()
      .positive()
      .max(24 * 90),
  }),
  z.object({ act: z.literal('comment'), note: words('备注', 'Comment', 1) }),
  z.object({ act: z.literal('judge'), verdict: z.enum(['true', 'false']), note: words('理由', 'Reason') }),
])
export type AlarmAct = z.output<typeof AlarmAct>

export const AlarmQuery = z.object({
  show: z.enum(['active', 'unacknowledged', 'away', 'over', 'all']).default('active'),
  orgId: z.uuid().optional(),
  pointId: z.uuid().optional(),
  colour: z.enum(['red', 'orange', 'gold', 'blue']).optional(),
  kind: z.string().max(30).optional(),
  path: z
    .string()
    .regex(/^[0-9a-z]*$/)
    .optional(),
  sector: z.string().max(40).optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  q: z.string().trim().max(60).optional(),
  after: z.string().max(80).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
})
export type AlarmQuery = z.output<typeof AlarmQuery>

export const WallOrg = z.object({
  id: z.string(),
  name: z.string(),
  path: z.string(),
  sector: z.string().nullable(),
  points: z.number(),
  unknown: z.number(),
  away: z.number(),
  red: z.number(),
  orange: z.number(),
  gold: z.number(),
  blue: z.number(),
  unacknowledged: z.number(),
})
export type WallOrg = z.output<typeof WallOrg>

export const ImportReport = z.object({
  rows: z.number(),
  fresh: z.number(),
  known: z.number(),
  written: z.number(),
  faults: z.array(z.object({ row: z.number(), column: z.string(), message: Trilingual })),
  faultCount: z.number(),
})
export type ImportReport = z.output<typeof ImportReport>

/** Keeps in one place what days of data are kept; days. */
export const RetentionSetting = z.object({
  raw: z.number().int().min(7).max(3650),
  minute: z.number().int().min(30).max(3650),
  hour: z.number().int().min(365).max(36500),
})
export type RetentionSetting = z.output<typeof RetentionSetting>
export const RETENTION: RetentionSetting = { raw: 90, minute: 400, hour: 3650 }
