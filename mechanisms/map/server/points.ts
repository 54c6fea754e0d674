import { can, type Claims } from '#kernel/access/index.ts'
import { join, raw, sql, type Sql } from '#platform/db/index.ts'
import type { MapPoint, PointsQuery } from '../model.ts'
import { POINT_CAP, pointGrade, WATCHED } from '../rules.ts'
import { gradeCounts } from './areas.ts'
import { within } from './reach.ts'

export type PointRow = Omit<MapPoint, 'level'> & { officeId: string | null }

/**
 * Enterprises with a place and what is open there, the worst first, one more than the cap. A closed enterprise
 * stays as long as something is open there.
 */
export function pointsSql(query: PointsQuery, path: string, now: Date): Sql {
  const filter = [
    sql`o.kind = 'enterprise' and (o.status <> 'closed' or h.org_id is not null)`,
    within(raw('o.path'), path),
    ...(query.sector ? [sql`o.sector = ${query.sector}`] : []),
  ]
  const [west, south, east, north] = query.bbox ?? []
  const box = query.bbox ? [sql`o.lng between ${west} and ${east} and o.lat between ${south} and ${north}`] : []
  const only = query.only === 'open' ? [sql`h.org_id is not null`] : []
  return sql`with h as (
      select m.org_id, ${gradeCounts(now)} from matter m
      where ${within(raw('m.path'), path)} and m.phase in ('open', 'waiting') and m.kind in (${WATCHED.hazard}, ${WATCHED.listing}) and m.org_id is not null
      group by m.org_id)
    select o.id, o.name, o.path, o.sector, o.office_id as "officeId", o.lng, o.lat,
      coalesce(h."openMajors", 0) as "openMajors", coalesce(h."overdueMajors", 0) as "overdueMajors",
      coalesce(h.listings, 0) as listings, coalesce(h."overdueListings", 0) as "overdueListings",
      coalesce(h."openGenerals", 0) as "openGenerals", coalesce(h."overdueGenerals", 0) as "overdueGenerals"
    from org o left join h on h.org_id = o.id
    where ${join([...filter, sql`o.lng is not null`, ...box, ...only], ' and ')}
    order by h."overdueMajors" + h."overdueListings" desc nulls last, h."openMajors" + h.listings desc, h."overdueGenerals" desc, h."openGenerals" desc, o.id
    limit ${POINT_CAP + 1}`
}

/** Enterprises of the filter that stand on no map yet. */
export function withoutPlaceSql(query: PointsQuery, path: string): Sql {
  const sector = query.sector ? sql`and o.sector = ${query.sector}` : sql``
  return sql`select count(*)::int as n from org o
    where o.kind = 'enterprise' and o.status <> 'closed' and ${within(raw('o.path'), path)} and o.lng is null ${sector}`
}

/** What must be readable for an enterprise's colour to mean something. */
const NEEDED = [`${WATCHED.hazard}.read`, `${WATCHED.listing}.read`]

/** The point as one reader sees it: grey where its hazards are not his to read, for blue would be a claim. */
export function gradePoint({ officeId, ...row }: PointRow, claims: Claims): MapPoint {
  const scoped = { path: row.path, orgIds: [row.id, officeId], personIds: [], sector: row.sector }
  const seen = NEEDED.every((permission) => can(claims, permission, scoped))
  return { ...row, level: seen ? pointGrade(row).level : 'grey' }
}
