import { useQuery } from '@tanstack/react-query'
import type { Clause, Criterion } from '#kernel/sector/index.ts'
import type { Text } from '#kernel/text.ts'
import { api } from '#platform/web/index.ts'

/** A criterion as the API sends it. */
export interface CriterionItem {
  readonly id: string
  readonly text: Text
  readonly clause: Clause
  readonly questions: Criterion['questions']
  readonly effectiveFrom?: string
  readonly effectiveTo?: string
}

/** The criteria of a sector that are in force. */
export function useCriteria(sector: string | null): { items: readonly CriterionItem[]; loading: boolean; error: unknown } {
  const { data, isPending, error } = useQuery({
    queryKey: ['criteria', sector],
    queryFn: () => api.get<{ items: CriterionItem[] }>('/api/criteria', { sector }),
    enabled: sector !== null,
    staleTime: 60_000,
  })
  return { items: data?.items ?? [], loading: isPending && sector !== null, error }
}

/** A criterion by its id, also one that is no longer in force; null when there is none. */
export function useCriterion(sector: string | null, id: string): CriterionItem | null | undefined {
  const { data } = useQuery({
    queryKey: ['criteria', sector, id],
    queryFn: () => api.get<{ items: CriterionItem[] }>('/api/criteria', { sector, id }),
    enabled: sector !== null,
    staleTime: 600_000,
  })
  return data === undefined ? undefined : (data.items[0] ?? null)
}
