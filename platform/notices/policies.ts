import { setting } from '#kernel/access/index.ts'
import type { TablePolicy } from '#platform/db/index.ts'

/** The program itself reads every notice for delivery: its claims grant `notice.read` over all. */
const own = (table: string): string => `${table}.person_id = ${setting('person')}::uuid or 'notice' = any(${setting('read_all')}::text[])`

export const noticePolicies: readonly TablePolicy[] = [
  { table: 'notice', rows: { sql: own('notice') } },
  { table: 'notice_setting', rows: { sql: own('notice_setting') } },
]
