import { cstDate } from '#kernel/calendar/index.ts'
import { defineKind, type ActContext, type MatterKind } from '#kernel/matter/index.ts'
import { text } from '#kernel/text.ts'
import { NoticeExtendForm, NoticeForm, NoticeRestoreForm, ReasonForm } from './forms.ts'

const endOfDay = (date: unknown): string => `${String(date)}T17:00:00+08:00`
const limit = text('批准的恢复期限', 'The limit that was approved')

const ahead = {
  id: 'ahead',
  text: text('恢复期限须晚于现在', 'The limit must be in the future'),
  onForm: true,
  holds: ({ form, at }: ActContext) => Date.parse(endOfDay(form['until'])) > at.getTime(),
}

const WORDS: Readonly<Record<string, string>> = { interlock: '联锁摘除', overhaul: '检维修' }

/** Interlock bypass (联锁摘除) and overhaul (检维修): applied for, approved by another, known to the office, restored in time. */
export const noticeKind: MatterKind = defineKind({
  id: 'installation-notice',
  version: 1,
  text: text('联锁摘除与检维修', 'Bypass and overhaul'),
  prefix: 'LS',
  states: {
    applied: { phase: 'open', text: text('待审批', 'To approve'), turn: 'org' },
    inForce: { phase: 'open', text: text('进行中', 'In force'), turn: 'org' },
    ordered: { phase: 'open', text: text('责令恢复', 'Ordered to restore'), turn: 'org' },
    restored: { phase: 'closed', text: text('已恢复', 'Restored') },
    refused: { phase: 'void', text: text('不批准', 'Refused') },
  },
  fields: {
    installation: text('重大危险源', 'Installation'),
    what: text('报告事项', 'What'),
    tag: text('位号或设备', 'Tag'),
    reason: text('原因', 'Reason'),
    measures: text('替代措施', 'Measures'),
    until: text('恢复期限', 'Until'),
    extended: text('延期次数', 'Times extended'),
  },
  ladder: {
    before: [{ amount: 4, unit: 'hour' }],
    after: [
      { amount: 1, unit: 'hour', up: 0 },
      { amount: 1, unit: 'workday', up: 1 },
    ],
  },
  acts: {
    apply: {
      text: text('报告联锁摘除或检维修', 'Report a bypass or overhaul'),
      from: null,
      to: ['applied'],
      permission: 'installation-notice.apply',
      tone: 'primary',
      form: NoticeForm,
      guards: [ahead],
      deadline: () => ({
        term: { amount: 1, unit: 'workday' },
        clause: text('本县约定：1 个工作日内审批（可调整）', 'Local rule: approved within 1 working day'),
      }),
      set: ({ form }) => ({
        title: `${WORDS[String(form['what'])] ?? ''}：${String(form['installation'])} ${String(form['tag'])}`,
        fields: Object.fromEntries(
          ['installationId', 'installation', 'what', 'tag', 'reason', 'measures', 'until'].map((name) => [name, form[name]]),
        ),
      }),
    },
    approve: {
      text: text('批准', 'Approve'),
      from: ['applied'],
      to: ['inForce'],
      permission: 'installation-notice.approve',
      tone: 'primary',
      form: ReasonForm,
      notBy: ['apply'],
      guards: [
        {
          id: 'until',
          text: text('申请的恢复期限已过，请退回重报', 'The limit asked for has passed'),
          holds: ({ view, at }) => String(view?.fields['until'] ?? '') >= cstDate(at),
        },
      ],
      deadline: ({ view }) => ({ at: endOfDay(view?.fields['until']), clause: limit }),
    },
    refuse: {
      text: text('不批准', 'Refuse'),
      from: ['applied'],
      to: ['refused'],
      permission: 'installation-notice.approve',
      tone: 'danger',
      form: ReasonForm,
    },
    extend: {
      text: text('延期', 'Extend'),
      from: ['inForce'],
      to: ['same'],
      permission: 'installation-notice.approve',
      form: NoticeExtendForm,
      guards: [
        ahead,
        {
          id: 'once',
          text: text('只能延期一次，已延过', 'It may be extended once only, and has been'),
          holds: ({ view }) => view?.fields['extended'] === undefined,
        },
      ],
      deadline: ({ form }) => ({ at: endOfDay(form['until']), clause: limit }),
      set: ({ form }) => ({ fields: { extended: 1, until: form['until'] } }),
    },
    order: {
      text: text('责令恢复', 'Order to restore'),
      from: ['inForce'],
      to: ['ordered'],
      permission: 'installation-notice.order',
      tone: 'danger',
      form: NoticeExtendForm,
      guards: [ahead],
      deadline: ({ form }) => ({ at: endOfDay(form['until']), clause: text('监管部门责令的期限', 'The limit that the office set') }),
      set: ({ form }) => ({ fields: { until: form['until'] } }),
    },
    restore: {
      text: text('已恢复', 'Restored'),
      from: ['inForce', 'ordered'],
      to: ['restored'],
      permission: 'installation-notice.apply',
      tone: 'primary',
      form: NoticeRestoreForm,
      evidence: { min: 1, text: text('请附恢复后的照片或试验记录', 'Attach a photograph or the test record') },
    },
  },
})
