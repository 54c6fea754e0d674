import { bitNames } from '../bits.ts'
import { hexNumber, toHex } from '../bytes.ts'
import { ANALOG_TYPES, commandName } from '../gb26875/codes.ts'
import { inspectGb26875 } from '../gb26875/frame.ts'
import type { Gb26875Frame } from '../gb26875/frame.ts'
import { componentAddressHex } from '../gb26875/objects.ts'
import type { Gb26875Object, Gb26875Unit } from '../gb26875/objects.ts'
import { operationBitsOf, stateBitsOf } from '../gb26875/readings.ts'
import type { TimeLabel } from '../gb26875/time.ts'
import type { View } from './compare.ts'

/** A time as text, `{raw, valid: false}` where it is impossible, null where it is absent. */
function timeView(time: TimeLabel | null): unknown {
  if (time === null) return null
  return time.valid ? time.text : { raw: time.raw, valid: false }
}

function analogView(object: Gb26875Object): View {
  if (object.raw === undefined || object.analogType === undefined) return {}
  const known = ANALOG_TYPES[object.analogType]
  return {
    analog_type: object.analogType,
    raw: object.raw,
    ...(known ? { value: object.raw / known.divisor, quantity: known.quantity, unit: known.unit } : {}),
  }
}

function textView(object: Gb26875Object, unitType: number): View {
  if (object.text === undefined || !object.textOctets) return {}
  const component = unitType === 2 || unitType === 7
  return component ? { desc: object.text, desc_hex: toHex(object.textOctets) } : { text: object.text, text_hex: toHex(object.textOctets) }
}

function componentView(object: Gb26875Object): View {
  if (object.componentAddress === undefined) return {}
  return {
    ...(object.componentType === undefined ? {} : { cmp_type: object.componentType }),
    cmp_addr: object.componentAddress,
    cmp_addr_hex: componentAddressHex(object.componentAddress),
  }
}

function objectView(object: Gb26875Object, unitType: number): View {
  const view: View = { ...componentView(object), ...analogView(object), ...textView(object, unitType) }
  if (object.systemType !== undefined) view['sys_type'] = object.systemType
  if (object.systemAddress !== undefined) view['sys_addr'] = object.systemAddress
  if (object.state !== undefined) {
    view['state'] = object.state
    view['state_bits'] = bitNames(object.state, stateBitsOf(unitType))
  }
  if (object.operation !== undefined) {
    view['op'] = bitNames(object.operation, operationBitsOf(unitType))
    view['op_raw'] = object.operation
  }
  if (object.operator !== undefined) view['operator'] = object.operator
  if (object.major !== undefined)
    Object.assign(view, { major: object.major, minor: object.minor, version: `${object.major}.${object.minor}` })
  if (object.count !== undefined) view['count'] = object.count
  if (object.startTime !== undefined) view['start_time'] = timeView(object.startTime)
  if (object.minutes !== undefined) view['timeout_min'] = object.minutes
  if (object.reserved !== undefined) view['reserved'] = object.reserved
  if (object.time !== undefined) view['time'] = timeView(object.time)
  if (object.time === null) view['nonstandard'] = 'time label missing'
  return view
}

function unitView(unit: Gb26875Unit): View {
  const head = { type: unit.type, count: unit.count }
  const objects = unit.objects.map((object) => objectView(object, unit.type))
  if (unit.error) return { ...head, objects, app_error: unit.error }
  return { ...head, objects, trailing: toHex(unit.trailing) }
}

export function gb26875FrameView(frame: Gb26875Frame): View {
  return {
    serial: frame.serial,
    version_main: frame.mainVersion,
    version_user: frame.userVersion,
    time: timeView(frame.time),
    src: frame.source,
    dst: frame.destination,
    app_len: frame.unitLength,
    app_hex: toHex(frame.unitOctets),
    cmd: frame.command,
    cmd_name: commandName(frame.command),
    checksum: hexNumber(frame.checksum, 2),
    checksum_ok: frame.checksumOk,
    ...(frame.unit ? unitView(frame.unit) : {}),
  }
}

/** One frame in the vocabulary of the worked frames (times by the standard, plain binary); `error` where it is none. */
export function gb26875View(bytes: Uint8Array): View {
  const frame = inspectGb26875(bytes, 'binary')
  return 'error' in frame ? { error: frame.error } : gb26875FrameView(frame)
}
