import { setting } from '#kernel/access/index.ts'
import type { TablePolicy } from '#platform/db/index.ts'

/** One's own jobs; all of them for posts with `admin.read`; the program's claims grant `job.read` over all. */
export const jobPolicies: readonly TablePolicy[] = [
  {
    table: 'job_run',
    rows: {
      sql: `job_run.started_by = ${setting('person')}::uuid or 'admin' = any(${setting('read_area')}::text[])
        or 'admin' = any(${setting('read_all')}::text[]) or 'job' = any(${setting('read_all')}::text[])`,
    },
  },
]
