import type { TablePolicy } from '#platform/db/index.ts'

/** Base statistics are seen by whoever may read measures there; who may write them is asked by the route. */
export const measurePolicies: readonly TablePolicy[] = [
  { table: 'base_stat', rows: { object: "'measure'", path: 'base_stat.path', orgs: [], persons: [], sector: 'null::text' } },
]
