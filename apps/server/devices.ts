import type { Monitoring } from '#mechanisms/monitoring/index.ts'
import type { Log } from '#platform/observe/index.ts'
import { openHj212 } from '#adapters/hj212/index.ts'
import type { DeviceConfig } from './config.ts'

interface Opened {
  stop(): Promise<void>
}

/** Listeners for devices as the settings name them; what cannot listen stops the start, and says which it was. */
export async function openDevices(config: DeviceConfig, deps: { monitoring: Monitoring; now: () => Date; log: Log }): Promise<Opened> {
  const opened: Opened[] = []
  const stop = async (): Promise<void> => void (await Promise.all(opened.map((o) => o.stop())))
  const at = (address: { host: string }, port: number | undefined) => (port === undefined ? undefined : { port, host: address.host })
  try {
    const { hj212, limits } = config
    if (hj212) opened.push(await openHj212({ ...deps, limits, tcp: at(hj212, hj212.tcp) }))
  } catch (error) {
    await stop()
    throw error
  }
  return { stop }
}
