import type { Reading } from './types.ts'
import { QUALITY } from './types.ts'

/** Rows of a text table; `header` is undefined for files of bare numbers. */
export type Table = { header: string[] | undefined; rows: string[][] }

/** Comma-separated with a header, or white-space-separated numbers without one (Tennessee-Eastman .dat). */
export const parseTable = (text: string): Table => {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const first = lines[0] ?? ''
  if (first.includes(',')) return { header: splitCsv(first), rows: lines.slice(1).map(splitCsv) }
  return { header: undefined, rows: lines.map((line) => line.trim().split(/\s+/)) }
}

/** One CSV line (RFC 4180 quotes; no line breaks inside a field). */
const splitCsv = (line: string): string[] => {
  if (!line.includes('"')) return line.split(',').map((x) => x.trim())
  return [...line.matchAll(/(?:^|,)\s*(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((m) => (m[1]?.replaceAll('""', '"') ?? m[2] ?? '').trim())
}

export const transpose = (table: Table): Table => ({
  header: undefined,
  rows: (table.rows[0] ?? []).map((_, column) => table.rows.map((row) => row[column] ?? '')),
})

/** Seconds since 1970: a number as it is, `2014-01-07 06:00:00` and ISO stamps without zone as UTC, others with their zone. NaN if unreadable. */
export const parseTime = (text: string): number => {
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  const iso = text.replace(' ', 'T')
  return Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(iso) ? iso : `${iso}Z`) / 1000
}

export type Columns = { time: string | { rowSeconds: number }; values: string[] }
export type ColumnFault = { column: string }

/** Column by header name, or by 1-based number where there is no header. */
const columnIndex = (table: Table, name: string): number =>
  table.header ? table.header.indexOf(name) : /^\d+$/.test(name) ? Number(name) - 1 : -1

/**
 * Readings of a table in file order, all columns of a row together; points numbered as `values`. `firstRow` shifts row times (training
 * rows come before time 0). Returns the first column that is not there instead.
 */
export const tableReadings = (table: Table, columns: Columns, firstRow = 0): Reading[] | ColumnFault => {
  const indexes = columns.values.map((name) => columnIndex(table, name))
  const width = table.header?.length ?? table.rows[0]?.length ?? 0
  const missing = indexes.findIndex((i) => i < 0 || i >= width)
  if (missing >= 0) return { column: columns.values[missing] ?? '' }
  const timeColumn = typeof columns.time === 'string' ? columnIndex(table, columns.time) : 0
  if (timeColumn < 0 || timeColumn >= width) return { column: String(columns.time) }
  return table.rows.flatMap((row, n) => {
    const time = typeof columns.time === 'string' ? parseTime(row[timeColumn] ?? '') : (n + firstRow) * columns.time.rowSeconds
    return indexes.map((i, point) => {
      const value = row[i]?.trim() ? Number(row[i]) : NaN
      return { point, time, value, quality: value === value ? QUALITY.good : QUALITY.bad }
    })
  })
}

/** The usual distance of a point's readings: the median of the distances in the table, which gaps and one clock step do not move. */
export const medianPeriod = (readings: readonly Reading[]): number => {
  const times = readings.filter((x) => x.point === 0).map((x) => x.time)
  const gaps = times
    .slice(1)
    .map((t, i) => t - (times[i] ?? t))
    .filter((gap) => gap > 0)
    .toSorted((a, b) => a - b)
  return gaps[Math.floor(gaps.length / 2)] ?? 60
}
