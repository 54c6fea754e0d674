import { useCallback, useRef, useState } from 'react'

/**
 * Keeps what was typed under a key over reload and sign-out, until it is sent. Storage that is full or forbidden only
 * costs this comfort.
 */
export function useDraft<T>(key: string, empty: T): [value: T, set: (value: T) => void, clear: () => void] {
  const name = `anlan.draft.${key}`
  // The empty value is a constant of the form; a new object at each rendering must not make a new function.
  const none = useRef(empty)
  const [value, setValue] = useState<T>(() => {
    try {
      const kept = localStorage.getItem(name)
      return kept === null ? empty : (JSON.parse(kept) as T)
    } catch {
      return empty
    }
  })
  const set = useCallback(
    (next: T) => {
      setValue(next)
      try {
        localStorage.setItem(name, JSON.stringify(next))
      } catch {
        // kept in memory only
      }
    },
    [name],
  )
  const clear = useCallback(() => {
    localStorage.removeItem(name)
    setValue(none.current)
  }, [name])
  return [value, set, clear]
}
