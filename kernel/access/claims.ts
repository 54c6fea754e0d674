import type { Text } from '../text.ts'

/**
 * How far a permission reaches, seen from a post.
 * - `self`: rows that name the person (opened by, assigned to)
 * - `office`: rows of the post's own organisation (as owner or as the supervising office)
 * - `area`: rows in the post's jurisdiction (辖区), limited to its sectors
 * - `all`: every row, limited to the post's sectors
 */
export type Scope = 'self' | 'office' | 'area' | 'all'

export const SCOPES: readonly Scope[] = ['self', 'office', 'area', 'all']

/** A permission is `object.action`, for example `hazard.verify`. `object.read` decides which rows exist for a post. */
export type Permission = string

/** What a role may do: permission → how far. A permission that is absent is not held. */
export type Grants = Readonly<Record<Permission, readonly Scope[]>>

export interface Role {
  readonly id: string
  readonly text: Text
  /** Which home page the role opens on. */
  readonly home: string
  readonly grants: Grants
}

/** A post (岗位): a person in an organisation with a role, a jurisdiction and, optionally, sectors. */
export interface Post {
  readonly id: string
  readonly personId: string
  readonly orgId: string
  readonly role: string
  /** Division path of the jurisdiction; empty = none, which sees nothing by area. */
  readonly path: string
  /** Sectors the post is limited to; null = every sector. */
  readonly sectors: readonly string[] | null
}

/** Who acts, resolved once for each request. */
export interface Claims extends Omit<Post, 'id'> {
  readonly postId: string
  readonly grants: Grants
}

/** What access needs to know of a row. */
export interface ScopedRow {
  readonly path: string | null
  readonly orgIds: readonly (string | null)[]
  readonly personIds: readonly (string | null)[]
  readonly sector: string | null
}

/** The claims of a post under its role. An unknown role gives no grants. */
export function claimsOf(post: Post, roles: ReadonlyMap<string, Role>): Claims {
  const { id, ...rest } = post
  return { ...rest, postId: id, grants: roles.get(post.role)?.grants ?? {} }
}
