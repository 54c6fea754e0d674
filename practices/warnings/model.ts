import { z } from 'zod'
import { text, type Text } from '#kernel/text.ts'

/** Levels of warnings, worst first (突发事件应对法 2024, art. 63). */
export const LEVELS = ['red', 'orange', 'yellow', 'blue'] as const
export const LevelKey = z.enum(LEVELS)
export type LevelKey = z.output<typeof LevelKey>

export const LEVEL_TEXT: Readonly<Record<LevelKey, Text>> = {
  red: text('红色', 'Red'),
  orange: text('橙色', 'Orange'),
  yellow: text('黄色', 'Yellow'),
  blue: text('蓝色', 'Blue'),
}
export const LEVEL_COLOUR = { red: 'red', orange: 'orange', yellow: 'gold', blue: 'blue' } as const

const minutes = z
  .number()
  .int()
  .min(1)
  .max(60 * 24 * 60)
const Minutes = z.object({ receive: minutes, verify: minutes, answer: minutes, rectify: minutes })
const byColour = z.object({
  red: LevelKey.nullable(),
  orange: LevelKey.nullable(),
  gold: LevelKey.nullable(),
  blue: LevelKey.nullable(),
})

/** Which alarms become warnings of which level, and the minutes of each stage, from a day on. */
export const LadderRow = z.object({
  from: z.iso.date(),
  /** Where the figures come from. */
  note: z.string().trim().min(2).max(200),
  levels: byColour,
  /** Sectors that differ. */
  sectors: z.record(z.string(), byColour.partial()).default({}),
  minutes: z.record(LevelKey, Minutes),
  /** Offices above the one in charge that are told when it is opened. */
  upAtOnce: z.record(LevelKey, z.number().int().min(0).max(4)),
})
export type LadderRow = z.output<typeof LadderRow>
export const LadderSetting = z.array(LadderRow).min(1).max(50)
export type LadderSetting = z.output<typeof LadderSetting>

export const SOURCES = ['alarm', 'flood', 'weather', 'crowd', 'above', 'other'] as const
export const SOURCE_TEXT: Readonly<Record<(typeof SOURCES)[number], Text>> = {
  alarm: text('监测报警', 'Alarm'),
  flood: text('集中报警', 'Many alarms'),
  weather: text('气象', 'Weather'),
  crowd: text('人员聚集', 'Crowd'),
  above: text('上级通报', 'Notice from above'),
  other: text('其他', 'Other'),
}
const say = (zh: string, en: string, min = 2) => z.string().trim().min(min).max(1000).meta({ zh, en, widget: 'textarea' })

const levelField = LevelKey.meta({ zh: '预警等级', en: 'Level', options: LEVEL_TEXT })

export const OpenForm = z.object({
  title: z.string().trim().min(2).max(120).meta({ zh: '预警内容', en: 'What' }),
  level: levelField,
  source: z.enum(SOURCES).meta({ zh: '来源', en: 'Source', options: SOURCE_TEXT }),
  words: z.string().trim().max(1000).optional().meta({ zh: '情况', en: 'What is known', widget: 'textarea' }),
  /** One open warning a key. */
  key: z.string().max(120).optional().meta({ zh: '标识', en: 'Key', widget: 'hidden' }),
  pointId: z.uuid().optional().meta({ zh: '点位', en: 'Point', widget: 'hidden' }),
  recurrenceOf: z.uuid().optional().meta({ zh: '与此前预警重复', en: 'Recurs', widget: 'hidden' }),
  // Without words: it is kept with the act and shown by none; the deadline's clause says what followed from it.
  ladder: LadderRow,
})

export const RepeatForm = z.object({
  words: z.string().max(300).meta({ zh: '再次报警', en: 'Again' }),
  level: levelField.optional(),
})
export const ClearedForm = z.object({ words: z.string().max(300).meta({ zh: '恢复的报警', en: 'What returned' }) })
export const ReceiveForm = z.object({ note: z.string().trim().max(500).optional().meta({ zh: '备注', en: 'Note' }) })
export const VerifyForm = z.object({
  how: z.enum(['phone', 'video', 'data', 'site']).meta({
    zh: '核实方式',
    en: 'How',
    options: {
      phone: { zh: '电话', en: 'Telephone' },
      video: { zh: '视频', en: 'Video' },
      data: { zh: '数据比对', en: 'Readings' },
      site: { zh: '现场', en: 'On the spot' },
    },
  }),
  finding: say('核实情况', 'Finding'),
})
export const PUSH_TO = ['enterprise', 'town', 'park', 'department'] as const
export const PushForm = z.object({
  to: z
    .array(z.enum(PUSH_TO))
    .min(1)
    .meta({
      zh: '推送给',
      en: 'Push to',
      options: {
        enterprise: { zh: '企业', en: 'Enterprise' },
        town: { zh: '乡镇街道', en: 'Town' },
        park: { zh: '园区', en: 'Park' },
        department: { zh: '主管部门', en: 'Department' },
      },
    }),
  demand: say('处置要求', 'What is asked'),
})
export const FeedbackForm = z.object({
  cause: say('原因', 'Cause'),
  done: say('已采取的措施', 'What was done'),
  safe: z.boolean().default(false).meta({ zh: '人员已撤离或无人受影响', en: 'People are out or not concerned' }),
})
export const SiteForm = z.object({ note: z.string().trim().max(500).optional().meta({ zh: '说明', en: 'Note', widget: 'textarea' }) })
export const SiteResultForm = z.object({ finding: say('现场情况', 'What was found on the spot') })
export const RectifyForm = z.object({
  what: say('要整改的问题', 'What is to be rectified'),
  major: z.boolean().default(false).meta({ zh: '按重大隐患', en: 'As a major hazard' }),
  deadline: z.iso.date().meta({ zh: '整改期限', en: 'To be rectified by', widget: 'date' }),
})
export const CloseForm = z.object({ conclusion: say('处置结论', 'Conclusion') })
export const ReasonForm = z.object({ reason: say('理由', 'Reason') })
export const FALSE_REASONS = ['sensor', 'calibration', 'network', 'work', 'limit', 'other'] as const
export const FALSE_TEXT: Readonly<Record<(typeof FALSE_REASONS)[number], Text>> = {
  sensor: text('仪表故障', 'Faulty sensor'),
  calibration: text('校验、检修', 'Calibration or maintenance'),
  network: text('传输异常', 'Transmission'),
  work: text('正常作业引起', 'Ordinary work'),
  limit: text('报警值不合适', 'Unfit limit'),
  other: text('其他', 'Other'),
}
export const FalseForm = z.object({
  why: z.enum(FALSE_REASONS).meta({ zh: '误报原因', en: 'Why false', options: FALSE_TEXT }),
  reason: say('判断依据', 'Reason'),
})
export const LevelForm = z.object({ level: levelField, reason: say('理由', 'Reason') })

export const ManualWarning = z.object({
  id: z.uuid(),
  matterId: z.uuid(),
  orgId: z.uuid().nullable().default(null),
  title: z.string().trim().min(2).max(120),
  level: LevelKey,
  source: z.enum(['weather', 'crowd', 'above', 'other']),
  words: z.string().trim().max(1000).optional(),
})

export const QUEUES = ['new', 'mine', 'waiting', 'all'] as const
export const DeskQuery = z.object({
  queue: z.enum(QUEUES).default('all'),
  level: LevelKey.optional(),
  orgId: z.uuid().optional(),
})
export const DeskRow = z.object({
  id: z.string(),
  no: z.string(),
  title: z.string(),
  state: z.string(),
  phase: z.string(),
  level: LevelKey,
  orgId: z.string().nullable(),
  orgName: z.string().nullable(),
  openedAt: z.string(),
  dueAt: z.string().nullable(),
  repeats: z.number().int(),
  /** The alarm behind it is still there; null = no alarm behind it. */
  present: z.boolean().nullable(),
})
export type DeskRow = z.output<typeof DeskRow>
export const Desk = z.object({
  items: z.array(DeskRow),
  cut: z.boolean(),
  counts: z.object({ new: z.number(), mine: z.number(), waiting: z.number(), all: z.number() }),
})
export type Desk = z.output<typeof Desk>

export const Around = z.object({
  pointId: z.string().nullable(),
  alarms: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      colour: z.string(),
      at: z.string(),
      present: z.boolean(),
      clearedAt: z.string().nullable(),
    }),
  ),
  neighbours: z.array(z.object({ id: z.string(), name: z.string(), km: z.number(), sector: z.string().nullable() })),
  people: z.array(z.object({ name: z.string(), title: z.string(), orgName: z.string(), phone: z.string().nullable() })),
})
export type Around = z.output<typeof Around>

export const StatsQuery = z.object({ from: z.iso.date(), to: z.iso.date(), by: z.enum(['level', 'office', 'org']).default('level') })
export const StatsRow = z.object({
  key: z.string().nullable(),
  name: z.string().nullable(),
  opened: z.number(),
  closed: z.number(),
  active: z.number(),
  overdue: z.number(),
  falses: z.number(),
  /** Medians, minutes from opening. */
  receive: z.number().nullable(),
  verify: z.number().nullable(),
  feedback: z.number().nullable(),
  close: z.number().nullable(),
})
export type StatsRow = z.output<typeof StatsRow>
export const IndexRow = z.object({
  orgId: z.string(),
  orgName: z.string(),
  value: z.number(),
  parts: z.array(z.object({ id: z.string(), counted: z.number(), off: z.number() })),
})
export type IndexRow = z.output<typeof IndexRow>
export const Stats = z.object({
  rows: z.array(StatsRow),
  reasons: z.array(z.object({ why: z.string(), n: z.number() })),
  indexVersion: z.string(),
  index: z.array(IndexRow),
})
export type Stats = z.output<typeof Stats>

export const HandoverDraft = z.object({
  shift: z.string(),
  open: z.string(),
  answered: z.string(),
  alarms: z.string(),
  /** The office's last hand-over that nobody has taken over yet. */
  waiting: z.object({ id: z.string(), no: z.string(), by: z.string(), mine: z.boolean() }).nullable(),
})
export type HandoverDraft = z.output<typeof HandoverDraft>
export const NewHandover = z.object({ id: z.uuid(), matterId: z.uuid(), remark: z.string().trim().max(2000).default('') })
