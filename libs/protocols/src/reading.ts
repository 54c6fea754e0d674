/** What a reading is about. Only `analog` and `state` are levels that hold; an `event` happened once. */
export type ReadingKind = 'analog' | 'state' | 'event' | 'position' | 'text'

/**
 * How far a reading may be trusted.
 * good, uncertain (use with care), bad (instrument fault), substituted (typed in by hand), calibration, maintenance, offline.
 */
export type ReadingQuality = 'good' | 'uncertain' | 'bad' | 'substituted' | 'calibration' | 'maintenance' | 'offline'

export type ReadingPeriod = 'realtime' | 'minute' | 'hour' | 'day'

export type Protocol = 'jt808' | 'hj212' | 'gb26875'

/**
 * One value of one point, whatever the protocol was.
 *
 * - `deviceId`: terminal phone (JT/T 808), MN (HJ 212), source address (GB/T 26875.3).
 * - `pointId`: the part of the device: '' for the device itself, `system.address[.component.address]` in GB/T 26875.3.
 * - `time`: milliseconds since 1970 UTC, null where the device sent none or an impossible one (use the receive time).
 *   For HJ 212 period data it is the START of the interval.
 * - `code`: factor or quantity; `value`: null where the device says that it has none.
 * - `flag`: the mark as sent, '' where none.
 * - `backfilled`: sent after an outage; must not sound a live alarm.
 */
export interface Reading {
  protocol: Protocol
  deviceId: string
  pointId: string
  time: number | null
  kind: ReadingKind
  code: string
  value: number | boolean | string | null
  unit: string
  quality: ReadingQuality
  flag: string
  period: ReadingPeriod
  backfilled: boolean
}
