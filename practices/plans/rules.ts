import { clippedDate, daysBetween, type IsoDate } from '#kernel/calendar/index.ts'
import { text, type Text } from '#kernel/text.ts'

import type { ReportRule } from './model.ts'
import type { LightColour } from './model-parts.ts'

export interface LightInput {
  readonly state: 'unassigned' | 'assigned' | 'doing' | 'submitted' | 'done' | 'void'
  /** First day of the task; null = not known. */
  readonly from: IsoDate | null
  /** Last day of the task; null = the plan names none. */
  readonly due: IsoDate | null
}

/** Share of the time after which a task that nobody has begun turns yellow. A local rule: no public text fixes it. */
export const LATE_SHARE = 0.8

/** How a task of a plan stands on a day (China date), with the reason in one sentence. */
export function lightOf({ state, from, due }: LightInput, today: IsoDate): { colour: LightColour; reason: Text } {
  if (state === 'done') return { colour: 'green', reason: text('已办结', 'Done') }
  if (state === 'void') return { colour: 'grey', reason: text('已作废', 'Void') }
  if (due === null) return { colour: 'grey', reason: text('没有写明期限，不能判定', 'No deadline is written; cannot be judged') }
  const left = daysBetween(today, due)
  if (left < 0) return { colour: 'red', reason: text(`已超期 ${-left} 天`, `${-left} days overdue`) }
  if (state === 'submitted') return { colour: 'green', reason: text('已报完成，待审核', 'Submitted, to be accepted') }
  if (state === 'doing') return { colour: 'green', reason: text(`正在办理，还剩 ${left} 天`, `Being done, ${left} days left`) }
  if (from === null || from > due) return { colour: 'grey', reason: text('起始日期不明，不能判定', 'No starting day; cannot be judged') }
  const share = daysBetween(from, today) / Math.max(1, daysBetween(from, due))
  const used = Math.min(100, Math.max(0, Math.round(share * 100)))
  return share >= LATE_SHARE
    ? { colour: 'yellow', reason: text(`时间已过 ${used}%，还没有开始`, `${used}% of the time is gone and it has not begun`) }
    : { colour: 'green', reason: text(`还剩 ${left} 天`, `${left} days left`) }
}

const SHORT: readonly (readonly [string, string])[] = [
  ['应急局', '应急管理局'],
  ['市场监管局', '市场监督管理局'],
  ['住建局', '住房和城乡建设局'],
  ['消防大队', '消防救援大队'],
  ['消防救援局', '消防救援大队'],
  ['交通局', '交通运输局'],
  ['公安局', '公安局'],
  ['发改局', '发展和改革局'],
  ['教体局', '教育体育局'],
  ['卫健局', '卫生健康局'],
  ['农业农村局', '农业农村局'],
  ['自然资源局', '自然资源局'],
]

/** A unit's name without the place before it and with usual short names written out: 区应急局 and 云泽县应急管理局 are one. */
export function unitKey(name: string, place: string): string {
  let key = name.replace(/\s/g, '')
  if (place !== '' && key.startsWith(place) && key.length > place.length) key = key.slice(place.length)
  key = key.replace(/^(?:[区县]|市(?!场|政))(?=..)/, '')
  return SHORT.find(([short]) => short === key)?.[1] ?? key
}

export interface KnownOrg {
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
}

/** A unit that stands for every town below the place: 各镇、各乡镇（街道）、各园区. */
export const isTowns = (unit: string): boolean => /^各(?:有关)?(?:乡镇|镇街|镇|乡|街道|园区)/.test(unit.replace(/\s/g, ''))

export interface Resolved {
  readonly unit: string
  readonly orgIds: readonly string[]
  readonly how: 'alias' | 'name' | 'none' | 'many'
}

/**
 * Organisations that units name: by what was bound by hand, else by name. A name that fits none, or more than one, stays open;
 * 各镇 are all `towns`.
 */
export function resolveUnits(
  units: Iterable<string>,
  orgs: readonly KnownOrg[],
  place: string,
  bound: ReadonlyMap<string, readonly string[]> = new Map(),
  towns: readonly string[] = [],
): Resolved[] {
  const byKey = new Map<string, Set<string>>()
  for (const org of orgs) {
    for (const name of [org.name, ...org.aliases]) {
      const key = unitKey(name, place)
      byKey.set(key, (byKey.get(key) ?? new Set()).add(org.id))
    }
  }
  const byHand = new Map([...bound].map(([unit, ids]) => [unitKey(unit, place), ids]))
  return [...new Set(units)].map((unit) => {
    const key = unitKey(unit, place)
    const alias = byHand.get(key)
    if (alias && alias.length > 0) return { unit, orgIds: alias, how: 'alias' }
    if (isTowns(unit) && towns.length > 0) return { unit, orgIds: towns, how: 'name' }
    const fits = [...(byKey.get(key) ?? [])]
    if (fits.length === 1) return { unit, orgIds: fits, how: 'name' }
    return { unit, orgIds: [], how: fits.length === 0 ? 'none' : 'many' }
  })
}

/** The years of a recurring task within the plan: its stages. A task that does not recur has none. */
export function stageYears(every: string | null, from: IsoDate | null, due: IsoDate): number[] {
  if (every === null || from === null || from > due) return []
  const first = Number(from.slice(0, 4))
  return Array.from({ length: Number(due.slice(0, 4)) - first + 1 }, (_, i) => first + i)
}

/** The last day of a year's stage before rest days are looked at: the plan's yearly day, else 25 December, never after the task's end. */
export function stageDay(year: number, by: string | null, due: IsoDate): IsoDate {
  const day = `${year}-${by ?? '12-25'}`
  return day < due ? day : due
}

export interface ReportPeriod {
  readonly period: string
  readonly from: IsoDate
  readonly to: IsoDate
  readonly due: IsoDate
}

/**
 * The period whose report is due next on or after the first day of the month that `today` lies in. Its due day lies in its own last
 * month (25 December for the year), so that it is written before the period is quite over, as such plans ask.
 */
export function reportPeriod(rule: ReportRule, today: IsoDate): ReportPeriod {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))]
  const length = rule.every === 'month' ? 1 : rule.every === 'quarter' ? 3 : 12
  const last = Math.ceil(month / length) * length
  const two = (n: number): string => String(n).padStart(2, '0')
  const period = rule.every === 'month' ? `${year}-${two(month)}` : rule.every === 'quarter' ? `${year}-Q${last / 3}` : String(year)
  return {
    period,
    from: `${year}-${two(last - length + 1)}-01`,
    to: clippedDate(year, last, 31),
    due: clippedDate(year, last, rule.day),
  }
}

/** Wilson's interval of a share at 90 %: what few cases can say. Null without cases. */
export function wilson(done: number, due: number): { low: number; high: number } | null {
  if (due === 0) return null
  const z = 1.645
  const [p, z2] = [done / due, z * z]
  const middle = (p + z2 / (2 * due)) / (1 + z2 / due)
  const half = (z / (1 + z2 / due)) * Math.sqrt((p * (1 - p)) / due + z2 / (4 * due * due))
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}

/** The lights in the order of urgency, worst first. */
export const LIGHTS = ['red', 'yellow', 'green', 'grey'] as const satisfies readonly LightColour[]
