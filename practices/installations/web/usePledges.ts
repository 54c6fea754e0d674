import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { Text } from '#kernel/text.ts'
import { api } from '#platform/web/index.ts'
import type { PledgeName } from '../forms.ts'

export interface PledgeRow {
  id: string
  orgId: string
  orgName: string
  day: string
  state: string
  dueAt: string | null
  figures: Readonly<Record<string, number | boolean>> | null
  corrected: string[] | null
  corrections: string | null
  statement: string | null
  signer: string | null
  signedAt: string | null
}

export interface DraftLine {
  name: PledgeName
  value: number | boolean | null
  why: Text
  to: string | null
  search: Record<string, string>
}

export interface Draft {
  pledge: PledgeRow
  lines: DraftLine[]
  statement: string
}

export interface Pledges {
  day: string
  today: string
  items: PledgeRow[]
  capped: boolean
}

export const isUp = (row: Pick<PledgeRow, 'state'>): boolean => row.state === 'published' || row.state === 'late'

export function usePledges(day?: string, enabled = true): UseQueryResult<Pledges> {
  return useQuery({ queryKey: ['matters', 'pledges', day ?? 'today'], queryFn: () => api.get<Pledges>('/api/pledges', { day }), enabled })
}

export function useDraftPledge(id: string | undefined): UseQueryResult<Draft> {
  return useQuery({
    queryKey: ['matters', 'pledge', id],
    queryFn: () => api.get<Draft>(`/api/pledges/${id}/draft`),
    enabled: id !== undefined,
  })
}
