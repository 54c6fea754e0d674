import { concatBytes } from '../bytes.ts'
import type { Jt808Frame } from './frame.ts'

/** How much a link may leave unfinished. Defaults: 8 messages at a time, 512 parts and 512 KiB in all, 5 minutes. */
export interface AssembleLimits {
  maxOpenMessages: number
  maxParts: number
  maxHeldBytes: number
  partTimeoutMs: number
}

const DEFAULTS: AssembleLimits = { maxOpenMessages: 8, maxParts: 512, maxHeldBytes: 512 * 1024, partTimeoutMs: 300_000 }

/** A message of which parts are missing: what 0x8003 asks for. `firstSerial` is the serial of part 1. */
export interface MissingParts {
  phone: string
  messageId: number
  protocolVersion: number | null
  firstSerial: number
  indexes: number[]
}

type PartCause = 'part-impossible' | 'part-conflict' | 'part-evicted' | 'part-timeout'

interface OpenMessage {
  first: Jt808Frame
  firstSerial: number
  total: number
  parts: Map<number, Uint8Array>
  bytes: number
  touchedAt: number
}

export interface Assembler {
  /** Keeps a part; the whole message once it was the last one missing, else null. */
  add(frame: Jt808Frame, now: number): Jt808Frame | null
  missing(now: number): MissingParts[]
  buffered(): number
}

/**
 * Puts sub-packages together by (phone, message id, serial - index + 1), in whatever order they come. A part sent again is
 * ignored; the message that was idle longest gives way when a limit is reached.
 */
export function createAssembler(limits: Partial<AssembleLimits>, refuse: (cause: PartCause, bytes: Uint8Array) => void): Assembler {
  const { maxOpenMessages, maxParts, maxHeldBytes, partTimeoutMs } = { ...DEFAULTS, ...dropUndefined(limits) }
  /** In order of last use: the first key is the longest idle. */
  const open = new Map<string, OpenMessage>()
  let held = 0

  function drop(key: string, cause: PartCause | null): void {
    const message = open.get(key)
    if (!message) return
    open.delete(key)
    held -= message.bytes
    if (cause) refuse(cause, message.parts.values().next().value ?? new Uint8Array())
  }

  function dropOld(now: number): void {
    for (const [key, message] of open) {
      if (now - message.touchedAt > partTimeoutMs) drop(key, 'part-timeout')
    }
  }

  function makeRoom(bytes: number, keep: string): boolean {
    for (const key of open.keys()) {
      const full = held + bytes > maxHeldBytes || open.size > maxOpenMessages
      if (!full) break
      if (key !== keep) drop(key, 'part-evicted')
    }
    return held + bytes <= maxHeldBytes
  }

  function whole(message: OpenMessage): Jt808Frame {
    const body = concatBytes(Array.from({ length: message.total }, (_, at) => message.parts.get(at + 1) ?? new Uint8Array()))
    return { ...message.first, serial: message.firstSerial, subPackage: null, declaredLength: body.length, body }
  }

  return {
    add(frame, now) {
      const part = frame.subPackage
      if (!part || part.index < 1 || part.index > part.total || part.total > maxParts) {
        refuse('part-impossible', frame.body)
        return null
      }
      dropOld(now)
      const firstSerial = (frame.serial - part.index + 1) & 0xffff
      const key = `${frame.phone}:${frame.messageId}:${firstSerial}`
      if (open.has(key) && open.get(key)?.total !== part.total) drop(key, 'part-conflict')
      const message = open.get(key) ?? {
        first: withoutBody(frame),
        firstSerial,
        total: part.total,
        parts: new Map(),
        bytes: 0,
        touchedAt: now,
      }
      open.delete(key)
      open.set(key, message)
      message.touchedAt = now
      if (part.index === 1) message.first = withoutBody(frame)
      if (!message.parts.has(part.index)) {
        if (!makeRoom(frame.body.length, key)) {
          drop(key, 'part-evicted')
          return null
        }
        // A copy: the body shares a block with other frames, and parts may wait for minutes.
        message.parts.set(part.index, frame.body.slice())
        message.bytes += frame.body.length
        held += frame.body.length
      }
      if (message.parts.size < message.total) return null
      drop(key, null)
      return whole(message)
    },
    missing(now) {
      dropOld(now)
      return [...open.values()].map((message) => ({
        phone: message.first.phone,
        messageId: message.first.messageId,
        protocolVersion: message.first.protocolVersion,
        firstSerial: message.firstSerial,
        indexes: Array.from({ length: message.total }, (_, at) => at + 1).filter((index) => !message.parts.has(index)),
      }))
    },
    buffered: () => held,
  }
}

function withoutBody(frame: Jt808Frame): Jt808Frame {
  return { ...frame, body: new Uint8Array() }
}

function dropUndefined(limits: Partial<AssembleLimits>): Partial<AssembleLimits> {
  return Object.fromEntries(Object.entries(limits).filter(([, value]) => typeof value === 'number'))
}
