import { cpText, createHj212Decoder, encodeHj212 } from '@anlan/protocols'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { silentLog } from '#platform/observe/index.ts'
import { devicePlace, dial, type DevicePlace, type TestLink } from '../listen/place.fixture.ts'
import type { Listener } from '../listen/index.ts'
import { openHj212 } from './index.ts'

const MN = '010000A8900016F000169DC0'
let place: DevicePlace
let listener: Listener
let gate: Promise<void>
let links: TestLink[]
const start = Math.floor(Date.now() / 1000) - 3600

beforeEach(async () => {
  gate = Promise.resolve()
  links = []
  place = await devicePlace([() => gate])
  await place.addPoint('LT-1')
  await place.addPoint('PH-1', [])
  await place.addDevice('hj212', MN, '123456', [
    { key: 'w00000', point: 'LT-1' },
    { key: 'w01001', point: 'PH-1', scale: 2, add: 1 },
  ])
  place.clock.now = new Date(start * 1000)
  await listenWith({})
})
afterEach(async () => {
  for (const link of links) await link.end()
  await listener.stop()
  await place.stop()
})

async function listenWith(limits: Record<string, number>): Promise<void> {
  await listener?.stop()
  listener = await openHj212({
    monitoring: place.monitoring,
    now: () => place.clock.now,
    log: silentLog,
    limits,
    tcp: { port: 0 },
  })
}
async function device(): Promise<TestLink> {
  const link = await dial(listener.ports.tcp ?? 0)
  links.push(link)
  return link
}
const digits = (t: number): string => new Date((t + 8 * 3600) * 1000).toISOString().replace(/\D/g, '').slice(0, 14)

/** Data of an instant, or of a minute; factors with their values. */
function data(t: number, values: Record<string, number | string>, more: { cn?: string; pw?: string; mn?: string } = {}): Uint8Array {
  const cn = more.cn ?? '2011'
  const suffix = cn === '2051' ? 'Avg' : 'Rtd'
  const points = Object.fromEntries(Object.entries(values).map(([f, v]) => [f, { [suffix]: String(v), Flag: 'N' }]))
  const head = { QN: `${digits(t)}000`, ST: '32', CN: cn, PW: more.pw ?? '123456', MN: more.mn ?? MN, Flag: '5' }
  return encodeHj212(head, cpText({ DataTime: digits(t) }, points))
}
const answers = (link: TestLink): string[] =>
  createHj212Decoder()
    .push(link.received())
    .map(({ packet }) => packet.head['CN'] ?? '')

test('a frame becomes readings and an alarm, and is answered after the commit', async () => {
  const link = await device()
  link.write(data(start, { w00000: 13, w01001: 7 }))
  await expect.poll(() => answers(link)).toEqual(['9014'])
  expect(await place.stored()).toEqual(['LT-1=13', 'PH-1=15'])
  expect(await place.alarms()).toEqual(['LT-1 H unacknowledged'])
  let open = (): void => {}
  gate = new Promise<void>((resolve) => (open = resolve))
  link.write(data(start + 10, { w00000: 16 }))
  await new Promise((r) => setTimeout(r, 300))
  expect(answers(link)).toEqual(['9014'])
  expect(await place.stored()).toHaveLength(2)
  open()
  await expect.poll(() => answers(link)).toEqual(['9014', '9014'])
  expect(await place.alarms()).toEqual(['LT-1 H unacknowledged', 'LT-1 HH unacknowledged'])
})

test('an unknown device and a wrong password are cut off, counted and not answered', async () => {
  const stranger = await device()
  stranger.write(data(start, { w00000: 1 }, { mn: 'X'.repeat(24) }))
  await stranger.closed
  expect(place.count('hj212', 'unknown-device')).toBe(1)
  const guess = await device()
  guess.write(data(start, { w00000: 1 }, { pw: '654321' }))
  await guess.closed
  expect(place.count('hj212', 'bad-password')).toBe(1)
  expect([...answers(stranger), ...answers(guess), ...(await place.stored())]).toEqual([])
})

test('rubbish is counted by cause and does not stop what follows; too much of it cuts the link', async () => {
  await listenWith({ rubbish: 3 })
  const link = await device()
  const bad = Buffer.from(data(start, { w00000: 5 }))
  bad[30] = (bad[30] ?? 0) ^ 1
  link.write(Buffer.concat([Buffer.from('noise'), bad, Buffer.from('##9999ABC'), data(start, { w00000: 5 })]))
  await expect.poll(() => answers(link)).toEqual(['9014'])
  expect(place.count('hj212', 'outside-frame')).toBe(1)
  expect(place.count('hj212', 'bad-crc')).toBe(1)
  expect(place.count('hj212', 'too-long')).toBe(1)
  for (let i = 0; i < 6; i++) link.write(bad)
  await link.closed
  expect(place.count('hj212', 'rubbish')).toBe(1)
})

test('who says nothing, who never ends a frame and who opens too many links is cut off', async () => {
  await listenWith({ helloS: 1, frameS: 1, linksPerPeer: 2 })
  const silent = await device()
  const slow = await device()
  const third = await device()
  await third.closed
  expect(place.count('hj212', 'too-many-links')).toBe(1)
  slow.write(data(start, { w00000: 5 }))
  await expect.poll(() => answers(slow)).toEqual(['9014'])
  slow.write('##0100QN=')
  await silent.closed
  expect(place.count('hj212', 'silent')).toBe(1)
  await slow.closed
  expect(place.count('hj212', 'slow')).toBe(1)
})

test('after an outage the minutes are asked for, and the alarms are those of an unbroken line', async () => {
  const first = await device()
  first.write(data(start, { w00000: 5 }))
  await expect.poll(() => answers(first)).toEqual(['9014'])
  await first.end()
  place.clock.now = new Date((start + 1200) * 1000)
  const again = await device()
  again.write(data(start + 60, { w00000: 6 }))
  await expect.poll(() => answers(again)).toEqual(['2051', '9014'])
  for (const [i, v] of [14, 16, 14, 9].entries()) again.write(data(start + 120 + i * 120, { w00000: v }, { cn: '2051' }))
  again.write(data(start + 1200, { w00000: 8 }))
  await expect.poll(() => answers(again)).toEqual(['2051', '9014', '9014', '9014', '9014', '9014', '9014'])
  expect(await place.stored()).toEqual(['LT-1=5', 'LT-1=6', 'LT-1=14', 'LT-1=16', 'LT-1=14', 'LT-1=9', 'LT-1=8'])
  expect(await place.alarms()).toEqual(['LT-1 H returned', 'LT-1 HH returned'])
})

test('what is sent twice is stored once and answered twice; a closed device is cut off', async () => {
  const link = await device()
  const frame = data(start, { w00000: 13, w99999: 4 })
  link.write(frame)
  link.write(frame)
  await expect.poll(() => answers(link)).toEqual(['9014', '9014'])
  expect(await place.stored()).toEqual(['LT-1=13'])
  expect(await place.alarms()).toEqual(['LT-1 H unacknowledged'])
  const [source] = await place.monitoring.sources.devicesOf('hj212')
  expect(place.monitoring.sources.facts(source?.id ?? '')).toMatchObject({ links: 1, unmapped: [{ key: 'w99999', value: 4 }] })
  await place.t.owner.query('update reading_source set active = false')
  place.monitoring.sources.changed(source?.id ?? '')
  await link.closed
  expect(place.monitoring.sources.facts(source?.id ?? '').links).toBe(0)
})
