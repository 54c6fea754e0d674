import { z } from 'zod'
import { defineKind, type ActContext, type Guard, type MatterKind } from '#kernel/matter/index.ts'
import { text } from '#kernel/text.ts'

const LEVELS = ['county', 'city', 'province'] as const

const note = (zh: string, en: string, max = 1000) => z.string().trim().min(2).max(max).meta({ zh, en, widget: 'textarea' })
const day = (zh: string, en: string) => z.iso.date().meta({ zh, en, widget: 'date' })

/** End of a working day (17:00 China Standard Time) of a date. */
const endOfDay = (date: unknown): string => `${String(date)}T17:00:00+08:00`

const clause = text('挂牌督办通知书载明的期限', 'The time limit in the listing notice')

const dueFromForm = ({ form }: ActContext) => ({ at: endOfDay(form['deadline']), clause })

const extendedOnce = {
  id: 'once',
  text: text('只能延期一次，已延过', 'It may be extended once only, and has been'),
  holds: ({ view }: ActContext) => view?.fields['extended'] !== true,
}

const laterThanBefore = {
  id: 'later',
  text: text('延期后的期限须晚于原期限', 'The new time limit must be later than the present one'),
  onForm: true,
  holds: ({ view, form }: ActContext) => !view?.dueAt || Date.parse(endOfDay(form['deadline'])) > Date.parse(view.dueAt),
}

const inFuture = {
  id: 'future',
  text: text('期限须晚于今天', 'The time limit must be in the future'),
  onForm: true,
  holds: ({ form, at }: ActContext) => Date.parse(endOfDay(form['deadline'])) > at.getTime(),
}

/**
 * Supervised listing (挂牌督办) as a matter below the matter that is listed: any kind that names it among its children can
 * use it. Level, notice, deadline, one extension with reason, stay, public notice, closing proof.
 */
export const listingKind: MatterKind = defineKind({
  id: 'listing',
  version: 1,
  text: text('挂牌督办', 'Supervised listing'),
  prefix: 'GP',
  oneAtATime: true,
  states: {
    listed: { phase: 'open', text: text('挂牌督办中', 'Listed'), turn: 'org' },
    extended: { phase: 'open', text: text('已延期', 'Extended'), turn: 'org' },
    stayed: { phase: 'waiting', text: text('中止', 'Stayed'), turn: 'office' },
    applied: { phase: 'waiting', text: text('申请摘牌', 'Removal applied for'), turn: 'office' },
    removed: { phase: 'closed', text: text('已摘牌', 'Removed') },
    withdrawn: { phase: 'void', text: text('撤销', 'Withdrawn') },
  },
  levels: {
    province: { text: text('省级', 'Province'), colour: 'red' },
    city: { text: text('市级', 'City'), colour: 'red' },
    county: { text: text('县级', 'County'), colour: 'orange' },
  },
  fields: {
    notice: text('通知书文号', 'Notice number'),
    reason: text('挂牌理由', 'Reason'),
    demands: text('督办要求', 'Demands'),
    public: text('向社会公告', 'Public notice'),
    extended: text('已延期一次', 'Extended once'),
    proof: text('销号证明', 'Closing proof'),
  },
  ladder: {
    before: [
      { amount: 7, unit: 'day' },
      { amount: 2, unit: 'workday' },
    ],
    after: [
      { amount: 1, unit: 'hour', up: 0 },
      { amount: 2, unit: 'workday', up: 1 },
    ],
  },
  acts: {
    list: {
      text: text('挂牌督办', 'List for supervision'),
      from: null,
      to: ['listed'],
      permission: 'listing.list',
      tone: 'danger',
      form: z.object({
        level: z.enum(LEVELS).meta({
          zh: '督办级别',
          en: 'Level',
          options: { county: text('县级', 'County'), city: text('市级', 'City'), province: text('省级', 'Province') },
        }),
        notice: z.string().trim().min(2).max(60).meta({ zh: '通知书文号', en: 'Notice number' }),
        reason: note('挂牌理由', 'Reason'),
        demands: note('督办要求', 'Demands'),
        deadline: day('整改期限', 'Time limit'),
        public: z.boolean().default(true).meta({ zh: '向社会公告', en: 'Public notice' }),
      }),
      guards: [inFuture],
      deadline: dueFromForm,
      document: 'listing-notice',
      set: ({ form }) => ({
        title: `挂牌督办：${String(form['notice'])}`,
        level: String(form['level']),
        fields: { notice: form['notice'], reason: form['reason'], demands: form['demands'], public: form['public'] },
      }),
    },
    extend: {
      text: text('延期一次', 'Extend once'),
      from: ['listed'],
      to: ['extended'],
      permission: 'listing.list',
      form: z.object({ deadline: day('新的期限', 'New time limit'), reason: note('延期理由', 'Reason') }),
      guards: [extendedOnce, laterThanBefore],
      deadline: dueFromForm,
      set: () => ({ fields: { extended: true } }),
    },
    stay: {
      text: text('中止督办', 'Stay'),
      from: ['listed', 'extended'],
      to: ['stayed'],
      permission: 'listing.list',
      form: z.object({ reason: note('中止理由', 'Reason') }),
      // The clock stands still; what was left is kept and runs on after resuming.
      deadline: () => 'none',
      set: ({ view, at }) => ({
        fields: { leftHours: view?.dueAt ? Math.max(1, Math.round((Date.parse(view.dueAt) - at.getTime()) / 3_600_000)) : null },
      }),
    },
    resume: {
      text: text('恢复督办', 'Resume'),
      from: ['stayed'],
      to: ['listed', 'extended'],
      decide: ({ view }) => (view?.fields['extended'] === true ? 'extended' : 'listed'),
      permission: 'listing.list',
      form: z.object({ reason: note('恢复理由', 'Reason') }),
      deadline: ({ view }) => ({ term: { amount: Number(view?.fields['leftHours'] ?? 24), unit: 'hour' }, clause }),
      set: () => ({ fields: { leftHours: null } }),
    },
    apply: {
      text: text('申请摘牌', 'Apply for removal'),
      from: ['listed', 'extended'],
      to: ['applied'],
      permission: 'listing.apply',
      tone: 'primary',
      form: z.object({ proof: note('整改情况和证明', 'What was done, and the proof') }),
      evidence: { min: 1, text: text('申请摘牌须附至少一份证明材料', 'At least one document or photograph is needed') },
      set: ({ form }) => ({ fields: { proof: form['proof'] } }),
    },
    refuse: {
      text: text('退回摘牌申请', 'Refuse removal'),
      from: ['applied'],
      to: ['listed', 'extended'],
      decide: ({ view }) => (view?.fields['extended'] === true ? 'extended' : 'listed'),
      permission: 'listing.list',
      form: z.object({ reason: note('退回理由', 'Reason') }),
    },
    remove: {
      text: text('摘牌', 'Remove from the list'),
      from: ['applied'],
      to: ['removed'],
      permission: 'listing.list',
      tone: 'primary',
      notBy: ['apply'],
      form: z.object({ opinion: note('现场核查意见', 'Finding on the spot') }),
      evidence: { min: 1, text: text('摘牌须附现场核查照片或材料', 'A photograph or document of the verification is needed') },
      document: 'listing-removal',
    },
    withdraw: {
      text: text('撤销挂牌', 'Withdraw the listing'),
      from: ['listed', 'extended', 'stayed', 'applied'],
      to: ['withdrawn'],
      permission: 'listing.list',
      form: z.object({ reason: note('撤销理由', 'Reason') }),
    },
  },
})

/** A guard for the listed matter: it cannot be closed while it stands on the list. */
export const notListed: Guard = {
  id: 'not-listed',
  text: text('正在挂牌督办，须先摘牌', 'It is under supervised listing and must be removed from the list first'),
  holds: ({ children }) => !children.some((c) => c.kind === 'listing' && (c.phase === 'open' || c.phase === 'waiting')),
}
