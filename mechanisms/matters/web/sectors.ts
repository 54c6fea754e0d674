import { useQuery } from '@tanstack/react-query'
import type { Text } from '#kernel/text.ts'
import { api } from '#platform/web/index.ts'

export interface SectorItem {
  readonly id: string
  readonly text: Text
}

/** Names of the sectors; while they are not known an id stands for itself. */
export function useSectors(): { list: readonly SectorItem[]; of: (id: string) => Text } {
  const { data } = useQuery({
    queryKey: ['sectors'],
    queryFn: () => api.get<{ items: SectorItem[] }>('/api/sectors'),
    staleTime: 3_600_000,
    retry: false,
  })
  const list = data?.items ?? []
  return { list, of: (id) => list.find((s) => s.id === id)?.text ?? { zh: id, en: id } }
}
