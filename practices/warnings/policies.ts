import type { TablePolicy } from '#platform/db/index.ts'

/** What an activation became is seen by whoever sees the warning. */
export const warningPolicies: readonly TablePolicy[] = [
  { table: 'warning_alarm', rows: { sql: 'exists (select from matter m where m.id = warning_alarm.matter_id)' } },
]
