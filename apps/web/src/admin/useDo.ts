import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import type { Text } from '#kernel/text.ts'
import { useT } from '#platform/web/index.ts'

export interface Doing {
  readonly busy: boolean
  readonly error: unknown
  readonly clear: () => void
  /** Does it, renews the queries that it touches and says so. False = refused; `error` then has the reason. */
  readonly run: (task: () => Promise<unknown>, done?: Text) => Promise<boolean>
}

/** One write at a time with its refusal. `keys`: first words of the query keys that are stale afterwards. */
export function useDo(...keys: readonly string[]): Doing {
  const t = useT()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const run: Doing['run'] = async (task, done) => {
    setBusy(true)
    setError(null)
    try {
      await task()
      for (const key of keys) await client.invalidateQueries({ queryKey: [key] })
      if (done) void message.success(t(done))
      return true
    } catch (reason) {
      setError(reason)
      return false
    } finally {
      setBusy(false)
    }
  }
  return { busy, error, clear: () => setError(null), run }
}
