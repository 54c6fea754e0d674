/** What one link, and all links of one address, may take up. Beyond it the link is held back or cut, and the cause counted. */
export interface LinkLimits {
  /** Links in all, and of one address: vehicles behind one carrier's address are many. */
  readonly links: number
  readonly linksPerPeer: number
  /** Faster is held back over TCP and dropped over UDP; the device sends it again. */
  readonly octetsPerSecond: number
  /** Unfinished frames and parts; answers that the other side does not read. */
  readonly heldOctets: number
  readonly idleS: number
  /** From the opening until it is known who it is. */
  readonly helloS: number
  /** How long a frame may remain unfinished. */
  readonly frameS: number
  /** Refusals in a row, without anything of use between them. */
  readonly rubbish: number
}

export const LIMITS: LinkLimits = {
  links: 20_000,
  linksPerPeer: 500,
  octetsPerSecond: 128 * 1024,
  heldOctets: 512 * 1024,
  idleS: 900,
  helloS: 60,
  frameS: 30,
  rubbish: 100,
}

/** Octets that were taken beyond the rate, as milliseconds to wait; a second's worth may come at once. */
export function createRate(octetsPerSecond: number, clock: () => number): (octets: number) => number {
  let full = 0
  return (octets) => {
    const at = clock()
    full = Math.max(full, at) + (octets * 1000) / octetsPerSecond
    return Math.max(0, full - at - 1000)
  }
}
