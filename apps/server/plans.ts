import { readMeasure, type MeasureBook } from '#mechanisms/measures/index.ts'
import type { MeasurePort } from '#practices/plans/index.ts'

/** The measures as plans ask for them. */
export function planMeasures(book: MeasureBook): MeasurePort {
  return { list: () => book.measures, read: (read, claims, ask) => readMeasure(book, read, claims, ask) }
}
