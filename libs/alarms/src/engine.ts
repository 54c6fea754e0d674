import { KIND, type Plan } from './plan.ts'
import { judge } from './rules/judge.ts'
import { judgeCombination } from './rules/combine.ts'
import { judgeLimits } from './rules/limits.ts'
import { missedUntil } from './rules/missing.ts'
import { judgePlausible } from './rules/plausible.ts'
import { applies } from './schedule.ts'
import { usableTime, type State } from './state.ts'
import { drive, freezeDelays, isPending, KNOWN, standDown } from './timed.ts'
import { NOT_KNOWN, QUALITY, type Sink } from './types.ts'

/**
 * The step: rule states and one reading in, rule states and events out. Deterministic, without clock or I/O; live evaluation, replay
 * and back-fill all call it. The state is changed in place (`cloneState` keeps the old one).
 *
 * `p` point index, `t` seconds of event time, `v` value, `q` QUALITY code. Readings of a point must come with growing time (the order
 * stage sees to it); another is refused and false is returned.
 */
export const step = (plan: Plan, state: State, p: number, t: number, v: number, q: number, sink: Sink): boolean => {
  if (!(t > (state.heard[p] ?? -Infinity))) return false
  const end = plan.start[p + 1] ?? 0
  for (let r = plan.start[p] ?? 0; r < end; r++) {
    // The usual case first: a limits rule with nothing pending and a good value away from every limit.
    if (state.flags[r] === KNOWN && q === 0 && v > (plan.quiet[2 * r] ?? NaN) && v < (plan.quiet[2 * r + 1] ?? NaN)) continue
    if (judgeRule(plan, state, r, p, t, v, q, sink)) q = QUALITY.bad
  }
  if (plan.combining)
    for (const r of plan.combos[p] ?? []) if (!outside(plan, state, r, t, NaN, sink)) judgeCombination(plan, state, r, t, sink)
  remember(state, p, t, v, q)
  return true
}

const remember = (state: State, p: number, t: number, v: number, q: number): void => {
  const usable = q <= QUALITY.uncertain && v === v
  if (usable) state.value[p] = v
  else if ((state.quality[p] ?? 0) <= QUALITY.uncertain) state.usable[p] = state.heard[p] ?? -Infinity
  state.quality[p] = usable ? q : Math.max(q, QUALITY.bad)
  state.heard[p] = t
}

const outside = (plan: Plan, state: State, r: number, t: number, v: number, sink: Sink): boolean => {
  const schedule = plan.schedules[r]
  if (schedule === undefined || applies(schedule, t)) return false
  standDown(plan, state, r, t, v, sink)
  return true
}

/** One rule, one reading. True if the reading is implausible and must not be used by the rules after it. */
const judgeRule = (plan: Plan, state: State, r: number, p: number, t: number, v: number, q: number, sink: Sink): boolean => {
  const kind = plan.kind[r]
  if (kind === KIND.plausible) {
    const gates = judgePlausible(plan, state, r, t, v, q, sink)
    return gates
  }
  if (outside(plan, state, r, t, v, sink)) return false
  if (kind === KIND.missing) {
    missedUntil(plan, state, r, p, t, v, true, sink)
    return false
  }
  // A bad reading neither satisfies nor resets a delay; it makes the rule's truth not known.
  if (v !== v || (q !== QUALITY.good && !(q === QUALITY.uncertain && plan.rules[r]?.useUncertain))) {
    drive(plan, state, r, 0, NOT_KNOWN, t, v, sink)
    return false
  }
  // A stretch without usable data is not time in which the condition was seen to hold.
  if (isPending(state.flags[r] ?? 0)) {
    const gap = t - usableTime(state, p)
    const period = plan.period[p] ?? 60
    if (gap > 3 * period && gap < Infinity) freezeDelays(state, r, gap - period)
  }
  if (kind === KIND.limits) judgeLimits(plan, state, r, t, v, sink)
  else judge(plan, state, r, p, t, v, sink)
  return false
}

/**
 * Moves event time on without a reading: opens missing-data alarms that fell due by `now`. Calling it often, seldom or never changes
 * when an alarm is written, not its times.
 */
export const advance = (plan: Plan, state: State, now: number, sink: Sink): void => {
  for (let r = 0; r < plan.rules.length; r++)
    if (plan.kind[r] === KIND.missing) {
      const schedule = plan.schedules[r]
      if (schedule === undefined || applies(schedule, now)) missedUntil(plan, state, r, plan.home[r] ?? 0, now, NaN, false, sink)
    }
}
