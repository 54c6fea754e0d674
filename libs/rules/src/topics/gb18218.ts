import { z } from 'zod'
import { choice, f, list, optNum, optStr, say } from '../core/fields.ts'
import { clean } from '../core/number.ts'
import { cannotJudge, defineRule, RuleInputError } from '../core/run.ts'
import type { Outcome } from '../core/types.ts'
import { ALPHA_BANDS, HAZARD_CLASSES, LEVEL_BANDS, TOXIC_GAS_BETA } from '../tables/gb18218-classes.ts'
import { NAMED_SUBSTANCES, type NamedSubstance } from '../tables/gb18218-substances.ts'
import { alphaOf, isMajor, levelIndex, ratioSum, weightedSum } from './gb18218-fast.ts'
import { findClass, findSubstance, substanceByNo, toxicGasBeta } from './gb18218-lookup.ts'

const symbols = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)])

const itemSchema = z.object({
  name: z.string().min(1).nullish(),
  cas: z.string().min(1).nullish(),
  no: z.number().int().min(1).max(85).nullish(),
  q_t: z.number().min(0).nullish(),
  q: z.number().min(0).nullish(),
  quantity_t: z.number().min(0).nullish(),
  beta_class: symbols.nullish(),
  class: symbols.nullish(),
  classes: symbols.nullish(),
  hazard_class: symbols.nullish(),
  Q_t: z.number().positive().nullish(),
  beta: z.number().positive().nullish(),
})

type Item = z.infer<typeof itemSchema>

interface Line {
  readonly label: string
  readonly q: number
  readonly Q: number
  readonly beta?: number
  readonly basis: string
  readonly betaIsUncertain: boolean
}

const symbolChoices = HAZARD_CLASSES.map((one) => choice(one.symbol, `${one.category} ${one.text}`))

export const gb18218 = defineRule({
  name: 'gb18218',
  aliases: ['major-hazard-installation', 'GB 18218'],
  title: say('危险化学品重大危险源辨识与分级', 'Identification and grading of major hazard installations'),
  summary: say(
    'S=Σ(q/Q)≥1 构成重大危险源;R=α·Σ(β·q/Q) 定一至四级。q 为设计最大量。',
    'S = Σ(q/Q) ≥ 1 makes a major hazard installation; R = α·Σ(β·q/Q) gives its level. q is the design maximum.',
  ),
  fields: [
    f.list('items', '危险化学品', 'Substances', {
      schema: z.array(itemSchema).min(1),
      aliases: ['substances', 'chemicals'],
      itemFields: [
        f.text('name', '品名(或别名、CAS 号)', 'Name, alias or CAS number', { optional: true }),
        f.number('q_t', '设计最大存在量', 'Design maximum quantity', { unit: 't', aliases: ['q', 'quantity_t'] }),
        f.choice('beta_class', '危险性类别(按安全技术说明书)', 'Hazard class (from the safety data sheet)', symbolChoices, {
          optional: true,
          aliases: ['class', 'classes', 'hazard_class'],
        }),
        f.number('beta', '校正系数 β(表3、表4 均无法确定时)', 'β where neither table gives it', { optional: true }),
        f.number('Q_t', '临界量(表1、表2 均无法确定时)', 'Threshold where neither table gives it', { unit: 't', optional: true }),
        f.count('no', '表1序号(同名多行时)', 'Row of table 1 (where a name has several)', { optional: true, min: 1, max: 85 }),
      ],
    }),
    f.count('population_500m', '厂区边界外扩 500 m 常住人口', 'Permanent residents within 500 m outside the boundary', {
      unit: '人',
      optional: true,
      aliases: ['population', 'pop_500m', 'people_500m'],
    }),
    f.choice(
      'excluded_scope',
      '不适用情形',
      'Out of scope',
      [
        choice('核设施', 'nuclear'),
        choice('军事设施', 'military'),
        choice('采矿业', 'mining (except processing and storage)'),
        choice('厂外运输', 'off-site transport'),
        choice('海上石油天然气开采', 'offshore oil and gas'),
      ],
      { optional: true },
    ),
  ],
  versions: [
    {
      effectiveFrom: '2019-03-01',
      clause: 'GB 18218-2018 4.1.2、4.2.1、4.2.2、4.3.2、4.3.3,表1–表6',
      sourceStatus: 'verified',
      tables: { alpha: ALPHA_BANDS, levels: LEVEL_BANDS },
      reference: { toxicGasBeta: TOXIC_GAS_BETA, classes: HAZARD_CLASSES, substances: NAMED_SUBSTANCES },
    },
  ],
  outputAliases: { major: 'is_major', grade: 'level' },
  examples: [
    {
      title: say('液氨 10 t,周边无人', '10 t of ammonia, nobody around'),
      inputs: { items: [{ name: '液氨', q_t: 10 }], population_500m: 0 },
      expected: { S: 1, is_major: true, alpha: 0.5, R: 1, level: '四级' },
    },
    {
      title: say('0.7+0.2+0.1 恰好等于 1', '0.7 + 0.2 + 0.1 is exactly 1'),
      inputs: {
        items: [
          { name: '氨', q_t: 7 },
          { name: '7664-41-7', q_t: 2 },
          { name: '氨气', q_t: 1 },
        ],
        population_500m: 0,
      },
      expected: { S: 1, is_major: true, level: '四级' },
    },
    {
      title: say('未列名物质按类别取最低临界量', 'A substance not named: lowest threshold of its classes'),
      inputs: { items: [{ name: '某中间体', q_t: 20, beta_class: ['J2', 'W5.1'] }], population_500m: 60 },
      expected: { S: 2, is_major: true, R: 4.5, level: '四级' },
    },
  ],
  run(inputs, tables): Outcome {
    const scope = optStr(inputs, 'excluded_scope')
    if (scope) return { value: { applicable: false }, steps: [`${scope}不适用 GB 18218(第1章)`] }
    const missing: string[] = []
    const lines = list<Item>(inputs, 'items').map((item, at) => readItem(item, at, missing))
    const known = lines.filter((line): line is Line => line !== undefined)
    const steps = known.map((line) => `${line.label}:q=${line.q} t,Q=${line.Q} t(${line.basis}),q/Q=${clean(line.q / line.Q)}`)
    if (known.length < lines.length) return cannotJudge(missing, steps)
    const q = known.map((line) => line.q)
    const Q = known.map((line) => line.Q)
    const S = ratioSum(known.length, q, Q)
    const major = isMajor(S)
    steps.push(`S=Σ(q/Q)=${clean(S)} ${major ? '≥1,构成重大危险源' : '<1,不构成重大危险源'}(4.2.1)`)
    const population = optNum(inputs, 'population_500m')
    if (population === undefined) missing.push('缺少厂区边界外扩 500 m 常住人口(population_500m)')
    const alpha = population === undefined ? null : alphaOf(population, tables.alpha)
    if (missing.length > 0 || alpha === null) {
      const partial = { S: clean(S), is_major: major, alpha, R: null, level: null }
      return cannotJudge(missing, steps, partial)
    }
    const beta = known.map((line) => line.beta ?? 0)
    const R = alpha * weightedSum(known.length, q, Q, beta)
    const level = major ? (tables.levels[levelIndex(R, tables.levels)]?.level ?? null) : null
    steps.push(`α=${alpha}(${population} 人,表5);β=${beta.join('、')}`)
    steps.push(`R=α·Σ(β·q/Q)=${clean(R)}${level === null ? ';S<1,不分级' : ` → ${level}(表6)`}`)
    const uncertain = known.some((line) => line.betaIsUncertain)
    return {
      value: { S: clean(S), is_major: major, alpha, R: clean(R), level },
      steps,
      ...(uncertain ? { sourceStatus: 'uncertain' as const } : {}),
    }
  },
})

/** One substance with its threshold and β; what is missing is added to the list. Undefined when even the threshold is unknown. */
function readItem(item: Item, at: number, missing: string[]): Line | undefined {
  const name = item.name ?? item.cas ?? ''
  const label = name || `第${at + 1}种`
  const q = item.q_t ?? item.q ?? item.quantity_t
  if (q === null || q === undefined) {
    missing.push(`${label}:缺少设计最大存在量(items.${at}.q_t)`)
    return undefined
  }
  const classes = readClasses(item, at)
  const row = findRow(item, name)
  if (row === 'several') {
    missing.push(`${label}:表1 中有多种形态,请给出完整名称或表1序号(items.${at}.no)`)
    return undefined
  }
  if (row) return namedLine(row, name, { label, q, given: item.beta ?? undefined }, classes, at, missing)
  if (item.Q_t && item.beta) return { label, q, Q: item.Q_t, beta: item.beta, basis: '用户给出的临界量和 β', betaIsUncertain: true }
  if (classes.length === 0) {
    missing.push(`${label}:不在表1,须给出危险性类别(items.${at}.beta_class)`)
    return undefined
  }
  const Q = Math.min(...classes.map((one) => one.thresholdT))
  const beta = toxicGasBeta(name) ?? Math.max(...classes.map((one) => one.beta))
  return { label, q, Q, beta, basis: `表2 ${classes.map((one) => one.symbol).join('、')}`, betaIsUncertain: true }
}

function namedLine(
  row: NamedSubstance,
  name: string,
  own: { readonly label: string; readonly q: number; readonly given?: number },
  classes: readonly { readonly beta: number }[],
  at: number,
  missing: string[],
): Line {
  const { label, q, given } = own
  const line = { label, q, Q: row.thresholdT, basis: `表1 第${row.no}项` }
  const table3 = row.beta ?? toxicGasBeta(name)
  if (table3 !== undefined && table3 !== null) return { ...line, beta: table3, betaIsUncertain: false }
  if (classes.length > 0) return { ...line, beta: Math.max(...classes.map((one) => one.beta)), betaIsUncertain: true }
  if (given !== undefined) return { ...line, beta: given, basis: `${line.basis},β 由用户给出`, betaIsUncertain: true }
  missing.push(`${label}:表3 未列 β,须按安全技术说明书给出危险性类别(items.${at}.beta_class;参考:${row.suggestedClass},未核实)`)
  return { ...line, betaIsUncertain: true }
}

function findRow(item: Item, name: string): NamedSubstance | 'several' | undefined {
  if (item.no !== null && item.no !== undefined) return substanceByNo(item.no)
  const rows = findSubstance(name).length > 0 ? findSubstance(name) : findSubstance(item.cas ?? '')
  return rows.length > 1 ? 'several' : rows[0]
}

function readClasses(item: Item, at: number): { symbol: string; thresholdT: number; beta: number }[] {
  const given = item.beta_class ?? item.classes ?? item.class ?? item.hazard_class
  if (given === null || given === undefined) return []
  return [given].flat().map((symbol) => {
    const found = findClass(symbol)
    if (!found) throw new RuleInputError(`items.${at}.beta_class`, `unknown hazard class ${symbol}; use a symbol of table 2 such as W5.3`)
    return found
  })
}
