import { join } from 'node:path'
import { parseTable, replay, tableReadings, transpose, type Reading, type RuleFile } from '@anlan/alarms'
import { median, readText } from './data.ts'

const PERIOD = 180
const FAULT_ROW = 160
const COLUMNS = Array.from({ length: 52 }, (_, i) => String(i + 1))

export type TepResult = {
  falseRate: number
  falseRateNormalRun: number
  found: number
  medianDelayMinutes: number
  delays: (number | undefined)[]
  openedIn10Minutes: number
}

const load = (data: string, name: string, transposed: boolean, firstRow: number): Reading[] => {
  const table = parseTable(readText(join(data, 'tep', name)))
  const readings = tableReadings(transposed ? transpose(table) : table, { time: { rowSeconds: PERIOD }, values: COLUMNS }, firstRow)
  if (!Array.isArray(readings)) throw new Error(`${name}: no column ${readings.column}`)
  return readings
}

/** Rows of numbers of one run. */
export const readRun = (data: string, name: string, transposed: boolean): number[][] => {
  const table = parseTable(readText(join(data, 'tep', name)))
  return (transposed ? transpose(table) : table).rows.map((row) => row.map(Number))
}

/** Rows in alarm (any rule active after its row was judged) of a run of `rows` rows. */
const rowsInAlarm = (file: RuleFile, training: Reading[], run: Reading[]): { inAlarm: boolean[]; opened: number[] } => {
  const points = COLUMNS.map((id) => ({ id, period: PERIOD }))
  const events = replay(file, points, [...training, ...run]).events.filter((e) => e.at >= 0)
  const rows = run.length / COLUMNS.length
  const inAlarm: boolean[] = []
  let active = 0
  let next = 0
  for (let row = 0; row < rows; row++) {
    for (; next < events.length && (events[next]?.at ?? 0) <= row * PERIOD; next++) {
      if (events[next]?.kind === 'open') active++
      if (events[next]?.kind === 'clear') active--
    }
    inAlarm.push(active > 0)
  }
  return { inAlarm, opened: events.filter((e) => e.kind === 'open').map((e) => e.at / PERIOD) }
}

/**
 * Counting of the kpis sheet §3.3: false = share of the 21 × 160 rows before the fault that are in alarm; found = in alarm at some row
 * after it; delay = 3 min a row from the first row after the fault. Here a fault counts as found only by an activation after it
 * entered, so an alarm that stood before cannot find it.
 */
export const scoreTep = (file: RuleFile, data: string): TepResult => {
  const training = load(data, 'd00.dat', true, -500)
  const normal = rowsInAlarm(file, training, load(data, 'd00_te.dat', false, 0)).inAlarm
  let before = 0
  let burst = 0
  const delays: (number | undefined)[] = []
  for (let fault = 1; fault <= 21; fault++) {
    const run = load(data, `d${String(fault).padStart(2, '0')}_te.dat`, false, 0)
    const { inAlarm, opened } = rowsInAlarm(file, training, run)
    before += inAlarm.slice(0, FAULT_ROW).filter(Boolean).length
    const first = opened.find((row) => row >= FAULT_ROW)
    delays.push(first === undefined ? undefined : (first - FAULT_ROW) * 3)
    burst = Math.max(burst, opened.filter((row) => first !== undefined && row >= first && row < first + 10 / 3).length)
  }
  const known = delays.filter((x) => x !== undefined)
  return {
    falseRate: before / (21 * FAULT_ROW),
    falseRateNormalRun: normal.filter(Boolean).length / normal.length,
    found: known.length,
    medianDelayMinutes: median(known),
    delays,
    openedIn10Minutes: burst,
  }
}
