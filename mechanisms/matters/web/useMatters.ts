import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { api } from '#platform/web/index.ts'
import type { MatterRow } from '../model.ts'
import type { MatterSearch } from './filters.ts'

interface Answer {
  items: MatterRow[]
  next: string | null
}

export interface Matters {
  readonly rows: readonly MatterRow[]
  readonly loading: boolean
  readonly error: unknown
  readonly retry: () => void
  /** Null = the end of the list. */
  readonly more: (() => void) | null
  readonly loadingMore: boolean
}

/** A list of matters, page after page by key. */
export function useMatters(query: MatterSearch, limit = 20): Matters {
  const list = useInfiniteQuery({
    queryKey: ['matters', 'list', query, limit],
    queryFn: ({ pageParam }) => api.get<Answer>('/api/matters', { ...query, limit, after: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  })
  // A row that moved between two pages while they were fetched would stand twice.
  const rows = [...new Map((list.data?.pages ?? []).flatMap((p) => p.items).map((row) => [row.id, row])).values()]
  return {
    rows,
    loading: list.isPending,
    error: list.data ? null : list.error,
    retry: () => void list.refetch(),
    more: list.hasNextPage ? () => void list.fetchNextPage() : null,
    loadingMore: list.isFetchingNextPage,
  }
}

export function useMatterCount(query: MatterSearch): { total: number; capped: boolean } | undefined {
  const { sort: _, ...counted } = query
  return useQuery({
    queryKey: ['matters', 'count', counted],
    queryFn: () => api.get<{ total: number; capped: boolean }>('/api/matters/count', counted),
  }).data
}
