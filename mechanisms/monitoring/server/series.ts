import { raw, sql } from '#platform/db/index.ts'
import type { ReadContext } from '#platform/http/index.ts'
import type { Series } from '../model.ts'
import type { Resolution } from '../rules.ts'

const MOST = 20_000
const iso = (seconds: number): string => new Date(seconds * 1000).toISOString()

interface RawRow {
  t: number
  v: number | null
  q: number
}

interface RolledRow {
  t: number
  n: number
  lo: number | null
  hi: number | null
  sum: number | null
}

const seconds = (column: string) => raw(`extract(epoch from ${column})::float8`)

async function rawSeries(read: ReadContext['read'], no: number, from: number, to: number): Promise<Series> {
  const rows = await read<RawRow>(
    sql`select ${seconds('t')} as t, nullif(v, 'NaN') as v, q from reading
      where point = ${no} and t >= ${iso(from)}::timestamptz and t < ${iso(to)}::timestamptz order by t limit ${MOST + 1}`,
  )
  const kept = rows.slice(0, MOST)
  const v = kept.map((r) => (r.q > 1 ? null : r.v))
  return { resolution: 'raw', t: kept.map((r) => r.t), v, lo: v, hi: v, q: kept.map((r) => r.q), cut: rows.length > MOST }
}

/**
 * A stretch of one point in the resolution asked for: mean with least and greatest, so that no peak is lost. What is not yet
 * rolled up comes from the readings themselves.
 */
export async function seriesOf(read: ReadContext['read'], no: number, from: number, to: number, resolution: Resolution): Promise<Series> {
  if (resolution === 'raw') return rawSeries(read, no, from, to)
  const table = raw(`reading_${resolution}`)
  const [[clock], rolled] = await Promise.all([
    read<{ to: number | null }>(sql`select ${seconds('rolled_to')} as "to" from monitoring_rolled`),
    read<RolledRow>(
      sql`select ${seconds('t')} as t, n, lo, hi, sum from ${table}
        where point = ${no} and t >= ${iso(from)}::timestamptz and t < ${iso(to)}::timestamptz order by t limit ${MOST}`,
    ),
  ])
  const open = Math.max(from, clock?.to ?? from)
  const rest =
    open < to
      ? await read<RolledRow>(
          sql`select ${seconds(`date_trunc('${resolution}', t, 'Asia/Shanghai')`)} as t, count(*)::int as n, min(v) as lo, max(v) as hi, sum(v) as sum
            from reading where point = ${no} and t >= ${iso(open)}::timestamptz and t < ${iso(to)}::timestamptz and q <= 1 and v <> 'NaN' group by 1 order by 1`,
        )
      : []
  const rows = merged(rolled, rest)
  return {
    resolution,
    t: rows.map((r) => r.t),
    v: rows.map((r) => (r.n > 0 && r.sum !== null ? r.sum / r.n : null)),
    lo: rows.map((r) => r.lo),
    hi: rows.map((r) => r.hi),
    q: rows.map((r) => (r.n > 0 ? 0 : 2)),
    cut: rolled.length === MOST,
  }
}

/** The last bucket of the roll-ups and the first of the readings may be the same hour or day. */
function merged(rolled: readonly RolledRow[], rest: readonly RolledRow[]): RolledRow[] {
  const out = [...rolled]
  for (const row of rest) {
    const last = out.at(-1)
    if (!last || last.t !== row.t) {
      out.push(row)
      continue
    }
    const lows = [last.lo, row.lo].filter((x) => x !== null)
    const highs = [last.hi, row.hi].filter((x) => x !== null)
    out[out.length - 1] = {
      t: last.t,
      n: last.n + row.n,
      lo: lows.length ? Math.min(...lows) : null,
      hi: highs.length ? Math.max(...highs) : null,
      sum: (last.sum ?? 0) + (row.sum ?? 0),
    }
  }
  return out
}
