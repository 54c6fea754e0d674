import { z } from 'zod'
import { batch, choice, f, flag, list, num, optNum, optStr, say, str } from '../core/fields.ts'
import { atLeast, clean } from '../core/number.ts'
import { cannotJudge, defineRule } from '../core/run.ts'
import type { Outcome } from '../core/types.ts'
import { FUND_RATES, type FundRate } from '../tables/safety-fund.ts'
import { GRADE_CHOICES } from './grades.ts'

/** Regressive by slice (超额累退): each slice of revenue times its own rate. Revenue and result in 万元. */
export function bySlices(revenueWan: number, tiers: readonly (readonly [number | null, number])[]): { total: number; parts: string[] } {
  let lower = 0
  let total = 0
  const parts: string[] = []
  for (const [upper, pct] of tiers) {
    const top = upper === null ? revenueWan : Math.min(revenueWan, upper)
    if (top <= lower) break
    const part = ((top - lower) * pct) / 100
    total += part
    parts.push(`${clean(top - lower)}×${pct}%=${clean(part)}`)
    lower = top
  }
  return { total: clean(total), parts }
}

const SECTORS = FUND_RATES.map((one) => ({ ...choice(one.sector, one.sector, ...one.aliases) }))
const DEFAULT_TON_SECTOR = '非金属矿山-地下'

export const safetyFund = defineRule({
  name: 'safety-fund',
  title: say('企业安全生产费用提取', 'Accrual of safety funds'),
  summary: say(
    '按产量、造价或上年营业收入(超额累退)提取;结余达上年应提 3 倍的暂停。',
    "By output, by cost, or by last year's revenue in slices; suspended at three times the yearly amount.",
  ),
  fields: [
    f.choice('sector', '行业', 'Sector', SECTORS, { optional: true }),
    f.number('revenue_wan', '上一年营业收入', "Last year's revenue", { unit: '万元', optional: true, aliases: ['revenue'] }),
    f.number('tons', '产量(吨;天然气为千立方米)', 'Output (t; gas 1000 m³)', {
      unit: 't',
      optional: true,
      aliases: ['output_t', 'output', 'thousand_m3'],
    }),
    f.number('cost_wan', '工程造价或项目预算', 'Project cost', {
      unit: '万元',
      optional: true,
      aliases: ['amount_wan', 'project_wan', 'price_wan', 'budget_wan'],
    }),
    f.number('balance_wan', '月初结余', 'Balance', { unit: '万元', optional: true }),
    f.number('last_year_due_wan', '上一年应计提额', "Last year's accrual", { unit: '万元', optional: true }),
  ],
  versions: [
    {
      effectiveFrom: '2022-11-21',
      clause: '企业安全生产费用提取和使用管理办法(财资〔2022〕136号)',
      sourceStatus: 'from-knowledge',
      tables: { rates: FUND_RATES, suspendTimes: 3 },
    },
  ],
  examples: [
    {
      title: say('危险品企业营业收入 6 亿元', 'Hazchem firm, 600 million'),
      inputs: { sector: '危险品生产储存', revenue_wan: 60000 },
      expected: { annual_wan: 522.5 },
    },
    {
      title: say('露天煤矿 10 万吨', 'Open-pit coal, 100,000 t'),
      inputs: { sector: '露天煤矿', tons: 100000 },
      expected: { yuan: 500000, wan: 50 },
    },
    { title: say('房建工程造价 2000 万元', 'Building works'), inputs: { sector: '房建', cost_wan: 2000 }, expected: { wan: 60 } },
  ],
  outputAliases: { amount_wan: 'wan', accrual_wan: 'wan', month_wan: 'monthly_wan', annual_yuan: 'yuan' },
  run(inputs, tables): Outcome {
    const assumed = inputs.sector === undefined && inputs.tons !== undefined
    const sector = optStr(inputs, 'sector') ?? (assumed ? DEFAULT_TON_SECTOR : undefined)
    if (sector === undefined) return cannotJudge(['缺少行业(sector)'])
    const rate = tables.rates.find((one) => one.sector === sector)
    if (!rate) return cannotJudge([`没有收录${sector}的费率`])
    const got = amountFor(
      rate,
      inputs.tons === undefined ? undefined : num(inputs, 'tons'),
      optNum(inputs, 'revenue_wan'),
      optNum(inputs, 'cost_wan'),
    )
    if (typeof got === 'string') return cannotJudge([got])
    const wan = clean(got.wan)
    const yearly = rate.tiers || rate.of?.includes('营业收入') ? { annual_wan: wan, monthly_wan: clean(wan / 12) } : {}
    const balance = optNum(inputs, 'balance_wan')
    const lastDue = optNum(inputs, 'last_year_due_wan')
    const suspended = balance !== undefined && lastDue !== undefined ? { suspended: atLeast(balance, lastDue * tables.suspendTimes) } : {}
    return {
      value: { ...yearly, wan, yuan: clean(wan * 10000), ...suspended },
      steps: [`${sector}:${got.step}`],
      sourceStatus: rate.status,
      ...(rate.clause ? { clause: `财资〔2022〕136号${rate.clause}` } : {}),
      ...(assumed ? { assumptions: [`未给行业,按${DEFAULT_TON_SECTOR}的吨费率计;请给出 sector`] } : {}),
    }
  },
})

function amountFor(rate: FundRate, tons?: number, revenue?: number, cost?: number): { wan: number; step: string } | string {
  if (rate.tiers) {
    if (revenue === undefined) return '缺少上一年营业收入(revenue_wan)'
    const { total, parts } = bySlices(revenue, rate.tiers)
    return { wan: total, step: `超额累退 ${parts.join(' + ') || '0'} = ${total} 万元` }
  }
  if (rate.pct !== undefined) {
    const base = rate.of?.includes('营业收入') ? revenue : (cost ?? revenue)
    if (base === undefined) return rate.of?.includes('营业收入') ? '缺少上一年营业收入(revenue_wan)' : '缺少工程造价(cost_wan)'
    return { wan: (base * rate.pct) / 100, step: `${rate.of} ${base} 万元 × ${rate.pct}%` }
  }
  if (rate.yuanPer === undefined) return `${rate.sector}的费率未核实,没有录入`
  if (tons === undefined) return '缺少产量(tons)'
  return { wan: (tons * rate.yuanPer) / 10000, step: `${tons} × ${rate.yuanPer} 元/${rate.unit}` }
}

const rewardCases = z.array(z.tuple([z.string(), z.number().int().min(0)])).min(1)

export const reward = defineRule({
  name: 'reward',
  title: say('举报奖励', 'Reward for reports'),
  summary: say(
    '罚款的 15%,最低 3000 元、最高 30 万元;瞒报谎报按查实死亡人数 3/4/5/6 万元一人,最高 30 万元。省级标准可以更高。',
    '15 % of the fine, 3,000–300,000 yuan; concealment by death, at most 300,000. Provinces may set more.',
  ),
  fields: [
    f.numbers('fine_yuan', '罚款金额', 'Fine', { unit: '元', optional: true, aliases: ['fine'] }),
    f.number('fine_wan', '罚款金额', 'Fine', { unit: '万元', optional: true }),
    f.list('cases', '瞒报谎报 [等级, 死亡人数]', 'Concealment [grade, deaths]', { optional: true, schema: rewardCases }),
    f.choice('grade', '瞒报事故等级', 'Grade of the concealed accident', GRADE_CHOICES, { optional: true }),
    f.count('deaths', '查实瞒报谎报死亡人数', 'Verified deaths concealed', { unit: '人', optional: true }),
  ],
  versions: [
    {
      effectiveFrom: '2018-01-04',
      clause: '安全生产领域举报奖励办法(安监总财〔2018〕19号)',
      sourceStatus: 'secondary',
      tables: {
        pct: 15,
        minYuan: 3000,
        maxYuan: 300000,
        perDeath: { 一般: 30000, 较大: 40000, 重大: 50000, 特别重大: 60000 } as Record<string, number>,
      },
    },
  ],
  examples: [
    { title: say('罚款 1 万元取最低', 'Fine of 10,000: minimum'), inputs: { fine_yuan: 10000 }, expected: { reward_yuan: 3000 } },
    { title: say('罚款 300 万元取最高', 'Fine of 3 million: maximum'), inputs: { fine_wan: 300 }, expected: { reward_yuan: 300000 } },
  ],
  outputAliases: { reward: 'reward_yuan' },
  run(inputs, tables): Outcome {
    const forDeaths = (grade: string, deaths: number): number | undefined => {
      const found = GRADE_CHOICES.find((one) => one.value === grade || one.aliases?.includes(grade))
      const each = found ? tables.perDeath[found.value] : undefined
      return each === undefined ? undefined : Math.min(tables.maxYuan, each * deaths)
    }
    if (inputs.cases !== undefined) {
      const cases = list<[string, number]>(inputs, 'cases')
      const rewards = cases.map(([grade, deaths]) => forDeaths(grade, deaths))
      if (rewards.includes(undefined)) return cannotJudge(['没有这样的事故等级(cases)'])
      return { value: { reward_yuan: rewards }, steps: cases.map(([grade, deaths], i) => `瞒报${grade} ${deaths} 人 → ${rewards[i]} 元`) }
    }
    if (inputs.grade !== undefined && inputs.deaths !== undefined) {
      const yuan = forDeaths(str(inputs, 'grade'), num(inputs, 'deaths'))
      return {
        value: { reward_yuan: yuan },
        steps: [`每人 ${tables.perDeath[str(inputs, 'grade')]} 元 × ${num(inputs, 'deaths')},最高 ${tables.maxYuan} 元`],
      }
    }
    if (inputs.fine_yuan === undefined && inputs.fine_wan === undefined)
      return cannotJudge(['缺少罚款金额(fine_yuan),或瞒报事故等级和死亡人数(grade、deaths)'])
    const { values, isList } =
      inputs.fine_yuan === undefined ? { values: [clean(num(inputs, 'fine_wan') * 10000)], isList: false } : batch(inputs, 'fine_yuan')
    const rewards = values.map((fine) => Math.min(tables.maxYuan, Math.max(tables.minYuan, clean((fine * tables.pct) / 100))))
    return {
      value: { reward_yuan: isList ? rewards : rewards[0] },
      steps: values.map((fine, i) => `${fine} × ${tables.pct}%,不低于 ${tables.minYuan}、不高于 ${tables.maxYuan} → ${rewards[i]} 元`),
    }
  },
})

const INSURED = ['矿山', '危险化学品', '烟花爆竹', '交通运输', '建筑施工', '民用爆炸物品', '金属冶炼', '渔业生产']

export const insurance = defineRule({
  name: 'insurance',
  title: say('安全生产责任保险', 'Safety-liability insurance'),
  summary: say(
    '八类高危行业应当投保;每人死亡伤残限额不低于 40 万元;佣金不高于 5%。预防费比例没有国家数值,须配置。',
    'Eight sectors must insure; at least 400,000 yuan a person; commission at most 5 %.',
  ),
  fields: [
    f.numbers('limit_wan', '每人死亡伤残赔偿限额', 'Limit per person', {
      unit: '万元',
      optional: true,
      aliases: ['limit', 'per_person_wan'],
    }),
    f.text('sector', '行业', 'Sector', { optional: true, help: say(INSURED.join('、'), 'eight high-risk sectors') }),
    f.numbers('commission_pct', '佣金比例', 'Commission', { unit: '%', optional: true, aliases: ['commission'] }),
    f.yes('uninsured', '未投保', 'Not insured', { optional: true }),
    f.yes('overdue', '逾期未改正', 'Not corrected in time', { optional: true }),
    f.number('premium_wan', '保费', 'Premium', { unit: '万元', optional: true }),
    f.number('prevention_share_pct', '本地规定的预防费比例', 'Local share for prevention', { unit: '%', optional: true, max: 100 }),
  ],
  versions: [
    {
      effectiveFrom: '2025-03-29',
      clause: '安全生产责任保险实施办法(应急〔2025〕27号)第14、15、16条;安全生产法第51、109条',
      sourceStatus: 'secondary',
      tables: { minLimitWan: 40, maxCommissionPct: 5, sectors: INSURED, first: [5, 10], overdue: [10, 20] },
    },
  ],
  examples: [
    { title: say('39.9 万元', '399,000'), inputs: { limit_wan: 39.9 }, expected: { ok: false } },
    {
      title: say('危化未投保', 'Hazchem, not insured'),
      inputs: { sector: '危险化学品', uninsured: true },
      expected: { mandatory: true, fine_wan: [5, 10] },
    },
  ],
  outputAliases: { fine: 'fine_wan', ok: 'commission_ok' },
  run(inputs, tables): Outcome {
    const value: Record<string, unknown> = { min_limit_wan: tables.minLimitWan }
    const steps: string[] = []
    if (inputs.limit_wan !== undefined) {
      const { values, isList } = batch(inputs, 'limit_wan')
      const ok = values.map((limit) => atLeast(limit, tables.minLimitWan))
      value.ok = isList ? ok : ok[0]
      steps.push(`每人限额 ${values.join('、')} 万元,不低于 ${tables.minLimitWan} 万元(第15条)`)
    }
    if (inputs.commission_pct !== undefined) {
      const { values, isList } = batch(inputs, 'commission_pct')
      const ok = values.map((pct) => pct <= tables.maxCommissionPct)
      value.commission_ok = isList ? ok : ok[0]
      steps.push(`佣金不高于 ${tables.maxCommissionPct}%(第14条)`)
    }
    if (inputs.sector !== undefined) value.mandatory = tables.sectors.some((one) => str(inputs, 'sector').includes(one))
    if (flag(inputs, 'uninsured')) {
      value.fine_wan = flag(inputs, 'overdue') ? tables.overdue : tables.first
      steps.push('未投保:5–10 万元;逾期 10–20 万元(安全生产法第109条)')
    }
    if (inputs.premium_wan !== undefined) {
      if (inputs.prevention_share_pct === undefined)
        return cannotJudge(['缺少本地规定的预防费比例(prevention_share_pct);国家层面未核实'], steps, value)
      value.prevention_wan = clean((num(inputs, 'premium_wan') * num(inputs, 'prevention_share_pct')) / 100)
    }
    if (Object.keys(value).length === 1) return cannotJudge(['缺少每人限额(limit_wan)、行业(sector)或佣金比例(commission_pct)'])
    return { value, steps }
  },
})
