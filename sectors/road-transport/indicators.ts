import type { SeriesDef } from '#kernel/measure/index.ts'
import { text } from '#kernel/text.ts'
import { deathsOf, fromSeries, statutoryRate, type Indicators } from '../define-indicators.ts'
import { known } from '../laws.ts'

const vehicles: SeriesDef = {
  id: 'vehicles',
  text: text('机动车保有量', 'Motor vehicles'),
  unit: text('辆', 'vehicles'),
  kind: 'stock',
  note: text('年末数', 'At the end of the year'),
  whole: true,
}

/** Deaths per 10,000 motor vehicles. */
export const indicators: Indicators = {
  series: [vehicles],
  measures: [
    {
      id: 'deaths-per-vehicles',
      text: text('道路交通万车死亡率', 'Road deaths per 10,000 vehicles'),
      unit: text('人/万车', 'per 10,000'),
      period: 'year',
      better: 'less',
      breakdowns: ['town'],
      clause: known('道路交通统计与考核指标', 'Road traffic statistics and assessment indicators'),
      formula: text('道路交通事故死亡人数 ÷ 机动车保有量 × 1 万', 'Road deaths ÷ motor vehicles × 10,000'),
      inputs: [deathsOf(text('道路交通事故死亡', 'Road deaths'), { category: ['road'] }), fromSeries(vehicles)],
      digits: 2,
      compute: statutoryRate('vehicles', 'vehicles', 'per_10k'),
    },
  ],
}
