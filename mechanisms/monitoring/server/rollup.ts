import type { Claims } from '#kernel/access/index.ts'
import { raw, sql, type Db, type Sql, type Tx } from '#platform/db/index.ts'

/** Beijing days: PostgreSQL truncates to them when it is told the zone. */
const bucket = (step: 'minute' | 'hour' | 'day', column: string): Sql => raw(`date_trunc('${step}', ${column}, 'Asia/Shanghai')`)

/** Usable readings are good and uncertain ones with a value. */
const FROM_RAW =
  raw(`count(*) filter (where r.q <= 1 and r.v is not null and r.v <> 'NaN')::int, min(r.v) filter (where r.q <= 1 and r.v <> 'NaN'),
  max(r.v) filter (where r.q <= 1 and r.v <> 'NaN'), sum(r.v) filter (where r.q <= 1 and r.v <> 'NaN')`)
const FROM_ROLLED = raw('sum(r.n)::int, min(r.lo), max(r.hi), sum(r.sum)')
const REPLACE = raw('on conflict (point, t) do update set n = excluded.n, lo = excluded.lo, hi = excluded.hi, sum = excluded.sum')
const MERGE = (table: string): Sql =>
  raw(`on conflict (point, t) do update set n = ${table}.n + excluded.n, lo = least(${table}.lo, excluded.lo), hi = greatest(${table}.hi, excluded.hi),
    sum = coalesce(${table}.sum, 0) + coalesce(excluded.sum, 0)`)

/** A stretch that nobody writes to any more: new minutes, merged into hours and days. One transaction with the mark. */
async function rollNew(tx: Tx, from: string, to: string): Promise<void> {
  await tx.query(sql`insert into reading_minute (point, t, n, lo, hi, sum)
    select r.point, ${bucket('minute', 'r.t')}, ${FROM_RAW} from reading r where r.t >= ${from}::timestamptz and r.t < ${to}::timestamptz group by 1, 2 ${REPLACE}`)
  for (const step of ['hour', 'day'] as const) {
    const table = step === 'hour' ? 'reading_hour' : 'reading_day'
    await tx.query(sql`insert into ${raw(table)} (point, t, n, lo, hi, sum)
      select r.point, ${bucket(step, 'r.t')}, ${FROM_ROLLED} from reading_minute r where r.t >= ${from}::timestamptz and r.t < ${to}::timestamptz group by 1, 2 ${MERGE(table)}`)
  }
}

/** Hours that got readings afterwards are made again from the readings, and their days from the hours. */
async function rollAgain(tx: Tx): Promise<number> {
  const late = await tx.query<{ point: number; t: string }>(
    sql`with gone as (delete from reading_late where ctid in (select ctid from reading_late limit 50000) returning point, t) select distinct point, t from gone`,
  )
  if (late.length === 0) return 0
  const hours = sql`unnest(${late.map((l) => l.point)}::int[], ${late.map((l) => l.t)}::timestamptz[]) as h (point, t)`
  await tx.query(sql`insert into reading_minute (point, t, n, lo, hi, sum)
    select r.point, ${bucket('minute', 'r.t')}, ${FROM_RAW} from ${hours} join reading r on r.point = h.point and r.t >= h.t and r.t < h.t + interval '1 hour' group by 1, 2 ${REPLACE}`)
  await tx.query(sql`insert into reading_hour (point, t, n, lo, hi, sum)
    select r.point, h.t, ${FROM_ROLLED} from ${hours} join reading_minute r on r.point = h.point and r.t >= h.t and r.t < h.t + interval '1 hour' group by 1, 2 ${REPLACE}`)
  await tx.query(sql`insert into reading_day (point, t, n, lo, hi, sum)
    select r.point, d.t, ${FROM_ROLLED} from (select distinct h.point, ${bucket('day', 'h.t')} as t from ${hours}) d
      join reading_hour r on r.point = d.point and r.t >= d.t and r.t < d.t + interval '1 day' group by 1, 2 ${REPLACE}`)
  return late.length
}

/** Rolls up to `to`. The writer has promised that what is older and comes later goes to `reading_late`. */
export async function rollUp(db: Db, system: Claims, to: Date): Promise<{ again: number }> {
  const again = await db.tx(system, async (tx) => {
    const [clock] = await tx.query<{ rolled: string | null }>(sql`select rolled_to as rolled from monitoring_rolled for update`)
    const from = clock?.rolled ?? (await tx.query<{ t: string | null }>(sql`select min(t) as t from reading`))[0]?.t ?? null
    const until = to.toISOString()
    if (from !== null && from < until) await rollNew(tx, from, until)
    const count = await rollAgain(tx)
    await tx.query(
      sql`update monitoring_rolled set rolled_to = ${until}::timestamptz where rolled_to is null or rolled_to < ${until}::timestamptz`,
    )
    return count
  })
  return { again }
}
