import type { Reading, ReadingKind, ReadingQuality } from '../reading.ts'
import { digitsToEpoch } from '../time.ts'
import { HJ212_COMMANDS, HJ212_FLAG_QUALITY, hj212Unit } from './codes.ts'
import type { Hj212Packet } from './frame.ts'
import type { Fields } from './segment.ts'

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const TEXT_SUFFIXES = new Set(['SN', 'SampleTime', 'EFlag'])

function kindOf(suffix: string, value: Reading['value']): ReadingKind {
  if (suffix === 'RS') return 'state'
  return typeof value === 'string' ? 'text' : 'analog'
}

/** A number where it is one, text without its `//` where it is text, null where the field is empty. */
function valueOf(suffix: string, text: string): number | string | null {
  const trimmed = text.trim()
  if (trimmed === '') return null
  if (!TEXT_SUFFIXES.has(suffix) && NUMBER.test(trimmed)) return Number(trimmed)
  const log = /^\/\/(.*)\/\/$/s.exec(trimmed)
  return log ? (log[1] ?? '') : trimmed
}

/** An unknown flag is not trusted; no value under a good flag is bad; a wrong or missing time makes the good uncertain. */
function qualityOf(flag: string, value: Reading['value'], suffix: string, timeKnown: boolean): ReadingQuality {
  const byFlag = flag === '' ? 'good' : (HJ212_FLAG_QUALITY[flag.toUpperCase()] ?? 'uncertain')
  if (byFlag !== 'good' && byFlag !== 'substituted') return byFlag
  const measured = !TEXT_SUFFIXES.has(suffix) && suffix !== 'Info'
  if (value === null || (measured && typeof value === 'string')) return 'bad'
  return timeKnown ? byFlag : 'uncertain'
}

/**
 * The readings of one packet, with `code` as `factor-suffix` (`w01018-Rtd`). The time is DataTime in China standard time; for
 * minute, hour and day data it is the start of the interval. A logger restart (2081) gives one event. Packets that carry no
 * measurements give none.
 */
export function hj212Readings(packet: Hj212Packet): Reading[] {
  const { head, cp, points } = packet
  const period = HJ212_COMMANDS[head['CN'] ?? '']?.period
  // A platform's request for data has the same CN as the data; it has no DataTime and no points.
  if (!period || !head['MN']) return []
  const time = digitsToEpoch(cp['DataTime'] ?? '')
  const base = { protocol: 'hj212', deviceId: head['MN'], pointId: '', time, period, backfilled: false } as const
  const readings: Reading[] = []
  if (cp['RestartTime'] !== undefined) {
    const restarted = digitsToEpoch(cp['RestartTime'])
    const quality = restarted === null ? 'uncertain' : 'good'
    readings.push({ ...base, time: restarted, kind: 'event', code: 'logger_restart', value: true, unit: '', quality, flag: '' })
  }
  for (const [code, fields] of Object.entries(points)) readings.push(...pointReadings(base, head['ST'] ?? '', code, fields))
  return readings
}

type Base = Pick<Reading, 'protocol' | 'deviceId' | 'pointId' | 'time' | 'period' | 'backfilled'>

function pointReadings(base: Base, st: string, code: string, fields: Fields): Reading[] {
  const flag = fields['Flag'] ?? ''
  return Object.entries(fields)
    .filter(([suffix]) => suffix !== 'Flag')
    .map(([suffix, text]) => {
      const value = valueOf(suffix, text)
      const quality = qualityOf(flag, value, suffix, base.time !== null)
      return { ...base, kind: kindOf(suffix, value), code: `${code}-${suffix}`, value, unit: hj212Unit(code, suffix, st), quality, flag }
    })
}
