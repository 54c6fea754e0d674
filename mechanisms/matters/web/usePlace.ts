import { useCallback, useEffect, useState } from 'react'
import type { Place } from '#kernel/matter/index.ts'

export interface HerePlace {
  readonly place: Place | null
  /** `ask`: the browser has not been asked yet; a button may do it. */
  readonly status: 'none' | 'ask' | 'looking' | 'found'
  readonly look: () => void
  readonly forget: () => void
}

/** Longer than this and the act goes without a place: nobody waits for satellites. */
const PATIENCE_MS = 8_000

/** Where the device is, where the person has allowed it; never asks by itself. */
export function usePlace(): HerePlace {
  const [place, setPlace] = useState<Place | null>(null)
  // Old browsers know no `permissions`; there the person asks by the button.
  const [status, setStatus] = useState<HerePlace['status']>(() => ('geolocation' in navigator && !navigator.permissions ? 'ask' : 'none'))
  const look = useCallback(() => {
    setStatus('looking')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setPlace({ lng: coords.longitude, lat: coords.latitude, accuracy: Math.round(coords.accuracy) })
        setStatus('found')
      },
      () => setStatus('none'),
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: 60_000 },
    )
  }, [])
  const forget = useCallback(() => {
    setPlace(null)
    setStatus('ask')
  }, [])
  useEffect(() => {
    if (!('geolocation' in navigator) || !navigator.permissions) return
    let here = true
    navigator.permissions
      .query({ name: 'geolocation' })
      .then(({ state }) => {
        if (!here) return
        if (state === 'granted') look()
        else if (state === 'prompt') setStatus('ask')
      })
      .catch(() => {
        if (here) setStatus('ask')
      })
    return () => {
      here = false
    }
  }, [look])
  return { place, status, look, forget }
}
