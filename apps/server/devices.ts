import type { Monitoring } from '#mechanisms/monitoring/index.ts'
import type { Log } from '#platform/observe/index.ts'
import { openGb26875 } from '#adapters/gb26875/index.ts'
import { openHj212 } from '#adapters/hj212/index.ts'
import { openJt808 } from '#adapters/jt808/index.ts'
import { openModbus } from '#adapters/modbus/index.ts'
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
    const { jt808, hj212, gb26875, modbus, limits } = config
    if (jt808) opened.push(await openJt808({ ...deps, limits, tcp: at(jt808, jt808.tcp), udp: at(jt808, jt808.udp) }))
    if (gb26875) opened.push(await openGb26875({ ...deps, limits, tcp: at(gb26875, gb26875.tcp), udp: at(gb26875, gb26875.udp) }))
    if (modbus) opened.push(await openModbus(deps))
    if (hj212) opened.push(await openHj212({ ...deps, limits, tcp: at(hj212, hj212.tcp) }))
  } catch (error) {
    await stop()
    throw error
  }
  return { stop }
}
