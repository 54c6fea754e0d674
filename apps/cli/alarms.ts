import { parseArgs } from 'node:util'
import { medianPeriod, parseRules, parseTable, replay, tableReadings, transpose } from '@anlan/alarms'
import type { AlarmEvent, Columns, Reading, RuleFile, Table } from '@anlan/alarms'

type Io = { out(line: string): void; err(line: string): void; readFile(path: string): string }

const USAGE = [
  'anlan alarms replay --rules FILE --csv FILE --time COLUMN --values COLUMN,...',
  '  --time row:SECONDS     row number times SECONDS, for files without a time column',
  '  --values all           every column of a file without header; columns are numbered from 1',
  '  --train FILE           rows that come before the first row of --csv (learning detectors)',
  '  --train-transposed     the rows of that file are columns',
  '回放读数文件，按规则逐行输出报警事件（JSON）。/ Replays readings and prints alarm events as JSON lines.',
]

const OPTIONS = {
  rules: { type: 'string' },
  csv: { type: 'string' },
  time: { type: 'string' },
  values: { type: 'string' },
  train: { type: 'string' },
  'train-transposed': { type: 'boolean' },
} as const

type Fault = { fault: string }
const isFault = (x: object): x is Fault => 'fault' in x

const readRules = (path: string, io: Io): RuleFile | Fault => {
  let json: unknown
  try {
    json = JSON.parse(io.readFile(path))
  } catch (error) {
    return { fault: `规则文件读不出 / cannot read rules ${path}: ${error instanceof Error ? error.message : String(error)}` }
  }
  const parsed = parseRules(json)
  if (parsed.ok) return parsed.file
  return { fault: parsed.errors.map((e) => `${path}: ${e.field}: ${e.zh} / ${e.en}`).join('\n') }
}

const columnsOf = (time: string, values: string, table: Table): Columns | Fault => {
  const names =
    values === 'all' ? (table.header ?? table.rows[0] ?? []).map((name, i) => (table.header ? name : String(i + 1))) : values.split(',')
  if (!time.startsWith('row:')) return { time, values: names }
  const rowSeconds = Number(time.slice(4))
  return rowSeconds > 0 ? { time: { rowSeconds }, values: names } : { fault: `--time ${time}: 秒数须大于零 / seconds must be positive` }
}

const readTable = (path: string, io: Io): Table | Fault => {
  try {
    return parseTable(io.readFile(path))
  } catch (error) {
    return { fault: `数据文件读不出 / cannot read ${path}: ${error instanceof Error ? error.message : String(error)}` }
  }
}

const readings = (table: Table, columns: Columns, path: string, firstRow: number): Reading[] | Fault => {
  const found = tableReadings(table, columns, firstRow)
  return Array.isArray(found) ? found : { fault: `${path}: 没有这一列 / no such column: ${found.column}` }
}

const line = (event: AlarmEvent): string => JSON.stringify({ time: new Date(event.at * 1000).toISOString(), ...event })

const runReplay = (args: string[], io: Io): Fault | undefined => {
  const { values: given } = parseArgs({ args, options: OPTIONS })
  const { rules, csv, time, values } = given
  if (rules === undefined || csv === undefined || time === undefined || values === undefined) return { fault: USAGE.join('\n') }
  const file = readRules(rules, io)
  if (isFault(file)) return file
  const table = readTable(csv, io)
  if (isFault(table)) return table
  const columns = columnsOf(time, values, table)
  if (isFault(columns)) return columns
  const main = readings(table, columns, csv, 0)
  if (isFault(main)) return main
  let before: Reading[] = []
  if (given.train !== undefined) {
    const raw = readTable(given.train, io)
    if (isFault(raw)) return raw
    const shaped = given['train-transposed'] ? transpose(raw) : raw
    const found = readings(shaped, columns, given.train, -shaped.rows.length)
    if (isFault(found)) return found
    before = found
  }
  const period = medianPeriod(main)
  const points = columns.values.map((id) => file.points.find((p) => p.id === id) ?? { id, period })
  const result = replay(file, points, [...before, ...main])
  for (const event of result.events) io.out(line(event))
  const { duplicates, conflicts, late } = result.counts
  io.err(`readings ${result.readings}, events ${result.events.length}, duplicates ${duplicates}, conflicts ${conflicts}, late ${late}`)
  for (const s of result.clockSteps)
    io.err(`clock step ${s.by} s at ${new Date(s.at * 1000).toISOString()}, point ${columns.values[s.point] ?? ''}`)
  return undefined
}

/** `anlan alarms …`. Exit code 0, or 1 with the fault on `err`. */
export const alarmsCommand = async (args: string[], io: Io): Promise<number> => {
  const [verb, ...rest] = args
  let fault: Fault | undefined = { fault: USAGE.join('\n') }
  try {
    if (verb === 'replay') fault = runReplay(rest, io)
  } catch (error) {
    // parseArgs throws on unknown options.
    fault = { fault: error instanceof Error ? error.message : String(error) }
  }
  if (fault === undefined) return 0
  io.err(fault.fault)
  return 1
}
