import { can, type Claims } from '#kernel/access/index.ts'
import { cstDate } from '#kernel/calendar/index.ts'
import { text } from '#kernel/text.ts'
import { join, raw, sql, type Sql } from '#platform/db/index.ts'
import { badInput, notFound } from '#platform/http/index.ts'
import type { CardView, PointPage, PointQuery, PointRow } from '../model.ts'
import { worst } from '../rules.ts'
import { scopedPoint } from './commands.ts'

export type Read = <T>(statement: Sql, prepared?: boolean) => Promise<T[]>

const POINT =
  raw(`p.id, p.org_id as "orgId", o.name as "orgName", p.kind, p.name, p.workshop, p.post, p.sector, p.path, p.accidents, p.level,
  p.graded_at as "gradedAt", p.review_on as "reviewOn", p.review_id as "reviewId", p.status, p.version`)
const FROM = raw('risk_point p join org o on o.id = p.org_id')
/** Worst first; what is not graded or cannot be judged comes last and has a filter of its own. */
const RANK = raw(`coalesce(array_position(array['major', 'larger', 'general', 'low'], p.level), 5)`)

const DUE = (now: Date): Sql => sql`(p.review_id is not null or p.review_on <= ${cstDate(now)}::date)`

export function pointConditions(query: Omit<PointQuery, 'after' | 'limit'>, now: Date): Sql {
  const levels = query.level?.filter((l) => l !== 'none')
  const none = query.level?.includes('none') ?? false
  const parts = [
    sql`p.status = ${query.status}`,
    query.orgId ? sql`p.org_id = ${query.orgId}::uuid` : null,
    query.level ? sql`(p.level = any(${levels}::text[]) or (${none} and p.level is null))` : null,
    query.kind ? sql`p.kind = any(${query.kind}::text[])` : null,
    query.sector ? sql`p.sector = any(${query.sector}::text[])` : null,
    query.workshop ? sql`p.workshop = ${query.workshop}` : null,
    query.post ? sql`p.post = ${query.post}` : null,
    query.path ? sql`p.path >= ${query.path} and p.path < ${`${query.path}~`}` : null,
    query.review ? DUE(now) : null,
    query.q
      ? sql`(p.name || ' ' || p.workshop || ' ' || p.post || ' ' || o.name) ilike ${`%${query.q.replace(/[\\%_]/g, (c) => `\\${c}`)}%`}`
      : null,
  ].filter((p) => p !== null)
  return join(parts, ' and ')
}

type Cursor = readonly [rank: number, name: string, id: string]

function readCursor(after: string): Cursor {
  try {
    const value = JSON.parse(Buffer.from(after, 'base64url').toString('utf8')) as unknown
    if (Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'string' && /^[0-9a-f-]{36}$/.test(String(value[2])))
      return value as unknown as Cursor
  } catch {
    // falls through to the refusal
  }
  throw badInput([
    { field: 'query.after', message: text('翻页标记无效，请从第一页重新打开', 'The page mark is invalid; open the list again') },
  ])
}

/** A page of risk points, worst first, and where the next one begins. */
export async function listPoints(read: Read, query: PointQuery, now: Date): Promise<{ items: PointRow[]; next: string | null }> {
  const cursor = query.after ? readCursor(query.after) : null
  const after = cursor ? sql`(${RANK}, p.name, p.id) > (${cursor[0]}, ${cursor[1]}, ${cursor[2]}::uuid)` : sql`true`
  const rows = await read<PointRow & { rank: number }>(
    sql`select ${POINT}, ${RANK} as rank from ${FROM} where ${pointConditions(query, now)} and ${after}
      order by ${RANK}, p.name, p.id limit ${query.limit + 1}`,
  )
  const items = rows.slice(0, query.limit)
  const last = items.at(-1)
  const next = rows.length > query.limit && last ? Buffer.from(JSON.stringify([last.rank, last.name, last.id])).toString('base64url') : null
  return { items, next }
}

export interface Summary {
  readonly total: number
  readonly major: number
  readonly larger: number
  readonly general: number
  readonly low: number
  readonly none: number
  readonly due: number
}

/** The counts over a filter; the levels sum to the total. */
export async function summaryOf(read: Read, query: PointQuery, now: Date): Promise<Summary> {
  const count = (condition: string): string => `count(*) filter (where ${condition})::int`
  const [row] = await read<Summary>(
    sql`select count(*)::int as total, ${raw(`${count("p.level = 'major'")} as major, ${count("p.level = 'larger'")} as larger,
      ${count("p.level = 'general'")} as general, ${count("p.level = 'low'")} as low, ${count('p.level is null')} as none`)},
      count(*) filter (where ${DUE(now)})::int as due from ${FROM} where ${pointConditions(query, now)}`,
  )
  return row ?? { total: 0, major: 0, larger: 0, general: 0, low: 0, none: 0, due: 0 }
}

interface WholePoint extends PointRow {
  officeId: string | null
  template: string | null
  factors: PointPage['point']['factors']
  emergency: string[]
  subjectName: string | null
}

/** The page of one point: what it is, its history of grades, its controls, and the matters that hang on it. */
export async function pagePoint(read: Read, claims: Claims, id: string): Promise<PointPage> {
  const [point] = await read<WholePoint>(
    sql`select ${POINT}, p.office_id as "officeId", p.template, p.factors, p.emergency, s.name as "subjectName"
      from ${FROM} left join subject s on s.id = p.subject_id where p.id = ${id}::uuid`,
  )
  if (!point) throw notFound()
  const [grades, controls, cards] = await Promise.all([
    read<PointPage['grades'][number]>(
      sql`select id, method, inputs, score, level, band, missing, steps, clause, source_status as "sourceStatus", reason, note,
        actor->>'name' as by, valid_from as "validFrom", valid_to as "validTo" from risk_grade where point_id = ${id}::uuid
        order by valid_from desc limit 100`,
    ),
    read<PointPage['controls'][number]>(
      sql`select id, kind, text, level, period, check_text as "check" from risk_control where point_id = ${id}::uuid and status = 'active'
        order by array_position(array['engineering', 'interlock', 'isolation', 'protection', 'management', 'training', 'emergency'], kind), id`,
    ),
    read<{ code: string }>(sql`select code from risk_card where org_id = ${point.orgId}::uuid and kind = 'post' and name = ${point.post}`),
  ])
  const matters = await read<PointPage['matters'][number]>(
    sql`select id, no, kind, title, state, phase, opened_at as at from matter where org_id = ${point.orgId}::uuid
      and (fields->>'riskPoint' = ${id} or (kind = 'hazard' and fields->>'item' in (select c.id::text from risk_control c where c.point_id = ${id}::uuid)))
      order by opened_at desc limit 30`,
  )
  const may = (permission: string): boolean => can(claims, permission, scopedPoint(point))
  const abilities = {
    edit: may('risk.edit'),
    grade: may('risk.grade'),
    review: may('risk.review'),
    // A report goes to one's own enterprise; others who may record a finding do so by its form.
    report: claims.orgId === point.orgId && can(claims, 'hazard.report', { ...scopedPoint(point), personIds: [claims.personId] }),
    find: may('hazard.find'),
  }
  return { point, grades, controls, matters, card: cards[0]?.code ?? null, abilities }
}

/** What a posted card shows, under whatever claims the reader of rows has: nothing of persons, nothing of how it was graded. */
export async function cardView(read: Read, code: string): Promise<CardView> {
  const [card] = await read<{ orgId: string; kind: CardView['kind']; name: string; orgName: string; phone: string | null }>(
    sql`select c.org_id as "orgId", c.kind, c.name, o.name as "orgName", o.phone from risk_card c join org o on o.id = c.org_id where c.code = ${code}`,
  )
  if (!card) throw notFound()
  const points = await read<CardView['points'][number] & { updatedAt: string }>(
    sql`select p.id, p.name, p.workshop, p.level, p.accidents, array(select f->>'text' from jsonb_array_elements(p.factors) f) as factors, p.emergency,
        coalesce((select jsonb_agg(jsonb_build_object('kind', c.kind, 'text', c.text) order by c.id) from risk_control c
          where c.point_id = p.id and c.status = 'active'), '[]') as controls, p.updated_at as "updatedAt"
      from risk_point p where p.org_id = ${card.orgId}::uuid and p.status = 'active'
        and (${card.kind} = 'board' and p.level in ('major', 'larger') or ${card.kind} = 'post' and p.post = ${card.name})
      order by ${RANK}, p.name, p.id limit 60`,
  )
  const { orgName, kind, name, phone } = card
  const updatedAt =
    points
      .map((p) => p.updatedAt)
      .sort()
      .at(-1) ?? null
  return { orgName, kind, name, phone, level: worst(points.map((p) => p.level)), points, updatedAt }
}

/**
 * Every risk point as it was graded at an instant: rows of `pointId, orgId, path, sector, level`. Row-level security holds.
 * Points entered later, ended earlier or not yet graded are left out; `level` is null where it could not be judged.
 */
export const levelsAt = (at: Date): Sql => sql`select g.point_id as "pointId", p.org_id as "orgId", p.path, p.sector, g.level
  from risk_grade g join risk_point p on p.id = g.point_id
  where g.valid_from <= ${at.toISOString()}::timestamptz and (g.valid_to is null or g.valid_to > ${at.toISOString()}::timestamptz)`
