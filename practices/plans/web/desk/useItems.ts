import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import { api } from '#platform/web/index.ts'
import type { PlanItem } from '../../model.ts'

interface Page {
  items: PlanItem[]
  next: string | null
}

/** All items of the document on the desk, in the order of the text. Asked in pages: a long plan has a thousand. */
async function loadAll(planId: string, document: string | undefined): Promise<PlanItem[]> {
  const all: PlanItem[] = []
  let after: string | null = null
  do {
    const page: Page = await api.get<Page>(`/api/plans/${planId}/items`, { document, limit: 500, after })
    all.push(...page.items)
    after = page.next
  } while (after !== null)
  return all
}

/** What changed put into the list: replaced ones leave it, new ones stand at their place in the text. */
export function merged(list: readonly PlanItem[], changed: readonly PlanItem[]): PlanItem[] {
  const all = new Map(list.map((i) => [i.id, i]))
  for (const item of changed) if ((all.get(item.id)?.version ?? 0) <= item.version) all.set(item.id, item)
  return [...all.values()].filter((i) => i.state !== 'replaced').toSorted((a, b) => a.start - b.start || b.end - a.end)
}

/** More changed at once than fit into one question. */
const MOST_IDS = 100

export function useItems(planId: string, document: string | undefined) {
  const client = useQueryClient()
  const query = useQuery({ queryKey: ['plan-desk', planId, document], queryFn: () => loadAll(planId, document), staleTime: 60_000 })
  const put = useCallback(
    (changed: readonly PlanItem[]) =>
      client.setQueryData<PlanItem[]>(['plan-desk', planId, document], (list) => (list ? merged(list, changed) : list)),
    [client, planId, document],
  )
  useEffect(() => {
    const hear = (event: Event): void => {
      const { recordId, what, itemIds } = (event as CustomEvent<{ recordId?: string; what?: string; itemIds?: string[] }>).detail
      if (recordId !== planId || what !== 'items') return
      void client.invalidateQueries({ queryKey: ['plans', 'one', planId] })
      if (!itemIds || itemIds.length === 0 || itemIds.length > MOST_IDS) void client.invalidateQueries({ queryKey: ['plan-desk', planId] })
      else
        void api.get<Page>(`/api/plans/${planId}/items`, { document, ids: itemIds.join(','), limit: 500 }).then(
          (page) => put(page.items),
          () => client.invalidateQueries({ queryKey: ['plan-desk', planId] }),
        )
    }
    window.addEventListener('anlan:record', hear)
    return () => window.removeEventListener('anlan:record', hear)
  }, [client, planId, document, put])
  return { items: query.data, error: query.error, retry: () => void query.refetch(), put }
}
