import { bitNames } from '../bits.ts'
import type { Reading, ReadingKind, ReadingQuality } from '../reading.ts'
import { ANALOG_TYPES, COMPONENT_STATE_BITS, DEVICE_OPERATION_BITS, DEVICE_STATE_BITS, OPERATION_BITS, SYSTEM_STATE_BITS } from './codes.ts'
import type { Gb26875Frame } from './frame.ts'
import type { Gb26875Object } from './objects.ts'

/** State bits by type of object. */
export function stateBitsOf(unitType: number): readonly string[] {
  return unitType === 1 ? SYSTEM_STATE_BITS : unitType === 2 ? COMPONENT_STATE_BITS : DEVICE_STATE_BITS
}

/** Operation bits by type of object: bit 5 differs for the transmission device. */
export function operationBitsOf(unitType: number): readonly string[] {
  return unitType === 24 ? DEVICE_OPERATION_BITS : OPERATION_BITS
}

/** `system type.system address[.component type.component address]`, '' for the transmission device itself. */
function pointIdOf(object: Gb26875Object): string {
  const parts = [object.systemType, object.systemAddress, object.componentType, object.componentAddress]
  return parts.filter((part) => part !== undefined).join('.')
}

/**
 * The readings of one frame that reports something (commands 2 and 5). States give all bits of their kind, set or not, so that the
 * receiver can tell a recovery by the bit that is off; operations give an event for each bit. The time is the object's label, else
 * the frame's.
 */
export function gb26875Readings(frame: Gb26875Frame): Reading[] {
  const unit = frame.unit
  if (!unit || (frame.command !== 2 && frame.command !== 5)) return []
  return unit.objects.flatMap((object) => objectReadings(frame, unit.type, object))
}

function objectReadings(frame: Gb26875Frame, unitType: number, object: Gb26875Object): Reading[] {
  const time = object.time?.valid ? object.time : frame.time
  const quality: ReadingQuality = time.valid && time.dialect === null ? 'good' : 'uncertain'
  const reading = (kind: ReadingKind, code: string, value: Reading['value'], unit = ''): Reading => ({
    protocol: 'gb26875',
    deviceId: frame.source,
    pointId: pointIdOf(object),
    time: time.epochMs,
    kind,
    code,
    value,
    unit,
    quality,
    flag: '',
    period: 'realtime',
    backfilled: false,
  })
  const readings: Reading[] = []
  const { state, operation, raw, analogType } = object
  if (state !== undefined) {
    stateBitsOf(unitType).forEach((name, bit) => readings.push(reading('state', name, ((state >>> bit) & 1) === 1)))
  }
  if (operation !== undefined) {
    for (const name of bitNames(operation, operationBitsOf(unitType)))
      readings.push(reading('event', `operation.${name}`, object.operator ?? 0))
  }
  if (raw !== undefined && analogType !== undefined) {
    const known = ANALOG_TYPES[analogType]
    if (known) readings.push(reading('analog', known.quantity, raw / known.divisor, known.unit))
    else readings.push({ ...reading('analog', `analog_${analogType}`, raw), quality: 'uncertain' })
  }
  if (object.major !== undefined) readings.push(reading('text', 'software_version', `${object.major}.${object.minor ?? 0}`))
  if (object.text !== undefined && object.text !== '') readings.push(reading('text', 'description', object.text))
  return readings
}
