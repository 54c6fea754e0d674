import { z } from 'zod'

export const HAZARD_LEVELS = ['general', 'major'] as const
export type HazardLevel = (typeof HAZARD_LEVELS)[number]

const sentence = (zh: string, en: string, min = 2, max = 1000) => z.string().trim().min(min).max(max).meta({ zh, en, widget: 'textarea' })
const line = (zh: string, en: string, max = 100) => z.string().trim().min(1).max(max).meta({ zh, en })
const day = (zh: string, en: string) => z.iso.date().meta({ zh, en, widget: 'date' })

const levelField = z.enum(HAZARD_LEVELS).meta({
  zh: '隐患等级',
  en: 'Level',
  options: { general: { zh: '一般', en: 'General' }, major: { zh: '重大', en: 'Major' } },
})

/** Id of the risk point at which it was seen, where a card or the point's page was the way here. */
const riskPoint = z.uuid().optional().meta({ zh: '风险点', en: 'Risk point', widget: 'hidden' })

/** Three taps on a phone: a photograph or a sentence is enough; all else is asked of those who can know it. */
export const ReportForm = z.object({
  what: z.string().trim().max(1000).default('').meta({ zh: '看到了什么', en: 'What did you see', widget: 'textarea' }),
  where: z.string().trim().max(100).optional().meta({ zh: '在哪里', en: 'Where' }),
  urgent: z.boolean().default(false).meta({ zh: '情况紧急，人员需马上撤离', en: 'Urgent: people must leave at once' }),
  riskPoint,
})

export const FindForm = z.object({
  what: sentence('隐患描述', 'What was found'),
  where: z.string().trim().max(100).optional().meta({ zh: '部位', en: 'Where' }),
  checklist: z.string().max(80).optional().meta({ zh: '检查表', en: 'Checklist', widget: 'hidden' }),
  item: z.string().max(80).optional().meta({ zh: '检查项', en: 'Check item', widget: 'hidden' }),
  clause: z.string().max(200).optional().meta({ zh: '依据', en: 'Clause' }),
  checkId: z.uuid().optional().meta({ zh: '检查任务', en: 'Check', widget: 'hidden' }),
  riskPoint,
  level: levelField.default('general'),
  deadline: day('整改期限', 'To be rectified by'),
})

export const Answer = z.enum(['yes', 'no', 'unknown'])

export const ConfirmForm = z.object({
  level: levelField,
  criterion: z.string().max(80).optional().meta({ zh: '判定标准', en: 'Criterion', widget: 'criterion' }),
  answers: z.record(z.string(), Answer).optional().meta({ zh: '逐条判定', en: 'Answers', widget: 'hidden' }),
  responsible: line('整改责任人', 'Person responsible', 40),
  measures: sentence('整改措施', 'Measures'),
  deadline: day('整改期限', 'To be rectified by'),
})

/** The five in place (五落实) of a major hidden hazard. */
export const PlanForm = z.object({
  responsible: line('责任：整改责任人', 'Responsibility: who', 40),
  measures: sentence('措施', 'Measures'),
  funds: z.number().nonnegative().max(1e6).meta({ zh: '资金（万元）', en: 'Funds (10,000 yuan)' }),
  deadline: day('时限', 'Time limit'),
  contingency: sentence('预案：整改期间的安全措施和应急办法', 'Contingency plan while it lasts'),
})

export const DoubleReportForm = z.object({
  office: day('向监管部门报告日期', 'Reported to the office on'),
  congress: day('向职工大会或职代会报告日期', "Reported to the workers' congress on"),
  note: z.string().trim().max(500).optional().meta({ zh: '报告方式', en: 'How', widget: 'textarea' }),
})

export const RectifyForm = z.object({
  done: sentence('整改情况', 'What was done'),
  cost: z.number().nonnegative().max(1e6).optional().meta({ zh: '花费（万元）', en: 'Cost (10,000 yuan)' }),
})

export const ReasonForm = z.object({ reason: sentence('理由', 'Reason') })

/** The earlier hazard that this one repeats; found by the program. */
export const LinkForm = z.object({ of: z.uuid(), no: z.string().max(40) })

export const ReturnForm = z.object({
  reason: sentence('退回理由', 'Reason'),
  deadline: day('新的整改期限', 'New time limit'),
})

export const ExtendForm = z.object({
  reason: sentence('延期理由', 'Why more time is needed'),
  deadline: day('延期到', 'Extended to'),
})

export const VerifyForm = z.object({
  opinion: sentence('复查意见', 'Finding'),
  onSpot: z.boolean().default(true).meta({ zh: '已到现场查看', en: 'Seen on the spot' }),
})

/** One line of a self-check. */
export const CheckResult = z.object({
  item: z.string().max(80),
  result: z.enum(['ok', 'hazard', 'na']),
  note: z.string().trim().max(500).optional(),
  /** Where in the enterprise. */
  where: z.string().trim().max(100).optional(),
  /** Hash of the photograph of this line, which must be among the act's evidence. */
  photo: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
})
export type CheckResult = z.output<typeof CheckResult>

export const AssignCheckForm = z.object({
  checklist: z.string().max(80),
  title: z.string().max(120),
  level: z.enum(['post', 'team', 'workshop', 'enterprise']),
  period: z.string().max(20),
  /** The day the check is for (China date). */
  day: z.iso.date(),
  deadline: z.iso.datetime({ offset: true }),
})

export const DoCheckForm = z.object({
  results: z.array(CheckResult).min(1).max(200).meta({ zh: '检查结果', en: 'Results', widget: 'checklist' }),
  startedAt: z.iso.datetime({ offset: true }).optional().meta({ zh: '开始时间', en: 'Started at', widget: 'hidden' }),
})

/** Signs that paper is kept instead of places (形式主义线索). Shown to the enterprise first, to the office after the grace. */
export const SIGNS = ['repeated-photo', 'old-photo', 'night-before', 'always-zero', 'closed-and-back'] as const

export const SignsQuery = z.object({ days: z.coerce.number().int().min(1).max(366).default(90), sign: z.enum(SIGNS).optional() })

export const SignsRow = z.object({
  sign: z.enum(SIGNS),
  orgId: z.string(),
  orgName: z.string(),
  matterId: z.string(),
  no: z.string(),
  title: z.string(),
  at: z.string(),
  /** What was seen, as figures for the sentence: days, count, number of the other matter. */
  n: z.number().nullable(),
  other: z.string().nullable(),
})
export type SignsRow = z.output<typeof SignsRow>

/** The latest signs, and how many there are of each sort, whether listed or not. */
export const SignsPage = z.object({
  items: z.array(SignsRow),
  counts: z.array(z.object({ sign: z.enum(SIGNS), count: z.number().int() })),
  capped: z.boolean(),
})
