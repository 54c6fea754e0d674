import { useEffect, useState } from 'react'

/** What was typed, once it rests: one question to the server and not one a key. */
export function useResting(value: string, ms = 250): string {
  const [resting, set] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => set(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return resting
}
