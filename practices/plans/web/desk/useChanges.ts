import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { text } from '#kernel/text.ts'
import { api, ApiError, useT } from '#platform/web/index.ts'
import type { z } from 'zod'
import type { Change, ChangePage, ChangeResult, PlanItem } from '../../model.ts'

type Result = z.output<typeof ChangeResult>
type History = z.output<typeof ChangePage>
/** A change before it has its id. */
export type Step = Change extends infer C ? (C extends Change ? Omit<C, 'id'> : never) : never

export interface Changes {
  /** Null = refused; why stands in `trouble`. */
  readonly send: (step: Step) => Promise<Result | null>
  /** Takes back my newest step that still stands, also one of before a reload. */
  readonly undo: () => Promise<Result | null>
  readonly trouble: string | null
  readonly busy: boolean
  readonly quiet: () => void
}

/** Steps of the review; each goes to the server at once, with an id of its own so that a repeat does nothing twice. */
export function useChanges(planId: string, me: string | undefined, put: (items: readonly PlanItem[]) => void): Changes {
  const t = useT()
  const client = useQueryClient()
  const [trouble, setTrouble] = useState<string | null>(null)
  const [busy, setBusy] = useState(0)
  const refused = useCallback(
    (error: unknown): null => {
      const known = error instanceof ApiError ? error : null
      const current = known?.body['current']
      if (known?.status === 409 && Array.isArray(current)) put(current as PlanItem[])
      const lines = [
        known?.message ?? t(text('没有存上', 'It was not saved')),
        known?.detail,
        ...(known?.errors.map((e) => e.message) ?? []),
      ]
      setTrouble(lines.filter((l) => l).join('；'))
      return null
    },
    [put, t],
  )
  const send = useCallback(
    async (step: Step): Promise<Result | null> => {
      setBusy((n) => n + 1)
      setTrouble(null)
      const body = { ...step, id: crypto.randomUUID() }
      const post = (): Promise<Result> => api.post<Result>(`/api/plans/${planId}/changes`, body)
      try {
        // A lost connection is tried once more: the id makes that safe.
        const result = await post().catch((error: unknown) => {
          if (error instanceof ApiError && error.status === 0) return post()
          throw error
        })
        put(result.items)
        void client.invalidateQueries({ queryKey: ['plans', 'one', planId] })
        return result
      } catch (error) {
        return refused(error)
      } finally {
        setBusy((n) => n - 1)
      }
    },
    [client, planId, put, refused],
  )
  const undo = useCallback(async (): Promise<Result | null> => {
    try {
      const history = await api.get<History>(`/api/plans/${planId}/changes`, { limit: 100 })
      const last = history.items.find((c) => c.personId === me && c.undoneBy === null && c.act !== 'undo' && c.act !== 'read')
      if (last) return await send({ act: 'undo', change: last.id })
      setTrouble(t(text('没有可以撤销的步骤', 'Nothing to take back')))
      return null
    } catch (error) {
      return refused(error)
    }
  }, [planId, me, send, refused, t])
  return { send, undo, trouble, busy: busy > 0, quiet: useCallback(() => setTrouble(null), []) }
}
