import { atLeast, clean } from '../core/number.ts'
import { batch, choice, f, optNum, optStr, say } from '../core/fields.ts'
import { cannotJudge, defineRule } from '../core/run.ts'
import type { Inputs, Outcome } from '../core/types.ts'
import { PENALTY_CLAUSES, type ByAmount, type FineRange, type PenaltyClause } from '../tables/penalties.ts'
import { GRADE_CHOICES } from './grades.ts'

const LAWS = [
  choice('安全生产法', 'Work Safety Law', 'wsl', '安法'),
  choice('危险化学品安全法', 'Hazardous Chemicals Safety Law', 'hazchem', 'hazchem law', '危化品安全法', '危化法'),
  choice('煤矿安全生产条例', 'Coal Mine Safety Regulation', 'coal', '煤矿条例'),
]

const STAGES = [
  choice('first', 'first finding', '首次', '初次', '限期改正'),
  choice('overdue', 'not corrected in time', '逾期', '逾期未改正'),
]

const LAW_START: Readonly<Record<string, string>> = {
  安全生产法: '2021-09-01',
  危险化学品安全法: '2026-05-01',
  煤矿安全生产条例: '2024-05-01',
}

/** Fine by amount: a fixed range below `from`, multiples of the amount from there on. */
export function fineByAmount(by: ByAmount, amount: number): [number, number] {
  return atLeast(amount, by.from) ? [clean(amount * by.times[0]), clean(amount * by.times[1])] : [by.below[0], by.below[1]]
}

const shown = (range: FineRange): string => (range[0] === null ? `${range[1]} 万元以下` : `${range[0]}–${range[1]} 万元`)

export const penaltyRange = defineRule({
  name: 'penalty-range',
  aliases: ['penalty', 'wsl-fine', 'hazchem-fine'],
  title: say('违法行为罚款幅度', 'Range of fines by article'),
  summary: say(
    '按法律、条款和阶段(首次/逾期)查幅度;按货值或违法所得分档的按金额算。',
    'Range by law, article and stage; by value of goods or gain where the article says so.',
  ),
  fields: [
    f.choice('law', '法律', 'Law', LAWS, { optional: true }),
    f.text('art', '条款', 'Article', { optional: true, aliases: ['article', 'clause'], help: say('例如 98、103-1', 'e.g. 98, 103-1') }),
    f.choice('stage', '阶段', 'Stage', STAGES, { optional: true }),
    f.yes('overdue', '逾期未改正', 'Not corrected in time', { optional: true }),
    f.numbers('value_wan', '货值金额', 'Value of the goods', { unit: '万元', optional: true }),
    f.numbers('gain_wan', '违法所得', 'Illegal gain', { unit: '万元', optional: true }),
    f.choice('grade', '事故等级', 'Accident grade', GRADE_CHOICES, { optional: true }),
    f.number('income_wan', '上一年年收入', "Last year's income", { unit: '万元', optional: true }),
  ],
  versions: [
    {
      effectiveFrom: '2021-09-01',
      clause: '安全生产法(2021)第六章;危险化学品安全法(2026-05-01 起);煤矿安全生产条例(2024-05-01 起)',
      sourceStatus: 'verified',
      tables: { clauses: PENALTY_CLAUSES },
    },
  ],
  examples: [
    {
      title: say('危化品安全法第98条,货值恰 10 万元', 'Hazchem law 98, goods worth exactly 10'),
      inputs: { value_wan: [9.99, 10] },
      expected: {
        fine_wan: [
          [30, 50],
          [50, 100],
        ],
      },
    },
    {
      title: say('安全生产法第97条逾期', 'Work Safety Law 97, overdue'),
      inputs: { law: '安全生产法', art: '97', stage: 'overdue' },
      expected: { fine_wan: [10, 20], person_fine_wan: [2, 5], order: '停产停业整顿' },
    },
  ],
  outputAliases: { fine: 'fine_wan', person_wan: 'person_fine_wan', responsible_person: 'person_fine_wan' },
  run(inputs, tables, context): Outcome {
    // Only one article grades its fine by the value of goods, so a value alone names the article.
    const byValueAlone = inputs.value_wan !== undefined && inputs.art === undefined
    const law = optStr(inputs, 'law') ?? (byValueAlone ? '危险化学品安全法' : undefined)
    const art = (optStr(inputs, 'art') ?? (byValueAlone ? '98' : undefined))?.replace(/^第|条$/g, '')
    if (law === undefined || art === undefined) return cannotJudge([law ? '缺少条款(art)' : '缺少法律(law)'])
    const start = LAW_START[law] ?? ''
    if (context.onDate < start) return cannotJudge([`${law}自 ${start} 起施行,${context.onDate} 尚不适用`])
    const clauses = tables.clauses.filter((one) => one.law === law && (one.art === art || one.art.startsWith(`${art}-`)))
    if (clauses.length !== 1) {
      const arts = tables.clauses.filter((one) => one.law === law).map((one) => one.art)
      return cannotJudge([
        clauses.length === 0
          ? `没有收录${law}第${art}条;收录:${arts.join('、')}`
          : `第${art}条有多款,请指明:${clauses.map((one) => one.art).join('、')}`,
      ])
    }
    return {
      ...ofClause(clauses[0] as PenaltyClause, inputs),
      clause: `${law}第${art.replace('-', '条第')}${art.includes('-') ? '款' : '条'}`,
    }
  },
})

function ofClause(one: PenaltyClause, inputs: Inputs): Outcome {
  const head = `${one.law}第${one.art}条:${one.act}`
  const by = one.byValue ?? one.byGain
  if (by) {
    const name = one.byValue ? 'value_wan' : 'gain_wan'
    if (inputs[name] === undefined) return cannotJudge([one.byValue ? '缺少货值金额(value_wan)' : '缺少违法所得(gain_wan)'], [head])
    const { values, isList } = batch(inputs, name)
    const fines = values.map((amount) => fineByAmount(by, amount))
    const steps = values.map(
      (amount, i) =>
        `${amount} 万元${atLeast(amount, by.from) ? `≥${by.from},${by.times.join('–')} 倍` : `<${by.from}`} → ${fines[i]?.join('–')} 万元`,
    )
    const person = one.firstPerson ? { person_fine_wan: one.firstPerson } : {}
    return {
      value: { fine_wan: isList ? fines : fines[0], ...person, confiscate: one.confiscate ?? false, art: one.art },
      steps: [head, ...steps],
    }
  }
  if (one.byGrade) {
    const grade = optStr(inputs, 'grade')
    if (!grade) return cannotJudge(['缺少事故等级(grade)'], [head])
    const range = one.byGrade[grade]
    return { value: { fine_wan: range, art: one.art }, steps: [head, `${grade}事故 → ${range?.join('–')} 万元;情节特别严重的 2–5 倍`] }
  }
  if (one.incomePct) return ofIncome(one.incomePct, head, inputs)
  const stage = optStr(inputs, 'stage') ?? (inputs.overdue === undefined ? undefined : inputs.overdue === true ? 'overdue' : 'first')
  const first = { fine_wan: one.first ?? null, person_fine_wan: one.firstPerson ?? null, order: one.firstOrder ?? null }
  const late = { fine_wan: one.overdue ?? null, person_fine_wan: one.overduePerson ?? null, order: one.overdueOrder ?? null }
  const more = { optional: one.optional ?? false, confiscate: one.confiscate ?? false, extra: one.extra ?? null, art: one.art }
  const steps = [
    head,
    ...[one.first].flatMap((r) => (r ? [`首次:${shown(r)}${one.optional ? '(可以并处)' : ''}`] : [])),
    ...[one.overdue].flatMap((r) => (r ? [`逾期:${shown(r)}`] : [])),
  ]
  const hasTwo = one.overdue !== undefined || one.overduePerson !== undefined || one.overdueOrder !== undefined
  if (stage === undefined && hasTwo)
    return cannotJudge(['缺少阶段(stage:first 首次 / overdue 逾期)'], steps, { first, overdue: late, ...more })
  return { value: { ...(stage === 'overdue' ? late : first), ...more }, steps }
}

function ofIncome(pct: NonNullable<PenaltyClause['incomePct']>, head: string, inputs: Inputs): Outcome {
  const grade = optStr(inputs, 'grade')
  const range = Array.isArray(pct)
    ? (pct as readonly number[])
    : [(pct as Readonly<Record<string, number>>)[grade ?? '']].flatMap((p) => (p === undefined ? [] : [p, p]))
  if (range.length === 0) return cannotJudge(['缺少事故等级(grade)'], [head])
  const [low, high] = range as [number, number]
  const income = optNum(inputs, 'income_wan')
  const fine = income === undefined ? null : [clean((income * low) / 100), clean((income * high) / 100)]
  return {
    value: { income_pct: low === high ? low : range, person_fine_wan: fine },
    steps: [head, `上一年年收入的 ${low === high ? low : `${low}–${high}`}%`],
  }
}
