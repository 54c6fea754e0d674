import { createGb26875Decoder, gb26875Answer, gb26875Readings, gb26875WantsAck, type Gb26875Frame, type Reading } from '@anlan/protocols'
import type { DeviceSource, SourceEntry } from '#mechanisms/monitoring/index.ts'
import {
  deliver,
  entryMap,
  listen,
  numberOf,
  qualityOf,
  type DeviceListenerDeps,
  type KeyedReading,
  type Link,
  type Listener,
  type LinkWork,
} from '../listen/index.ts'

const PROTOCOL = 'gb26875'
/** Older than this it was kept back by the device. */
const LATE_S = 300
const TIME_FORMATS = ['auto', 'binary', 'bcd'] as const

interface Known {
  readonly source: DeviceSource
  readonly entries: ReadonlyMap<string, SourceEntry>
}

const partOf = (reading: Reading): string => (reading.pointId === '' ? 'device' : reading.pointId)

/** States that stood are over when their system, or the whole device, was reset: the standard tells a recovery in no other way unless the state is sent again. */
function overByReset(known: Known, reading: Reading): KeyedReading[] {
  const part = partOf(reading)
  const t = reading.time === null ? null : reading.time / 1000
  const states = /\/(fire|fault|supervise|start|feedback|delay|\w+_fault)$/
  return [...known.entries.values()]
    .filter((e) => states.test(e.key) && (part === 'device' || e.key.startsWith(`${part}/`) || e.key.startsWith(`${part}.`)))
    .map((entry) => ({ entry, t, v: 0, q: qualityOf({ ...reading, value: 0 }) }))
}

function gb26875Work(link: Link, deps: DeviceListenerDeps): LinkWork {
  const { monitoring, now, log } = deps
  const { sources } = monitoring
  let known: Known | null = null
  const broken: Gb26875Frame[] = []
  const decoderFor = (format: (typeof TIME_FORMATS)[number]) =>
    createGb26875Decoder({
      timeFormat: format,
      onRefused: ({ cause }) => link.refused(cause),
      onBadChecksum: (frame) => void broken.push(frame),
    })
  let decoder = decoderFor('auto')

  async function meet(frame: Gb26875Frame): Promise<Known | null> {
    if (known) {
      if (known.source.device === frame.source) return known
      link.refused('other-device')
      return null
    }
    const source = await sources.findDevice(PROTOCOL, frame.source)
    const fault = !source ? 'unknown-device' : source.options.peers?.length && !source.options.peers.includes(link.peer) ? 'peer' : null
    if (!source || fault !== null) {
      link.refused(fault ?? '', source?.id)
      log.warn({ protocol: PROTOCOL, device: frame.source, peer: link.peer, cause: fault }, 'A device was refused')
      link.end(null)
      return null
    }
    // Devices have no secret here: a newer link of the same address takes the place of the one before.
    link.known(source.id, true)
    known = { source, entries: entryMap(source) }
    return known
  }

  async function store(it: Known, frame: Gb26875Frame, at: number): Promise<void> {
    const live: KeyedReading[] = []
    const late: KeyedReading[] = []
    const put = (one: KeyedReading): void => void (one.t !== null && at - one.t > LATE_S ? late : live).push(one)
    for (const reading of gb26875Readings(frame)) {
      if (reading.kind === 'event') {
        if (reading.code === 'operation.reset') overByReset(it, reading).forEach(put)
        continue
      }
      const v = numberOf(reading.value)
      if (v === null) continue
      const key = `${partOf(reading)}/${reading.code}`
      const entry = it.entries.get(key)
      if (entry) put({ entry, t: reading.time === null ? null : reading.time / 1000, v, q: qualityOf(reading) })
      // Bits that are off are every state a part could have: only what is on, or measured, is worth a name.
      else if (reading.kind === 'analog' || v === 1) sources.unmapped(it.source.id, key, v)
    }
    for (const [readings, backfill] of [
      [late, true],
      [live, false],
    ] as const) {
      for (const cause of await deliver(monitoring, it.source.orgId, readings, backfill, at)) link.refused(cause)
    }
  }

  async function take(frame: Gb26875Frame, atMs: number): Promise<void> {
    const it = await meet(frame)
    if (!it) return
    try {
      await store(it, frame, atMs / 1000)
    } catch (error) {
      link.refused('not-stored')
      log.warn({ protocol: PROTOCOL, err: error }, 'What a device sent was not stored; it is not answered')
      return
    }
    if (frame.unit?.error) link.refused('malformed')
    link.useful()
    if (gb26875WantsAck(frame)) link.send(gb26875Answer(frame, 'ack', atMs))
  }

  /** The octets up to the first frame, for the case that the device writes its times in a way of its own. */
  let early = Buffer.alloc(0)

  async function first(octets: Uint8Array): Promise<Gb26875Frame[]> {
    early = Buffer.concat([early, octets]).subarray(-4096)
    const frames = decoder.push(octets)
    const it = frames[0] ? await meet(frames[0]) : null
    const format = it?.source.options.timeFormat
    if (format === undefined) return frames
    decoder = decoderFor(format)
    return decoder.push(early)
  }

  return {
    async take(octets) {
      const atMs = now().getTime()
      for (const frame of known ? decoder.push(octets) : await first(octets)) {
        if (link.ended()) return
        await take(frame, atMs)
      }

      // Only a device that is known is told that its checksum is wrong: others get no answer.
      for (const frame of broken.splice(0)) if (known?.source.device === frame.source) link.send(gb26875Answer(frame, 'nak', atMs))
    },
    held: () => decoder.buffered(),
    close: () => void decoder.flush(),
  }
}

/** Transmission devices (用户信息传输装置) that speak GB/T 26875.3 over TCP or UDP. Acknowledged (3) after the commit. */
export function openGb26875(deps: DeviceListenerDeps): Promise<Listener> {
  return listen({ ...deps, protocol: PROTOCOL, make: (link) => gb26875Work(link, deps) }, deps.tcp, deps.udp)
}
