import type { IsoDate } from '../calendar/index.ts'
import type { Clause } from '../sector/index.ts'
import type { Text } from '../text.ts'

/** How a measure may be split. `town`: the divisions one step below the place that is asked about. */
export type Breakdown = 'town' | 'sector' | 'office'

/** What an input is read from: our own records, by a named counter, or the yearly base statistics, by a named series. */
export type InputSource =
  | { readonly counter: string; readonly where?: Readonly<Record<string, readonly string[]>> }
  | { readonly series: string }

export interface MeasureInput {
  readonly id: string
  readonly text: Text
  readonly unit: Text
  readonly from: InputSource
}

/** A measure (指标): declared once, and the same for board, report, plan and API. */
export interface MeasureDef {
  readonly id: string
  readonly text: Text
  readonly unit: Text
  /** The shortest period over which the figure means something. */
  readonly period: 'year' | 'quarter' | 'month' | 'day'
  readonly better: 'less' | 'more'
  readonly breakdowns: readonly Breakdown[]
  readonly clause: Clause
  /** The formula in words. */
  readonly formula: Text
  readonly inputs: readonly MeasureInput[]
  /** Digits behind the point that are shown. */
  readonly digits: number
  /** From all inputs by their ids; null where the formula has no result (a denominator of 0). `on` is the last day of the period. */
  readonly compute: (values: Readonly<Record<string, number>>, on: IsoDate) => number | null
}

/** A yearly base statistic (基础数据): GDP, employees, vehicles, output, population. */
export interface SeriesDef {
  readonly id: string
  readonly text: Text
  readonly unit: Text
  /** `flow`: summed over the year, so that it serves whole years only. `stock`: a state; the year before stands in until it is out. */
  readonly kind: 'flow' | 'stock'
  /** What is counted: price basis, mean or year end. */
  readonly note: Text
  /** Whole numbers only. */
  readonly whole: boolean
}

/** A share in percent of two inputs; null where there is nothing to share. */
export const percentOf =
  (part: string, whole: string) =>
  (values: Readonly<Record<string, number>>): number | null => {
    const [a, b] = [values[part] ?? 0, values[whole] ?? 0]
    return b === 0 ? null : (a / b) * 100
  }

const repeated = (ids: readonly string[]): string[] => ids.filter((id, i) => ids.indexOf(id) !== i)

/** Faults of a set of declarations in words; empty = sound. `counters` are the ids that are wired. */
export function checkMeasures(measures: readonly MeasureDef[], series: readonly SeriesDef[], counters: readonly string[]): string[] {
  const faults = [
    ...repeated(measures.map((m) => m.id)).map((id) => `measure ${id} is declared twice`),
    ...repeated(series.map((s) => s.id)).map((id) => `series ${id} is declared twice`),
    ...repeated(counters).map((id) => `counter ${id} is declared twice`),
  ]
  for (const { id, inputs, digits } of measures) {
    if (inputs.length === 0) faults.push(`measure ${id} has no inputs`)
    if (digits < 0 || digits > 6) faults.push(`measure ${id} shows ${digits} digits`)
    for (const one of repeated(inputs.map((i) => i.id))) faults.push(`measure ${id} has the input ${one} twice`)
    for (const { from } of inputs) {
      if ('series' in from && !series.some((s) => s.id === from.series))
        faults.push(`measure ${id} reads the unknown series ${from.series}`)
      if ('counter' in from && !counters.includes(from.counter)) faults.push(`measure ${id} reads the unknown counter ${from.counter}`)
    }
  }
  return faults
}
