import { useQuery } from '@tanstack/react-query'
import type { Text } from '#kernel/text.ts'
import { api, useHolds } from '#platform/web/index.ts'
import { useDo, type Doing } from './useDo.ts'

export interface SettingRow {
  name: string
  text: Text
  value: unknown
  version: number
}

export interface SettingsList {
  readonly items: readonly SettingRow[]
  readonly loading: boolean
  readonly error: unknown
  readonly retry: () => void
  /** May this post change settings, or only read them? */
  readonly mayChange: boolean
}

export function useSettings(): SettingsList {
  const { data, isPending, error, refetch } = useQuery({
    queryKey: ['settings'],
    queryFn: () => api.get<{ items: SettingRow[] }>('/api/settings'),
  })
  const mayChange = useHolds()('admin.settings')
  return { items: data?.items ?? [], loading: isPending, error, retry: () => void refetch(), mayChange }
}

/** Writes one setting over the version that was read, so that two administrators do not undo each other. */
export function useSaveSetting(): Doing & { save: (row: SettingRow, value: unknown, done: Text) => Promise<boolean> } {
  const doing = useDo('settings')
  return {
    ...doing,
    save: (row, value, done) => doing.run(() => api.put(`/api/settings/${row.name}`, { value, version: row.version }), done),
  }
}
