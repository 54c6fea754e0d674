import { bitNames } from '../bits.ts'
import { hexNumber, toHex } from '../bytes.ts'
import { JT808_ALARM_BITS, jt808Status } from '../jt808/bits.ts'
import { inspectJt808, phoneNumber } from '../jt808/frame.ts'
import type { Jt808Frame } from '../jt808/frame.ts'
import type { ItemContent, LocationItem } from '../jt808/items.ts'
import { positionPlausible } from '../jt808/location.ts'
import type { Jt808Location } from '../jt808/location.ts'
import { decodeJt808Body } from '../jt808/message.ts'
import type { Jt808Content } from '../jt808/message.ts'
import type { View } from './compare.ts'

const UNIT_SUFFIX: Readonly<Record<string, string>> = { km: '_km', L: '_L', 'km/h': '_kmh' }

function itemContentView(content: ItemContent): View {
  switch (content.kind) {
    case 'number':
      return { [`${content.name}${UNIT_SUFFIX[content.unit] ?? ''}`]: content.value }
    case 'cabinTemperature':
      return {
        cabin_temp_raw: content.raw,
        cabin_temp_twos_complement_C: content.twosComplement,
        cabin_temp_sign_magnitude_C: content.signMagnitude,
      }
    case 'tyrePressures':
      return { tyre_pressures: content.raw }
    case 'overspeed':
      return { overspeed: { loc_type: content.placeKind, area_id: content.areaId } }
    case 'area':
      return { area: { loc_type: content.placeKind, area_id: content.areaId, dir: content.direction } }
    case 'segment':
      return { segment: { id: content.segmentId, secs: content.seconds, result: content.result } }
    case 'analogInputs':
      return { ad0: content.ad0, ad1: content.ad1 }
    case 'abnormalDriving':
      return { abnormal_driving_bits: content.bits, abnormal_driving_level: content.level }
  }
}

function itemView(item: LocationItem, raw: Uint8Array): View {
  return {
    id: hexNumber(item.id, 2),
    len: item.length,
    hex: toHex(raw, item.offset, Math.min(item.offset + item.length, raw.length)),
    ...(item.truncated ? { truncated: true } : {}),
    ...(item.content ? itemContentView(item.content) : {}),
  }
}

export function locationView(location: Jt808Location): View {
  const status = jt808Status(location.statusBits)
  return {
    alarm_raw: hexNumber(location.alarmBits, 8),
    alarms: bitNames(location.alarmBits, JT808_ALARM_BITS),
    status_raw: hexNumber(location.statusBits, 8),
    acc_on: status.accOn,
    positioned: status.positioned,
    south: status.south,
    west: status.west,
    out_of_service: status.outOfService,
    load: status.load,
    gnss: status.gnss,
    lat: location.latitude,
    lon: location.longitude,
    altitude_m: location.altitude,
    speed_kmh: location.speed,
    direction_deg: location.direction,
    time: location.time.text,
    time_valid: location.time.valid,
    position_plausible: positionPlausible(location),
    extras: location.items.map((item) => itemView(item, location.raw)),
  }
}

function contentView(content: Jt808Content): View {
  switch (content.kind) {
    case 'terminalAck':
    case 'platformAck':
      return { ack_serial: content.ackSerial, ack_id: hexNumber(content.ackId, 4), result: content.result }
    case 'heartbeat':
    case 'logout':
    case 'timeRequest':
      return {}
    case 'timeReply':
      return { time: content.time.text, time_valid: content.time.valid }
    case 'resendRequest':
      return { first_serial: content.firstSerial, count: content.indexes.length, ids: content.indexes }
    case 'register':
      return {
        province: content.province,
        city: content.city,
        manufacturer: content.manufacturer,
        model: content.model,
        terminal_id: content.terminalId,
        plate_color: content.plateColor,
        plate: content.plate,
        vin: content.vin,
      }
    case 'registerReply':
      return { ack_serial: content.ackSerial, result: content.result, auth_code: content.authCode }
    case 'authenticate':
      return {
        auth_code: content.authCode,
        imei: content.imei,
        software_version: content.softwareVersion,
        software: content.softwareVersion,
      }
    case 'location':
      return locationView(content.location)
    case 'locationReply':
      return { ack_serial: content.ackSerial, location: locationView(content.location) }
    case 'batch':
      return {
        count: content.count,
        type: content.batchType,
        items: content.locations.map(locationView),
        trailing: toHex(content.trailing),
      }
    case 'passThrough':
      return { type: content.passType, data_hex: toHex(content.data) }
    case 'opaque':
      return {}
    case 'malformed':
      return { error: content.reason }
  }
}

/** The body of a message; its octets are always there as `body_hex`. */
export function jt808BodyView(frame: Jt808Frame, content: Jt808Content): View {
  return { body_hex: toHex(frame.body), ...(frame.body.length === 0 ? { empty: true } : {}), ...contentView(content) }
}

export function jt808FrameView(frame: Jt808Frame): View {
  return {
    msg_id: hexNumber(frame.messageId, 4),
    attr: hexNumber(frame.attributes, 4),
    body_len: frame.declaredLength,
    encrypt: frame.encryption,
    subpacket: frame.subPackage,
    version_flag: frame.protocolVersion !== null,
    protocol_version: frame.protocolVersion,
    phone_bcd: frame.phone,
    phone: phoneNumber(frame),
    serial: frame.serial,
    checksum: hexNumber(frame.checksum, 2),
    checksum_ok: frame.checksumOk,
    len_ok: frame.lengthOk,
    body: jt808BodyView(frame, decodeJt808Body(frame)),
  }
}

/** One frame in the vocabulary of the worked frames; `error` where it is none. */
export function jt808View(bytes: Uint8Array): View {
  const frame = inspectJt808(bytes)
  return 'error' in frame ? { error: frame.error } : jt808FrameView(frame)
}
