import { useQuery } from '@tanstack/react-query'
import { api } from '#platform/web/index.ts'
import type { KindInfo } from '../model.ts'

export interface Kinds {
  readonly list: readonly KindInfo[]
  readonly of: (id: string) => KindInfo | undefined
  readonly loading: boolean
  readonly error: unknown
}

/** The declarations that my post may read; they change with a release only. */
export function useKinds(): Kinds {
  const { data, isPending, error } = useQuery({
    queryKey: ['kinds'],
    queryFn: () => api.get<{ items: KindInfo[] }>('/api/kinds'),
    staleTime: 3_600_000,
  })
  const list = data?.items ?? []
  return { list, of: (id) => list.find((k) => k.id === id), loading: isPending, error }
}

export type ActInfo = KindInfo['acts'][string]

/** Acts with which people open a matter of the kind. */
export function openingActs(kind: KindInfo, holds: (permission: string) => boolean): [name: string, act: ActInfo][] {
  return Object.entries(kind.acts).filter(([, act]) => act.from === null && !act.system && holds(act.permission))
}

/**
 * Acts that my post may probably do on a matter in this state: a list row knows state and permission, the page of the
 * matter asks scope and conditions too. The main ones first.
 */
export function likelyActs(kind: KindInfo, state: string, holds: (permission: string) => boolean): [name: string, act: ActInfo][] {
  return Object.entries(kind.acts)
    .filter(([, act]) => act.from?.includes(state) && !act.system && holds(act.permission))
    .sort(([, a], [, b]) => Number(b.tone === 'primary') - Number(a.tone === 'primary'))
}
