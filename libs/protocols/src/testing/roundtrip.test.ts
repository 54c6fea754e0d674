import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromHex, toHex } from '../bytes.ts'
import { encodeGb26875, inspectGb26875 } from '../gb26875/frame.ts'
import { encodeUnit, OBJECT_TYPES, parseUnit } from '../gb26875/objects.ts'
import type { Gb26875Object } from '../gb26875/objects.ts'
import { createHj212Decoder } from '../hj212/stream.ts'
import { cpText, encodeHj212, inspectHj212 } from '../hj212/frame.ts'
import { encodeJt808, encodeJt808Parts, inspectJt808 } from '../jt808/frame.ts'
import { encodeLocation, parseLocation } from '../jt808/location.ts'
import { createJt808Decoder } from '../jt808/stream.ts'
import { decodeGbk, encodeGbk } from '../text.ts'
import { digitsToEpoch, epochToDigits } from '../time.ts'

const octet = fc.integer({ min: 0, max: 255 })
const word = fc.integer({ min: 0, max: 0xffff })
const dword = fc.integer({ min: 0, max: 0xffffffff })
/** Whole seconds of 2000-2099 in China. */
const second = fc.integer({ min: Date.UTC(2000, 0, 2) / 1000, max: Date.UTC(2099, 11, 30) / 1000 }).map((seconds) => seconds * 1000)
const digits = (length: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length })
const address = fc.uint8Array({ minLength: 6, maxLength: 6 }).map((bytes) => toHex(bytes).toUpperCase())
const chinese = fc.string({ unit: fc.constantFrom(...'安澜监测预警消防火泵ABC 019#层'), maxLength: 15 })

describe('JT/T 808: encode then decode', () => {
  const send = fc.record({
    messageId: word,
    phone: digits(12),
    serial: word,
    protocolVersion: fc.option(fc.integer({ min: 1, max: 255 })),
    body: fc.uint8Array({ maxLength: 1023 }),
    subPackage: fc.option(fc.record({ total: word, index: word })),
    encryption: fc.integer({ min: 0, max: 7 }),
  })

  it('any frame', () => {
    fc.assert(
      fc.property(send, (frame) => {
        const back = inspectJt808(encodeJt808(frame))
        expect(back).toMatchObject({
          ...frame,
          checksumOk: true,
          lengthOk: true,
          phone: frame.phone.padStart(frame.protocolVersion === null ? 12 : 20, '0'),
        })
      }),
    )
  })

  it('any body in parts, in any order, through the stream', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 3000 }),
        fc.integer({ min: 40, max: 1023 }),
        word,
        fc.infiniteStream(fc.nat()),
        (body, size, serial, dice) => {
          const parts = encodeJt808Parts({ messageId: 0x0801, phone: '123456789012', serial, protocolVersion: null, body }, size)
          parts.sort(() => ((dice.next().value as number) % 3) - 1)
          const decoder = createJt808Decoder()
          const wholes = parts.flatMap((part) => decoder.push(part)).flatMap(({ whole }) => (whole ? [whole] : []))
          expect(wholes).toHaveLength(1)
          expect(toHex(wholes[0]?.body ?? new Uint8Array())).toBe(toHex(body))
          expect(wholes[0]?.serial).toBe(serial)
          expect(decoder.buffered()).toBeLessThanOrEqual(1)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('any location', () => {
    const location = fc.record({
      alarmBits: dword,
      statusBits: dword.map((bits) => (bits & ~0b1100) >>> 0),
      latitude: fc.integer({ min: -90_000_000, max: 90_000_000 }).map((micro) => micro / 1e6),
      longitude: fc.integer({ min: -180_000_000, max: 180_000_000 }).map((micro) => micro / 1e6),
      altitude: fc.integer({ min: -32768, max: 32767 }),
      speed: word.map((tenths) => tenths / 10),
      direction: word,
      epochMs: second,
      items: fc.array(fc.record({ id: octet, value: fc.uint8Array({ maxLength: 255 }) }), { maxLength: 5 }),
    })
    fc.assert(
      fc.property(location, (sent) => {
        const back = parseLocation(encodeLocation(sent))
        expect(back?.latitude).toBeCloseTo(sent.latitude, 9)
        expect(back?.longitude).toBeCloseTo(sent.longitude, 9)
        expect(back).toMatchObject({ alarmBits: sent.alarmBits, altitude: sent.altitude, speed: sent.speed, direction: sent.direction })
        expect(back?.time.epochMs).toBe(sent.epochMs)
        expect(back?.items.map(({ id, offset, length }) => [id, toHex(back.raw, offset, offset + length)])).toEqual(
          sent.items.map(({ id, value }) => [id, toHex(value)]),
        )
      }),
    )
  })
})

describe('HJ 212: encode then decode', () => {
  const name = fc.string({ unit: fc.constantFrom(...'awLe0123456789'), minLength: 1, maxLength: 6 })
  const value = fc.string({ unit: fc.constantFrom(...'0123456789.-正常'), maxLength: 8 })
  const points = fc.dictionary(name, fc.dictionary(fc.constantFrom('Rtd', 'Avg', 'Flag', 'Info'), value, { minKeys: 1 }), { maxKeys: 8 })

  it('any head and points', () => {
    fc.assert(
      fc.property(digits(17), digits(2), digits(24), fc.integer({ min: 0, max: 255 }), points, (QN, ST, MN, flag, sent) => {
        const head = { QN, ST, CN: '2011', PW: '123456', MN, Flag: String(flag) }
        const back = inspectHj212(encodeHj212(head, cpText({ DataTime: '20261124083005' }, sent)))
        if ('error' in back) throw new Error(back.error)
        expect(back).toMatchObject({ crcOk: true, tailOk: true, cpClosed: true })
        expect({ ...back.head }).toEqual(head)
        expect(Object.fromEntries(Object.entries(back.points).map(([code, fields]) => [code, { ...fields }]))).toEqual(sent)
        expect(back.flag).toEqual({ version: flag >> 2, hasPacketNumber: (flag & 2) > 0, needsAnswer: (flag & 1) > 0 })
      }),
    )
  })

  it('one changed digit in a reading is always caught by the check value', () => {
    const frame = encodeHj212({ QN: '1', MN: 'M', CN: '2011' }, 'DataTime=20261124083005;w01018-Rtd=40.1')
    const at = frame.length - 2 - 4 - 2 - 1
    for (let digit = 0x30; digit <= 0x39; digit++) {
      if (digit === frame[at]) continue
      const changed = frame.slice()
      changed[at] = digit
      expect(createHj212Decoder().push(changed)).toEqual([])
    }
  })

  it('times', () => {
    fc.assert(
      fc.property(second, fc.integer({ min: 0, max: 999 }), (base, ms) => {
        expect(digitsToEpoch(epochToDigits(base + ms, true))).toBe(base + ms)
        expect(digitsToEpoch(epochToDigits(base))).toBe(base)
      }),
    )
  })
})

describe('GB/T 26875.3: encode then decode', () => {
  const time = second.map((epochMs) => ({ text: '', raw: '', valid: true, epochMs, dialect: null }))
  const object: fc.Arbitrary<Gb26875Object> = fc.record({
    systemType: octet,
    systemAddress: octet,
    componentType: octet,
    componentAddress: dword,
    state: octet,
    analogType: octet,
    raw: fc.integer({ min: -32768, max: 32767 }),
    operation: octet,
    operator: octet,
    major: octet,
    minor: octet,
    count: octet,
    minutes: octet,
    reserved: octet,
    text: chinese,
    startTime: time,
    time,
  })

  it('objects of every type: what the type carries comes back', () => {
    for (const type of Object.keys(OBJECT_TYPES).map(Number)) {
      const most = Math.min(3, OBJECT_TYPES[type]?.maxCount ?? 1)
      fc.assert(
        fc.property(fc.array(object, { minLength: 1, maxLength: most }), (sent) => {
          const unit = parseUnit(encodeUnit(type, sent), 'binary')
          expect(unit).toMatchObject({ type, count: sent.length, error: null })
          expect(unit.trailing).toHaveLength(0)
          unit.objects.forEach((back, at) => {
            for (const [key, value] of Object.entries(back)) {
              if (key === 'textOctets') continue
              const was = sent[at]?.[key as keyof Gb26875Object]
              if (key === 'time' || key === 'startTime')
                expect((value as { epochMs: number }).epochMs).toBe((was as { epochMs: number }).epochMs)
              else expect(value, `type ${type} ${key}`).toBe(was)
            }
          })
        }),
        { numRuns: 20 },
      )
    }
  })

  it('any frame', () => {
    fc.assert(
      fc.property(
        word,
        octet,
        octet,
        second,
        address,
        address,
        octet,
        fc.uint8Array({ maxLength: 1024 }),
        (serial, main, user, epochMs, source, destination, command, unit) => {
          const back = inspectGb26875(
            encodeGb26875({ serial, mainVersion: main, userVersion: user, epochMs, source, destination, command, unit }),
            'binary',
          )
          if ('error' in back) throw new Error(back.error)
          expect(back).toMatchObject({ serial, mainVersion: main, userVersion: user, source, destination, command, checksumOk: true })
          expect(back.time.epochMs).toBe(epochMs)
          expect(toHex(back.unitOctets)).toBe(toHex(unit))
        },
      ),
    )
  })
})

describe('texts', () => {
  it('GBK there and back; what GBK lacks becomes a question mark', () => {
    fc.assert(fc.property(chinese, (text) => decodeGbk(encodeGbk(text)) === text))
    expect(toHex(encodeGbk('粤A12345'))).toBe('d4c1413132333435')
    expect(decodeGbk(encodeGbk('火😀警'))).toBe('火?警')
  })

  it('hex there and back; rubbish is refused', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => fromHex(toHex(bytes)).every((octet, at) => octet === bytes[at])))
    expect(() => fromHex('7')).toThrow(RangeError)
    expect(() => fromHex('zz')).toThrow(RangeError)
  })
})
