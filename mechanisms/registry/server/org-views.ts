import { can, type Claims } from '#kernel/access/index.ts'
import { text } from '#kernel/text.ts'
import { empty, join, raw, sql, type Sql } from '#platform/db/index.ts'
import { badInput } from '#platform/http/index.ts'
import type { OrgQuery, OrgRow } from '../model.ts'
import { scopedOrg } from './deps.ts'

export const ORG_COLUMNS = raw(`o.id, o.kind, o.name, o.aliases, o.uscc, o.path, d.name as "divisionName", o.office_id as "officeId",
  f.name as "officeName", o.parent_id as "parentId", o.sector, o.size, o.status, o.address, o.lng, o.lat, o.legal_person as "legalPerson",
  o.phone, o.fields, o.version, o.updated_at as "updatedAt"`)

export const ORG_FROM = raw(`org o left join division d on d.path = o.path left join org f on f.id = o.office_id`)

const inPath = (path: string): Sql => sql`o.path >= ${path} and o.path < ${`${path}~`}`

const oneOf = (column: Sql, values: readonly string[] | undefined): Sql | null => {
  if (values === undefined) return null
  return values.length === 1 ? sql`${column} = ${values[0]}` : sql`${column} = any(${values})`
}

/** One condition per word, so that pieces may stand in any order. */
function words(q: string | undefined): Sql[] {
  return (q ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => sql`o.search like ${`%${word.replace(/[\\%_]/g, (c) => `\\${c}`)}%`}`)
}

/**
 * The claims as a plain range, where they reach by area alone and no offices (which everybody sees) are asked for:
 * row-level security holds anyway, but only a plain range lets the planner use an index.
 */
function areaHint(query: OrgQuery, claims: Claims): Sql | null {
  const scopes = claims.grants['org.read'] ?? []
  const onlyArea = scopes.length === 1 && scopes[0] === 'area' && claims.path !== ''
  return onlyArea && query.kind !== undefined && !query.kind.includes('office') ? inPath(claims.path) : null
}

/** The conditions of a list, without order and page. */
export function orgConditions(query: OrgQuery, claims: Claims): Sql {
  const parts = [
    areaHint(query, claims),
    oneOf(raw('o.kind'), query.kind),
    oneOf(raw('o.sector'), query.sector),
    oneOf(raw('o.size'), query.size),
    oneOf(raw('o.status'), query.status),
    query.path ? inPath(query.path) : null,
    query.officeId ? sql`o.office_id = ${query.officeId}::uuid` : null,
    ...words(query.q),
  ].filter((p) => p !== null)
  return parts.length === 0 ? sql`true` : join(parts, ' and ')
}

type Cursor = readonly string[]

/** A page mark; the client gives it back unread. */
export function writeCursor(values: Cursor): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

export function readCursor(after: string, length: number): Cursor {
  try {
    const value = JSON.parse(Buffer.from(after, 'base64url').toString('utf8')) as unknown
    if (Array.isArray(value) && value.length === length && value.every((v) => typeof v === 'string')) return value as Cursor
  } catch {
    // falls through to the refusal
  }
  throw badInput([
    { field: 'query.after', message: text('翻页标记无效，请从第一页重新打开', 'The page mark is invalid; open the list again') },
  ])
}

export type ListedOrg = OrgRow & { pinyin: string }

/** Where the next page begins after this row. */
export function cursorOf(query: OrgQuery, row: ListedOrg): string {
  return writeCursor(query.sort === 'name' ? [row.pinyin, row.name, row.id] : [row.updatedAt, row.id])
}

function pageOf(query: OrgQuery): Sql {
  if (!query.after) return empty
  if (query.sort === 'name') {
    const [initials, name, id] = readCursor(query.after, 3)
    return sql`and (o.pinyin, o.name, o.id) > (${initials}, ${name}, ${id}::uuid)`
  }
  const [at, id] = readCursor(query.after, 2)
  return sql`and (o.updated_at, o.id) < (${at}::timestamptz, ${id}::uuid)`
}

/** A page by key: by initials and name, or what changed last. One row more than the limit tells that there is a next page. */
export function listOrgs(query: OrgQuery, claims: Claims): Sql {
  const order = query.sort === 'name' ? raw('o.pinyin, o.name, o.id') : raw('o.updated_at desc, o.id desc')
  // The joins come after the page is cut, so that they touch its rows only.
  return sql`select ${ORG_COLUMNS}, o.pinyin from
    (select * from org o where ${orgConditions(query, claims)} ${pageOf(query)} order by ${order} limit ${query.limit + 1}) o
    left join division d on d.path = o.path left join org f on f.id = o.office_id order by ${order}`
}

export const COUNT_CAP = 100_000

export function countOrgs(query: OrgQuery, claims: Claims): Sql {
  return sql`select count(*)::int as total from (select 1 from org o where ${orgConditions(query, claims)} limit ${COUNT_CAP + 1}) c`
}

const EXPORT_PAGE = 1000

/** The whole list, piece by piece, as far as the claims may take it out (`org.export`). */
export async function* orgPages(read: <T>(statement: Sql) => Promise<T[]>, claims: Claims, query: OrgQuery): AsyncGenerator<OrgRow[]> {
  let next: OrgQuery | null = { ...query, after: undefined, limit: EXPORT_PAGE }
  while (next) {
    const rows: ListedOrg[] = await read<ListedOrg>(listOrgs(next, claims))
    const last: ListedOrg | undefined = rows[EXPORT_PAGE - 1]
    yield rows.slice(0, EXPORT_PAGE).filter((o) => can(claims, 'org.export', scopedOrg(o)))
    next = rows.length > EXPORT_PAGE && last ? { ...next, after: cursorOf(query, last) } : null
  }
}
