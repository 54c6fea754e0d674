import type { Claims, Permission, Scope, ScopedRow } from './claims.ts'
import { DIMENSIONS } from './policy.ts'

/** Does the row lie within one scope of the claims? Missing claims or row values never match. */
export function inScope(scope: Scope, claims: Claims, row: ScopedRow): boolean {
  return DIMENSIONS[scope].every((test) => {
    switch (test) {
      case 'person':
        return claims.personId !== '' && row.personIds.includes(claims.personId)
      case 'org':
        return claims.orgId !== '' && row.orgIds.includes(claims.orgId)
      case 'path':
        return claims.path !== '' && row.path !== null && row.path.startsWith(claims.path)
      case 'sector':
        return claims.sectors === null || row.sector === null || claims.sectors.includes(row.sector)
    }
  })
}

/** May the claims use the permission on this row? */
export function can(claims: Claims, permission: Permission, row: ScopedRow): boolean {
  return (claims.grants[permission] ?? []).some((scope) => inScope(scope, claims, row))
}

/** Is the permission held at all, whatever the row? Used for navigation and for routes without a row. */
export function holds(claims: Claims, permission: Permission): boolean {
  return (claims.grants[permission] ?? []).length > 0
}

/** The objects whose rows the claims may read, by scope: the form in which the database gets the claims. */
export function readableObjects(claims: Claims): Record<Scope, string[]> {
  const found: Record<Scope, string[]> = { self: [], office: [], area: [], all: [] }
  for (const [permission, scopes] of Object.entries(claims.grants)) {
    if (!permission.endsWith('.read')) continue
    const object = permission.slice(0, -'.read'.length)
    for (const scope of scopes) found[scope].push(object)
  }
  return found
}
