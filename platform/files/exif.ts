/**
 * When a photograph was taken, from its EXIF block (CIPA DC-008: DateTimeOriginal 0x9003, OffsetTimeOriginal 0x9011 in the
 * IFD that tag 0x8769 points to). Cameras mostly give no offset: Beijing time is then meant.
 * @param exif the block as sharp gives it, with or without the leading `Exif\0\0`
 * @returns an ISO instant, or null where it is absent, damaged or absurd
 */
export function exifTime(exif: Buffer, now = new Date()): string | null {
  try {
    return read(exif, now)
  } catch (error) {
    // A block cut short reads beyond its end: no time, and no reason to refuse the picture.
    if (error instanceof RangeError) return null
    throw error
  }
}

interface Entry {
  readonly type: number
  readonly count: number
  readonly valueAt: number
}

function read(exif: Buffer, now: Date): string | null {
  const tiff = exif.subarray(0, 6).toString('latin1') === 'Exif\0\0' ? exif.subarray(6) : exif
  const order = tiff.subarray(0, 2).toString('latin1')
  if (order !== 'II' && order !== 'MM') return null
  const u16 = (at: number): number => (order === 'II' ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const u32 = (at: number): number => (order === 'II' ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))

  const find = (ifd: number, tag: number): Entry | null => {
    const entries = u16(ifd)
    for (let i = 0; i < entries; i++) {
      const at = ifd + 2 + i * 12
      if (u16(at) === tag) return { type: u16(at + 2), count: u32(at + 4), valueAt: at + 8 }
    }
    return null
  }
  const ascii = (entry: Entry | null): string | null => {
    if (!entry || entry.type !== 2 || entry.count > 64) return null
    const from = entry.count <= 4 ? entry.valueAt : u32(entry.valueAt)
    return tiff
      .subarray(from, from + entry.count)
      .toString('latin1')
      .replace(/\0.*$/s, '')
  }

  const pointer = find(u32(4), 0x8769)
  if (!pointer) return null
  const ifd = u32(pointer.valueAt)
  const parts = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)/.exec(ascii(find(ifd, 0x9003)) ?? '')
  if (!parts) return null
  const offset = /^[+-]\d\d:\d\d$/.exec(ascii(find(ifd, 0x9011)) ?? '')?.[0] ?? '+08:00'
  const [, y, mo, d, h, mi, s] = parts
  const at = new Date(`${y}-${mo}-${d}T${h}:${mi}:${s}${offset}`)
  // A camera whose battery was out starts at its maker's date: before 2000 tells nothing.
  if (Number.isNaN(at.getTime()) || at.getUTCFullYear() < 2000 || at.getTime() > now.getTime() + 86_400_000) return null
  return at.toISOString()
}
