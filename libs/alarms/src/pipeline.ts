import { advance, step } from './engine.ts'
import { createOrder, flush, offer, type ClockStep, type Order, type Ordered } from './order.ts'
import { EXTRA, type Plan } from './plan.ts'
import { createState, type State } from './state.ts'
import type { AlarmEvent, Reading, Sink } from './types.ts'

/**
 * Order stage, rule states and, once a reading has come too late, a second set of rule states for late readings (the late lane). Live,
 * replay and back-fill all feed this one pipeline.
 */
export type Pipeline = { plan: Plan; state: State; order: Order; late: State | undefined }

export type PipelineOutput = { events: AlarmEvent[]; clockSteps: ClockStep[] }

export const createPipeline = (plan: Plan): Pipeline => ({ plan, state: createState(plan), order: createOrder(plan), late: undefined })

/**
 * A late reading is judged by the same step on the late lane's own state. Its alarms are marked late; what it clears are alarms of the
 * late lane only. An opening that falls into a time in which the same alarm was already active is not a second alarm.
 */
const judgeLate = (
  pipe: Pipeline,
  reading: { point: number; time: number; value: number; quality: number },
  events: AlarmEvent[],
): void => {
  const { plan } = pipe
  const lane = (pipe.late ??= createState(plan))
  if (reading.time <= (lane.heard[reading.point] ?? -Infinity)) restartLane(plan, lane, reading.point)
  const sink: Sink = { events: [], late: true }
  step(plan, lane, reading.point, reading.time, reading.value, reading.quality, sink)
  for (const event of sink.events) {
    const r = plan.ruleIndex.get(event.rule) ?? 0
    if (event.kind === 'dataLost' || event.kind === 'dataBack') continue
    if (event.kind === 'open' && coveredByMain(pipe.state, r, event)) continue
    events.push(event)
  }
}

/** Going further back than the lane has been starts it anew for that point: delays do not run backwards. */
const restartLane = (plan: Plan, lane: State, p: number): void => {
  lane.heard[p] = lane.usable[p] = -Infinity
  for (let r = plan.start[p] ?? 0; r < (plan.start[p + 1] ?? 0); r++) {
    lane.flags[r] = 0
    const at = plan.extraAt[r] ?? -1
    if (at >= 0) lane.extra.fill(0, at, at + EXTRA)
  }
}

const coveredByMain = (state: State, r: number, event: AlarmEvent): boolean => {
  const slot = event.level === 'on' ? 0 : ['LL', 'L', 'H', 'HH'].indexOf(event.level)
  const opened = state.opened[r * 4 + slot] ?? NaN
  const closed = state.closed[r * 4 + slot] ?? NaN
  const active = ((state.flags[r] ?? 0) >> (slot * 2)) & 2
  return opened <= event.at && (active !== 0 || event.at <= closed)
}

const ports = (pipe: Pipeline, out: PipelineOutput): Ordered => {
  const sink: Sink = { events: out.events, late: false }
  return {
    ready: (x) => void step(pipe.plan, pipe.state, x.point, x.time, x.value, x.quality, sink),
    late: (x) => judgeLate(pipe, x, out.events),
    clockStep: (x) => void out.clockSteps.push(x),
  }
}

/** One reading in, as received; events are appended to `out`. */
export const ingest = (pipe: Pipeline, reading: Reading, out: PipelineOutput): void =>
  offer(pipe.plan, pipe.order, reading, ports(pipe, out))

/** Event time moves on to `now` without readings: missing-data alarms that fell due. Call it with the time readings have reached, less the window. */
export const tick = (pipe: Pipeline, now: number, out: PipelineOutput): void =>
  advance(pipe.plan, pipe.state, now, { events: out.events, late: false })

/** Nothing more will come: everything that waits is judged. */
export const drain = (pipe: Pipeline, out: PipelineOutput): void => flush(pipe.plan, pipe.order, ports(pipe, out))

const KIND_ORDER = ['open', 'dataLost', 'dataBack', 'clear']

/** The alarm history in its one order: by time, rule, level. Two runs over the same readings give the same list. */
export const sortEvents = (events: readonly AlarmEvent[]): AlarmEvent[] =>
  events.toSorted(
    (a, b) =>
      a.at - b.at ||
      (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0) ||
      (a.level < b.level ? -1 : a.level > b.level ? 1 : 0) ||
      KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind),
  )
