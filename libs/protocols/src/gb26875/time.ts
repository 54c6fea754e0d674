import { fromBcd, toHex, u8 } from '../bytes.ts'
import { epochToWall, wallText, wallToEpoch } from '../time.ts'
import type { WireTime } from '../time.ts'

/** `auto` takes binary where it is a time and else BCD, which some devices send against the standard. */
export type TimeFormat = 'auto' | 'binary' | 'bcd'

/** A time label; `raw` is its hex, `dialect` is set when it was read as BCD. */
export interface TimeLabel extends WireTime {
  raw: string
  dialect: 'bcd' | null
}

function reversedEpoch(parts: readonly number[]): number | null {
  const [second = -1, minute = -1, hour = -1, day = -1, month = -1, year = -1] = parts
  return year < 0 ? null : wallToEpoch(2000 + year, month, day, hour, minute, second)
}

/** Second, minute, hour, day, month, year - 2000 at `at`, plain binary by the standard. */
export function readLabel(bytes: Uint8Array, at: number, format: TimeFormat = 'auto'): TimeLabel {
  const octets = Array.from({ length: 6 }, (_, index) => u8(bytes, at + index))
  const raw = toHex(bytes, at, at + 6)
  const binary = format === 'bcd' ? null : reversedEpoch(octets)
  const epochMs = binary ?? (format === 'binary' ? null : reversedEpoch(octets.map(fromBcd)))
  if (epochMs === null) return { raw, text: raw, valid: false, epochMs: null, dialect: null }
  return { raw, text: wallText(...epochToWall(epochMs)), valid: true, epochMs, dialect: binary === null ? 'bcd' : null }
}

/** The six octets of a time label in China standard time; zeros for null. */
export function encodeLabel(epochMs: number | null): Uint8Array {
  if (epochMs === null) return new Uint8Array(6)
  const [year, month, day, hour, minute, second] = epochToWall(epochMs)
  return Uint8Array.of(second, minute, hour, day, month, (year - 2000) & 0xff)
}
