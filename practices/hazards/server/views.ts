import { sql, type Sql } from '#platform/db/index.ts'
import { RECURRENCE_DAYS } from '../rules.ts'

/** Who should have checked and did not, worst first. One more row than is shown tells that the list was cut. */
export function registerOf(since: Date): Sql {
  return sql`select m.org_id as "orgId", o.name as "orgName", o.path, o.sector, count(*)::int as due,
      count(*) filter (where m.state in ('missed', 'lapsed'))::int as missed,
      count(*) filter (where m.state = 'late')::int as late,
      max(m.closed_at) filter (where m.state in ('done', 'late')) as last,
      (array_agg(m.fields->>'day' order by m.fields->>'day' desc) filter (where m.state in ('missed', 'lapsed') and m.fields ? 'day'))[1:3] as days
    from matter m join org o on o.id = m.org_id
    where m.kind = 'selfcheck' and m.opened_at >= ${since.toISOString()}::timestamptz and m.state <> 'excused'
    group by m.org_id, o.name, o.path, o.sector
    having count(*) filter (where m.state in ('missed', 'lapsed')) > 0
    order by missed desc, o.name limit 501`
}

/** Days in which a sign is shown to the enterprise alone, so that it can put it right or explain. Configurable practice, not law. */
export const GRACE_DAYS = 3

/** Bits in which two pictures may differ and still be one photograph, cut or saved again; the files' own search goes no further than 7. */
const SAME_PHOTO_BITS = 4

/** Zero-hazard self-checks in a row that become a sign. */
const ZERO_ROW = 30

/** Minutes under which ten or more check items cannot have been looked at; together on one evening they are a bulk entry. */
const BULK_PER_EVENING = 5

/**
 * Signs of formalism since a day, within what the claims may read. Other people's signs younger than the grace are left out;
 * the enterprise sees its own at once. One more row than is shown tells that the list was cut; `total` counts all of the sign.
 * @param sign only this one
 */
export function formalismSigns(since: Date, now: Date, ownOrg: string, sign: string | null = null): Sql {
  const from = since.toISOString()
  const grace = new Date(now.getTime() - GRACE_DAYS * 86_400_000).toISOString()
  return sql`with recent as (
      select m.* from matter m where m.kind in ('hazard', 'selfcheck') and m.updated_at >= ${from}::timestamptz),
    used as (
      select u.hash, u.matter_id, u.at, f.taken_at, m.org_id, m.no, m.title,
        -- A wall or a night has almost no edges: such hashes are all alike and say nothing.
        case when bit_count(('x' || f.phash)::bit(64)) between 6 and 58 then ('x' || f.phash)::bit(64) end as look
      from file_use u join file f on f.hash = u.hash join recent m on m.id = u.matter_id where u.at >= ${from}::timestamptz),
    signs as (
      select 'repeated-photo' as sign, p.org_id, p.matter_id, p.no, p.title, p.at, null::int as n, p.other
      from (select distinct on (a.matter_id, a.hash) a.org_id, a.matter_id, a.no, a.title, a.at, o.no as other
        from used a join used o on o.org_id = a.org_id and o.matter_id <> a.matter_id and o.at < a.at
          and (o.hash = a.hash or bit_count(a.look # o.look) <= ${SAME_PHOTO_BITS})
        order by a.matter_id, a.hash, o.at desc) p
      union all
      select 'old-photo', u.org_id, u.matter_id, u.no, u.title, u.at, greatest(1, round(extract(epoch from m.opened_at - u.taken_at) / 86400))::int, null
      from used u join recent m on m.id = u.matter_id
      where u.taken_at < m.opened_at - case when m.kind = 'selfcheck' then interval '1 hour' else interval '1 day' end
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
      from (select y.*, row_number() over (partition by y.org_id order by y.closed_at, y.id) as r, count(*) over (partition by y.org_id) as n
        from (select m.org_id, m.id, m.no, m.title, m.closed_at,
            sum(coalesce((m.fields->>'findings')::int, 0)) over (partition by m.org_id order by m.closed_at desc, m.id desc) as found_since
          from recent m where m.kind = 'selfcheck' and m.state in ('done', 'late')) y
        where y.found_since = 0) z
      where z.r = ${ZERO_ROW}
      union all
      select 'closed-and-back', m.org_id, m.id, m.no, m.title, m.opened_at, ${RECURRENCE_DAYS}::int, e.no
      from recent m join matter e on e.id = (m.fields->>'recurrenceOf')::uuid where m.kind = 'hazard')
    select * from (
      select s.sign, s.org_id as "orgId", o.name as "orgName", s.matter_id as "matterId", s.no, s.title, s.at, s.n, s.other,
        count(*) over (partition by s.sign)::int as total, row_number() over (partition by s.sign order by s.at desc) as r
      from signs s join org o on o.id = s.org_id
      where (s.org_id = ${ownOrg}::uuid or s.at < ${grace}::timestamptz)) shown
    -- The latest of each sign always comes along, so that every sign brings its total.
    where r = 1 or ${sign}::text is null or sign = ${sign}::text
    order by r > 1, at desc limit 501`
}
