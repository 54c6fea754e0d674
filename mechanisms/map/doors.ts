import type { Board } from './model.ts'

/** The filter of the list of matters that sums to a number; keys as MatterQuery names them. */
export type Door = Readonly<Record<string, string>>

const ACTIVE = 'open,waiting'

/** Doors of the board's numbers: each list counts exactly what its number counts. */
export function doorsOf(board: Pick<Board, 'today' | 'monthStart' | 'trend'>) {
  const first = board.trend[0]?.week ?? board.today
  return {
    open: { kind: 'hazard', phase: ACTIVE },
    overdue: { kind: 'hazard', phase: ACTIVE, due: 'overdue', sort: 'due' },
    soon: { kind: 'hazard', phase: ACTIVE, due: 'soon', sort: 'due' },
    verify: { kind: 'hazard', phase: ACTIVE, state: 'verifying', sort: 'due' },
    confirm: { kind: 'hazard', phase: ACTIVE, state: 'reported', sort: 'due' },
    majors: { kind: 'hazard', phase: ACTIVE, level: 'major', sort: 'due' },
    overdueMajors: { kind: 'hazard', phase: ACTIVE, level: 'major', due: 'overdue', sort: 'due' },
    recurring: { kind: 'hazard', phase: ACTIVE, recurring: 'true' },
    listings: { kind: 'listing', phase: ACTIVE, sort: 'due' },
    reportedToday: { kind: 'hazard', openedFrom: board.today },
    closedThisMonth: { kind: 'hazard', phase: 'closed', closedFrom: board.monthStart },
    checksDue: { kind: 'selfcheck', phase: ACTIVE, state: 'due', sort: 'due' },
    checksMissed: { kind: 'selfcheck', phase: ACTIVE, state: 'missed', sort: 'due' },
    checksDoneToday: { kind: 'selfcheck', phase: 'closed', state: 'done,late', closedFrom: board.today },
    opened: { kind: 'hazard', openedFrom: first },
    closed: { kind: 'hazard', phase: 'closed', closedFrom: first },
  } as const satisfies Readonly<Record<string, Door>>
}

/** The overdue matters that one holder of the ladder sits on. */
export function ladderDoor(row: { id: string; holder: 'org' | 'office' }): Door {
  const late = { kind: 'hazard,listing', due: 'overdue', sort: 'due' }
  return row.holder === 'org' ? { ...late, phase: 'open', orgId: row.id } : { ...late, phase: 'waiting', officeId: row.id }
}

/** The overdue hazards of one enterprise. */
export const orgDoor = (id: string): Door => ({ kind: 'hazard', phase: ACTIVE, due: 'overdue', orgId: id, sort: 'due' })
