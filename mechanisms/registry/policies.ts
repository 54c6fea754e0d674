import { rowPolicySql, setting, type RowColumns } from '#kernel/access/index.ts'
import type { TablePolicy } from '#platform/db/index.ts'

const orgColumns = (name: string): RowColumns => ({
  object: "'org'",
  path: `${name}.path`,
  orgs: [`${name}.id`, `${name}.office_id`],
  persons: [],
  sector: `${name}.sector`,
})

/** What hangs below an organisation is seen by whoever sees it by scope; offices are known to all, their papers are not. */
const below = (table: string, column = 'org_id'): string =>
  `exists (select from org o where o.id = ${table}.${column} and (${rowPolicySql(orgColumns('o'))}))`

const mine = `person_id = ${setting('person')}::uuid`

/** Row-level security of the registry's tables. */
export const registryPolicies: TablePolicy[] = [
  { table: 'org', rows: { sql: `org.kind = 'office' or (${rowPolicySql(orgColumns('org'))})` } },
  { table: 'subject', rows: { sql: below('subject') } },
  { table: 'licence', rows: { sql: below('licence') } },
  { table: 'licence_told', rows: { sql: 'exists (select from licence l where l.id = licence_told.licence_id)' } },
  // Both ends see the relation: a contractor knows whom it works for.
  { table: 'relation', rows: { sql: `${below('relation')} or (relation.other_id is not null and ${below('relation', 'other_id')})` } },
  { table: 'registry_change', rows: { sql: below('registry_change') } },
  { table: 'import_batch', rows: { sql: mine } },
  { table: 'import_row', rows: { sql: 'exists (select from import_batch b where b.id = import_row.batch_id)' } },
]
