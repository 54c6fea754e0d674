import { setting } from '#kernel/access/index.ts'
import type { TablePolicy } from '#platform/db/index.ts'

/**
 * A use of a file is visible to the one who made it and to whoever may read its matter. `file` itself has no policy: the
 * same bytes may be uploaded twice by people who must not know of each other; it is only ever read joined with its uses.
 */
export const filePolicies: readonly TablePolicy[] = [
  {
    table: 'file_use',
    rows: { sql: `file_use.person_id = ${setting('person')}::uuid or exists (select from matter m where m.id = file_use.matter_id)` },
  },
]
