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
    staleTime: 3_600_000,
  })
  return { items: data?.items ?? [], loading: isPending && sector !== null, error }
}

export function useCriterion(sector: string | null, id: string): CriterionItem | undefined {
  return useCriteria(sector).items.find((c) => c.id === id)
}
