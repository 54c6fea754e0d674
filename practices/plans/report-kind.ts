import { z } from 'zod'
import { defineKind, type MatterKind } from '#kernel/matter/index.ts'
import { text } from '#kernel/text.ts'
import { ReportLine } from './model-track.ts'
import { otherUnit, planDue, planSet } from './task-kind.ts'

const AskForm = z.object({
  title: z.string().trim().min(2).max(300),
  planId: z.uuid(),
  officeId: z.uuid(),
  period: z.string().max(10),
  from: z.iso.date(),
  to: z.iso.date(),
  deadline: z.iso.date(),
})

export const SubmitForm = z.object({
  lines: z.array(ReportLine).max(500).default([]).meta({ zh: '逐项进展', en: 'Progress by item' }),
  summary: z.string().trim().min(2).max(4000).meta({ zh: '总体情况', en: 'Summary', widget: 'textarea' }),
})
const ReturnForm = z.object({
  reason: z.string().trim().min(2).max(1000).meta({ zh: '退回理由', en: 'Reason', widget: 'textarea' }),
  deadline: z.iso.date().meta({ zh: '期限', en: 'Deadline', widget: 'date' }),
})
const NoteForm = z.object({ note: z.string().trim().max(1000).default('').meta({ zh: '意见', en: 'Opinion', widget: 'textarea' }) })

/** A unit's report on its part of a plan for a period: drafted from the records, corrected, sent, accepted. */
export const planReportKind: MatterKind = defineKind({
  id: 'planReport',
  version: 1,
  text: text('规划进展报告', 'Plan progress report'),
  prefix: 'JB',
  states: {
    asked: { phase: 'open', text: text('待报送', 'To be sent'), turn: 'org' },
    sent: { phase: 'waiting', text: text('已报送', 'Sent'), turn: 'office' },
    accepted: { phase: 'closed', text: text('已采用', 'Accepted') },
    void: { phase: 'void', text: text('已作废', 'Void') },
  },
  fields: {
    planId: text('规划', 'Plan'),
    period: text('报告期', 'Period'),
    from: text('自', 'From'),
    to: text('至', 'To'),
    lines: text('逐项进展', 'Progress by item'),
    summary: text('总体情况', 'Summary'),
  },
  ladder: {
    before: [
      { amount: 7, unit: 'day' },
      { amount: 1, unit: 'day' },
    ],
    after: [{ amount: 1, unit: 'workday', up: 0 }],
  },
  acts: {
    ask: {
      text: text('布置报告', 'Ask for the report'),
      from: null,
      to: ['asked'],
      permission: 'planReport.ask',
      system: true,
      form: AskForm,
      deadline: planDue,
      set: (c) => {
        const set = planSet(c)
        return { ...set, fields: { ...set.fields, period: c.form['period'], from: c.form['from'], to: c.form['to'] } }
      },
    },
    submit: {
      text: text('报送', 'Send'),
      from: ['asked'],
      to: ['sent'],
      permission: 'planReport.do',
      tone: 'primary',
      form: SubmitForm,
      set: ({ form }) => ({ fields: { lines: form['lines'], summary: form['summary'] } }),
    },
    accept: {
      text: text('采用', 'Accept'),
      from: ['sent'],
      to: ['accepted'],
      permission: 'planReport.accept',
      tone: 'primary',
      form: NoteForm,
      guards: [otherUnit],
      notBy: ['submit'],
      bulk: true,
    },
    return: {
      text: text('退回', 'Return'),
      from: ['sent'],
      to: ['asked'],
      permission: 'planReport.accept',
      form: ReturnForm,
      guards: [otherUnit],
      notBy: ['submit'],
      deadline: planDue,
    },
    void: {
      text: text('作废', 'Void'),
      from: ['asked', 'sent'],
      to: ['void'],
      permission: 'planReport.accept',
      tone: 'danger',
      form: ReturnForm.pick({ reason: true }),
    },
  },
})
