/** Quality of one reading. The numbers are stored, so they never change meaning. */
export const QUALITY = {
  good: 0,
  uncertain: 1,
  bad: 2,
  substituted: 3,
  calibration: 4,
  maintenance: 5,
  offline: 6,
} as const
export type QualityName = keyof typeof QUALITY

/** Kleene's three values: 0 false, 1 true, 2 not known. */
export type Truth = 0 | 1 | 2
export const FALSE = 0
export const TRUE = 1
export const UNKNOWN = 2

/**
 * What one evaluation says about one alarm slot: 0 clear (beyond the dead-band), 1 raise, 2 hold (inside the dead-band),
 * 3 not known (bad or missing input: neither satisfies nor resets a delay).
 */
export type Condition = 0 | 1 | 2 | 3
export const CLEAR = 0
export const RAISE = 1
export const HOLD = 2
export const NOT_KNOWN = 3

/** One reading. `time` in seconds of event time, `quality` a QUALITY code. */
export type Reading = {
  point: number
  time: number
  value: number
  quality: number
  /** Sent after an outage by a source that says so (JT/T 808 0x0704 type 1, "continues"): never taken for a clock step. */
  backfill?: boolean
  /** Seconds when the platform received it; with it a clock that runs ahead is recognised. */
  receivedAt?: number
}

export type Level = 'LL' | 'L' | 'H' | 'HH' | 'on'
export type AlarmEventKind = 'open' | 'clear' | 'dataLost' | 'dataBack'

/** One change of one alarm. `at` is the event time of the change, `since` when its condition began; both in seconds. */
export type AlarmEvent = {
  rule: string
  point: string
  level: Level
  kind: AlarmEventKind
  at: number
  since: number
  value: number
  priority: Priority
  /** Judged from readings that came after their place in time had been evaluated: recorded, not sounded. */
  late?: true
  /** Why it cleared when no reading cleared it. */
  reason?: 'schedule'
}

export const PRIORITIES = ['low', 'medium', 'high', 'highest'] as const
export type Priority = (typeof PRIORITIES)[number]

/** Where events go; `late` marks all that the late lane emits. */
export type Sink = { events: AlarmEvent[]; late: boolean }

export type Position = readonly [lon: number, lat: number]
