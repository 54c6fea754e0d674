import { describe, expect, it } from 'vitest'
import { concatBytes, fromHex } from '../bytes.ts'
import { SAMPLE_EPOCH } from '../testing/samples.ts'
import { encodeGb26875, gb26875Answer, gb26875DuplicateKey, gb26875WantsAck, inspectGb26875 } from './frame.ts'
import type { Gb26875Frame, Gb26875Send } from './frame.ts'
import { encodeUnit } from './objects.ts'
import { gb26875Readings } from './readings.ts'
import { createGb26875Decoder } from './stream.ts'
import { encodeLabel, readLabel } from './time.ts'

const TIME = { text: '', raw: '', valid: true, epochMs: SAMPLE_EPOCH, dialect: null }
const DEVICE_STATE = encodeUnit(21, [{ state: 2, time: TIME }])

function send(change: Partial<Gb26875Send> = {}): Uint8Array {
  return encodeGb26875({
    serial: 1,
    epochMs: SAMPLE_EPOCH,
    source: '000000010203',
    destination: '0000000000AA',
    command: 2,
    unit: DEVICE_STATE,
    ...change,
  })
}

function frame(bytes: Uint8Array): Gb26875Frame {
  const found = inspectGb26875(bytes)
  if ('error' in found) throw new Error(found.error)
  return found
}

/** A frame made from head and unit octets as they are, with a right checksum. */
function raw(unit: Uint8Array, change: Partial<Gb26875Send> = {}): Uint8Array {
  return send({ unit, ...change })
}

describe('stream', () => {
  const causesOf = (...pieces: Uint8Array[]) => {
    const causes: string[] = []
    const decoder = createGb26875Decoder({ onRefused: ({ cause }) => causes.push(cause) })
    const frames = [...pieces.flatMap((piece) => decoder.push(piece)), ...decoder.flush()]
    return { causes, serials: frames.map((one) => one.serial) }
  }

  it('refuses by cause and finds the next frame', () => {
    const next = send({ serial: 9 })
    const changed = (at: number, octet: number) => {
      const bytes = send()
      bytes[at] = octet
      return bytes
    }
    expect(causesOf(fromHex('0102'), next)).toEqual({ causes: ['outside-frame'], serials: [9] })
    expect(causesOf(changed(25, 0x7f), next)).toEqual({ causes: ['too-long'], serials: [9] })
    expect(causesOf(changed(26, 77), next)).toEqual({ causes: ['bad-command'], serials: [9] })
    expect(causesOf(changed(send().length - 1, 0), next)).toEqual({ causes: ['no-end'], serials: [9] })
    expect(causesOf(changed(28, 0x55), next)).toEqual({ causes: ['bad-checksum'], serials: [9] })
    expect(causesOf(send().slice(0, 33))).toEqual({ causes: ['unfinished'], serials: [] })
  })

  it('a stray 40 before a frame costs nothing', () => {
    expect(causesOf(concatBytes([Uint8Array.of(0x40), send({ serial: 9 })])).serials).toEqual([9])
  })

  it('a cut frame swallows only itself once the link is idle', () => {
    const { serials } = causesOf(send().slice(0, 20), send({ serial: 8 }), send({ serial: 9 }))
    expect(serials).toEqual([8, 9])
  })

  it('a wrong checksum comes with its frame, to be answered by nak', () => {
    const bad: Gb26875Frame[] = []
    const decoder = createGb26875Decoder({ onBadChecksum: (one) => bad.push(one) })
    const bytes = send({ serial: 300 })
    bytes[28] = 0x55
    expect(decoder.push(bytes)).toEqual([])
    const answer = frame(gb26875Answer(bad[0] as Gb26875Frame, 'nak', SAMPLE_EPOCH))
    expect(answer).toMatchObject({ serial: 300, command: 6, source: '0000000000AA', destination: '000000010203', unit: null })
  })

  it('counts the dialects it accepts', () => {
    const decoder = createGb26875Decoder()
    decoder.push(send({ mainVersion: 2, epochMs: null }))
    decoder.push(raw(Uint8Array.of(21, 1, 1)))
    decoder.push(raw(Uint8Array.of(99, 1, 1)))
    decoder.push(raw(Uint8Array.of(5, 2, 1, 1, 2, 9)))
    decoder.push(raw(Uint8Array.of(5, 1, 1, 1, 2, 9, 0)))
    expect(decoder.dialects()).toEqual({
      'no-time-label': 1,
      'bcd-time': 0,
      'impossible-time': 1,
      'main-version': 1,
      'unknown-type': 1,
      'objects-do-not-fit': 1,
      'octets-left-over': 1,
    })
  })
})

describe('time labels', () => {
  it('plain binary by the standard, BCD where binary is impossible, or as the device is known for', () => {
    const bcd = fromHex('053008241126')
    expect(readLabel(encodeLabel(SAMPLE_EPOCH), 0)).toMatchObject({ text: '2026-11-24 08:30:05', epochMs: SAMPLE_EPOCH, dialect: null })
    expect(readLabel(bcd, 0)).toMatchObject({ text: '2026-11-24 08:30:05', epochMs: SAMPLE_EPOCH, dialect: 'bcd' })
    expect(readLabel(bcd, 0, 'binary')).toMatchObject({ valid: false, raw: '053008241126' })
    expect(readLabel(fromHex('010101010101'), 0, 'bcd')).toMatchObject({ text: '2001-01-01 01:01:01' })
    expect(readLabel(new Uint8Array(6), 0).valid).toBe(false)
  })
})

describe('readings', () => {
  const component = { systemType: 1, systemAddress: 1, componentType: 42, componentAddress: 196629 }
  const of = (type: number, object: Parameters<typeof encodeUnit>[1][number], change: Partial<Gb26875Send> = {}) =>
    gb26875Readings(frame(send({ unit: encodeUnit(type, [object]), ...change })))

  it('component state: every bit, so that a recovery shows as false', () => {
    const states = of(2, { ...component, state: 0b11, text: '3层东走廊感烟', time: TIME })
    expect(states.find((one) => one.code === 'fire')).toEqual({
      protocol: 'gb26875',
      deviceId: '000000010203',
      pointId: '1.1.42.196629',
      time: SAMPLE_EPOCH,
      kind: 'state',
      code: 'fire',
      value: true,
      unit: '',
      quality: 'good',
      flag: '',
      period: 'realtime',
      backfilled: false,
    })
    expect(states.find((one) => one.code === 'fault')?.value).toBe(false)
    expect(states.find((one) => one.code === 'description')?.value).toBe('3层东走廊感烟')
    expect(states.filter((one) => one.kind === 'state')).toHaveLength(9)
  })

  it('analog values are signed and scaled; an unknown type keeps its raw number', () => {
    expect(of(3, { ...component, analogType: 3, raw: -152, time: TIME })[0]).toMatchObject({ code: 'temperature', value: -15.2, unit: '℃' })
    expect(of(3, { ...component, analogType: 200, raw: 7, time: TIME })[0]).toMatchObject({
      code: 'analog_200',
      value: 7,
      quality: 'uncertain',
    })
  })

  it('operations are events by the operator; bit 5 of the device is the answer to a duty check', () => {
    expect(
      of(4, { systemType: 1, systemAddress: 1, operation: 0b101000, operator: 5, time: TIME }).map((one) => [one.code, one.value]),
    ).toEqual([
      ['operation.clear_alarm', 5],
      ['operation.confirm', 5],
    ])
    expect(of(24, { operation: 0b100000, operator: 0, time: TIME })[0]?.code).toBe('operation.guard_check_reply')
  })

  it('without its label an object takes the time of the frame; without both it has none', () => {
    const short = Uint8Array.of(21, 1, 2)
    expect(gb26875Readings(frame(raw(short)))[0]).toMatchObject({ time: SAMPLE_EPOCH, quality: 'good' })
    expect(gb26875Readings(frame(raw(short, { epochMs: null })))[0]).toMatchObject({ time: null, quality: 'uncertain' })
  })

  it('what the platform sends carries none', () => {
    expect(of(91, { minutes: 10 }, { command: 1 })).toEqual([])
    expect(of(61, { systemType: 1, systemAddress: 1 }, { command: 4 })).toEqual([])
  })
})

describe('answers and limits', () => {
  it('commands 1 and 2 want an acknowledgement', () => {
    expect([1, 2, 3, 4, 5, 6].filter((command) => gb26875WantsAck(frame(send({ command }))))).toEqual([1, 2])
  })

  it('a resend has the key of the first; the serial may come again with another content', () => {
    const key = (change: Partial<Gb26875Send>) => gb26875DuplicateKey(frame(send(change)))
    expect(key({})).toBe(key({ epochMs: SAMPLE_EPOCH + 10_000 }))
    expect(key({})).not.toBe(key({ unit: encodeUnit(21, [{ state: 0, time: TIME }]) }))
  })

  it('refuses to write what the standard does not allow', () => {
    expect(() => send({ unit: new Uint8Array(1025) })).toThrow(RangeError)
    expect(() => encodeUnit(99, [])).toThrow(RangeError)
    expect(() => encodeUnit(21, [{ state: 1 }, { state: 2 }])).toThrow(RangeError)
  })

  it('a unit of any octets is taken apart without reading beyond it', () => {
    for (let type = 0; type < 256; type++) {
      for (let length = 0; length < 60; length++) {
        const octets = new Uint8Array(length).fill(3)
        if (length > 0) octets[0] = type
        expect(frame(raw(octets)).unit?.objects.length ?? 0).toBeLessThanOrEqual(3)
      }
    }
  })
})
