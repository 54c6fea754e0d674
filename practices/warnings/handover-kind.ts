import { z } from 'zod'
import { defineKind, type MatterKind } from '#kernel/matter/index.ts'
import { text } from '#kernel/text.ts'

const lines = (zh: string, en: string) => z.string().max(20_000).meta({ zh, en, widget: 'textarea' })

/** What the program writes of a shift, and the words of who hands over. */
export const HandoverForm = z.object({
  shift: z.string().max(80).meta({ zh: '班次', en: 'Shift' }),
  open: lines('未办结的预警', 'Open warnings'),
  answered: lines('本班处理的预警', 'Warnings answered in the shift'),
  alarms: lines('报警', 'Alarms'),
  remark: z.string().trim().max(2000).default('').meta({ zh: '交代事项', en: 'Remarks', widget: 'textarea' }),
})
export type HandoverForm = z.output<typeof HandoverForm>

/** The hand-over note of a shift (值班交接): written from the records, signed by who hands over and by who takes over. */
export const handoverKind: MatterKind = defineKind({
  id: 'shift-handover',
  version: 1,
  text: text('值班交接', 'Hand-over of a shift'),
  prefix: 'JB',
  states: {
    handed: { phase: 'open', text: text('待接班', 'To be taken over'), turn: 'org' },
    taken: { phase: 'closed', text: text('已接班', 'Taken over') },
    withdrawn: { phase: 'void', text: text('已撤回', 'Withdrawn') },
  },
  fields: {
    shift: text('班次', 'Shift'),
    open: text('未办结的预警', 'Open warnings'),
    answered: text('本班处理的预警', 'Warnings answered in the shift'),
    alarms: text('报警', 'Alarms'),
    remark: text('交代事项', 'Remarks'),
  },
  ladder: { before: [], after: [{ amount: 30, unit: 'minute', up: 0 }] },
  acts: {
    handOver: {
      text: text('交班', 'Hand over'),
      from: null,
      to: ['handed'],
      permission: 'shift-handover.sign',
      system: true,
      form: HandoverForm,
      deadline: () => ({
        term: { amount: 1, unit: 'hour' },
        clause: text('交班后 1 小时内接班（本县约定）', 'Taken over within an hour (local practice)'),
      }),
      set: ({ form }) => ({ title: `值班交接：${String(form['shift'])}`, fields: { ...form } }),
    },
    takeOver: {
      text: text('接班', 'Take over'),
      from: ['handed'],
      to: ['taken'],
      permission: 'shift-handover.sign',
      tone: 'primary',
      notBy: ['handOver'],
      form: z.object({ note: z.string().trim().max(500).optional().meta({ zh: '接班意见', en: 'Note', widget: 'textarea' }) }),
      deadline: () => 'none',
    },
    withdraw: {
      text: text('撤回', 'Withdraw'),
      from: ['handed'],
      to: ['withdrawn'],
      permission: 'shift-handover.sign',
      form: z.object({ reason: z.string().trim().min(2).max(500).meta({ zh: '理由', en: 'Reason', widget: 'textarea' }) }),
      deadline: () => 'none',
    },
  },
})
