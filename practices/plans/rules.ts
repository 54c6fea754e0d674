import { daysBetween, type IsoDate } from '#kernel/calendar/index.ts'
import { text, type Text } from '#kernel/text.ts'

export type LightColour = 'green' | 'yellow' | 'red' | 'grey'

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
]

/** A unit's name without the place before it and with usual short names written out: 区应急局 and 云泽县应急管理局 are one. */
export function unitKey(name: string, place: string): string {
  let key = name.replace(/\s/g, '')
  if (place !== '' && key.startsWith(place) && key.length > place.length) key = key.slice(place.length)
  key = key.replace(/^[区县市](?=..)/, '')
  return SHORT.find(([short]) => short === key)?.[1] ?? key
}

export interface UnitOrg {
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
}

/** Organisations that units name. A name that fits none, or more than one, stays unresolved. */
export function resolveUnits(units: readonly string[], orgs: readonly UnitOrg[], place: string) {
  const resolved: { unit: string; orgId: string }[] = []
  const unresolved: string[] = []
  for (const unit of new Set(units)) {
    const key = unitKey(unit, place)
    const fits = orgs.filter((o) => [o.name, ...o.aliases].some((n) => unitKey(n, place) === key))
    const only = fits.length === 1 ? fits[0] : undefined
    if (only) resolved.push({ unit, orgId: only.id })
    else unresolved.push(unit)
  }
  return { resolved, unresolved }
}
