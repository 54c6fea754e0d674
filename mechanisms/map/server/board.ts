import { addDays, cstDate, fromCst, weekday } from '#kernel/calendar/index.ts'
import type { Claims } from '#kernel/access/index.ts'
import { SOON_HOURS } from '#mechanisms/matters/index.ts'
import { raw, sql, type Sql } from '#platform/db/index.ts'
import { LICENCE_DAYS, MAJOR, TREND_WEEKS, WATCHED } from '../rules.ts'
import { reachOf, reachOfAny } from './reach.ts'

const ACTIVE = raw(`m.phase in ('open', 'waiting')`)
const BIG = [WATCHED.hazard, WATCHED.listing]

/** Days and instants of a board, all in China time. */
export interface BoardTime {
  readonly now: string
  readonly today: string
  readonly monthStart: string
  readonly dayStart: string
  readonly dayEnd: string
  readonly soonEnd: string
  /** Monday of the first week of the trend. */
  readonly firstWeek: string
}

export function boardTime(now: Date): BoardTime {
  const today = cstDate(now)
  const monday = addDays(today, 1 - weekday(today))
  return {
    now: now.toISOString(),
    today,
    monthStart: `${today.slice(0, 7)}-01`,
    dayStart: fromCst(today).toISOString(),
    dayEnd: fromCst(today, '24:00').toISOString(),
    soonEnd: new Date(now.getTime() + SOON_HOURS * 3_600_000).toISOString(),
    firstWeek: addDays(monday, -7 * (TREND_WEEKS - 1)),
  }
}

/** The figures of a home page over what is open: one pass over the open matters of the reader. */
export function countsSql(claims: Claims, time: BoardTime): Sql {
  const hazard = sql`m.kind = ${WATCHED.hazard}`
  const late = sql`m.due_at < ${time.now}::timestamptz`
  return sql`select
      count(*) filter (where ${hazard})::int as open,
      count(*) filter (where ${hazard} and ${late})::int as overdue,
      count(*) filter (where ${hazard} and m.due_at >= ${time.now}::timestamptz and m.due_at < ${time.soonEnd}::timestamptz)::int as soon,
      count(*) filter (where ${hazard} and m.state = 'verifying')::int as verify,
      count(*) filter (where ${hazard} and m.state = 'reported')::int as confirm,
      count(*) filter (where ${hazard} and m.level = ${MAJOR})::int as majors,
      count(*) filter (where ${hazard} and m.level = ${MAJOR} and ${late})::int as "overdueMajors",
      count(*) filter (where ${hazard} and m.fields ? 'recurrenceOf')::int as recurring,
      count(*) filter (where m.kind = ${WATCHED.listing})::int as listings,
      count(*) filter (where m.kind = ${WATCHED.check} and m.state = 'due')::int as "checksDue",
      count(*) filter (where m.kind = ${WATCHED.check} and m.state = 'missed')::int as "checksMissed"
    from matter m where ${ACTIVE} and ${reachOfAny(claims, [WATCHED.hazard, WATCHED.listing, WATCHED.check])}`
}

/** The Monday, in China, of the week of an instant. */
const week = (column: 'm.opened_at' | 'm.closed_at'): Sql => raw(`date_trunc('week', ${column} at time zone 'Asia/Shanghai')::date`)

/** Opened and closed hazards by week, and the figures of today and of this month that go with them. */
export function flowSql(claims: Claims, time: BoardTime): Sql {
  const since = fromCst(time.firstWeek).toISOString()
  return sql`select week, sum(opened)::int as opened, sum(closed)::int as closed, sum(today)::int as "reportedToday", sum(month)::int as "closedThisMonth",
      sum(checks)::int as "checksDoneToday" from (
    select ${week('m.opened_at')} as week, count(*) as opened, 0 as closed,
      count(*) filter (where m.opened_at >= ${time.dayStart}::timestamptz) as today, 0 as month, 0 as checks
    from matter m where m.opened_at >= ${since}::timestamptz and ${reachOf(claims, WATCHED.hazard)} group by 1
    union all
    select ${week('m.closed_at')}, 0, count(*), 0, count(*) filter (where m.closed_at >= ${fromCst(time.monthStart).toISOString()}::timestamptz), 0
    from matter m where m.phase = 'closed' and m.closed_at >= ${since}::timestamptz and ${reachOf(claims, WATCHED.hazard)} group by 1
    union all
    select ${week('m.closed_at')}, 0, 0, 0, 0, count(*)
    from matter m where m.phase = 'closed' and m.state in ('done', 'late') and m.closed_at >= ${time.dayStart}::timestamptz
      and ${reachOf(claims, WATCHED.check)} group by 1) f
    group by week order by week`
}

/**
 * The five that burn: open major hazards and supervised listings, what is overdue first. A hazard under an open listing
 * stands there once, as its listing, under the hazard's own title.
 */
export function redSql(claims: Claims): Sql {
  return sql`select m.id, m.kind, coalesce(p.title, m.title) as title, m.state, o.name as "orgName", f.name as "officeName",
      m.due_at as "dueAt", m.state_since as "stateSince", m.fields ? 'recurrenceOf' as recurring
    from matter m left join org o on o.id = m.org_id left join org f on f.id = m.office_id
      left join matter p on m.kind = ${WATCHED.listing} and p.id = m.parent_id
    where ${ACTIVE} and ${reachOfAny(claims, BIG)} and (m.kind = ${WATCHED.listing} or (m.level = ${MAJOR} and not exists (
      select from matter l where l.parent_id = m.id and l.kind = ${WATCHED.listing} and l.phase in ('open', 'waiting'))))
    order by m.due_at asc nulls last, m.id limit 5`
}

/** Who sits on overdue matters: the enterprise while it is to rectify, the office while it is to verify or decide. */
export function ladderSql(claims: Claims, time: BoardTime, officeTurns: readonly string[]): Sql {
  return sql`with late as (
      select case when m.kind || '/' || m.state = any(${[...officeTurns]}::text[]) then 'office' else 'org' end as holder,
        case when m.kind || '/' || m.state = any(${[...officeTurns]}::text[]) then m.office_id else m.org_id end as id, m.level, m.due_at
      from matter m where ${ACTIVE} and m.due_at < ${time.now}::timestamptz and ${reachOfAny(claims, BIG)})
    select l.id, o.name, l.holder, count(*)::int as overdue, count(*) filter (where l.level = ${MAJOR})::int as majors, min(l.due_at) as "oldestDue"
    from late l join org o on o.id = l.id group by l.id, o.name, l.holder
    order by majors desc, overdue desc, "oldestDue", l.id limit 10`
}

/** Enterprises with overdue hazards, for the one who goes there. */
export function overdueOrgsSql(claims: Claims, time: BoardTime): Sql {
  return sql`with late as (
      select m.org_id, m.due_at from matter m
      where ${ACTIVE} and m.due_at < ${time.now}::timestamptz and ${reachOf(claims, WATCHED.hazard)} and m.org_id is not null)
    select l.org_id as id, o.name, count(*)::int as overdue, min(l.due_at) as "oldestDue"
    from late l join org o on o.id = l.org_id group by l.org_id, o.name order by overdue desc, "oldestDue", l.org_id limit 20`
}

/** Own checks: those of today (done or to do), and those that were missed and can be made up. */
export function ownChecksSql(orgId: string, time: BoardTime): Sql {
  return sql`select m.id, m.title, m.state, m.fields->>'checkLevel' as team, m.due_at as "dueAt", m.fields->>'day' as day from matter m
    where m.kind = ${WATCHED.check} and m.org_id = ${orgId}::uuid and (
      (m.phase = 'open' and (m.state <> 'due' or m.due_at < ${time.dayEnd}::timestamptz or m.opened_at >= ${time.dayStart}::timestamptz))
      or (m.phase = 'closed' and m.closed_at >= ${time.dayStart}::timestamptz and m.state in ('done', 'late')))
    order by m.state <> 'missed', m.due_at, m.id limit 60`
}

export function ownHazardsSql(orgId: string): Sql {
  return sql`select m.id, m.title, m.state, m.level, m.due_at as "dueAt" from matter m
    where m.kind = ${WATCHED.hazard} and m.org_id = ${orgId}::uuid and ${ACTIVE} order by m.due_at nulls last, m.id limit 10`
}

export function licencesSql(orgId: string, time: BoardTime): Sql {
  return sql`select l.id, l.org_id as "orgId", l.holder, l.type, l.valid_to as "validTo" from licence l
    where l.org_id = ${orgId}::uuid and l.status = 'active' and l.valid_to < ${addDays(time.today, LICENCE_DAYS)}::date
    order by l.valid_to, l.id limit 6`
}
