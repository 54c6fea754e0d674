import type { SeriesDef } from '#kernel/measure/index.ts'
import { text } from '#kernel/text.ts'
import { deathsOf, fromSeries, statutoryRate, type Indicators } from '../define-indicators.ts'

const output: SeriesDef = {
  id: 'coal-output',
  text: text('煤炭产量', 'Coal output'),
  unit: text('吨', 't'),
  kind: 'flow',
  note: text('全年原煤产量', 'Raw coal of the whole year'),
  whole: false,
}

/** Deaths per million tonnes of coal. */
export const indicators: Indicators = {
  series: [output],
  measures: [
    {
      id: 'deaths-per-coal',
      text: text('煤矿百万吨死亡率', 'Deaths per million tonnes of coal'),
      unit: text('人/百万吨', 'per million t'),
      period: 'year',
      better: 'less',
      breakdowns: ['town'],
      clause: { text: text('GB 6441-2025 附录A（A.2）', 'GB 6441-2025, Annex A (A.2)'), status: 'verified' },
      formula: text('煤矿事故死亡人数 ÷ 煤炭产量（吨）× 100 万', 'Deaths in coal mines ÷ output in t × 1,000,000'),
      inputs: [deathsOf(text('煤矿事故死亡', 'Deaths in coal mines'), { sector: ['coal'] }), fromSeries(output)],
      digits: 3,
      compute: statutoryRate('coal-output', 'output_t', 'per_mt'),
    },
  ],
}
