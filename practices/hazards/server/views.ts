import { sql, type Sql } from '#platform/db/index.ts'
import { RECURRENCE_DAYS } from '../rules.ts'

/** Who should have checked and did not, worst first. One more row than is shown tells that the list was cut. */
export function registerOf(since: Date): Sql {
  return sql`select m.org_id as "orgId", o.name as "orgName", o.path, o.sector, count(*)::int as due,
      count(*) filter (where m.state in ('missed', 'lapsed'))::int as missed,
      count(*) filter (where m.state = 'late')::int as late,
      max(m.closed_at) filter (where m.state in ('done', 'late')) as last
    from matter m join org o on o.id = m.org_id
    where m.kind = 'selfcheck' and m.opened_at >= ${since.toISOString()}::timestamptz and m.state <> 'excused'
    group by m.org_id, o.name, o.path, o.sector
    having count(*) filter (where m.state in ('missed', 'lapsed')) > 0
    order by missed desc, o.name limit 501`
}

/** Days in which a sign is shown to the enterprise alone, so that it can put it right or explain. Configurable practice, not law. */
export const GRACE_DAYS = 3

/** Zero-hazard self-checks in a row that become a sign. */
const ZERO_ROW = 30

/** Minutes under which ten or more check items cannot have been looked at; together on one evening they are a bulk entry. */
const BULK_PER_EVENING = 5

/**
 * Signs of formalism since a day, within what the claims may read. Other people's signs younger than the grace are left out;
 * the enterprise sees its own at once.
 */
export function formalismSigns(since: Date, now: Date, ownOrg: string): Sql {
  const from = since.toISOString()
  const grace = new Date(now.getTime() - GRACE_DAYS * 86_400_000).toISOString()
  return sql`with recent as (
      select m.* from matter m where m.kind in ('hazard', 'selfcheck') and m.updated_at >= ${from}::timestamptz),
    used as (
      select u.hash, u.matter_id, u.at, f.phash, f.taken_at, m.org_id, m.no, m.title
      from file_use u join file f on f.hash = u.hash join recent m on m.id = u.matter_id where u.at >= ${from}::timestamptz),
    signs as (
      select 'repeated-photo' as sign, a.org_id, a.matter_id, a.no, a.title, a.at, null::int as n, b.no as other
      from used a join lateral (
        select o.no, o.at from used o
        where o.matter_id <> a.matter_id and o.org_id = a.org_id and o.at < a.at and (o.hash = a.hash or (o.phash = a.phash and bit_count(('x' || a.phash)::bit(64)) between 6 and 58))
        order by o.at desc limit 1) b on true
      union all
      select 'old-photo', u.org_id, u.matter_id, u.no, u.title, u.at, round(extract(epoch from m.opened_at - u.taken_at) / 86400)::int, null
      from used u join recent m on m.id = u.matter_id where u.taken_at < m.opened_at - interval '1 day'
      union all
      select 'night-before', x.org_id, x.id, x.no, x.title, x.closed_at, x.n::int, null
      from (select m.org_id, m.id, m.no, m.title, m.closed_at,
          count(*) over w as n, row_number() over (w order by m.closed_at desc) as r
        from recent m where m.kind = 'selfcheck' and m.state in ('done', 'late')
          and extract(hour from m.closed_at at time zone 'Asia/Shanghai') not between 7 and 19
        window w as (partition by m.org_id, date_trunc('day', m.closed_at at time zone 'Asia/Shanghai' - interval '7 hours'))) x
      where x.n >= ${BULK_PER_EVENING} and x.r = 1
      union all
      select 'always-zero', z.org_id, z.id, z.no, z.title, z.closed_at, z.n::int, null
      from (select m.org_id, m.id, m.no, m.title, m.closed_at, row_number() over (partition by m.org_id order by m.closed_at desc) as r,
          count(*) over (partition by m.org_id) as n, sum(coalesce((m.fields->>'findings')::int, 0)) over (partition by m.org_id) as found
        from recent m where m.kind = 'selfcheck' and m.state in ('done', 'late')) z
      where z.r = 1 and z.n >= ${ZERO_ROW} and z.found = 0
      union all
      select 'closed-and-back', m.org_id, m.id, m.no, m.title, m.opened_at, ${RECURRENCE_DAYS}::int, e.no
      from recent m join matter e on e.id = (m.fields->>'recurrenceOf')::uuid where m.kind = 'hazard')
    select s.sign, s.org_id as "orgId", o.name as "orgName", s.matter_id as "matterId", s.no, s.title, s.at, s.n, s.other
    from signs s join org o on o.id = s.org_id
    where s.org_id = ${ownOrg}::uuid or s.at < ${grace}::timestamptz
    order by s.at desc limit 501`
}
