import { defineKind, type ActContext, type MatterKind } from '#kernel/matter/index.ts'
import { text } from '#kernel/text.ts'
import { notListed } from '#mechanisms/matters/index.ts'
import {
  ConfirmForm,
  DoubleReportForm,
  ExtendForm,
  FindForm,
  LinkForm,
  PlanForm,
  ReasonForm,
  RectifyForm,
  ReportForm,
  ReturnForm,
  VerifyForm,
} from './model.ts'
import { deadlineAhead, doubleReported, endOfDay, isMajor, officeClosesMajor, photoOrSentence, titleOf } from './rules.ts'

const setLimit = text('整改责任单位或监管部门确定的期限', 'The time limit set by the enterprise or the office')
const dueFromForm = ({ form }: ActContext) => ({ at: endOfDay(form['deadline']), clause: setLimit })

/** Days within which a report is confirmed or dismissed. No public text fixes the figure: the administrator may change it. */
const CONFIRM_TERM = {
  term: { amount: 1, unit: 'workday' },
  clause: text('本县约定：上报后 1 个工作日内核实（可调整）', 'Local rule: confirmed within 1 working day (adjustable)'),
} as const

const VERIFY_TERM = {
  term: { amount: 5, unit: 'workday' },
  clause: text('本县约定：整改完成后 5 个工作日内复查（可调整）', 'Local rule: verified within 5 working days (adjustable)'),
} as const

const byLevel = ({ form }: ActContext): string => (form['level'] === 'major' ? 'planning' : 'rectifying')

const fieldsOf = (form: ActContext['form'], names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.filter((n) => form[n] !== undefined).map((n) => [n, form[n]]))

/** Hidden hazards (事故隐患): found or reported, confirmed and graded, rectified, verified, closed. */
export const hazardKind: MatterKind = defineKind({
  id: 'hazard',
  version: 3,
  text: text('隐患', 'Hidden hazard'),
  prefix: 'YH',
  states: {
    reported: { phase: 'open', text: text('待核实', 'To confirm'), turn: 'org' },
    planning: { phase: 'open', text: text('待落实五项', 'Five in place'), turn: 'org' },
    rectifying: { phase: 'open', text: text('整改中', 'Being rectified'), turn: 'org' },
    verifying: { phase: 'waiting', text: text('待复查', 'To verify'), turn: 'office' },
    closed: { phase: 'closed', text: text('已销号', 'Closed') },
    dismissed: { phase: 'void', text: text('不属隐患', 'Not a hazard') },
  },
  levels: {
    major: { text: text('重大', 'Major'), colour: 'red' },
    general: { text: text('一般', 'General'), colour: 'gold' },
  },
  fields: {
    what: text('描述', 'What'),
    where: text('部位', 'Where'),
    source: text('来源', 'Source'),
    urgent: text('紧急', 'Urgent'),
    clause: text('依据', 'Clause'),
    criterion: text('判定标准', 'Criterion'),
    verdict: text('判定', 'Verdict'),
    responsible: text('整改责任人', 'Person responsible'),
    measures: text('整改措施', 'Measures'),
    funds: text('资金（万元）', 'Funds (10,000 yuan)'),
    contingency: text('预案', 'Contingency plan'),
    doubleReport: text('双报告', 'Double report'),
    cost: text('花费（万元）', 'Cost (10,000 yuan)'),
    returned: text('退回次数', 'Times returned'),
    extended: text('延期次数', 'Times extended'),
    recurrenceOf: text('与此前隐患重复', 'Recurs'),
  },
  children: ['listing'],
  ladder: {
    before: [{ amount: 1, unit: 'day' }],
    after: [
      { amount: 1, unit: 'hour', up: 0 },
      { amount: 3, unit: 'workday', up: 1 },
      { amount: 10, unit: 'workday', up: 2 },
    ],
  },
  acts: {
    report: {
      text: text('报隐患', 'Report a hazard'),
      from: null,
      to: ['reported'],
      permission: 'hazard.report',
      tone: 'primary',
      form: ReportForm,
      guards: [photoOrSentence],
      deadline: () => CONFIRM_TERM,
      set: ({ form }) => ({
        title: titleOf(form['what'], form['where']),
        fields: { ...fieldsOf(form, ['what', 'where', 'urgent', 'riskPoint']), source: 'worker' },
      }),
    },
    find: {
      text: text('登记隐患', 'Record a finding'),
      from: null,
      to: ['planning', 'rectifying'],
      decide: byLevel,
      permission: 'hazard.find',
      form: FindForm,
      guards: [deadlineAhead],
      deadline: dueFromForm,
      set: ({ form, actor }) => ({
        title: titleOf(form['what'], form['where']),
        level: String(form['level']),
        fields: {
          ...fieldsOf(form, ['what', 'where', 'checklist', 'item', 'clause', 'checkId', 'riskPoint']),
          source: form['checkId'] ? 'selfcheck' : 'office',
          foundBy: actor.orgId,
        },
      }),
    },
    confirm: {
      text: text('核实定级', 'Confirm and grade'),
      from: ['reported'],
      to: ['planning', 'rectifying'],
      decide: byLevel,
      permission: 'hazard.confirm',
      tone: 'primary',
      form: ConfirmForm,
      guards: [deadlineAhead],
      deadline: dueFromForm,
      set: ({ form }) => ({ level: String(form['level']), fields: fieldsOf(form, ['criterion', 'answers', 'responsible', 'measures']) }),
    },
    dismiss: {
      text: text('不属隐患', 'Not a hazard'),
      from: ['reported'],
      to: ['dismissed'],
      permission: 'hazard.confirm',
      form: ReasonForm,
    },
    upgrade: {
      text: text('升为重大隐患', 'Raise to major'),
      from: ['rectifying', 'verifying'],
      to: ['planning'],
      permission: 'hazard.grade',
      tone: 'danger',
      form: ReasonForm,
      guards: [{ id: 'not-major', text: text('已是重大隐患', 'It is major already'), hides: true, holds: (context) => !isMajor(context) }],
      set: () => ({ level: 'major' }),
    },
    plan: {
      text: text('落实五项', 'Five in place'),
      from: ['planning'],
      to: ['rectifying'],
      permission: 'hazard.rectify',
      tone: 'primary',
      form: PlanForm,
      guards: [deadlineAhead],
      deadline: dueFromForm,
      set: ({ form }) => ({ fields: fieldsOf(form, ['responsible', 'measures', 'funds', 'contingency']) }),
    },
    doubleReport: {
      text: text('双报告', 'Double report'),
      from: ['planning', 'rectifying'],
      to: ['same'],
      permission: 'hazard.rectify',
      form: DoubleReportForm,
      guards: [
        { id: 'major-only', text: text('只有重大隐患需要双报告', 'Only major hazards are reported so'), hides: true, holds: isMajor },
        {
          id: 'once',
          text: text('已完成双报告', 'Already reported'),
          hides: true,
          holds: ({ view }) => view?.fields['doubleReport'] === undefined,
        },
      ],
      document: 'hazard-double-report',
      set: ({ form }) => ({ fields: { doubleReport: { office: form['office'], congress: form['congress'] } } }),
    },
    rectify: {
      text: text('报整改完成', 'Report rectified'),
      from: ['rectifying'],
      to: ['verifying'],
      permission: 'hazard.rectify',
      tone: 'primary',
      form: RectifyForm,
      guards: [doubleReported],
      evidence: { min: 1, text: text('请附整改后的照片或材料', 'Attach a photograph or document of the result') },
      deadline: () => VERIFY_TERM,
      set: ({ form }) => ({ fields: fieldsOf(form, ['cost']) }),
    },
    extend: {
      text: text('延期', 'Extend'),
      from: ['rectifying'],
      to: ['same'],
      permission: 'hazard.extend',
      form: ExtendForm,
      guards: [deadlineAhead, officeClosesMajor],
      deadline: dueFromForm,
      set: ({ view }) => ({ fields: { extended: Number(view?.fields['extended'] ?? 0) + 1 } }),
    },
    return: {
      text: text('退回重改', 'Return'),
      from: ['verifying'],
      to: ['rectifying'],
      permission: 'hazard.verify',
      tone: 'danger',
      form: ReturnForm,
      notBy: ['rectify'],
      guards: [deadlineAhead],
      deadline: dueFromForm,
      set: ({ view }) => ({ fields: { returned: Number(view?.fields['returned'] ?? 0) + 1 } }),
    },
    verify: {
      text: text('复查销号', 'Verify and close'),
      from: ['verifying'],
      to: ['closed'],
      permission: 'hazard.verify',
      tone: 'primary',
      form: VerifyForm,
      notBy: ['rectify'],
      guards: [officeClosesMajor, notListed],
      bulk: true,
    },
    comment: {
      text: text('留言', 'Comment'),
      from: ['reported', 'planning', 'rectifying', 'verifying'],
      to: ['same'],
      permission: 'hazard.comment',
      form: ReasonForm,
    },
    link: {
      text: text('关联重复隐患', 'Link a recurrence'),
      from: ['reported', 'planning', 'rectifying'],
      to: ['same'],
      permission: 'hazard.link',
      system: true,
      form: LinkForm,
      set: ({ form }) => ({ fields: { recurrenceOf: form['of'] } }),
    },
  },
})
