import type { Claims } from '#kernel/access/index.ts'
import { sql, type Db } from '#platform/db/index.ts'
import type { PointRule } from '../rules.ts'
import { carryOver, configOf, newShard, type EnginePoint, type Shard } from './shards.ts'

/** Where a point stands in the evaluator. */
export interface Ref {
  readonly shard: Shard
  readonly p: number
  readonly point: EnginePoint
}

interface Window {
  readonly orgId: string
  readonly no: number | null
  readonly from: number
  readonly to: number
  readonly quality: number
}

/** All active points with their evaluators, their newest values and what is being calibrated or mended. In memory; rebuilt at start. */
export interface Directory {
  readonly shards: Map<string, Shard>
  readonly points: Map<string, readonly EnginePoint[]>
  /** By number of the point. */
  readonly refs: (Ref | undefined)[]
  readonly byCode: Map<string, Map<string, number>>
  windows: readonly Window[]
  /** Newest reading by number of the point: seconds, value, quality, receipt. */
  readonly latest: { t: Float64Array; v: Float64Array; q: Uint8Array; received: Float64Array }
  readonly changed: Set<number>
}

export function emptyDirectory(): Directory {
  return {
    shards: new Map(),
    points: new Map(),
    refs: [],
    byCode: new Map(),
    windows: [],
    latest: { t: new Float64Array(0), v: new Float64Array(0), q: new Uint8Array(0), received: new Float64Array(0) },
    changed: new Set(),
  }
}

interface PointRecord {
  no: number
  id: string
  orgId: string
  code: string
  name: string
  unit: string
  subjectId: string | null
  periodS: number
  source: string | null
  rules: PointRule[]
}

/** The active points, of one organisation or of all. */
export async function readPoints(db: Db, claims: Claims, orgIds: readonly string[] | null): Promise<Map<string, EnginePoint[]>> {
  const rows = await db.read<PointRecord>(
    claims,
    sql`select no, id, org_id as "orgId", code, name, unit, subject_id as "subjectId", period_s as "periodS", source, rules from point
      where status = 'active' and (${orgIds === null} or org_id = any(${orgIds ?? []}::uuid[])) order by org_id, no`,
  )
  const byOrg = new Map<string, EnginePoint[]>()
  for (const row of rows) {
    const own = byOrg.get(row.orgId)
    if (own) own.push(row)
    else byOrg.set(row.orgId, [row])
  }
  return byOrg
}

const grown = <T extends Float64Array | Uint8Array>(old: T, size: number, fill: number): T => {
  const made = (old instanceof Float64Array ? new Float64Array(size) : new Uint8Array(size)) as T
  made.fill(fill)
  made.set(old)
  return made
}

function room(directory: Directory, most: number): void {
  const { latest } = directory
  if (most < latest.t.length) return
  const size = Math.max(1024, most + 1, latest.t.length * 2)
  latest.t = grown(latest.t, size, -Infinity)
  latest.v = grown(latest.v, size, NaN)
  latest.q = grown(latest.q, size, 0)
  latest.received = grown(latest.received, size, 0)
}

/** Puts an evaluator with its points in the place of the one before. */
export function install(directory: Directory, shard: Shard, points: readonly EnginePoint[]): void {
  for (const old of directory.points.get(shard.orgId) ?? []) directory.refs[old.no] = undefined
  room(
    directory,
    points.reduce((most, p) => Math.max(most, p.no), 0),
  )
  directory.shards.set(shard.orgId, shard)
  directory.points.set(shard.orgId, points)
  const codes = new Map<string, number>()
  for (const point of points) {
    const p = shard.pipe.plan.pointIndex.get(String(point.no))
    if (p === undefined) continue
    directory.refs[point.no] = { shard, p, point }
    codes.set(point.code, point.no)
  }
  directory.byCode.set(shard.orgId, codes)
}

/** The evaluator for the points as they are now, going on from the one before. */
export function rebuilt(
  old: Shard | undefined,
  orgId: string,
  points: readonly EnginePoint[],
  windowS: number,
  now: number,
  skipped: (rule: string) => void,
): ReturnType<typeof carryOver> {
  const config = configOf(points, windowS, skipped)
  return old ? carryOver(old, config, now) : { shard: newShard(orgId, config), events: [] }
}

export async function readWindows(db: Db, claims: Claims, now: Date): Promise<Window[]> {
  const rows = await db.read<{ orgId: string; no: number | null; from: string; to: string; kind: string }>(
    claims,
    sql`select w.org_id as "orgId", p.no, w.from_at as "from", coalesce(w.ended_at, w.to_at) as "to", w.kind
      from monitoring_window w left join point p on p.id = w.point_id
      where w.to_at > ${new Date(now.getTime() - 7 * 86_400_000).toISOString()}::timestamptz and coalesce(w.ended_at, w.to_at) > w.from_at`,
  )
  return rows.map((r) => ({
    orgId: r.orgId,
    no: r.no,
    from: Date.parse(r.from) / 1000,
    to: Date.parse(r.to) / 1000,
    quality: r.kind === 'calibration' ? 4 : 5,
  }))
}

/** The quality that a window gives to a reading, or none. */
export function windowQuality(directory: Directory, point: EnginePoint, t: number): number | null {
  for (const w of directory.windows) {
    if (t >= w.from && t < w.to && w.orgId === point.orgId && (w.no === null || w.no === point.no)) return w.quality
  }
  return null
}
