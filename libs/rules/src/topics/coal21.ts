import { choice, f, flag, num, optNum, say, str } from '../core/fields.ts'
import { above, atLeast, below, round } from '../core/number.ts'
import { cannotJudge, defineRule } from '../core/run.ts'
import type { Inputs, Outcome } from '../core/types.ts'

const PLACES = [
  choice('回风巷', 'return airway', '采区回风巷', '采掘工作面回风巷'),
  choice('作业地点', 'workplace', '工作面'),
  choice('爆破地点20m内', 'within 20 m of blasting', '爆破地点'),
  choice('电机开关20m内', 'within 20 m of a motor or switch', '电动机或开关20m内', '电机或开关附近'),
  choice('积聚空间', 'space above 0.5 m³', '体积>0.5m³空间', '局部积聚'),
  choice('采掘工作面', 'working face', '采掘面'),
]

const TABLES = {
  yearPct: 110,
  quarterPct: 30,
  overstaffPct: 120,
  airPct: 75,
  ch4: { 回风巷: 1, 作业地点: 1, 爆破地点20m内: 1, 电机开关20m内: 1.5, 积聚空间: 2, 采掘工作面: 3 } as Record<string, number>,
  faceMinutes: 10,
  slopeHours: 72,
  appraisalMonths: 6,
}

/** Numeric triggers of order 21: each adds to the value what it found and to the hits what it hit. */
export const COAL21_RULE = defineRule({
  name: 'COAL21',
  title: say('煤矿重大事故隐患的数值判定(令21号)', 'Numeric triggers of major hazards in coal mines (order 21)'),
  summary: say(
    '产量、瓦斯、供风、人数、边坡等数值界限;其余各项见“重大事故隐患判定”。',
    'Figures for output, gas, air, staff and slopes; for the rest see major-hazard.',
  ),
  fields: [
    f.number('capacity_wan', '核定(设计)生产能力', 'Annual capacity', { unit: '万t', optional: true, aliases: ['capacity'] }),
    f.number('q1_wan', '季度产量', 'Output of the quarter', {
      unit: '万t',
      optional: true,
      aliases: ['quarter_wan', 'q2_wan', 'q3_wan', 'q4_wan', 'q_wan'],
    }),
    f.number('year_wan', '全年产量', 'Output of the year', { unit: '万t', optional: true, aliases: ['annual_wan'] }),
    f.yes('open_pit', '露天煤矿', 'Open pit', { optional: true }),
    f.number('ch4_pct', '甲烷浓度', 'Methane', { unit: '%', optional: true, max: 100, aliases: ['ch4'] }),
    f.number('co2_pct', '二氧化碳浓度(回风巷)', 'Carbon dioxide in the return', { unit: '%', optional: true, max: 100, aliases: ['co2'] }),
    f.choice('place', '地点', 'Place', PLACES, { optional: true, aliases: ['location'] }),
    f.number('minutes', '持续时间', 'Duration', { unit: 'min', optional: true }),
    f.yes('handled', '已按规定停工、断电、撤人处理', 'Stopped, cut off and withdrawn as required', { optional: true }),
    f.number('air_supply', '供风量', 'Air supplied', { unit: 'm³/min', optional: true, aliases: ['supply_m3', 'air_m3'] }),
    f.number('air_need', '需风量', 'Air needed', { unit: 'm³/min', optional: true, aliases: ['need_m3'] }),
    f.number('air_pct', '供风量占需风量', 'Air supplied, of need', {
      unit: '%',
      optional: true,
      aliases: ['air_supply_pct', 'supply_pct'],
    }),
    f.count('persons', '单班采掘作业人数', 'Persons in a shift', { optional: true, min: 0 }),
    f.count('persons_limit', '限员', 'Limit of persons', { optional: true, min: 1 }),
    f.number('slope_acceleration_h', '边坡位移连续加速时间', 'Hours of slope acceleration', { unit: 'h', optional: true }),
    f.number('appraisal_months', '突出鉴定已历月数', 'Months since appraisal was due', { unit: '月', optional: true }),
  ],
  versions: [
    {
      effectiveFrom: '2026-07-01',
      clause: '煤矿重大事故隐患判定标准(应急管理部令第21号)第4、5、8、15、20条',
      sourceStatus: 'verified',
      tables: TABLES,
    },
  ],
  examples: [
    {
      title: say('恰好 110% 与 30%', 'Exactly 110 % and 30 %'),
      inputs: { capacity_wan: 120, q1_wan: 36, year_wan: 132 },
      expected: { quarter_share_pct: 30, quarter_hit: false, year_share_pct: 110, year_hit: false },
    },
    { title: say('供风 74%', 'Air at 74 %'), inputs: { air_pct: 74 }, expected: { air_hit: true, major: true } },
    {
      title: say('回风巷瓦斯 1.0% 未处理', 'Return at 1.0 %, not handled'),
      inputs: { place: '回风巷', ch4_pct: 1, handled: false },
      expected: { gas_hit: true },
    },
  ],
  outputAliases: { hit: 'major', is_major: 'major' },
  run(inputs, tables): Outcome {
    const value: Record<string, unknown> = {}
    const steps: string[] = []
    const missing: string[] = []
    output(inputs, tables, value, steps, missing)
    gas(inputs, tables, value, steps, missing)
    others(inputs, tables, value, steps, missing)
    if (missing.length > 0) return cannotJudge(missing, steps, value)
    if (Object.keys(value).length === 0) return cannotJudge(['缺少产量、瓦斯、供风、人数、边坡中的任何一组数据'])
    const hits = Object.entries(value).filter(([name, hit]) => name.endsWith('_hit') && hit === true)
    // "Not major" speaks of the figures given only; the rest of the order is judged by major-hazard.
    const part = hits.length === 0 ? { assumptions: ['只判定了给出的数据,其余各项见“重大事故隐患判定”'] } : {}
    return { value: { ...value, major: hits.length > 0 }, steps, ...part }
  },
})

type Tables = typeof TABLES

function output(inputs: Inputs, tables: Tables, value: Record<string, unknown>, steps: string[], missing: string[]): void {
  const [quarter, year, capacity] = [optNum(inputs, 'q1_wan'), optNum(inputs, 'year_wan'), optNum(inputs, 'capacity_wan')]
  if (quarter === undefined && year === undefined) {
    if (capacity !== undefined) missing.push('缺少季度或全年产量(q1_wan、year_wan)')
    return
  }
  if (capacity === undefined || capacity === 0) {
    missing.push('缺少核定(设计)生产能力(capacity_wan)')
    return
  }
  if (quarter !== undefined) {
    const share = (quarter / capacity) * 100
    value.quarter_share_pct = round(share, 2)
    value.quarter_hit = !flag(inputs, 'open_pit') && above(share, tables.quarterPct)
    steps.push(`季度产量占能力 ${round(share, 2)}%,界限 >${tables.quarterPct}%(井工矿)`)
  }
  if (year !== undefined) {
    const share = (year / capacity) * 100
    value.year_share_pct = round(share, 2)
    value.year_hit = above(share, tables.yearPct)
    steps.push(`全年产量占能力 ${round(share, 2)}%,界限 >${tables.yearPct}%`)
  }
}

function gas(inputs: Inputs, tables: Tables, value: Record<string, unknown>, steps: string[], missing: string[]): void {
  const [ch4, co2] = [optNum(inputs, 'ch4_pct'), optNum(inputs, 'co2_pct')]
  if (ch4 === undefined && co2 === undefined) return
  if (inputs.place === undefined) missing.push('缺少地点(place)')
  if (inputs.handled === undefined) missing.push('缺少是否已停工、断电、撤人(handled)')
  if (inputs.place === undefined || inputs.handled === undefined) return
  const place = str(inputs, 'place')
  const limit = tables.ch4[place] ?? 1
  const reached = (ch4 !== undefined && atLeast(ch4, limit)) || (place === '回风巷' && co2 !== undefined && atLeast(co2, 1.5))
  if (place === '采掘工作面' && reached && inputs.minutes === undefined) missing.push('缺少持续时间(minutes)')
  // At the face the excess itself counts once it lasts; elsewhere it counts when nothing was done.
  const lasting = place !== '采掘工作面' || above(num({ minutes: 0, ...inputs }, 'minutes'), tables.faceMinutes)
  value.gas_hit = reached && lasting && (place === '采掘工作面' || !flag(inputs, 'handled'))
  steps.push(`${place}:CH4 界限 ${limit}%${place === '采掘工作面' ? `且持续>${tables.faceMinutes} min` : ',未处理的'}`)
}

function others(inputs: Inputs, tables: Tables, value: Record<string, unknown>, steps: string[], missing: string[]): void {
  const [supply, need] = [optNum(inputs, 'air_supply'), optNum(inputs, 'air_need')]
  if ((supply === undefined) !== (need === undefined))
    missing.push(supply === undefined ? '缺少供风量(air_supply)' : '缺少需风量(air_need)')
  const pct = optNum(inputs, 'air_pct') ?? (supply !== undefined && need ? (supply / need) * 100 : undefined)
  if (pct !== undefined) {
    value.air_pct = round(pct, 2)
    value.air_hit = below(pct, tables.airPct)
    steps.push(`供风为需风的 ${round(pct, 2)}%,界限 <${tables.airPct}%`)
  }
  const [persons, limit] = [optNum(inputs, 'persons'), optNum(inputs, 'persons_limit')]
  if ((persons === undefined) !== (limit === undefined))
    missing.push(persons === undefined ? '缺少单班人数(persons)' : '缺少限员(persons_limit)')
  if (persons !== undefined && limit !== undefined) {
    value.staff_hit = above((persons / limit) * 100, tables.overstaffPct)
    steps.push(`单班 ${persons} 人,限员 ${limit} 人,界限超 20%`)
  }
  if (inputs.slope_acceleration_h !== undefined) value.slope_hit = atLeast(num(inputs, 'slope_acceleration_h'), tables.slopeHours)
  if (inputs.appraisal_months !== undefined) value.appraisal_hit = above(num(inputs, 'appraisal_months'), tables.appraisalMonths)
}
