import { checkMeasures } from '#kernel/measure/index.ts'
import type { MeasureBook } from '#mechanisms/measures/index.ts'
import { registryCounters } from '#mechanisms/registry/index.ts'
import { accidentCounters } from '#practices/accidents/index.ts'
import { hazardCounters, hazardMeasures } from '#practices/hazards/index.ts'
import { installationCounters, installationMeasures } from '#practices/installations/index.ts'
import { sectors } from '#sectors/index.ts'
import { sectorMeasures, sectorSeries } from '#sectors/indicators.ts'

/** Every measure, series and counter that is wired. Walked here, so that a broken declaration stops the boot and says where. */
export function wiredMeasures(): MeasureBook {
  const book: MeasureBook = {
    measures: [...sectorMeasures, ...hazardMeasures, ...installationMeasures],
    series: sectorSeries,
    counters: [...accidentCounters, ...hazardCounters, ...installationCounters, ...registryCounters],
    sectors,
  }
  const faults = checkMeasures(
    book.measures,
    book.series,
    book.counters.map((c) => c.id),
  )
  if (faults.length > 0) throw new Error(`Measures are not sound:\n- ${faults.join('\n- ')}`)
  return book
}
