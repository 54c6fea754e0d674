import { z } from 'zod'
import { defineKind, type MatterKind } from '#kernel/matter/index.ts'
import { text } from '#kernel/text.ts'
import { REASON_TEXT, REASONS } from './model.ts'

const sentence = (zh: string, en: string) => z.string().trim().min(2).max(500).meta({ zh, en, widget: 'textarea' })

export const OrderForm = z.object({
  point: z.uuid().meta({ zh: '风险点', en: 'Risk point', widget: 'hidden' }),
  name: z.string().trim().min(1).max(100).meta({ zh: '风险点', en: 'Risk point' }),
  reason: z.enum(REASONS).meta({ zh: '重新评估的原因', en: 'Why', options: REASON_TEXT }),
  detail: z.string().trim().max(500).default('').meta({ zh: '说明', en: 'Detail', widget: 'textarea' }),
  hazard: z.uuid().optional().meta({ zh: '隐患', en: 'Hazard', widget: 'hidden' }),
})

/** Days to re-assess. No public text fixes the figure: it is the county's own. */
const TERM = {
  term: { amount: 10, unit: 'workday' },
  clause: text('本县约定：10 个工作日内重新评估（可调整）', 'Local rule: re-assessed within 10 working days (adjustable)'),
} as const

/** A re-assessment (重新评估) of a risk point: ordered by a change, an accident, a hazard or the year; done by grading again. */
export const riskReviewKind: MatterKind = defineKind({
  id: 'risk-review',
  version: 1,
  text: text('风险复评', 'Risk re-assessment'),
  prefix: 'FP',
  states: {
    due: { phase: 'open', text: text('待复评', 'To re-assess'), turn: 'org' },
    done: { phase: 'closed', text: text('已复评', 'Re-assessed') },
    withdrawn: { phase: 'void', text: text('不需复评', 'Not needed') },
  },
  fields: {
    name: text('风险点', 'Risk point'),
    reason: text('原因', 'Reason'),
    detail: text('说明', 'Detail'),
    before: text('原等级', 'Level before'),
    after: text('现等级', 'Level after'),
  },
  ladder: {
    before: [{ amount: 2, unit: 'day' }],
    after: [
      { amount: 1, unit: 'hour', up: 0 },
      { amount: 10, unit: 'workday', up: 1 },
    ],
  },
  acts: {
    order: {
      text: text('发起复评', 'Order a re-assessment'),
      from: null,
      to: ['due'],
      permission: 'risk.review',
      form: OrderForm,
      deadline: () => TERM,
      set: ({ form }) => ({
        title: `${String(form['name'])}：${REASON_TEXT[form['reason'] as keyof typeof REASON_TEXT].zh}`,
        fields: {
          riskPoint: form['point'],
          name: form['name'],
          reason: REASON_TEXT[form['reason'] as keyof typeof REASON_TEXT].zh,
          ...(form['detail'] ? { detail: form['detail'] } : {}),
          ...(form['hazard'] ? { hazardId: form['hazard'] } : {}),
        },
      }),
    },
    regrade: {
      text: text('重新定级', 'Grade again'),
      from: ['due'],
      to: ['done'],
      permission: 'risk.grade',
      system: true,
      form: z.object({ grade: z.uuid(), before: z.string().max(20), after: z.string().max(20) }),
      set: ({ form }) => ({ fields: { gradeId: form['grade'], before: form['before'], after: form['after'] } }),
    },
    withdraw: {
      text: text('不需复评', 'Not needed'),
      from: ['due'],
      to: ['withdrawn'],
      permission: 'risk.review',
      form: z.object({ reason: sentence('理由', 'Reason') }),
    },
  },
})

export const ReportForm = z.object({
  report: z.string().trim().min(50).max(20_000).meta({ zh: '报告正文', en: 'Report', widget: 'textarea' }),
})

/** The yearly report (年度风险管控报告): due at the end of December, drafted from the records, corrected and sent by the enterprise. */
export const riskReportKind: MatterKind = defineKind({
  id: 'risk-report',
  version: 1,
  text: text('风险年报', 'Yearly risk report'),
  prefix: 'FB',
  states: {
    due: { phase: 'open', text: text('待报送', 'To send'), turn: 'org' },
    sent: { phase: 'closed', text: text('已报送', 'Sent') },
    excused: { phase: 'void', text: text('免报', 'Excused') },
  },
  fields: { year: text('年度', 'Year') },
  ladder: {
    before: [
      { amount: 7, unit: 'day' },
      { amount: 1, unit: 'day' },
    ],
    after: [
      { amount: 1, unit: 'hour', up: 0 },
      { amount: 10, unit: 'workday', up: 1 },
    ],
  },
  acts: {
    assign: {
      text: text('布置年报', 'Assign the report'),
      from: null,
      to: ['due'],
      permission: 'risk-report.assign',
      form: z.object({ year: z.number().int().min(2000).max(2100).meta({ zh: '年度', en: 'Year' }) }),
      deadline: ({ form }) => ({
        at: `${String(form['year'])}-12-31T17:00:00+08:00`,
        clause: text('本县约定：每年 12 月底前报送（可调整）', 'Local rule: sent by the end of December (adjustable)'),
      }),
      set: ({ form }) => ({ title: `${String(form['year'])} 年度安全风险管控报告`, fields: { year: form['year'] } }),
    },
    send: {
      text: text('报送', 'Send'),
      from: ['due'],
      to: ['sent'],
      permission: 'risk.grade',
      tone: 'primary',
      form: ReportForm,
    },
    excuse: {
      text: text('免报', 'Excuse'),
      from: ['due'],
      to: ['excused'],
      permission: 'risk-report.assign',
      form: z.object({ reason: sentence('理由', 'Reason') }),
    },
  },
})
