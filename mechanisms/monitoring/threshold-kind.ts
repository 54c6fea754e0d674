import { z } from 'zod'
import { defineKind, type ActContext, type Guard, type MatterKind } from '#kernel/matter/index.ts'
import { text } from '#kernel/text.ts'
import { ruleFaults, type PointRule } from './rules.ts'

const limit = (zh: string, en: string) => z.number().nullish().meta({ zh, en })
const words = (zh: string, en: string) => z.string().trim().min(2).max(1000).meta({ zh, en, widget: 'textarea' })

/** What is proposed for the limits rule of one point; an empty limit is none. */
const Proposal = z.object({
  pointId: z.uuid().meta({ zh: '点位', en: 'Point', widget: 'hidden' }),
  pointName: z.string().max(120).meta({ zh: '点位名称', en: 'Point' }),
  LL: limit('低低报', 'Low-low'),
  L: limit('低报', 'Low'),
  H: limit('高报', 'High'),
  HH: limit('高高报', 'High-high'),
  deadBand: z.number().min(0).default(0).meta({ zh: '回差', en: 'Dead-band' }),
  onDelay: z.number().min(0).max(3600).default(0).meta({ zh: '报警延时（秒）', en: 'On-delay, s' }),
  offDelay: z.number().min(0).max(3600).default(0).meta({ zh: '恢复延时（秒）', en: 'Off-delay, s' }),
  priority: z.enum(['low', 'medium', 'high', 'highest']).meta({
    zh: '优先级',
    en: 'Priority',
    options: { low: text('低', 'Low'), medium: text('中', 'Medium'), high: text('高', 'High'), highest: text('最高', 'Highest') },
  }),
  reason: words('变更理由', 'Reason'),
})

/** The limits rule that a proposal asks for. */
export function ruleOfProposal(form: Readonly<Record<string, unknown>>): PointRule {
  const { LL, L, H, HH, deadBand, onDelay, offDelay, priority } = form as z.output<typeof Proposal>
  const limits = Object.fromEntries(Object.entries({ LL, L, H, HH }).filter(([, v]) => v !== null && v !== undefined))
  return { key: 'limits', kind: 'limits', priority, ...limits, deadBand, onDelay, offDelay }
}

const sound: Guard = {
  id: 'sound-limits',
  text: text('限值须从低到高，回差不能大到没有正常区间', 'The limits must rise and leave a normal range'),
  onForm: true,
  holds: ({ form }: ActContext) => ruleFaults([ruleOfProposal(form)]).length === 0,
}

/** A change of alarm limits (报警值变更): proposed, approved by another person, in force at once; every version is kept. */
export const thresholdKind: MatterKind = defineKind({
  id: 'threshold-change',
  version: 1,
  text: text('报警值变更', 'Change of limits'),
  prefix: 'BZ',
  states: {
    proposed: { phase: 'open', text: text('待批准', 'Proposed'), turn: 'office' },
    inForce: { phase: 'closed', text: text('已生效', 'In force') },
    refused: { phase: 'void', text: text('未批准', 'Refused') },
    withdrawn: { phase: 'void', text: text('已撤回', 'Withdrawn') },
  },
  fields: {
    pointId: text('点位', 'Point'),
    pointName: text('点位名称', 'Point'),
    LL: text('低低报', 'Low-low'),
    L: text('低报', 'Low'),
    H: text('高报', 'High'),
    HH: text('高高报', 'High-high'),
    deadBand: text('回差', 'Dead-band'),
    onDelay: text('报警延时（秒）', 'On-delay, s'),
    offDelay: text('恢复延时（秒）', 'Off-delay, s'),
    priority: text('优先级', 'Priority'),
    reason: text('变更理由', 'Reason'),
    opinion: text('审批意见', 'Opinion'),
  },
  ladder: { before: [{ amount: 4, unit: 'hour' }], after: [{ amount: 1, unit: 'workday', up: 0 }] },
  acts: {
    propose: {
      text: text('申请变更', 'Propose'),
      from: null,
      to: ['proposed'],
      permission: 'threshold-change.propose',
      tone: 'primary',
      form: Proposal,
      guards: [sound],
      deadline: () => ({
        term: { amount: 3, unit: 'workday' },
        clause: text('报警值变更 3 个工作日内批复', 'Answered within 3 working days'),
      }),
      set: ({ form }) => ({ title: `报警值变更：${String(form['pointName'])}`, fields: { ...form } }),
    },
    approve: {
      text: text('批准', 'Approve'),
      from: ['proposed'],
      to: ['inForce'],
      permission: 'threshold-change.approve',
      tone: 'primary',
      notBy: ['propose'],
      form: z.object({ opinion: words('审批意见', 'Opinion') }),
      set: ({ form }) => ({ fields: { opinion: form['opinion'] } }),
    },
    refuse: {
      text: text('不批准', 'Refuse'),
      from: ['proposed'],
      to: ['refused'],
      permission: 'threshold-change.approve',
      notBy: ['propose'],
      form: z.object({ opinion: words('不批准的理由', 'Reason') }),
      set: ({ form }) => ({ fields: { opinion: form['opinion'] } }),
    },
    withdraw: {
      text: text('撤回', 'Withdraw'),
      from: ['proposed'],
      to: ['withdrawn'],
      permission: 'threshold-change.propose',
      form: z.object({ reason: words('撤回理由', 'Reason') }),
    },
  },
})
