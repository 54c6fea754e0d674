import { bitNames } from '../bits.ts'
import type { Reading, ReadingKind, ReadingQuality } from '../reading.ts'
import { JT808_ALARM_BITS, jt808Status } from './bits.ts'
import { phoneNumber } from './frame.ts'
import type { ItemContent } from './items.ts'
import { positionPlausible } from './location.ts'
import type { Jt808Location } from './location.ts'
import type { Jt808Received } from './stream.ts'

export interface Jt808ReadingOptions {
  /** How this maker writes a cabin temperature below zero; see facts on item 0x06. */
  cabinTemperature?: 'twosComplement' | 'signMagnitude'
}

type Value = Reading['value']

function itemValues(content: ItemContent, options: Jt808ReadingOptions): [code: string, value: Value, unit: string, kind: ReadingKind][] {
  switch (content.kind) {
    case 'number':
      return [[content.name, content.value, content.unit, content.name.endsWith('_bits') ? 'state' : 'analog']]
    case 'cabinTemperature':
      return [['cabin_temperature', content[options.cabinTemperature ?? 'twosComplement'], '℃', 'analog']]
    case 'analogInputs':
      return [
        ['ad0', content.ad0, '', 'analog'],
        ['ad1', content.ad1, '', 'analog'],
      ]
    case 'overspeed':
      return [['overspeed_area', content.areaId, '', 'event']]
    case 'area':
      return [[content.leaving ? 'area_left' : 'area_entered', content.areaId, '', 'event']]
    case 'segment':
      return [['segment_seconds', content.seconds, 's', 'event']]
    case 'abnormalDriving':
      return [['abnormal_driving_bits', content.bits, '', 'event']]
    case 'tyrePressures':
      return content.raw.map((raw, at) => [`tyre_pressure_${at + 1}`, raw, '', 'analog'])
  }
}

/**
 * The readings of one location. A bad time makes all of them uncertain with `time` null; an implausible place makes the
 * position null and bad but keeps alarms and sensors, because an emergency without a fix is still an emergency.
 */
export function locationReadings(
  deviceId: string,
  location: Jt808Location,
  backfilled: boolean,
  options: Jt808ReadingOptions = {},
): Reading[] {
  const quality: ReadingQuality = location.time.valid ? 'good' : 'uncertain'
  const readings: Reading[] = []
  const add = (kind: ReadingKind, code: string, value: Value, unit: string, q: ReadingQuality = quality) => {
    readings.push({
      protocol: 'jt808',
      deviceId,
      pointId: '',
      time: location.time.epochMs,
      kind,
      code,
      value,
      unit,
      quality: q,
      flag: '',
      period: 'realtime',
      backfilled,
    })
  }
  const status = jt808Status(location.statusBits)
  const placed = positionPlausible(location)
  add('position', 'latitude', placed ? location.latitude : null, '°', placed ? quality : 'bad')
  add('position', 'longitude', placed ? location.longitude : null, '°', placed ? quality : 'bad')
  add('analog', 'altitude', placed ? location.altitude : null, 'm', placed ? quality : 'bad')
  add('analog', 'direction', placed ? location.direction : null, '°', placed ? quality : 'bad')
  add('analog', 'speed', location.speed, 'km/h', placed ? quality : 'uncertain')
  add('state', 'acc_on', status.accOn, '')
  add('state', 'load', status.load, '')
  for (const name of bitNames(location.alarmBits, JT808_ALARM_BITS)) add('state', `alarm.${name}`, true, '')
  add('state', 'alarm_bits', location.alarmBits, '')
  for (const item of location.items) {
    if (!item.content) continue
    for (const [code, value, unit, kind] of itemValues(item.content, options)) add(kind, code, value, unit)
  }
  return readings
}

/** All readings of a received message: one location, or the locations of a batch (type 1 = back-filled after an outage). */
export function jt808Readings(received: Jt808Received, options: Jt808ReadingOptions = {}): Reading[] {
  const { content } = received
  const deviceId = phoneNumber(received.frame)
  if (content.kind === 'location' || content.kind === 'locationReply') return locationReadings(deviceId, content.location, false, options)
  if (content.kind !== 'batch') return []
  return content.locations.flatMap((location) => locationReadings(deviceId, location, content.batchType === 1, options))
}
