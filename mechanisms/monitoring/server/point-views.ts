import { can, type Claims } from '#kernel/access/index.ts'
import type { Sector } from '#kernel/sector/index.ts'
import { join, sql, type Sql } from '#platform/db/index.ts'
import { RULE_TEXT } from '../rules.ts'
import type { PointRow, PointView } from '../model.ts'
import { pointTypeOf, scoped } from './deps.ts'
import type { Directory } from './directory.ts'
import { pointState } from './evaluate.ts'

export interface StoredPoint extends Omit<PointRow, 'latest' | 'state'> {
  readonly officeId: string | null
  readonly path: string
  readonly orgSector: string | null
  readonly version: number
  readonly rulesVersion: number
  readonly rules: PointView['rules']
  readonly note: string | null
  readonly lt: string | null
  readonly lv: number | null
  readonly lq: number | null
}

export const POINT_FROM = sql`from point p join org o on o.id = p.org_id left join subject s on s.id = p.subject_id left join reading_latest l on l.point = p.no`

export const POINT_COLUMNS = sql`p.id, p.no, p.org_id as "orgId", o.name as "orgName", o.office_id as "officeId", o.path, o.sector as "orgSector",
  p.subject_id as "subjectId", s.name as "subjectName", p.code, p.name, p.sector, p.type, p.unit, p.low, p.high, p.period_s as "periodS", p.source, p.status,
  p.version, p.rules_version as "rulesVersion", p.rules, p.note, l.t as lt, l.v as lv, l.q as lq,
  (select case when bool_or(a.colour = 'red') then 'red' when bool_or(a.colour = 'orange') then 'orange' when bool_or(a.colour = 'gold') then 'gold'
     when bool_or(a.colour = 'blue') then 'blue' end from alarm a where a.point_id = p.id and a.closed_at is null and a.present and not a.late
     and a.state not in ('shelved', 'suppressed', 'outOfService')) as colour`

/** The row with its newest value: from memory, which is ahead of the table by some seconds. */
export function withLatest(row: StoredPoint, directory: Directory | null, now: number): PointRow {
  const {
    officeId: _office,
    path: _path,
    orgSector: _sector,
    lt,
    lv,
    lq,
    rules: _rules,
    note: _note,
    version: _version,
    rulesVersion: _rv,
    ...rest
  } = row
  const t = directory?.latest.t[row.no] ?? -Infinity
  const known = directory !== null && t > -Infinity
  const v = directory?.latest.v[row.no] ?? NaN
  const latest = known
    ? { t: new Date(t * 1000).toISOString(), v: Number.isFinite(v) ? v : null, q: directory.latest.q[row.no] ?? 0 }
    : lt === null
      ? null
      : { t: lt, v: lv, q: lq ?? 0 }
  const state = row.status === 'ended' || !directory ? 'unknown' : pointState(directory, row.no, now)
  return { ...rest, latest, state }
}

export interface PointFilter {
  readonly orgId?: string | undefined
  readonly subjectId?: string | undefined
  readonly type?: string | undefined
  readonly source?: string | undefined
  readonly path?: string | undefined
  readonly q?: string | undefined
  readonly ended?: boolean | undefined
}

export function pointConditions(f: PointFilter): Sql {
  const all: Sql[] = [f.ended ? sql`true` : sql`p.status = 'active'`]
  if (f.orgId) all.push(sql`p.org_id = ${f.orgId}::uuid`)
  if (f.subjectId) all.push(sql`p.subject_id = ${f.subjectId}::uuid`)
  if (f.type) all.push(sql`p.type = ${f.type}`)
  if (f.source) all.push(sql`p.source = ${f.source}`)
  if (f.path) all.push(sql`o.path >= ${f.path} and o.path < ${`${f.path}~`}`)
  if (f.q) all.push(sql`(p.name ilike ${`%${f.q}%`} or p.code ilike ${`%${f.q}%`} or o.name ilike ${`%${f.q}%`})`)
  return join(all, ' and ')
}

export function typeFacts(sectors: readonly Sector[], type: string): Pick<PointView, 'typeText' | 'clause'> {
  const found = pointTypeOf(sectors, type)
  const clause = found?.type.limits?.clause?.text
  return {
    typeText: found?.type.text ?? RULE_TEXT[type] ?? { zh: type, en: type },
    clause: clause ? { zh: clause.zh, en: clause.en } : null,
  }
}

export function pointAbilities(claims: Claims, row: StoredPoint): PointView['abilities'] {
  const place = scoped({ orgId: row.orgId, officeId: row.officeId, path: row.path, sector: row.orgSector })
  return { edit: can(claims, 'point.edit', place), propose: can(claims, 'threshold-change.propose', place) }
}
