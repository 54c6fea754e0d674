import { u16be, u8 } from '../bytes.ts'
import { decodeGbkPadded, decodeGbkUpToNul } from '../text.ts'
import type { WireTime } from '../time.ts'
import type { Jt808Frame } from './frame.ts'
import { LOCATION_LENGTH, parseLocation, readBcdTime } from './location.ts'
import type { Jt808Location } from './location.ts'

/** Layout of a registration: the three editions have fields of different width. */
export type RegisterLayout = '2011' | '2013' | '2019'

/** What a message says, by message id. `opaque` is not taken apart, `malformed` does not fit its own id. */
export type Jt808Content =
  | { kind: 'terminalAck' | 'platformAck'; ackSerial: number; ackId: number; result: number }
  | { kind: 'heartbeat' | 'logout' | 'timeRequest' }
  | { kind: 'timeReply'; time: WireTime }
  | { kind: 'resendRequest'; firstSerial: number; indexes: number[] }
  | Jt808Register
  | { kind: 'registerReply'; ackSerial: number; result: number; authCode: string }
  | { kind: 'authenticate'; authCode: string; imei: string; softwareVersion: string }
  | { kind: 'location'; location: Jt808Location }
  | { kind: 'locationReply'; ackSerial: number; location: Jt808Location }
  | { kind: 'batch'; batchType: number; count: number; locations: Jt808Location[]; trailing: Uint8Array }
  | { kind: 'passThrough'; passType: number; data: Uint8Array }
  | { kind: 'opaque'; reason: 'encrypted' | 'sub-package' | 'unknown-message' }
  | { kind: 'malformed'; reason: string }

export interface Jt808Register {
  kind: 'register'
  layout: RegisterLayout
  province: number
  city: number
  manufacturer: string
  model: string
  terminalId: string
  plateColor: number
  /** Plate of a registered vehicle; with plate colour 0 the field holds the VIN. */
  plate: string
  vin: string | null
}

/** Widths of maker, model and terminal id; the plate colour follows, then the plate. */
const REGISTER_WIDTHS: Readonly<Record<RegisterLayout, readonly [number, number, number]>> = {
  '2011': [5, 8, 7],
  '2013': [5, 20, 7],
  '2019': [11, 30, 30],
}

/** Octets in front of the plate of a registration. */
function registerMinimum(layout: RegisterLayout): number {
  const [maker, model, id] = REGISTER_WIDTHS[layout]
  return 4 + maker + model + id + 1
}

/**
 * The layout of a registration where the terminal's edition is not known yet. Some terminals send the 2019 header with the
 * 2013 body; 2011 and 2013 differ by length alone, which a long plate can deceive: keep the layout per terminal.
 */
export function guessRegisterLayout(is2019: boolean, length: number): RegisterLayout {
  if (is2019 && length >= registerMinimum('2019')) return '2019'
  return length >= registerMinimum('2013') ? '2013' : '2011'
}

function parseRegister(frame: Jt808Frame, layout: RegisterLayout): Jt808Content {
  const { body } = frame
  if (body.length < registerMinimum(layout)) return { kind: 'malformed', reason: 'registration too short' }
  const [maker, model, id] = REGISTER_WIDTHS[layout]
  const field = (from: number, width: number) => decodeGbkPadded(body.subarray(from, from + width))
  const colorAt = 4 + maker + model + id
  const plateColor = u8(body, colorAt)
  const plate = decodeGbkPadded(body.subarray(colorAt + 1))
  return {
    kind: 'register',
    layout,
    province: u16be(body, 0),
    city: u16be(body, 2),
    manufacturer: field(4, maker),
    model: field(4 + maker, model),
    terminalId: field(4 + maker + model, id),
    plateColor,
    plate,
    vin: plateColor === 0 ? plate : null,
  }
}

/** 2013: the whole body is the code. 2019: length, code, IMEI[15], software version[20]. */
function parseAuthenticate(frame: Jt808Frame): Jt808Content {
  const { body } = frame
  const length = u8(body, 0)
  if (frame.protocolVersion === null || body.length < 1 + length + 15) {
    return { kind: 'authenticate', authCode: decodeGbkUpToNul(body), imei: '', softwareVersion: '' }
  }
  return {
    kind: 'authenticate',
    authCode: decodeGbkUpToNul(body.subarray(1, 1 + length)),
    imei: decodeGbkPadded(body.subarray(1 + length, 16 + length)),
    softwareVersion: decodeGbkPadded(body.subarray(16 + length)),
  }
}

/** The count is one octet in 2013 and two in 2019; either is taken when it fits the length, whatever the header says. */
function parseResendRequest(body: Uint8Array): Jt808Content {
  for (const [first, count] of [
    [3, u8(body, 2)],
    [4, u16be(body, 2)],
  ] as const) {
    if (body.length >= first && body.length === first + count * 2) {
      return {
        kind: 'resendRequest',
        firstSerial: u16be(body, 0),
        indexes: Array.from({ length: count }, (_, at) => u16be(body, first + at * 2)),
      }
    }
  }
  return { kind: 'malformed', reason: 'resend list does not fit its count' }
}

function parseBatch(body: Uint8Array): Jt808Content {
  if (body.length < 3) return { kind: 'malformed', reason: 'batch too short' }
  const count = u16be(body, 0)
  const locations: Jt808Location[] = []
  let at = 3
  while (locations.length < count && at + 2 <= body.length) {
    const length = u16be(body, at)
    if (at + 2 + length > body.length) break
    const location = parseLocation(body.subarray(at + 2, at + 2 + length))
    if (!location) break
    locations.push(location)
    at += 2 + length
  }
  return { kind: 'batch', batchType: u8(body, 2), count, locations, trailing: body.subarray(at) }
}

function parseAck(kind: 'terminalAck' | 'platformAck', body: Uint8Array): Jt808Content {
  if (body.length < 5) return { kind: 'malformed', reason: 'acknowledgement too short' }
  return { kind, ackSerial: u16be(body, 0), ackId: u16be(body, 2), result: u8(body, 4) }
}

function locationContent(body: Uint8Array): Jt808Content {
  const location = parseLocation(body)
  return location ? { kind: 'location', location } : { kind: 'malformed', reason: 'location too short' }
}

/**
 * What a whole message says (JT/T 808-2019 clause 8). A sub-package, an encrypted body and an unknown id stay opaque: the
 * octets are in `frame.body`. `layout` fixes the edition of a registration where the terminal is known.
 */
export function decodeJt808Body(frame: Jt808Frame, layout?: RegisterLayout): Jt808Content {
  const { body } = frame
  if (frame.encryption !== 0) return { kind: 'opaque', reason: 'encrypted' }
  if (frame.subPackage) return { kind: 'opaque', reason: 'sub-package' }
  switch (frame.messageId) {
    case 0x0200:
      return locationContent(body)
    case 0x0704:
      return parseBatch(body)
    case 0x0001:
      return parseAck('terminalAck', body)
    case 0x8001:
      return parseAck('platformAck', body)
    case 0x0002:
      return { kind: 'heartbeat' }
    case 0x0003:
      return { kind: 'logout' }
    case 0x0004:
      return { kind: 'timeRequest' }
    case 0x8004:
      return body.length < 6 ? { kind: 'malformed', reason: 'time too short' } : { kind: 'timeReply', time: readBcdTime(body, 0, 0) }
    case 0x0005:
    case 0x8003:
      return parseResendRequest(body)
    case 0x0100:
      return parseRegister(frame, layout ?? guessRegisterLayout(frame.protocolVersion !== null, body.length))
    case 0x8100:
      if (body.length < 3) return { kind: 'malformed', reason: 'registration reply too short' }
      return { kind: 'registerReply', ackSerial: u16be(body, 0), result: u8(body, 2), authCode: decodeGbkUpToNul(body.subarray(3)) }
    case 0x0102:
      return parseAuthenticate(frame)
    case 0x0201: {
      const location = body.length < 2 + LOCATION_LENGTH ? null : parseLocation(body.subarray(2))
      return location ? { kind: 'locationReply', ackSerial: u16be(body, 0), location } : { kind: 'malformed', reason: 'location too short' }
    }
    case 0x0900:
    case 0x8900:
      return body.length < 1
        ? { kind: 'malformed', reason: 'pass-through is empty' }
        : { kind: 'passThrough', passType: u8(body, 0), data: body.subarray(1) }
    default:
      return { kind: 'opaque', reason: 'unknown-message' }
  }
}
