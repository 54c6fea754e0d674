import type { Claims, Grants, Role } from '#kernel/access/index.ts'
import { text, type Text } from '#kernel/text.ts'
import { sql, type Db, type Tx } from '#platform/db/index.ts'
import { Problem } from '#platform/http/index.ts'
import { administratorRoles } from './reach.ts'

/** The roles as they are in the database now. */
export async function loadRoles(db: Db, claims: Claims): Promise<Map<string, Role>> {
  const rows = await db.read<{ id: string; text: Text; home: string; grants: Grants }>(claims, sql`select id, text, home, grants from role`)
  return new Map(rows.map((r) => [r.id, r]))
}

/** What is about to change, as far as administrators are concerned. */
export interface AdministratorLoss {
  /** Posts that end or change their role away. */
  readonly posts?: readonly string[]
  /** People who are made inactive. */
  readonly people?: readonly string[]
  /** Roles as they will be. */
  readonly roles?: ReadonlyMap<string, Role>
}

/**
 * At least one active administrator with an account must remain. Looks at everybody, not only at whom the caller sees: hence
 * the system's connection. The lock lets changes that could each take one of the last two go one after the other.
 */
export async function assertAdministratorRemains(
  tx: Tx,
  db: Db,
  system: Claims,
  roles: ReadonlyMap<string, Role>,
  loss: AdministratorLoss,
): Promise<void> {
  await tx.query(sql`select pg_advisory_xact_lock(hashtext('anlan.administrators'))`)
  const ids = administratorRoles((loss.roles ?? roles).values())
  const [left] = await db.read(
    system,
    sql`select 1 from post po join person p on p.id = po.person_id
      where po.active and p.active and p.user_id is not null and po.role = any(${ids}::text[])
        and po.id <> all(${[...(loss.posts ?? [])]}::uuid[]) and p.id <> all(${[...(loss.people ?? [])]}::uuid[]) limit 1`,
  )
  if (!left) {
    throw new Problem(409, 'last-administrator', text('至少须保留一名管理员', 'At least one administrator must remain'), {
      detail: text('请先给另一人授予管理员岗位。没有任何改动被保存。', 'Give the post to another person first. Nothing was changed.'),
    })
  }
}
