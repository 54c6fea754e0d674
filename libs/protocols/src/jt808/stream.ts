import { createScanBuffer, zeroCounts } from '../stream.ts'
import type { StreamOptions } from '../stream.ts'
import { createAssembler } from './assemble.ts'
import type { AssembleLimits, MissingParts } from './assemble.ts'
import { createFrameKeeper, JT808_FLAG, parseJt808 } from './frame.ts'
import type { Jt808Frame } from './frame.ts'
import { decodeJt808Body } from './message.ts'
import type { Jt808Content, RegisterLayout } from './message.ts'

/** Why octets were refused. `part-*` are sub-packages that did not become a message. */
export const JT808_CAUSES = [
  'outside-flags',
  'too-short',
  'too-long',
  'bad-escape',
  'bad-checksum',
  'bad-length',
  'unfinished',
  'part-impossible',
  'part-conflict',
  'part-evicted',
  'part-timeout',
] as const
export type Jt808Cause = (typeof JT808_CAUSES)[number]

/** Departures from the standard that were accepted. */
export const JT808_DIALECTS = ['shared-flag', 'old-body-in-2019-header', 'position-swapped', 'impossible-time', 'malformed-body'] as const
export type Jt808Dialect = (typeof JT808_DIALECTS)[number]

/** Longest frame between the flags: every octet of header 21, body 1023 and checksum 1 escaped. */
const MAX_ESCAPED = 2 * (21 + 1023 + 1)

/**
 * One frame and what it says. `content` of a sub-package is opaque until the last part is in; that frame then carries the
 * content of the whole and `whole`, the message put together (with the serial of its first part).
 */
export interface Jt808Received {
  frame: Jt808Frame
  content: Jt808Content
  whole: Jt808Frame | null
}

export interface Jt808Options extends StreamOptions<Jt808Cause>, Partial<AssembleLimits> {
  /** Edition of the registration, where the terminal's edition is known. */
  registerLayout?: RegisterLayout
}

export interface Jt808Decoder {
  /** Takes any piece of the stream; `receivedAt` (ms) is the caller's clock and serves sub-package time-outs only. */
  push(bytes: Uint8Array, receivedAt?: number): Jt808Received[]
  /** The link is closed: gives up what is unfinished. */
  flush(): Jt808Received[]
  /** Sub-packages still awaited, for 0x8003; messages older than the time-out are dropped and counted. */
  missing(now: number): MissingParts[]
  refusals(): Record<Jt808Cause, number>
  dialects(): Record<Jt808Dialect, number>
  /** Octets held: unfinished frame and sub-packages. */
  buffered(): number
}

interface UnescapedRun {
  octets: Uint8Array
  length: number
  xor: number
  badEscape: boolean
}

/**
 * Takes escapes out of `held[from, limit)` up to the next flag, into `run`; one pass also makes the checksum, because this loop
 * is where a busy link spends its time. Returns where it stopped: a flag, or `limit`, or an escape cut in two.
 */
function unescapeRun(held: Uint8Array, from: number, limit: number, run: UnescapedRun): number {
  const octets = run.octets
  let length = 0
  let xor = 0
  let at = from
  run.badEscape = false
  for (; at < limit; at++) {
    let octet = held[at] as number
    if (octet === JT808_FLAG) break
    if (octet === 0x7d) {
      if (at + 1 >= limit) break
      const follow = held[at + 1]
      if (follow === 1 || follow === 2) {
        octet = follow === 1 ? 0x7d : JT808_FLAG
        at++
      } else run.badEscape = true
    }
    octets[length++] = octet
    xor ^= octet
  }
  run.length = length
  run.xor = xor
  return at
}

/**
 * Frames out of a byte stream of one link. Strict about checksum and length; finds its way back at the next 7E after rubbish;
 * takes one 7E as end of a frame and start of the next. Memory is bounded by the longest frame and the sub-package limits.
 */
export function createJt808Decoder(options: Jt808Options = {}): Jt808Decoder {
  const refused = zeroCounts(JT808_CAUSES)
  const dialects = zeroCounts(JT808_DIALECTS)
  const run: UnescapedRun = { octets: new Uint8Array(MAX_ESCAPED), length: 0, xor: 0, badEscape: false }
  const keeper = createFrameKeeper()
  let found: Jt808Received[] = []
  let clock = 0
  /** The flag held at the start of the buffer has already closed a frame. */
  let flagClosedFrame = false
  let insideRubbish = false

  function refuse(cause: Jt808Cause, bytes: Uint8Array): void {
    refused[cause]++
    options.onRefused?.({ cause, bytes: bytes.slice(0, MAX_ESCAPED) })
  }

  const assembler = createAssembler(options, refuse)

  function noteDialects(frame: Jt808Frame, content: Jt808Content): void {
    if (content.kind === 'malformed') dialects['malformed-body']++
    else if (content.kind === 'location') {
      if (content.location.latitude > 90) dialects['position-swapped']++
      if (!content.location.time.valid) dialects['impossible-time']++
    } else if (content.kind === 'register' && frame.protocolVersion !== null && content.layout !== '2019') {
      dialects['old-body-in-2019-header']++
    }
  }

  function accept(frame: Jt808Frame): void {
    const whole = frame.subPackage ? assembler.add(frame, clock) : null
    const content = decodeJt808Body(whole ?? frame, options.registerLayout)
    noteDialects(frame, content)
    found.push({ frame, content, whole })
  }

  /** Octets before the first flag are rubbish; a run of them counts once, however it was cut into reads. */
  function skipToFlag(held: Uint8Array, start: number, end: number): number {
    let at = start
    while (at < end && held[at] !== JT808_FLAG) at++
    if (!insideRubbish) refuse('outside-flags', held.subarray(start, at))
    insideRubbish = true
    return at - start
  }

  function scan(held: Uint8Array, start: number, end: number, last: boolean): number {
    if (held[start] !== JT808_FLAG) return skipToFlag(held, start, end)
    insideRubbish = false
    const limit = Math.min(end, start + 1 + MAX_ESCAPED)
    const at = unescapeRun(held, start + 1, limit, run)
    if (at < limit && held[at] === JT808_FLAG) {
      if (at > start + 1) closeFrame(held, start, at)
      else flagClosedFrame = false
      return at - start
    }
    if (end - start > MAX_ESCAPED) {
      refuse('too-long', held.subarray(start, limit))
      flagClosedFrame = false
      return limit - start
    }
    if (last && end - start > 1) refuse('unfinished', held.subarray(start, end))
    return last ? end - start : 0
  }

  function closeFrame(held: Uint8Array, start: number, at: number): void {
    const shared = flagClosedFrame
    flagClosedFrame = false
    const frame = run.badEscape ? null : parseJt808(run.octets, run.length, run.xor, keeper)
    if (run.badEscape) refuse('bad-escape', held.subarray(start, at + 1))
    else if (!frame) refuse('too-short', held.subarray(start, at + 1))
    else if (!frame.checksumOk) refuse('bad-checksum', held.subarray(start, at + 1))
    else if (!frame.lengthOk) refuse('bad-length', held.subarray(start, at + 1))
    else {
      if (shared) dialects['shared-flag']++
      flagClosedFrame = true
      accept(frame)
    }
  }

  const buffer = createScanBuffer(8192, scan)

  function take(): Jt808Received[] {
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
      return take()
    },
    missing: (now) => assembler.missing(now),
    refusals: () => ({ ...refused }),
    dialects: () => ({ ...dialects }),
    buffered: () => buffer.buffered() + assembler.buffered(),
  }
}
