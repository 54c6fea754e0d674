import type { MeasureDef, SeriesDef } from '#kernel/measure/index.ts'
import type { Text } from '#kernel/text.ts'
import type { Sql } from '#platform/db/index.ts'
import type { Period } from '../model.ts'

/** What a list behind a number is asked for. */
export interface CounterAsk {
  readonly path: string
  readonly period: Period
  readonly where: Readonly<Record<string, readonly string[]>>
}

/**
 * What records can be counted, declared by the part that owns them.
 * `flow` rows happen on a day and yield `path, day, sector, office, n`; `stock` rows last and yield `path, since, until, sector,
 * office, n`, where `until` is the first day on which they no longer count, or null. Further columns serve as filters.
 */
export interface Counter {
  readonly id: string
  readonly text: Text
  readonly unit: Text
  readonly kind: 'flow' | 'stock'
  /** The object whose `.read` shows the rows: who does not see all of them gets no figure. */
  readonly object: string
  readonly rows: Sql
  /** Columns of `rows` by which a measure may restrict it. */
  readonly filters: readonly string[]
  /** Where the records stand, for people. */
  readonly source: Text
  /** Address of the list that sums to the number; null where there is none. */
  readonly href: (ask: CounterAsk) => string | null
}

/** Everything that is declared, put together by the application. */
export interface MeasureBook {
  readonly measures: readonly MeasureDef[]
  readonly series: readonly SeriesDef[]
  readonly counters: readonly Counter[]
  /** Names of the groups of the breakdown by sector. */
  readonly sectors: readonly { readonly id: string; readonly text: Text }[]
}
