import { useQuery } from '@tanstack/react-query'
import { api } from './api.ts'
import type { Text } from '#kernel/text.ts'

export interface MyPost {
  id: string
  orgId: string
  orgName: string
  role: string
  roleText: Text
  title: string
  path: string
  divisionName: string
}

export interface Me {
  person: { id: string; name: string; lang: string }
  posts: MyPost[]
  postId: string | null
  orgId: string | null
  orgName: string | null
  /** Which home the post opens on; a word of the role's data, not a role. */
  home: string
  permissions: string[]
  path: string
  sectors: string[] | null
  serverNow: string
  sample: boolean
  /** The password was set by somebody else and is to be changed. */
  mustChangePassword: boolean
  secondFactor: boolean
}

/** Who is signed in, in which post. Throws 401 while nobody is. */
export function useMe(): { me: Me | undefined; loading: boolean; error: unknown } {
  const { data, isPending, error } = useQuery({ queryKey: ['me'], queryFn: () => api.get<Me>('/api/me'), staleTime: 60_000, retry: false })
  return { me: data, loading: isPending, error }
}

/** Does my post hold the permission at all? */
export function useHolds(): (permission: string) => boolean {
  const { me } = useMe()
  return (permission) => me?.permissions.includes(permission) ?? false
}
