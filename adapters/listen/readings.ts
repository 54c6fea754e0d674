import type { Reading, ReadingQuality } from '@anlan/protocols'

/** Quality codes of the evaluator. */
const QUALITY: Readonly<Record<ReadingQuality, number>> = {
  good: 0,
  uncertain: 1,
  bad: 2,
  substituted: 3,
  calibration: 4,
  maintenance: 5,
  offline: 6,
}

/** A number, yes and no as 1 and 0, NaN where the device says that it has none; null for texts, which are no readings. */
export function numberOf(value: Reading['value']): number | null {
  if (value === null) return NaN
  if (typeof value === 'boolean') return value ? 1 : 0
  return typeof value === 'number' ? value : null
}

/** No value is never good. */
export const qualityOf = (reading: Pick<Reading, 'quality' | 'value'>): number =>
  reading.value === null ? Math.max(QUALITY[reading.quality], QUALITY.bad) : QUALITY[reading.quality]
