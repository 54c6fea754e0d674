import { i16be, u16be, u32be, u8 } from '../bytes.ts'

/** One number out of an additional item: `name` carries no unit, `unit` is '' for counts and bit fields. */
export interface ItemNumber {
  kind: 'number'
  name: string
  value: number
  unit: string
}

/** What the known additional items of a location say. */
export type ItemContent =
  | ItemNumber
  | { kind: 'cabinTemperature'; raw: number; twosComplement: number; signMagnitude: number }
  | { kind: 'tyrePressures'; raw: number[] }
  | { kind: 'overspeed'; placeKind: number; areaId: number | null }
  | { kind: 'area'; placeKind: number; areaId: number; leaving: boolean; direction: number }
  | { kind: 'segment'; segmentId: number; seconds: number; result: number }
  | { kind: 'analogInputs'; ad0: number; ad1: number }
  | { kind: 'abnormalDriving'; bits: number; level: number }

/**
 * One additional item `{id, length, value}` of a location. `offset` is where its value starts in the location octets;
 * `content` is null for an unknown id, a length that the standard does not give it, or a value cut short.
 */
export interface LocationItem {
  id: number
  length: number
  offset: number
  truncated: boolean
  content: ItemContent | null
}

interface NumberItem {
  width: number
  name: string
  scale: number
  unit: string
}

/** Items that are one unsigned number. `scale` is the divisor, so that 0.1 km/h stays exact. JT/T 1078 adds 0x14-0x17. */
const NUMBER_ITEMS: Readonly<Record<number, NumberItem>> = {
  0x01: { width: 4, name: 'mileage', scale: 10, unit: 'km' },
  0x02: { width: 2, name: 'fuel', scale: 10, unit: 'L' },
  0x03: { width: 2, name: 'recorder_speed', scale: 10, unit: 'km/h' },
  0x04: { width: 2, name: 'manual_alarm_event_id', scale: 1, unit: '' },
  0x14: { width: 4, name: 'video_alarm_bits', scale: 1, unit: '' },
  0x15: { width: 4, name: 'video_loss_bits', scale: 1, unit: '' },
  0x16: { width: 4, name: 'video_occlusion_bits', scale: 1, unit: '' },
  0x17: { width: 2, name: 'storage_fault_bits', scale: 1, unit: '' },
  0x25: { width: 4, name: 'vehicle_signal_bits', scale: 1, unit: '' },
  0x2a: { width: 2, name: 'io_bits', scale: 1, unit: '' },
  0x30: { width: 1, name: 'signal_strength', scale: 1, unit: '' },
  0x31: { width: 1, name: 'satellites', scale: 1, unit: '' },
}

/** The same by index: an array is quicker than a record, and this runs some ten times for every frame. */
const NUMBER_ITEM_BY_ID: readonly (NumberItem | null)[] = Array.from({ length: 256 }, (_, id) => NUMBER_ITEMS[id] ?? null)

function numberContent(known: NumberItem, bytes: Uint8Array, at: number): ItemNumber {
  const raw = known.width === 4 ? u32be(bytes, at) : known.width === 2 ? u16be(bytes, at) : u8(bytes, at)
  return { kind: 'number', name: known.name, value: raw / known.scale, unit: known.unit }
}

/** The content of a whole item, or null where id and length are not of the standard. */
export function itemContent(id: number, bytes: Uint8Array, at: number, length: number): ItemContent | null {
  const known = NUMBER_ITEM_BY_ID[id]
  if (known) return known.width === length ? numberContent(known, bytes, at) : null
  switch (id) {
    case 0x05:
      return length === 30 ? { kind: 'tyrePressures', raw: [...bytes.subarray(at, at + 30)] } : null
    case 0x06: {
      if (length !== 2) return null
      // "top bit 1 = negative" is read as two's complement by some makers and as sign and magnitude by others.
      const raw = u16be(bytes, at)
      const magnitude = raw & 0x7fff
      return { kind: 'cabinTemperature', raw, twosComplement: i16be(bytes, at), signMagnitude: raw & 0x8000 ? -magnitude : magnitude }
    }
    case 0x11:
      if (length !== 1 && length !== 5) return null
      return { kind: 'overspeed', placeKind: u8(bytes, at), areaId: length === 5 ? u32be(bytes, at + 1) : null }
    case 0x12: {
      if (length !== 6) return null
      const direction = u8(bytes, at + 5)
      return { kind: 'area', placeKind: u8(bytes, at), areaId: u32be(bytes, at + 1), leaving: direction === 1, direction }
    }
    case 0x13:
      if (length !== 7) return null
      return { kind: 'segment', segmentId: u32be(bytes, at), seconds: u16be(bytes, at + 4), result: u8(bytes, at + 6) }
    case 0x18:
      return length === 3 ? { kind: 'abnormalDriving', bits: u16be(bytes, at), level: u8(bytes, at + 2) } : null
    case 0x2b: {
      if (length !== 4) return null
      return { kind: 'analogInputs', ad0: u16be(bytes, at + 2), ad1: u16be(bytes, at) }
    }
    default:
      return null
  }
}

/** All items of `bytes[from, to)`. A last item that is cut short is kept with `truncated` set. */
export function parseItems(bytes: Uint8Array, from: number, to: number): LocationItem[] {
  const items: LocationItem[] = []
  let at = from
  while (at < to) {
    const id = u8(bytes, at)
    const length = at + 1 < to ? u8(bytes, at + 1) : 0
    const offset = Math.min(at + 2, to)
    const truncated = at + 2 + length > to
    items.push({ id, length, offset, truncated, content: truncated ? null : itemContent(id, bytes, offset, length) })
    at += 2 + length
  }
  return items
}
