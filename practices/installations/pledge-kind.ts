import { defineKind, type ActContext, type Guard, type MatterKind } from '#kernel/matter/index.ts'
import { text } from '#kernel/text.ts'
import { DayForm, PledgeSignForm, ReasonForm, type PledgeFigures } from './forms.ts'

/** By when the day's pledge is to be up. The instrument asks for every day; the hour is local. */
const HOUR = '10:00'
const clause = text('每日公告（应急〔2018〕74号）；10 时前为本县约定', 'Published daily; the hour is a local rule')

const figuresOf = ({ form }: ActContext): PledgeFigures => form['figures'] as PledgeFigures

/** Names whose figure is not what the record said. */
export function corrected(form: ActContext['form']): string[] {
  const figures = form['figures'] as Readonly<Record<string, unknown>>
  return Object.entries(form['drafted'] as Readonly<Record<string, unknown>>)
    .filter(([name, value]) => value !== null && figures[name] !== value)
    .map(([name]) => name)
}

const guards: readonly Guard[] = [
  {
    id: 'sum',
    text: text('运行、停产、检修的套数之和须等于装置总数', 'Running, stopped and overhauled units must add up to all units'),
    onForm: true,
    holds: (context) => {
      const f = figuresOf(context)
      return f.running + f.stopped + f.overhaul === f.units
    },
  },
  {
    id: 'corrections',
    text: text('有数字与记录不同，请写明原因', 'A figure differs from the record: say why'),
    onForm: true,
    holds: ({ form }) => corrected(form).length === 0 || String(form['corrections'] ?? '').trim().length >= 2,
  },
]

const set = (context: ActContext) => ({
  fields: {
    figures: figuresOf(context),
    corrected: corrected(context.form),
    corrections: context.form['corrections'] ?? null,
    statement: context.form['statement'],
    signer: context.actor.name,
    signedAt: context.at.toISOString(),
  },
})

/** The daily safety pledge (安全承诺公告): half written by the program, corrected, signed and published by the principal. */
export const pledgeKind: MatterKind = defineKind({
  id: 'safety-pledge',
  version: 1,
  text: text('安全承诺公告', 'Safety pledge'),
  prefix: 'CN',
  states: {
    due: { phase: 'open', text: text('待签发', 'To sign'), turn: 'org' },
    missed: { phase: 'open', text: text('到时未公告', 'Not published in time'), turn: 'org' },
    published: { phase: 'closed', text: text('已公告', 'Published') },
    late: { phase: 'closed', text: text('迟公告', 'Published late') },
    lapsed: { phase: 'closed', text: text('当日未公告', 'Never published') },
    excused: { phase: 'void', text: text('免公告', 'Excused') },
  },
  fields: {
    day: text('日期', 'Day'),
    corrections: text('与记录不同的说明', 'Why it differs'),
    statement: text('承诺', 'Pledge'),
    signer: text('签发人', 'Signed by'),
    signedAt: text('签发时间', 'Signed at'),
  },
  ladder: { before: [{ amount: 1, unit: 'hour' }], after: [{ amount: 1, unit: 'hour', up: 0 }] },
  acts: {
    assign: {
      text: text('生成当日承诺', "Make the day's pledge"),
      from: null,
      to: ['due'],
      permission: 'safety-pledge.assign',
      system: true,
      form: DayForm,
      deadline: ({ form }) => ({ at: `${String(form['day'])}T${HOUR}:00+08:00`, clause }),
      set: ({ form }) => ({ title: `安全承诺公告 ${String(form['day'])}`, fields: { day: form['day'] } }),
    },
    sign: {
      text: text('签发公告', 'Sign and publish'),
      from: ['due'],
      to: ['published'],
      permission: 'safety-pledge.sign',
      tone: 'primary',
      form: PledgeSignForm,
      guards,
      set,
    },
    miss: {
      text: text('到时未公告', 'Missed'),
      from: ['due'],
      to: ['missed'],
      permission: 'safety-pledge.assign',
      system: true,
      form: DayForm,
    },
    signLate: {
      text: text('补签公告', 'Publish late'),
      from: ['missed'],
      to: ['late'],
      permission: 'safety-pledge.sign',
      tone: 'primary',
      form: PledgeSignForm,
      guards,
      set,
    },
    excuse: {
      text: text('免公告（停产停用）', 'Excuse'),
      from: ['due', 'missed'],
      to: ['excused'],
      permission: 'safety-pledge.excuse',
      form: ReasonForm,
    },
    lapse: {
      text: text('当日未公告', 'Lapse'),
      from: ['missed'],
      to: ['lapsed'],
      permission: 'safety-pledge.assign',
      system: true,
      form: DayForm,
    },
  },
})
