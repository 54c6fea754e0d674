import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '#platform/web/index.ts'
import type { AlarmAct, AlarmRow, AlarmView, PointRow, PointView, Series, WallOrg } from '../model.ts'

/** Without a word from the server lists are asked for again after this time; values come by it alone. */
const AGAIN = 5000

export interface AlarmFilter {
  readonly show: string
  readonly orgId?: string | undefined
  readonly pointId?: string | undefined
  readonly colour?: string | undefined
  readonly kind?: string | undefined
  readonly q?: string | undefined
}

/** Up to 500 alarms, newest first: what a desk can look through. */
export const useAlarms = (filter: AlarmFilter) =>
  useQuery({
    queryKey: ['alarms', 'list', filter],
    queryFn: () => api.get<{ items: AlarmRow[]; next: string | null }>('/api/alarms', { ...filter, limit: 500 }),
    refetchInterval: 15_000,
    placeholderData: (before) => before,
  })

export interface AlarmSummary {
  readonly active: number
  readonly unacknowledged: number
  readonly away: number
  readonly colours: Readonly<Record<'red' | 'orange' | 'gold' | 'blue', number>>
  readonly last10Minutes: number
  readonly flood: boolean
}

export const useAlarmSummary = (orgId?: string) =>
  useQuery({
    queryKey: ['alarms', 'summary', orgId],
    queryFn: () => api.get<AlarmSummary>('/api/alarms/summary', { orgId }),
    refetchInterval: 15_000,
  })

export const useAlarm = (id: string | null) =>
  useQuery({ queryKey: ['alarms', 'one', id], queryFn: () => api.get<AlarmView>(`/api/alarms/${id ?? ''}`), enabled: id !== null })

/** Acts on alarms; lists are asked for again afterwards. */
export function useAlarmActs() {
  const client = useQueryClient()
  const done = (): void => void client.invalidateQueries({ queryKey: ['alarms'] })
  const act = useMutation({
    mutationFn: ({ id, body }: { id: string; body: AlarmAct }) => api.post<{ state: string }>(`/api/alarms/${id}/act`, body),
    onSettled: done,
  })
  const acknowledge = useMutation({
    mutationFn: (ids: string[]) => api.post<{ done: number; refused: number }>('/api/alarms/acknowledge', { ids }),
    onSettled: done,
  })
  const hazard = useMutation({
    mutationFn: ({ id, note }: { id: string; note: string }) => api.post<{ hazardId: string }>(`/api/alarms/${id}/hazard`, { note }),
    onSettled: done,
  })
  return { act, acknowledge, hazard }
}

export const useWall = () =>
  useQuery({
    queryKey: ['monitoring', 'wall'],
    queryFn: () => api.get<{ at: string; orgs: WallOrg[] }>('/api/monitoring/wall'),
    refetchInterval: AGAIN,
  })

export interface OrgWall {
  readonly org: { readonly id: string; readonly name: string; readonly sector: string | null }
  readonly points: readonly PointRow[]
  readonly cut: boolean
  readonly cameras: readonly { readonly id: string; readonly name: string; readonly url: string; readonly pointIds: readonly string[] }[]
}

export const useOrgWall = (id: string) =>
  useQuery({ queryKey: ['monitoring', 'org', id], queryFn: () => api.get<OrgWall>(`/api/monitoring/orgs/${id}`), refetchInterval: AGAIN })

export const usePoint = (id: string) =>
  useQuery({ queryKey: ['points', 'one', id], queryFn: () => api.get<PointView>(`/api/points/${id}`), refetchInterval: AGAIN })

export function useSeries(id: string, from: number, to: number, width: number, live: boolean) {
  const query = { from: new Date(from * 1000).toISOString(), to: new Date(to * 1000).toISOString(), width }
  return useQuery({
    queryKey: ['points', 'series', id, query],
    queryFn: () => api.get<Series>(`/api/points/${id}/series`, query),
    enabled: width > 0,
    placeholderData: (before) => before,
    ...(live ? { staleTime: 4000 } : {}),
  })
}
