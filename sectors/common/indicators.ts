import { percentOf, type MeasureDef, type SeriesDef } from '#kernel/measure/index.ts'
import { text } from '#kernel/text.ts'
import { counted, deathsOf, fromSeries, persons, sole, statutoryRate, type Indicators } from '../define-indicators.ts'
import { known, workSafetyLaw } from '../laws.ts'

const gdp: SeriesDef = {
  id: 'gdp',
  text: text('地区生产总值', 'Gross domestic product'),
  unit: text('亿元', '100 million yuan'),
  kind: 'flow',
  note: text('现价全年数；以统计公报为准', 'Whole year at current prices, as in the statistical bulletin'),
  whole: false,
}

const employees: SeriesDef = {
  id: 'employees',
  text: text('工矿商贸就业人员', 'Employed in industry, mining and trade'),
  unit: persons,
  kind: 'stock',
  note: text('年平均人数', 'Mean of the year'),
  whole: true,
}

const population: SeriesDef = {
  id: 'population',
  text: text('常住人口', 'Resident population'),
  unit: persons,
  kind: 'stock',
  note: text('年末常住人口', 'Residents at the end of the year'),
  whole: true,
}

const statistics = known('生产安全事故统计制度与安全生产考核指标', 'Statistics of work accidents and assessment indicators')
const a1 = {
  text: text('GB 6441-2025 附录A（A.1）', 'GB 6441-2025, Annex A (A.1)'),
  status: 'verified',
} as const
const standardization = known('《企业安全生产标准化建设定级办法》(应急〔2021〕83号)', 'Standardization Grading Measures (2021)')

const enterprises = counted('orgs', text('在册企业', 'Registered enterprises'), text('家', 'enterprises'), 'org.enterprises')
const towns = ['town', 'sector', 'office'] as const
const per = text('%', '%')

const measures: readonly MeasureDef[] = [
  {
    id: 'accidents',
    text: text('生产安全事故起数', 'Work accidents'),
    unit: text('起', 'accidents'),
    period: 'day',
    better: 'less',
    breakdowns: towns,
    clause: statistics,
    formula: text('台账中这段时间发生、没有核销的事故', 'Accidents of the period in the ledger that were not removed'),
    inputs: [counted('count', text('事故起数', 'Accidents'), text('起', 'accidents'), 'accident.count')],
    digits: 0,
    compute: sole('count'),
  },
  {
    id: 'deaths',
    text: text('生产安全事故死亡人数', 'Deaths in work accidents'),
    unit: persons,
    period: 'day',
    better: 'less',
    breakdowns: towns,
    clause: statistics,
    formula: text('当时死亡 + 期限内死亡（30 日，道路、火灾 7 日）', 'Deaths at the time and within the window (30 days; roads, fires 7)'),
    inputs: [deathsOf(text('死亡人数', 'Deaths'))],
    digits: 0,
    compute: sole('deaths'),
  },
  {
    id: 'serious-injuries',
    text: text('生产安全事故重伤人数', 'Serious injuries in work accidents'),
    unit: persons,
    period: 'day',
    better: 'less',
    breakdowns: towns,
    clause: statistics,
    formula: text('重伤 + 急性工业中毒', 'Serious injuries and acute industrial poisoning'),
    inputs: [counted('serious', text('重伤人数', 'Serious injuries'), persons, 'accident.serious')],
    digits: 0,
    compute: sole('serious'),
  },
  {
    id: 'large-accidents',
    text: text('较大及以上事故起数', 'Large and worse accidents'),
    unit: text('起', 'accidents'),
    period: 'day',
    better: 'less',
    breakdowns: towns,
    clause: statistics,
    formula: text('等级为较大、重大、特别重大的事故', 'Accidents graded large, serious or especially serious'),
    inputs: [
      counted('count', text('较大及以上事故', 'Large and worse'), text('起', 'accidents'), 'accident.count', {
        grade: ['large', 'serious', 'special'],
      }),
    ],
    digits: 0,
    compute: sole('count'),
  },
  {
    id: 'deaths-per-gdp',
    text: text('亿元国内生产总值生产安全事故死亡率', 'Deaths per 100 million yuan of GDP'),
    unit: text('人/亿元', 'per 100 million yuan'),
    period: 'year',
    better: 'less',
    breakdowns: ['town'],
    clause: a1,
    formula: text('死亡人数 ÷ 地区生产总值（亿元）', 'Deaths ÷ GDP in 100 million yuan'),
    inputs: [deathsOf(text('死亡人数', 'Deaths')), fromSeries(gdp)],
    digits: 4,
    compute: statutoryRate('gdp', 'gdp_yi', 'per_yi'),
  },
  {
    id: 'deaths-per-employees',
    text: text('工矿商贸就业人员十万人生产安全事故死亡率', 'Deaths per 100,000 employed in industry, mining and trade'),
    unit: text('人/10万人', 'per 100,000'),
    period: 'year',
    better: 'less',
    breakdowns: ['town'],
    clause: statistics,
    formula: text('工矿商贸事故死亡人数 ÷ 工矿商贸就业人员 × 10 万', 'Deaths in industry, mining and trade ÷ employed × 100,000'),
    inputs: [deathsOf(text('工矿商贸事故死亡', 'Deaths in industry, mining and trade'), { category: ['industry'] }), fromSeries(employees)],
    digits: 3,
    compute: statutoryRate('employees', 'employed', 'per_100k'),
  },
  {
    id: 'standardization',
    text: text('安全生产标准化达标率', 'Share of enterprises with a standardization certificate'),
    unit: per,
    period: 'day',
    better: 'more',
    breakdowns: towns,
    clause: standardization,
    formula: text('证书在有效期内的企业 ÷ 在册企业', 'Enterprises with a valid certificate ÷ registered enterprises'),
    inputs: [
      counted('held', text('标准化证书有效的企业', 'Enterprises with a valid certificate'), text('家', 'enterprises'), 'org.licensed', {
        type: ['standardization'],
      }),
      enterprises,
    ],
    digits: 1,
    compute: percentOf('held', 'orgs'),
  },
  {
    id: 'certified-staff',
    text: text('主要负责人和安全管理人员证书有效率', 'Share of valid certificates of principals and safety managers'),
    unit: per,
    period: 'day',
    better: 'more',
    breakdowns: towns,
    clause: workSafetyLaw(27),
    formula: text('有效的考核合格证、操作证 ÷ 登记的全部证书', 'Valid assessment and operation certificates ÷ all on record'),
    inputs: [
      counted('valid', text('有效证书', 'Valid certificates'), text('本', 'certificates'), 'licence.valid', {
        type: ['principal-assessment', 'safety-manager-assessment', 'special-operation-review'],
      }),
      counted('all', text('登记的证书', 'Certificates on record'), text('本', 'certificates'), 'licence.recorded', {
        type: ['principal-assessment', 'safety-manager-assessment', 'special-operation-review'],
      }),
    ],
    digits: 1,
    compute: percentOf('valid', 'all'),
  },
]

/** Base statistics and figures that hold for every industry. */
export const indicators: Indicators = { series: [gdp, employees, population], measures }
