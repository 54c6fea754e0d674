import type { RuleOf } from '../config/schema.ts'
import { cusumRatio, ewmaRatio } from '../detectors/charts.ts'
import { noveltyRatio } from '../detectors/novelty.ts'
import { pcaRatio } from '../detectors/pca.ts'
import { distance, insidePolygon } from '../geometry.ts'
import type { Plan } from '../plan.ts'
import { usableTime, type State } from '../state.ts'
import { drive } from '../timed.ts'
import { CLEAR, NOT_KNOWN, RAISE, type Condition, type Position, type Sink } from '../types.ts'
import { beyond } from './limits.ts'
import { drivingCondition, nOfMCondition, rateCondition, rateOf, stuckCondition } from './trend.ts'
import { windowCondition } from './window.ts'

/** Set point, or the last usable value of another point if it is not older than `maxAge`. */
const deviationOf = (rule: RuleOf<'deviation'>, plan: Plan, state: State, r: number, t: number, v: number): number => {
  if (rule.setPoint !== undefined) return Math.abs(v - rule.setPoint)
  const reference = plan.others[r]?.[0] ?? 0
  return t - usableTime(state, reference) <= rule.maxAge ? Math.abs(v - (state.value[reference] ?? NaN)) : NaN
}

/** Position of a vehicle against an area; not known unless lon, lat (and speed) carry the same time, or at 0/0 (no fix). */
const areaCondition = (rule: RuleOf<'area'>, plan: Plan, state: State, r: number, t: number, lat: number): Condition => {
  const others = plan.others[r] ?? new Int32Array(0)
  const lonPoint = others[others.length - 2] ?? 0
  const lon = state.value[lonPoint] ?? NaN
  if (usableTime(state, lonPoint) !== t || (lon === 0 && lat === 0) || Math.abs(lon) > 180 || Math.abs(lat) > 90) return NOT_KNOWN
  const at: Position = [lon, lat]
  const inside = 'polygon' in rule.area ? insidePolygon(rule.area.polygon, at) : distance(rule.area.center, at) <= rule.area.radius
  if (inside !== (rule.when === 'inside')) return CLEAR
  if (rule.speedLimit === undefined) return RAISE
  const speedPoint = others[0] ?? 0
  if (usableTime(state, speedPoint) !== t) return NOT_KNOWN
  return (state.value[speedPoint] ?? NaN) > rule.speedLimit ? RAISE : CLEAR
}

/** A detector's ratio to its own limit: above 1 raises, not above clears, NaN while it learns. */
const byRatio = (ratio: number): Condition => (ratio !== ratio ? NOT_KNOWN : ratio > 1 ? RAISE : CLEAR)

/** Every rule that has one slot: condition and value, then the common delays. */
export const judge = (plan: Plan, state: State, r: number, p: number, t: number, v: number, sink: Sink): void => {
  const rule = plan.rules[r]
  const x = plan.extraAt[r] ?? 0
  let condition: Condition = NOT_KNOWN
  let value = v
  switch (rule?.kind) {
    case 'rate':
      value = rateOf(rule, state.extra, x, t, v)
      condition = rateCondition(rule, value)
      break
    case 'deviation':
      value = deviationOf(rule, plan, state, r, t, v)
      condition = value === value ? beyond('above', rule.limit, rule.deadBand, value) : NOT_KNOWN
      break
    case 'window':
      ;({ condition, value } = windowCondition(rule, state, x, t, v))
      break
    case 'nOfM':
      condition = nOfMCondition(rule, state.extra, x, v)
      break
    case 'stuck':
      condition = stuckCondition(rule, state.extra, x, t, v)
      break
    case 'driving':
      condition = drivingCondition(rule, state.extra, x, t, v)
      break
    case 'area':
      condition = areaCondition(rule, plan, state, r, t, v)
      break
    case 'ewma':
      condition = byRatio(ewmaRatio(rule, state.extra, x, v))
      break
    case 'cusum':
      condition = byRatio(cusumRatio(rule, state.extra, x, v))
      break
    case 'novelty':
      condition = byRatio(noveltyRatio(rule, state.model, plan.modelAt[r] ?? 0, t, v, plan.period[p] ?? 60))
      break
    case 'pca':
      value = pcaRatio(rule, plan, state, r, t, v)
      condition = byRatio(value)
      break
    default:
      break
  }
  drive(plan, state, r, 0, condition, t, value, sink)
}
