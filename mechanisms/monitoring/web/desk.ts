import type { AlarmRow } from '../model.ts'

/** What the desk shows: the order in which rows stand, and what waits to be shown. */
export interface Desk {
  readonly order: readonly string[]
  readonly waiting: readonly string[]
}

/**
 * The list after the server's answer. While it is being used (`still`), nothing moves: rows keep their places, new ones wait,
 * and what is over stays where it stood. Otherwise the list is the answer.
 */
export function settleDesk(desk: Desk, ids: readonly string[], still: boolean): Desk {
  if (!still || desk.order.length === 0) return { order: ids, waiting: [] }
  const shown = new Set(desk.order)
  return { order: desk.order, waiting: ids.filter((id) => !shown.has(id)) }
}

export interface GroupLine {
  readonly kind: 'group'
  readonly id: string
  readonly name: string
  readonly alarms: readonly AlarmRow[]
  readonly open: boolean
}
export interface AlarmLine {
  readonly kind: 'alarm'
  readonly id: string
  readonly alarm: AlarmRow
}
export type Line = GroupLine | AlarmLine

/** Lines of the list: alarms as they stand or, in groups, one line an enterprise with its alarms folded below, the worst first. */
export function linesOf(alarms: readonly AlarmRow[], grouped: boolean, open: ReadonlySet<string>): Line[] {
  if (!grouped) return alarms.map((alarm) => ({ kind: 'alarm', id: alarm.id, alarm }))
  const groups = new Map<string, AlarmRow[]>()
  for (const alarm of alarms) groups.set(alarm.orgId, [...(groups.get(alarm.orgId) ?? []), alarm])
  const rank = ([, own]: readonly [string, readonly AlarmRow[]]): number => RANK.indexOf(worst(own))
  return [...groups]
    .toSorted((a, b) => rank(a) - rank(b))
    .flatMap(([orgId, own]): Line[] => {
      const line: GroupLine = { kind: 'group', id: orgId, name: own[0]?.orgName ?? '', alarms: own, open: open.has(orgId) }
      return line.open ? [line, ...own.map((alarm): AlarmLine => ({ kind: 'alarm', id: alarm.id, alarm }))] : [line]
    })
}

const RANK = ['red', 'orange', 'gold', 'blue']
/** The worst colour of several alarms. */
export const worst = (alarms: readonly AlarmRow[]): string => RANK.find((c) => alarms.some((a) => a.colour === c)) ?? 'blue'

export const waits = (alarm: AlarmRow): boolean => ['unacknowledged', 'returned', 'latchedUnacknowledged'].includes(alarm.state)

/** Lines that are drawn: those in sight and some more on both sides. */
export function inSight(count: number, height: number, top: number, view: number): { from: number; to: number } {
  const from = Math.max(0, Math.floor(top / height) - 6)
  return { from, to: Math.min(count, Math.ceil((top + view) / height) + 6) }
}
