import { addWorkdays, cstDate, cstTime, fromCst, type Calendar } from '#kernel/calendar/index.ts'
import type { Ladder, MatterKind } from '#kernel/matter/index.ts'

export interface LadderStep {
  /** Stable name of the step, for example `after-3workday-1`. */
  readonly id: string
  readonly when: 'before' | 'after'
  /** Offices above the one in charge that are told; 0 = those whose turn it is. */
  readonly up: number
  readonly at: Date
}

const MINUTE = 60_000
const HOUR = 3_600_000

function shifted(due: Date, amount: number, unit: 'minute' | 'hour' | 'day' | 'workday', sign: 1 | -1, calendar: Calendar): Date {
  if (unit === 'minute') return new Date(due.getTime() + sign * amount * MINUTE)
  if (unit === 'hour') return new Date(due.getTime() + sign * amount * HOUR)
  if (unit === 'day') return new Date(due.getTime() + sign * amount * 24 * HOUR)
  return fromCst(addWorkdays(cstDate(due), sign * amount, calendar), cstTime(due))
}

/** The steps of a deadline with the instants at which they fall due. */
export function ladderSteps(ladder: Ladder, due: Date, calendar: Calendar): LadderStep[] {
  const before = ladder.before.map((s) => ({
    id: `before-${s.amount}${s.unit}`,
    when: 'before' as const,
    up: 0,
    at: shifted(due, s.amount, s.unit, -1, calendar),
  }))
  const after = ladder.after.map((s) => ({
    id: `after-${s.amount}${s.unit}-${s.up}`,
    when: 'after' as const,
    up: s.up,
    at: shifted(due, s.amount, s.unit, 1, calendar),
  }))
  return [...before, ...after]
}

/** Steps that are due now; one that would come a week late (the clock stood still, the history was imported) is past saying. */
export function stepsDue(ladder: Ladder, due: Date, now: Date, calendar: Calendar): LadderStep[] {
  return ladderSteps(ladder, due, calendar).filter((s) => {
    if (s.at.getTime() > now.getTime() || now.getTime() - s.at.getTime() > 7 * 24 * HOUR) return false
    return s.when === 'after' || due.getTime() > now.getTime()
  })
}

/** Permissions that let a post go on with a matter in a state: whoever holds one of them is told. */
export function permissionsIn(kind: MatterKind, state: string): string[] {
  const found = Object.values(kind.acts)
    .filter((a) => !a.system && a.from !== null && a.from.includes(state) && !(a.to.length === 1 && a.to[0] === 'same'))
    .map((a) => a.permission)
  return [...new Set(found)]
}
