import { hexNumber } from '../bytes.ts'
import { createGb26875Decoder } from '../gb26875/stream.ts'
import { gb26875DuplicateKey } from '../gb26875/frame.ts'
import { createHj212Decoder } from '../hj212/stream.ts'
import { hj212DuplicateKey } from '../hj212/frame.ts'
import { createJt808Decoder } from '../jt808/stream.ts'
import { jt808DuplicateKey } from '../jt808/frame.ts'
import type { Protocol } from '../reading.ts'
import type { View } from './compare.ts'
import { gb26875FrameView } from './gb26875-view.ts'
import { hj212PacketView } from './hj212-view.ts'
import { jt808BodyView } from './jt808-view.ts'

function totals(refusals: Readonly<Record<string, number>>): View {
  const rejected = Object.values(refusals).reduce((sum, count) => sum + count, 0)
  return { rejected, refused: rejected, refusals }
}

function distinct(keys: readonly string[]): number {
  return new Set(keys).size
}

function jt808StreamView(chunks: readonly Uint8Array[]): View {
  const decoder = createJt808Decoder()
  const received = chunks.flatMap((chunk) => decoder.push(chunk))
  const missing = decoder.missing(0).flatMap((message) => message.indexes)
  received.push(...decoder.flush())
  const messages = received.filter(({ content }) => content.kind !== 'opaque' || content.reason !== 'sub-package')
  const bodies = messages.map(({ frame, whole, content }) => jt808BodyView(whole ?? frame, content))
  return {
    frames: received.length,
    messages: messages.length,
    distinct: distinct(received.map(({ frame }) => jt808DuplicateKey(frame))),
    msg_ids: received.map(({ frame }) => hexNumber(frame.messageId, 4)),
    serials: received.map(({ frame }) => frame.serial),
    body: bodies.at(-1),
    bodies,
    missing,
    ...totals(decoder.refusals()),
  }
}

function hj212StreamView(chunks: readonly Uint8Array[]): View {
  const decoder = createHj212Decoder()
  const received = [...chunks.flatMap((chunk) => decoder.push(chunk)), ...decoder.flush()]
  const messages = received.flatMap(({ whole }) => (whole ? [hj212PacketView(whole)] : []))
  return {
    frames: received.length,
    messages: messages.length,
    distinct: distinct(received.map(({ packet }) => hj212DuplicateKey(packet))),
    cns: received.map(({ packet }) => packet.head['CN']),
    qns: received.map(({ packet }) => packet.head['QN']),
    ...messages.at(-1),
    ...totals(decoder.refusals()),
  }
}

function gb26875StreamView(chunks: readonly Uint8Array[]): View {
  const decoder = createGb26875Decoder({ timeFormat: 'binary' })
  const received = [...chunks.flatMap((chunk) => decoder.push(chunk)), ...decoder.flush()]
  const last = received.at(-1)
  return {
    ...(last ? gb26875FrameView(last) : {}),
    frames: received.length,
    messages: received.length,
    distinct: distinct(received.map(gb26875DuplicateKey)),
    serials: received.map((frame) => frame.serial),
    types: received.map((frame) => frame.unit?.type ?? null),
    cmds: received.map((frame) => frame.command),
    ...totals(decoder.refusals()),
  }
}

/** What a stream decoder makes of the chunks, in the vocabulary of the worked streams. */
export function streamView(protocol: Protocol, chunks: readonly Uint8Array[]): View {
  if (protocol === 'jt808') return jt808StreamView(chunks)
  return protocol === 'hj212' ? hj212StreamView(chunks) : gb26875StreamView(chunks)
}
