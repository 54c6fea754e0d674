import { z } from 'zod'
import { fromCst } from '#kernel/calendar/index.ts'
import { defineKind, type ActContext, type Guard, type MatterKind, type MatterSet } from '#kernel/matter/index.ts'
import { text } from '#kernel/text.ts'

const words = (zh: string, en: string) => z.string().trim().min(2).max(1000).meta({ zh, en, widget: 'textarea' })
const day = z.iso.date().meta({ zh: '期限', en: 'Deadline', widget: 'date' })

/** What adoption says of a task; `officeId` keeps the plan, the organisation of the matter leads. */
export const AssignForm = z.object({
  title: z.string().trim().min(2).max(600),
  planId: z.uuid(),
  itemId: z.uuid(),
  sentence: z.string().max(4000),
  deadline: day,
  from: z.iso.date().nullable().default(null),
  officeId: z.uuid(),
  lead: z.array(z.string()).max(30).default([]),
  responsible: z.array(z.string()).max(100).default([]),
  /** The lead unit as written, where it led to no organisation. */
  unresolved: z.string().nullable().default(null),
  /** ISO 8601 duration of a recurring task. */
  every: z.string().nullable().default(null),
  /** MM-DD of its yearly day. */
  by: z.string().nullable().default(null),
  /** The year of a stage. */
  stage: z.number().int().nullable().default(null),
})

export const NoteForm = z.object({ note: words('进展或理由', 'Progress or reason') })
export const TermForm = z.object({ reason: words('理由', 'Reason'), deadline: day })
export const AmendForm = z.object({
  reason: words('理由', 'Reason'),
  deadline: day,
  title: z.string().trim().min(2).max(600),
  itemId: z.uuid(),
  sentence: z.string().max(4000),
})

export const planDue = ({ form }: ActContext) => ({
  at: fromCst(String(form['deadline']), '23:59').toISOString(),
  clause: text('规划写明或批准的期限', 'The deadline that the plan names or that was approved'),
})

const KEPT = [
  'planId',
  'officeId',
  'itemId',
  'sentence',
  'from',
  'lead',
  'responsible',
  'unresolved',
  'every',
  'by',
  'stage',
  'milestones',
] as const

/** The fields of a form that the matter keeps. */
export const planSet = ({ form }: ActContext): MatterSet => ({
  title: String(form['title']).slice(0, 300),
  ...(form['officeId'] === undefined ? {} : { officeId: String(form['officeId']) }),
  fields: Object.fromEntries(KEPT.filter((k) => k in form).map((k) => [k, form[k]])),
})

/** A unit does not accept its own work; the plan's office may accept what it led itself, by another person. */
export const otherUnit: Guard = {
  id: 'other-unit',
  text: text(
    '承办单位不能审核自己的任务，由规划牵头部门审核',
    'The unit that did it may not accept it; the office that keeps the plan does',
  ),
  holds: ({ view, actor }) => view === null || view.orgId !== actor.orgId || view.officeId === actor.orgId,
}

export const stagesDone: Guard = {
  id: 'stages-done',
  text: text('还有年度任务没有办结', 'A yearly stage is not done yet'),
  holds: ({ children }) => children.every((c) => c.phase === 'closed' || c.phase === 'void'),
}

export const planFields = {
  planId: text('规划', 'Plan'),
  itemId: text('条目', 'Item'),
  sentence: text('原文', 'Sentence'),
  from: text('开始', 'From'),
  lead: text('牵头单位', 'Lead units'),
  responsible: text('责任单位', 'Responsible units'),
  unresolved: text('未对应的单位', 'Unit not found'),
  every: text('周期', 'Recurrence'),
  by: text('每年日期', 'Yearly day'),
  stage: text('年度', 'Year'),
}

/** Acts that tasks and projects share after the start. */
export const workActs = (kind: 'planTask' | 'planProject') =>
  ({
    progress: {
      text: text('报进展', 'Report progress'),
      from: ['assigned', 'doing'],
      to: ['doing'],
      permission: `${kind}.do`,
      form: NoteForm,
    },
    submit: {
      text: text('报完成', 'Submit'),
      from: ['assigned', 'doing'],
      to: ['submitted'],
      permission: `${kind}.do`,
      tone: 'primary',
      form: NoteForm,
      guards: [stagesDone],
      evidence: { min: 1, text: text('请附证明材料', 'Attach the evidence') },
    },
    accept: {
      text: text('审核通过', 'Accept'),
      from: ['submitted'],
      to: ['done'],
      permission: `${kind}.accept`,
      tone: 'primary',
      form: NoteForm,
      guards: [otherUnit],
      notBy: ['submit'],
    },
    return: {
      text: text('退回', 'Return'),
      from: ['submitted'],
      to: ['doing'],
      permission: `${kind}.accept`,
      form: TermForm,
      guards: [otherUnit],
      notBy: ['submit'],
      deadline: planDue,
    },
    extend: {
      text: text('延期', 'Extend'),
      from: ['assigned', 'doing'],
      to: ['same'],
      permission: `${kind}.accept`,
      form: TermForm,
      guards: [otherUnit],
      deadline: planDue,
    },
    amend: {
      text: text('随规划修订', 'Amend with the plan'),
      from: ['assigned', 'doing', 'submitted'],
      to: ['same'],
      permission: `${kind}.assign`,
      system: true,
      form: AmendForm,
      deadline: planDue,
      set: planSet,
    },
    void: {
      text: text('作废', 'Void'),
      from: ['assigned', 'doing', 'submitted'],
      to: ['void'],
      permission: `${kind}.accept`,
      tone: 'danger',
      form: NoteForm,
    },
  }) as const

export const workStates = {
  assigned: { phase: 'open', text: text('待开展', 'Assigned'), turn: 'org' },
  doing: { phase: 'open', text: text('办理中', 'Being done'), turn: 'org' },
  submitted: { phase: 'waiting', text: text('待审核', 'Submitted'), turn: 'office' },
  done: { phase: 'closed', text: text('已办结', 'Done') },
  void: { phase: 'void', text: text('已作废', 'Void') },
} as const

export const planLadder = {
  before: [
    { amount: 30, unit: 'day' },
    { amount: 7, unit: 'day' },
  ],
  after: [
    { amount: 1, unit: 'workday', up: 0 },
    { amount: 5, unit: 'workday', up: 1 },
  ],
} as const

/** A task of a plan: assigned to its lead unit, done, submitted with evidence, accepted by the plan's office. Stages are tasks below it. */
export const planTaskKind: MatterKind = defineKind({
  id: 'planTask',
  version: 1,
  text: text('规划任务', 'Plan task'),
  prefix: 'GH',
  states: workStates,
  fields: planFields,
  children: ['planTask'],
  ladder: planLadder,
  acts: {
    assign: {
      text: text('交办', 'Assign'),
      from: null,
      to: ['assigned'],
      permission: 'planTask.assign',
      system: true,
      form: AssignForm,
      deadline: planDue,
      set: planSet,
    },
    ...workActs('planTask'),
  },
})
