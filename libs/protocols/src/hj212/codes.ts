import type { ReadingPeriod, ReadingQuality } from '../reading.ts'

/** What a command code (CN) is for, HJ 212-2017 table C. Codes of the 2025 edition are marked; their text is not verified. */
export interface Hj212Command {
  name: string
  /** `data` is answered with 9014, `notice` with 9013, `request` with 9011 and 9012, `answer` not at all. */
  role: 'data' | 'notice' | 'request' | 'answer'
  period: ReadingPeriod | null
  sourceStatus: 'verified' | 'unverified'
}

function command(name: string, role: Hj212Command['role'], period: ReadingPeriod | null = null): Hj212Command {
  return { name, role, period, sourceStatus: 'verified' }
}

function of2025(name: string, role: Hj212Command['role']): Hj212Command {
  return { name, role, period: null, sourceStatus: 'unverified' }
}

export const HJ212_COMMANDS: Readonly<Record<string, Hj212Command>> = {
  '1000': command('set time-out and resends', 'request'),
  '1011': command('get clock', 'request'),
  '1012': command('set clock', 'request'),
  '1013': command('clock check notice', 'notice'),
  '1061': command('get real-time interval', 'request'),
  '1062': command('set real-time interval', 'request'),
  '1063': command('get minute interval', 'request'),
  '1064': command('set minute interval', 'request'),
  '1072': command('set password', 'request'),
  '2011': command('real-time data', 'data', 'realtime'),
  '2012': command('stop real-time data', 'notice'),
  '2021': command('equipment state', 'data', 'realtime'),
  '2022': command('stop equipment state', 'notice'),
  '2031': command('day data', 'data', 'day'),
  '2041': command('equipment running time of the day', 'data', 'day'),
  '2051': command('minute data', 'data', 'minute'),
  '2061': command('hour data', 'data', 'hour'),
  '2081': command('logger restart', 'data', 'realtime'),
  '3011': command('zero and span calibration', 'request'),
  '3012': command('sample now', 'request'),
  '3013': command('clean', 'request'),
  '3014': command('comparison sampling', 'request'),
  '3015': command('sample retained over limit', 'data'),
  '3016': command('set sampling period', 'request'),
  '3017': command('get sampling period', 'request'),
  '3018': command('get time to sample', 'request'),
  '3019': command('instrument id', 'data'),
  '3020': command('site information', 'data', 'realtime'),
  '3021': command('set parameter', 'request'),
  '9011': command('request answer', 'answer'),
  '9012': command('result', 'answer'),
  '9013': command('notice answer', 'answer'),
  '9014': command('data answer', 'answer'),
  '1001': of2025('2025 edition', 'request'),
  '1002': of2025('2025 edition', 'request'),
  '1014': of2025('key', 'request'),
  '2013': of2025('raw data', 'data'),
  '2052': of2025('2025 edition', 'data'),
  '2062': of2025('2025 edition', 'data'),
  '2111': of2025('2025 edition', 'data'),
  '3022': of2025('2025 edition', 'request'),
  '3024': of2025('2025 edition', 'request'),
  '9015': of2025('heart-beat', 'notice'),
}

/** QnRtn of 9011: what the other side thinks of a request. */
export const HJ212_QN_RTN = {
  ready: 1,
  refused: 2,
  wrongPassword: 3,
  wrongMn: 4,
  wrongSt: 5,
  wrongFlag: 6,
  wrongQn: 7,
  wrongCn: 8,
  wrongCrc: 9,
  unknown: 100,
} as const

/** ExeRtn of 9012: how a request ended. */
export const HJ212_EXE_RTN = { ok: 1, failed: 2, wrongCondition: 3, timeOut: 4, busy: 5, systemFault: 6, noData: 100 } as const

/**
 * Quality by data flag. N normal, S typed in, F stopped, M maintenance, D fault, C calibration, T over range (the value is at
 * least the top of the range), B no link. The flags are of the standard; what follows from them is this project's reading.
 */
export const HJ212_FLAG_QUALITY: Readonly<Record<string, ReadingQuality>> = {
  N: 'good',
  S: 'substituted',
  F: 'offline',
  M: 'maintenance',
  D: 'bad',
  C: 'calibration',
  T: 'uncertain',
  B: 'offline',
}

/** Codes of the 2005 edition that are still sent, with their code of today. */
export const HJ212_OLD_CODES: Readonly<Record<string, string>> = {
  B01: 'w00000',
  '001': 'w01001',
  '011': 'w01018',
  '060': 'w21003',
  '101': 'w21011',
}

/**
 * Usual unit of a factor and of its sum (-Cou). Taken from public implementations, not from the standard's tables, and a
 * site may differ: a point's own configuration goes first. '' = none or not known. Air pollutants depend on the system type
 * (mg/m³ at a stack, µg/m³ in ambient air), so they are given for stacks alone.
 */
const UNITS: Readonly<Record<string, readonly [unit: string, sum: string]>> = {
  w00000: ['L/s', 'm³'],
  w01018: ['mg/L', 'kg'],
  w21003: ['mg/L', 'kg'],
  w21011: ['mg/L', 'kg'],
  w21001: ['mg/L', 'kg'],
  a19001: ['%', ''],
  a01011: ['m/s', ''],
  a01012: ['℃', ''],
  a01014: ['%', ''],
  LA: ['dB', ''],
  Leq: ['dB', ''],
}

const STACK_SYSTEMS = new Set(['31', '51'])
const STACK_GASES = new Set(['a21026', 'a21002', 'a34013', 'a21028', 'a21001', 'a21022', 'a21024', 'a99049'])

/** The usual unit of `code` with `suffix` in system type `st`; '' where it is not known. */
export function hj212Unit(code: string, suffix: string, st: string): string {
  if (suffix === 'RT') return 'h'
  const sum = suffix === 'Cou'
  const current = HJ212_OLD_CODES[code] ?? code
  const known = Object.hasOwn(UNITS, current) ? UNITS[current] : undefined
  if (known) return known[sum ? 1 : 0]
  if (STACK_SYSTEMS.has(st) && STACK_GASES.has(current)) return sum ? 'kg' : 'mg/m³'
  return ''
}
