import { array, assert, nat, property, tuple } from 'fast-check'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { exifTime } from './exif.ts'

const now = new Date('2026-06-01T00:00:00Z')

async function block(time: string, offset?: string): Promise<Buffer> {
  const blank = sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
  const bytes = await blank
    .withExif({ IFD0: { Make: 'P' }, IFD2: { DateTimeOriginal: time, ...(offset ? { OffsetTimeOriginal: offset } : {}) } })
    .jpeg()
    .toBuffer()
  const { exif } = await sharp(bytes).metadata()
  if (!exif) throw new Error('no EXIF was written')
  return exif
}

test('the time is Beijing time unless the camera names its offset', async () => {
  expect(exifTime(await block('2026:03:05 14:30:00'), now)).toBe('2026-03-05T06:30:00.000Z')
  expect(exifTime(await block('2026:03:05 14:30:00', '+06:00'), now)).toBe('2026-03-05T08:30:00.000Z')
})

test('a big-endian block is read as well', () => {
  const bytes = Buffer.alloc(64)
  bytes.write('MM\0*', 0, 'latin1')
  bytes.writeUInt32BE(8, 4)
  const entry = (at: number, tag: number, type: number, count: number, value: number): void => {
    bytes.writeUInt16BE(tag, at)
    bytes.writeUInt16BE(type, at + 2)
    bytes.writeUInt32BE(count, at + 4)
    bytes.writeUInt32BE(value, at + 8)
  }
  bytes.writeUInt16BE(1, 8)
  entry(10, 0x8769, 4, 1, 26)
  bytes.writeUInt16BE(1, 26)
  entry(28, 0x9003, 2, 20, 42)
  bytes.write('2025:12:31 23:59:59\0', 42, 'latin1')
  expect(exifTime(bytes, now)).toBe('2025-12-31T15:59:59.000Z')
})

test('a camera whose clock was never set, or runs ahead, tells nothing', async () => {
  expect(exifTime(await block('1980:01:01 00:00:00'), now)).toBeNull()
  expect(exifTime(await block('2031:01:01 00:00:00'), now)).toBeNull()
  expect(exifTime(await block('0000:00:00 00:00:00'), now)).toBeNull()
})

test('a damaged block gives a time or nothing, never a fault', async () => {
  const whole = await block('2026:03:05 14:30:00')
  assert(
    property(nat(whole.length), array(tuple(nat(whole.length - 1), nat(255)), { maxLength: 12 }), (length, changes) => {
      const damaged = Buffer.from(whole)
      for (const [at, byte] of changes) damaged[at] = byte
      const time = exifTime(damaged.subarray(0, length), now)
      return time === null || !Number.isNaN(Date.parse(time))
    }),
    { numRuns: 2000 },
  )
})
