import { concatBytes } from '../bytes.ts'
import { encodeUtf8 } from '../text.ts'
import { crcText, hj212Crc } from './crc.ts'
import { parseSegment } from './segment.ts'
import type { Hj212Segment } from './segment.ts'

/** Octets of `##` and the four digits. */
export const HJ212_HEAD = 6
export const HJ212_CRC = 4
/** Longest data segment of the 2017 edition. */
export const HJ212_MAX_SEGMENT = 1024
const MAX_ENCODED = 9999

/** One packet of HJ 212: the segment taken apart and what its frame says. `crcSent` is as sent, upper or lower case. */
export interface Hj212Packet extends Hj212Segment {
  declaredLength: number
  crcSent: string
  crcComputed: string
  crcOk: boolean
}

/** The length after `##`, or null where the four octets are not digits. */
export function declaredLength(bytes: Uint8Array, at: number): number | null {
  let length = 0
  for (let index = 0; index < 4; index++) {
    const digit = (bytes[at + index] ?? 0) - 0x30
    if (digit < 0 || digit > 9) return null
    length = length * 10 + digit
  }
  return length
}

function latin(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to))
}

/** The packet whose `##` is at `start`; its segment of `length` octets and check value must be there. */
export function packetAt(bytes: Uint8Array, start: number, length: number): Hj212Packet {
  const from = start + HJ212_HEAD
  const crcSent = latin(bytes, from + length, from + length + HJ212_CRC)
  const crcComputed = crcText(hj212Crc(bytes, from, from + length))
  return {
    ...parseSegment(bytes.subarray(from, from + length)),
    declaredLength: length,
    crcSent,
    crcComputed,
    crcOk: crcSent.toUpperCase() === crcComputed,
  }
}

export type Hj212FrameError = 'no-head' | 'bad-head' | 'short'

/** A packet as a person looks at it: a wrong check value or terminator is told and not refused. */
export type Hj212Inspection = (Hj212Packet & { tailOk: boolean }) | { error: Hj212FrameError }

/** Takes one frame apart, with `##` and terminator. `short`: fewer octets than the length says. */
export function inspectHj212(bytes: Uint8Array): Hj212Inspection {
  if (bytes[0] !== 0x23 || bytes[1] !== 0x23) return { error: 'no-head' }
  const length = declaredLength(bytes, 2)
  if (length === null) return { error: bytes.length < HJ212_HEAD ? 'short' : 'bad-head' }
  const end = HJ212_HEAD + length + HJ212_CRC
  if (bytes.length < end) return { error: 'short' }
  const tailOk = bytes.length === end + 2 && bytes[end] === 0x0d && bytes[end + 1] === 0x0a
  return { ...packetAt(bytes, 0, length), tailOk }
}

/** Head fields in the order in which they are sent. */
const HEAD_ORDER = ['QN', 'ST', 'CN', 'PW', 'MN', 'Flag', 'PNUM', 'PNO'] as const
export type Hj212Head = Partial<Record<(typeof HEAD_ORDER)[number], string>>

/**
 * One frame ready to send. `cp` is the text between `CP=&&` and `&&`.
 * Throws RangeError where the segment is too long for four digits; the 2017 edition allows 1024 octets, so split before.
 */
export function encodeHj212(head: Hj212Head, cp: string): Uint8Array {
  const fields = HEAD_ORDER.flatMap((name) => (head[name] === undefined ? [] : [`${name}=${head[name]}`]))
  const segment = encodeUtf8(`${fields.join(';')}${fields.length > 0 ? ';' : ''}CP=&&${cp}&&`)
  if (segment.length > MAX_ENCODED) throw new RangeError('segment longer than its length field can say')
  const start = encodeUtf8(`##${String(segment.length).padStart(4, '0')}`)
  return concatBytes([start, segment, encodeUtf8(`${crcText(hj212Crc(segment))}\r\n`)])
}

/** CP text of plain items and points: `DataTime=…;w01018-Rtd=…,w01018-Flag=…`. */
export function cpText(cp: Readonly<Record<string, string>>, points: Readonly<Record<string, Readonly<Record<string, string>>>>): string {
  const plain = Object.entries(cp).map(([name, value]) => `${name}=${value}`)
  const grouped = Object.entries(points).map(([code, fields]) =>
    Object.entries(fields)
      .map(([suffix, value]) => `${code}-${suffix}=${value}`)
      .join(','),
  )
  return [...plain, ...grouped].join(';')
}

/** A packet sent again has the same key: MN, QN, CN, DataTime and packet number. Store once, answer each time. */
export function hj212DuplicateKey(packet: Hj212Packet): string {
  const { head, cp } = packet
  return [head['MN'], head['QN'], head['CN'], cp['DataTime'], head['PNO']].map((part) => part ?? '').join(':')
}
