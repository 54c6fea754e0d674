import type { Claims } from '#kernel/access/index.ts'
import type { Monitoring, PointRule } from '#mechanisms/monitoring/index.ts'
import { sql, type Db } from '#platform/db/index.ts'

interface FedPoint {
  readonly no: number
  readonly type: string
  readonly low: number
  readonly high: number
  readonly periodS: number
  readonly rules: readonly PointRule[]
}

/** Figures between 0 and 1 that belong to a number, the same each time. */
const dice = (n: number): number => {
  const x = Math.sin(n * 12.9898) * 43758.5453
  return x - Math.floor(x)
}

const DAY = 86_400

/** What the point reads at a time: calm, with a slow swing; now and then, for some minutes, beyond its limits. */
function valueAt(p: FedPoint, t: number): number {
  const limits = p.rules.find((r) => r.key === 'limits')
  const at = (name: string): number | undefined => (typeof limits?.[name] === 'number' ? (limits[name] as number) : undefined)
  const [low, high] = [at('L') ?? at('LL'), at('H') ?? at('HH')]
  const binary = p.low === 0 && p.high === 1
  // One chance in six a day, at an hour of its own.
  const day = Math.floor(t / DAY)
  const begins = day * DAY + dice(p.no * 31 + day) * DAY
  const wrong = dice(p.no * 7 + day * 3) < 1 / 6 && t >= begins && t < begins + 600 + 1200 * dice(p.no + day)
  if (binary) return wrong ? 1 : 0
  const span = p.high - p.low
  const floor = low ?? (high === undefined ? p.low + span * 0.3 : Math.max(p.low, Math.min(0, high)))
  const roof = high ?? (low === undefined ? p.low + span * 0.6 : Math.min(p.high, low * 2.2))
  const calm =
    floor + (roof - floor) * (0.42 + 0.14 * Math.sin((t / DAY + dice(p.no)) * 2 * Math.PI) + 0.05 * (dice(p.no + Math.floor(t / 30)) - 0.5))
  if (!wrong) return calm
  const over = (roof - floor) * 0.08 * (0.4 + dice(p.no + day))
  return high === undefined ? Math.max(p.low, floor - over) : Math.min(p.high, roof + over)
}

/** A light feed for the sample: what the past day would have been, then readings at their periods. */
export async function startFeed(deps: {
  db: Db
  system: Claims
  monitoring: Monitoring
  log: (message: string) => void
}): Promise<{ stop(): void }> {
  const points = await deps.db.read<FedPoint>(
    deps.system,
    sql`select no, type, low, high, period_s as "periodS", rules from point where status = 'active' and low is not null and code like 'P-%' limit 5000`,
  )
  const due = new Map(points.map((p) => [p.no, 0]))
  const send = async (rows: readonly (readonly [FedPoint, number])[], backfill: boolean): Promise<void> => {
    if (rows.length === 0) return
    await deps.monitoring.ingest({
      n: rows.length,
      no: Int32Array.from(rows, ([p]) => p.no),
      t: Float64Array.from(rows, ([, t]) => t),
      v: Float64Array.from(rows, ([p, t]) => valueAt(p, t)),
      q: new Uint8Array(rows.length),
      backfill,
      receivedAt: Date.now() / 1000,
    })
  }
  const fill = async (): Promise<void> => {
    const [last] = await deps.db.read<{ t: number | null }>(
      deps.system,
      sql`select extract(epoch from max(t))::float8 as t from reading_latest`,
    )
    const now = Math.floor(Date.now() / 1000)
    // Shorter than the silence that would be called missing.
    const step = 60
    const present = async (at: number): Promise<void> => {
      await send(
        points.map((p) => [p, at] as const),
        false,
      )
    }
    // The present first, and again while the fill goes on: a point whose newest reading is old would be called silent.
    await present(now)
    let shown = now
    for (let t = Math.max((last?.t ?? 0) + step, now - DAY); t < now - 60; t += step) {
      await send(
        points.map((p) => [p, t] as const),
        true,
      )
      const at = Math.floor(Date.now() / 1000)
      if (at - shown < 20) continue
      await present(at)
      shown = at
    }
  }
  let filled: Promise<void> | null = null
  let ready = false
  const beat = async (): Promise<void> => {
    if (!ready) {
      filled ??= fill().then(() => void (ready = true))
      try {
        await filled
      } catch {
        // The writer starts after the sample: it is tried again at the next beat.
        filled = null
      }
      return
    }
    const now = Math.floor(Date.now() / 1000)
    const rows = points.filter((p) => now >= (due.get(p.no) ?? 0)).map((p) => [p, now] as const)
    for (const [p] of rows) due.set(p.no, now + p.periodS)
    await send(rows, false).catch(() => deps.log('Readings of the sample were not stored'))
  }
  const timer = setInterval(() => void beat(), 5000)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
