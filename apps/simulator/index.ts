import type { Device, Script } from './script.ts'
import { senderOf, type Sender } from './senders.ts'
import { createWorld, type Sample } from './world.ts'

export { Script } from './script.ts'
export { createWorld, type Turn } from './world.ts'

export interface SimulationCounts {
  sent: number
  backfilled: number
  failed: number
  kept: number
}

export interface SimulationOptions {
  /** Seconds since 1970 of the script's beginning. */
  readonly epochS: number
  /** Seconds of the script that are run. */
  readonly seconds: number
  /** Resolves when the second may begin; the clock of the simulation. */
  readonly pace: (atS: number) => Promise<void>
  readonly stopped?: () => boolean
  readonly told?: (line: string) => void
}

/** What one device keeps while its link is down: a day at a reading in ten seconds. */
const MOST_KEPT = 8640

interface Line {
  readonly sender: Sender
  kept: Sample[]
  busy: Promise<void>
}

/** Runs a script through the real protocols. What is cut off, refused or not answered is kept and sent when the link is back. */
export async function simulate(script: Script, options: SimulationOptions): Promise<SimulationCounts> {
  const counts: SimulationCounts = { sent: 0, backfilled: 0, failed: 0, kept: 0 }
  const world = createWorld(script)
  const lines = new Map<string, Line>()
  for (const device of script.devices) {
    lines.set(device.id, { sender: senderOf(device, script.server, { epochS: options.epochS }), kept: [], busy: Promise.resolve() })
  }

  async function turn(line: Line, device: Device, sample: Sample, cut: boolean): Promise<void> {
    if (cut) {
      await line.sender.close()
      line.kept = [...line.kept, sample].slice(-MOST_KEPT)
      return
    }
    try {
      if (line.kept.length > 0) {
        const kept = line.kept
        await line.sender.send(kept, true)
        line.kept = []
        counts.backfilled += kept.length
      }
      await line.sender.send([sample], false)
      counts.sent++
    } catch (error) {
      counts.failed++
      line.kept = [...line.kept, sample].slice(-MOST_KEPT)
      options.told?.(`${device.id}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  for (let atS = 0; atS < options.seconds && !options.stopped?.(); atS++) {
    await options.pace(atS)
    for (const { device, sample, cut } of world.step()) {
      const line = lines.get(device.id)
      if (!line) continue
      line.busy = line.busy.then(() => turn(line, device, sample, cut))
    }
    // A script that runs faster than the server answers waits for it, and keeps its order.
    await Promise.all([...lines.values()].map((l) => l.busy))
  }
  await Promise.all([...lines.values()].map((l) => l.sender.close()))
  counts.kept = [...lines.values()].reduce((sum, l) => sum + l.kept.length, 0)
  return counts
}
