import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { api } from '#platform/web/index.ts'
import type { z } from 'zod'
import type { InstallationCounts, InstallationPage, InstallationRow } from '../model.ts'

export interface ListSearch {
  readonly q?: string
  readonly rank?: number
  readonly only?: string
  readonly path?: string
  readonly orgId?: string
  readonly view?: string
}

/** The filters of the list, kept in its address. */
export function useListSearch(): [ListSearch, (patch: Partial<ListSearch>) => void] {
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  const said = (name: string): string | undefined => (search[name] === undefined || search[name] === '' ? undefined : String(search[name]))
  const rank = Number(search['rank'])
  const value: ListSearch = {
    ...(said('q') ? { q: said('q') } : {}),
    ...(rank >= 1 && rank <= 6 ? { rank } : {}),
    ...(said('only') ? { only: said('only') } : {}),
    ...(said('path') ? { path: said('path') } : {}),
    ...(said('orgId') ? { orgId: said('orgId') } : {}),
    ...(said('view') ? { view: said('view') } : {}),
  } as ListSearch
  return [value, (patch) => void navigate({ to: '.', search: { ...value, ...patch } as never, replace: true })]
}

interface Answer {
  items: InstallationRow[]
  next: string | null
}

export function useInstallations({ q, rank, only, path, orgId }: ListSearch, limit = 20) {
  const query = { q, rank, only, path, orgId }
  return useInfiniteQuery({
    queryKey: ['installations', 'list', query, limit],
    queryFn: ({ pageParam }) => api.get<Answer>('/api/installations', { ...query, limit, after: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  })
}

export function useCounts({ path, orgId, q }: ListSearch) {
  return useQuery({
    queryKey: ['installations', 'counts', path, orgId, q],
    queryFn: () => api.get<z.output<typeof InstallationCounts>>('/api/installations/counts', { path, orgId, q }),
  })
}

export function useInstallation(id: string) {
  return useQuery({ queryKey: ['installations', 'one', id], queryFn: () => api.get<InstallationPage>(`/api/installations/${id}`) })
}

export function useRefreshInstallations(): () => void {
  const client = useQueryClient()
  return () => {
    for (const key of ['installations', 'matters', 'matter', 'pledges']) void client.invalidateQueries({ queryKey: [key] })
  }
}
