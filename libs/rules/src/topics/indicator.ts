import { f, num, optNum, say } from '../core/fields.ts'
import { clean } from '../core/number.ts'
import { cannotJudge, defineRule } from '../core/run.ts'
import type { Outcome, SourceStatus } from '../core/types.ts'

interface Indicator {
  readonly denominator: string
  readonly output: string
  readonly factor: number
  readonly zh: string
  readonly unit: string
  readonly source: string
  readonly status: SourceStatus
  readonly numerator?: 'injured'
}

const A = 'GB 6441-2025 附录A'
const statistics = '统计与考核指标(凭知识)'

const INDICATORS: readonly Indicator[] = [
  {
    denominator: 'gdp_yuan',
    output: 'per_yi',
    factor: 1e8,
    zh: '亿元国内生产总值事故死亡率',
    unit: '人/亿元',
    source: `${A}(A.1)`,
    status: 'verified',
  },
  {
    denominator: 'output_t',
    output: 'per_mt',
    factor: 1e6,
    zh: '百万吨死亡率',
    unit: '人/百万吨',
    source: `${A}(A.2)`,
    status: 'verified',
  },
  {
    denominator: 'output_m3',
    output: 'per_10k_m3',
    factor: 1e4,
    zh: '万立方米死亡率',
    unit: '人/万m³',
    source: `${A}(A.3)`,
    status: 'verified',
  },
  { denominator: 'mean_employees', output: 'per_1000', factor: 1e3, zh: '千人事故死亡率', unit: '‰', source: A, status: 'verified' },
  {
    denominator: 'mean_employees',
    output: 'injured_per_1000',
    factor: 1e3,
    zh: '千人事故受伤率',
    unit: '‰',
    source: A,
    status: 'verified',
    numerator: 'injured',
  },
  {
    denominator: 'employed',
    output: 'per_100k',
    factor: 1e5,
    zh: '工矿商贸就业人员10万人死亡率',
    unit: '人/10万人',
    source: statistics,
    status: 'from-knowledge',
  },
  {
    denominator: 'vehicles',
    output: 'per_10k',
    factor: 1e4,
    zh: '道路交通万车死亡率',
    unit: '人/万车',
    source: statistics,
    status: 'from-knowledge',
  },
  {
    denominator: 'units',
    output: 'per_10k',
    factor: 1e4,
    zh: '特种设备万台死亡率',
    unit: '人/万台',
    source: statistics,
    status: 'from-knowledge',
  },
  {
    denominator: 'population',
    output: 'per_100k',
    factor: 1e5,
    zh: '火灾10万人口死亡率',
    unit: '人/10万人',
    source: statistics,
    status: 'from-knowledge',
  },
]

export const indicator = defineRule({
  name: 'indicator',
  title: say('事故指标', 'Accident indicators'),
  summary: say(
    '死亡(受伤)人数除以产值、产量、人数、车辆、台数或人口。分母为 0 的不计算。',
    'Deaths (injuries) by GDP, output, employees, vehicles, units or population; null where the denominator is 0.',
  ),
  fields: [
    f.count('deaths', '死亡人数', 'Deaths', { unit: '人', optional: true }),
    f.count('injured', '受伤人数', 'Injured', { unit: '人', optional: true, aliases: ['injuries'] }),
    f.number('gdp_yuan', '国内生产总值', 'GDP', { unit: '元', optional: true, aliases: ['GDP_yuan', 'gdp'] }),
    f.number('gdp_yi', '国内生产总值', 'GDP', { unit: '亿元', optional: true, aliases: ['gdp_100m', 'gdp_yi_yuan'] }),
    f.number('output_t', '产量', 'Output', { unit: 't', optional: true, aliases: ['tons'] }),
    f.number('output_m3', '产量', 'Output', { unit: 'm³', optional: true }),
    f.number('mean_employees', '平均职工人数', 'Mean employees', {
      unit: '人',
      optional: true,
      aliases: ['employees', 'mean_staff', 'workers'],
    }),
    f.number('employed', '工矿商贸就业人员', 'Employed in industry and trade', {
      unit: '人',
      optional: true,
      aliases: ['employed_industrial'],
    }),
    f.number('vehicles', '机动车保有量', 'Motor vehicles', { unit: '辆', optional: true, aliases: ['motor_vehicles'] }),
    f.number('units', '特种设备台数(不含气瓶和压力管道)', 'Special equipment', {
      unit: '台',
      optional: true,
      aliases: ['equipment_units', 'special_equipment'],
    }),
    f.number('population', '人口', 'Population', { unit: '人', optional: true }),
  ],
  versions: [
    {
      effectiveFrom: '2000-01-01',
      clause: `${A};统计与考核指标`,
      sourceStatus: 'from-knowledge',
      note: say('GB 6441-2025 自 2026-07-01 施行,公式此前通用。', 'GB 6441-2025 applies from 2026-07-01; the formulas were in use before.'),
      tables: { decimals: 12 },
    },
  ],
  examples: [
    { title: say('分母为零', 'Zero denominator'), inputs: { deaths: 3, vehicles: 0 }, expected: { per_10k: null } },
    {
      title: say('千人死亡率', 'Per thousand'),
      inputs: { deaths: 1, injured: 5, mean_employees: 2000 },
      expected: { per_1000: 0.5, injured_per_1000: 2.5 },
    },
    { title: say('亿元 GDP', 'By GDP'), inputs: { deaths: 12, gdp_yuan: 60000000000 }, expected: { per_yi: 0.02 } },
  ],
  outputAliases: {
    per_100m: 'per_yi',
    per_100m_yuan: 'per_yi',
    per_yi_gdp: 'per_yi',
    per_yi_yuan: 'per_yi',
    per_100m_gdp: 'per_yi',
    per_1e8: 'per_yi',
    per_1e8_yuan: 'per_yi',
    per_million_t: 'per_mt',
    per_thousand: 'per_1000',
    per_1k: 'per_1000',
    permille: 'per_1000',
    per_mille: 'per_1000',
    injury_per_1000: 'injured_per_1000',
    per_lakh: 'per_100k',
  },
  run(inputs): Outcome {
    const read = (name: string): number | undefined => {
      const yi = name === 'gdp_yuan' ? optNum(inputs, 'gdp_yi') : undefined
      return optNum(inputs, name) ?? (yi === undefined ? undefined : yi * 1e8)
    }
    const wanted = INDICATORS.filter((one) => read(one.denominator) !== undefined)
    if (wanted.length === 0) return cannotJudge(['缺少分母(产值、产量、人数、车辆、台数或人口)'])
    const usable = wanted.filter((one) => inputs[one.numerator ?? 'deaths'] !== undefined)
    if (usable.length === 0) return cannotJudge(['缺少死亡人数(deaths)'])
    const rate = (one: Indicator): number | null => {
      const denominator = read(one.denominator) ?? 0
      return denominator === 0 ? null : clean((num(inputs, one.numerator ?? 'deaths') / denominator) * one.factor)
    }
    const sure = usable.every((one) => one.status === 'verified')
    return {
      value: Object.fromEntries(usable.map((one) => [one.output, rate(one)])),
      steps: usable.map(
        (one) =>
          `${one.zh}=${num(inputs, one.numerator ?? 'deaths')}÷${read(one.denominator)}×${one.factor} = ${rate(one) ?? '无(分母为 0)'} ${one.unit}(${one.source})`,
      ),
      clause: usable.map((one) => `${one.zh}:${one.source}`).join(';'),
      ...(sure ? { sourceStatus: 'verified' as const } : {}),
    }
  },
})
