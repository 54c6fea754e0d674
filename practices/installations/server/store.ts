import { join, sql, type Sql, type Tx } from '#platform/db/index.ts'
import type { Grading, InstallationQuery, InstallationRow, Item } from '../model.ts'

export const COLUMNS = sql`i.id, i.org_id as "orgId", o.name as "orgName", o.path, d.name as "divisionName", i.name, i.unit, i.running, i.process, i.lng, i.lat,
  i.population_500m as "population500m", i.principal, i.technical, i.operation, i.rank, i.s, i.r, i.alpha, i.cannot,
  i.graded_on as "gradedOn", i.assessed_on as "assessedOn", i.filed_on as "filedOn", i.filed_rank as "filedRank",
  i.filing_number as "filingNumber", i.status, i.version`

const FROM = sql`installation i join org o on o.id = i.org_id left join division d on d.path = o.path`

/** The stored row: what the pages see and what access and the registry need. */
export interface StoredInstallation extends InstallationRow {
  readonly subjectId: string | null
  readonly subjectName: string | null
  readonly officeId: string | null
  readonly sector: string | null
}

export const findInstallation = (id: string): Sql => sql`select ${COLUMNS}, i.subject_id as "subjectId", s.name as "subjectName",
    o.office_id as "officeId", o.sector from ${FROM} left join subject s on s.id = i.subject_id where i.id = ${id}::uuid`

export const lockInstallation = (id: string): Sql => sql`${findInstallation(id)} for update of i`

export const itemsOf = (
  id: string,
): Sql => sql`select t.id, t.subject_id as "subjectId", t.label, t.substance, t.no, t.quantity_t as "quantityT",
    t.classes, t.beta, t.supervised, s.name as "subjectName"
  from installation_item t left join subject s on s.id = t.subject_id where t.installation_id = ${id}::uuid order by t.position`

export const historyOf = (id: string): Sql => sql`select id, at, on_date as "onDate", reason, actor->>'name' as actor, changes, rank,
    (result->>'s')::float8 as s, (result->>'r')::float8 as r
  from installation_grading where installation_id = ${id}::uuid order by at desc, id desc limit 100`

/** What is open first, then the latest. */
export const mattersOf = (
  id: string,
): Sql => sql`select id, kind, no, title, state, phase, due_at as "dueAt", opened_at as "openedAt" from matter
  where fields->>'installationId' = ${id} order by (phase in ('open', 'waiting')) desc, opened_at desc, id desc limit 60`

const UNNAMED = sql`(i.principal is null or i.technical is null or i.operation is null)`
const UNFILED = sql`i.filed_rank is distinct from i.rank`
/** Three years (order 40, to be checked against the original); an assessment that is not known counts as due. */
const REASSESS = (today: string): Sql => sql`(i.assessed_on is null or i.assessed_on + interval '3 years' < ${today}::date)`
const MAJOR = sql`i.rank <= 4`

function filters(query: Pick<InstallationQuery, 'orgId' | 'path' | 'rank' | 'only' | 'q'>, today: string): Sql[] {
  return [
    sql`i.status = 'active'`,
    query.orgId ? sql`i.org_id = ${query.orgId}::uuid` : null,
    query.path ? sql`o.path >= ${query.path} and o.path < ${`${query.path}~`}` : null,
    query.rank ? sql`i.rank = ${query.rank}` : null,
    query.only === 'unnamed' ? sql`${MAJOR} and ${UNNAMED}` : null,
    query.only === 'unfiled' ? sql`${MAJOR} and ${UNFILED}` : null,
    query.only === 'reassess' ? sql`${MAJOR} and ${REASSESS(today)}` : null,
    query.q ? sql`(i.name ilike ${like(query.q)} or o.search like ${like(query.q.toLowerCase())})` : null,
  ].filter((part) => part !== null)
}

const like = (q: string): string => `%${q.replace(/[\\%_]/g, (c) => `\\${c}`)}%`

/** The gravest first; one row more than asked tells that there are more. */
export function listInstallations(query: InstallationQuery, today: string, cursor: readonly [number, string, string] | null): Sql {
  const after = cursor ? [sql`(i.rank, i.name, i.id) > (${cursor[0]}::smallint, ${cursor[1]}, ${cursor[2]}::uuid)`] : []
  return sql`select ${COLUMNS} from ${FROM} where ${join([...filters(query, today), ...after], ' and ')}
    order by i.rank, i.name, i.id limit ${query.limit + 1}`
}

export function countInstallations(query: Pick<InstallationQuery, 'orgId' | 'path' | 'q'>, today: string): Sql {
  return sql`select i.rank, count(*)::int as n, (count(*) filter (where ${MAJOR} and ${UNNAMED}))::int as unnamed,
      (count(*) filter (where ${MAJOR} and ${UNFILED}))::int as unfiled, (count(*) filter (where ${MAJOR} and ${REASSESS(today)}))::int as reassess
    from ${FROM} where ${join(filters(query, today), ' and ')} group by i.rank`
}

/** Replaces the inventory; what it was stays in the gradings. */
export async function writeItems(tx: Tx, installationId: string, items: readonly Item[]): Promise<void> {
  await tx.query(sql`delete from installation_item where installation_id = ${installationId}::uuid`)
  if (items.length === 0) return
  const rows = items.map(
    (
      t,
      n,
    ) => sql`(${t.id}::uuid, ${installationId}::uuid, ${t.subjectId}::uuid, ${t.label}, ${t.substance}, ${t.no}::smallint, ${t.quantityT}::float8,
      ${t.classes}::text[], ${t.beta}::float8, ${t.supervised}::boolean, ${n}::integer)`,
  )
  await tx.query(
    sql`insert into installation_item (id, installation_id, subject_id, label, substance, no, quantity_t, classes, beta, supervised, position)
      values ${join(rows, ', ')}`,
  )
}

export async function writeGrading(
  tx: Tx,
  row: {
    id: string
    installationId: string
    at: Date
    reason: string
    actor: { personId: string; name: string }
    inputs: { items: readonly Item[]; population500m: number | null }
    grading: Grading
    changes: readonly unknown[]
  },
): Promise<void> {
  const { grading } = row
  await tx.query(
    sql`insert into installation_grading (id, installation_id, at, on_date, reason, actor, inputs, result, changes, rank)
      values (${row.id}::uuid, ${row.installationId}::uuid, ${row.at.toISOString()}::timestamptz, ${grading.onDate}::date, ${row.reason},
        ${JSON.stringify(row.actor)}::jsonb, ${JSON.stringify(row.inputs)}::jsonb, ${JSON.stringify(grading)}::jsonb,
        ${JSON.stringify(row.changes)}::jsonb, ${grading.rank}::smallint)`,
  )
  await tx.query(
    sql`update installation set rank = ${grading.rank}::smallint, s = ${grading.s}::float8, r = ${grading.r}::float8, alpha = ${grading.alpha}::float8,
      cannot = ${grading.cannot}::text[], graded_on = ${grading.onDate}::date, version = version + 1, updated_at = ${row.at.toISOString()}::timestamptz
      where id = ${row.installationId}::uuid`,
  )
}
