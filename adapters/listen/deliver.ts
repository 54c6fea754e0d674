import type { DeviceSource, Monitoring, SourceEntry } from '#mechanisms/monitoring/index.ts'

/** A quantity as a device names it. `t` in seconds since 1970, null = the device gave none: its receipt counts. `q` a quality code of the evaluator. */
export interface KeyedReading {
  readonly entry: SourceEntry
  readonly t: number | null
  readonly v: number
  readonly q: number
}

const OLDEST_S = 90 * 86_400
const AHEAD_S = 86_400
const UNCERTAIN = 1

export const entryMap = (source: DeviceSource): ReadonlyMap<string, SourceEntry> => new Map(source.map.map((e) => [e.key, e]))

/**
 * Stores what a device sent. Resolves after the commit and says what of it was refused, by cause; rejects when nothing
 * was stored, so that no answer goes out and the device sends it again.
 */
export async function deliver(
  monitoring: Monitoring,
  orgId: string,
  readings: readonly KeyedReading[],
  backfill: boolean,
  receivedAt: number,
): Promise<string[]> {
  const refused: string[] = []
  const [no, t, v, q]: [number[], number[], number[], number[]] = [[], [], [], []]
  for (const { entry, ...one } of readings) {
    const point = monitoring.pointNo(orgId, entry.point)
    const at = one.t ?? receivedAt
    if (point === undefined) refused.push('no-point')
    else if (!(at > receivedAt - OLDEST_S && at < receivedAt + AHEAD_S)) refused.push('time')
    else {
      no.push(point)
      t.push(at)
      v.push(one.v * entry.scale + entry.add)
      q.push(one.t === null ? Math.max(one.q, UNCERTAIN) : one.q)
    }
  }
  if (no.length === 0) return refused
  await monitoring.ingest({
    n: no.length,
    no: Int32Array.from(no),
    t: Float64Array.from(t),
    v: Float64Array.from(v),
    q: Uint8Array.from(q),
    backfill,
    receivedAt,
  })
  return refused
}
