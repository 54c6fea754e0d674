/** Hours before a deadline from which a matter counts as due soon. */
export const SOON_HOURS = 48

/** Oldest time that a device may give for an act: what was done without signal arrives within this. */
export const MAX_BACKDATE_DAYS = 30

/**
 * The time of an act: the device's, when it is not in the future (a minute of skew is forgiven) and not too old;
 * otherwise null, and the request is refused.
 */
export function actTime(claimed: string | undefined, now: Date): Date | null {
  if (claimed === undefined) return now
  const at = new Date(claimed)
  const ahead = at.getTime() - now.getTime()
  if (ahead > 60_000 || ahead < -MAX_BACKDATE_DAYS * 86_400_000) return null
  return ahead > 0 ? now : at
}
