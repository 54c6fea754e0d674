import { concatBytes, i16le, leBytes, toHex, u16le, u32le, u8 } from '../bytes.ts'
import { decodeGbkUpToNul, encodeGbk, fixedGbk } from '../text.ts'
import { encodeLabel, readLabel } from './time.ts'
import type { TimeFormat, TimeLabel } from './time.ts'

/** Kinds of field an information object is made of. `text31` is fixed and NUL-padded, `textL` has its length in front. */
type Field =
  | 'systemType'
  | 'systemAddress'
  | 'componentType'
  | 'componentAddress'
  | 'state16'
  | 'state8'
  | 'text31'
  | 'textL'
  | 'analogType'
  | 'raw'
  | 'operation'
  | 'operator'
  | 'major'
  | 'minor'
  | 'count'
  | 'startTime'
  | 'minutes'
  | 'reserved'

/** One information object; it has the fields that its type has, the others are undefined. */
export interface Gb26875Object {
  systemType?: number
  systemAddress?: number
  componentType?: number
  componentAddress?: number
  /** Bits: see SYSTEM_STATE_BITS, COMPONENT_STATE_BITS, DEVICE_STATE_BITS. */
  state?: number
  analogType?: number
  /** Signed 16-bit number as sent; ANALOG_TYPES says by what it is divided. */
  raw?: number
  operation?: number
  operator?: number
  major?: number
  minor?: number
  text?: string
  textOctets?: Uint8Array
  count?: number
  startTime?: TimeLabel
  minutes?: number
  reserved?: number
  /** Time label behind the object; null where the type has one and the device left it out. */
  time?: TimeLabel | null
}

interface ObjectType {
  fields: readonly Field[]
  timeLabel: boolean
  /** Most objects in one unit. */
  maxCount: number
}

function type(maxCount: number, timeLabel: boolean, ...fields: Field[]): ObjectType {
  return { maxCount, timeLabel, fields }
}

const SYSTEM = ['systemType', 'systemAddress'] as const
const COMPONENT = [...SYSTEM, 'componentType', 'componentAddress'] as const

/** Objects by type flag (GB/T 26875.3-2011 8.2 and 8.3). 61-91 go down to the device. */
export const OBJECT_TYPES: Readonly<Record<number, ObjectType>> = {
  1: type(102, true, ...SYSTEM, 'state16'),
  2: type(22, true, ...COMPONENT, 'state16', 'text31'),
  3: type(63, true, ...COMPONENT, 'analogType', 'raw'),
  4: type(102, true, ...SYSTEM, 'operation', 'operator'),
  5: type(1, false, ...SYSTEM, 'major', 'minor'),
  6: type(3, false, ...SYSTEM, 'textL'),
  7: type(26, false, ...COMPONENT, 'text31'),
  8: type(1, true, ...SYSTEM),
  21: type(1, true, 'state8'),
  24: type(127, true, 'operation', 'operator'),
  25: type(1, false, 'major', 'minor'),
  26: type(1, false, 'textL'),
  28: type(1, true),
  61: type(255, false, ...SYSTEM),
  62: type(255, false, ...SYSTEM, 'componentAddress'),
  63: type(255, false, ...SYSTEM, 'componentAddress'),
  64: type(255, false, ...SYSTEM, 'count', 'startTime'),
  65: type(255, false, ...SYSTEM),
  66: type(255, false, ...SYSTEM),
  67: type(255, false, ...SYSTEM, 'componentAddress'),
  68: type(255, false, ...SYSTEM),
  81: type(1, false, 'reserved'),
  84: type(1, false, 'count', 'startTime'),
  85: type(1, false, 'reserved'),
  86: type(1, false, 'reserved'),
  88: type(1, false, 'reserved'),
  89: type(1, false, 'reserved'),
  90: type(1, true),
  91: type(1, false, 'minutes'),
}

const WIDTHS: Readonly<Record<Field, number>> = {
  systemType: 1,
  systemAddress: 1,
  componentType: 1,
  componentAddress: 4,
  state16: 2,
  state8: 1,
  text31: 31,
  textL: 1,
  analogType: 1,
  raw: 2,
  operation: 1,
  operator: 1,
  major: 1,
  minor: 1,
  count: 1,
  startTime: 6,
  minutes: 1,
  reserved: 1,
}
const LABEL = 6

/** Octets of the field at `at`; a counted text says its own length. */
function fieldWidth(field: Field, bytes: Uint8Array, at: number): number {
  return field === 'textL' ? 1 + u8(bytes, at) : WIDTHS[field]
}

function readField(object: Gb26875Object, field: Field, bytes: Uint8Array, at: number, width: number, format: TimeFormat): void {
  switch (field) {
    case 'componentAddress':
      object.componentAddress = u32le(bytes, at)
      break
    case 'state16':
      object.state = u16le(bytes, at)
      break
    case 'state8':
      object.state = u8(bytes, at)
      break
    case 'raw':
      object.raw = i16le(bytes, at)
      break
    case 'startTime':
      object.startTime = readLabel(bytes, at, format)
      break
    case 'text31':
    case 'textL':
      object.textOctets = bytes.slice(field === 'textL' ? at + 1 : at, at + width)
      object.text = decodeGbkUpToNul(object.textOctets)
      break
    default:
      object[field] = u8(bytes, at)
  }
}

/** An application unit taken apart. `error`: it does not fit its type; the objects before the fault are kept. */
export interface Gb26875Unit {
  type: number
  count: number
  objects: Gb26875Object[]
  /** Octets behind the last object. */
  trailing: Uint8Array
  error: 'empty' | 'unknown-type' | 'overrun' | null
}

/** Requests for one component. */
const COMPONENT_REQUESTS = new Set([62, 63, 67])

/**
 * Requests 62, 63 and 67 are printed with six octets an object; some devices put the component type in as with the answers,
 * which the length gives away.
 */
function fieldsOf(objectType: ObjectType, unitType: number, count: number, length: number): readonly Field[] {
  if (COMPONENT_REQUESTS.has(unitType) && length === count * 7) return COMPONENT
  return objectType.fields
}

/** Takes the octets of an application unit apart, never reading beyond them. */
export function parseUnit(bytes: Uint8Array, format: TimeFormat = 'auto'): Gb26875Unit {
  const unit: Gb26875Unit = { type: u8(bytes, 0), count: u8(bytes, 1), objects: [], trailing: bytes.subarray(2), error: null }
  if (bytes.length < 2) return { ...unit, trailing: new Uint8Array(), error: 'empty' }
  const objectType = OBJECT_TYPES[unit.type]
  if (!objectType) return { ...unit, error: 'unknown-type' }
  const fields = fieldsOf(objectType, unit.type, unit.count, bytes.length - 2)
  let at = 2
  for (let index = 0; index < unit.count; index++) {
    const object: Gb26875Object = {}
    for (const field of fields) {
      if (at >= bytes.length) return { ...unit, error: 'overrun' }
      const width = fieldWidth(field, bytes, at)
      if (at + width > bytes.length) return { ...unit, error: 'overrun' }
      readField(object, field, bytes, at, width, format)
      at += width
    }
    if (objectType.timeLabel) {
      // The last object without its label is a common short form; a label cut in the middle is a fault.
      const withoutLabel = fields.length > 0 && at === bytes.length && index === unit.count - 1
      if (!withoutLabel && at + LABEL > bytes.length) return { ...unit, error: 'overrun' }
      object.time = withoutLabel ? null : readLabel(bytes, at, format)
      at += withoutLabel ? 0 : LABEL
    }
    unit.objects.push(object)
    unit.trailing = bytes.subarray(at)
  }
  return unit
}

function writeField(object: Gb26875Object, field: Field): Uint8Array {
  switch (field) {
    case 'componentAddress':
      return Uint8Array.from(leBytes(object.componentAddress ?? 0, 4))
    case 'state16':
      return Uint8Array.from(leBytes(object.state ?? 0, 2))
    case 'state8':
      return Uint8Array.of(object.state ?? 0)
    case 'raw':
      return Uint8Array.from(leBytes((object.raw ?? 0) & 0xffff, 2))
    case 'startTime':
      return encodeLabel(object.startTime?.epochMs ?? null)
    case 'text31':
      return fixedGbk(object.text ?? '', 31)
    case 'textL': {
      const octets = encodeGbk(object.text ?? '').slice(0, 255)
      return concatBytes([Uint8Array.of(octets.length), octets])
    }
    default:
      return Uint8Array.of(object[field] ?? 0)
  }
}

/**
 * The application unit of `objects`. A time that is null is written as zeros.
 * Throws RangeError for an unknown type or more objects than the standard allows in one unit.
 */
export function encodeUnit(unitType: number, objects: readonly Gb26875Object[]): Uint8Array {
  const objectType = OBJECT_TYPES[unitType]
  if (!objectType) throw new RangeError(`unknown type ${unitType}`)
  if (objects.length > objectType.maxCount) throw new RangeError(`more than ${objectType.maxCount} objects of type ${unitType}`)
  const parts: Uint8Array[] = [Uint8Array.of(unitType, objects.length)]
  for (const object of objects) {
    const fields = object.componentType !== undefined && COMPONENT_REQUESTS.has(unitType) ? COMPONENT : objectType.fields
    for (const field of fields) parts.push(writeField(object, field))
    if (objectType.timeLabel) parts.push(encodeLabel(object.time?.epochMs ?? null))
  }
  return concatBytes(parts)
}

/** Component address as vendors print it: the four octets in wire order. */
export function componentAddressHex(address: number): string {
  return toHex(Uint8Array.from(leBytes(address, 4)))
}
