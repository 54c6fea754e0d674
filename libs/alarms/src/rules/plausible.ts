import type { Plan } from '../plan.ts'
import type { State } from '../state.ts'
import { drive } from '../timed.ts'
import { CLEAR, QUALITY, RAISE, type QualityName, type Sink } from '../types.ts'

// Extra cells: last accepted value, candidate after a jump, whether each is set.
const ACCEPTED = 0
const CANDIDATE = 1
const HAS_ACCEPTED = 2
const HAS_CANDIDATE = 3

/**
 * Range, flag and jump. True if other rules must not use the reading. One odd value is refused; a second that agrees with it (within
 * `jump`) shows that the process, not the wire, has moved, and is taken. (HJ 212's check value lets about 1 % of two-digit errors
 * through: facts sheet §0.4.)
 */
export const judgePlausible = (plan: Plan, state: State, r: number, t: number, v: number, q: number, sink: Sink): boolean => {
  const rule = plan.rules[r]
  if (rule?.kind !== 'plausible') return false
  const x = plan.extraAt[r] ?? 0
  const extra = state.extra
  let odd = v !== v || rule.flags.some((flag: QualityName) => QUALITY[flag] === q)
  if (rule.min !== undefined && v < rule.min) odd = true
  if (rule.max !== undefined && v > rule.max) odd = true
  if (!odd && rule.jump !== undefined) {
    const far = extra[x + HAS_ACCEPTED] === 1 && Math.abs(v - (extra[x + ACCEPTED] ?? v)) > rule.jump
    const confirmed = extra[x + HAS_CANDIDATE] === 1 && Math.abs(v - (extra[x + CANDIDATE] ?? v)) <= rule.jump
    odd = far && !confirmed
    extra[x + HAS_CANDIDATE] = odd ? 1 : 0
    if (odd) extra[x + CANDIDATE] = v
  }
  if (!odd) {
    extra[x + ACCEPTED] = v
    extra[x + HAS_ACCEPTED] = 1
  }
  drive(plan, state, r, 0, odd ? RAISE : CLEAR, t, v, sink)
  return odd && rule.gate
}
