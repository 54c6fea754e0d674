import type { MatterRow } from './model.ts'

/** Hours before a deadline from which a matter counts as due soon. */
export const SOON_HOURS = 48

const ACTIVE = new Set(['open', 'waiting'])

export type DueState = 'overdue' | 'soon' | 'ok' | 'none'

/** How a matter stands to its deadline at an instant. A closed matter has none. */
export function dueState(matter: Pick<MatterRow, 'phase' | 'dueAt'>, now: Date): DueState {
  if (!ACTIVE.has(matter.phase) || matter.dueAt === null) return 'none'
  const left = Date.parse(matter.dueAt) - now.getTime()
  if (left < 0) return 'overdue'
  return left <= SOON_HOURS * 3_600_000 ? 'soon' : 'ok'
}

/** Oldest time that a device may give for an act: what was done without signal arrives within this. */
export const MAX_BACKDATE_DAYS = 30

/**
 * The time of an act: the device's, when it is not in the future (a minute of skew is forgiven) and not too old;
 * otherwise null, and the request is refused.
 */
export function actTime(claimed: string | undefined, now: Date): Date | null {
  if (claimed === undefined) return now
  const at = new Date(claimed)
  const ahead = at.getTime() - now.getTime()
  if (ahead > 60_000 || ahead < -MAX_BACKDATE_DAYS * 86_400_000) return null
  return ahead > 0 ? now : at
}
