import { z } from 'zod'
import { fromCst } from '#kernel/calendar/index.ts'
import { defineKind, type ActContext, type MatterKind } from '#kernel/matter/index.ts'
import { text } from '#kernel/text.ts'

const words = (zh: string, en: string) => z.string().trim().min(2).max(1000).meta({ zh, en, widget: 'textarea' })
const day = z.iso.date().meta({ zh: '期限', en: 'Deadline', widget: 'date' })

const AssignForm = z.object({
  title: z.string().trim().min(2).max(200),
  planId: z.uuid(),
  itemId: z.uuid(),
  sentence: z.string().max(4000),
  deadline: day,
})
const NoteForm = z.object({ note: words('进展或理由', 'Progress or reason') })
const TermForm = z.object({ reason: words('理由', 'Reason'), deadline: day })

const due = ({ form }: ActContext) => ({
  at: fromCst(String(form['deadline']), '23:59').toISOString(),
  clause: text('规划写明或批准的期限', 'The deadline that the plan names or that was approved'),
})

/** A dated task of a plan: assigned to its lead office, done, submitted with evidence, accepted. */
export const planTaskKind: MatterKind = defineKind({
  id: 'planTask',
  version: 1,
  text: text('规划任务', 'Plan task'),
  prefix: 'GH',
  states: {
    assigned: { phase: 'open', text: text('待开展', 'Assigned'), turn: 'org' },
    doing: { phase: 'open', text: text('办理中', 'Being done'), turn: 'org' },
    submitted: { phase: 'waiting', text: text('待审核', 'Submitted'), turn: 'office' },
    done: { phase: 'closed', text: text('已办结', 'Done') },
    void: { phase: 'void', text: text('已作废', 'Void') },
  },
  fields: { planId: text('规划', 'Plan'), itemId: text('条目', 'Item'), sentence: text('原文', 'Sentence') },
  ladder: {
    before: [{ amount: 7, unit: 'day' }],
    after: [
      { amount: 1, unit: 'workday', up: 0 },
      { amount: 5, unit: 'workday', up: 1 },
    ],
  },
  acts: {
    assign: {
      text: text('交办', 'Assign'),
      from: null,
      to: ['assigned'],
      permission: 'planTask.assign',
      form: AssignForm,
      deadline: due,
      set: ({ form }) => ({
        title: String(form['title']),
        fields: { planId: form['planId'], itemId: form['itemId'], sentence: form['sentence'] },
      }),
    },
    progress: {
      text: text('报进展', 'Report progress'),
      from: ['assigned', 'doing'],
      to: ['doing'],
      permission: 'planTask.do',
      form: NoteForm,
    },
    submit: {
      text: text('报完成', 'Submit'),
      from: ['assigned', 'doing'],
      to: ['submitted'],
      permission: 'planTask.do',
      tone: 'primary',
      form: NoteForm,
      evidence: { min: 1, text: text('请附证明材料', 'Attach the evidence') },
    },
    accept: {
      text: text('审核通过', 'Accept'),
      from: ['submitted'],
      to: ['done'],
      permission: 'planTask.accept',
      tone: 'primary',
      form: NoteForm,
      notBy: ['submit'],
    },
    return: {
      text: text('退回', 'Return'),
      from: ['submitted'],
      to: ['doing'],
      permission: 'planTask.accept',
      form: TermForm,
      notBy: ['submit'],
      deadline: due,
    },
    extend: {
      text: text('延期', 'Extend'),
      from: ['assigned', 'doing'],
      to: ['same'],
      permission: 'planTask.accept',
      form: TermForm,
      deadline: due,
    },
    void: {
      text: text('作废', 'Void'),
      from: ['assigned', 'doing'],
      to: ['void'],
      permission: 'planTask.accept',
      tone: 'danger',
      form: NoteForm,
    },
  },
})
