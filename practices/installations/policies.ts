import { rowPolicySql } from '#kernel/access/index.ts'
import type { TablePolicy } from '#platform/db/index.ts'

/** An installation is where its enterprise is: a change of office or division takes it along. */
const seen = rowPolicySql({ object: "'installation'", path: 'o.path', orgs: ['o.id', 'o.office_id'], persons: [], sector: 'o.sector' })

const below = (table: string): string => `exists (select from installation i where i.id = ${table}.installation_id)`

/** Row-level security of the installations and what hangs below them. */
export const installationPolicies: readonly TablePolicy[] = [
  { table: 'installation', rows: { sql: `exists (select from org o where o.id = installation.org_id and (${seen}))` } },
  { table: 'installation_item', rows: { sql: below('installation_item') } },
  { table: 'installation_grading', rows: { sql: below('installation_grading') } },
]
