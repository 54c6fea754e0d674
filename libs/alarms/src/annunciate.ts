import type { Plan } from './plan.ts'
import type { AlarmEvent, Level, Priority } from './types.ts'

/*
 * What a desk gets to see of the events: one alarm for a silent gateway, the first alarm of a group named as the cause, floods and
 * chattering recognised. Each tracker is plain data and each function pure: tracker and event in, tracker and verdict out.
 */

export type SourceEvent = { source: string; kind: 'open' | 'clear'; at: number; points: string[] }
export type SourceTracker = { missing: Readonly<Record<string, readonly string[]>>; down: readonly string[] }
export const newSourceTracker = (): SourceTracker => ({ missing: {}, down: [] })

/**
 * Folds the missing-data alarms of one gateway into one: when at least `share` of its points (and at least two) are missing, the
 * gateway is the alarm and its points are its members. `events` are those of one batch, so that the points of a gateway that fell silent together
 * are folded together.
 */
export const foldSources = (
  plan: Plan,
  tracker: SourceTracker,
  events: readonly AlarmEvent[],
  share = 0.5,
): { tracker: SourceTracker; events: AlarmEvent[]; sources: SourceEvent[] } => {
  const missing = new Map(Object.entries(tracker.missing).map(([source, points]) => [source, new Set(points)]))
  const down = new Set(tracker.down)
  const sources: SourceEvent[] = []
  const size = new Map<string, number>()
  for (const p of plan.points) if (p.source !== undefined) size.set(p.source, (size.get(p.source) ?? 0) + 1)
  const sourceOf = (event: AlarmEvent): string | undefined => {
    const rule = plan.rules[plan.ruleIndex.get(event.rule) ?? -1]
    return rule?.kind === 'missing' ? plan.points[plan.pointIndex.get(event.point) ?? -1]?.source : undefined
  }
  const folded = new Set<AlarmEvent>()
  for (const event of events) {
    const source = sourceOf(event)
    if (source === undefined) continue
    const members = missing.get(source) ?? new Set<string>()
    missing.set(source, members)
    if (event.kind === 'open') members.add(event.point)
    if (event.kind === 'clear') members.delete(event.point)
    const isDown = members.size >= Math.max(2, share * (size.get(source) ?? 0))
    if (down.has(source) || isDown) folded.add(event)
    if (isDown && !down.has(source)) {
      down.add(source)
      // Those that opened earlier in the same batch belong to the same cause.
      for (const other of events) if (other.at <= event.at && sourceOf(other) === source) folded.add(other)
      sources.push({ source, kind: 'open', at: event.at, points: [...members] })
    } else if (members.size === 0 && down.has(source)) {
      down.delete(source)
      sources.push({ source, kind: 'clear', at: event.at, points: [] })
    }
  }
  return {
    tracker: { missing: Object.fromEntries([...missing].map(([source, points]) => [source, [...points]])), down: [...down] },
    events: events.filter((event) => !folded.has(event)),
    sources,
  }
}

export type FirstOutTracker = Readonly<Record<string, { first: string; active: readonly string[] }>>

/**
 * First-out: the alarm that opened a group while none of it was active is the cause; the others name it. The group starts anew when
 * all of its alarms are clear. `alarm` identifies the alarm, `group` comes from its rule.
 */
export const firstOut = (
  tracker: FirstOutTracker,
  group: string,
  alarm: string,
  kind: AlarmEvent['kind'],
): { tracker: FirstOutTracker; first: boolean; cause: string } => {
  const now = tracker[group]
  if (kind === 'open') {
    const next = now === undefined ? { first: alarm, active: [alarm] } : { first: now.first, active: [...new Set([...now.active, alarm])] }
    return { tracker: { ...tracker, [group]: next }, first: next.first === alarm, cause: next.first }
  }
  if (now === undefined || kind !== 'clear') return { tracker, first: now?.first === alarm, cause: now?.first ?? alarm }
  const active = now.active.filter((x) => x !== alarm)
  const { [group]: _, ...rest } = tracker
  return {
    tracker: active.length ? { ...rest, [group]: { first: now.first, active } } : rest,
    first: now.first === alarm,
    cause: now.first,
  }
}

/** Flood: more than ten new alarms in ten minutes at one desk begin it, fewer than five end it (ISA-18.2). */
export const FLOOD = { window: 600, begins: 10, ends: 5 } as const
export type FloodTracker = { recent: readonly number[]; since: number | undefined }
export const newFloodTracker = (): FloodTracker => ({ recent: [], since: undefined })

/** Time at which the running flood is over if nothing new comes: the fifth last activation leaves the window. */
const floodEnd = (recent: readonly number[]): number => (recent[recent.length - FLOOD.ends] ?? -Infinity) + FLOOD.window

/** An activation at `at` (times must not fall). `ended` is the span of a flood that was over before it. */
export const floodActivation = (tracker: FloodTracker, at: number): { tracker: FloodTracker; ended?: [from: number, to: number] } => {
  const quiet = floodQuiet(tracker, at)
  const recent = [...quiet.tracker.recent.filter((t) => t > at - FLOOD.window), at]
  const since = quiet.tracker.since ?? (recent.length > FLOOD.begins ? at : undefined)
  return { tracker: { recent, since }, ...(quiet.ended ? { ended: quiet.ended } : {}) }
}

/** Time passes without an activation. */
export const floodQuiet = (tracker: FloodTracker, now: number): { tracker: FloodTracker; ended?: [from: number, to: number] } => {
  if (tracker.since === undefined || floodEnd(tracker.recent) > now) return { tracker }
  return { tracker: { recent: tracker.recent, since: undefined }, ended: [tracker.since, floodEnd(tracker.recent)] }
}

/** Chattering: three activations of one alarm in 60 s; over once it has kept still for five minutes. */
export const CHATTER = { activations: 3, window: 60, stillFor: 300 } as const
export type ChatterTracker = { recent: readonly number[]; since: number | undefined; count: number }
export const newChatterTracker = (): ChatterTracker => ({ recent: [], since: undefined, count: 0 })

/**
 * An activation of one alarm. `quiet`: it belongs to a chattering alarm already announced and is counted, not announced. The top level
 * (HH, LL or priority highest) is never quiet.
 */
export const chatterActivation = (
  tracker: ChatterTracker,
  at: number,
  of: { level: Level; priority: Priority },
): { tracker: ChatterTracker; began: boolean; quiet: boolean } => {
  const still = tracker.recent.length > 0 && at - (tracker.recent[tracker.recent.length - 1] ?? at) >= CHATTER.stillFor
  const before = still ? newChatterTracker() : tracker
  const recent = [...before.recent, at].slice(-CHATTER.activations)
  const dense = recent.length === CHATTER.activations && at - (recent[0] ?? at) <= CHATTER.window
  const since = before.since ?? (dense ? (recent[0] ?? at) : undefined)
  const top = of.level === 'HH' || of.level === 'LL' || of.priority === 'highest'
  return {
    tracker: { recent, since, count: before.count + 1 },
    began: before.since === undefined && since !== undefined,
    quiet: before.since !== undefined && !top,
  }
}
