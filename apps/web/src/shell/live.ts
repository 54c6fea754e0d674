import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

/** Keeps open pages fresh: each event marks what it touches as stale, at most once a second. */
export function useLive(postId: string | null): void {
  const client = useQueryClient()
  useEffect(() => {
    if (postId === null) return
    const source = new EventSource('/api/live')
    let waiting: ReturnType<typeof setTimeout> | null = null
    const topics = new Set<string>()
    const flush = (): void => {
      waiting = null
      for (const topic of topics) void client.invalidateQueries({ queryKey: [topic] })
      topics.clear()
    }
    const touch = (...names: string[]): void => {
      for (const name of names) topics.add(name)
      waiting ??= setTimeout(flush, 1000)
    }
    source.addEventListener('matter.act', () => touch('matters', 'matter', 'board', 'plans'))
    // What a page follows in detail it hears itself; the rest of its data is marked stale here.
    source.addEventListener('record', (event) => {
      const detail = JSON.parse(event.data) as Record<string, unknown>
      window.dispatchEvent(new CustomEvent('anlan:record', { detail }))
      if (detail['object'] === 'plan' && detail['what'] === 'plan') touch('plans')
    })
    source.addEventListener('notice', () => touch('notices'))
    source.addEventListener('alarm', () => touch('alarms', 'points', 'monitoring'))
    source.addEventListener('job', () => touch('jobs'))
    return () => {
      source.close()
      if (waiting) clearTimeout(waiting)
    }
  }, [client, postId])
}
