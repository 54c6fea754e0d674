import { join, raw, sql, type Sql } from '#platform/db/index.ts'
import type { Breakdown } from '#kernel/measure/index.ts'
import type { Period } from '../model.ts'
import type { Counter } from './counter.ts'

/** Rows of one statement under the reader's claims. */
export type Read = <T>(statement: Sql) => Promise<T[]>

export interface CountRow {
  /** Index of the period. */
  readonly i: number
  readonly g: string
  readonly n: number
}

const inside = (column: Sql, path: string): Sql => sql`${column} >= ${path} and ${column} < ${`${path}~`}`

/** The group of a row: the division one step below the place, the sector, the office, or nothing. */
function groupOf(by: Breakdown | undefined, path: string): Sql {
  if (by === 'town') return sql`left(r.path, ${path.length + 3})`
  if (by === 'sector') return raw(`coalesce(r.sector, '')`)
  return by === 'office' ? raw(`coalesce(r.office::text, '')`) : raw(`''::text`)
}

function filters(counter: Counter, where: Readonly<Record<string, readonly string[]>>): Sql[] {
  return Object.entries(where).map(([column, values]) => {
    if (!counter.filters.includes(column)) throw new Error(`The counter ${counter.id} has no filter ${column}`)
    return sql`${raw(`r.${column}`)} = any(${[...values]}::text[])`
  })
}

/** One counter over all periods and groups in one statement: first by day, then by period, so that long series cost one scan. */
export function countSql(
  counter: Counter,
  ask: { path: string; periods: readonly Period[]; by: Breakdown | undefined; where: Readonly<Record<string, readonly string[]>> },
): Sql {
  const froms = ask.periods.map((p) => p.from)
  const tos = ask.periods.map((p) => p.to)
  const g = groupOf(ask.by, ask.path)
  const kept = join([inside(raw('r.path'), ask.path), ...filters(counter, ask.where)], ' and ')
  const period = sql`period as (select f, t, (i - 1)::int as i from unnest(${froms}::date[], ${tos}::date[]) with ordinality as p(f, t, i))`
  if (counter.kind === 'stock') {
    return sql`with ${period}, lasting as (
        select r.since, r.until, ${g} as g, sum(r.n) as n from (${counter.rows}) r where ${kept} group by 1, 2, 3)
      select p.i, l.g, sum(l.n)::float8 as n from period p join lasting l on l.since <= p.t and (l.until is null or l.until > p.t) group by 1, 2`
  }
  const [first, last] = [[...froms].sort()[0] ?? '', [...tos].sort().at(-1) ?? '']
  return sql`with ${period}, daily as (
      select r.day, ${g} as g, sum(r.n) as n from (${counter.rows}) r
      where ${kept} and r.day >= ${first}::date and r.day <= ${last}::date group by 1, 2)
    select p.i, d.g, sum(d.n)::float8 as n from period p join daily d on d.day between p.f and p.t group by 1, 2`
}

/** The first day on which the reader's records know anything of the counter; before it a zero would be a guess. */
export function beginSql(counter: Counter): Sql {
  return sql`select min(${raw(counter.kind === 'stock' ? 'r.since' : 'r.day')})::date as day from (${counter.rows}) r`
}

export interface BaseRow {
  readonly series: string
  readonly path: string
  readonly year: number
  readonly value: number | null
  readonly source: string
  readonly asOf: string
}

/** Figures in force of the series for the place and the divisions one step below it. */
export function baseSql(series: readonly string[], path: string, years: readonly number[]): Sql {
  const below = path.length + 3
  return sql`select distinct on (series, path, year) series, path, year, value::float8 as value, source, as_of as "asOf" from base_stat
    where series = any(${[...series]}::text[]) and year = any(${[...years]}::int[]) and ${inside(raw('path'), path)} and length(path) in (${path.length}, ${below})
    order by series, path, year, version desc`
}

/** The divisions one step below a place. */
export const childrenSql = (path: string): Sql =>
  sql`select path as key, name from division where ${inside(raw('path'), path)} and length(path) = ${path.length + 3} order by path`

export const officesSql = (ids: readonly string[]): Sql =>
  sql`select id as key, name from org where id = any(${[...ids]}::uuid[]) order by name`
