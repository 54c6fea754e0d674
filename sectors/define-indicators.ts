import { runRule } from '@anlan/rules'
import type { MeasureDef, MeasureInput, SeriesDef } from '#kernel/measure/index.ts'
import { text, type Text } from '#kernel/text.ts'

/** What a sector gives to the measures: base statistics that it needs and figures that it is judged by. */
export interface Indicators {
  readonly series: readonly SeriesDef[]
  readonly measures: readonly MeasureDef[]
}

export const persons = text('人', 'persons')

export const counted = (
  id: string,
  words: Text,
  unit: Text,
  counter: string,
  where?: Readonly<Record<string, readonly string[]>>,
): MeasureInput => ({ id, text: words, unit, from: { counter, ...(where ? { where } : {}) } })

export const deathsOf = (words: Text, where?: Readonly<Record<string, readonly string[]>>): MeasureInput =>
  counted('deaths', words, persons, 'accident.deaths', where)

export const fromSeries = (series: SeriesDef): MeasureInput => ({
  id: series.id,
  text: series.text,
  unit: series.unit,
  from: { series: series.id },
})

/**
 * The statutory rate of `libs/rules` (topic `indicator`): the denominator under the rule's own name and in its unit.
 * @param scale what one unit of our series is in the rule's unit, e.g. 1e8 yuan for a GDP in 亿元
 */
export function statutoryRate(input: string, denominator: string, output: string, scale = 1): MeasureDef['compute'] {
  return (values, on) => {
    const result = runRule('indicator', { deaths: values['deaths'] ?? 0, [denominator]: (values[input] ?? 0) * scale }, on)
    return (result.value as Record<string, number | null> | null)?.[output] ?? null
  }
}

/** A count that is its own value. */
export const sole =
  (id: string): MeasureDef['compute'] =>
  (values) =>
    values[id] ?? null
