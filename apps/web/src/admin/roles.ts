import { useQuery } from '@tanstack/react-query'
import type { Grants, Scope } from '#kernel/access/index.ts'
import { text, type Text } from '#kernel/text.ts'
import { api } from '#platform/web/index.ts'

export interface RoleRow {
  id: string
  text: Text
  home: string
  grants: Record<string, Scope[]>
  version: number
}

/** First pages a role may open on. */
export const HOME_WORDS: Readonly<Record<string, Text>> = {
  leader: text('领导首页', 'Leader'),
  bureau: text('部门首页', 'Department'),
  town: text('乡镇首页', 'Town'),
  plant: text('企业首页', 'Enterprise'),
  worker: text('员工首页', 'Worker'),
  admin: text('系统首页', 'Administration'),
}

export const homeWords = (home: string): Text => HOME_WORDS[home] ?? text(home, home)

export interface Roles {
  readonly list: readonly RoleRow[]
  readonly loading: boolean
  readonly error: unknown
  readonly retry: () => void
  /** A role's name; its id stands for one that is not known here. */
  readonly nameOf: (id: string) => Text
}

export function useRoles(): Roles {
  const { data, isPending, error, refetch } = useQuery({ queryKey: ['roles'], queryFn: () => api.get<{ items: RoleRow[] }>('/api/roles') })
  const list = data?.items ?? []
  return {
    list,
    loading: isPending,
    error,
    retry: () => void refetch(),
    nameOf: (id) => list.find((r) => r.id === id)?.text ?? text(id, id),
  }
}

/** Grants with one scope of one permission put on or off; a permission without scopes is not held. */
export function withScope(grants: Grants, permission: string, scope: Scope, on: boolean): Record<string, Scope[]> {
  const scopes = (grants[permission] ?? []).filter((s) => s !== scope)
  const next = on ? [...scopes, scope] : scopes
  const { [permission]: _gone, ...rest } = grants
  const copy = Object.fromEntries(Object.entries(rest).map(([p, s]) => [p, [...s]]))
  return next.length === 0 ? copy : { ...copy, [permission]: next }
}

const sorted = (scopes: readonly Scope[] | undefined): string => [...(scopes ?? [])].sort().join()

/** What changes from one set of grants to another, in permissions: given anew or otherwise, and taken away. */
export function grantChanges(before: Grants, after: Grants): { readonly given: string[]; readonly taken: string[] } {
  return {
    given: Object.keys(after).filter((p) => sorted(after[p]) !== sorted(before[p])),
    taken: Object.keys(before).filter((p) => (before[p]?.length ?? 0) > 0 && (after[p]?.length ?? 0) === 0),
  }
}
