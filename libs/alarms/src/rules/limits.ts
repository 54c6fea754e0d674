import { PARAMS, type Plan } from '../plan.ts'
import type { State } from '../state.ts'
import { drive, isSettled } from '../timed.ts'
import { CLEAR, HOLD, RAISE, type Condition, type Sink } from '../types.ts'

/** Above (or below) a limit: raised at the limit itself, clear once back by the dead-band, held in between. */
export const beyond = (side: 'above' | 'below', limit: number, deadBand: number, x: number): Condition => {
  if (side === 'above') return x >= limit ? RAISE : x <= limit - deadBand ? CLEAR : HOLD
  return x <= limit ? RAISE : x >= limit + deadBand ? CLEAR : HOLD
}

/** LL, L, H, HH of one point (低低报、低报、高报、高高报), each with its own delays and one dead-band. */
export const judgeLimits = (plan: Plan, state: State, r: number, t: number, v: number, sink: Sink): void => {
  const at = r * PARAMS
  const params = plan.params
  // The milder level of each side first, so that its event comes first in the list.
  for (let k = 0; k < 4; k++) {
    const slot = k < 2 ? 1 - k : k
    const limit = params[at + slot] ?? NaN
    if (slot < 2 ? limit === -Infinity : limit === Infinity) continue
    const back = params[at + 4 + slot] ?? limit
    const condition: Condition = slot < 2 ? (v <= limit ? RAISE : v >= back ? CLEAR : HOLD) : v >= limit ? RAISE : v <= back ? CLEAR : HOLD
    if (!isSettled(state.flags[r] ?? 0, slot, condition)) drive(plan, state, r, slot, condition, t, v, sink)
  }
}
