import { activePoints } from './findings.ts'
import type { Columns } from './codec.ts'
import { putReading, readingRows, type ReadingRows } from './codec.ts'
import { windowQuality, type Directory } from './directory.ts'
import { feed, type Shard } from './shards.ts'
import { dayOf } from '../rules.ts'

/** What one transaction writes of its readings. */
export interface Written {
  /** By day: readings that are newer than all stored ones of their points. */
  readonly days: Map<number, ReadingRows>
  /** The others, which may be there already. */
  readonly late: { no: number[]; t: number[]; v: number[]; q: number[] }
  readonly shards: Set<Shard>
  unknown: number
}

export const nothingWritten = (): Written => ({ days: new Map(), late: { no: [], t: [], v: [], q: [] }, shards: new Set(), unknown: 0 })

/** A stamp from the future is dated by its receipt and marked as uncertain, as the evaluator does. */
const AHEAD_S = 600
/** Nobody sends back so far; a stamp like that is a fault of the sender. */
const OLDEST_S = 400 * 86_400

/** Judges a batch and lays its rows ready. The evaluators' states are afterwards those after the batch. */
export function evaluate(directory: Directory, columns: Columns, into: Written | null): void {
  const { n, no, t, v, q, backfill, receivedAt } = columns
  const { refs, latest, changed } = directory
  const guarded = directory.windows.length > 0
  let day = NaN
  let rows: ReadingRows | undefined
  for (let i = 0; i < n; i++) {
    const number = no[i] ?? 0
    const ref = refs[number]
    let time = t[i] ?? NaN
    if (ref === undefined || time < receivedAt - OLDEST_S) {
      if (into) into.unknown++
      continue
    }
    const value = v[i] ?? NaN
    let quality = q[i] ?? 0
    const { shard, p } = ref
    // Into the column as well: the journal must be judged alike when the window is long over.
    if (guarded) q[i] = quality = windowQuality(directory, ref.point, time) ?? quality
    feed(shard, p, time, value, quality, backfill, receivedAt)
    if (!(time <= receivedAt + AHEAD_S)) {
      time = receivedAt
      quality = Math.max(quality, 1)
    }
    if (time > (shard.fronts[p] ?? -Infinity)) {
      shard.fronts[p] = time
      latest.t[number] = time
      latest.v[number] = value
      latest.q[number] = quality
      latest.received[number] = receivedAt
      changed.add(number)
      if (into === null) continue
      const its = dayOf(time)
      if (its !== day) {
        day = its
        rows = into.days.get(day)
        if (!rows) into.days.set(day, (rows = readingRows(Math.max(64, n))))
      }
      if (rows) putReading(rows, number, time, value, quality)
    } else if (into) {
      into.late.no.push(number)
      into.late.t.push(time)
      into.late.v.push(value)
      into.late.q.push(quality)
    }
    into?.shards.add(shard)
  }
}

/** State of a point for people: alarm before silence before normal. */
export function pointState(directory: Directory, no: number, now: number): 'alarm' | 'normal' | 'unknown' | 'away' {
  const ref = directory.refs[no]
  if (!ref) return 'unknown'
  if (activePoints(ref)) return 'alarm'
  if (windowQuality(directory, ref.point, now) !== null) return 'away'
  const heard = directory.latest.t[no] ?? -Infinity
  const quality = directory.latest.q[no] ?? 2
  if (quality === 4 || quality === 5) return 'away'
  const silent = now - heard > Math.max(3 * ref.point.periodS, 60)
  return silent || quality > 1 ? 'unknown' : 'normal'
}
