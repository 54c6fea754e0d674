/*
 * What the three stream decoders share: one bounded buffer, counters by cause, and the order of events.
 * A scanner looks at the octets held and says how many of them are settled; 0 means "wait for more". Every decision must
 * depend on the octets alone and never on how they were cut into reads, so that any split gives the same frames.
 */

/** Octets refused by a decoder and why. `bytes` is a copy, cut to the largest frame, for whoever keeps refused frames. */
export interface Refusal<Cause extends string> {
  cause: Cause
  bytes: Uint8Array
}

export interface StreamOptions<Cause extends string> {
  /** Called for each refusal, before `push` returns. */
  onRefused?: (refusal: Refusal<Cause>) => void
}

/** Counts by cause, all causes present from the start. */
export function zeroCounts<Cause extends string>(causes: readonly Cause[]): Record<Cause, number> {
  return Object.fromEntries(causes.map((cause) => [cause, 0])) as Record<Cause, number>
}

/**
 * Looks at `held[start, end)`; returns the number of octets settled, 0 for "more are needed".
 * `last` is true when no more will come: 0 then means that the rest is given up.
 */
export type Scan = (held: Uint8Array, start: number, end: number, last: boolean) => number

export interface ScanBuffer {
  feed(bytes: Uint8Array): void
  finish(): void
  buffered(): number
}

/**
 * A buffer of fixed size in front of a scanner. `capacity` must be larger than the longest run of octets for which the
 * scanner may answer 0; a read of any size is taken in pieces, so memory never grows with the input.
 */
export function createScanBuffer(capacity: number, scan: Scan): ScanBuffer {
  const held = new Uint8Array(capacity)
  let start = 0
  let end = 0

  function settle(last: boolean): void {
    while (start < end) {
      const used = scan(held, start, end, last)
      if (used <= 0) break
      start += used
    }
    if (start >= end) start = end = 0
  }

  return {
    feed(bytes) {
      let from = 0
      while (from < bytes.length) {
        if (start > 0 && capacity - end < bytes.length - from) {
          held.copyWithin(0, start, end)
          end -= start
          start = 0
        }
        const take = Math.min(capacity - end, bytes.length - from)
        if (take === 0) throw new RangeError('scanner holds more than the buffer')
        held.set(from === 0 && take === bytes.length ? bytes : bytes.subarray(from, from + take), end)
        end += take
        from += take
        settle(false)
      }
    },
    finish() {
      settle(true)
      start = end = 0
    },
    buffered: () => end - start,
  }
}
