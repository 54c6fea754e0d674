import { EXTRA, type Plan } from './plan.ts'
import { QUALITY } from './types.ts'

/**
 * All that changes while readings flow, in columns. Per rule: 4 (flags) + 32 (timers) + 32 (opened) + 32 (closed) octets, and 152 for
 * rules that need more: at most 252. Per point: 25. Detectors keep a model block of their own (`modelSize`).
 */
export type State = {
  flags: Uint32Array
  /** Start of the running delay, four slots a rule. */
  since: Float64Array
  /** When the last alarm of the slot opened and closed; NaN before the first. */
  opened: Float64Array
  closed: Float64Array
  extra: Float64Array
  model: Float64Array
  /** Time and quality of the last reading of each point, value of the last usable one. */
  heard: Float64Array
  quality: Uint8Array
  value: Float64Array
  /** Time of the last usable reading, kept only while the last reading is not usable: see `usableTime`. */
  usable: Float64Array
}

/** Octets a rule state takes, without a detector's model block. */
export const RULE_STATE_OCTETS = 4 + 3 * 4 * 8 + EXTRA * 8

export const createState = (plan: Plan): State => {
  const rules = plan.rules.length
  const points = plan.points.length
  return {
    flags: new Uint32Array(rules),
    since: new Float64Array(rules * 4),
    opened: new Float64Array(rules * 4).fill(NaN),
    closed: new Float64Array(rules * 4).fill(NaN),
    extra: new Float64Array(plan.extraCount * EXTRA),
    model: new Float64Array(plan.modelLength),
    heard: new Float64Array(points).fill(-Infinity),
    quality: new Uint8Array(points),
    value: new Float64Array(points).fill(NaN),
    usable: new Float64Array(points).fill(-Infinity),
  }
}

export const STATE_COLUMNS = ['flags', 'since', 'opened', 'closed', 'extra', 'model', 'heard', 'quality', 'value', 'usable'] as const

/** When the point last gave a usable reading; -Infinity before the first. */
export const usableTime = (state: State, p: number): number =>
  ((state.quality[p] ?? 0) <= QUALITY.uncertain ? state.heard[p] : state.usable[p]) ?? -Infinity

/** An independent copy: the state before a step, for those who want to keep it. */
export const cloneState = (state: State): State => ({
  flags: state.flags.slice(),
  since: state.since.slice(),
  opened: state.opened.slice(),
  closed: state.closed.slice(),
  extra: state.extra.slice(),
  model: state.model.slice(),
  heard: state.heard.slice(),
  quality: state.quality.slice(),
  value: state.value.slice(),
  usable: state.usable.slice(),
})
