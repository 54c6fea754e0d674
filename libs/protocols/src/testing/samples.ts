import { concatBytes } from '../bytes.ts'
import { encodeGb26875 } from '../gb26875/frame.ts'
import { encodeUnit } from '../gb26875/objects.ts'
import { cpText, encodeHj212 } from '../hj212/frame.ts'
import { encodeJt808, encodeJt808Parts } from '../jt808/frame.ts'
import { encodeLocation } from '../jt808/location.ts'
import type { Protocol } from '../reading.ts'

/** 2026-11-24 08:30:05 in China. */
export const SAMPLE_EPOCH = Date.UTC(2026, 10, 24, 0, 30, 5)

/** A usual location report: a fix, overspeed, mileage, fuel, recorder speed, signal and satellites. */
export function sampleLocation(): Uint8Array {
  return encodeLocation({
    alarmBits: 2,
    statusBits: 0xc0003,
    latitude: 36.123456,
    longitude: 120.654321,
    altitude: 35,
    speed: 88.5,
    direction: 271,
    epochMs: SAMPLE_EPOCH,
    items: [
      { id: 0x01, value: Uint8Array.of(0, 0x12, 0xd6, 0x87) },
      { id: 0x02, value: Uint8Array.of(1, 0xc7) },
      { id: 0x03, value: Uint8Array.of(3, 0x69) },
      { id: 0x30, value: Uint8Array.of(0x19) },
      { id: 0x31, value: Uint8Array.of(0x0e) },
    ],
  })
}

const PHONE = '13900001234'

function jt808Samples(): Uint8Array[] {
  const base = { phone: PHONE, protocolVersion: null, body: new Uint8Array() }
  const location = sampleLocation()
  const batch = concatBytes([Uint8Array.of(0, 1, 1, 0, location.length), location])
  return [
    encodeJt808({ ...base, messageId: 0x0002, serial: 0x7e7d }),
    encodeJt808({ ...base, messageId: 0x0200, serial: 2, body: location }),
    encodeJt808({ ...base, messageId: 0x0200, serial: 3, body: location, protocolVersion: 1 }),
    encodeJt808({ ...base, messageId: 0x0704, serial: 4, body: batch }),
    ...encodeJt808Parts({ ...base, messageId: 0x0200, serial: 5, body: location }, 20),
    encodeJt808({ ...base, messageId: 0x0102, serial: 9, body: Uint8Array.of(0x7e, 0x7d, 1, 2) }),
  ]
}

function hj212Samples(): Uint8Array[] {
  const head = { ST: '32', CN: '2011', PW: '123456', MN: '010000A8900016F000169DC0', Flag: '5' }
  const points = { w01018: { Rtd: '40.1', Flag: 'N' }, w21003: { Rtd: '1.65', Flag: 'D' } }
  return [
    encodeHj212({ ...head, QN: '20261124083005001' }, cpText({ DataTime: '20261124083005' }, points)),
    encodeHj212(
      { ...head, QN: '20261124083006001', CN: '2061', Flag: '7', PNUM: '2', PNO: '1' },
      cpText({ DataTime: '20261124080000' }, points),
    ),
    encodeHj212(
      { ...head, QN: '20261124083006002', CN: '2061', Flag: '7', PNUM: '2', PNO: '2' },
      cpText({ DataTime: '20261124080000' }, {}),
    ),
    encodeHj212({ ...head, QN: '20261124083007001', CN: '3020' }, 'DataTime=20261124083005;i11001-Info=//##清洗;管路//'),
  ]
}

function gb26875Samples(): Uint8Array[] {
  const base = { epochMs: SAMPLE_EPOCH, source: '000000010203', destination: '0000000000AA', command: 2 }
  const system = { systemType: 1, systemAddress: 1 }
  const component = { ...system, componentType: 42, componentAddress: 0x23234040 }
  const time = { text: '', raw: '', valid: true, epochMs: SAMPLE_EPOCH, dialect: null }
  return [
    encodeGb26875({ ...base, serial: 0x4040, unit: encodeUnit(1, [{ ...system, state: 3, time }]) }),
    encodeGb26875({ ...base, serial: 2, unit: encodeUnit(2, [{ ...component, state: 2, text: '3层东走廊感烟', time }]) }),
    encodeGb26875({ ...base, serial: 3, unit: encodeUnit(3, [{ ...component, analogType: 3, raw: -152, time }]) }),
    encodeGb26875({ ...base, serial: 0x2323, command: 3 }),
    encodeGb26875({ ...base, serial: 5, unit: encodeUnit(6, [{ ...system, text: '火灾报警控制器' }]) }),
  ]
}

/** A few good frames of each kind, with the octets that are special to the protocol where they hurt. */
export function sampleFrames(protocol: Protocol): Uint8Array[] {
  if (protocol === 'jt808') return jt808Samples()
  return protocol === 'hj212' ? hj212Samples() : gb26875Samples()
}
