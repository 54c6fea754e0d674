import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { server } from 'jsmodbus'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { silentLog } from '#platform/observe/index.ts'
import { devicePlace, type DevicePlace } from '../listen/place.fixture.ts'
import { openModbus } from './index.ts'
import { itemOf, numberIn, questionsOf } from './plan.ts'

let place: DevicePlace
let polling: Awaited<ReturnType<typeof openModbus>> | null
let device: Server | null
const sockets = new Set<Socket>()
const entry = (key: string, point = 'P') => ({ key, point, scale: 1, add: 0 })

async function deviceAt(port: number): Promise<{ port: number; holding: Buffer }> {
  const holding = Buffer.alloc(400)
  const made = (device = createServer())
  made.on('connection', (s) => {
    sockets.add(s)
    s.on('close', () => sockets.delete(s))
  })
  new server.TCP(made, { holding })
  await new Promise<void>((resolve) => made.listen(port, '127.0.0.1', resolve))
  return { port: (made.address() as AddressInfo).port, holding }
}
async function hangUp(): Promise<void> {
  const old = device
  if (!old) return
  device = null
  const closed = new Promise<void>((resolve) => old.close(() => resolve()))
  for (const s of sockets) s.destroy()
  await closed
}
const ask = async (): Promise<void> =>
  void (polling = await openModbus({ monitoring: place.monitoring, now: () => new Date(), log: silentLog, answerMs: 500 }))

beforeEach(async () => {
  polling = null
  device = null
  place = await devicePlace()
  await place.addPoint('LT-1')
  await place.addPoint('TT-1', [])
})
afterEach(async () => {
  await polling?.stop()
  await hangUp()
  await place.stop()
})

test('word orders and signs, and neighbours in one question', () => {
  const pi = Buffer.alloc(4)
  pi.writeFloatBE(3.5)
  const [a = 0, b = 0, c = 0, d = 0] = pi
  const read = (type: string, order: string, ...octets: number[]): number => {
    const item = itemOf(entry(`1/holding/0/${type}/${order}`))
    return item ? numberIn(Uint8Array.from(octets), 0, item) : NaN
  }
  expect(read('float32', 'ABCD', a, b, c, d)).toBe(3.5)
  expect(read('float32', 'CDAB', c, d, a, b)).toBe(3.5)
  expect(read('float32', 'BADC', b, a, d, c)).toBe(3.5)
  expect(read('float32', 'DCBA', d, c, b, a)).toBe(3.5)
  expect(read('int32', 'CDAB', 0xff, 0xfe, 0xff, 0xff)).toBe(-2)
  expect(read('uint32', 'ABCD', 0, 1, 0, 0)).toBe(65536)
  const items = [
    '1/holding/0/int16',
    '1/holding/2/float32/ABCD',
    '1/holding/90/uint16',
    '1/holding/9/uint16',
    '2/holding/0/int16',
    '1/input/0/int16',
  ]
  const questions = questionsOf(items.flatMap((key) => itemOf(entry(key)) ?? []))
  expect(questions.map((q) => [q.unit, q.register, q.address, q.count])).toEqual([
    [1, 'holding', 0, 10],
    [1, 'holding', 90, 1],
    [1, 'input', 0, 1],
    [2, 'holding', 0, 1],
  ])
  expect([itemOf(entry('1/coil/0/int16')), itemOf(entry('1/holding/65535/float32/ABCD'))]).toEqual([null, null])
})

test('registers become readings and an alarm; what is silent becomes no value, and is asked again when it is back', async () => {
  const { port, holding } = await deviceAt(0)
  holding.writeInt16BE(135, 0)
  holding.writeFloatBE(21.5, 8)
  const id = await place.addDevice(
    'modbus',
    `127.0.0.1:${port}`,
    'unused',
    [
      { key: '1/holding/0/int16', point: 'LT-1', scale: 0.1 },
      { key: '1/holding/4/float32/ABCD', point: 'TT-1' },
    ],
    { everyS: 1 },
  )
  await ask()
  await expect.poll(() => place.alarms(), { timeout: 5000 }).toEqual(['LT-1 H unacknowledged'])
  expect((await place.stored()).slice(0, 2)).toEqual(['LT-1=13.5', 'TT-1=21.5'])
  expect(place.monitoring.sources.facts(id).links).toBe(1)
  await hangUp()
  await expect.poll(() => place.count('modbus', 'no-answer'), { timeout: 8000 }).toBeGreaterThan(0)
  const before = (await place.stored()).length
  await new Promise((r) => setTimeout(r, 1200))
  expect((await place.stored()).length).toBe(before)
  expect(await place.alarms()).toEqual(['LT-1 H unacknowledged'])
  const again = await deviceAt(port)
  again.holding.writeInt16BE(50, 0)
  await expect.poll(() => place.alarms(), { timeout: 15_000 }).toEqual(['LT-1 H returned'])
})

test('a device that talks nonsense gives no reading and is counted', async () => {
  const made = (device = createServer((s) => {
    sockets.add(s)
    s.on('error', () => undefined)
    s.on('close', () => sockets.delete(s))
    s.on('data', (question: Buffer) => {
      // The right head, and fewer registers than were asked for.
      const answer = Buffer.concat([question.subarray(0, 4), Buffer.from([0, 5, 1, 3, 2, 0, 9])])
      s.write(answer)
    })
  }))
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve))
  const { port } = made.address() as AddressInfo
  await place.addDevice('modbus', `127.0.0.1:${port}`, 'unused', [{ key: '1/holding/4/float32/ABCD', point: 'TT-1' }], { everyS: 1 })
  await ask()
  await expect.poll(() => place.count('modbus', 'malformed'), { timeout: 5000 }).toBeGreaterThan(0)
  expect(await place.stored()).toEqual([])
})
