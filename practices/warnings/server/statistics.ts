import { raw, sql, type Sql } from '#platform/db/index.ts'
import type { z } from 'zod'
import type { IndexRow, StatsQuery } from '../model.ts'
import { warningIndex } from '../rules.ts'

type Query = z.output<typeof StatsQuery>

const GROUP = { level: raw('m.level'), office: raw('m.office_id::text'), org: raw('m.org_id::text') } as const

export const within = (
  query: Query,
): Sql => sql`m.kind = 'warning' and m.opened_at >= (${query.from}::timestamp at time zone 'Asia/Shanghai')
  and m.opened_at < ((${query.to}::timestamp + interval '1 day') at time zone 'Asia/Shanghai')`

/** First time of an act, minutes after the opening. */
const after = (act: string): Sql =>
  sql`(select extract(epoch from min(a.at) - m.opened_at) / 60 from act a where a.matter_id = m.id and a.act = ${act})`
const median = (name: string): Sql => raw(`percentile_cont(0.5) within group (order by ${name}) as "${name}"`)

/** Counts and median minutes of each stage, by level, office or enterprise. */
export function statisticsOf(query: Query, now: Date): Sql {
  const group = GROUP[query.by]
  return sql`with w as (select ${group} as key, m.phase, m.state, m.due_at, ${after('receive')} as receive, ${after('verify')} as verify,
      ${after('feedback')} as feedback, ${after('close')} as close from matter m where ${within(query)}),
    g as (select key, count(*)::int as opened, count(*) filter (where phase = 'closed')::int as closed,
      count(*) filter (where phase in ('open', 'waiting'))::int as active,
      count(*) filter (where phase in ('open', 'waiting') and due_at < ${now.toISOString()}::timestamptz)::int as overdue,
      count(*) filter (where state = 'false')::int as falses,
      ${median('receive')}, ${median('verify')}, ${median('feedback')}, ${median('close')} from w group by key)
    select g.*, (select o.name from org o where ${query.by !== 'level'} and o.id::text = g.key) as name from g order by g.opened desc, g.key limit 500`
}

export const reasonsOf = (query: Query): Sql =>
  sql`select coalesce(m.fields->>'falseReason', 'other') as why, count(*)::int as n from matter m where ${within(query)} and m.state = 'false' group by 1 order by 2 desc`

type Read = <T>(statement: Sql) => Promise<T[]>

interface Counted {
  orgId: string
  orgName: string
  points: number
  redAlarms: number
  otherAlarms: number
  offlineHours: number
  warnings: number
  late: number
  open: number
}

/** The index of the enterprises that have points, lowest first. */
export async function indexRows(read: Read, query: Query, now: Date): Promise<IndexRow[]> {
  const from = sql`(${query.from}::timestamp at time zone 'Asia/Shanghai')`
  const to = sql`least(((${query.to}::timestamp + interval '1 day') at time zone 'Asia/Shanghai'), ${now.toISOString()}::timestamptz)`
  const rows = await read<Counted>(sql`with p as (select org_id, count(*)::int as points from point where status = 'active' group by 1),
    a as (select org_id, count(*) filter (where colour = 'red' and kind not in ('missing', 'source'))::int as red,
        count(*) filter (where colour <> 'red' and kind not in ('missing', 'source'))::int as other,
        coalesce(sum(extract(epoch from least(coalesce(cleared_at, ${to}), ${to}) - opened_at) / 3600 * members) filter (where kind in ('missing', 'source')), 0)::float8 as off
      from alarm where opened_at >= ${from} and opened_at < ${to} group by 1),
    w as (select m.org_id, count(*)::int as n, count(*) filter (where m.phase in ('open', 'waiting') and m.due_at < ${to}
          or exists (select from ladder_fired f where f.matter_id = m.id and f.step like 'after-%'))::int as late,
        count(*) filter (where m.phase in ('open', 'waiting'))::int as open
      from matter m where ${within(query)} group by 1)
    select o.id as "orgId", o.name as "orgName", p.points, coalesce(a.red, 0) as "redAlarms", coalesce(a.other, 0) as "otherAlarms",
      greatest(coalesce(a.off, 0), 0) as "offlineHours", coalesce(w.n, 0) as warnings, coalesce(w.late, 0) as late, coalesce(w.open, 0) as open
    from p join org o on o.id = p.org_id left join a on a.org_id = p.org_id left join w on w.org_id = p.org_id limit 2000`)
  const end = Math.min(Date.parse(`${query.to}T16:00:00Z`), now.getTime())
  const days = Math.max(1, Math.round((end - Date.parse(`${query.from}T00:00:00Z`)) / 86_400_000))
  return rows
    .map((r) => ({ orgId: r.orgId, orgName: r.orgName, ...warningIndex({ ...r, days }) }))
    .sort((x, y) => x.value - y.value)
    .slice(0, 200)
}
