import { KIND, PARAMS, SLOT_LEVELS, type Plan } from './plan.ts'
import type { State } from './state.ts'
import { CLEAR, HOLD, NOT_KNOWN, RAISE, type AlarmEvent, type AlarmEventKind, type Condition, type Sink, type Truth } from './types.ts'

// Two bits a slot: where its alarm stands in its delays.
const IDLE = 0
const PENDING_ON = 1
const ACTIVE = 2
const PENDING_OFF = 3
/** The last evaluation had a usable input. */
export const KNOWN = 1 << 8
/** "Active, data lost" has been said and not taken back. */
const LOST = 1 << 9
const ACTIVE_BITS = 0b10101010
const PENDING_BITS = 0b01010101

/** Some delay of the rule is running. */
export const isPending = (flags: number): boolean => (flags & PENDING_BITS) !== 0

/** The slot stays as it is under this condition: idle and not raised, or active and not clear. Spares the machine in the usual case. */
export const isSettled = (flags: number, slot: number, condition: Condition): boolean => {
  if ((flags & (KNOWN | LOST)) !== KNOWN) return false
  const at = (flags >> (slot * 2)) & 3
  return at === IDLE ? condition !== RAISE : at === ACTIVE && condition !== CLEAR
}

export const isActive = (flags: number, slots = 0b1111): boolean => {
  let mask = 0
  for (let slot = 0; slot < 4; slot++) if (slots & (1 << slot)) mask |= 2 << (slot * 2)
  return (flags & mask) !== 0
}

/** Three-valued truth of a rule: an open alarm stands although its data are lost; without it a missing input is not "false". */
export const truthOf = (flags: number, slots = 0b1111): Truth => (isActive(flags, slots) ? 1 : flags & KNOWN ? 0 : 2)

const levelOf = (plan: Plan, r: number, slot: number) => (plan.kind[r] === KIND.limits ? (SLOT_LEVELS[slot] ?? 'on') : 'on')

export const emit = (
  plan: Plan,
  r: number,
  slot: number,
  kind: AlarmEventKind,
  at: number,
  since: number,
  value: number,
  sink: Sink,
): AlarmEvent => {
  const rule = plan.rules[r]
  const home = plan.points[plan.home[r] ?? 0]
  const event: AlarmEvent = {
    rule: rule?.id ?? '',
    point: home?.id ?? '',
    level: levelOf(plan, r, slot),
    kind,
    at,
    since,
    value,
    priority: rule?.priority ?? 'low',
  }
  if (sink.late) event.late = true
  sink.events.push(event)
  return event
}

const setSlot = (state: State, r: number, slot: number, to: number): void => {
  const shift = slot * 2
  state.flags[r] = ((state.flags[r] ?? 0) & ~(3 << shift)) | (to << shift)
}

/** Opens at `at` a slot whose condition began at `since`. */
export const open = (plan: Plan, state: State, r: number, slot: number, at: number, since: number, value: number, sink: Sink): void => {
  setSlot(state, r, slot, ACTIVE)
  state.opened[r * 4 + slot] = at
  emit(plan, r, slot, 'open', at, since, value, sink)
}

export const close = (
  plan: Plan,
  state: State,
  r: number,
  slot: number,
  at: number,
  since: number,
  value: number,
  sink: Sink,
): AlarmEvent => {
  setSlot(state, r, slot, IDLE)
  state.closed[r * 4 + slot] = at
  return emit(plan, r, slot, 'clear', at, since, value, sink)
}

/** Leaves every running delay of the rule standing still over `seconds` without usable data. */
export const freezeDelays = (state: State, r: number, seconds: number): void => {
  for (let slot = 0; slot < 4; slot++)
    if (((state.flags[r] ?? 0) >> (slot * 2)) & 1) state.since[r * 4 + slot] = (state.since[r * 4 + slot] ?? 0) + seconds
}

/**
 * The one machine of delays (ISA-18.2 §1.2: on-delay, off-delay, on event time). A slot opens when its condition has been raised by
 * every reading for `onDelay` seconds and clears when it has been clear for `offDelay`; inside the dead-band an active alarm stays and
 * a pending one falls back.
 */
export const drive = (
  plan: Plan,
  state: State,
  r: number,
  slot: number,
  condition: Condition,
  t: number,
  value: number,
  sink: Sink,
): void => {
  const flags = state.flags[r] ?? 0
  if (condition === NOT_KNOWN) return lose(plan, state, r, t, value, sink)
  if ((flags & (KNOWN | LOST)) !== KNOWN) find(plan, state, r, t, value, sink)
  const cell = r * 4 + slot
  const at = r * PARAMS + slot
  switch ((flags >> (slot * 2)) & 3) {
    case IDLE:
      if (condition !== RAISE) return
      if (plan.params[at + 8] === 0) return open(plan, state, r, slot, t, t, value, sink)
      state.since[cell] = t
      return setSlot(state, r, slot, PENDING_ON)
    case PENDING_ON:
      if (condition !== RAISE) return setSlot(state, r, slot, IDLE)
      if (t - (state.since[cell] ?? t) >= (plan.params[at + 8] ?? 0)) open(plan, state, r, slot, t, state.since[cell] ?? t, value, sink)
      return
    case ACTIVE:
      if (condition !== CLEAR) return
      if (plan.params[at + 12] === 0) return void close(plan, state, r, slot, t, t, value, sink)
      state.since[cell] = t
      return setSlot(state, r, slot, PENDING_OFF)
    default:
      if (condition === RAISE || condition === HOLD) return setSlot(state, r, slot, ACTIVE)
      if (t - (state.since[cell] ?? t) >= (plan.params[at + 12] ?? 0)) close(plan, state, r, slot, t, state.since[cell] ?? t, value, sink)
  }
}

/** No usable input: an open alarm says once that its data are lost, and stays. */
const lose = (plan: Plan, state: State, r: number, t: number, value: number, sink: Sink): void => {
  const flags = state.flags[r] ?? 0
  state.flags[r] = flags & ~KNOWN
  if (!(flags & ACTIVE_BITS) || flags & LOST) return
  state.flags[r] = (flags & ~KNOWN) | LOST
  for (let slot = 0; slot < 4; slot++)
    if (flags & (2 << (slot * 2))) emit(plan, r, slot, 'dataLost', t, state.opened[r * 4 + slot] ?? t, value, sink)
}

const find = (plan: Plan, state: State, r: number, t: number, value: number, sink: Sink): void => {
  const flags = state.flags[r] ?? 0
  state.flags[r] = (flags | KNOWN) & ~LOST
  if (!(flags & LOST)) return
  for (let slot = 0; slot < 4; slot++)
    if (flags & (2 << (slot * 2))) emit(plan, r, slot, 'dataBack', t, state.opened[r * 4 + slot] ?? t, value, sink)
}

/** Outside its schedule a rule does not apply: running delays fall back and open alarms clear, saying why. */
export const standDown = (plan: Plan, state: State, r: number, t: number, value: number, sink: Sink): void => {
  const flags = state.flags[r] ?? 0
  for (let slot = 0; slot < 4; slot++) {
    const at = (flags >> (slot * 2)) & 3
    if (at === PENDING_ON) setSlot(state, r, slot, IDLE)
    if (at >= ACTIVE) close(plan, state, r, slot, t, t, value, sink).reason = 'schedule'
  }
  state.flags[r] = ((state.flags[r] ?? 0) | KNOWN) & ~LOST
}
