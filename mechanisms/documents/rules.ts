import { cstDate, cstTime, sayDate } from '#kernel/calendar/index.ts'
import type { Lang } from '#kernel/text.ts'

/**
 * What a code says in the open. `matter`: number and count of acts. `sheet`: what list it is, when it was printed
 * (minute, China time), how many entries, and the first digits of the hash of its content.
 */
export type CodeContent =
  | { readonly as: 'matter'; readonly no: string; readonly seq: number }
  | { readonly as: 'sheet'; readonly sheet: string; readonly minute: string; readonly count: number; readonly digest: string }

/** Codes are typed from paper: capitals, digits, dots and hyphens only. */
const MATTER = /^M\.([0-9A-Z-]{3,40})\.(\d{1,6})\.([0-9A-HJKMNP-TV-Z]{12})$/
const SHEET = /^S\.([A-Z]{2})\.(\d{12})\.(\d{1,7})\.([0-9A-F]{8})\.([0-9A-HJKMNP-TV-Z]{12})$/

/** The open part of a code, without its seal. */
export function codeBody(content: CodeContent): string {
  return content.as === 'matter'
    ? `M.${content.no}.${content.seq}`
    : `S.${content.sheet}.${content.minute}.${content.count}.${content.digest}`
}

/** Reads a code as printed or typed; null where it is none. */
export function readCode(code: string): { content: CodeContent; seal: string } | null {
  const typed = code.trim().toUpperCase()
  const matter = MATTER.exec(typed)
  if (matter) return { content: { as: 'matter', no: matter[1] ?? '', seq: Number(matter[2]) }, seal: matter[3] ?? '' }
  const sheet = SHEET.exec(typed)
  if (!sheet) return null
  const [, name = '', minute = '', count = '', digest = '', seal = ''] = sheet
  return { content: { as: 'sheet', sheet: name, minute, count: Number(count), digest }, seal }
}

/** 2026年11月24日, the date in China. */
export function chineseDate(at: Date | string): string {
  const day = typeof at === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(at) ? at : cstDate(new Date(at))
  const [y, m, d] = day.split('-').map(Number)
  return `${y}年${m}月${d}日`
}

/** 2026年11月24日 17:05, China time. */
export function chineseTime(at: Date | string): string {
  return `${chineseDate(new Date(at))} ${cstTime(new Date(at))}`
}

/** The date in China in the reader's language: 2026年11月24日, 24 Nov 2026. */
export function paperDate(at: Date | string, lang: Lang): string {
  if (lang === 'zh') return chineseDate(at)
  return sayDate(typeof at === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(at) ? at : cstDate(new Date(at))).en
}

/** The same with the time, China time. */
export function paperTime(at: Date | string, lang: Lang): string {
  return lang === 'zh' ? chineseTime(at) : `${paperDate(new Date(at), lang)} ${cstTime(new Date(at))}`
}

/** 202611241705 in China: the minute of a list in its code. */
export function minuteOf(at: Date): string {
  return `${cstDate(at).replaceAll('-', '')}${cstTime(at).replace(':', '')}`
}

/** ISO instant of such a minute; null where it is no time. */
export function instantOf(minute: string): string | null {
  const iso = `${minute.slice(0, 4)}-${minute.slice(4, 6)}-${minute.slice(6, 8)}T${minute.slice(8, 10)}:${minute.slice(10, 12)}:00+08:00`
  const ms = Date.parse(iso)
  return Number.isNaN(ms) ? null : new Date(ms).toISOString()
}
