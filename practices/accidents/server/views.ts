import { text } from '#kernel/text.ts'
import { join, raw, sql, type Sql } from '#platform/db/index.ts'
import { badInput } from '#platform/http/index.ts'
import type { AccidentQuery } from '../model.ts'

const COLUMNS =
  raw(`m.id, m.no, m.title, m.state, m.phase, m.level, m.path, d.name as place, m.org_id as "orgId", o.name as "orgName", m.sector,
  m.fields->>'category' as category, m.fields->>'type' as type, m.fields->>'occurredAt' as "occurredAt",
  (m.fields->>'deaths')::int as deaths, (m.fields->>'serious')::int as serious, (m.fields->>'poisoning')::int as poisoning,
  (m.fields->>'lossWan')::float8 as "lossWan", m.opened_at as "recordedAt"`)

const FROM = raw(`matter m left join org o on o.id = m.org_id left join division d on d.path = m.path`)

/** What a list is sorted by, each as a text that orders like the value, so that one kind of key serves all. */
const SORT: Readonly<Record<AccidentQuery['sort'], Sql>> = {
  occurred: raw(`(m.fields->>'occurredOn')`),
  deaths: raw(`lpad(m.fields->>'deaths', 6, '0')`),
  loss: raw(`lpad((round(coalesce((m.fields->>'lossWan')::numeric, 0) * 100))::text, 14, '0')`),
  recorded: raw(`to_char(m.opened_at at time zone 'utc', 'YYYYMMDDHH24MISSUS')`),
}

function conditions(query: AccidentQuery): Sql {
  const among = (column: string, values: readonly string[] | undefined): Sql | null =>
    values && values.length > 0 ? sql`${raw(column)} = any(${[...values]}::text[])` : null
  const like = query.q ? `%${query.q.replace(/[\\%_]/g, (c) => `\\${c}`)}%` : null
  const parts = [
    sql`m.kind = 'accident'`,
    query.removed || query.state ? null : sql`m.phase <> 'void'`,
    query.from ? sql`m.fields->>'occurredOn' >= ${query.from}` : null,
    query.to ? sql`m.fields->>'occurredOn' <= ${query.to}` : null,
    query.path ? sql`m.path >= ${query.path} and m.path < ${`${query.path}~`}` : null,
    among(`m.fields->>'category'`, query.category),
    among('m.sector', query.sector),
    among('m.level', query.grade),
    among('m.state', query.state),
    query.office ? sql`m.office_id = ${query.office}::uuid` : null,
    query.with === 'deaths' ? sql`(m.fields->>'deaths')::int > 0` : null,
    query.with === 'serious' ? sql`(m.fields->>'serious')::int + (m.fields->>'poisoning')::int > 0` : null,
    like ? sql`(m.title ilike ${like} or m.no ilike ${like} or o.name ilike ${like})` : null,
  ].filter((p) => p !== null)
  return join(parts, ' and ')
}

/** The key of the last row of a page: `value~id`. */
function after(query: AccidentQuery): Sql {
  if (!query.after) return sql`true`
  const at = query.after.lastIndexOf('~')
  const id = query.after.slice(at + 1)
  if (at < 0 || !/^[0-9a-f-]{36}$/.test(id)) throw badInput([{ field: 'query.after', message: text('翻页标记不对', 'No such page') }])
  return sql`(${SORT[query.sort]}, m.id) < (${query.after.slice(0, at)}, ${id}::uuid)`
}

/** A page of the ledger, the latest, worst or costliest first. One row more than asked tells that there is a further page. */
export function accidentsSql(query: AccidentQuery, limit: number): Sql {
  return sql`select ${COLUMNS}, ${SORT[query.sort]} as key from ${FROM} where ${conditions(query)} and ${after(query)}
    order by ${SORT[query.sort]} desc, m.id desc limit ${limit}`
}

export function totalsSql(query: AccidentQuery): Sql {
  return sql`select count(*)::int as accidents, coalesce(sum((m.fields->>'deaths')::int), 0)::int as deaths,
      coalesce(sum((m.fields->>'serious')::int + (m.fields->>'poisoning')::int), 0)::int as serious,
      coalesce(sum((m.fields->>'lossWan')::numeric), 0)::float8 as "lossWan"
    from ${FROM} where ${conditions(query)}`
}
