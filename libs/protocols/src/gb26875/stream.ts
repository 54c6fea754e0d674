import { u16le, u8 } from '../bytes.ts'
import { createScanBuffer, zeroCounts } from '../stream.ts'
import type { StreamOptions } from '../stream.ts'
import { frameAt, GB26875_HEAD, GB26875_MAX_UNIT, GB26875_OVERHEAD } from './frame.ts'
import type { Gb26875Frame } from './frame.ts'
import type { TimeFormat } from './time.ts'

/** Why octets were refused. */
export const GB26875_CAUSES = ['outside-frame', 'bad-command', 'too-long', 'no-end', 'bad-checksum', 'unfinished'] as const
export type Gb26875Cause = (typeof GB26875_CAUSES)[number]

/** Departures from the standard that were accepted. */
export const GB26875_DIALECTS = [
  'no-time-label',
  'bcd-time',
  'impossible-time',
  'main-version',
  'unknown-type',
  'objects-do-not-fit',
  'octets-left-over',
] as const
export type Gb26875Dialect = (typeof GB26875_DIALECTS)[number]

export interface Gb26875Options extends StreamOptions<Gb26875Cause> {
  /** How this device writes its times; `auto` reads BCD where binary is impossible. */
  timeFormat?: TimeFormat
  /** Called for a frame that is whole but has a wrong checksum, so that it can be answered with nak. */
  onBadChecksum?: (frame: Gb26875Frame) => void
}

export interface Gb26875Decoder {
  /** Takes any piece of the stream, or one datagram. */
  push(bytes: Uint8Array): Gb26875Frame[]
  /** The link is closed or idle, or the datagram is over: gives up what is unfinished and takes what stands behind it. */
  flush(): Gb26875Frame[]
  refusals(): Record<Gb26875Cause, number>
  dialects(): Record<Gb26875Dialect, number>
  buffered(): number
}

const AT = 0x40
const HASH = 0x23

/** Commands 0 and 7-127 are reserved: where one stands, 40 40 was no start. */
function isCommand(command: number): boolean {
  return (command >= 1 && command <= 6) || command >= 128
}

/**
 * Frames out of a byte stream of one link. The end is found by length and checked for 23 23; after a refusal the search goes on one
 * octet behind the false start. A unit that does not fit its type stays in the frame as octets and does not break the link.
 */
export function createGb26875Decoder(options: Gb26875Options = {}): Gb26875Decoder {
  const refused = zeroCounts(GB26875_CAUSES)
  const dialects = zeroCounts(GB26875_DIALECTS)
  let found: Gb26875Frame[] = []
  let insideRubbish = false

  function refuse(cause: Gb26875Cause, bytes: Uint8Array): void {
    refused[cause]++
    options.onRefused?.({ cause, bytes: bytes.slice(0, GB26875_OVERHEAD + GB26875_MAX_UNIT) })
  }

  /**
   * Goes on behind the first octet of a false start. Inside rubbish that was counted already, a start with an impossible head is
   * only more of it; a plausible head that comes to nothing is a frame lost and counts.
   */
  function giveUp(cause: Gb26875Cause, bytes: Uint8Array): number {
    if (!insideRubbish || cause === 'no-end' || cause === 'unfinished') refuse(cause, bytes)
    insideRubbish = true
    return 1
  }

  function noteDialects(frame: Gb26875Frame): void {
    if (frame.mainVersion !== 1) dialects['main-version']++
    if (frame.time.dialect === 'bcd') dialects['bcd-time']++
    if (!frame.time.valid) dialects['impossible-time']++
    if (!frame.unit) return
    if (frame.unit.error === 'unknown-type') dialects['unknown-type']++
    else if (frame.unit.error) dialects['objects-do-not-fit']++
    else if (frame.unit.trailing.length > 0) dialects['octets-left-over']++
    if (frame.unit.objects.some((object) => object.time === null)) dialects['no-time-label']++
  }

  function scan(held: Uint8Array, start: number, end: number, last: boolean): number {
    if (held[start] !== AT) {
      let at = start
      while (at < end && held[at] !== AT) at++
      if (!insideRubbish) refuse('outside-frame', held.subarray(start, at))
      insideRubbish = true
      return at - start
    }
    if (end - start < 2) return last ? 1 : 0
    if (held[start + 1] !== AT) return giveUp('outside-frame', held.subarray(start, start + 1))
    if (end - start < GB26875_HEAD) return last ? giveUp('unfinished', held.subarray(start, end)) : 0
    const unitLength = u16le(held, start + 24)
    if (unitLength > GB26875_MAX_UNIT) return giveUp('too-long', held.subarray(start, start + GB26875_HEAD))
    if (!isCommand(u8(held, start + 26))) return giveUp('bad-command', held.subarray(start, start + GB26875_HEAD))
    const stop = start + GB26875_OVERHEAD + unitLength
    if (stop > end) return last ? giveUp('unfinished', held.subarray(start, end)) : 0
    const whole = held.subarray(start, stop)
    if (held[stop - 2] !== HASH || held[stop - 1] !== HASH) return giveUp('no-end', whole)
    const frame = frameAt(held, start, unitLength, options.timeFormat)
    if (!frame.checksumOk) {
      // Length and end agree: the frame is whole and one of its octets is wrong.
      refuse('bad-checksum', whole)
      options.onBadChecksum?.(frame)
    } else {
      noteDialects(frame)
      found.push(frame)
    }
    insideRubbish = false
    return stop - start
  }

  const buffer = createScanBuffer(4096, scan)

  function take(): Gb26875Frame[] {
    const out = found
    found = []
    return out
  }

  return {
    push(bytes) {
      buffer.feed(bytes)
      return take()
    },
    flush() {
      buffer.finish()
      insideRubbish = false
      return take()
    },
    refusals: () => ({ ...refused }),
    dialects: () => ({ ...dialects }),
    buffered: () => buffer.buffered(),
  }
}
