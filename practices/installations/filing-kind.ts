import { addDays, cstDate } from '#kernel/calendar/index.ts'
import { defineKind, type ActContext, type MatterKind } from '#kernel/matter/index.ts'
import { text } from '#kernel/text.ts'
import { FilingAcceptForm, FilingOpenForm, FilingReportForm, FilingSubmitForm, ReasonForm, FILING_PURPOSES } from './forms.ts'
import { rankText } from './ranks.ts'
import { fileBy } from './rules.ts'

const endOfDay = (date: unknown): string => `${String(date)}T17:00:00+08:00`

const TITLES: Readonly<Record<(typeof FILING_PURPOSES)[number], string>> = {
  first: '重大危险源备案',
  change: '重大危险源级别变化备案',
  reassess: '重大危险源重新评估备案',
  writeoff: '重大危险源核销',
}

const set = ({ form }: ActContext) => ({
  title: `${TITLES[form['purpose'] as keyof typeof TITLES]}：${String(form['installation'])}`,
  fields: {
    installationId: form['installationId'],
    installation: form['installation'],
    purpose: form['purpose'],
    rank: form['rank'],
    level: rankText(Number(form['rank'])).zh,
    why: form['why'],
  },
})

const deadline = ({ form }: ActContext) => ({
  at: endOfDay(form['deadline']),
  clause: text('评估办理期限（满三年重新评估依《重大危险源监督管理暂行规定》，其余为本县约定）', 'Term of the assessment'),
})

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** The day up to which a finished report is filed; the reference pages ask without a form. */
const reportFileBy = (done: unknown, at: Date): string =>
  typeof done === 'string' && DAY.test(done) ? fileBy(done, cstDate(at)) : addDays(cstDate(at), 15)

const ahead = {
  id: 'ahead',
  text: text('期限须晚于现在', 'The limit must be in the future'),
  onForm: true,
  holds: ({ form, at }: ActContext) => Date.parse(endOfDay(form['deadline'])) > at.getTime(),
}

/** Filing of a major hazard installation (重大危险源备案): assessed, handed in with its documents, checked, filed or written off. */
export const filingKind: MatterKind = defineKind({
  id: 'installation-filing',
  version: 1,
  text: text('重大危险源备案', 'Filing of an installation'),
  prefix: 'BA',
  states: {
    due: { phase: 'open', text: text('待评估', 'To assess'), turn: 'org' },
    reported: { phase: 'open', text: text('待提交备案', 'To hand in'), turn: 'org' },
    submitted: { phase: 'waiting', text: text('待审查', 'To check'), turn: 'office' },
    filed: { phase: 'closed', text: text('已备案', 'Filed') },
    withdrawn: { phase: 'void', text: text('不需备案', 'Not needed') },
  },
  fields: {
    installation: text('重大危险源', 'Installation'),
    purpose: text('事由', 'Purpose'),
    level: text('级别', 'Level'),
    why: text('为什么要办', 'Why'),
    reportDone: text('评估报告完成日期', 'Report finished on'),
    assessor: text('评估单位', 'Assessed by'),
    filingNumber: text('备案编号', 'Filing number'),
    returned: text('退回次数', 'Times returned'),
  },
  ladder: {
    before: [
      { amount: 30, unit: 'day' },
      { amount: 3, unit: 'workday' },
    ],
    after: [
      { amount: 1, unit: 'hour', up: 0 },
      { amount: 10, unit: 'workday', up: 1 },
    ],
  },
  acts: {
    require: {
      text: text('要求备案', 'Ask for filing'),
      from: null,
      to: ['due'],
      permission: 'installation-filing.require',
      system: true,
      form: FilingOpenForm,
      deadline,
      set,
    },
    begin: {
      text: text('办理备案', 'Begin a filing'),
      from: null,
      to: ['due'],
      permission: 'installation-filing.apply',
      form: FilingOpenForm,
      guards: [ahead],
      deadline,
      set,
    },
    report: {
      text: text('评估报告已完成', 'Assessment finished'),
      from: ['due'],
      to: ['reported'],
      permission: 'installation-filing.apply',
      tone: 'primary',
      form: FilingReportForm,
      guards: [
        {
          id: 'not-ahead',
          text: text('报告完成日期不能晚于今天', 'The report cannot be finished in the future'),
          onForm: true,
          holds: ({ form, at }) => String(form['reportDone']) <= cstDate(at),
        },
      ],
      evidence: { min: 1, text: text('请附安全评估报告', 'Attach the assessment report') },
      deadline: ({ form, at }) => ({
        at: endOfDay(reportFileBy(form['reportDone'], at)),
        clause: text('评估报告完成后 15 日内备案（《重大危险源监督管理暂行规定》，条次待核）', 'Filed within 15 days of the report'),
      }),
      set: ({ form }) => ({ fields: { reportDone: form['reportDone'], assessor: form['assessor'] } }),
    },
    submit: {
      text: text('提交备案材料', 'Hand in'),
      from: ['reported'],
      to: ['submitted'],
      permission: 'installation-filing.apply',
      tone: 'primary',
      form: FilingSubmitForm,
      evidence: { min: 1, text: text('请附备案材料', 'Attach the documents') },
      deadline: () => ({
        term: { amount: 10, unit: 'workday' },
        clause: text('本县约定：收到材料后 10 个工作日内审查（可调整）', 'Local rule: checked within 10 working days'),
      }),
    },
    return: {
      text: text('退回补正', 'Return'),
      from: ['submitted'],
      to: ['reported'],
      permission: 'installation-filing.review',
      tone: 'danger',
      form: ReasonForm,
      deadline: ({ at }) => ({
        at: endOfDay(addDays(cstDate(at), 10)),
        clause: text('退回后 10 日内补正（本县约定）', 'Mended within 10 days'),
      }),
      set: ({ view }) => ({ fields: { returned: Number(view?.fields['returned'] ?? 0) + 1 } }),
    },
    accept: {
      text: text('准予备案', 'File'),
      from: ['submitted'],
      to: ['filed'],
      permission: 'installation-filing.review',
      tone: 'primary',
      form: FilingAcceptForm,
      notBy: ['submit'],
      set: ({ form }) => ({ fields: { filingNumber: form['filingNumber'] } }),
    },
    withdraw: {
      text: text('不需备案', 'Not needed'),
      from: ['due', 'reported', 'submitted'],
      to: ['withdrawn'],
      permission: 'installation-filing.review',
      form: ReasonForm,
    },
  },
})
