import type { Claims, Scope } from '#kernel/access/index.ts'
import type { MatterKind } from '#kernel/matter/index.ts'
import { empty, join, raw, sql, type Sql } from '#platform/db/index.ts'
import { badInput } from '#platform/http/index.ts'
import { text } from '#kernel/text.ts'
import type { MatterQuery, StatsQuery } from '../model.ts'
import { SOON_HOURS } from '../rules.ts'
import type { z } from 'zod'

export const ROW_COLUMNS = raw(`m.id, m.kind, m.no, m.title, m.state, m.phase, m.level, m.path, m.org_id as "orgId", o.name as "orgName",
  m.office_id as "officeId", f.name as "officeName", m.sector, m.opened_at as "openedAt", m.state_since as "stateSince",
  m.closed_at as "closedAt", m.due_at as "dueAt", m.assignee_id as "assigneeId", m.seq`)

export const ROW_FROM = raw(`matter m left join org o on o.id = m.org_id left join org f on f.id = m.office_id`)

const SORT_COLUMN = { opened: raw('m.opened_at'), due: raw('m.due_at'), since: raw('m.state_since') } as const

/** How far the claims read the kinds, all taken together. */
function readScopes(claims: Claims, kinds: readonly string[]): ReadonlySet<Scope> {
  return new Set(kinds.flatMap((kind) => claims.grants[`${kind}.read`] ?? []))
}

/**
 * The claims as a plain condition: row-level security holds anyway, but its settings are unknown to the planner, and only a
 * plain condition lets it use an index. Null where the claims reach everything or nothing.
 */
function reach(claims: Claims, scopes: ReadonlySet<Scope>): Sql | null {
  if (scopes.size === 0 || scopes.has('all')) return null
  const parts: Sql[] = []
  if (scopes.has('area') && claims.path !== '') parts.push(inPath(claims.path))
  if (scopes.has('office') && claims.orgId !== '') {
    parts.push(sql`m.org_id = ${claims.orgId}::uuid`, sql`m.office_id = ${claims.orgId}::uuid`)
  }
  if (scopes.has('self') && claims.personId !== '')
    parts.push(sql`m.opened_by = ${claims.personId}::uuid`, sql`m.assignee_id = ${claims.personId}::uuid`)
  return parts.length === 0 ? null : sql`(${join(parts, ' or ')})`
}

/**
 * May the plan of a list be kept? By area every town is like the next. By organisation or person it is not: a plan made for
 * the average, which an office with its thousands raises, reads the whole county for an enterprise with ten.
 */
export function keepsPlan(query: MatterQuery, claims: Claims, kinds: ReadonlyMap<string, MatterKind>): boolean {
  const scopes = readScopes(claims, query.kind ?? [...kinds.keys()])
  return !scopes.has('office') && !scopes.has('self')
}

/** Length of a town's path: `matter.town` is a path cut off there. */
const TOWN_LENGTH = 9

/**
 * Prefix test of a division path. Within a town it asks for the town first: only an equality lets an index give the rows
 * in the order of a list, so that a page of twenty reads twenty rows and not all of the town.
 */
export function inPath(path: string): Sql {
  const range = sql`m.path >= ${path} and m.path < ${`${path}~`}`
  if (path.length < TOWN_LENGTH) return range
  const town = sql`m.town = ${path.slice(0, TOWN_LENGTH)}`
  return path.length === TOWN_LENGTH ? town : sql`${town} and ${range}`
}

function whose(query: MatterQuery, claims: Claims, kinds: ReadonlyMap<string, MatterKind>): Sql | null {
  if (query.whose === 'me') return sql`(m.assignee_id = ${claims.personId}::uuid or m.opened_by = ${claims.personId}::uuid)`
  if (query.whose === 'all') return null
  // `turn`: the states in which it is the organisation's or the office's turn, by kind.
  const pairs = { org: [] as string[], office: [] as string[] }
  for (const kind of kinds.values()) {
    for (const [state, def] of Object.entries(kind.states)) if (def.turn) pairs[def.turn].push(`${kind.id}/${state}`)
  }
  return sql`((m.org_id = ${claims.orgId}::uuid and m.kind || '/' || m.state = any(${pairs.org}))
    or (m.office_id = ${claims.orgId}::uuid and m.kind || '/' || m.state = any(${pairs.office})))`
}

function dueFilter(due: MatterQuery['due'], now: Date): Sql | null {
  const active = sql`m.phase in ('open', 'waiting')`
  if (due === 'overdue') return sql`${active} and m.due_at < ${now.toISOString()}::timestamptz`
  const soon = new Date(now.getTime() + SOON_HOURS * 3_600_000).toISOString()
  if (due === 'soon') return sql`${active} and m.due_at >= ${now.toISOString()}::timestamptz and m.due_at < ${soon}::timestamptz`
  return null
}

const oneOf = (column: Sql, values: readonly string[] | undefined): Sql | null => {
  if (values === undefined) return null
  return values.length === 1 ? sql`${column} = ${values[0]}` : sql`${column} = any(${values})`
}

const WITHOUT = { org: raw('m.org_id'), office: raw('m.office_id'), sector: raw('m.sector'), level: raw('m.level') } as const

/** The conditions of a list, without order and page. */
export function matterConditions(query: MatterQuery, claims: Claims, kinds: ReadonlyMap<string, MatterKind>, now: Date): Sql {
  const like = query.q ? `%${query.q.replace(/[\\%_]/g, (c) => `\\${c}`)}%` : null
  const parts = [
    reach(claims, readScopes(claims, query.kind ?? [...kinds.keys()])),
    oneOf(raw('m.kind'), query.kind),
    oneOf(raw('m.phase'), query.phase),
    oneOf(raw('m.state'), query.state),
    oneOf(raw('m.level'), query.level),
    oneOf(raw('m.sector'), query.sector),
    query.orgId ? sql`m.org_id = ${query.orgId}::uuid` : null,
    query.officeId ? sql`m.office_id = ${query.officeId}::uuid` : null,
    query.path ? inPath(query.path) : null,
    whose(query, claims, kinds),
    dueFilter(query.due, now),
    query.openedFrom ? sql`m.opened_at >= (${query.openedFrom}::timestamp at time zone 'Asia/Shanghai')` : null,
    query.openedTo ? sql`m.opened_at < ((${query.openedTo}::timestamp + interval '1 day') at time zone 'Asia/Shanghai')` : null,
    query.closedFrom ? sql`m.closed_at >= (${query.closedFrom}::timestamp at time zone 'Asia/Shanghai')` : null,
    query.recurring ? sql`m.fields ? 'recurrenceOf'` : null,
    query.without ? sql`${WITHOUT[query.without]} is null` : null,
    like ? sql`(m.title ilike ${like} or m.no ilike ${like} or o.name ilike ${like})` : null,
  ].filter((p) => p !== null)
  return parts.length === 0 ? sql`true` : join(parts, ' and ')
}

type Cursor = [value: string | null, id: string]

function readCursor(after: string): Cursor {
  try {
    const value = JSON.parse(Buffer.from(after, 'base64url').toString('utf8')) as unknown
    if (Array.isArray(value) && value.length === 2 && typeof value[1] === 'string') return value as Cursor
  } catch {
    // falls through to the refusal
  }
  throw badInput([
    { field: 'query.after', message: text('翻页标记无效，请从第一页重新打开', 'The page mark is invalid; open the list again') },
  ])
}

export function writeCursor(value: string | null, id: string): string {
  return Buffer.from(JSON.stringify([value, id])).toString('base64url')
}

/** A page of matters by key: newest opened first, or nearest deadline first (without deadline last). */
export function listMatters(query: MatterQuery, claims: Claims, kinds: ReadonlyMap<string, MatterKind>, now: Date): Sql {
  const column = SORT_COLUMN[query.sort]
  const up = query.sort === 'due'
  const where = matterConditions(query, claims, kinds, now)
  const cursor = query.after ? readCursor(query.after) : null
  let page = empty
  if (cursor && up) {
    page =
      cursor[0] === null
        ? sql`and m.due_at is null and m.id > ${cursor[1]}::uuid`
        : sql`and ((m.due_at, m.id) > (${cursor[0]}::timestamptz, ${cursor[1]}::uuid) or m.due_at is null)`
  } else if (cursor) {
    page = sql`and (${column}, m.id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
  }
  const order = up ? raw('m.due_at asc nulls last, m.id asc') : sql`${column} desc, m.id desc`
  // A limit as a parameter would be unknown to a kept plan, and PostgreSQL would plan every list anew.
  const limit = raw(String(query.limit + 1))
  // The page first, names for its rows afterwards: a plan that sorts must not look up the names of all it sorts.
  const from = query.q ? raw('matter m left join org o on o.id = m.org_id') : raw('matter m')
  const rows = sql`select m.* from ${from} where ${where} ${page} order by ${order} limit ${limit}`
  return sql`select ${ROW_COLUMNS} from (${rows}) m left join org o on o.id = m.org_id left join org f on f.id = m.office_id order by ${order}`
}

/** Counting stops here: nobody reads an exact 73,412, and a full count of a county costs seconds. */
export const COUNT_CAP = 10_000

export function countMatters(query: MatterQuery, claims: Claims, kinds: ReadonlyMap<string, MatterKind>, now: Date): Sql {
  const from = query.q ? ROW_FROM : raw('matter m')
  const where = matterConditions(query, claims, kinds, now)
  return sql`select count(*)::int as total from (select 1 from ${from} where ${where} limit ${COUNT_CAP + 1}) c`
}

const GROUPS = {
  path: { key: raw('m.path'), name: raw('(select d.name from division d where d.path = g.key)') },
  office: { key: raw('m.office_id::text'), name: raw('(select x.name from org x where x.id = g.key::uuid)') },
  org: { key: raw('m.org_id::text'), name: raw('(select x.name from org x where x.id = g.key::uuid)') },
  sector: { key: raw('m.sector'), name: raw('null::text') },
  level: { key: raw('m.level'), name: raw('null::text') },
  state: { key: raw('m.state'), name: raw('null::text') },
  month: { key: raw(`to_char(m.opened_at at time zone 'Asia/Shanghai', 'YYYY-MM')`), name: raw('null::text') },
} as const

/** Opened, closed, active, overdue, median days to close and recurrence, by one grouping. */
export function statsOf(query: z.output<typeof StatsQuery>, now: Date): Sql {
  const group = GROUPS[query.by]
  const where = [
    sql`true`,
    ...(query.kind ? [sql`m.kind = ${query.kind}`] : []),
    ...(query.path ? [inPath(query.path)] : []),
    ...(query.sector ? [sql`m.sector = ${query.sector}`] : []),
    ...(query.from ? [sql`m.opened_at >= (${query.from}::timestamp at time zone 'Asia/Shanghai')`] : []),
    ...(query.to ? [sql`m.opened_at < ((${query.to}::timestamp + interval '1 day') at time zone 'Asia/Shanghai')`] : []),
  ]
  return sql`with g as (
    select ${group.key} as key, count(*)::int as opened, count(*) filter (where m.phase = 'closed')::int as closed,
      count(*) filter (where m.phase in ('open', 'waiting'))::int as active,
      count(*) filter (where m.phase in ('open', 'waiting') and m.due_at < ${now.toISOString()}::timestamptz)::int as overdue,
      percentile_cont(0.5) within group (order by extract(epoch from m.closed_at - m.opened_at) / 86400)
        filter (where m.phase = 'closed') as "daysToClose",
      count(*) filter (where m.fields ? 'recurrenceOf')::int as recurring
    from matter m where ${join(where, ' and ')} group by 1)
  select g.*, ${group.name} as name from g order by g.opened desc limit 500`
}
