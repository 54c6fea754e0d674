import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { MatterPage } from '#mechanisms/matters/model.ts'
import { api } from '#platform/web/index.ts'
import type { Around, Desk, HandoverDraft, ManualWarning, NewHandover, Stats } from '../model.ts'

/** Warnings come by live events; this is for a line that went dead. */
const AGAIN = 15_000

export const useDesk = (query: { queue: string; level?: string | undefined; orgId?: string | undefined }) =>
  useQuery({
    queryKey: ['matters', 'warnings', query],
    queryFn: () => api.get<Desk>('/api/warnings/desk', query),
    refetchInterval: AGAIN,
    placeholderData: (before) => before,
  })

export const useWarning = (id: string | null) =>
  useQuery({ queryKey: ['matter', id], queryFn: () => api.get<MatterPage>(`/api/matters/${id ?? ''}`), enabled: id !== null })

export const useAround = (id: string) =>
  useQuery({
    queryKey: ['matter', id, 'around'],
    queryFn: () => api.get<Around>(`/api/warnings/${id}/around`),
    refetchInterval: AGAIN,
  })

export function useIssue() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: z.input<typeof ManualWarning>) => api.post<{ matterId: string }>('/api/warnings', body),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['matters'] }),
  })
}

export const useStats = (query: { from: string; to: string; by: string }) =>
  useQuery({
    queryKey: ['matters', 'warning-stats', query],
    queryFn: () => api.get<Stats>('/api/warnings/statistics', query),
    placeholderData: (before) => before,
  })

export const useHandover = (wanted: boolean) =>
  useQuery({
    queryKey: ['matters', 'handover'],
    queryFn: () => api.get<HandoverDraft>('/api/warnings/handover'),
    enabled: wanted,
  })

export function useSignHandover() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: z.input<typeof NewHandover>) => api.post<{ matterId: string }>('/api/warnings/handover', body),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['matters'] }),
  })
}
