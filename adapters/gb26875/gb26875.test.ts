import { createSocket } from 'node:dgram'
import { createGb26875Decoder, encodeGb26875, encodeUnit, GB26875_COMMAND, type Gb26875Object, type TimeLabel } from '@anlan/protocols'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { silentLog } from '#platform/observe/index.ts'
import { devicePlace, dial, type DevicePlace, type TestLink } from '../listen/place.fixture.ts'
import type { Listener } from '../listen/index.ts'
import { openGb26875 } from './index.ts'

const ADDRESS = '0000000000A1'
const BINARY = [{ key: 'limits', kind: 'limits', priority: 'high', H: 0.5, deadBand: 0 }]
let place: DevicePlace
let listener: Listener
let links: TestLink[]
let serial = 0
const start = Math.floor(Date.now() / 1000) - 3600

beforeEach(async () => {
  links = []
  place = await devicePlace()
  await place.addPoint('FIRE-1', BINARY)
  await place.addPoint('PRESS-1', [])
  await place.addDevice('gb26875', ADDRESS, 'unused', [
    { key: '1.1.40.3/fire', point: 'FIRE-1' },
    { key: '11.1.99.1/pressure', point: 'PRESS-1', scale: 1000 },
  ])
  place.clock.now = new Date(start * 1000)
  listener = await openGb26875({
    monitoring: place.monitoring,
    now: () => place.clock.now,
    log: silentLog,
    limits: { octetsPerSecond: 2000, heldOctets: 4096 },
    tcp: { port: 0 },
    udp: { port: 0 },
  })
})
afterEach(async () => {
  for (const link of links) await link.end()
  await listener.stop()
  await place.stop()
})

async function device(): Promise<TestLink> {
  const link = await dial(listener.ports.tcp ?? 0)
  links.push(link)
  return link
}
const label = (t: number): TimeLabel => ({ epochMs: t * 1000 }) as TimeLabel
function report(t: number, unitType: number, object: Gb26875Object, source = ADDRESS): Uint8Array {
  const unit = encodeUnit(unitType, [{ ...object, time: label(t) }])
  return encodeGb26875({ serial: serial++, epochMs: t * 1000, source, destination: '000000000001', command: GB26875_COMMAND.send, unit })
}
const detector = (state: number): Gb26875Object => ({
  systemType: 1,
  systemAddress: 1,
  componentType: 40,
  componentAddress: 3,
  state,
  text: '三层东',
})
const commands = (octets: Uint8Array): number[] =>
  createGb26875Decoder()
    .push(octets)
    .map((f) => f.command)

test('a fire becomes an alarm, a measured pressure a reading in the unit of its point; both are acknowledged', async () => {
  const link = await device()
  link.write(report(start, 2, detector(0b11)))
  link.write(report(start, 3, { systemType: 11, systemAddress: 1, componentType: 99, componentAddress: 1, analogType: 4, raw: 6 }))
  await expect.poll(() => commands(link.received())).toEqual([3, 3])
  expect(await place.stored()).toEqual(['FIRE-1=1', 'PRESS-1=600'])
  expect(await place.alarms()).toEqual(['FIRE-1 H unacknowledged'])
})

test('a fire is over when the state says so, and when its system is reset', async () => {
  const link = await device()
  link.write(report(start, 2, detector(0b11)))
  link.write(report(start + 10, 2, detector(0b01)))
  link.write(report(start + 20, 2, detector(0b11)))
  link.write(report(start + 30, 4, { systemType: 1, systemAddress: 1, operation: 1, operator: 7 }))
  await expect.poll(() => commands(link.received())).toEqual([3, 3, 3, 3])
  expect(await place.stored()).toEqual(['FIRE-1=1', 'FIRE-1=0', 'FIRE-1=1', 'FIRE-1=0'])
  expect(await place.alarms()).toEqual(['FIRE-1 H returned'])
})

test('a wrong checksum of a known device is denied, an unknown device is cut off unanswered', async () => {
  const link = await device()
  link.write(report(start, 2, detector(1)))
  await expect.poll(() => commands(link.received())).toEqual([3])
  const bad = Buffer.from(report(start + 1, 2, detector(3)))
  bad[35] = (bad[35] ?? 0) ^ 1
  link.write(bad)
  await expect.poll(() => commands(link.received())).toEqual([3, 6])
  expect(place.count('gb26875', 'bad-checksum')).toBe(1)
  const stranger = await device()
  stranger.write(report(start, 2, detector(3), '0000000000FF'))
  await stranger.closed
  expect(commands(stranger.received())).toEqual([])
  expect(place.count('gb26875', 'unknown-device')).toBe(1)
  expect(await place.stored()).toEqual(['FIRE-1=0'])
})

test('a device that may come from one address only is not believed from another', async () => {
  await place.addDevice('gb26875', '0000000000B2', 'unused', [], { peers: ['192.0.2.1'] })
  const link = await device()
  link.write(report(start, 2, detector(3), '0000000000B2'))
  await link.closed
  expect(place.count('gb26875', 'peer')).toBe(1)
})

test('times written as BCD are read so from the first frame on where the device is known for it', async () => {
  await place.addDevice('gb26875', '0000000000C3', 'unused', [{ key: '1.1.40.3/fire', point: 'FIRE-1' }], { timeFormat: 'bcd' })
  const at = Date.UTC(2026, 9, 12, 2, 11, 12) / 1000
  place.clock.now = new Date((at + 5) * 1000)
  const frame = Buffer.from(report(at, 2, detector(3), '0000000000C3'))
  const bcd = Buffer.from([0x12, 0x11, 0x10, 0x12, 0x10, 0x26])
  bcd.copy(frame, 6)
  bcd.copy(frame, frame.length - 9)
  let sum = 0
  for (const octet of frame.subarray(2, -3)) sum += octet
  frame[frame.length - 3] = sum & 255
  const link = await device()
  link.write(frame.subarray(0, 20))
  link.write(frame.subarray(20))
  await expect.poll(() => commands(link.received())).toEqual([3])
  const { rows } = await place.t.owner.query('select extract(epoch from t)::int as t from reading')
  expect(rows).toEqual([{ t: at }])
})

test('over UDP the same; too many octets a second are dropped and counted', async () => {
  const socket = createSocket('udp4')
  const parts: Buffer[] = []
  socket.on('message', (m) => void parts.push(m))
  const send = (octets: Uint8Array): void => socket.send(octets, listener.ports.udp ?? 0, '127.0.0.1')
  send(report(start, 2, detector(3)))
  await expect.poll(() => commands(Buffer.concat(parts))).toEqual([3])
  for (let i = 0; i < 60; i++) send(report(start + 1 + i, 2, detector(3)))
  await expect.poll(() => place.count('gb26875', 'too-fast')).toBeGreaterThan(10)
  socket.close()
})
