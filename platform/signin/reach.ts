import { SCOPES, type Claims, type Grants, type Permission, type Role, type Scope } from '#kernel/access/index.ts'

/** A post as the administration weighs it. */
export interface PostTarget {
  readonly orgId: string
  readonly orgPath: string
  readonly orgSector: string | null
  readonly path: string
  readonly sectors: readonly string[] | null
}

function sectorsWithin(claims: Claims, target: PostTarget): boolean {
  const { sectors } = claims
  return sectors === null || (target.sectors !== null && target.sectors.every((s) => sectors.includes(s)))
}

const inPath = (claims: Claims, path: string): boolean => claims.path !== '' && path !== '' && path.startsWith(claims.path)

function withinScope(scope: Scope, claims: Claims, target: PostTarget): boolean {
  switch (scope) {
    case 'all':
      return sectorsWithin(claims, target)
    case 'area':
      // Both the organisation and the jurisdiction given: otherwise a town could give a post of the county's bureau, or over the county.
      return (
        inPath(claims, target.orgPath) &&
        inPath(claims, target.path) &&
        sectorsWithin(claims, target) &&
        (claims.sectors === null || target.orgSector === null || claims.sectors.includes(target.orgSector))
      )
    case 'office':
      return (
        claims.orgId !== '' &&
        target.orgId === claims.orgId &&
        (target.path === '' || inPath(claims, target.path)) &&
        sectorsWithin(claims, target)
      )
    case 'self':
      return false
  }
}

/** May the claims use the permission on this post: on its organisation, its jurisdiction and its sectors, all of them? */
export function reaches(claims: Claims, permission: Permission, target: PostTarget): boolean {
  return (claims.grants[permission] ?? []).some((scope) => withinScope(scope, claims, target))
}

/**
 * Which scopes cover which, for a post within the giver's reach: everything is covered by `all`, an office in the area by
 * `area`, one's own rows by anything.
 */
const COVERED_BY: Readonly<Record<Scope, readonly Scope[]>> = {
  all: ['all'],
  area: ['area', 'all'],
  office: ['office', 'area', 'all'],
  self: SCOPES,
}

/** Permissions of `wanted` that go beyond `held`; empty = nothing is given that the giver lacks. */
export function beyond(held: Grants, wanted: Grants): Permission[] {
  return Object.entries(wanted)
    .filter(([permission, scopes]) => scopes.some((s) => !COVERED_BY[s].some((c) => held[permission]?.includes(c))))
    .map(([permission]) => permission)
}

/** Holds everything, so may give everything (within reach). */
export const ADMIN_ALL: Permission = 'admin.all'

/** May the claims give or take a role with these grants? An unknown role (undefined) may be taken and not given. */
export function mayHandle(claims: Claims, grants: Grants | undefined): boolean {
  return (claims.grants[ADMIN_ALL]?.length ?? 0) > 0 || beyond(claims.grants, grants ?? {}).length === 0
}

const heldWide = (role: Role, permission: Permission): boolean => (role.grants[permission] ?? []).some((s) => s === 'area' || s === 'all')

/** Roles whose holders can repair everything else: of them, one active person must remain. */
export function administratorRoles(roles: Iterable<Role>): string[] {
  return [...roles].filter((r) => heldWide(r, 'admin.people') && heldWide(r, 'admin.roles')).map((r) => r.id)
}
