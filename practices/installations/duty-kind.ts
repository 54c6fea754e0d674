import { defineKind, type ActContext, type MatterKind } from '#kernel/matter/index.ts'
import { text } from '#kernel/text.ts'
import { DayForm, DutyAssignForm, DutyCheckInForm, ReasonForm } from './forms.ts'

const clause = text(
  '包保责任人的履职频次（技术负责人每季度、操作负责人每周至少一次，待核原文；其余为本县约定）',
  'How often the duty is due',
)

const found = ({ form }: ActContext) => ({ fields: { hazards: form['hazards'] ?? 0 } })
const photo = { min: 1, text: text('请在现场拍一张照片', 'Take a photograph on the spot') }

/** A duty of a guarantee person (包保责任) on a day: made by the clock, done by that person on the spot, or missed and listed. */
export const dutyKind: MatterKind = defineKind({
  id: 'guarantee-duty',
  version: 1,
  text: text('包保履职', 'Guarantee duty'),
  prefix: 'BB',
  states: {
    due: { phase: 'open', text: text('待履职', 'To do'), turn: 'org' },
    missed: { phase: 'open', text: text('到期未履职', 'Missed'), turn: 'org' },
    done: { phase: 'closed', text: text('已履职', 'Done') },
    late: { phase: 'closed', text: text('补履职', 'Done late') },
    lapsed: { phase: 'closed', text: text('一直未履职', 'Never done') },
    excused: { phase: 'void', text: text('免履职', 'Excused') },
  },
  fields: {
    installation: text('重大危险源', 'Installation'),
    role: text('包保角色', 'Role'),
    person: text('责任人', 'Person'),
    period: text('周期', 'Period'),
    day: text('履职日', 'Day'),
    hazards: text('发现隐患数', 'Hazards found'),
  },
  ladder: { before: [{ amount: 1, unit: 'day' }], after: [{ amount: 1, unit: 'workday', up: 0 }] },
  acts: {
    assign: {
      text: text('布置履职', 'Assign'),
      from: null,
      to: ['due'],
      permission: 'guarantee-duty.assign',
      system: true,
      form: DutyAssignForm,
      deadline: ({ form }) => ({ at: String(form['deadline']), clause }),
      set: ({ form }) => ({
        title: String(form['title']),
        assigneeId: String(form['personId']),
        fields: Object.fromEntries(['installationId', 'installation', 'role', 'person', 'period', 'day'].map((n) => [n, form[n]])),
      }),
    },
    checkIn: {
      text: text('现场打卡', 'Check in'),
      from: ['due'],
      to: ['done'],
      permission: 'guarantee-duty.do',
      tone: 'primary',
      form: DutyCheckInForm,
      evidence: photo,
      set: found,
    },
    miss: {
      text: text('到期未履职', 'Missed'),
      from: ['due'],
      to: ['missed'],
      permission: 'guarantee-duty.assign',
      system: true,
      form: DayForm,
    },
    checkInLate: {
      text: text('补打卡', 'Check in late'),
      from: ['missed'],
      to: ['late'],
      permission: 'guarantee-duty.do',
      tone: 'primary',
      form: DutyCheckInForm,
      evidence: photo,
      set: found,
    },
    excuse: {
      text: text('免履职', 'Excuse'),
      from: ['due', 'missed'],
      to: ['excused'],
      permission: 'guarantee-duty.excuse',
      form: ReasonForm,
    },
    lapse: {
      text: text('一直未履职', 'Lapse'),
      from: ['missed'],
      to: ['lapsed'],
      permission: 'guarantee-duty.assign',
      system: true,
      form: DayForm,
    },
  },
})
