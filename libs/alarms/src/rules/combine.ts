import { KIND, type Plan } from '../plan.ts'
import type { State } from '../state.ts'
import { drive, truthOf } from '../timed.ts'
import { missedUntil } from './missing.ts'
import { CLEAR, FALSE, NOT_KNOWN, RAISE, TRUE, type Sink, type Truth, UNKNOWN } from '../types.ts'

/** Kleene's strong logic over counted truths: the result is known as soon as the unknown inputs cannot change it. */
export const combineTruth = (op: 'and' | 'or' | 'not' | 'atLeast', n: number, truths: readonly Truth[]): Truth => {
  if (truths.length === 0) return UNKNOWN
  const yes = truths.filter((x) => x === TRUE).length
  const open = truths.filter((x) => x === UNKNOWN).length
  const need = op === 'and' ? truths.length : op === 'or' ? 1 : n
  if (op === 'not') return truths[0] === UNKNOWN ? UNKNOWN : truths[0] === TRUE ? FALSE : TRUE
  if (yes >= need) return TRUE
  return yes + open >= need ? UNKNOWN : FALSE
}

/** And, or, not, at least n of the inputs; recomputed from the inputs' states each time, never counted up, so it cannot drift. */
export const judgeCombination = (plan: Plan, state: State, r: number, t: number, sink: Sink): void => {
  const rule = plan.rules[r]
  if (rule?.kind !== 'combine') return
  const inputs = plan.inputs[r] ?? []
  // Missing data fall due by time: with or without a timer the combination must see them at the same moment.
  for (const input of inputs)
    if (plan.kind[input.rule] === KIND.missing) missedUntil(plan, state, input.rule, plan.home[input.rule] ?? 0, t, NaN, false, sink)
  const truth = combineTruth(
    rule.op,
    rule.n ?? 1,
    inputs.map((input) => truthOf(state.flags[input.rule] ?? 0, input.slots)),
  )
  drive(plan, state, r, 0, truth === TRUE ? RAISE : truth === FALSE ? CLEAR : NOT_KNOWN, t, truth, sink)
}
