import { join } from 'node:path'
import { medianPeriod, parseTable, parseTime, replay, tableReadings, type RuleFile } from '@anlan/alarms'
import { median, readJson, readText } from './data.ts'

export type NabSeries = { name: string; windows: [number, number][]; readings: { time: number; value: number }[]; period: number }
export type NabResult = {
  found: number
  windows: number
  falseActivations: number
  seriesDays: number
  delayHours: number
  noAnomaly: number
  series: Record<string, { found: number; windows: number; falseActivations: number }>
}

const isWindows = (x: unknown): x is Record<string, [string, string][]> => typeof x === 'object' && x !== null

/** The 58 series with their labelled windows. The label file spells one folder otherwise than the data. */
export const loadNab = (data: string): NabSeries[] => {
  const labels = readJson(join(data, 'nab/labels/combined_windows.json'))
  if (!isWindows(labels)) throw new Error('combined_windows.json is not a map of windows')
  return Object.entries(labels).map(([name, windows]) => {
    const table = parseTable(readText(join(data, 'nab/data', name.replace('realAWSCloudWatch', 'realAWSCloudwatch'))))
    const readings = tableReadings(table, { time: 'timestamp', values: ['value'] })
    if (!Array.isArray(readings)) throw new Error(`${name}: no column ${readings.column}`)
    return { name, readings, period: medianPeriod(readings), windows: windows.map(([a, b]) => [parseTime(a), parseTime(b)]) }
  })
}

/** First rows of a series that are not scored: min(15 %, 750), kpis sheet §3.1. */
export const probation = (rows: number): number => Math.min(Math.floor(0.15 * rows), 750)

/** Activation times of any rule on one series. */
export const activations = (file: RuleFile, series: NabSeries): number[] =>
  replay(
    file,
    [{ id: series.name, period: series.period }],
    series.readings.map((x) => ({ point: 0, time: x.time, value: x.value, quality: 0 })),
  )
    .events.filter((event) => event.kind === 'open')
    .map((event) => event.at)

/**
 * Counting of the kpis sheet: activations, not samples; found = windows with an activation inside; false = activations outside all
 * windows; series-days = scored rows times the series' period (the shortest of the usual countings, so the strictest).
 */
export const scoreNab = (file: RuleFile | ((series: NabSeries) => RuleFile), all: readonly NabSeries[]): NabResult => {
  const result: NabResult = { found: 0, windows: 0, falseActivations: 0, seriesDays: 0, delayHours: NaN, noAnomaly: 0, series: {} }
  const delays: number[] = []
  for (const series of all) {
    const skip = probation(series.readings.length)
    const scoredFrom = series.readings[skip]?.time ?? Infinity
    const opened = activations(typeof file === 'function' ? file(series) : file, series).filter((at) => at >= scoredFrom)
    const inside = (at: number): boolean => series.windows.some(([a, b]) => at >= a && at <= b)
    const hits = series.windows
      .map(([a, b]) => opened.find((at) => at >= a && at <= b))
      .flatMap((at, i) => (at === undefined ? [] : [at - (series.windows[i]?.[0] ?? at)]))
    const wrong = opened.filter((at) => !inside(at)).length
    delays.push(...hits)
    result.found += hits.length
    result.windows += series.windows.length
    result.falseActivations += wrong
    result.seriesDays += ((series.readings.length - skip) * series.period) / 86400
    if (series.name.startsWith('artificialNoAnomaly')) result.noAnomaly += opened.length
    result.series[series.name] = { found: hits.length, windows: series.windows.length, falseActivations: wrong }
  }
  result.delayHours = median(delays) / 3600
  return result
}

/** The baseline of the kpis sheet run through this evaluator: fixed limits at ±k standard deviations of the probation part. */
export const staticLimits =
  (k: number, extra: object = {}) =>
  (series: NabSeries): unknown => {
    const values = series.readings.slice(0, probation(series.readings.length)).map((x) => x.value)
    const mean = values.reduce((a, b) => a + b, 0) / values.length
    const sigma = Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length) || 1e-9
    return { version: 1, rules: [{ id: 'static', kind: 'limits', point: '*', L: mean - k * sigma, H: mean + k * sigma, ...extra }] }
  }
