import { describe, expect, it } from 'vitest'
import { concatBytes, fromHex, toHex } from '../bytes.ts'
import { SAMPLE_EPOCH, sampleLocation } from '../testing/samples.ts'
import { jt808Ack, jt808RegisterReply, jt808ResendRequest, jt808TimeReply } from './answers.ts'
import { JT808_ALARM_BITS, JT808_CLEARED_BY_ACK, jt808Status } from './bits.ts'
import { encodeJt808, encodeJt808Parts, inspectJt808, jt808DuplicateKey } from './frame.ts'
import type { Jt808Frame } from './frame.ts'
import { encodeLocation } from './location.ts'
import { jt808Readings } from './readings.ts'
import { createJt808Decoder } from './stream.ts'
import type { Jt808Received } from './stream.ts'

const PHONE = '13900001111'
const HEARTBEAT = encodeJt808({ messageId: 2, phone: PHONE, serial: 1, protocolVersion: null, body: new Uint8Array() })

function part(serial: number, total: number, index: number, body = Uint8Array.of(index)): Uint8Array {
  return encodeJt808({ messageId: 0x0801, phone: PHONE, serial, protocolVersion: null, body, subPackage: { total, index } })
}

function locationFrame(change: Partial<Parameters<typeof encodeLocation>[0]> = {}): Uint8Array {
  const body = encodeLocation({
    alarmBits: 0,
    statusBits: 3,
    latitude: 31.23,
    longitude: 121.47,
    altitude: 4,
    speed: 42.1,
    direction: 12,
    epochMs: SAMPLE_EPOCH,
    items: [],
    ...change,
  })
  return encodeJt808({ messageId: 0x0200, phone: PHONE, serial: 3, protocolVersion: null, body })
}

function receive(...frames: Uint8Array[]): Jt808Received[] {
  return createJt808Decoder().push(concatBytes(frames))
}

function received(frame: Uint8Array): Jt808Received {
  const [first] = receive(frame)
  if (!first) throw new Error('no frame')
  return first
}

function frameOf(bytes: Uint8Array): Jt808Frame {
  const frame = inspectJt808(bytes)
  if ('error' in frame) throw new Error(frame.error)
  return frame
}

describe('refusals, each counted once by its cause', () => {
  const refusalsOf = (...pieces: Uint8Array[]) => {
    const causes: string[] = []
    const decoder = createJt808Decoder({ onRefused: ({ cause }) => causes.push(cause) })
    for (const piece of pieces) decoder.push(piece)
    decoder.flush()
    const counted = Object.entries(decoder.refusals()).flatMap(([cause, count]) => Array.from({ length: count }, () => cause))
    expect([...causes].sort()).toEqual(counted.sort())
    return causes
  }

  it('rubbish, escape, header, checksum, length, end of link', () => {
    expect(refusalsOf(fromHex('0102'), fromHex('03'), HEARTBEAT)).toEqual(['outside-flags'])
    expect(refusalsOf(fromHex('7E0002 7D03 7E'))).toEqual(['bad-escape'])
    expect(refusalsOf(fromHex('7E0002 7D 7E'))).toEqual(['bad-escape'])
    expect(refusalsOf(fromHex('7E00027E'))).toEqual(['too-short'])
    expect(refusalsOf(fromHex('7E0002000001390000111100012D7E'))).toEqual(['bad-checksum'])
    expect(refusalsOf(fromHex('7E0801200500123456789002DE001A000228080001517E'))).toEqual(['bad-length'])
    expect(refusalsOf(HEARTBEAT.slice(0, 8))).toEqual(['unfinished'])
    expect(refusalsOf(HEARTBEAT)).toEqual([])
  })

  it('a frame that never ends is given up once', () => {
    const endless = new Uint8Array(9000).fill(0x55)
    endless[0] = 0x7e
    expect(refusalsOf(endless, HEARTBEAT)).toEqual(['too-long', 'outside-flags'])
  })
})

describe('sub-packages', () => {
  it('the same part twice, and parts of two terminals mixed', () => {
    const other = encodeJt808Parts({ messageId: 0x0801, phone: '15', serial: 5, protocolVersion: null, body: fromHex('AABB') }, 1)
    const all = receive(part(5, 2, 1), other[0] ?? HEARTBEAT, part(5, 2, 1), other[1] ?? HEARTBEAT, part(6, 2, 2))
    expect(all.flatMap(({ whole }) => (whole ? [toHex(whole.body)] : []))).toEqual(['aabb', '0102'])
  })

  it('impossible part numbers and totals above the limit', () => {
    const decoder = createJt808Decoder({ maxParts: 3 })
    for (const frame of [part(1, 2, 0), part(1, 2, 3), part(1, 4, 1)]) decoder.push(frame)
    expect(decoder.refusals()['part-impossible']).toBe(3)
    expect(decoder.missing(0)).toEqual([])
  })

  it('a new total under the same serial replaces the old message', () => {
    const decoder = createJt808Decoder()
    decoder.push(part(1, 3, 1))
    expect(decoder.push(concatBytes([part(1, 2, 1), part(2, 2, 2)])).at(-1)?.whole?.body).toHaveLength(2)
    expect(decoder.refusals()['part-conflict']).toBe(1)
  })

  it('the longest idle message gives way; time-outs are by the caller’s clock', () => {
    const decoder = createJt808Decoder({ maxOpenMessages: 2, partTimeoutMs: 1000 })
    decoder.push(part(10, 2, 1), 0)
    decoder.push(part(20, 2, 1), 500)
    decoder.push(part(30, 2, 1), 600)
    expect(decoder.refusals()['part-evicted']).toBe(1)
    expect(decoder.missing(600).map(({ firstSerial, indexes }) => [firstSerial, indexes])).toEqual([
      [20, [2]],
      [30, [2]],
    ])
    expect(decoder.missing(1550).map(({ firstSerial }) => firstSerial)).toEqual([30])
    expect(decoder.refusals()['part-timeout']).toBe(1)
  })

  it('octets held stay within the limit', () => {
    const decoder = createJt808Decoder({ maxHeldBytes: 2000 })
    for (let serial = 0; serial < 100; serial++) decoder.push(part(serial * 10, 2, 1, new Uint8Array(900)))
    expect(decoder.buffered()).toBeLessThanOrEqual(2001)
    expect(decoder.refusals()['part-evicted']).toBe(98)
  })
})

describe('dialects', () => {
  it('counts a shared flag, a swapped position and an impossible time', () => {
    const decoder = createJt808Decoder()
    decoder.push(concatBytes([HEARTBEAT, HEARTBEAT.slice(1), locationFrame({ latitude: 121.47, longitude: 31.23 })]))
    decoder.push(fromHex('7E0200001C1234567890120009201000000000000301D905C007365040000A0000005A2613242561990E7E'))
    expect(decoder.dialects()).toMatchObject({ 'shared-flag': 1, 'position-swapped': 1, 'impossible-time': 1 })
  })

  it('the edition of a registration can be fixed where a long plate deceives', () => {
    const body = concatBytes([fromHex('00250001'), new Uint8Array(20), Uint8Array.of(0), new TextEncoder().encode('LZZ5CLSB8NA000001')])
    const frame = encodeJt808({ messageId: 0x0100, phone: PHONE, serial: 1, protocolVersion: null, body })
    expect(receive(frame)[0]?.content).toMatchObject({ layout: '2013' })
    expect(createJt808Decoder({ registerLayout: '2011' }).push(frame)[0]?.content).toMatchObject({
      layout: '2011',
      vin: 'LZZ5CLSB8NA000001',
    })
  })
})

describe('readings', () => {
  const byCode = (frame: Uint8Array, options = {}) => new Map(jt808Readings(received(frame), options).map((one) => [one.code, one]))

  it('position, speed, alarms and items in units, at the time of the terminal (GMT+8)', () => {
    const body = sampleLocation()
    const readings = byCode(encodeJt808({ messageId: 0x0200, phone: PHONE, serial: 3, protocolVersion: 1, body }))
    expect(readings.get('latitude')).toMatchObject({ value: 36.123456, unit: '°', quality: 'good', deviceId: PHONE, time: SAMPLE_EPOCH })
    expect(readings.get('speed')).toMatchObject({ value: 88.5, unit: 'km/h', kind: 'analog' })
    expect(readings.get('mileage')).toMatchObject({ value: 123456.7, unit: 'km' })
    expect(readings.get('alarm.overspeed')).toMatchObject({ value: true, kind: 'state', backfilled: false })
    expect(readings.has('alarm.emergency')).toBe(false)
  })

  it('an emergency without a fix is kept, its position is unknown', () => {
    const readings = byCode(locationFrame({ alarmBits: 1, statusBits: 0, latitude: 0, longitude: 0 }))
    expect(readings.get('latitude')).toMatchObject({ value: null, quality: 'bad' })
    expect(readings.get('alarm.emergency')).toMatchObject({ value: true, quality: 'good' })
  })

  it('swapped and encrypted positions are not given out', () => {
    expect(byCode(locationFrame({ latitude: 121.47, longitude: 31.23 })).get('latitude')?.value).toBeNull()
    expect(byCode(locationFrame({ statusBits: 3 | (1 << 5) })).get('longitude')?.value).toBeNull()
  })

  it('an impossible time gives no time and an uncertain quality', () => {
    const frame = fromHex('7E0200001C1234567890120009201000000000000301D905C007365040000A0000005A2613242561990E7E')
    expect(byCode(frame).get('alarm.collision_rollover')).toMatchObject({ value: true, time: null, quality: 'uncertain' })
  })

  it('a batch of type 1 is back-filled, type 0 is not', () => {
    const location = sampleLocation()
    const batch = (type: number) =>
      encodeJt808({
        messageId: 0x0704,
        phone: PHONE,
        serial: 3,
        protocolVersion: null,
        body: concatBytes([Uint8Array.of(0, 1, type, 0, location.length), location]),
      })
    expect(jt808Readings(received(batch(1))).every((one) => one.backfilled)).toBe(true)
    expect(jt808Readings(received(batch(0))).some((one) => one.backfilled)).toBe(false)
  })

  it('cabin temperature by the convention of the maker', () => {
    const frame = locationFrame({ items: [{ id: 0x06, value: fromHex('8005') }] })
    expect(byCode(frame).get('cabin_temperature')?.value).toBe(-32763)
    expect(byCode(frame, { cabinTemperature: 'signMagnitude' }).get('cabin_temperature')?.value).toBe(-5)
  })

  it('a heart-beat has none', () => {
    expect(jt808Readings(received(HEARTBEAT))).toEqual([])
  })
})

describe('answers', () => {
  it('an acknowledgement names serial and message of the request in its own header form', () => {
    const asked = frameOf(fromHex('7E0002400001000000000172998417380000027E'))
    expect(toHex(jt808Ack(asked, 0)).toUpperCase()).toBe('7E80014005010000000001729984173800000000000200867E')
  })

  it('no authorisation code goes with a refusal', () => {
    expect(frameOf(jt808RegisterReply(frameOf(HEARTBEAT), 1, 2, 'SECRET')).body).toHaveLength(3)
  })

  it('server time is UTC', () => {
    const [reply] = receive(jt808TimeReply(frameOf(HEARTBEAT), 1, SAMPLE_EPOCH))
    expect(reply?.content).toMatchObject({ kind: 'timeReply', time: { text: '2026-11-24 00:30:05', epochMs: SAMPLE_EPOCH } })
  })

  it('missing parts are asked for by number, in both editions', () => {
    const missing = { phone: PHONE, messageId: 0x0801, firstSerial: 10, indexes: [1, 3] }
    for (const protocolVersion of [null, 1]) {
      const [asked] = receive(jt808ResendRequest({ ...missing, protocolVersion }, 1))
      expect(asked?.content).toEqual({ kind: 'resendRequest', firstSerial: 10, indexes: [1, 3] })
    }
  })

  it('a body that no header can announce is refused', () => {
    expect(() => encodeJt808({ ...frameOf(HEARTBEAT), body: new Uint8Array(1024) })).toThrow(RangeError)
  })

  it('a repeated frame has the key of the first, another content has not', () => {
    const key = (bytes: Uint8Array) => jt808DuplicateKey(frameOf(bytes))
    expect(key(locationFrame())).toBe(key(locationFrame()))
    expect(key(locationFrame())).not.toBe(key(locationFrame({ speed: 1 })))
  })
})

describe('bits', () => {
  it('the alarms that wait for an acknowledgement', () => {
    const names = JT808_ALARM_BITS.filter((_, bit) => (JT808_CLEARED_BY_ACK >>> bit) & 1)
    expect(names).toEqual(['emergency', 'area_in_out', 'route_in_out', 'segment_time', 'illegal_ignition', 'illegal_move'])
  })

  it('doors, locks and lines of the status word', () => {
    expect(jt808Status((1 << 10) | (1 << 12) | (1 << 13) | (1 << 17) | (1 << 22))).toMatchObject({
      fuelLineCut: true,
      powerLineCut: false,
      doorsLocked: true,
      doorsOpen: [1, 5],
      moving: true,
    })
  })
})
