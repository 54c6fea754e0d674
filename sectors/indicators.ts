/** Base statistics and measures of all sectors. A sector that has any adds one line here. */
import type { MeasureDef, SeriesDef } from '#kernel/measure/index.ts'
import { indicators as coal } from './coal/indicators.ts'
import { indicators as common } from './common/indicators.ts'
import type { Indicators } from './define-indicators.ts'
import { indicators as fire } from './fire/indicators.ts'
import { indicators as roadTransport } from './road-transport/indicators.ts'
import { indicators as specialEquipment } from './special-equipment/indicators.ts'

const all: readonly Indicators[] = [common, coal, roadTransport, specialEquipment, fire]

export const sectorSeries: readonly SeriesDef[] = all.flatMap((i) => i.series)
export const sectorMeasures: readonly MeasureDef[] = all.flatMap((i) => i.measures)
