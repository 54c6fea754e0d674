import { useQuery } from '@tanstack/react-query'
import { api, useHolds } from '#platform/web/index.ts'

/** Towns and parks of my area; empty where the post looks at no map. */
export function useParts(): { path: string; name: string }[] {
  const holds = useHolds()
  const { data } = useQuery({
    queryKey: ['board', 'areas', ''],
    queryFn: () => api.get<{ items: { path: string; name: string }[] }>('/api/map/areas'),
    enabled: holds('map.read'),
    staleTime: 300_000,
  })
  return data?.items ?? []
}
