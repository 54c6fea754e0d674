import type { Claims } from '#kernel/access/index.ts'
import { sql, type Db } from '#platform/db/index.ts'
import { defaultRoles } from './roles.ts'

/** What an empty database needs before anyone can sign in: the roles as delivered. Roles that exist are left as they are. */
export async function firstSetup(db: Db, system: Claims): Promise<void> {
  await db.tx(system, async (tx) => {
    for (const role of defaultRoles) {
      await tx.query(
        sql`insert into role (id, text, home, grants) values (${role.id}, ${JSON.stringify(role.text)}::jsonb, ${role.home},
          ${JSON.stringify(role.grants)}::jsonb) on conflict (id) do nothing`,
      )
    }
  })
}
