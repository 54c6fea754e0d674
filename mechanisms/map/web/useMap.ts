import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { api } from '#platform/web/index.ts'
import type { Areas, Board, MapSettings, Points } from '../model.ts'

// Live events mark 'board' as stale at each act; the interval is for what time alone changes: clocks that run out.
const MINUTE = 60_000

export function useBoard(): UseQueryResult<Board> {
  return useQuery({ queryKey: ['board'], queryFn: () => api.get<Board>('/api/board'), refetchInterval: MINUTE })
}

export function useAreas(path: string | undefined): UseQueryResult<Areas> {
  return useQuery({
    queryKey: ['board', 'areas', path ?? ''],
    queryFn: () => api.get<Areas>('/api/map/areas', { path }),
    refetchInterval: MINUTE,
  })
}

export function usePoints(query: { path?: string; sector?: string; only?: string }): UseQueryResult<Points> {
  return useQuery({
    queryKey: ['board', 'points', query],
    queryFn: () => api.get<Points>('/api/map/points', query),
    refetchInterval: MINUTE,
    // The points of the filter before stay until the new ones are there: the map does not blink.
    placeholderData: keepPreviousData,
  })
}

export function useMapSettings(): UseQueryResult<MapSettings> {
  return useQuery({ queryKey: ['map-settings'], queryFn: () => api.get<MapSettings>('/api/map/settings'), staleTime: 3_600_000 })
}
