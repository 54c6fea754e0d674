import { z } from 'zod'
import { cstDate } from '#kernel/calendar/index.ts'
import { defineKind, type ActContext, type Guard, type MatterKind } from '#kernel/matter/index.ts'
import { sheetOn, type ScoreSheet } from '#kernel/score/index.ts'
import { text } from '#kernel/text.ts'
import { Answers, Found } from './model.ts'
import { changed, complete, corrected, reasoned, resultOf } from './rules.ts'

export const ASSESSMENT = 'assessment'

/** A sheet by family and day; undefined where none is in force. */
export type SheetOf = (id: string, day: string) => ScoreSheet | undefined

const StartForm = z.object({
  sheet: z.string().min(1).max(80).meta({ zh: '评分表', en: 'Score sheet' }),
  day: z.iso.date().meta({ zh: '评分日期', en: 'Day', widget: 'date' }),
})
const hidden = { widget: 'hidden' } as const
const AnswerForm = z.object({
  answers: Answers.meta({ zh: '评分', en: 'Answers', ...hidden }),
  found: Found.meta({ zh: '记录', en: 'As recorded', ...hidden }),
})
const ReviewForm = AnswerForm.pick({ answers: true }).extend({
  note: z.string().trim().max(1000).optional().meta({ zh: '复核意见', en: 'Opinion', widget: 'textarea' }),
})
const ReasonForm = z.object({ reason: z.string().trim().min(2).max(1000).meta({ zh: '理由', en: 'Reason', widget: 'textarea' }) })
const PublishForm = z.object({ note: z.string().trim().max(500).optional().meta({ zh: '说明', en: 'Note', widget: 'textarea' }) })

const sheetOfView = ({ view }: ActContext): ScoreSheet => view?.fields['sheet'] as ScoreSheet
const answersOf = ({ form }: ActContext): Answers => form['answers'] as Answers

const whole: Guard = {
  id: 'whole',
  text: text('还有没评的项，或分数超出范围', 'An item is open, or its points are beyond the range'),
  onForm: true,
  holds: (c) => complete(sheetOfView(c), answersOf(c)),
}
const explained: Guard = {
  id: 'explained',
  text: text('与记录不同的项，须逐项写明原因', 'Where it differs from the records, each item needs a reason'),
  onForm: true,
  holds: (c) => reasoned(answersOf(c), corrected(sheetOfView(c), answersOf(c), c.form['found'] as Found)),
}
const justified: Guard = {
  id: 'justified',
  text: text('改动的项，须逐项写明理由', 'Each change needs a reason'),
  onForm: true,
  holds: (c) => reasoned(answersOf(c), changed(c.view?.fields['self'] as Answers, answersOf(c))),
}
const ownHouse: Guard = {
  id: 'own-house',
  text: text('由被评单位自己评', 'The party that is scored scores itself'),
  hides: true,
  holds: ({ view, actor }) => view === null || view.orgId === actor.orgId,
}
const otherHouse: Guard = {
  id: 'other-house',
  text: text('不能复核本单位的评分', 'Nobody reviews the score of the own house'),
  hides: true,
  holds: ({ view, actor }) => view === null || view.orgId !== actor.orgId,
}

/** The level of the matter is the colour of its band. */
function outcome(c: ActContext): { level: string | null; result: unknown } {
  const sheet = sheetOfView(c)
  const result = resultOf(sheet, answersOf(c))
  return { level: sheet.bands.find((b) => b.id === result?.band)?.colour ?? null, result }
}

/** An assessment (评分): scored by oneself, reviewed by another house, published. The sheet in force on its day goes along with it. */
export function assessmentKind(sheetOf: SheetOf): MatterKind {
  const inForce: Guard = {
    id: 'in-force',
    text: text('这一天没有这张评分表，或日期在将来', 'No such sheet is in force on that day, or the day is to come'),
    onForm: true,
    holds: ({ form, at }) => {
      const day = String(form['day'])
      const sheet = sheetOf(String(form['sheet']), day)
      return sheet !== undefined && sheetOn(sheet, day) && day <= cstDate(at)
    },
  }
  return defineKind({
    id: ASSESSMENT,
    version: 1,
    text: text('评分', 'Assessment'),
    prefix: 'PF',
    states: {
      scoring: { phase: 'open', text: text('自评中', 'Being scored'), turn: 'org' },
      submitted: { phase: 'waiting', text: text('待复核', 'To be reviewed'), turn: 'office' },
      reviewed: { phase: 'waiting', text: text('已复核，待公布', 'Reviewed, to be published'), turn: 'office' },
      published: { phase: 'closed', text: text('已公布', 'Published') },
      void: { phase: 'void', text: text('已作废', 'Void') },
    },
    levels: {
      red: { text: text('红档', 'Red band'), colour: 'red' },
      orange: { text: text('橙档', 'Orange band'), colour: 'orange' },
      gold: { text: text('黄档', 'Yellow band'), colour: 'gold' },
      blue: { text: text('蓝档', 'Blue band'), colour: 'blue' },
    },
    fields: { day: text('评分日期', 'Day'), sheetVersion: text('评分表版本', 'Version of the sheet'), note: text('复核意见', 'Opinion') },
    ladder: { before: [{ amount: 3, unit: 'day' }], after: [{ amount: 1, unit: 'workday', up: 0 }] },
    acts: {
      start: {
        text: text('开始评分', 'Begin to score'),
        from: null,
        to: ['scoring'],
        permission: 'assessment.score',
        form: StartForm,
        guards: [inForce],
        deadline: () => ({ term: { amount: 30, unit: 'day' }, clause: text('30 天内完成自评（本地约定）', 'Within 30 days (local rule)') }),
        set: ({ form }) => {
          const day = String(form['day'])
          const sheet = sheetOf(String(form['sheet']), day)
          return {
            title: `${sheet?.text.zh ?? ''} ${day}`,
            fields: { day, sheetId: sheet?.id, sheetVersion: sheet?.version, sheet },
          }
        },
      },
      submit: {
        text: text('提交自评', 'Hand in'),
        from: ['scoring'],
        to: ['submitted'],
        permission: 'assessment.score',
        tone: 'primary',
        form: AnswerForm,
        guards: [ownHouse, whole, explained],
        deadline: () => ({
          term: { amount: 20, unit: 'workday' },
          clause: text('20 个工作日内复核（本地约定）', 'Within 20 working days (local rule)'),
        }),
        set: (c) => ({
          fields: { self: answersOf(c), found: c.form['found'], selfResult: outcome(c).result, scorer: c.actor.name, reason: null },
        }),
      },
      return: {
        text: text('退回', 'Return'),
        from: ['submitted', 'reviewed'],
        to: ['scoring'],
        permission: 'assessment.review',
        form: ReasonForm,
        guards: [otherHouse],
        notBy: ['submit'],
        deadline: () => ({ term: { amount: 15, unit: 'day' }, clause: text('15 天内改好（本地约定）', 'Within 15 days (local rule)') }),
        set: ({ form }) => ({
          level: null,
          fields: { reason: form['reason'], reviewed: null, result: null, reviewer: null, note: null },
        }),
      },
      review: {
        text: text('复核', 'Review'),
        from: ['submitted'],
        to: ['reviewed'],
        permission: 'assessment.review',
        tone: 'primary',
        form: ReviewForm,
        guards: [otherHouse, whole, justified],
        notBy: ['submit'],
        set: (c) => {
          const { level, result } = outcome(c)
          return { level, fields: { reviewed: answersOf(c), result, reviewer: c.actor.name, note: c.form['note'] ?? null } }
        },
      },
      publish: {
        text: text('公布', 'Publish'),
        from: ['reviewed'],
        to: ['published'],
        permission: 'assessment.review',
        tone: 'primary',
        form: PublishForm,
        guards: [otherHouse],
        notBy: ['submit'],
        deadline: () => 'none',
      },
      void: {
        text: text('作废', 'Void'),
        from: ['scoring', 'submitted', 'reviewed'],
        to: ['void'],
        permission: 'assessment.review',
        tone: 'danger',
        form: ReasonForm,
        guards: [otherHouse],
      },
    },
  })
}
