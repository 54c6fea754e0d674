import { z } from 'zod'
import { choice, f, list, say, str, optStr } from '../core/fields.ts'
import { cannotJudge, defineRule, RuleInputError } from '../core/run.ts'
import type { Outcome } from '../core/types.ts'
import type { Criterion } from '../criteria/criterion.ts'
import { CRITERIA_SETS, criteriaOn, type CriteriaSector } from '../criteria/sets.ts'

export const CRITERIA_SECTORS = [
  choice('hazchem', 'hazardous chemicals', '化工与危险化学品', '化工', '危险化学品', '危化', '化工/危化'),
  choice('fireworks', 'fireworks', '烟花爆竹', '烟花'),
  choice('metal-and-trade', 'industry and trade', '工贸', '工贸企业', '冶金'),
  choice('tailings', 'tailings ponds', '尾矿库', '尾矿'),
  choice('noncoal-mine', 'metal and non-metal mines', '金属非金属矿山', '非煤矿山', '矿山', 'mine'),
  choice('coal', 'coal mines', '煤矿', '煤炭', 'coal mine'),
  choice('civil-explosives', 'civil explosives', '民爆', '民用爆炸物品'),
  choice('fire', 'fire safety', '消防', '火灾'),
  choice('construction', 'building works', '房屋市政', '建筑施工', '建筑'),
  choice('gas', 'town gas', '城镇燃气', '燃气'),
  choice('power', 'electric power', '电力'),
  choice('special-equipment', 'special equipment', '特种设备'),
]

function instrumentOf(id: string | null): string {
  return CRITERIA_SETS.find((set) => set.id === id)?.instrument ?? '没有收录'
}

export const criteriaVersion = defineRule({
  name: 'criteria-version',
  title: say('重大事故隐患判定标准的现行版本', 'Which criteria of major hidden hazards apply'),
  summary: say('按检查日期取当日有效的判定标准。', 'The set in force on the day of inspection.'),
  fields: [
    f.dates('dates', '检查日期', 'Days of inspection', { optional: true }),
    f.date('date', '检查日期', 'Day of inspection', { optional: true }),
    f.choice('sector', '行业', 'Sector', CRITERIA_SECTORS, { optional: true }),
  ],
  versions: [
    {
      effectiveFrom: '2017-11-13',
      clause: '各行业重大事故隐患判定标准的施行日期',
      sourceStatus: 'secondary',
      tables: {
        sets: CRITERIA_SETS.map(({ id, sector, effectiveFrom, effectiveTo }) => ({
          id,
          sector,
          effectiveFrom,
          effectiveTo: effectiveTo ?? null,
        })),
      },
    },
  ],
  examples: [
    {
      title: say('煤矿令21号施行前后', 'Before and after order 21'),
      inputs: { sector: '煤矿', dates: ['2026-06-30', '2026-07-01'] },
      expected: { '2026-06-30': 'COAL4', '2026-07-01': 'COAL21' },
    },
  ],
  run(inputs, tables): Outcome {
    const single = optStr(inputs, 'date')
    const dates = inputs.dates === undefined ? (single ? [single] : []) : list<string>(inputs, 'dates')
    if (dates.length === 0) return cannotJudge(['缺少检查日期(dates)'])
    const told = optStr(inputs, 'sector')
    const sector = told ?? 'hazchem'
    const on = (date: string): string | null =>
      tables.sets.find((set) => set.sector === sector && set.effectiveFrom <= date && (set.effectiveTo === null || date <= set.effectiveTo))
        ?.id ?? null
    return {
      value: Object.fromEntries(dates.map((date) => [date, on(date)])),
      steps: dates.map((date) => `${date}:${instrumentOf(on(date))}`),
      ...(told ? {} : { assumptions: ['未给行业,按化工与危险化学品查;请给出 sector'] }),
    }
  },
})

/** What an answer to a criterion may be. */
export type Answer = 'yes' | 'no' | 'unknown' | 'not-applicable'

export interface CriteriaVerdict {
  readonly verdict: 'major' | 'not' | 'cannot judge'
  readonly set: string | null
  readonly instrument: string | null
  readonly hits: readonly Criterion[]
  readonly missing: readonly Criterion[]
  readonly because: readonly string[]
}

/**
 * Judges answers against the criteria in force. One "yes" makes the hazard major; only when every criterion is answered "no" (or does
 * not apply) is it not; otherwise it cannot be judged and the open criteria are named. `scope` limits the question to some criteria
 * (ids or groups, such as "四 冶金" or "地下"), for a finding or a plant that concerns only those.
 */
export function judgeMajorHazard(
  sector: CriteriaSector,
  answers: Readonly<Record<string, Answer>>,
  onDate: string,
  scope?: readonly string[],
): CriteriaVerdict {
  const set = criteriaOn(sector, onDate)
  const none = { hits: [], missing: [] }
  if (!set) return { verdict: 'cannot judge', set: null, instrument: null, ...none, because: [`${onDate} 没有收录该行业有效的判定标准`] }
  const base = { set: set.id, instrument: set.instrument }
  if (set.items.length === 0)
    return { verdict: 'cannot judge', ...base, ...none, because: [`${set.instrument}的条文没有收录,请查官方文本`] }
  for (const id of Object.keys(answers)) {
    if (!set.items.some((one) => one.id === id)) throw new RuleInputError(`answers.${id}`, `no criterion of ${set.id}`)
  }
  for (const part of scope ?? []) {
    if (!set.items.some((one) => one.id === part || one.group === part))
      throw new RuleInputError('scope', `${part} is no criterion or group of ${set.id}`)
  }
  const asked = scope ? set.items.filter((one) => scope.includes(one.id) || scope.includes(one.group)) : set.items
  const hits = asked.filter((one) => answers[one.id] === 'yes')
  const missing = asked.filter((one) => answers[one.id] === undefined || answers[one.id] === 'unknown')
  if (hits.length > 0) return { verdict: 'major', ...base, hits, missing, because: hits.map((one) => `${one.clause}:${one.text}`) }
  if (missing.length > 0)
    return {
      verdict: 'cannot judge',
      ...base,
      hits,
      missing,
      because: missing.map((one) => `未查:${one.id} ${one.text}(需要:${one.evidence.join('、')})`),
    }
  return { verdict: 'not', ...base, hits, missing, because: [`${asked.length} 项均不符合判定情形`] }
}

const answerSchema = z.record(
  z.string(),
  z.union([z.boolean(), z.null(), z.enum(['yes', 'no', 'unknown', 'not-applicable'])]).transform((given): Answer => {
    if (given === null) return 'unknown'
    return typeof given === 'boolean' ? (given ? 'yes' : 'no') : given
  }),
)

export const majorHazard = defineRule({
  name: 'major-hazard',
  aliases: ['major-hidden-hazard', 'judge'],
  title: say('重大事故隐患判定', 'Judgement of major hidden hazards'),
  summary: say(
    '对照检查当日有效的判定标准:符合任何一项即为重大;有未查项且无符合项的,不能判定。',
    'Any item met makes it major; open items without a hit: cannot judge.',
  ),
  fields: [
    f.choice('sector', '行业', 'Sector', CRITERIA_SECTORS),
    f.object('answers', '逐项检查结果(编号 → yes/no/unknown)', 'Answers by criterion id', { schema: answerSchema }),
    f.list('scope', '只判定这些编号或组别', 'Only these criteria or groups', { optional: true, schema: z.array(z.string()).min(1) }),
  ],
  versions: [
    { effectiveFrom: '2017-11-13', clause: '安全生产法第118条;各行业重大事故隐患判定标准', sourceStatus: 'secondary', tables: {} },
  ],
  examples: [
    {
      title: say('2026-09-29 按 121 号文', 'On 2026-09-29 by document 121'),
      on: '2026-09-29',
      inputs: { sector: 'hazchem', answers: { 'HZ121-02': true } },
      expected: { verdict: 'major', set: 'HZ121' },
    },
    {
      title: say('只问一项且不符合', 'One criterion asked, not met'),
      on: '2026-08-01',
      inputs: { sector: 'coal', answers: { 'COAL21-13-1': 'no' }, scope: ['COAL21-13-1'] },
      expected: { verdict: 'not', set: 'COAL21' },
    },
  ],
  run(inputs, _tables, context): Outcome {
    const scope = inputs.scope === undefined ? undefined : list<string>(inputs, 'scope')
    const answers = inputs.answers as Readonly<Record<string, Answer>>
    const found = judgeMajorHazard(str(inputs, 'sector') as CriteriaSector, answers, context.onDate, scope)
    const status = found.hits[0]?.sourceStatus ?? CRITERIA_SETS.find((set) => set.id === found.set)?.sourceStatus ?? 'uncertain'
    const applied = CRITERIA_SETS.find((set) => set.id === found.set)
    const titles = [...(applied?.titlesOnly ? ['该标准只收录条文标题,须对照官方文本'] : []), ...(applied?.notes ?? [])]
    const base = {
      steps: [`适用 ${found.instrument ?? '(没有收录)'}`, ...titles, ...found.because.slice(0, 20)],
      sourceStatus: status,
      clause: found.instrument ?? '',
    }
    if (found.verdict === 'cannot judge') return { ...cannotJudge(found.because), ...base }
    const hits = found.hits.map(({ id, clause, text }) => ({ id, clause, text }))
    return { value: { verdict: found.verdict, set: found.set, hits, open: found.missing.map((one) => one.id) }, ...base }
  },
})
