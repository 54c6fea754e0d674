const MOST = 8

const keyOf = (user: string): string => `anlan.places.${user}`

/** Places that this person named last on this device, the latest first. */
export function recentPlaces(user: string): string[] {
  try {
    const found = JSON.parse(localStorage.getItem(keyOf(user)) ?? '[]') as unknown
    return Array.isArray(found) ? found.filter((p) => typeof p === 'string').slice(0, MOST) : []
  } catch {
    return []
  }
}

export function rememberPlace(user: string, place: string): void {
  const name = place.trim()
  if (name === '') return
  try {
    localStorage.setItem(keyOf(user), JSON.stringify([name, ...recentPlaces(user).filter((p) => p !== name)].slice(0, MOST)))
  } catch {
    // storage full or forbidden: no suggestion next time
  }
}
