import { useQuery } from '@tanstack/react-query'
import type { CheckLevel, CheckPeriod, SourceStatus } from '#kernel/sector/index.ts'
import type { Text } from '#kernel/text.ts'
import { api } from '#platform/web/index.ts'

export interface ChecklistItem {
  id: string
  text: Text
  method?: Text | null
  clause?: { text: Text; status: SourceStatus } | null
  criterion?: string | null
}

export interface ChecklistPage {
  id: string
  text: Text
  period: CheckPeriod
  level: CheckLevel
  items: ChecklistItem[]
}

/** A checklist of an id never changes once it was in force: an administrator adds versions. */
export const checklistQuery = (id: string) => ({
  queryKey: ['checklist', id],
  queryFn: () => api.get<ChecklistPage>(`/api/checklists/${encodeURIComponent(id)}`),
  staleTime: 600_000,
})

export const useChecklist = (id: string | undefined) => useQuery({ ...checklistQuery(id ?? ''), enabled: id !== undefined })
