import type { Reading } from '@anlan/alarms'

/** What datasets.md asks a replay to bear; shares of readings and seconds. */
export type Disturbance = {
  seed: number
  lateShare: number
  lateBy: number
  repeatedShare: number
  /** These points fall silent for `seconds` from `at` and send everything afterwards, marked as back-fill. */
  outage?: { points: readonly number[]; at: number; seconds: number }
  /** The clock of these points runs `by` seconds off between two times. */
  clock?: { points: readonly number[]; from: number; to: number; by: number; calm: number }
}

/** Mulberry32: small, seeded, the same everywhere. */
const random = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * Order of arrival of a stream that left its sources in order. Around a clock step (`calm` seconds) the stepped points are not late as
 * well: which of two unordered readings came first after the step cannot be told from the stream.
 */
export const disturb = (readings: readonly Reading[], how: Disturbance): Reading[] => {
  const next = random(how.seed)
  const arrivals: { reading: Reading; at: number }[] = []
  for (const reading of readings) {
    const { point, time } = reading
    const near = (t: number): boolean => Math.abs(time - t) <= (how.clock?.calm ?? 0)
    const calm = how.clock?.points.includes(point) && (near(how.clock.from) || near(how.clock.to))
    let at = time + (next() < how.lateShare && !calm ? next() * how.lateBy : 0)
    let sent = reading
    if (how.outage?.points.includes(point) && time >= how.outage.at && time < how.outage.at + how.outage.seconds) {
      at = Math.max(at, how.outage.at + how.outage.seconds)
      sent = { ...sent, backfill: true }
    }
    if (how.clock?.points.includes(point) && time >= how.clock.from && time < how.clock.to) sent = { ...sent, time: time + how.clock.by }
    arrivals.push({ reading: sent, at })
    if (next() < how.repeatedShare) arrivals.push({ reading: sent, at: at + next() * how.lateBy })
  }
  return arrivals.toSorted((a, b) => a.at - b.at).map((one) => one.reading)
}
