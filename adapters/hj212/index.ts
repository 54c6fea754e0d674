import {
  createHj212Decoder,
  hj212Answer,
  hj212FetchHistory,
  hj212Readings,
  type Hj212Packet,
  type Hj212Received,
  type Reading,
} from '@anlan/protocols'
import { isSecret, type DeviceSource, type Monitoring, type SourceEntry } from '#mechanisms/monitoring/index.ts'
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

const PROTOCOL = 'hj212'
/** Older than this a real-time value was kept back by the device. */
const LATE_S = 300
/** A gap of at least so long is asked for when the device is back; never more than the last days. */
const GAP_S = 300
const MOST_GAP_S = 7 * 86_400
/** Devices behind one link: a data concentrator speaks for some. */
const MOST_DEVICES = 50

interface Known {
  readonly source: DeviceSource
  readonly entries: ReadonlyMap<string, SourceEntry>
  /** What it was asked for after an outage, seconds since 1970, half-open; null = not asked yet. */
  asked: { readonly from: number; readonly to: number } | null
}

/** A part that can be stored alone: it names its time, and every value has its flag with it. */
const standsAlone = ({ cp, points }: Hj212Packet): boolean =>
  cp['DataTime'] !== undefined && Object.values(points).every((fields) => fields['Flag'] !== undefined)

/** The point of a quantity: by its full name; a factor alone means its real-time value, and its minute means for the time that was asked for. */
function entryOf(known: Known, reading: Reading): SourceEntry | undefined {
  const exact = known.entries.get(reading.code)
  if (exact) return exact
  const dash = reading.code.indexOf('-')
  const [factor, suffix] = [reading.code.slice(0, dash), reading.code.slice(dash + 1)]
  if (suffix === 'Rtd' && reading.period === 'realtime') return known.entries.get(factor)
  if (suffix !== 'Avg' || reading.period !== 'minute' || reading.time === null || known.asked === null) return undefined
  const t = reading.time / 1000
  return t >= known.asked.from && t < known.asked.to ? known.entries.get(factor) : undefined
}

function hj212Work(link: Link, deps: DeviceListenerDeps): LinkWork {
  const { monitoring, now, log } = deps
  const { sources } = monitoring
  const decoder = createHj212Decoder({ onRefused: ({ cause }) => link.refused(cause) })
  const devices = new Map<string, Known>()
  /** Answers to parts that cannot be stored alone: they wait for the whole. */
  const owed = new Map<string, Uint8Array[]>()

  async function deviceOf(packet: Hj212Packet): Promise<Known | null> {
    const mn = packet.head['MN'] ?? ''
    const known = devices.get(mn)
    if (known) return known
    const source = devices.size < MOST_DEVICES ? await sources.findDevice(PROTOCOL, mn) : null
    const fault = !source
      ? 'unknown-device'
      : !isSecret(source, packet.head['PW'] ?? '')
        ? 'bad-password'
        : source.options.peers?.length && !source.options.peers.includes(link.peer)
          ? 'peer'
          : null
    if (!source || fault !== null) {
      link.refused(fault ?? '', source?.id)
      log.warn({ protocol: PROTOCOL, device: mn.slice(0, 24), peer: link.peer, cause: fault }, 'A device was refused')
      link.end(null)
      return null
    }
    const made: Known = { source, entries: entryMap(source), asked: null }
    devices.set(mn, made)
    link.known(source.id, false)
    return made
  }

  /** What came while the link was down is asked for, once a link: mean values of minutes, in the device's own name and password. */
  function askForGap(known: Known, packet: Hj212Packet, at: number): void {
    if (known.asked !== null || known.source.options.history === false) return
    const newest = Math.max(...known.source.map.map((e) => newestOf(monitoring, known.source.orgId, e.point)))
    known.asked = { from: at, to: at }
    if (!(at - newest > GAP_S) || !Number.isFinite(newest)) return
    // Whole minutes: the device keeps no others.
    const from = (Math.floor(Math.max(newest, at - MOST_GAP_S) / 60) + 1) * 60
    known.asked = { from, to: at }
    const { MN, PW, ST } = packet.head
    const target = { mn: MN ?? '', password: PW ?? '', st: ST ?? '', qnEpochMs: at * 1000 }
    link.send(hj212FetchHistory(target, '2051', from * 1000, at * 1000))
  }

  async function store(known: Known, packet: Hj212Packet, at: number): Promise<void> {
    const live: KeyedReading[] = []
    const late: KeyedReading[] = []
    for (const reading of hj212Readings(packet)) {
      const v = numberOf(reading.value)
      if (v === null) continue
      const entry = entryOf(known, reading)
      if (!entry) {
        // Figures made from others and marks are no quantities that somebody would look for.
        if (reading.code.endsWith('-Rtd')) sources.unmapped(known.source.id, reading.code.slice(0, -4), v)
        continue
      }
      const t = reading.time === null ? null : reading.time / 1000
      const kept = t !== null && (at - t > LATE_S || (known.asked !== null && t < known.asked.to && reading.period !== 'realtime'))
      ;(kept ? late : live).push({ entry, t, v, q: qualityOf(reading) })
    }
    for (const [readings, backfill] of [
      [late, true],
      [live, false],
    ] as const) {
      for (const cause of await deliver(monitoring, known.source.orgId, readings, backfill, at)) link.refused(cause)
    }
  }

  async function take({ packet, whole }: Hj212Received, atMs: number): Promise<void> {
    const known = await deviceOf(packet)
    if (!known) return
    const at = atMs / 1000
    const answer = hj212Answer(packet)
    const name = `${packet.head['MN']}:${packet.head['CN']}:${packet.cp['DataTime'] ?? ''}`
    const alone = whole === packet || standsAlone(packet)
    if (!alone && whole === null) {
      const answers = owed.get(name) ?? []
      if (answer && owed.size < 32 && answers.length < 200) owed.set(name, [...answers, answer])
      return link.useful()
    }
    askForGap(known, packet, at)
    try {
      await store(known, alone ? packet : (whole ?? packet), at)
    } catch (error) {
      link.refused('not-stored')
      log.warn({ protocol: PROTOCOL, err: error }, 'What a device sent was not stored; it is not answered')
      return
    }
    link.useful()
    for (const one of [...(owed.get(name) ?? []), ...(answer ? [answer] : [])]) link.send(one)
    owed.delete(name)
  }

  return {
    async take(octets) {
      const atMs = now().getTime()
      for (const received of decoder.push(octets, atMs)) {
        if (link.ended()) return
        await take(received, atMs)
      }
    },
    held: () => decoder.buffered(),
    close: () => void decoder.flush(),
  }
}

function newestOf(monitoring: Monitoring, orgId: string, point: string): number {
  const no = monitoring.pointNo(orgId, point)
  return no === undefined ? -Infinity : monitoring.newest(no)
}

/** Loggers that speak HJ 212 over TCP. Data are answered (9014) after the commit; after an outage the minutes between are asked for. */
export function openHj212(deps: DeviceListenerDeps): Promise<Listener> {
  return listen({ ...deps, protocol: PROTOCOL, make: (link) => hj212Work(link, deps) }, deps.tcp, undefined)
}
