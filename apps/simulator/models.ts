import type { Fault, Model } from './script.ts'

/** Numbers between 0 and 1, the same each time for the same seed (mulberry32). */
export function chance(seed: number): () => number {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = Math.imul(a ^ (a >>> 15), a | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A seed of its own for each name (FNV-1a), so that another device more changes nothing for the others. */
export function seedOf(seed: number, name: string): number {
  let h = (0x811c9dc5 ^ seed) >>> 0
  for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 0x01000193) >>> 0
  return h
}

/** Moves on by a second under what is wrong just now; returns the true value. */
export type Behaviour = (atS: number, faults: readonly Fault[]) => number

const sizeOf = (faults: readonly Fault[], kind: Fault['kind']): number =>
  faults.reduce((sum, f) => (f.kind === kind ? sum + f.size : sum), 0)

export function behaviour(model: Model, dice: () => number): Behaviour {
  const noise = (width: number): number => (dice() - 0.5) * 2 * width
  switch (model.kind) {
    case 'tank': {
      let level = model.start ?? model.empty + (model.full - model.empty) * dice()
      let filling = dice() < 0.5
      return (_atS, faults) => {
        const high = sizeOf(faults, 'high')
        // Filling stops by itself, unless the valve does not close.
        if (level >= model.full) filling = false
        else if (level <= model.empty) filling = true
        const flow = high > 0 ? model.rise * high : filling ? model.rise : -model.rise
        level = Math.max(0, level + flow / 3600 - sizeOf(faults, 'leak'))
        return level
      }
    }
    case 'gas': {
      let extra = 0
      return (_atS, faults) => {
        extra += (sizeOf(faults, 'leak') - extra) / model.awayS
        return Math.max(0, model.background + extra + noise(model.noise))
      }
    }
    case 'pond': {
      let above = 0
      return (_atS, faults) => {
        above += sizeOf(faults, 'high') / 3600 - above / (model.drainH * 3600)
        return model.normal + above + noise(model.noise)
      }
    }
    case 'swing': {
      const phase = dice() * 2 * Math.PI
      const [middle, half] = [(model.low + model.high) / 2, (model.high - model.low) / 2]
      return (atS, faults) => middle + half * Math.sin((atS / 86_400) * 2 * Math.PI + phase) + noise(model.noise) + sizeOf(faults, 'high')
    }
    case 'switch':
      return (_atS, faults) => (sizeOf(faults, 'trip') > 0 ? 1 : 0)
    case 'meter': {
      let total = model.start
      return (_atS, faults) => (total += (model.rate * (1 + sizeOf(faults, 'high'))) / 3600)
    }
  }
}

export interface Vehicle {
  readonly lng: number
  readonly lat: number
  readonly speed: number
  readonly direction: number
  readonly alarmBits: number
}

const KM_PER_DEGREE = 111.32
const OVERSPEED = 2
const EMERGENCY = 1

/** A vehicle that goes to and fro along its route. */
export function driving(route: readonly (readonly [number, number])[], speed: number, dice: () => number) {
  const legs = route.slice(1).map((to, i) => {
    const from = route[i] ?? to
    const [east, north] = [(to[0] - from[0]) * KM_PER_DEGREE * Math.cos((from[1] * Math.PI) / 180), (to[1] - from[1]) * KM_PER_DEGREE]
    return {
      from,
      to,
      km: Math.max(1e-6, Math.hypot(east, north)),
      direction: Math.round(((Math.atan2(east, north) * 180) / Math.PI + 360) % 360) % 360,
    }
  })
  const whole = legs.reduce((sum, l) => sum + l.km, 0)
  let gone = dice() * whole
  let ahead = true
  return (faults: readonly Fault[]): Vehicle => {
    const fast = sizeOf(faults, 'speeding')
    const now = fast > 0 ? speed + fast : speed * (0.85 + 0.1 * dice())
    gone += ((ahead ? 1 : -1) * now) / 3600
    if (gone > whole || gone < 0) ahead = gone < 0
    gone = Math.min(whole, Math.max(0, gone))
    let left = gone
    let leg = legs[0]
    for (const one of legs) {
      leg = one
      if (left <= one.km) break
      left -= one.km
    }
    if (!leg) return { lng: 0, lat: 0, speed: 0, direction: 0, alarmBits: 0 }
    const share = Math.min(1, left / leg.km)
    const bits = (fast > 0 ? OVERSPEED : 0) | (sizeOf(faults, 'sos') > 0 ? EMERGENCY : 0)
    return {
      lng: leg.from[0] + (leg.to[0] - leg.from[0]) * share,
      lat: leg.from[1] + (leg.to[1] - leg.from[1]) * share,
      speed: Math.round(now * 10) / 10,
      direction: ahead ? leg.direction : (leg.direction + 180) % 360,
      alarmBits: bits,
    }
  }
}
