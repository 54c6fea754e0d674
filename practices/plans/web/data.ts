import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { z } from 'zod'
import { api } from '#platform/web/index.ts'
import type * as M from '../model.ts'

export type Board = z.output<typeof M.Board>
export type PlanRow = z.output<typeof M.PlanRow>
export type TaskRow = z.output<typeof M.TaskRow>
export type TaskPage = z.output<typeof M.TaskPage>
export type SplitList = z.output<typeof M.SplitList>
export type IndicatorList = z.output<typeof M.IndicatorList>
export type UnitList = z.output<typeof M.UnitList>
export type UnitRow = z.output<typeof M.UnitRow>
export type Adoption = z.output<typeof M.Adoption>
export type Adopted = z.output<typeof M.Adopted>
export type Register = z.output<typeof M.Register>
export type ReportDraft = z.output<typeof M.ReportDraft>
export type Amendments = z.output<typeof M.Amendments>
export type Colours = Readonly<Record<M.LightColour, number>>

/** The plan named by the page's address. */
export function usePlanId(): string {
  return (useParams({ strict: false }) as { id?: string }).id ?? ''
}

export const usePlans = () =>
  useQuery({
    queryKey: ['plans', 'list'],
    queryFn: () => api.get<{ items: PlanRow[]; next: string | null }>('/api/plans', { limit: 100 }),
  })

export const usePlan = (id: string) =>
  useQuery({ queryKey: ['plans', 'one', id], queryFn: () => api.get<M.PlanView>(`/api/plans/${id}`), enabled: id !== '' })

export const useBoard = (id: string, enabled = true) =>
  useQuery({ queryKey: ['plans', 'board', id], queryFn: () => api.get<Board>(`/api/plans/${id}/board`), enabled: enabled && id !== '' })

export const useIndicators = (id: string, enabled = true) =>
  useQuery({
    queryKey: ['plans', 'indicators', id],
    queryFn: () => api.get<IndicatorList>(`/api/plans/${id}/indicators`),
    enabled: enabled && id !== '',
  })
