import { CHINESE, readChinese } from './numerals.ts'
import { rule, matches } from './rule.ts'
import type { DeadlineType } from './types.ts'

/**
 * Dates and periods in dense, half-width text. One alternation per way of writing; what a match means is decided in
 * `readDates` by the words around it (a base year, a document's own year and another authority's date are no deadlines).
 */

export interface FoundDate {
  start: number
  end: number
  type: DeadlineType
  date: string | null
  start_date?: string
  alt?: string
  relative?: { trigger: string | null; offset: string }
  derived?: true
  /** 2020、2021、2022年: one date per 分别-value, in order */
  series?: { start: number; end: number; date: string }[]
  /** written without a year: taken from the context */
  yearless?: true
}

const Y = '(?:(?:19|20)\\d{2}|二[零一][零一二三四五六七八九]{2})'
const M = '(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])'
const D = '(?:[12]\\d|3[01]|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])'
const PRE = '(?:截至到|截止到|截至|截止|力争在|在|于|到|至)?'
const TAIL = '(?:年底|年末|月底|月末|上半年|下半年|底|末|年内|内|中)?(?:之前|以前|前)?'

export const periodDate = rule(
  'period',
  new RegExp(
    `(?:自|从|在|于)?(${Y})年(?:(${M})月(?:份)?)?(?:(${D})日)?(?:起|开始|启动)?(?:至|到|-{1,2}|~)(?:(${Y})年)?(?:(${M})月(?:份)?)?(?:(${D})日)?(底|末)?`,
    'g',
  ),
  ['2020年5月至6月', '2021年至2022年', '2021年1月至2021年12月', '从2024年4月启动至2026年12月', '2024年3月1日-5月31日'],
  ['2021年起', '2020年底前'],
)

export const yearPair = rule(
  'year-pair',
  new RegExp(`(${Y})年?(?:至|到|-{1,2}|~)(${Y})年`, 'g'),
  ['2021-2022年', '2023至2024年'],
  ['2021年'],
)

export const yearSeries = rule(
  'year-series',
  new RegExp(`(?:${Y}年?、){1,5}${Y}年?(?:和|、)?${Y}?年`, 'g'),
  ['2020、2021、2022年', '2024年、2025年'],
  ['2020年'],
)

export const fromDate = rule(
  'from',
  new RegExp(`(?:自|从)?(${Y})年(?:(${M})月)?(?:(${D})日)?(?:起|开始|以后)`, 'g'),
  ['自2020年6月起', '从2024年开始'],
  ['2020年6月'],
)

export const plainDate = rule(
  'date',
  new RegExp(`${PRE}(${Y})年(?:度内)?(?:(${M})月(?:份)?(?:(${D})(?:日|号|(?=前|以前|之前)))?)?(?:第?([一二三四1-4])季度)?(${TAIL})`, 'g'),
  [
    '到2025年',
    '2025年底前',
    '2021年6月',
    '2020年8月15日前',
    '2020年12月30前',
    '2022年年底前',
    '2015年前',
    '2024年第一季度',
    '于2020年6月30日前',
    '二零二五年底',
  ],
  ['2025'],
)

export const yearlessDate = rule(
  'date-without-year',
  new RegExp(`${PRE}(${M})月(?:(${D})日|(底|末|中旬|上旬|下旬))?(?:之前|以前|前|(?:(?<=底|末)(?!前)))`, 'g'),
  ['6月底前', '9月30日前', '到12月底'],
  ['安全生产月', '6月', '每月'],
)

export const planEnd = rule(
  'plan-end',
  /(?:到|至|在)?“?十([二三四五六七])五”?(?:规划|计划)?(?:期)?末(?:期)?/g,
  ['到“十四五”末', '“十五五”期末'],
  ['“十四五”期间'],
)

export const relativeTerm = rule(
  'relative-term',
  new RegExp(
    `(?:利用|用|力争在|争取在|力争用|在|经过|超过|不超过)(\\d{1,3}|${CHINESE})(年|个月|个工作日|工作日|日|天|周|小时)(?:左右)?(?:的?时间|之?内|以内)?|(\\d{1,3}|${CHINESE})(个工作日|工作日|日|天|个月|小时|周)(?:之|以)?内`,
    'g',
  ),
  ['利用三年时间', '力争在三年内', '30日内', '15个工作日内', '超过6个月'],
  ['三年行动', '24小时值班'],
)

const pad = (n: number): string => String(n).padStart(2, '0')
const monthEnd = (y: number, m: number): number =>
  m === 2 ? (y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0) ? 29 : 28) : m === 4 || m === 6 || m === 9 || m === 11 ? 30 : 31
const num = (s: string | undefined): number | null => (s === undefined ? null : /^\d/.test(s) ? Number(s) : readChinese(s))
export const endOf = (y: number, m: number | null, d: number | null): string =>
  m === null ? `${y}-12-31` : `${y}-${pad(m)}-${pad(Math.min(d ?? 31, monthEnd(y, m)))}`
export const startOf = (y: number, m: number | null, d: number | null): string => `${y}-${pad(m ?? 1)}-${pad(d ?? 1)}`

/** 十四五 → 2021 to 2025: the first year of the n-th five-year plan. */
export const fiveYearStart = (n: number): number => 2021 + (n - 14) * 5

/** Words after a date that make it something else than a term. */
export const notTermAfter = rule(
  'date-is-no-term',
  /^(?:年?版|及(?:以前|之前|此前)|度(?!内)|以来|的?基础上|相比|末?水平|的?[0-9.]{1,9}|期间|(?:年)?(?:底|末|年)?前?(?:出台|印发|发布|下发|修订|颁布|制定|制定出台|实施|施行)的)|^[^,。;]{0,14}?相比(?!.{0,4}下降[^,。;]{0,9}到)|^起施行/,
  ['版', '及以前', '以来', '基础上', '相比', '出台的省级办法', '度计划'],
  ['底前完成', ',建成', '制定出台清单'],
)

/** Words before a date that make it a base. */
export const notTermBefore = rule(
  'date-is-a-base',
  /(?:比|较|与|同|以|对比|相对于?|相比|由|超过|低于|高于|基准年为|规划期为|期限为|有效期至?)$/,
  ['比', '下降幅度较', '规划期为'],
  ['确保', '力争'],
)

function push(list: FoundDate[], taken: Uint8Array, d: FoundDate): void {
  for (let i = d.start; i < d.end; i++) if (taken[i] === 1) return
  taken.fill(1, d.start, d.end)
  list.push(d)
}

/** 2020—2022年分别…: one term for each year, where as many numbers follow. */
function yearsEach(text: string, d: FoundDate): FoundDate {
  const [from, to] = [Number(d.start_date?.slice(0, 4)), Number(d.date?.slice(0, 4))]
  const whole = d.type === 'period' && d.start_date?.endsWith('-01-01') && d.date?.endsWith('-12-31')
  if (!whole || to <= from || to - from > 5 || !/^[^,;。]{0,20}分别/.test(text.slice(d.end))) return d
  const series = Array.from({ length: to - from + 1 }, (_, k) => ({ start: d.start, end: d.end, date: `${from + k}-12-31` }))
  return { ...d, series }
}

function isTerm(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 8), start)
  const after = text.slice(end, end + 24)
  return !notTermBefore.pattern.test(before) && !notTermAfter.pattern.test(after)
}

const iso = (n: number, unit: string): string =>
  unit === '年' ? `P${n}Y` : unit === '个月' ? `P${n}M` : unit === '周' ? `P${n}W` : unit === '小时' ? `PT${n}H` : `P${n}D`

/**
 * All terms in a dense text, in order. `masked` marks characters inside document names, which never carry a term;
 * `contextYear` gives the year to a date without one.
 */
export function readDates(text: string, masked: Uint8Array, contextYear: number | null): FoundDate[] {
  const found: FoundDate[] = []
  if (!/[年月日末内前季]|个工作日|小时|天/.test(text)) return found
  const taken = Uint8Array.from(masked)
  for (const m of matches(periodDate, text)) {
    const [all, y1, m1, d1, y2, m2, d2] = m
    if (y2 === undefined && m2 === undefined) continue
    const a = num(y1) ?? 0
    const b = num(y2) ?? a
    const end = m.index + all.length
    if (!isTerm(text, m.index, end)) {
      taken.fill(1, m.index, end)
      continue
    }
    push(found, taken, { start: m.index, end, type: 'period', start_date: startOf(a, num(m1), num(d1)), date: endOf(b, num(m2), num(d2)) })
  }
  for (const m of matches(yearPair, text)) {
    const end = m.index + m[0].length
    if (!isTerm(text, m.index, end)) continue
    push(found, taken, { start: m.index, end, type: 'period', start_date: `${num(m[1])}-01-01`, date: `${num(m[2])}-12-31` })
  }
  for (const m of matches(yearSeries, text)) {
    const series = [...m[0].matchAll(new RegExp(`${Y}年?`, 'g'))].map((s) => ({
      start: m.index + s.index,
      end: m.index + s.index + s[0].length,
      date: `${num(s[0].replace('年', ''))}-12-31`,
    }))
    const last = series.at(-1)
    if (last === undefined || series.length < 2) continue
    push(found, taken, { start: m.index, end: m.index + m[0].length, type: 'in', date: last.date, series })
  }
  for (const m of matches(fromDate, text)) {
    push(found, taken, {
      start: m.index,
      end: m.index + m[0].length,
      type: 'from',
      start_date: startOf(num(m[1]) ?? 0, num(m[2]), num(m[3])),
      date: null,
    })
  }
  let year = contextYear
  for (const m of matches(plainDate, text)) {
    const [all, ys, ms, ds, quarter, tail = ''] = m
    const y = num(ys) ?? 0
    const end = m.index + all.length
    if (!isTerm(text, m.index, end)) continue
    year = y
    const q = num(quarter)
    const month = q !== null ? q * 3 : /上半年/.test(tail) ? 6 : num(ms)
    const before = tail === '前' || tail === '之前' || tail === '以前'
    const by = /^(?:截|力争在|到|至|在|于)/.test(all) && /^(?:截|到|至)/.test(all)
    if (month === null && before) {
      push(found, taken, { start: m.index, end, type: 'before', date: `${y - 1}-12-31`, alt: `${y}-12-31` })
      continue
    }
    const type: DeadlineType = by || /[底末前]/.test(tail) ? 'by' : 'in'
    push(found, taken, { start: m.index, end, type, date: endOf(y, month, num(ds)) })
  }
  for (const m of matches(yearlessDate, text)) {
    if (/[每年\d]$/.test(text.slice(0, m.index)) || !isTerm(text, m.index, m.index + m[0].length)) continue
    const earlier = found.filter((f) => f.start < m.index).at(-1)
    const y = earlier?.date ? Number(earlier.date.slice(0, 4)) : year
    if (y === null) continue
    push(found, taken, { start: m.index, end: m.index + m[0].length, type: 'by', date: endOf(y, num(m[1]), num(m[2])), yearless: true })
  }
  for (const m of matches(planEnd, text)) {
    const n = num(`十${m[1]}`) ?? 14
    if (!isTerm(text, m.index, m.index + m[0].length)) continue
    push(found, taken, { start: m.index, end: m.index + m[0].length, type: 'by', date: `${fiveYearStart(n) + 4}-12-31` })
  }
  for (const m of matches(relativeTerm, text)) {
    if (
      /[每第届]$/.test(text.slice(0, m.index)) ||
      /^(?:行动|计划|规划|值班|以上|培训|集中)/.test(text.slice(m.index + m[0].length, m.index + m[0].length + 4))
    )
      continue
    const n = num(m[1] ?? m[3])
    const unit = m[2] ?? m[4]
    if (n === null || unit === undefined || (unit === '年' && !/时间|内$/.test(m[0]))) continue
    push(found, taken, {
      start: m.index,
      end: m.index + m[0].length,
      type: 'relative',
      date: null,
      relative: { trigger: null, offset: iso(n, unit) },
    })
  }
  return found.map((d) => yearsEach(text, d)).sort((a, b) => a.start - b.start)
}
