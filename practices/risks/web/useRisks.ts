import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '#platform/web/index.ts'
import type { Text } from '#kernel/text.ts'
import type { BandSettings, CardView, Method, PlanRow, PointPage, PointRow } from '../model.ts'

export type Search = Readonly<Record<string, string>>

const FILTERS = ['q', 'orgId', 'level', 'kind', 'sector', 'workshop', 'post', 'review', 'status'] as const

/** The filters of the list as they stand in the address. */
export function readSearch(raw: Readonly<Record<string, unknown>>): Search {
  return Object.fromEntries(FILTERS.flatMap((k) => (typeof raw[k] === 'string' && raw[k] !== '' ? [[k, raw[k]]] : [])))
}

export interface Counts {
  total: number
  major: number
  larger: number
  general: number
  low: number
  none: number
  due: number
}

export const usePoints = (search: Search) =>
  useInfiniteQuery({
    queryKey: ['risks', 'points', search],
    queryFn: ({ pageParam }) =>
      api.get<{ items: PointRow[]; next: string | null }>('/api/risks/points', { ...search, ...(pageParam ? { after: pageParam } : {}) }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  })

export const useCounts = (search: Search) =>
  useQuery({
    queryKey: ['risks', 'summary', search],
    queryFn: () => api.get<Counts>('/api/risks/summary', search),
    placeholderData: keepPreviousData,
  })

export const usePoint = (id: string) =>
  useQuery({ queryKey: ['risks', 'point', id], queryFn: () => api.get<PointPage>(`/api/risks/points/${id}`) })

export interface Methods {
  on: string
  bands: BandSettings
  methods: { id: Method; factors: { name: string; label: Text; values: number[] }[] }[]
}
export const useMethods = () =>
  useQuery({ queryKey: ['risks', 'methods'], queryFn: () => api.get<Methods>('/api/risks/methods'), staleTime: 600_000 })

export const usePlans = (orgId: string | null) =>
  useQuery({
    queryKey: ['risks', 'plans', orgId],
    queryFn: () => api.get<{ items: PlanRow[]; mayDraw: boolean; orgName: string; placed: boolean }>('/api/risks/plans', { orgId }),
    enabled: orgId !== null,
  })

/** All points of one enterprise, at most some hundreds: for choosing among them. */
export const useAllPoints = (orgId: string) =>
  useQuery({
    queryKey: ['risks', 'all', orgId],
    queryFn: async () => {
      const rows: PointRow[] = []
      let after: string | null = ''
      while (after !== null && rows.length < 1000) {
        const page: { items: PointRow[]; next: string | null } = await api.get('/api/risks/points', { orgId, limit: 100, after })
        rows.push(...page.items)
        after = page.next
      }
      return rows
    },
  })

export const useCard = (code: string) =>
  useQuery({ queryKey: ['card', code], queryFn: () => api.get<CardView>(`/api/cards/${code}`), retry: false })

/** After a change everything about risks is asked anew. */
export function useRefresh(): () => void {
  const client = useQueryClient()
  return () => void client.invalidateQueries({ queryKey: ['risks'] })
}
