import { useEffect, useState } from 'react'
import { api } from '#platform/web/index.ts'

export interface Other {
  readonly personId: string
  readonly name: string
  readonly itemId: string | null
}

const EVERY_MS = 15_000

/** Tells the others where I am on the desk and hears where they are. */
export function usePresence(planId: string, itemId: string | null, me: string | undefined): readonly Other[] {
  const [others, setOthers] = useState<readonly Other[]>([])
  useEffect(() => {
    let stopped = false
    const tell = (): void => {
      api.post<{ others: Other[] }>(`/api/plans/${planId}/presence`, { itemId }).then(
        (answer) => {
          if (!stopped) setOthers(answer.others)
        },
        () => {},
      )
    }
    // Walking through a list is not told at every step.
    const first = setTimeout(tell, 400)
    const timer = setInterval(tell, EVERY_MS)
    return () => {
      stopped = true
      clearTimeout(first)
      clearInterval(timer)
    }
  }, [planId, itemId])
  useEffect(() => {
    const hear = (event: Event): void => {
      const told = (event as CustomEvent<Record<string, unknown>>).detail
      if (told['recordId'] !== planId || told['what'] !== 'presence' || told['personId'] === me) return
      const personId = String(told['personId'])
      setOthers((list) => {
        const rest = list.filter((o) => o.personId !== personId)
        const here = typeof told['itemId'] === 'string' ? told['itemId'] : null
        return told['gone'] === true ? rest : [...rest, { personId, name: String(told['name']), itemId: here }]
      })
    }
    const leave = (): void => void api.post(`/api/plans/${planId}/presence`, { itemId: null, gone: true }).catch(() => {})
    window.addEventListener('anlan:record', hear)
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('anlan:record', hear)
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [planId, me])
  return others
}
