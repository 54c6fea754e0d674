import { z } from 'zod'
import { defineKind, type ActContext, type MatterKind } from '#kernel/matter/index.ts'
import { text } from '#kernel/text.ts'
import { AssignForm, planDue, planFields, planLadder, planSet, workActs, workStates } from './task-kind.ts'

export const Milestone = z.object({
  name: z.string().trim().min(1).max(100),
  day: z.iso.date(),
  done: z.iso.date().nullable().default(null),
})
export type Milestone = z.output<typeof Milestone>

const ProjectForm = AssignForm.extend({ milestones: z.array(Milestone).max(20).default([]) })
const MilestoneForm = z.object({
  name: z.string().trim().min(1).max(100).meta({ zh: '里程碑', en: 'Milestone' }),
  day: z.iso.date().meta({ zh: '完成日期', en: 'Done on', widget: 'date' }),
})

const milestonesOf = ({ view }: ActContext): Milestone[] => z.array(Milestone).catch([]).parse(view?.fields['milestones'])

/** A system or installation that a plan wants built: with milestones that are ticked off one by one. */
export const planProjectKind: MatterKind = defineKind({
  id: 'planProject',
  version: 1,
  text: text('规划项目', 'Plan project'),
  prefix: 'XM',
  states: workStates,
  fields: { ...planFields, milestones: text('里程碑', 'Milestones') },
  ladder: planLadder,
  acts: {
    assign: {
      text: text('立项', 'Begin'),
      from: null,
      to: ['assigned'],
      permission: 'planProject.assign',
      system: true,
      form: ProjectForm,
      deadline: planDue,
      set: planSet,
    },
    milestone: {
      text: text('完成里程碑', 'Milestone done'),
      from: ['assigned', 'doing'],
      to: ['doing'],
      permission: 'planProject.do',
      form: MilestoneForm,
      guards: [
        {
          id: 'known',
          onForm: true,
          text: text('没有这个里程碑，请按清单上的名称填写', 'No such milestone; write its name as listed'),
          holds: (c) => milestonesOf(c).some((m) => m.name === c.form['name']),
        },
      ],
      evidence: { min: 1, text: text('请附证明材料', 'Attach the evidence') },
      set: (c) => ({
        fields: { milestones: milestonesOf(c).map((m) => (m.name === c.form['name'] ? { ...m, done: String(c.form['day']) } : m)) },
      }),
    },
    ...workActs('planProject'),
  },
})
