import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { api } from '#platform/web/index.ts'
import type { BaseList, MeasureList, MeasureSeries } from '../model.ts'

export interface DivisionItem {
  readonly path: string
  readonly name: string
  readonly level: string
  readonly parent: string | null
}

export const useMeasureList = (query: { path?: string | undefined; year?: number | undefined } = {}): UseQueryResult<MeasureList> =>
  useQuery({ queryKey: ['measures', 'list', query], queryFn: () => api.get<MeasureList>('/api/measures', query), staleTime: 60_000 })

export const useMeasureSeries = (id: string, query: Readonly<Record<string, string | number | undefined>>): UseQueryResult<MeasureSeries> =>
  useQuery({
    queryKey: ['measures', 'series', id, query],
    queryFn: () => api.get<MeasureSeries>(`/api/measures/${id}`, query),
    staleTime: 60_000,
  })

export const useBase = (query: Readonly<Record<string, string | number | boolean | undefined>>): UseQueryResult<BaseList> =>
  useQuery({ queryKey: ['measures', 'base', query], queryFn: () => api.get<BaseList>('/api/measures/base', query) })

export const useDivisions = (): readonly DivisionItem[] =>
  useQuery({ queryKey: ['divisions'], queryFn: () => api.get<{ items: DivisionItem[] }>('/api/divisions'), staleTime: 3_600_000 }).data
    ?.items ?? []
