import { defineKind, type ActContext, type MatterKind } from '#kernel/matter/index.ts'
import { text } from '#kernel/text.ts'
import { AssignCheckForm, DoCheckForm, ReasonForm } from './model.ts'

const clause = text('检查表规定的完成时间', 'The time that the checklist sets')

const results = ({ form }: ActContext): { result: string }[] => (form['results'] as { result: string }[] | undefined) ?? []

const summary = (context: ActContext) => ({
  fields: {
    items: results(context).length,
    findings: results(context).filter((r) => r.result === 'hazard').length,
    startedAt: context.form['startedAt'] ?? null,
  },
})

const everyHazardSaysWhat = {
  id: 'say-what',
  text: text('有隐患的项目须写明情况', 'Say what is wrong where a hazard was found'),
  onForm: true,
  holds: ({ form }: ActContext) =>
    ((form['results'] as { result: string; note?: string; photo?: string }[] | undefined) ?? []).every(
      (r) => r.result !== 'hazard' || (r.note ?? '').length >= 2 || r.photo !== undefined,
    ),
}

/** A self-check (自查) that is due on a day: made by the working calendar, done, or missed and then on the register. */
export const selfcheckKind: MatterKind = defineKind({
  id: 'selfcheck',
  version: 1,
  text: text('自查任务', 'Self-check'),
  prefix: 'ZC',
  states: {
    due: { phase: 'open', text: text('待检查', 'To do'), turn: 'org' },
    missed: { phase: 'open', text: text('应查未查', 'Missed'), turn: 'org' },
    done: { phase: 'closed', text: text('已检查', 'Done') },
    late: { phase: 'closed', text: text('补查', 'Done late') },
    lapsed: { phase: 'closed', text: text('逾期未查', 'Never done') },
    excused: { phase: 'void', text: text('免查', 'Excused') },
  },
  fields: {
    checklist: text('检查表', 'Checklist'),
    period: text('周期', 'Period'),
    checkLevel: text('检查层级', 'Level'),
    day: text('检查日', 'Day'),
    items: text('检查项数', 'Items'),
    findings: text('发现隐患数', 'Findings'),
    startedAt: text('开始时间', 'Started'),
  },
  ladder: { before: [{ amount: 2, unit: 'hour' }], after: [] },
  acts: {
    assign: {
      text: text('布置自查', 'Assign'),
      from: null,
      to: ['due'],
      permission: 'selfcheck.assign',
      form: AssignCheckForm,
      deadline: ({ form }) => ({ at: String(form['deadline']), clause }),
      set: ({ form }) => ({
        title: String(form['title']),
        fields: { checklist: form['checklist'], period: form['period'], checkLevel: form['level'], day: form['day'] },
      }),
    },
    do: {
      text: text('开始检查', 'Do the check'),
      from: ['due'],
      to: ['done'],
      permission: 'selfcheck.do',
      tone: 'primary',
      form: DoCheckForm,
      guards: [everyHazardSaysWhat],
      set: summary,
    },
    miss: {
      text: text('到期未查', 'Missed'),
      from: ['due'],
      to: ['missed'],
      permission: 'selfcheck.assign',
      system: true,
      form: AssignCheckForm.pick({ day: true }),
    },
    doLate: {
      text: text('补查', 'Do it late'),
      from: ['missed'],
      to: ['late'],
      permission: 'selfcheck.do',
      tone: 'primary',
      form: DoCheckForm,
      guards: [everyHazardSaysWhat],
      set: summary,
    },
    excuse: {
      text: text('免查', 'Excuse'),
      from: ['due', 'missed'],
      to: ['excused'],
      permission: 'selfcheck.excuse',
      form: ReasonForm,
    },
    lapse: {
      text: text('逾期', 'Lapse'),
      from: ['missed'],
      to: ['lapsed'],
      permission: 'selfcheck.assign',
      system: true,
      form: AssignCheckForm.pick({ day: true }),
    },
  },
})
