import type { RuleOf } from '../config/schema.ts'
import { CLEAR, HOLD, NOT_KNOWN, RAISE, type Condition } from '../types.ts'
import { beyond } from './limits.ts'

const PAIRS = 8

/**
 * Rate of change per second over about `over` seconds: against the oldest of eight kept readings (spaced `over`/7) that is not older
 * than `over` and one spacing. Cells: 0 count, 1 next, then pairs of time and value. NaN until a reading at least half of `over` old is there.
 */
export const rateOf = (rule: RuleOf<'rate'>, cells: Float64Array, at: number, t: number, v: number): number => {
  const spacing = rule.over / (PAIRS - 1)
  const count = cells[at] ?? 0
  const next = cells[at + 1] ?? 0
  let oldest = Infinity
  let reference = NaN
  for (let i = 0; i < count; i++) {
    const time = cells[at + 2 + i * 2] ?? NaN
    if (t - time <= rule.over + spacing && time < oldest) {
      oldest = time
      reference = cells[at + 3 + i * 2] ?? NaN
    }
  }
  const last = count ? (cells[at + 2 + ((next + PAIRS - 1) % PAIRS) * 2] ?? -Infinity) : -Infinity
  if (t - last >= spacing) {
    cells[at + 2 + next * 2] = t
    cells[at + 3 + next * 2] = v
    cells[at + 1] = (next + 1) % PAIRS
    cells[at] = Math.min(PAIRS, count + 1)
  }
  return t - oldest >= rule.over / 2 ? (v - reference) / (t - oldest) : NaN
}

export const rateCondition = (rule: RuleOf<'rate'>, rate: number): Condition => {
  if (rate !== rate) return NOT_KNOWN
  return beyond('above', rule.limit, rule.deadBand, rule.direction === 'up' ? rate : rule.direction === 'down' ? -rate : Math.abs(rate))
}

/** N of the last M readings beyond the limit; clear when fewer than N are not back by the dead-band. Cells: 0 raised bits, 1 not-clear bits. */
export const nOfMCondition = (rule: RuleOf<'nOfM'>, cells: Float64Array, at: number, v: number): Condition => {
  const one = beyond(rule.side, rule.limit, rule.deadBand, v)
  const mask = rule.m === 32 ? 0xffffffff : (1 << rule.m) - 1
  const raised = ((((cells[at] ?? 0) << 1) | (one === RAISE ? 1 : 0)) & mask) >>> 0
  const away = ((((cells[at + 1] ?? 0) << 1) | (one === CLEAR ? 0 : 1)) & mask) >>> 0
  cells[at] = raised
  cells[at + 1] = away
  if (ones(raised) >= rule.n) return RAISE
  return ones(away) < rule.n ? CLEAR : HOLD
}

const ones = (bits: number): number => {
  let n = 0
  for (let rest = bits; rest; rest &= rest - 1) n++
  return n
}

/** A value that has not left its band for `seconds`, though readings come. Cells: 0 value, 1 since, 2 set. */
export const stuckCondition = (rule: RuleOf<'stuck'>, cells: Float64Array, at: number, t: number, v: number): Condition => {
  if (cells[at + 2] !== 1 || Math.abs(v - (cells[at] ?? v)) > rule.band) {
    cells[at] = v
    cells[at + 1] = t
    cells[at + 2] = 1
    return CLEAR
  }
  return t - (cells[at + 1] ?? t) >= rule.seconds ? RAISE : CLEAR
}

/**
 * Continuous driving (疲劳驾驶): raised after `longest` seconds at the wheel without a rest of `rest` seconds. Reads a speed point.
 * Cells: 0 begin of driving, 1 begin of standing, 2 driving, 3 standing.
 */
export const drivingCondition = (rule: RuleOf<'driving'>, cells: Float64Array, at: number, t: number, speed: number): Condition => {
  if (speed >= rule.moving) {
    if (cells[at + 3] === 1 && t - (cells[at + 1] ?? t) >= rule.rest) cells[at + 2] = 0
    if (cells[at + 2] !== 1) cells[at] = t
    cells[at + 2] = 1
    cells[at + 3] = 0
  } else if (cells[at + 3] !== 1) {
    cells[at + 1] = t
    cells[at + 3] = 1
  }
  // A rest begun does not clear the alarm; a rest taken does.
  if (cells[at + 3] === 1 && t - (cells[at + 1] ?? t) >= rule.rest) {
    cells[at + 2] = 0
    return CLEAR
  }
  if (cells[at + 2] !== 1) return CLEAR
  return t - (cells[at] ?? t) >= rule.longest ? (cells[at + 3] === 1 ? HOLD : RAISE) : CLEAR
}
