import { EXTRA, type Plan } from './plan.ts'

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
  /** Last usable reading of each point. */
  time: Float64Array
  value: Float64Array
  quality: Uint8Array
  /** Last reading of any quality. */
  heard: Float64Array
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
    time: new Float64Array(points).fill(-Infinity),
    value: new Float64Array(points).fill(NaN),
    quality: new Uint8Array(points),
    heard: new Float64Array(points).fill(-Infinity),
  }
}

export const STATE_COLUMNS = ['flags', 'since', 'opened', 'closed', 'extra', 'model', 'time', 'value', 'quality', 'heard'] as const

/** An independent copy: the state before a step, for those who want to keep it. */
export const cloneState = (state: State): State => ({
  flags: state.flags.slice(),
  since: state.since.slice(),
  opened: state.opened.slice(),
  closed: state.closed.slice(),
  extra: state.extra.slice(),
  model: state.model.slice(),
  time: state.time.slice(),
  value: state.value.slice(),
  quality: state.quality.slice(),
  heard: state.heard.slice(),
})
