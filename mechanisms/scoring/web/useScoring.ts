import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { z } from 'zod'
import { api } from '#platform/web/index.ts'
import type { AssessmentList, AssessmentPage, SheetChoice, StandingList } from '../model.ts'

export type List = z.output<typeof AssessmentList>
export type StandingAnswer = z.output<typeof StandingList>

export const useAssessments = (search: Readonly<Record<string, string | undefined>>): UseQueryResult<List> =>
  useQuery({ queryKey: ['matters', 'assessments', search], queryFn: () => api.get<List>('/api/assessments', search) })

export const useAssessment = (id: string | undefined): UseQueryResult<AssessmentPage> =>
  useQuery({
    queryKey: ['matters', 'assessment', id],
    queryFn: () => api.get<AssessmentPage>(`/api/assessments/${id}`),
    enabled: id !== undefined,
  })

export const useSheets = (enabled: boolean): UseQueryResult<{ items: SheetChoice[] }> =>
  useQuery({
    queryKey: ['scoring', 'sheets'],
    queryFn: () => api.get<{ items: SheetChoice[] }>('/api/scoring/sheets'),
    enabled,
  })

export const useStanding = (orgId: string): UseQueryResult<StandingAnswer> =>
  useQuery({ queryKey: ['matters', 'standing', orgId], queryFn: () => api.get<StandingAnswer>(`/api/orgs/${orgId}/standing`) })
