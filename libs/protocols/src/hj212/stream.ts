import { createScanBuffer, zeroCounts } from '../stream.ts'
import type { StreamOptions } from '../stream.ts'
import { createPacketJoiner } from './assemble.ts'
import type { JoinLimits } from './assemble.ts'
import { crcText, modbusCrc } from './crc.ts'
import { declaredLength, HJ212_CRC, HJ212_HEAD, HJ212_MAX_SEGMENT, packetAt } from './frame.ts'
import type { Hj212Packet } from './frame.ts'

/** Why octets were refused. `length-overruns`: the next frame starts inside the declared length. */
export const HJ212_CAUSES = [
  'outside-frame',
  'bad-head',
  'too-long',
  'length-overruns',
  'bad-crc',
  'no-mn',
  'unfinished',
  'part-impossible',
  'part-evicted',
  'part-timeout',
] as const
export type Hj212Cause = (typeof HJ212_CAUSES)[number]

/** Departures from the standard that were accepted. */
export const HJ212_DIALECTS = [
  'no-qn',
  'no-flag',
  'lower-case-crc',
  'modbus-crc',
  'literal-crlf',
  'no-crlf',
  'milliseconds-in-data-time',
  'comma-in-head',
  'cp-not-closed',
  'gbk-text',
] as const
export type Hj212Dialect = (typeof HJ212_DIALECTS)[number]

/** One packet; `whole` is the message it completes: itself when not split, null while parts are missing. */
export interface Hj212Received {
  packet: Hj212Packet
  whole: Hj212Packet | null
}

export interface Hj212Options extends StreamOptions<Hj212Cause>, Partial<JoinLimits> {
  /** Longest data segment, 1024 in the 2017 edition; at most 8192. */
  maxSegment?: number
  /** This device is known to send Modbus CRC16 in place of the check value of annex A. */
  acceptModbusCrc?: boolean
}

export interface Hj212Decoder {
  /** Takes any piece of the stream; `receivedAt` (ms) is the caller's clock and serves packet time-outs only. */
  push(bytes: Uint8Array, receivedAt?: number): Hj212Received[]
  /** The link is closed or idle: gives up what is unfinished, and takes what stands behind it. */
  flush(): Hj212Received[]
  refusals(): Record<Hj212Cause, number>
  dialects(): Record<Hj212Dialect, number>
  buffered(): number
}

const HASH = 0x23
/** The four characters that one firmware sends in place of CR LF. */
const LITERAL_CRLF = [0x5c, 0x72, 0x5c, 0x6e]

/** Where CR LF ## stands in `held[from, to)`, or -1. No segment holds it: it is the next frame's start. */
function nextFrameInside(held: Uint8Array, from: number, to: number): number {
  for (let at = from; at + 3 < to; at++) {
    if (held[at] === 0x0d && held[at + 1] === 0x0a && held[at + 2] === HASH && held[at + 3] === HASH) return at + 2
  }
  return -1
}

/**
 * Packets out of a byte stream of one link. A frame is taken by its length and check value; after a refusal the search goes on
 * right behind its `##`, so a wrong length never swallows the next frame.
 */
export function createHj212Decoder(options: Hj212Options = {}): Hj212Decoder {
  const maxSegment = Math.min(options.maxSegment ?? HJ212_MAX_SEGMENT, 8192)
  const refused = zeroCounts(HJ212_CAUSES)
  const dialects = zeroCounts(HJ212_DIALECTS)
  let found: Hj212Received[] = []
  let clock = 0
  /** Octets up to the next `##` belong to something already counted. */
  let insideRubbish = false
  /** Right behind an accepted frame, where its terminator is due. */
  let terminatorDue = false

  function refuse(cause: Hj212Cause, bytes: Uint8Array): void {
    refused[cause]++
    options.onRefused?.({ cause, bytes: bytes.slice(0, HJ212_HEAD + maxSegment + HJ212_CRC) })
  }

  const joiner = createPacketJoiner(options, refuse)

  function noteDialects(packet: Hj212Packet): void {
    if (packet.head['QN'] === undefined) dialects['no-qn']++
    if (packet.head['Flag'] === undefined) dialects['no-flag']++
    if (/[a-f]/.test(packet.crcSent)) dialects['lower-case-crc']++
    if (packet.cp['DataTime']?.length === 17) dialects['milliseconds-in-data-time']++
    if (packet.commaInHead) dialects['comma-in-head']++
    if (!packet.cpClosed) dialects['cp-not-closed']++
    if (packet.gbkText) dialects['gbk-text']++
  }

  /** Counts a refusal at `##` and goes on behind it. */
  function giveUp(cause: Hj212Cause, held: Uint8Array, start: number, end: number): number {
    refuse(cause, held.subarray(start, end))
    insideRubbish = true
    return 2
  }

  function scanTerminator(held: Uint8Array, start: number, end: number, last: boolean): number | null {
    if (held[start] === 0x0d) return 1
    if (held[start] === 0x0a) {
      terminatorDue = false
      return 1
    }
    let same = 0
    while (same < 4 && start + same < end && held[start + same] === LITERAL_CRLF[same]) same++
    if (same === 4) {
      dialects['literal-crlf']++
      terminatorDue = false
      return 4
    }
    if (same > 0 && start + same === end && !last) return 0
    terminatorDue = false
    dialects['no-crlf']++
    return null
  }

  function scanRubbish(held: Uint8Array, start: number, end: number): number {
    let at = start
    let visible = false
    while (at < end && held[at] !== HASH) {
      if (held[at] !== 0x0d && held[at] !== 0x0a) visible = true
      at++
    }
    if (visible && !insideRubbish) {
      refuse('outside-frame', held.subarray(start, at))
      insideRubbish = true
    }
    return at - start
  }

  function scan(held: Uint8Array, start: number, end: number, last: boolean): number {
    if (terminatorDue) {
      const used = scanTerminator(held, start, end, last)
      if (used !== null) return used
    }
    if (held[start] !== HASH) return scanRubbish(held, start, end)
    if (end - start < 2) return last ? 1 : 0
    if (held[start + 1] !== HASH) return 1
    if (end - start < HJ212_HEAD) return last ? giveUp('unfinished', held, start, end) : 0
    const length = declaredLength(held, start + 2)
    if (length === null) {
      if (!insideRubbish) refuse('bad-head', held.subarray(start, start + HJ212_HEAD))
      insideRubbish = true
      // One octet only: in `###0139` the frame starts at the second.
      return 1
    }
    if (length > maxSegment) return giveUp('too-long', held, start, start + HJ212_HEAD)
    return scanBody(held, start, end, last, length)
  }

  function scanBody(held: Uint8Array, start: number, end: number, last: boolean, length: number): number {
    const stop = start + HJ212_HEAD + length + HJ212_CRC
    const next = nextFrameInside(held, start + HJ212_HEAD, Math.min(stop, end))
    if (next >= 0) {
      giveUp('length-overruns', held, start, next)
      return next - start
    }
    if (stop > end) return last ? giveUp('unfinished', held, start, end) : 0
    const packet = packetAt(held, start, length)
    if (!packet.crcOk && options.acceptModbusCrc) {
      const from = start + HJ212_HEAD
      packet.crcOk = packet.crcSent.toUpperCase() === crcText(modbusCrc(held, from, from + length))
      if (packet.crcOk) dialects['modbus-crc']++
    }
    if (!packet.crcOk) return giveUp('bad-crc', held, start, stop)
    insideRubbish = false
    terminatorDue = true
    if (!packet.head['MN']) {
      refuse('no-mn', held.subarray(start, stop))
    } else {
      noteDialects(packet)
      found.push({ packet, whole: joiner.add(packet, clock) })
    }
    return stop - start
  }

  const buffer = createScanBuffer(2 * (HJ212_HEAD + maxSegment + HJ212_CRC) + 4096, scan)

  function take(): Hj212Received[] {
    const out = found
    found = []
    return out
  }

  return {
    push(bytes, receivedAt = 0) {
      clock = receivedAt
      buffer.feed(bytes)
      return take()
    },
    flush() {
      buffer.finish()
      insideRubbish = false
      terminatorDue = false
      return take()
    },
    refusals: () => ({ ...refused }),
    dialects: () => ({ ...dialects }),
    buffered: () => buffer.buffered() + joiner.buffered(),
  }
}
