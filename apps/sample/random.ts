/** A seeded source of chance (mulberry32): the same seed gives the same county on every machine. */
export interface Chance {
  next(): number
  int(from: number, to: number): number
  pick<T>(list: readonly T[]): T
  yes(probability: number): boolean
  /** Bytes for ids, so that ids are reproducible too. */
  bytes(n: number): Uint8Array
}

export function chance(seed: number): Chance {
  let a = seed >>> 0
  const next = (): number => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = a
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    int,
    pick: (list) => {
      const one = list[Math.floor(next() * list.length)]
      if (one === undefined) throw new Error('Nothing to pick from')
      return one
    },
    yes: (p) => next() < p,
    bytes: (n) => Uint8Array.from({ length: n }, () => Math.floor(next() * 256)),
  }
}
