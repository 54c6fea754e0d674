import { z } from 'zod'

/** What the accident counts under in the statistics. It also decides how long deaths are counted. */
export const CATEGORIES = ['industry', 'road', 'fire', 'other'] as const
export type Category = (typeof CATEGORIES)[number]

export const CATEGORY_TEXT = {
  industry: { zh: '工矿商贸', en: 'Industry, mining and trade' },
  road: { zh: '道路交通', en: 'Road traffic' },
  fire: { zh: '火灾', en: 'Fire' },
  other: { zh: '其他（农机、渔业、水上等）', en: 'Other (farm machines, fishing, water …)' },
} as const satisfies Readonly<Record<Category, { zh: string; en: string }>>

export const GRADES = ['special', 'serious', 'large', 'ordinary'] as const
export type Grade = (typeof GRADES)[number]

const count = (zh: string, en: string) => z.number().int().min(0).max(10_000).meta({ zh, en })
const instant = (zh: string, en: string) => z.iso.datetime({ offset: true }).meta({ zh, en })
const sentence = (zh: string, en: string) => z.string().trim().min(2).max(2000).meta({ zh, en, widget: 'textarea' })

const path = z
  .string()
  .regex(/^[0-9a-z]+$/)
  .max(40)
  .meta({ zh: '发生地（乡镇街道、园区）', en: 'Place (town, park)', widget: 'division' })

/** Direct economic loss in 10,000 yuan by GB 6721-2025; absent = not known yet, and then the grade cannot be judged. */
const loss = z.number().min(0).max(1e7).optional().meta({ zh: '直接经济损失（万元）', en: 'Direct loss (10,000 yuan)' })

const figures = {
  occurredAt: instant('发生时间', 'When it happened'),
  path: path.optional(),
  site: z.string().trim().max(120).optional().meta({ zh: '具体地点', en: 'Exact place' }),
  category: z.enum(CATEGORIES).meta({ zh: '统计类别', en: 'Counts under', options: CATEGORY_TEXT }),
  sector: z.string().max(40).optional().meta({ zh: '行业', en: 'Sector', widget: 'sector' }),
  type: z.string().trim().min(1).max(40).meta({ zh: '事故类型（GB 6441）', en: 'Type (GB 6441)', widget: 'accident-type' }),
  deaths: count('当时死亡（人）', 'Deaths at the time'),
  serious: count('重伤（人）', 'Serious injuries'),
  poisoning: count('急性工业中毒（人）', 'Acute industrial poisoning'),
  minor: count('轻伤（人）', 'Minor injuries').default(0),
  lossWan: loss,
}

export const EnterForm = z.object({
  ...figures,
  what: sentence('简要经过', 'What happened'),
  knownAt: instant('单位负责人接报时间', 'When the head of the unit knew').optional(),
  reportedAt: instant('向监管部门报告时间', 'When it was reported to the office').optional(),
})

/** What changed since: deaths with their day, injuries and loss as they stand now. Absent = as before. */
export const FollowUpForm = z.object({
  diedOn: z.iso.date().optional().meta({ zh: '新增死亡的日期', en: 'Day of the further deaths', widget: 'date' }),
  newDeaths: z.number().int().min(1).max(1000).optional().meta({ zh: '新增死亡（人）', en: 'Further deaths' }),
  serious: count('现有重伤（人）', 'Serious injuries now').optional(),
  poisoning: count('现有急性工业中毒（人）', 'Acute poisoning now').optional(),
  minor: count('现有轻伤（人）', 'Minor injuries now').optional(),
  lossWan: loss,
  note: sentence('情况说明', 'What is new'),
})

/** A correction states all figures anew and why; what stood before stays in the acts. */
export const CorrectForm = z.object({ ...figures, reason: sentence('更正理由', 'Why it is corrected') })

export const RemoveForm = z.object({
  reason: sentence('核销理由', 'Why it does not count'),
  basis: z.string().trim().min(2).max(200).meta({ zh: '认定文书或依据', en: 'Document or basis' }),
})

export const ConcludeForm = z.object({ note: sentence('结案说明', 'How it was concluded') })

/** Later deaths as they were reported; `counts`: within the counting window. */
export const LaterDeath = z.object({ on: z.string(), n: z.number(), counts: z.boolean() })
export type LaterDeath = z.output<typeof LaterDeath>

const Text = z.object({ zh: z.string(), en: z.string() })
const list = z
  .string()
  .transform((s) => s.split(',').filter((x) => x !== ''))
  .pipe(z.array(z.string().max(60)).max(30))

export const SORTS = ['occurred', 'deaths', 'loss', 'recorded'] as const

export const AccidentQuery = z.object({
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  path: path.optional(),
  category: list.optional(),
  sector: list.optional(),
  grade: list.optional(),
  state: list.optional(),
  /** The office that supervises the enterprise. */
  office: z.uuid().optional(),
  /** Only those with deaths, or with serious injuries. */
  with: z.enum(['deaths', 'serious']).optional(),
  /** `yes`: also those that were removed from the statistics. */
  removed: z.stringbool().optional(),
  q: z.string().trim().max(60).optional(),
  sort: z.enum(SORTS).default('occurred'),
  after: z.string().max(120).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})
export type AccidentQuery = z.output<typeof AccidentQuery>

export const AccidentRow = z.object({
  id: z.string(),
  no: z.string(),
  title: z.string(),
  state: z.string(),
  phase: z.string(),
  level: z.string().nullable(),
  path: z.string(),
  place: z.string().nullable(),
  orgId: z.string().nullable(),
  orgName: z.string().nullable(),
  sector: z.string().nullable(),
  category: z.string(),
  type: z.string(),
  occurredAt: z.string(),
  deaths: z.number(),
  serious: z.number(),
  poisoning: z.number(),
  lossWan: z.number().nullable(),
  recordedAt: z.string(),
})
export type AccidentRow = z.output<typeof AccidentRow>

export const AccidentList = z.object({
  items: z.array(AccidentRow),
  next: z.string().nullable(),
  /** Over all that the filters let through, not only this page. */
  totals: z.object({ accidents: z.number(), deaths: z.number(), serious: z.number(), lossWan: z.number() }),
})
export type AccidentList = z.output<typeof AccidentList>

/** How an accident is graded: the rule's answer with its steps. */
export const GradePage = z.object({
  grade: z.string().nullable(),
  because: z.string().nullable(),
  steps: z.array(z.string()),
  clause: z.string(),
  status: z.string(),
  windowEnds: z.string(),
  windowDays: z.number(),
  windowClause: z.string(),
  type: Text,
})
export type GradePage = z.output<typeof GradePage>

export const Sum = z.object({ accidents: z.number(), deaths: z.number(), serious: z.number(), lossWan: z.number() })

export const MonthlyQuery = z.object({
  month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/),
  by: z.enum(['town', 'sector', 'category']).default('sector'),
  path: path.optional(),
})
export type MonthlyQuery = z.output<typeof MonthlyQuery>

export const MonthlyTable = z.object({
  month: z.string(),
  path: z.string(),
  place: z.string(),
  by: z.enum(['town', 'sector', 'category']),
  /** Up to when the table knows the ledger; the end of the month, or now while it lasts. */
  cut: z.string(),
  rows: z.array(z.object({ key: z.string(), name: Text, month: Sum, year: Sum, before: Sum, href: z.string() })),
  total: z.object({ month: Sum, year: Sum, before: Sum, href: z.string() }),
  reconciliation: z.object({ last: Sum, entered: Sum, corrected: Sum, removed: Sum, total: Sum }),
})
export type MonthlyTable = z.output<typeof MonthlyTable>
