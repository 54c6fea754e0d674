import { createSocket } from 'node:dgram'
import { createJt808Decoder, encodeJt808, encodeJt808Parts, encodeLocation, type Jt808Content, type LocationSend } from '@anlan/protocols'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { silentLog } from '#platform/observe/index.ts'
import { devicePlace, dial, type DevicePlace, type TestLink } from '../listen/place.fixture.ts'
import type { Listener } from '../listen/index.ts'
import { openJt808 } from './index.ts'

const PHONE = '13900000001'
let place: DevicePlace
let listener: Listener
let links: TestLink[]
let gate: Promise<void>
let serial = 0
const start = Math.floor(Date.now() / 1000) - 3600

beforeEach(async () => {
  links = []
  gate = Promise.resolve()
  place = await devicePlace([() => gate])
  await place.addPoint('V-SPEED', [{ key: 'limits', kind: 'limits', priority: 'medium', H: 80, deadBand: 1 }])
  await place.addPoint('V-SOS', [{ key: 'limits', kind: 'limits', priority: 'high', H: 0.5, deadBand: 0 }])
  await place.addDevice('jt808', PHONE, 'none yet', [
    { key: 'speed', point: 'V-SPEED' },
    { key: 'alarm.emergency', point: 'V-SOS' },
  ])
  place.clock.now = new Date(start * 1000)
  listener = await openJt808({
    monitoring: place.monitoring,
    now: () => place.clock.now,
    log: silentLog,
    limits: { helloS: 2 },
    tcp: { port: 0 },
    udp: { port: 0 },
  })
})
afterEach(async () => {
  for (const link of links) await link.end()
  await listener.stop()
  await place.stop()
})

async function terminal(): Promise<TestLink> {
  const link = await dial(listener.ports.tcp ?? 0)
  links.push(link)
  return link
}
const frame = (messageId: number, body: Uint8Array, protocolVersion: number | null = 1, phone = PHONE): Uint8Array =>
  encodeJt808({ messageId, phone, serial: serial++ & 0xffff, protocolVersion, body })
const place_ = (t: number, speed: number, alarmBits = 0): Uint8Array => {
  const send: LocationSend = {
    alarmBits,
    statusBits: 3,
    latitude: 30.1,
    longitude: 120.2,
    altitude: 10,
    speed,
    direction: 90,
    epochMs: t * 1000,
    items: [],
  }
  return encodeLocation(send)
}
/** Registration of the 2013 layout: 37 octets and a plate. */
const registration = Buffer.concat([Buffer.alloc(36), Buffer.from([1]), Buffer.from('T00001')])
const said = (octets: Uint8Array): Jt808Content[] =>
  createJt808Decoder()
    .push(octets)
    .map((r) => r.content)
const acks = (link: TestLink): number[] => said(link.received()).flatMap((c) => (c.kind === 'platformAck' ? [c.result] : []))
const codeIn = (octets: Uint8Array): string | undefined => said(octets).flatMap((c) => (c.kind === 'registerReply' ? [c.authCode] : []))[0]

async function signedIn(protocolVersion: number | null = 1): Promise<TestLink> {
  const link = await terminal()
  link.write(frame(0x0100, registration, protocolVersion))
  await expect.poll(() => codeIn(link.received())).toMatch(/^[0-9a-f]{24}$/)
  const code = Buffer.from(codeIn(link.received()) ?? '')
  const body = protocolVersion === null ? code : Buffer.concat([Buffer.from([code.length]), code, Buffer.alloc(35)])
  link.write(frame(0x0102, body, protocolVersion))
  await expect.poll(() => acks(link)).toEqual([0])
  return link
}

test('a terminal of 2019 and one of 2013 register, authenticate and report; the answer follows the commit', async () => {
  const link = await signedIn(1)
  let open = (): void => {}
  gate = new Promise<void>((resolve) => (open = resolve))
  link.write(frame(0x0200, place_(start, 95, 1)))
  await new Promise((r) => setTimeout(r, 300))
  expect(acks(link)).toEqual([0])
  open()
  await expect.poll(() => acks(link)).toEqual([0, 0])
  expect(await place.stored()).toEqual(['V-SOS=1', 'V-SPEED=95'])
  expect((await place.alarms()).toSorted()).toEqual(['V-SOS H unacknowledged', 'V-SPEED H unacknowledged'])
  const older = await signedIn(null)
  await link.closed
  older.write(frame(0x0200, place_(start + 5, 60), null))
  await expect.poll(() => acks(older)).toEqual([0, 0])
  expect((await place.alarms()).toSorted()).toEqual(['V-SOS H returned', 'V-SPEED H returned'])
})

test('who is unknown is refused at registration; who has not authenticated reports nothing', async () => {
  const stranger = await terminal()
  stranger.write(frame(0x0100, registration, 1, '13800000009'))
  await stranger.closed
  expect(said(stranger.received())).toMatchObject([{ kind: 'registerReply', result: 4 }])
  expect(place.count('jt808', 'unknown-device')).toBe(1)
  const hasty = await terminal()
  hasty.write(frame(0x0200, place_(start, 95)))
  await expect.poll(() => acks(hasty)).toEqual([1])
  hasty.write(frame(0x0102, Buffer.from('guess'), null))
  await expect.poll(() => acks(hasty)).toEqual([1, 1])
  expect(place.count('jt808', 'not-authenticated')).toBe(1)
  expect(place.count('jt808', 'bad-password')).toBe(1)
  expect(await place.stored()).toEqual([])
  await hasty.closed
  expect(place.count('jt808', 'silent')).toBe(1)
})

test('blind-area places in bulk and in parts give the alarms of an unbroken line', async () => {
  const link = await signedIn()
  link.write(frame(0x0200, place_(start, 50)))
  await expect.poll(() => acks(link)).toEqual([0, 0])
  place.clock.now = new Date((start + 600) * 1000)
  const kept = [90, 95, 60, 55].map((speed, i) => {
    const body = Buffer.from(place_(start + 60 * (i + 1), speed))
    return Buffer.concat([Buffer.from([body.length >> 8, body.length & 255]), body])
  })
  const batch = Buffer.concat([Buffer.from([0, kept.length, 1]), ...kept])
  const parts = encodeJt808Parts({ messageId: 0x0704, phone: PHONE, serial, protocolVersion: 1, body: batch }, 50)
  serial += parts.length
  for (const part of parts.slice(0, -1)) link.write(part)
  await new Promise((r) => setTimeout(r, 300))
  expect(acks(link)).toHaveLength(2)
  link.write(parts.at(-1) ?? new Uint8Array())
  await expect.poll(() => acks(link)).toHaveLength(2 + parts.length)
  link.write(frame(0x0200, place_(start + 600, 50)))
  await expect.poll(() => acks(link)).toHaveLength(3 + parts.length)
  expect((await place.stored()).filter((s) => s.startsWith('V-SPEED'))).toEqual([50, 90, 95, 60, 55, 50].map((v) => `V-SPEED=${v}`))
  expect(await place.alarms()).toEqual(['V-SPEED H returned'])
})

test('heart-beats, the clock, other messages and rubbish are answered or counted, and another phone is not believed', async () => {
  const link = await signedIn()
  link.write(frame(0x0002, new Uint8Array()))
  link.write(frame(0x0f0f, new Uint8Array(4)))
  link.write(frame(0x0004, new Uint8Array()))
  await expect.poll(() => said(link.received()).map((c) => c.kind)).toContain('timeReply')
  expect(acks(link)).toEqual([0, 0, 3])
  const bad = Buffer.from(frame(0x0200, place_(start, 70)))
  bad[20] = (bad[20] ?? 0) ^ 1
  link.write(
    Buffer.concat([Buffer.from([1, 2, 3]), bad, frame(0x0200, place_(start, 70), 1, '13900000002'), frame(0x0003, new Uint8Array())]),
  )
  await link.closed
  expect(place.count('jt808', 'bad-checksum')).toBe(1)
  expect(place.count('jt808', 'other-device')).toBe(1)
  expect(await place.stored()).toEqual([])
})

test('the same over UDP', async () => {
  const socket = createSocket('udp4')
  const parts: Buffer[] = []
  socket.on('message', (m) => void parts.push(m))
  const send = (octets: Uint8Array): void => socket.send(octets, listener.ports.udp ?? 0, '127.0.0.1')
  send(frame(0x0100, registration))
  await expect.poll(() => codeIn(Buffer.concat(parts))).toBeDefined()
  const code = Buffer.from(codeIn(Buffer.concat(parts)) ?? '')
  send(frame(0x0102, Buffer.concat([Buffer.from([code.length]), code, Buffer.alloc(35)])))
  await expect.poll(() => parts).toHaveLength(2)
  send(frame(0x0200, place_(start, 66)))
  await expect.poll(() => place.stored()).toEqual(['V-SOS=0', 'V-SPEED=66'])
  socket.close()
})
