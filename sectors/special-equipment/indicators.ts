import type { SeriesDef } from '#kernel/measure/index.ts'
import { text } from '#kernel/text.ts'
import { deathsOf, fromSeries, statutoryRate, type Indicators } from '../define-indicators.ts'
import { known } from '../laws.ts'

const units: SeriesDef = {
  id: 'special-equipment',
  text: text('特种设备台数', 'Special equipment'),
  unit: text('台', 'units'),
  kind: 'stock',
  note: text('年末在用台数，不含气瓶和压力管道（口径存疑）', 'In use at the end of the year, without cylinders and pipelines (uncertain)'),
  whole: true,
}

/** Deaths per 10,000 units of special equipment. */
export const indicators: Indicators = {
  series: [units],
  measures: [
    {
      id: 'deaths-per-special-equipment',
      text: text('特种设备万台事故死亡率', 'Deaths per 10,000 units of special equipment'),
      unit: text('人/万台', 'per 10,000'),
      period: 'year',
      better: 'less',
      breakdowns: ['town'],
      clause: known('特种设备安全统计指标', 'Special equipment statistics'),
      formula: text('特种设备事故死亡人数 ÷ 特种设备台数 × 1 万', 'Deaths with special equipment ÷ units × 10,000'),
      inputs: [deathsOf(text('特种设备事故死亡', 'Deaths with special equipment'), { sector: ['special-equipment'] }), fromSeries(units)],
      digits: 3,
      compute: statutoryRate('special-equipment', 'units', 'per_10k'),
    },
  ],
}
