import { GENESIS } from './chain.ts'
import type { ActRecord, MatterSet, MatterView } from './kind.ts'

function mergeFields(before: MatterView['fields'], patch: MatterSet['fields']): MatterView['fields'] {
  if (!patch) return before
  const merged: Record<string, unknown> = { ...before }
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key]
    else if (value !== undefined) merged[key] = value
  }
  return merged
}

/** The matter after one more act. The opening act takes `before = null`. */
export function applyAct(before: MatterView | null, act: ActRecord): MatterView {
  const { effect } = act
  const set = effect.set
  const ended = effect.phase === 'closed' || effect.phase === 'void'
  const base: MatterView = before ?? {
    id: act.matterId,
    kind: act.kind,
    no: effect.open?.no ?? '',
    title: '',
    state: effect.state,
    phase: effect.phase,
    level: null,
    path: '',
    orgId: null,
    officeId: null,
    sector: null,
    subjectId: null,
    parentId: effect.open?.parentId ?? null,
    openedBy: act.actor.personId,
    openedAt: act.at,
    assigneeId: null,
    stateSince: act.at,
    closedAt: null,
    dueAt: null,
    dueClause: null,
    place: act.place,
    fields: {},
    doneBy: {},
    seq: 0,
    headHash: GENESIS,
  }
  const { fields, ...columns } = set
  return {
    ...base,
    ...columns,
    fields: mergeFields(base.fields, fields),
    state: effect.state,
    phase: effect.phase,
    stateSince: before && before.state === effect.state ? base.stateSince : act.at,
    closedAt: ended ? act.at : null,
    dueAt: ended ? null : effect.dueAt === undefined ? base.dueAt : effect.dueAt,
    dueClause: ended ? null : effect.dueClause === undefined ? base.dueClause : effect.dueClause,
    doneBy: { ...base.doneBy, [act.act]: act.actor.personId },
    seq: act.seq,
    headHash: act.hash,
  }
}

/** A matter is the fold of its acts. Throws on an empty list. */
export function fold(acts: readonly ActRecord[]): MatterView {
  let view: MatterView | null = null
  for (const act of acts) view = applyAct(view, act)
  if (!view) throw new Error('A matter has at least one act')
  return view
}
