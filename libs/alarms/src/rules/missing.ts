import type { RuleOf } from '../config/schema.ts'
import type { Plan } from '../plan.ts'
import type { State } from '../state.ts'
import { close, isActive, KNOWN, open } from '../timed.ts'
import type { Sink } from '../types.ts'

/** Seconds of silence after which a point counts as missing: its own period times `periods`, at least `atLeast`. */
export const silence = (plan: Plan, rule: RuleOf<'missing'>, p: number): number =>
  Math.max(rule.periods * (plan.period[p] ?? 60), rule.atLeast)

/**
 * Missing data up to `t`. The alarm opens at the moment the silence became too long, whether a timer or the next reading finds out, so
 * a replay without timers gives the same events. A point never heard is not known, not missing (start-up grace).
 */
export const missedUntil = (plan: Plan, state: State, r: number, p: number, t: number, v: number, arrived: boolean, sink: Sink): void => {
  const rule = plan.rules[r]
  const heard = state.heard[p] ?? -Infinity
  if (rule?.kind !== 'missing') return
  // In the late lane silence says nothing: the point was heard on the main lane.
  if (heard > -Infinity && !sink.late) {
    const due = heard + silence(plan, rule, p)
    if (t > due && !isActive(state.flags[r] ?? 0)) open(plan, state, r, 0, due, heard, state.value[p] ?? NaN, sink)
  }
  if (!arrived) return
  if (isActive(state.flags[r] ?? 0)) close(plan, state, r, 0, t, t, v, sink)
  state.flags[r] = (state.flags[r] ?? 0) | KNOWN
}
