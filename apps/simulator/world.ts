import { behaviour, chance, driving, seedOf, type Vehicle } from './models.ts'
import type { Device, Script } from './script.ts'

/** What a device measured at one time. */
export interface Sample {
  /** Seconds since the beginning of the script. */
  readonly atS: number
  readonly values: readonly { readonly key: string; readonly v: number }[]
  readonly vehicle: Vehicle | null
}

export interface Turn {
  readonly device: Device
  readonly sample: Sample
  /** The link of the device is down: it keeps the sample. */
  readonly cut: boolean
}

/** Figures of instruments: four places behind the point. */
const shown = (v: number): number => Math.round(v * 1e4) / 1e4

/**
 * The world of a script, second by second. Nothing but script and seed goes in, so the same script gives the same samples on every
 * machine, however fast it is run.
 */
export function createWorld(script: Script): { step(): Turn[] } {
  const devices = script.devices.map((device) => {
    const seed = seedOf(script.seed, device.id)
    const faults = script.faults.filter((f) => f.device === device.id)
    const channels =
      'channels' in device
        ? device.channels.map((c) => ({ key: c.key, next: behaviour(c.model, chance(seedOf(seed, c.key))), held: NaN }))
        : []
    const vehicle = device.protocol === 'jt808' ? driving(device.route, device.speed, chance(seed)) : null
    return { device, faults, channels, vehicle, offset: seed % device.everyS }
  })
  let atS = 0
  return {
    step() {
      const turns: Turn[] = []
      for (const { device, faults, channels, vehicle, offset } of devices) {
        const now = faults.filter((f) => atS >= f.atS && atS < f.atS + f.forS)
        const values = channels.map((channel) => {
          const own = now.filter((f) => f.channel === undefined || f.channel === channel.key)
          const v = shown(channel.next(atS, own))
          // A stuck instrument shows the last value; the thing itself goes on.
          if (!own.some((f) => f.kind === 'stuck') || Number.isNaN(channel.held)) channel.held = v
          return { key: channel.key, v: channel.held }
        })
        const place = vehicle?.(now) ?? null
        if (atS % device.everyS !== offset) continue
        turns.push({ device, sample: { atS, values, vehicle: place }, cut: now.some((f) => f.kind === 'cut') })
      }
      atS++
      return turns
    },
  }
}
