import { CHINESE, readNumber } from './numerals.ts'
import { rule, matches } from './rule.ts'

/** Recurrences: 每+period, 每N年, 年均, with the number of times and a yearly due day. */

export interface FoundRecurrence {
  start: number
  end: number
  every: string
  times: number | null
  op: 'eq' | 'ge' | null
  by?: string
  /** the place of the count, so that it is not taken for a quantity */
  counted?: { start: number; end: number }
}

export const recurrence = rule(
  'recurrence',
  new RegExp(
    `(?:平均)?每(?:隔)?(\\d{1,2}|${CHINESE})?(?:个)?(年度|年|半年|季度|季|月份|月|旬|周|星期|日|天)(?:(\\d{1,2})月(?:(\\d{1,2})日|底|末)?(?:之?前|以前)?)?`,
    'g',
  ),
  ['每季度研究1次', '每半年召开', '每5年至少', '每五年', '每年12月25日前', '每旬覆盖'],
  ['每户企业', '每名员工', '每个'],
)

/** 次年 names the due day of what is done every year. */
export const nextYear = rule(
  'next-year',
  /次年(\d{1,2})月(?:(\d{1,2})日|底|末)?(?:之?前|以前)?/g,
  ['次年1月底前', '次年3月31日前'],
  ['次年度计划'],
)

export const everyHalfYear = rule('half-year-list', /(?<=每月、|每季度、)(半年|全年|季度|年度)/g, ['每月、半年、全年'], ['半年'])

export const timesCount = rule(
  'times',
  new RegExp(
    `(至少|不少于|不低于|不得少于|不得低于)?[^,;。0-9零一二两三四五六七八九十]{0,8}?(\\d{1,3}|${CHINESE})(?:次|轮|期|场次|场|遍)(以上)?`,
    'g',
  ),
  ['至少安排1次', '不少于一次', '研究分析1次', '召开2次以上'],
  ['第一批'],
)

/** 每年 that is an attribute and no rule: 每年预算安排, 每月监管计划. */
export const attributive = rule(
  'recurrence-attribute',
  /^(?:的)?(?:预算|计划|任务|度|监管计划|工作计划|重点)/,
  ['预算安排', '监管计划'],
  ['召开1次'],
)

const PERIOD: Record<string, string> = { 年: 'Y', 年度: 'Y', 月: 'M', 月份: 'M' }

function isoEvery(n: number, unit: string): string {
  if (unit in PERIOD) return `P${n}${PERIOD[unit]}`
  if (unit === '半年') return `P${6 * n}M`
  if (unit === '季度' || unit === '季') return `P${3 * n}M`
  if (unit === '旬') return `P${10 * n}D`
  return unit === '周' || unit === '星期' ? `P${7 * n}D` : `P${n}D`
}

const two = (s: string): string => s.padStart(2, '0')

const dueDay = (month: string, day: string | undefined): string =>
  `${two(month)}-${day !== undefined ? two(day) : /^0?2$/.test(month) ? '28' : /^(?:0?[469]|11)$/.test(month) ? '30' : '31'}`

/** All recurrences of one clause (dense text). */
export function readRecurrences(text: string, masked: Uint8Array): FoundRecurrence[] {
  if (!text.includes('每') && !text.includes('年均') && !text.includes('次年')) return []
  const list: FoundRecurrence[] = []
  for (const m of matches(recurrence, text)) {
    const [all, count, unit = '', month, day] = m
    const end = m.index + all.length
    if (masked[m.index] === 1 || attributive.pattern.test(text.slice(end, end + 6))) continue
    const n = count === undefined ? 1 : readNumber(count)
    if (n === null || n === 0) continue
    const r: FoundRecurrence = { start: m.index, end, every: isoEvery(n, unit), times: null, op: null }
    if (unit === '年' && month !== undefined) r.by = dueDay(month, day)
    list.push(r)
  }
  if (list.length === 0) {
    for (const m of matches(nextYear, text)) {
      if (masked[m.index] === 1) continue
      list.push({ start: m.index, end: m.index + m[0].length, every: 'P1Y', times: null, op: null, by: dueDay(m[1] ?? '12', m[2]) })
    }
  }
  for (const m of matches(everyHalfYear, text)) {
    list.push({
      start: m.index,
      end: m.index + m[0].length,
      every: m[0] === '半年' ? 'P6M' : m[0] === '季度' ? 'P3M' : 'P1Y',
      times: null,
      op: null,
    })
  }
  if (list.length === 0 && /年均/.test(text) && masked[text.indexOf('年均')] !== 1) {
    const at = text.indexOf('年均')
    list.push({ start: at, end: at + 2, every: 'P1Y', times: null, op: null })
  }
  list.sort((a, b) => a.start - b.start)
  for (const [i, r] of list.entries()) {
    const until = list[i + 1]?.start ?? text.length
    const counts = matches(timesCount, text.slice(r.end, until))
    const m = counts[0]
    const first = list[0]
    const at = r.end
    if (m !== undefined) {
      r.times = readNumber(m[2] ?? '')
      const lead = text.slice(Math.max(0, i === 0 && first !== undefined ? 0 : r.start), at + m.index + m[0].length)
      r.op = m[1] !== undefined || m[3] !== undefined || /至少|不少于|不低于/.test(lead) ? 'ge' : 'eq'
      r.counted = { start: at + m.index, end: at + m.index + m[0].length }
    }
  }
  return list
}
