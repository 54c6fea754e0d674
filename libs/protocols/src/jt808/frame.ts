import { bcd, beBytes, concatBytes, hexPair, toHex, u16be, u8 } from '../bytes.ts'

/** The octet that opens and closes every frame. */
export const JT808_FLAG = 0x7e
const ESCAPE = 0x7d
/** Octets of the header without the package item: 2019 has a version octet and a phone of ten octets. */
const HEADER_2013 = 12
const HEADER_2019 = 17
const MAX_BODY = 1023

/**
 * One frame of JT/T 808 (2019 form when `protocolVersion` is set, else 2013/2011), without flags and escapes.
 *
 * - `phone`: the BCD digits as sent, 12 or 20 of them, padding included.
 * - `declaredLength`: body length in the attributes; `lengthOk` tells whether the body has it.
 * - `encryption`: bits 10-12 of the attributes, 0 = none, 1 = RSA.
 * - `subPackage`: which part of how many, or null for a whole message.
 */
export interface Jt808Frame {
  messageId: number
  attributes: number
  declaredLength: number
  encryption: number
  subPackage: { total: number; index: number } | null
  protocolVersion: number | null
  phone: string
  serial: number
  checksum: number
  checksumOk: boolean
  lengthOk: boolean
  body: Uint8Array
}

/** The phone without the padding in front: how people write it. */
export function phoneNumber(frame: Jt808Frame): string {
  return frame.phone.replace(/^0+/, '')
}

/** Exclusive or of `bytes[from, to)`. */
export function xorSum(bytes: Uint8Array, from = 0, to = bytes.length): number {
  let sum = 0
  for (let at = from; at < to; at++) sum ^= bytes[at] ?? 0
  return sum
}

function phoneDigits(octets: Uint8Array, from: number, to: number): string {
  let digits = ''
  for (let at = from; at < to; at++) digits += hexPair(u8(octets, at))
  return digits
}

/**
 * Makes what a frame keeps of the decoder's working octets. A busy link spends a quarter of its time on these two, so the stream
 * decoder brings its own (`createFrameKeeper`).
 */
export interface FrameKeeper {
  body(octets: Uint8Array, from: number, to: number): Uint8Array
  phone(octets: Uint8Array, from: number, to: number): string
}

const plainKeeper: FrameKeeper = { body: (octets, from, to) => octets.slice(from, to), phone: phoneDigits }

const BLOCK = 16 * 1024

/**
 * Bodies are cut from blocks of 16 KiB (one allocation for some 300 frames) and the phone is written out only when it differs from
 * the one before, as a link carries one terminal. A body that is kept for long keeps its block alive: copy it.
 */
export function createFrameKeeper(): FrameKeeper {
  let block = new Uint8Array(BLOCK)
  let used = 0
  let lastOctets = new Uint8Array()
  let lastPhone = ''
  return {
    body(octets, from, to) {
      const length = to - from
      if (used + length > BLOCK) {
        block = new Uint8Array(BLOCK)
        used = 0
      }
      const body = block.subarray(used, used + length)
      for (let at = 0; at < length; at++) body[at] = octets[from + at] as number
      used += length
      return body
    },
    phone(octets, from, to) {
      let same = lastOctets.length === to - from
      for (let at = from; same && at < to; at++) same = octets[at] === lastOctets[at - from]
      if (same) return lastPhone
      lastOctets = octets.slice(from, to)
      lastPhone = phoneDigits(octets, from, to)
      return lastPhone
    },
  }
}

/**
 * Header, body and checksum out of unescaped octets `octets[0, length)`; null where they are too short for the header.
 * `xor` is the exclusive or of all of them (0 when the checksum is right).
 */
export function parseJt808(octets: Uint8Array, length: number, xor: number, keep: FrameKeeper = plainKeeper): Jt808Frame | null {
  if (length < HEADER_2013 + 1) return null
  const attributes = u16be(octets, 2)
  const is2019 = (attributes & 0x4000) !== 0
  const split = (attributes & 0x2000) !== 0
  const head = is2019 ? HEADER_2019 : HEADER_2013
  const bodyAt = head + (split ? 4 : 0)
  if (length < bodyAt + 1) return null
  const declaredLength = attributes & 0x3ff
  return {
    messageId: u16be(octets, 0),
    attributes,
    declaredLength,
    encryption: (attributes >> 10) & 7,
    subPackage: split ? { total: u16be(octets, head), index: u16be(octets, head + 2) } : null,
    protocolVersion: is2019 ? u8(octets, 4) : null,
    phone: is2019 ? keep.phone(octets, 5, 15) : keep.phone(octets, 4, 10),
    serial: u16be(octets, head - 2),
    checksum: u8(octets, length - 1),
    checksumOk: xor === 0,
    lengthOk: length - 1 - bodyAt === declaredLength,
    body: keep.body(octets, bodyAt, length - 1),
  }
}

/** Why octets are no frame at all (as opposed to a frame with a bad checksum or length). */
export type Jt808FrameError = 'no-flags' | 'bad-escape' | 'too-short'

/**
 * Takes one frame apart with its flags on, for people and tests: a bad checksum or length is reported in the frame and
 * not refused. The stream decoder is strict.
 */
export function inspectJt808(bytes: Uint8Array): Jt808Frame | { error: Jt808FrameError } {
  if (bytes.length < 2 || bytes[0] !== JT808_FLAG || bytes[bytes.length - 1] !== JT808_FLAG) return { error: 'no-flags' }
  const octets = new Uint8Array(bytes.length)
  let length = 0
  let xor = 0
  for (let at = 1; at < bytes.length - 1; at++) {
    let octet = u8(bytes, at)
    if (octet === JT808_FLAG) return { error: 'no-flags' }
    if (octet === ESCAPE) {
      const follow = at + 1 < bytes.length - 1 ? u8(bytes, ++at) : 0
      if (follow !== 1 && follow !== 2) return { error: 'bad-escape' }
      octet = follow === 1 ? ESCAPE : JT808_FLAG
    }
    octets[length++] = octet
    xor ^= octet
  }
  return parseJt808(octets, length, xor) ?? { error: 'too-short' }
}

/** What is needed to send a frame. `phone` longer than the form allows keeps its last digits. */
export interface Jt808Send {
  messageId: number
  phone: string
  serial: number
  /** 1 and above for the 2019 form, null for 2013/2011. */
  protocolVersion: number | null
  body: Uint8Array
  encryption?: number
  subPackage?: { total: number; index: number } | null
}

function phoneOctets(phone: string, width: number): number[] {
  const digits = phone.padStart(width * 2, '0').slice(-width * 2)
  return Array.from({ length: width }, (_, at) => Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16) & 0xff)
}

/** Adds escapes and flags to header + body + checksum. */
function escapeAndFlag(octets: Uint8Array): Uint8Array {
  const out: number[] = [JT808_FLAG]
  for (const octet of octets) {
    if (octet === ESCAPE) out.push(ESCAPE, 1)
    else if (octet === JT808_FLAG) out.push(ESCAPE, 2)
    else out.push(octet)
  }
  out.push(JT808_FLAG)
  return Uint8Array.from(out)
}

/**
 * One frame ready to send. Throws RangeError where the body is longer than the 1023 octets that the header can say
 * (send it in parts: `encodeJt808Parts`).
 */
export function encodeJt808(send: Jt808Send): Uint8Array {
  if (send.body.length > MAX_BODY) throw new RangeError('body longer than 1023 octets')
  const is2019 = send.protocolVersion !== null
  const attributes = send.body.length | (((send.encryption ?? 0) & 7) << 10) | (send.subPackage ? 0x2000 : 0) | (is2019 ? 0x4000 : 0)
  const header = [
    ...beBytes(send.messageId, 2),
    ...beBytes(attributes, 2),
    ...(is2019 ? [(send.protocolVersion ?? 1) & 0xff] : []),
    ...phoneOctets(send.phone, is2019 ? 10 : 6),
    ...beBytes(send.serial & 0xffff, 2),
    ...(send.subPackage ? [...beBytes(send.subPackage.total, 2), ...beBytes(send.subPackage.index, 2)] : []),
  ]
  const octets = concatBytes([Uint8Array.from(header), send.body, Uint8Array.of(0)])
  octets[octets.length - 1] = xorSum(octets)
  return escapeAndFlag(octets)
}

/** A long body as sub-packages of at most `partSize` octets, with serials counted up from `send.serial`. */
export function encodeJt808Parts(send: Jt808Send, partSize = MAX_BODY): Uint8Array[] {
  const total = Math.max(1, Math.ceil(send.body.length / partSize))
  return Array.from({ length: total }, (_, at) =>
    encodeJt808({
      ...send,
      serial: (send.serial + at) & 0xffff,
      body: send.body.slice(at * partSize, (at + 1) * partSize),
      subPackage: { total, index: at + 1 },
    }),
  )
}

/** BCD octets of a time, year without the century, as JT/T 808 writes it. */
export function bcdTime(wall: readonly number[]): Uint8Array {
  return Uint8Array.from(wall, (part, at) => bcd(at === 0 ? part % 100 : part))
}

/** One repeat of a frame (a resend) has the same key as the first: terminal, message, serial and content. */
export function jt808DuplicateKey(frame: Jt808Frame): string {
  return `${frame.phone}:${frame.messageId}:${frame.serial}:${frame.subPackage?.index ?? 0}:${toHex(frame.body)}`
}
