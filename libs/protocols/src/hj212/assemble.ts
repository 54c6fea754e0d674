import type { Hj212Packet } from './frame.ts'

/** How much a link may leave unjoined. Defaults: 32 messages, 200 packets each, 1 MiB in all, 10 minutes. */
export interface JoinLimits {
  maxOpenMessages: number
  maxPackets: number
  maxHeldBytes: number
  packetTimeoutMs: number
}

const DEFAULTS: JoinLimits = { maxOpenMessages: 32, maxPackets: 200, maxHeldBytes: 1024 * 1024, packetTimeoutMs: 600_000 }

type PartCause = 'part-impossible' | 'part-evicted' | 'part-timeout'

interface OpenMessage {
  packets: Map<number, Hj212Packet>
  total: number
  bytes: number
  touchedAt: number
}

export interface PacketJoiner {
  /** The packet itself when it is not split, the joined message when it was the last missing, else null. */
  add(packet: Hj212Packet, now: number): Hj212Packet | null
  buffered(): number
}

function isCount(text: string | undefined): text is string {
  return text !== undefined && /^\d{1,5}$/.test(text)
}

/** One packet out of several: items of all, head of the first. */
function joined(message: OpenMessage): Hj212Packet | null {
  const parts = [...message.packets.entries()].sort(([a], [b]) => a - b).map(([, packet]) => packet)
  const first = parts[0]
  if (!first) return null
  const cp = Object.assign(Object.create(null) as Hj212Packet['cp'], ...parts.map((part) => part.cp)) as Hj212Packet['cp']
  const points = Object.create(null) as Hj212Packet['points']
  for (const part of parts) {
    for (const [code, fields] of Object.entries(part.points)) {
      points[code] = Object.assign(Object.create(null) as Record<string, string>, points[code], fields) as Record<string, string>
    }
  }
  return { ...first, declaredLength: message.bytes, cp, points }
}

/**
 * Joins split packets by MN, CN, DataTime and PNUM: the standard's own example gives each part a QN of its own, so QN cannot
 * serve. The message idle longest gives way when a limit is reached.
 */
export function createPacketJoiner(options: Partial<JoinLimits>, refuse: (cause: PartCause, bytes: Uint8Array) => void): PacketJoiner {
  const limits: JoinLimits = {
    maxOpenMessages: options.maxOpenMessages ?? DEFAULTS.maxOpenMessages,
    maxPackets: options.maxPackets ?? DEFAULTS.maxPackets,
    maxHeldBytes: options.maxHeldBytes ?? DEFAULTS.maxHeldBytes,
    packetTimeoutMs: options.packetTimeoutMs ?? DEFAULTS.packetTimeoutMs,
  }
  const open = new Map<string, OpenMessage>()
  let held = 0

  function drop(key: string, cause: PartCause | null): void {
    const message = open.get(key)
    if (!message) return
    open.delete(key)
    held -= message.bytes
    if (cause) refuse(cause, new TextEncoder().encode(key))
  }

  return {
    add(packet, now) {
      const { PNUM, PNO, MN, CN } = packet.head
      if (!packet.flag?.hasPacketNumber || PNUM === undefined) return packet
      const total = isCount(PNUM) ? Number(PNUM) : 0
      const number = isCount(PNO) ? Number(PNO) : 0
      if (number < 1 || number > total || total > limits.maxPackets) {
        refuse('part-impossible', new TextEncoder().encode(`PNUM=${PNUM};PNO=${PNO ?? ''}`))
        return null
      }
      if (total === 1) return packet
      for (const [key, message] of open) if (now - message.touchedAt > limits.packetTimeoutMs) drop(key, 'part-timeout')
      const key = `${MN}:${CN}:${packet.cp['DataTime'] ?? ''}:${PNUM}`
      const message = open.get(key) ?? { packets: new Map(), total, bytes: 0, touchedAt: now }
      open.delete(key)
      open.set(key, message)
      message.touchedAt = now
      if (!message.packets.has(number)) {
        message.packets.set(number, packet)
        message.bytes += packet.declaredLength
        held += packet.declaredLength
      }
      for (const oldest of open.keys()) {
        if (open.size <= limits.maxOpenMessages && held <= limits.maxHeldBytes) break
        if (oldest !== key) drop(oldest, 'part-evicted')
      }
      if (held > limits.maxHeldBytes) {
        drop(key, 'part-evicted')
        return null
      }
      if (message.packets.size < total) return null
      drop(key, null)
      return joined(message)
    },
    buffered: () => held,
  }
}
