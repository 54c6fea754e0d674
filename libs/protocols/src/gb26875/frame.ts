import { concatBytes, hexPair, leBytes, toHex, u16le, u8 } from '../bytes.ts'
import { GB26875_COMMAND } from './codes.ts'
import { parseUnit } from './objects.ts'
import type { Gb26875Unit } from './objects.ts'
import { encodeLabel, readLabel } from './time.ts'
import type { TimeFormat, TimeLabel } from './time.ts'

/** Octets of a frame besides its application unit. */
export const GB26875_OVERHEAD = 30
export const GB26875_HEAD = 27
export const GB26875_MAX_UNIT = 1024

/**
 * One frame of GB/T 26875.3. Addresses are 12 hex digits, upper case, most significant octet first (they are sent the other
 * way round). `unit` is null where the application unit is empty, as in ack and nak.
 */
export interface Gb26875Frame {
  serial: number
  mainVersion: number
  userVersion: number
  time: TimeLabel
  source: string
  destination: string
  unitLength: number
  command: number
  checksum: number
  checksumOk: boolean
  unitOctets: Uint8Array
  unit: Gb26875Unit | null
}

function address(bytes: Uint8Array, at: number): string {
  let digits = ''
  for (let index = at + 5; index >= at; index--) digits += hexPair(u8(bytes, index))
  return digits.toUpperCase()
}

/** Low octet of the sum of `bytes[from, to)`. */
export function octetSum(bytes: Uint8Array, from: number, to: number): number {
  let sum = 0
  for (let at = from; at < to; at++) sum += bytes[at] ?? 0
  return sum & 0xff
}

/** The frame whose 40 40 is at `start`; `GB26875_OVERHEAD + unitLength` octets must be there. */
export function frameAt(bytes: Uint8Array, start: number, unitLength: number, format: TimeFormat = 'auto'): Gb26875Frame {
  const unitAt = start + GB26875_HEAD
  const end = unitAt + unitLength
  const unitOctets = bytes.slice(unitAt, end)
  const checksum = u8(bytes, end)
  return {
    serial: u16le(bytes, start + 2),
    mainVersion: u8(bytes, start + 4),
    userVersion: u8(bytes, start + 5),
    time: readLabel(bytes, start + 6, format),
    source: address(bytes, start + 12),
    destination: address(bytes, start + 18),
    unitLength,
    command: u8(bytes, start + 26),
    checksum,
    checksumOk: octetSum(bytes, start + 2, end) === checksum,
    unitOctets,
    unit: unitLength === 0 ? null : parseUnit(unitOctets, format),
  }
}

export type Gb26875FrameError = 'no-start' | 'short' | 'too-long' | 'no-end'

/** Takes one frame apart; a wrong checksum is told and not refused. The end is found by length: 23 23 may occur inside. */
export function inspectGb26875(bytes: Uint8Array, format: TimeFormat = 'auto'): Gb26875Frame | { error: Gb26875FrameError } {
  if (bytes[0] !== 0x40 || bytes[1] !== 0x40) return { error: 'no-start' }
  if (bytes.length < GB26875_OVERHEAD) return { error: 'short' }
  const unitLength = u16le(bytes, 24)
  if (unitLength > GB26875_MAX_UNIT) return { error: 'too-long' }
  const end = GB26875_OVERHEAD + unitLength
  if (bytes.length < end) return { error: 'short' }
  if (u8(bytes, end - 2) !== 0x23 || u8(bytes, end - 1) !== 0x23) return { error: 'no-end' }
  return frameAt(bytes, 0, unitLength, format)
}

/** What is needed to send a frame. Addresses as in Gb26875Frame; `epochMs` null writes zeros. */
export interface Gb26875Send {
  serial: number
  mainVersion?: number
  userVersion?: number
  epochMs: number | null
  source: string
  destination: string
  command: number
  unit?: Uint8Array
}

function addressOctets(text: string): number[] {
  const digits = text.padStart(12, '0').slice(-12)
  return Array.from({ length: 6 }, (_, at) => Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16) & 0xff).toReversed()
}

/** One frame ready to send. Throws RangeError where the application unit is longer than 1024 octets. */
export function encodeGb26875(send: Gb26875Send): Uint8Array {
  const unit = send.unit ?? new Uint8Array()
  if (unit.length > GB26875_MAX_UNIT) throw new RangeError('application unit longer than 1024 octets')
  const head = Uint8Array.from([
    0x40,
    0x40,
    ...leBytes(send.serial & 0xffff, 2),
    send.mainVersion ?? 1,
    send.userVersion ?? 0,
    ...encodeLabel(send.epochMs),
    ...addressOctets(send.source),
    ...addressOctets(send.destination),
    ...leBytes(unit.length, 2),
    send.command,
  ])
  const frame = concatBytes([head, unit, Uint8Array.of(0, 0x23, 0x23)])
  frame[frame.length - 3] = octetSum(frame, 2, frame.length - 3)
  return frame
}

/** Ack (3) or nak (6) of a frame: same serial, addresses swapped, no application unit. Ack only after storing. */
export function gb26875Answer(
  request: Gb26875Frame,
  answer: 'ack' | 'nak',
  epochMs: number,
  versions: { mainVersion?: number; userVersion?: number } = {},
): Uint8Array {
  return encodeGb26875({
    ...versions,
    serial: request.serial,
    epochMs,
    source: request.destination,
    destination: request.source,
    command: GB26875_COMMAND[answer],
  })
}

/** Whether the other side waits for ack or nak: commands 1 and 2 do. */
export function gb26875WantsAck(frame: Gb26875Frame): boolean {
  return frame.command === GB26875_COMMAND.control || frame.command === GB26875_COMMAND.send
}

/** A frame sent again (no ack arrived) has the same key: source, serial, command and content. One event, two acks. */
export function gb26875DuplicateKey(frame: Gb26875Frame): string {
  return `${frame.source}:${frame.serial}:${frame.command}:${toHex(frame.unitOctets)}`
}
