import { join, raw, sql, type Sql } from '#platform/db/index.ts'
import type { Factor } from '../region.ts'

/** What was on record at an instant, by enterprise: one statement, no matter how far back. */

/** Younger than this is now: the projections answer, and no history is read. */
export const NOW_MS = 60_000

const within = (column: Sql, path: string): Sql => sql`(${column} >= ${path} and ${column} < ${`${path}~`})`

export interface FactRow {
  orgId: string
  factor: Factor
  n: number
}

export interface OrgRow {
  id: string
  name: string
  path: string
  sector: string | null
}

export function orgsSql(path: string, at: Date): Sql {
  return sql`select o.id, o.name, o.path, o.sector from org o
    where o.kind = 'enterprise' and o.status <> 'closed' and o.created_at <= ${at.toISOString()}::timestamptz and ${within(raw('o.path'), path)}`
}

const point = (column: 'p.level' | 'g.level'): Sql =>
  raw(
    `case ${column} when 'major' then 'pointMajor' when 'larger' then 'pointLarger' when 'general' then 'pointGeneral' else 'pointLow' end`,
  )

function pointsSql(path: string, at: Date, past: boolean): Sql {
  if (!past) {
    return sql`select p.org_id as "orgId", ${point('p.level')} as factor, count(*)::int as n from risk_point p
      where p.status = 'active' and p.level is not null and ${within(raw('p.path'), path)} group by 1, 2`
  }
  const t = sql`${at.toISOString()}::timestamptz`
  return sql`select p.org_id as "orgId", ${point('g.level')} as factor, count(*)::int as n
    from risk_point p join risk_grade g on g.point_id = p.id
    where g.valid_from <= ${t} and (g.valid_to is null or g.valid_to > ${t}) and g.level is not null and ${within(raw('p.path'), path)}
    group by 1, 2`
}

/** Open hazards as they stood: level and deadline are those of the last act recorded by then that set them. */
function hazardsSql(path: string, at: Date, past: boolean): Sql {
  const t = sql`${at.toISOString()}::timestamptz`
  const stood = past
    ? sql`select m.org_id,
        case when m.updated_at <= ${t} then m.level else (select a.effect #>> '{set,level}' from act a
          where a.matter_id = m.id and a.recorded_at <= ${t} and a.effect #> '{set,level}' is not null order by a.seq desc limit 1) end as level,
        case when m.updated_at <= ${t} then m.due_at else (select (a.effect ->> 'dueAt')::timestamptz from act a
          where a.matter_id = m.id and a.recorded_at <= ${t} and a.effect ? 'dueAt' order by a.seq desc limit 1) end as due_at
      from matter m where m.kind = 'hazard' and m.opened_at <= ${t} and (m.closed_at is null or m.closed_at > ${t}) and ${within(raw('m.path'), path)}`
    : sql`select m.org_id, m.level, m.due_at from matter m
      where m.kind = 'hazard' and m.phase in ('open', 'waiting') and ${within(raw('m.path'), path)}`
  return sql`select h.org_id as "orgId",
      case when h.level = 'major' then case when h.due_at < ${t} then 'hazardMajorLate' else 'hazardMajor' end
        when h.due_at < ${t} then 'hazardGeneralLate' else 'hazardGeneral' end as factor, count(*)::int as n
    from (${stood}) h where h.org_id is not null group by 1, 2`
}

/** Matters of a kind that were open, by level: warnings and permits. A kind that is not wired counts nothing. */
function mattersSql(kind: string, path: string, at: Date, factor: Sql): Sql {
  const t = sql`${at.toISOString()}::timestamptz`
  return sql`select m.org_id as "orgId", ${factor} as factor, count(*)::int as n from matter m
    where m.kind = ${kind} and m.org_id is not null and m.phase <> 'draft' and m.opened_at <= ${t} and (m.closed_at is null or m.closed_at > ${t})
      and ${within(raw('m.path'), path)} group by 1, 2`
}

const WARNING = raw(
  `case m.level when 'red' then 'warningRed' when 'orange' then 'warningOrange' when 'yellow' then 'warningYellow' else 'warningBlue' end`,
)

/** All facts of an area at an instant. `sources`: further statements of the same three columns, from other parts of the program. */
export function factsSql(path: string, at: Date, now: Date, sources: readonly Sql[] = []): Sql {
  const past = now.getTime() - at.getTime() > NOW_MS
  const parts = [
    pointsSql(path, at, past),
    hazardsSql(path, at, past),
    mattersSql('warning', path, at, WARNING),
    mattersSql('permit', path, at, raw(`'permit'`)),
    ...sources,
  ]
  return sql`${join(parts, ' union all ')}`
}

/** The worst weather warning in force, by area; an area has its own and those of the areas above it. */
export function weatherSql(at: Date): Sql {
  const t = sql`${at.toISOString()}::timestamptz`
  return sql`select w.path, w.level from weather_warning w where w.from_at <= ${t} and (w.to_at is null or w.to_at > ${t})`
}
