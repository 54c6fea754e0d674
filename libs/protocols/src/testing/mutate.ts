import { createGb26875Decoder } from '../gb26875/stream.ts'
import { gb26875Readings } from '../gb26875/readings.ts'
import { createHj212Decoder } from '../hj212/stream.ts'
import { hj212Readings } from '../hj212/readings.ts'
import { createJt808Decoder } from '../jt808/stream.ts'
import { jt808Readings } from '../jt808/readings.ts'
import type { Protocol, Reading } from '../reading.ts'
import { sampleFrames } from './samples.ts'

/** A repeatable source of numbers in [0, below): mulberry32. */
export function createRandom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000) * below)
  }
}

/** A decoder of any protocol behind one face; `push` also makes the readings, so that they are shaken too. */
export interface AnyDecoder {
  push(bytes: Uint8Array, now: number): { frames: number; readings: Reading[] }
  flush(): void
  buffered(): number
  refusals(): Readonly<Record<string, number>>
}

export function anyDecoder(protocol: Protocol): AnyDecoder {
  if (protocol === 'jt808') {
    const decoder = createJt808Decoder()
    return {
      ...decoder,
      push(bytes, now) {
        const received = decoder.push(bytes, now)
        return { frames: received.length, readings: received.flatMap((one) => jt808Readings(one)) }
      },
    }
  }
  if (protocol === 'hj212') {
    const decoder = createHj212Decoder()
    return {
      ...decoder,
      push(bytes, now) {
        const received = decoder.push(bytes, now)
        return { frames: received.length, readings: received.flatMap(({ packet }) => hj212Readings(packet)) }
      },
    }
  }
  const decoder = createGb26875Decoder()
  return {
    ...decoder,
    push(bytes) {
      const frames = decoder.push(bytes)
      return { frames: frames.length, readings: frames.flatMap(gb26875Readings) }
    },
  }
}

type Random = (below: number) => number

/** Octets that mean something to one of the protocols are put in more often than chance would. */
const SPECIAL = [0x7e, 0x7d, 0x40, 0x23, 0x0d, 0x0a, 0x00, 0xff, 0x26, 0x3d]

function anyOctet(random: Random): number {
  return random(3) === 0 ? (SPECIAL[random(SPECIAL.length)] ?? 0) : random(256)
}

function mutated(frame: Uint8Array, random: Random): Uint8Array {
  const octets = [...frame]
  for (let changes = 1 + random(4); changes > 0; changes--) {
    const at = random(octets.length + 1)
    const kind = random(4)
    if (kind === 0) octets[Math.min(at, octets.length - 1)] = anyOctet(random)
    else if (kind === 1) octets.splice(at, 1 + random(8))
    else if (kind === 2) octets.splice(at, 0, anyOctet(random))
    else octets.splice(at, 0, ...octets.slice(random(octets.length + 1), random(octets.length + 1)))
    if (octets.length === 0) octets.push(0)
  }
  return Uint8Array.from(octets)
}

/** What one run of rubbish did to a decoder. */
export interface ShakeResult {
  pieces: number
  frames: number
  readings: number
  refused: number
  peakBuffered: number
}

/**
 * Feeds `count` pieces to one decoder: one in four random octets, the others good frames with a few changes; now and then a good
 * one. The decoder must neither throw nor hold more than its limits; the caller looks at `peakBuffered`.
 */
export function shake(protocol: Protocol, count: number, seed: number): ShakeResult {
  const random = createRandom(seed)
  const samples = sampleFrames(protocol)
  const decoder = anyDecoder(protocol)
  const result: ShakeResult = { pieces: count, frames: 0, readings: 0, refused: 0, peakBuffered: 0 }
  for (let piece = 0; piece < count; piece++) {
    const sample = samples[random(samples.length)] ?? new Uint8Array()
    const kind = random(16)
    const bytes = kind < 4 ? Uint8Array.from({ length: random(64) }, () => anyOctet(random)) : kind < 15 ? mutated(sample, random) : sample
    const { frames, readings } = decoder.push(bytes, piece * 1000)
    result.frames += frames
    result.readings += readings.length
    result.peakBuffered = Math.max(result.peakBuffered, decoder.buffered())
    if (random(1000) === 0) decoder.flush()
  }
  result.refused = Object.values(decoder.refusals()).reduce((sum, refused) => sum + refused, 0)
  return result
}
