import type { TablePolicy } from '#platform/db/index.ts'

const owned = (table: string) =>
  ({ sql: `exists (select from org o where o.id = ${table}.org_id)` }) as const

/** Row-level security of every table that holds what not everybody may see. */
export const policies: readonly TablePolicy[] = [
  {
    table: 'matter',
    rows: {
      object: 'matter.kind',
      path: 'matter.path',
      orgs: ['matter.org_id', 'matter.office_id'],
      persons: ['matter.opened_by', 'matter.assignee_id'],
      sector: 'matter.sector',
    },
  },
  { table: 'act', rows: { sql: 'exists (select from matter m where m.id = act.matter_id)' } },
]

void owned
