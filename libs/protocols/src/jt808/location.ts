import { beBytes, concatBytes, fromBcd, hexPair, i16be, u16be, u32be } from '../bytes.ts'
import { epochToWall, wallText, wallToEpoch } from '../time.ts'
import type { WireTime } from '../time.ts'
import { bcdTime } from './frame.ts'
import { parseItems } from './items.ts'
import type { LocationItem } from './items.ts'

/** Octets of a location without additional items. */
export const LOCATION_LENGTH = 28
const POSITIONED = 1 << 1
const SOUTH = 1 << 2
const WEST = 1 << 3
const ENCRYPTED = 1 << 5

/**
 * One location report (JT/T 808-2019 8.18). `latitude` and `longitude` are in degrees, signed by status bits 2 and 3, as sent
 * (WGS-84 or GCJ-02 is not said on the wire). `raw` are the octets, for items of makers.
 */
export interface Jt808Location {
  alarmBits: number
  statusBits: number
  latitude: number
  longitude: number
  altitude: number
  speed: number
  direction: number
  time: WireTime
  items: LocationItem[]
  raw: Uint8Array
}

/**
 * BCD time YYMMDDhhmmss at `at`. Years are 2000 and later. The usual case is kept free of arrays: this runs for every frame.
 */
export function readBcdTime(bytes: Uint8Array, at: number, offsetMs?: number): WireTime {
  const year = fromBcd(bytes[at] ?? 0)
  const month = fromBcd(bytes[at + 1] ?? 0)
  const day = fromBcd(bytes[at + 2] ?? 0)
  const hour = fromBcd(bytes[at + 3] ?? 0)
  const minute = fromBcd(bytes[at + 4] ?? 0)
  const second = fromBcd(bytes[at + 5] ?? 0)
  const epochMs = year < 0 ? null : wallToEpoch(2000 + year, month, day, hour, minute, second, offsetMs)
  if (epochMs !== null) return { text: wallText(2000 + year, month, day, hour, minute, second), valid: true, epochMs }
  const pair = (index: number) => hexPair(bytes[at + index] ?? 0)
  return { text: `20${pair(0)}-${pair(1)}-${pair(2)} ${pair(3)}:${pair(4)}:${pair(5)}`, valid: false, epochMs: null }
}

/** A location out of `bytes`, or null where they are fewer than 28. */
export function parseLocation(bytes: Uint8Array): Jt808Location | null {
  if (bytes.length < LOCATION_LENGTH) return null
  const statusBits = u32be(bytes, 4)
  const latitude = u32be(bytes, 8) / 1e6
  const longitude = u32be(bytes, 12) / 1e6
  return {
    alarmBits: u32be(bytes, 0),
    statusBits,
    latitude: statusBits & SOUTH ? -latitude : latitude,
    longitude: statusBits & WEST ? -longitude : longitude,
    altitude: i16be(bytes, 16),
    speed: u16be(bytes, 18) / 10,
    direction: u16be(bytes, 20),
    time: readBcdTime(bytes, 22),
    items: parseItems(bytes, LOCATION_LENGTH, bytes.length),
    raw: bytes,
  }
}

/**
 * Whether the place may be believed: the terminal says that it has a fix in clear, the numbers are on earth, and it is not the
 * 0/0 that receivers send before the first fix. Latitude and longitude are sent swapped by some terminals; in China that puts
 * the latitude above 90 and fails here.
 */
export function positionPlausible(location: Jt808Location): boolean {
  if (!(location.statusBits & POSITIONED) || location.statusBits & ENCRYPTED) return false
  if (location.latitude === 0 && location.longitude === 0) return false
  return Math.abs(location.latitude) <= 90 && Math.abs(location.longitude) <= 180
}

/** What is needed to write a location; angles in degrees, speed in km/h, time in milliseconds since 1970 UTC. */
export interface LocationSend {
  alarmBits: number
  statusBits: number
  latitude: number
  longitude: number
  altitude: number
  speed: number
  direction: number
  epochMs: number
  items: readonly { id: number; value: Uint8Array }[]
}

/** The octets of a location. Signs go to status bits 2 and 3. Throws RangeError where an item is longer than 255 octets. */
export function encodeLocation(send: LocationSend): Uint8Array {
  const signs = (send.latitude < 0 ? SOUTH : 0) | (send.longitude < 0 ? WEST : 0)
  const fixed = [
    ...beBytes(send.alarmBits >>> 0, 4),
    ...beBytes((send.statusBits | signs) >>> 0, 4),
    ...beBytes(Math.round(Math.abs(send.latitude) * 1e6), 4),
    ...beBytes(Math.round(Math.abs(send.longitude) * 1e6), 4),
    ...beBytes(send.altitude & 0xffff, 2),
    ...beBytes(Math.round(send.speed * 10), 2),
    ...beBytes(send.direction, 2),
  ]
  const items = send.items.map((item) => {
    if (item.value.length > 255) throw new RangeError('item longer than 255 octets')
    return concatBytes([Uint8Array.of(item.id, item.value.length), item.value])
  })
  return concatBytes([Uint8Array.from(fixed), bcdTime(epochToWall(send.epochMs)), ...items])
}
