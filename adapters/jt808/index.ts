import { randomBytes } from 'node:crypto'
import {
  createJt808Decoder,
  JT808_ALARM_BITS,
  JT808_REGISTER_RESULT,
  JT808_RESULT,
  jt808Ack,
  jt808Readings,
  jt808RegisterReply,
  jt808ResendRequest,
  jt808TimeReply,
  phoneNumber,
  type Jt808Frame,
  type Jt808Received,
  type Reading,
} from '@anlan/protocols'
import { isSecret, type DeviceSource, type SourceEntry } from '#mechanisms/monitoring/index.ts'
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

const PROTOCOL = 'jt808'
/** Older than this it was kept back by the terminal, whatever the type of the batch says. */
const LATE_S = 300
/** Parts that did not come are asked for after so long. */
const RESEND_MS = 5000

/** All alarm bits of one place: a bit that is off is said as well, so that what stood is over. */
function alarmValues(bits: Reading): Reading[] {
  const set = typeof bits.value === 'number' ? bits.value : 0
  return JT808_ALARM_BITS.map((name, at) => ({ ...bits, code: `alarm.${name}`, value: ((set >>> at) & 1) === 1 }))
}

function jt808Work(link: Link, deps: DeviceListenerDeps): LinkWork {
  const { monitoring, now, log } = deps
  const { sources } = monitoring
  const decoder = createJt808Decoder({ onRefused: ({ cause }) => link.refused(cause) })
  let source: DeviceSource | null = null
  let entries: ReadonlyMap<string, SourceEntry> = new Map()
  let authenticated = false
  let serial = 0
  let askedAt = 0
  /** Parts that wait for the whole: they are answered when it is stored. */
  const owed = new Map<number, Jt808Frame[]>()

  const next = (): number => (serial = (serial + 1) & 0xffff)
  const ack = (frame: Jt808Frame, result: number = JT808_RESULT.ok): void => link.send(jt808Ack(frame, next(), result))

  /** Whose terminal it is; a link serves one. Null = refused and counted. */
  async function meet(frame: Jt808Frame): Promise<DeviceSource | null> {
    const phone = phoneNumber(frame)
    if (source) {
      if (source.device === phone) return source
      link.refused('other-device')
      return null
    }
    const found = await sources.findDevice(PROTOCOL, phone)
    const fault = !found ? 'unknown-device' : found.options.peers?.length && !found.options.peers.includes(link.peer) ? 'peer' : null
    if (!found || fault !== null) {
      link.refused(fault ?? '', found?.id)
      log.warn({ protocol: PROTOCOL, device: phone, peer: link.peer, cause: fault }, 'A device was refused')
      if (frame.messageId === 0x0100) link.send(jt808RegisterReply(frame, next(), JT808_REGISTER_RESULT.noSuchTerminal))
      link.end(null)
      return null
    }
    source = found
    entries = entryMap(found)
    return found
  }

  /** A known terminal gets a new code; the one before is void from the commit on. */
  async function register(it: DeviceSource, frame: Jt808Frame): Promise<void> {
    const code = randomBytes(12).toString('hex')
    await sources.renewSecret(it.id, code)
    source = await sources.findDevice(PROTOCOL, it.device)
    link.send(jt808RegisterReply(frame, next(), JT808_REGISTER_RESULT.ok, code))
  }

  async function authenticate(it: DeviceSource, frame: Jt808Frame, code: string): Promise<void> {
    // Another link of the same terminal may have been given a new code since.
    const fresh = await sources.findDevice(PROTOCOL, it.device)
    authenticated = fresh !== null && isSecret(fresh, code)
    if (!authenticated) {
      link.refused('bad-password', it.id)
      ack(frame, JT808_RESULT.failed)
      return
    }
    link.known(it.id, true)
    link.useful()
    ack(frame)
  }

  async function store(it: DeviceSource, received: Jt808Received, at: number): Promise<void> {
    const live: KeyedReading[] = []
    const late: KeyedReading[] = []
    for (const one of jt808Readings(received)) {
      if (one.kind === 'event' || (one.code.startsWith('alarm.') && one.kind === 'state')) continue
      for (const reading of one.code === 'alarm_bits' ? [one, ...alarmValues(one)] : [one]) {
        const v = numberOf(reading.value)
        if (v === null) continue
        const entry = entries.get(reading.code)
        if (!entry) {
          if (!reading.code.startsWith('alarm.') || v === 1) sources.unmapped(it.id, reading.code, v)
          continue
        }
        const t = reading.time === null ? null : reading.time / 1000
        const kept = reading.backfilled || (t !== null && at - t > LATE_S)
        ;(kept ? late : live).push({ entry, t, v, q: qualityOf(reading) })
      }
    }
    for (const [readings, backfill] of [
      [late, true],
      [live, false],
    ] as const) {
      for (const cause of await deliver(monitoring, it.orgId, readings, backfill, at)) link.refused(cause)
    }
  }

  async function take(received: Jt808Received, atMs: number): Promise<void> {
    const { frame, content, whole } = received
    const it = await meet(frame)
    if (!it) return
    if (content.kind === 'register') return register(it, frame)
    if (content.kind === 'authenticate') return authenticate(it, frame, content.authCode)
    if (!authenticated) {
      link.refused('not-authenticated', it.id)
      return ack(frame, JT808_RESULT.failed)
    }
    if (content.kind === 'timeRequest') return link.send(jt808TimeReply(frame, next(), atMs))
    // Acknowledgements of ours are not acknowledged again.
    if (content.kind === 'terminalAck') return
    const first = frame.subPackage ? (frame.serial - frame.subPackage.index + 1) & 0xffff : frame.serial
    if (frame.subPackage && !whole) {
      if (owed.size < 16) owed.set(first, [...(owed.get(first) ?? []), frame].slice(-300))
      return link.useful()
    }
    try {
      await store(it, received, atMs / 1000)
    } catch (error) {
      link.refused('not-stored')
      log.warn({ protocol: PROTOCOL, err: error }, 'What a terminal sent was not stored; it is not answered')
      return
    }
    const malformed = content.kind === 'malformed'
    if (malformed) link.refused('malformed')
    else link.useful()
    for (const part of owed.get(first) ?? []) ack(part)
    owed.delete(first)
    const taken = content.kind !== 'opaque' || frame.subPackage !== null
    ack(frame, malformed ? JT808_RESULT.wrongMessage : taken ? JT808_RESULT.ok : JT808_RESULT.notSupported)
    if (content.kind === 'logout') link.end(null)
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
    tick(clockMs) {
      if (!authenticated || decoder.buffered() === 0 || clockMs - askedAt < RESEND_MS) return
      askedAt = clockMs
      for (const missing of decoder.missing(now().getTime()))
        if (owed.has(missing.firstSerial)) link.send(jt808ResendRequest(missing, next()))
    },
    close: () => void decoder.flush(),
  }
}

/** Vehicle terminals that speak JT/T 808 (2011, 2013, 2019) over TCP or UDP: registered, authenticated, acknowledged after the commit. */
export function openJt808(deps: DeviceListenerDeps): Promise<Listener> {
  return listen({ ...deps, protocol: PROTOCOL, make: (link) => jt808Work(link, deps) }, deps.tcp, deps.udp)
}
