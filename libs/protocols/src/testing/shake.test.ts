import { describe, expect, it } from 'vitest'
import type { Protocol } from '../reading.ts'
import { concatBytes, toHex } from '../bytes.ts'
import { createGb26875Decoder } from '../gb26875/stream.ts'
import { createHj212Decoder } from '../hj212/stream.ts'
import { createJt808Decoder } from '../jt808/stream.ts'
import { anyDecoder, createRandom, shake } from './mutate.ts'
import { sampleFrames } from './samples.ts'

const PROTOCOLS: Protocol[] = ['jt808', 'hj212', 'gb26875']
/** Frame buffer and what sub-packages may hold by default. */
const LIMITS: Record<Protocol, number> = { jt808: 8192 + 512 * 1024, hj212: 8192 + 1024 * 1024, gb26875: 4096 }

describe('about 100,000 random and mutated pieces (the bench runs a million)', () => {
  it.each(PROTOCOLS)('%s: no throw, bounded memory, good frames still found', (protocol) => {
    const result = shake(protocol, 34_000, 20261124)
    expect(result.peakBuffered).toBeLessThanOrEqual(LIMITS[protocol])
    expect(result.refused).toBeGreaterThan(10_000)
    expect(result.frames).toBeGreaterThan(1000)
  })
})

/** All that a decoder says about a stream, as text. */
function transcript(protocol: Protocol, pieces: readonly Uint8Array[]): string[] {
  if (protocol === 'jt808') {
    const decoder = createJt808Decoder()
    const received = [...pieces.flatMap((piece) => decoder.push(piece)), ...decoder.flush()]
    return [
      ...received.map(({ frame, content }) => `${frame.serial} ${toHex(frame.body)} ${content.kind}`),
      JSON.stringify(decoder.refusals()),
    ]
  }
  if (protocol === 'hj212') {
    const decoder = createHj212Decoder()
    const received = [...pieces.flatMap((piece) => decoder.push(piece)), ...decoder.flush()]
    return [
      ...received.map(({ packet, whole }) => `${packet.head['QN']} ${packet.crcSent} ${whole !== null}`),
      JSON.stringify([decoder.refusals(), decoder.dialects()]),
    ]
  }
  const decoder = createGb26875Decoder()
  const frames = [...pieces.flatMap((piece) => decoder.push(piece)), ...decoder.flush()]
  return [...frames.map((frame) => `${frame.serial} ${toHex(frame.unitOctets)}`), JSON.stringify(decoder.refusals())]
}

function cutAt(bytes: Uint8Array, at: number): Uint8Array[] {
  return [bytes.slice(0, at), bytes.slice(at)]
}

describe('how the stream is cut into reads does not matter', () => {
  it.each(PROTOCOLS)('%s: good frames cut at every octet', (protocol) => {
    const samples = sampleFrames(protocol)
    const stream = concatBytes(samples)
    const whole = transcript(protocol, [stream])
    expect(whole.length).toBe(samples.length + 1)
    for (let at = 0; at <= stream.length; at++) expect(transcript(protocol, cutAt(stream, at)), `cut at ${at}`).toEqual(whole)
    expect(
      transcript(
        protocol,
        Array.from(stream, (octet) => Uint8Array.of(octet)),
      ),
    ).toEqual(whole)
  })

  it.each(PROTOCOLS)('%s: rubbish and broken frames cut anywhere', (protocol) => {
    const random = createRandom(7)
    for (let round = 0; round < 150; round++) {
      const parts = Array.from({ length: 6 }, () => {
        const frame = sampleFrames(protocol)[random(4)] ?? new Uint8Array()
        if (random(2) === 0) return frame
        const broken = frame.slice(0, random(frame.length))
        if (broken.length > 0) broken[random(broken.length)] = random(256)
        return broken
      })
      const stream = concatBytes(parts)
      const whole = transcript(protocol, [stream])
      expect(
        transcript(
          protocol,
          Array.from(stream, (octet) => Uint8Array.of(octet)),
        ),
      ).toEqual(whole)
      expect(transcript(protocol, cutAt(stream, random(stream.length)))).toEqual(whole)
    }
  })

  it.each(PROTOCOLS)('%s: a read far larger than the buffer', (protocol) => {
    const one = concatBytes(sampleFrames(protocol))
    const many = concatBytes(Array.from({ length: 200 }, () => one))
    const decoder = anyDecoder(protocol)
    expect(decoder.push(many, 0).frames).toBe(200 * sampleFrames(protocol).length)
    expect(decoder.buffered()).toBeLessThan(64)
  })
})
