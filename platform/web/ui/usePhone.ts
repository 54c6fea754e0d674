import { useSyncExternalStore } from 'react'

const NARROW = '(max-width: 760px)'

/** True on a phone: below the width at which the frame turns to one column. */
export function usePhone(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(NARROW)
      query.addEventListener('change', changed)
      return () => query.removeEventListener('change', changed)
    },
    () => window.matchMedia(NARROW).matches,
    () => false,
  )
}
