import { text } from '#kernel/text.ts'
import { deathsOf, persons, statutoryRate, type Indicators } from '../define-indicators.ts'
import { known } from '../laws.ts'

/** Fire deaths per 100,000 people; the population is a base statistic of all sectors. */
export const indicators: Indicators = {
  series: [],
  measures: [
    {
      id: 'fire-deaths-per-population',
      text: text('火灾十万人口死亡率', 'Fire deaths per 100,000 people'),
      unit: text('人/10万人', 'per 100,000'),
      period: 'year',
      better: 'less',
      breakdowns: ['town'],
      clause: known('消防统计指标', 'Fire statistics'),
      formula: text('火灾死亡人数 ÷ 常住人口 × 10 万', 'Fire deaths ÷ residents × 100,000'),
      inputs: [
        deathsOf(text('火灾死亡', 'Fire deaths'), { category: ['fire'] }),
        { id: 'population', text: text('常住人口', 'Resident population'), unit: persons, from: { series: 'population' } },
      ],
      digits: 3,
      compute: statutoryRate('population', 'population', 'per_100k'),
    },
  ],
}
