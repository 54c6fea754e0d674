import type { Plan } from './plan.ts'
import { QUALITY, type Reading } from './types.ts'

/** Times and values of the last readings of a point, to know a repetition that comes after its original was released. */
const REMEMBERED = 64
/** Readings in a row that must agree before a step of the clock is believed. */
const STEP_READINGS = 3

type Waiting = { point: number; time: number; value: number; quality: number }

type PointOrder = {
  /** Greatest corrected event time taken. */
  front: number
  /** Seconds to add to this source's stamps. */
  offset: number
  /** Readings that look like the first after a clock step, as received. */
  suspects: Reading[]
  /** Ring of the last readings taken and its next place. */
  times: number[]
  values: number[]
  next: number
  /** Time of the newest reading released. */
  released: number
}

export type OrderCounts = { duplicates: number; conflicts: number; late: number; clockSteps: number; misdated: number }
export type ClockStep = { point: number; at: number; by: number }

/** The order stage: plain data, so that it can be stored with the states. */
export type Order = {
  points: PointOrder[]
  /** Per order group: readings not yet released, sorted by time and point, and the time up to which all were released. */
  waiting: Waiting[][]
  groupFront: number[]
  counts: OrderCounts
}

export type Ordered = {
  /** In order, to be judged by the step. */
  ready: (reading: Waiting) => void
  /** Older than what has been judged: for history and the late lane. */
  late: (reading: Waiting) => void
  clockStep?: (step: ClockStep) => void
}

export const createOrder = (plan: Plan): Order => ({
  points: plan.points.map(() => ({ front: -Infinity, offset: 0, suspects: [], times: [], values: [], next: 0, released: -Infinity })),
  waiting: plan.points.map(() => []),
  groupFront: plan.points.map(() => -Infinity),
  counts: { duplicates: 0, conflicts: 0, late: 0, clockSteps: 0, misdated: 0 },
})

const before = (a: Waiting, b: Waiting): boolean => a.time < b.time || (a.time === b.time && a.point < b.point)

const insert = (list: Waiting[], reading: Waiting): void => {
  let at = list.length
  while (at > 0 && before(reading, list[at - 1] ?? reading)) at--
  list.splice(at, 0, reading)
}

/**
 * Takes one reading as it comes. Duplicates (point, time, value) vanish; same time with another value: the first is kept and a conflict
 * counted; a late reading inside the window finds its place; one beyond it goes to `late`; a clock that stepped is recognised after
 * three readings and its stamps corrected from then on.
 */
export const offer = (plan: Plan, order: Order, reading: Reading, to: Ordered): void => {
  const own = order.points[reading.point]
  if (own === undefined) return
  // An impossible stamp (a decoder gives NaN for junk BCD) falls back on the time of receipt.
  if (!Number.isFinite(reading.time)) {
    order.counts.misdated++
    if (reading.receivedAt === undefined) return
    return take(plan, order, own, { ...reading, time: reading.receivedAt, quality: Math.max(reading.quality, QUALITY.uncertain) }, to)
  }
  const period = plan.period[reading.point] ?? 60
  const limit = stepLimit(plan, reading.point)
  // The source's clock came back: its own stamp fits the front and the corrected one does not.
  const expected = own.front + period
  if (own.offset !== 0 && Math.abs(reading.time - expected) <= 3 * period && Math.abs(reading.time + own.offset - expected) > limit) {
    own.suspects.length = 0
    stepClock(order, own, reading, -own.offset, to)
  }
  const time = reading.time + own.offset
  const ahead = reading.receivedAt !== undefined && time > reading.receivedAt + limit
  // Before the first reading the front is -Infinity and nothing lies behind it.
  const behind = !reading.backfill && (time <= expected - limit || (time < own.front && follows(own, reading, period)))
  if (ahead || behind) return suspect(plan, order, own, reading, limit, to)
  // A reading that goes on from the front proves that the suspects were late ones, not a stepped clock.
  if (time > own.front) acquit(plan, order, own, limit, to)
  take(plan, order, own, { ...reading, time }, to)
}

/** Seconds beyond which a displacement may be a clock step. */
const stepLimit = (plan: Plan, p: number): number => Math.max(plan.order.stepPeriods * (plan.period[p] ?? 60), plan.order.window)

const stepClock = (order: Order, own: PointOrder, reading: Reading, by: number, to: Ordered): void => {
  own.offset += by
  order.counts.clockSteps++
  to.clockStep?.({ point: reading.point, at: reading.time, by: -by })
}

/** Goes on where the last suspect stood, as the second reading of a stepped clock does. */
const follows = (own: PointOrder, reading: Reading, period: number): boolean => {
  const last = own.suspects[own.suspects.length - 1]
  return last !== undefined && reading.time > last.time && reading.time - last.time <= 3 * period
}

const suspect = (plan: Plan, order: Order, own: PointOrder, reading: Reading, limit: number, to: Ordered): void => {
  const period = plan.period[reading.point] ?? 60
  const last = own.suspects[own.suspects.length - 1]
  if (last !== undefined && last.time === reading.time && last.value === reading.value) {
    order.counts.duplicates++
    return
  }
  if (!follows(own, reading, period)) acquit(plan, order, own, limit, to)
  own.suspects.push(reading)
  if (own.suspects.length < STEP_READINGS) return
  const held = own.suspects.splice(0)
  // The first stepped reading stands one period after the last good one; where there is none, at its receipt.
  const place = own.front > -Infinity ? own.front + period : (held[0]?.receivedAt ?? 0)
  stepClock(order, own, reading, place - ((held[0]?.time ?? 0) + own.offset), to)
  for (const one of held) take(plan, order, own, { ...one, time: one.time + own.offset }, to)
}

/** Suspects that were no clock step: late ones go their way; single stamps from the future are dated by their receipt. */
const acquit = (plan: Plan, order: Order, own: PointOrder, limit: number, to: Ordered): void => {
  if (own.suspects.length === 0) return
  for (const one of own.suspects.splice(0)) {
    const time = one.time + own.offset
    if (one.receivedAt === undefined || time <= one.receivedAt + limit) {
      take(plan, order, own, { ...one, time }, to)
      continue
    }
    order.counts.misdated++
    take(plan, order, own, { ...one, time: one.receivedAt, quality: Math.max(one.quality, QUALITY.uncertain) }, to)
  }
}

/** True if the reading was seen before (repeated, or in conflict with the one kept). */
const repeated = (order: Order, own: PointOrder, waiting: readonly Waiting[], reading: Reading): boolean => {
  let kept = own.values[own.times.lastIndexOf(reading.time)]
  for (let i = waiting.length - 1; i >= 0 && kept === undefined; i--) {
    const one = waiting[i]
    if (one === undefined || one.time < reading.time) break
    if (one.point === reading.point && one.time === reading.time) kept = one.value
  }
  if (kept === undefined) return false
  if (Object.is(kept, reading.value)) order.counts.duplicates++
  else order.counts.conflicts++
  return true
}

const take = (plan: Plan, order: Order, own: PointOrder, reading: Reading, to: Ordered): void => {
  const group = plan.orderGroup[reading.point] ?? reading.point
  const waiting = order.waiting[group] ?? []
  const window = plan.order.window
  if (reading.time <= own.front && repeated(order, own, waiting, reading)) return
  const one: Waiting = { point: reading.point, time: reading.time, value: reading.value, quality: reading.quality }
  own.front = Math.max(own.front, one.time)
  const mark = (order.groupFront[group] ?? -Infinity) - window
  // At the mark itself other points of the group may still report; of this point nothing newer may have been released.
  if (one.time < mark || one.time <= own.released) {
    order.counts.late++
    remember(own, one)
    return to.late(one)
  }
  if (one.time > (order.groupFront[group] ?? -Infinity)) order.groupFront[group] = one.time
  if (window === 0 && waiting.length === 0) {
    // Nothing to wait for: the usual case of a source that keeps its order.
    remember(own, one)
    own.released = one.time
    return to.ready(one)
  }
  insert(waiting, one)
  release(order, waiting, (order.groupFront[group] ?? 0) - window, to)
}

const remember = (own: PointOrder, one: Waiting): void => {
  own.times[own.next] = one.time
  own.values[own.next] = one.value
  own.next = (own.next + 1) % REMEMBERED
}

const release = (order: Order, waiting: Waiting[], mark: number, to: Ordered): void => {
  let n = 0
  while (n < waiting.length && (waiting[n]?.time ?? Infinity) <= mark) n++
  for (const one of waiting.splice(0, n)) {
    const own = order.points[one.point]
    if (own !== undefined) {
      remember(own, one)
      own.released = one.time
    }
    to.ready(one)
  }
}

/** Releases everything that waits: at the end of a file, or when a source is known to be silent. */
export const flush = (plan: Plan, order: Order, to: Ordered): void => {
  order.points.forEach((own, p) => acquit(plan, order, own, stepLimit(plan, p), to))
  for (const waiting of order.waiting) release(order, waiting, Infinity, to)
}
