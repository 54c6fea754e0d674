import type { ActContext, Guard } from '#kernel/matter/index.ts'
import { text } from '#kernel/text.ts'

/** End of office hours (17:00 China Standard Time) of a date: when a day given as a limit runs out. */
export function endOfDay(date: unknown): string {
  return `${String(date)}T17:00:00+08:00`
}

/** A hazard closed and found again within this many days counts as recurring. */
export const RECURRENCE_DAYS = 90

export const isMajor = (context: ActContext): boolean => context.view?.level === 'major'

export const photoOrSentence: Guard = {
  id: 'photo-or-sentence',
  text: text('请拍一张照片，或写一句话', 'Take a photograph or write a sentence'),
  onForm: true,
  holds: ({ form, evidence }) => evidence.length > 0 || String(form['what'] ?? '').length >= 2,
}

export const deadlineAhead: Guard = {
  id: 'deadline-ahead',
  text: text('整改期限须晚于现在', 'The time limit must be in the future'),
  onForm: true,
  holds: ({ form, at }) => Date.parse(endOfDay(form['deadline'])) > at.getTime(),
}

/** 《安全生产法》第四十一条: a major hidden hazard is reported to the office and to the workers' congress. */
export const doubleReported: Guard = {
  id: 'double-reported',
  text: text('重大隐患须先完成“双报告”', 'A major hazard must first be reported to the office and the workers’ congress'),
  holds: (context) => !isMajor(context) || context.view?.fields['doubleReport'] !== undefined,
}

/** A major hazard is closed by the office, not by the enterprise itself. */
export const officeClosesMajor: Guard = {
  id: 'office-closes-major',
  text: text('重大隐患由监管部门复查销号', 'A major hazard is verified and closed by the supervising office'),
  holds: (context) => !isMajor(context) || context.actor.orgId !== context.view?.orgId,
}

/** A title of at most 40 characters from what was written, or from the photograph alone. */
export function titleOf(what: unknown, where: unknown): string {
  const words = String(what ?? '')
    .replace(/\s+/g, ' ')
    .trim()
  const place = String(where ?? '').trim()
  const head = words === '' ? '照片上报的隐患' : words
  const full = place === '' ? head : `${place}：${head}`
  return full.length <= 40 ? full : `${full.slice(0, 39)}…`
}
