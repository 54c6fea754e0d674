import type { Claims } from '#kernel/access/index.ts'
import { join, raw, sql, type Sql } from '#platform/db/index.ts'

/** Prefix test of a division path as a range, which an index can serve. */
export function within(column: Sql, path: string): Sql {
  return sql`(${column} >= ${path} and ${column} < ${`${path}~`})`
}

/**
 * The claims as a plain condition on `matter m` of one kind. Row-level security holds anyway and is the fence; but only plain
 * comparisons let the planner use an index. Never narrower than the fence.
 */
export function reachOf(claims: Claims, kind: string): Sql {
  const parts = (claims.grants[`${kind}.read`] ?? []).map((scope): Sql => {
    switch (scope) {
      case 'all':
        return sql`true`
      case 'area':
        return claims.path === '' ? sql`false` : within(raw('m.path'), claims.path)
      case 'office':
        return claims.orgId === '' ? sql`false` : sql`(m.org_id = ${claims.orgId}::uuid or m.office_id = ${claims.orgId}::uuid)`
      case 'self':
        return claims.personId === ''
          ? sql`false`
          : sql`(m.opened_by = ${claims.personId}::uuid or m.assignee_id = ${claims.personId}::uuid)`
    }
  })
  return parts.length === 0 ? sql`false` : sql`(m.kind = ${kind} and (${join(parts, ' or ')}))`
}

/** The same for several kinds. */
export function reachOfAny(claims: Claims, kinds: readonly string[]): Sql {
  return sql`(${join(
    kinds.map((k) => reachOf(claims, k)),
    ' or ',
  )})`
}
