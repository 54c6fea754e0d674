import { rowPolicySql, setting, type Claims, type Permission } from '#kernel/access/index.ts'
import { join, sql, type Sql, type TablePolicy } from '#platform/db/index.ts'

const postRows = (object: string): string =>
  rowPolicySql({ object: `'${object}'`, path: 'post.path', orgs: ['post.org_id'], persons: ['post.person_id'], sector: 'null::text' })

/**
 * Row-level security of people and posts. A post is seen by whoever holds `person.read` (colleagues, who may be assigned) or
 * `admin.read` (administration) over it, and by its holder; a person is seen through any post that is seen. `app.new_person` is set for
 * one transaction by the route that enters a person, who has no post yet in the moment of entering.
 */
export const signInPolicies: readonly TablePolicy[] = [
  { table: 'post', rows: { sql: `(${postRows('person')}\n  or ${postRows('admin')}\n  or post.person_id = ${setting('person')}::uuid)` } },
  {
    table: 'person',
    rows: {
      sql: `(person.id = ${setting('person')}::uuid or person.id = ${setting('new_person')}::uuid
        or exists (select from post where post.person_id = person.id))`,
    },
  },
]

/**
 * The same scopes as a condition in the query, on a table aliased `po`: the list says what it shows by itself and the fence only
 * holds it to that. No scope, no area: nobody.
 */
export function postScope(claims: Claims, permission: Permission): Sql {
  const parts: Sql[] = []
  for (const scope of claims.grants[permission] ?? []) {
    if (scope === 'all') parts.push(sql`true`)
    // Paths hold only [0-9a-z], all below '~': the range is the prefix test and can use the index.
    if (scope === 'area' && claims.path !== '') parts.push(sql`(po.path >= ${claims.path} and po.path < ${`${claims.path}~`})`)
    if (scope === 'office' && claims.orgId !== '') parts.push(sql`po.org_id = ${claims.orgId}::uuid`)
    if (scope === 'self' && claims.personId !== '') parts.push(sql`po.person_id = ${claims.personId}::uuid`)
  }
  return parts.length === 0 ? sql`false` : sql`(${join(parts, ' or ')})`
}
