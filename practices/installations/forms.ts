import { z } from 'zod'
import { GUARANTEE_ROLES } from './model.ts'

const sentence = (zh: string, en: string, max = 1000) => z.string().trim().min(2).max(max).meta({ zh, en, widget: 'textarea' })
const line = (zh: string, en: string, max = 100) => z.string().trim().min(1).max(max).meta({ zh, en })
const day = (zh: string, en: string) => z.iso.date().meta({ zh, en, widget: 'date' })

/** The installation that a matter is about; checked against the organisation when the matter is opened. */
const installation = {
  installationId: z.uuid().meta({ zh: '重大危险源', en: 'Installation', widget: 'hidden' }),
  installation: z.string().trim().min(1).max(80).meta({ zh: '重大危险源', en: 'Installation', widget: 'hidden' }),
}

export const ReasonForm = z.object({ reason: sentence('说明', 'Reason') })

export const FILING_PURPOSES = ['first', 'change', 'reassess', 'writeoff'] as const

const purpose = z.enum(FILING_PURPOSES).meta({
  zh: '事由',
  en: 'Purpose',
  options: {
    first: { zh: '首次备案', en: 'First filing' },
    change: { zh: '级别变化', en: 'Level changed' },
    reassess: { zh: '重新评估', en: 'Re-assessment' },
    writeoff: { zh: '核销', en: 'Write-off' },
  },
})

export const FilingOpenForm = z.object({
  ...installation,
  purpose,
  rank: z.number().int().min(1).max(6).meta({ zh: '级别', en: 'Level', widget: 'hidden' }),
  why: sentence('为什么要办', 'Why', 500),
  deadline: day('办理期限', 'To be done by'),
})

const DOCUMENTS = ['grading', 'report', 'rules', 'monitoring', 'plan', 'map'] as const

export const FilingReportForm = z.object({
  reportDone: day('评估报告完成日期', 'Report finished on'),
  assessor: line('评估单位（自评写本单位）', 'Assessed by'),
})

export const FilingSubmitForm = z.object({
  documents: z
    .array(z.enum(DOCUMENTS))
    .min(1)
    .max(6)
    .meta({
      zh: '提交的材料',
      en: 'Documents handed in',
      options: {
        grading: { zh: '辨识分级记录', en: 'Grading' },
        report: { zh: '安全评估报告', en: 'Assessment report' },
        rules: { zh: '管理制度和操作规程', en: 'Rules and procedures' },
        monitoring: { zh: '监测监控情况', en: 'Monitoring' },
        plan: { zh: '应急预案', en: 'Emergency plan' },
        map: { zh: '平面布置图', en: 'Layout' },
      },
    }),
  note: z.string().trim().max(500).optional().meta({ zh: '补充说明', en: 'Note', widget: 'textarea' }),
})

export const FilingAcceptForm = z.object({ filingNumber: line('备案编号', 'Filing number', 60) })

export const NOTICE_SUBJECTS = ['interlock', 'overhaul'] as const

export const NoticeForm = z.object({
  ...installation,
  what: z.enum(NOTICE_SUBJECTS).meta({
    zh: '报告事项',
    en: 'What',
    options: { interlock: { zh: '联锁摘除', en: 'Interlock bypass' }, overhaul: { zh: '检维修', en: 'Overhaul' } },
  }),
  tag: line('联锁位号或检修设备', 'Tag or equipment'),
  reason: sentence('原因', 'Reason'),
  measures: sentence('替代措施和现场监护', 'Measures in its place'),
  until: day('恢复期限', 'Restored by'),
})

export const NoticeExtendForm = z.object({ reason: sentence('延期理由', 'Reason'), until: day('新的恢复期限', 'New limit') })

export const NoticeRestoreForm = z.object({ done: sentence('恢复和试验情况', 'How it was restored and tested') })

export const DutyAssignForm = z.object({
  ...installation,
  role: z.enum(GUARANTEE_ROLES),
  personId: z.uuid(),
  person: z.string().max(40),
  title: z.string().max(160),
  period: z.string().max(20),
  day: z.iso.date(),
  deadline: z.iso.datetime({ offset: true }),
})

export const DutyCheckInForm = z.object({
  seen: sentence('查了什么，情况怎样', 'What was looked at'),
  hazards: z.number().int().min(0).max(99).default(0).meta({ zh: '发现隐患数（另行登记）', en: 'Hazards found' }),
})

export const DayForm = z.object({ day: z.iso.date() })

export const PLEDGE_COUNTS = [
  'units',
  'running',
  'stopped',
  'overhaul',
  'hotSpecial',
  'hot1',
  'hot2',
  'confined',
  'otherWork',
  'interlocks',
  'openHazards',
] as const
export const PLEDGE_ANSWERS = ['trial', 'startStop', 'safe'] as const

export type PledgeCount = (typeof PLEDGE_COUNTS)[number]
export type PledgeAnswer = (typeof PLEDGE_ANSWERS)[number]
export type PledgeName = PledgeCount | PledgeAnswer

const count = z.number().int().min(0).max(9999)

/** The figures of a pledge, after 应急〔2018〕74号; the interlocks and open hazards are added from the record. */
export const PledgeFigures = z.object({
  ...(Object.fromEntries(PLEDGE_COUNTS.map((name) => [name, count])) as Record<PledgeCount, typeof count>),
  trial: z.boolean(),
  startStop: z.boolean(),
  safe: z.boolean(),
})
export type PledgeFigures = z.output<typeof PledgeFigures>

/** What the program proposed; null where the record does not say. Compared with the record again when it is signed. */
export const Drafted = z.record(z.string(), z.union([z.number(), z.boolean(), z.null()]))

export const PledgeSignForm = z.object({
  figures: PledgeFigures.meta({ zh: '公告内容', en: 'Figures', widget: 'pledge' }),
  drafted: Drafted.meta({ zh: '记录中的数', en: 'As recorded', widget: 'hidden' }),
  corrections: z.string().trim().max(500).optional().meta({ zh: '与记录不同的说明', en: 'Why it differs', widget: 'textarea' }),
  statement: sentence('承诺', 'Pledge', 300),
})

export const PLEDGE_STATEMENT =
  '今天我公司已进行安全风险研判，各项安全风险防控措施已落实到位，我承诺所有生产装置处于安全运行状态，罐区、仓库等重大危险源安全风险得到有效管控。'
