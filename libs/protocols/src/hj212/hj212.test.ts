import { describe, expect, it } from 'vitest'
import { concatBytes } from '../bytes.ts'
import { encodeGbk, encodeUtf8 } from '../text.ts'
import { hj212Answer, hj212FetchHistory, hj212Request, hj212SetClock } from './answers.ts'
import { hj212Unit } from './codes.ts'
import { crcText, hj212Crc, modbusCrc } from './crc.ts'
import { encodeHj212, hj212DuplicateKey, inspectHj212 } from './frame.ts'
import type { Hj212Packet } from './frame.ts'
import { hj212Readings } from './readings.ts'
import { createHj212Decoder } from './stream.ts'

const HEAD = { QN: '20260801085857223', ST: '32', CN: '2011', PW: '123456', MN: '010000A8900016F000169DC0', Flag: '5' }
const ANNEX_A = 'QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&'

function packet(bytes: Uint8Array): Hj212Packet {
  const found = inspectHj212(bytes)
  if ('error' in found) throw new Error(found.error)
  return found
}

function readings(cp: string, head: Partial<typeof HEAD> = {}) {
  return hj212Readings(packet(encodeHj212({ ...HEAD, ...head }, cp)))
}

/** A frame of any segment with a right check value. */
function framed(segment: Uint8Array): Uint8Array {
  const start = encodeUtf8(`##${String(segment.length).padStart(4, '0')}`)
  return concatBytes([start, segment, encodeUtf8(`${crcText(hj212Crc(segment))}\r\n`)])
}

describe('check value', () => {
  it('of the example in annex A is 1C80, and Modbus CRC16 is another', () => {
    expect(crcText(hj212Crc(encodeUtf8(ANNEX_A)))).toBe('1C80')
    expect(crcText(modbusCrc(encodeUtf8(ANNEX_A)))).toBe('0759')
  })

  it('yields 256 values only: a match is no proof', () => {
    const values = new Set<number>()
    for (let number = 0; number < 20_000; number++) values.add(hj212Crc(encodeUtf8(`w01018-Rtd=${number}`)))
    expect(values.size).toBeLessThanOrEqual(256)
  })
})

describe('stream', () => {
  const good = encodeHj212(HEAD, 'DataTime=20260801085857;w01018-Rtd=2.2,w01018-Flag=N')
  const causesOf = (options: Parameters<typeof createHj212Decoder>[0], ...pieces: Uint8Array[]) => {
    const causes: string[] = []
    const decoder = createHj212Decoder({ ...options, onRefused: ({ cause }) => causes.push(cause) })
    const frames = [...pieces.flatMap((piece) => decoder.push(piece)), ...decoder.flush()].length
    return { causes, frames, dialects: decoder.dialects() }
  }

  it('refuses by cause and finds the next frame', () => {
    expect(causesOf({}, encodeUtf8('##01x3 rubbish'), good)).toMatchObject({ causes: ['bad-head'], frames: 1 })
    expect(causesOf({}, encodeUtf8('##9999QN='), good)).toMatchObject({ causes: ['too-long'], frames: 1 })
    const damaged = good.slice()
    damaged[60] = 0x5a
    expect(causesOf({}, damaged, good)).toMatchObject({ causes: ['bad-crc'], frames: 1 })
    expect(causesOf({}, good.slice(0, 40))).toMatchObject({ causes: ['unfinished'], frames: 0 })
    expect(causesOf({}, encodeHj212({ CN: '2011' }, 'a=1'))).toMatchObject({ causes: ['no-mn'], frames: 0 })
  })

  it('a cut frame followed by a whole one: the whole one comes at once', () => {
    const decoder = createHj212Decoder()
    const cut = concatBytes([encodeUtf8('##0900'), good.slice(6)])
    expect(decoder.push(concatBytes([cut, good]))).toHaveLength(1)
    expect(decoder.refusals()['length-overruns']).toBe(1)
  })

  it('flush takes the frame behind an unfinished start without terminator', () => {
    const { causes, frames } = causesOf({}, concatBytes([encodeUtf8('##0900'), good]))
    expect(causes).toEqual(['unfinished'])
    expect(frames).toBe(1)
  })

  it('Modbus CRC16 only where the device is known for it', () => {
    const segment = good.slice(6, -6)
    const modbus = concatBytes([good.slice(0, 6), segment, encodeUtf8(`${crcText(modbusCrc(segment))}\r\n`)])
    expect(causesOf({}, modbus)).toMatchObject({ causes: ['bad-crc'], frames: 0 })
    expect(causesOf({ acceptModbusCrc: true }, modbus)).toMatchObject({ causes: [], frames: 1, dialects: { 'modbus-crc': 1 } })
  })

  it('counts the dialects it accepts', () => {
    const text = encodeUtf8('ST=32,CN=2011;MN=M1;CP=&&DataTime=20210305003817000;i11001-Info=')
    const gbk = framed(concatBytes([text, encodeGbk('清洗'), encodeUtf8('')]))
    const lower = good.slice()
    const crc = String.fromCharCode(...good.slice(-6, -2)).toLowerCase()
    lower.set(encodeUtf8(crc), good.length - 6)
    const { dialects, frames } = causesOf({}, gbk, lower.slice(0, -2), good.slice(0, -2), encodeUtf8('\\r\\n'))
    expect(frames).toBe(3)
    expect(dialects).toMatchObject({
      'no-qn': 1,
      'no-flag': 1,
      'milliseconds-in-data-time': 1,
      'comma-in-head': 1,
      'cp-not-closed': 1,
      'gbk-text': 1,
      'lower-case-crc': /[a-f]/.test(crc) ? 1 : 0,
      'no-crlf': 1,
      'literal-crlf': 1,
    })
  })

  it('split packets: joined once, parts again and impossible numbers refused, limits kept', () => {
    const part = (PNO: string, PNUM: string, time: string) =>
      encodeHj212({ ...HEAD, CN: '2061', Flag: '7', PNUM, PNO }, `DataTime=${time};w0000${PNO}-Avg=1`)
    const decoder = createHj212Decoder({ maxOpenMessages: 2, packetTimeoutMs: 1000 })
    const wholes = (bytes: Uint8Array, now: number) =>
      decoder.push(bytes, now).flatMap(({ whole }) => (whole ? [Object.keys(whole.points)] : []))
    expect(wholes(concatBytes([part('2', '2', '20260801080000'), part('2', '2', '20260801080000')]), 0)).toEqual([])
    expect(wholes(part('1', '2', '20260801080000'), 0)).toEqual([['w00001', 'w00002']])
    wholes(concatBytes([part('3', '2', '20260801080000'), part('0', '2', '20260801080000'), part('1', '999', '20260801080000')]), 0)
    expect(decoder.refusals()['part-impossible']).toBe(3)
    for (const hour of ['01', '02', '03']) wholes(part('1', '2', `202608010${hour}000`), 0)
    expect(decoder.refusals()['part-evicted']).toBe(1)
    wholes(part('1', '2', '20260802000000'), 5000)
    expect(decoder.refusals()['part-timeout']).toBe(2)
    expect(decoder.buffered()).toBeLessThan(1000)
  })

  it('names from the wire touch nothing of the program', () => {
    const [received] = createHj212Decoder().push(encodeHj212(HEAD, 'DataTime=20260801085857;__proto__-polluted=1;__proto__=2'))
    expect(Object.keys(received?.packet.points ?? {})).toEqual(['__proto__'])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

describe('readings', () => {
  it('real-time values with unit, quality by flag, time in China', () => {
    const [first, second, ...rest] = readings('DataTime=20260801085857;w01018-Rtd=40.1,w01018-Flag=N;w21003-Rtd=,w21003-Flag=F')
    expect(first).toEqual({
      protocol: 'hj212',
      deviceId: HEAD.MN,
      pointId: '',
      time: Date.UTC(2026, 7, 1, 0, 58, 57),
      kind: 'analog',
      code: 'w01018-Rtd',
      value: 40.1,
      unit: 'mg/L',
      quality: 'good',
      flag: 'N',
      period: 'realtime',
      backfilled: false,
    })
    expect(second).toMatchObject({ code: 'w21003-Rtd', value: null, quality: 'offline', flag: 'F' })
    expect(rest).toEqual([])
  })

  it.each([
    ['N', 'good'],
    ['S', 'substituted'],
    ['F', 'offline'],
    ['M', 'maintenance'],
    ['D', 'bad'],
    ['C', 'calibration'],
    ['T', 'uncertain'],
    ['B', 'offline'],
    ['Z', 'uncertain'],
  ])('flag %s is %s', (flag, quality) => {
    expect(readings(`DataTime=20260801085857;a01-Rtd=1,a01-Flag=${flag}`)[0]?.quality).toBe(quality)
  })

  it('an empty or unreadable value under a good flag is bad; a wrong time makes it uncertain', () => {
    expect(readings('DataTime=20260801085857;a-Rtd=,a-Flag=N')[0]).toMatchObject({ value: null, quality: 'bad' })
    expect(readings('DataTime=20260801085857;a-Rtd=abc,a-Flag=N')[0]).toMatchObject({ value: 'abc', quality: 'bad' })
    expect(readings('DataTime=20261301085857;a-Rtd=1,a-Flag=N')[0]).toMatchObject({ value: 1, time: null, quality: 'uncertain' })
  })

  it('periods, sums, states, texts and restarts', () => {
    expect(
      readings('DataTime=20260801080000;B01-Cou=54.5,B01-Avg=9', { CN: '2051' }).map((one) => [one.code, one.unit, one.period]),
    ).toEqual([
      ['B01-Cou', 'm³', 'minute'],
      ['B01-Avg', 'L/s', 'minute'],
    ])
    expect(readings('DataTime=20260801080000;SB1-RS=1', { CN: '2021' })[0]).toMatchObject({ kind: 'state', value: 1 })
    expect(readings('DataTime=20260801080000;i11-Info=//a;b//', { CN: '3020' })[0]).toMatchObject({ kind: 'text', value: 'a;b' })
    expect(readings('DataTime=20260801085857;RestartTime=20260801085624', { CN: '2081' })).toMatchObject([
      { kind: 'event', code: 'logger_restart', time: Date.UTC(2026, 7, 1, 0, 56, 24) },
    ])
  })

  it('answers and requests carry none', () => {
    expect(readings('QnRtn=1', { CN: '9011' })).toEqual([])
    expect(readings('BeginTime=20260801060000;EndTime=20260801080000', { CN: '2051' })).toEqual([])
  })

  it('units of stacks are not those of ambient air', () => {
    expect(hj212Unit('a21026', 'Rtd', '31')).toBe('mg/m³')
    expect(hj212Unit('a21026', 'Rtd', '22')).toBe('')
    expect(hj212Unit('constructor', 'Rtd', '32')).toBe('')
  })
})

describe('answers', () => {
  it('data by 9014, notices by 9013, with QN and edition of the request; none where none is wanted', () => {
    const answered = (head: Partial<typeof HEAD>) => {
      const bytes = hj212Answer(packet(encodeHj212({ ...HEAD, ...head }, '')))
      return bytes && { ...packet(bytes).head }
    }
    expect(answered({})).toEqual({ ...HEAD, ST: '91', CN: '9014', Flag: '4' })
    expect(answered({ CN: '1013' })).toMatchObject({ CN: '9013' })
    expect(answered({ Flag: '9' })).toMatchObject({ CN: '9014', Flag: '8' })
    expect(answered({ Flag: '4' })).toBeNull()
    expect(answered({ CN: '9014' })).toBeNull()
  })

  it('requests of the platform', () => {
    const target = { mn: HEAD.MN, password: '123456', st: '32', qnEpochMs: Date.UTC(2026, 7, 1, 1, 0, 0, 1) }
    const at = Date.UTC(2026, 7, 1, 1)
    expect(packet(hj212SetClock(target, at, 'w01018'))).toMatchObject({
      crcSent: 'B381',
      head: { QN: '20260801090000001', CN: '1012', Flag: '5' },
      cp: { PolId: 'w01018', SystemTime: '20260801090000' },
    })
    expect(packet(hj212FetchHistory(target, '2051', at - 3 * 3_600_000, at - 3_600_000)).cp).toMatchObject({
      BeginTime: '20260801060000',
      EndTime: '20260801080000',
    })
    expect(packet(hj212Request(target, '1062', 'RtdInterval=30')).cp).toMatchObject({ RtdInterval: '30' })
    expect(() => encodeHj212(HEAD, 'x'.repeat(10_000))).toThrow(RangeError)
  })

  it('the key of a resend is the key of the first', () => {
    const key = (cp: string) => hj212DuplicateKey(packet(encodeHj212(HEAD, cp)))
    expect(key('DataTime=20260801085857')).toBe(key('DataTime=20260801085857'))
    expect(key('DataTime=20260801085857')).not.toBe(key('DataTime=20260801085858'))
  })
})
