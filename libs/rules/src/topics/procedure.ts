import { z } from 'zod'
import { addDays, addHours, addMonths, addYears } from '../core/dates.ts'
import { choice, f, flag, list, num, optNum, say, str } from '../core/fields.ts'
import { atLeast } from '../core/number.ts'
import { cannotJudge, defineRule } from '../core/run.ts'
import type { Outcome } from '../core/types.ts'
import { workdayAfter } from '../core/workdays.ts'
import { PROCEDURE_STEPS } from '../tables/procedure-steps.ts'

const amount = z.number().min(0).nullish()
const yes = z.boolean().nullish()

const caseSchema = z.object({
  unit_wan: amount,
  person_wan: amount,
  personal_wan: amount,
  confiscated_wan: amount,
  revoke: yes,
  revoke_licence: yes,
  revocation: yes,
  stop_production: yes,
  closure: yes,
  restrict_practice: yes,
  measure: z.string().nullish(),
  kind: z.string().nullish(),
})

type HearingCase = z.infer<typeof caseSchema>

const GRAVE = /吊销|停产|停业|关闭|限制从业|降低资质|撤销|revo|shut|clos|suspend/i

export const hearing = defineRule({
  name: 'hearing',
  title: say('听证告知', 'Right to a hearing'),
  summary: say(
    '较大数额罚款(默认个人 2 万元、单位 5 万元,省有规定从其规定)、没收较大数额、吊销许可证、停产停业、关闭、限制从业,应当告知听证。',
    'Larger fines (2/5 万元 unless the province rules otherwise), confiscation, revocation, stop, closure, restriction.',
  ),
  fields: [
    f.list('cases', '拟作处罚', 'Intended penalties', {
      schema: z.array(caseSchema).min(1),
      itemFields: [
        f.number('unit_wan', '对单位罚款', 'Fine on a unit', { unit: '万元', optional: true }),
        f.number('person_wan', '对个人罚款', 'Fine on a person', { unit: '万元', optional: true }),
        f.number('confiscated_wan', '没收违法所得或财物', 'Confiscation', { unit: '万元', optional: true }),
        f.text('measure', '其他处罚(吊销、停产停业、关闭、限制从业)', 'Other penalty', { optional: true }),
      ],
    }),
    f.object('province_rule', '省级标准(unit_wan、person_wan)', 'Province figures', {
      optional: true,
      schema: z.object({ unit_wan: amount, person_wan: amount, personal_wan: amount, unit: amount, person: amount }),
    }),
  ],
  versions: [
    {
      effectiveFrom: '2021-07-15',
      clause: '行政处罚法(2021)第63、64条;安全生产违法行为行政处罚办法(令15)第33条',
      sourceStatus: 'verified',
      tables: { unitWan: 5, personWan: 2 },
    },
  ],
  examples: [
    {
      title: say('门槛与吊销', 'Thresholds and revocation'),
      inputs: { cases: [{ unit_wan: 5 }, { person_wan: 1.99 }, { measure: '吊销许可证' }], province_rule: null },
      expected: { hearing: [true, false, true] },
    },
    {
      title: say('省定单位 10 万元', 'Province: 10 万元'),
      inputs: { cases: [{ unit_wan: 9 }, { unit_wan: 10 }], province_rule: { unit_wan: 10 } },
      expected: { hearing: [false, true] },
    },
  ],
  run(inputs, tables): Outcome {
    const rule = inputs.province_rule as
      | Partial<Record<'unit_wan' | 'unit' | 'person_wan' | 'personal_wan' | 'person', number | null>>
      | undefined
    const unit = rule?.unit_wan ?? rule?.unit ?? tables.unitWan
    const person = rule?.person_wan ?? rule?.personal_wan ?? rule?.person ?? tables.personWan
    const judge = (one: HearingCase): boolean | null => {
      if (one.revoke || one.revoke_licence || one.revocation || one.stop_production || one.closure || one.restrict_practice) return true
      if (GRAVE.test(one.measure ?? one.kind ?? '')) return true
      const personWan = one.person_wan ?? one.personal_wan
      const known = [one.unit_wan, personWan, one.confiscated_wan].some((x) => x !== null && x !== undefined)
      if (!known && !one.measure && !one.kind) return null
      return atLeast(one.unit_wan ?? 0, unit) || atLeast(personWan ?? 0, person) || atLeast(one.confiscated_wan ?? 0, unit)
    }
    const verdicts = list<HearingCase>(inputs, 'cases').map(judge)
    if (verdicts.includes(null)) return cannotJudge(verdicts.flatMap((v, i) => (v === null ? [`第${i + 1}项:缺少罚款数额或处罚种类`] : [])))
    return {
      value: { hearing: verdicts, unit_wan: unit, person_wan: person, request_workdays: 5 },
      steps: [
        rule
          ? `按省级标准:单位 ${unit} 万元、个人 ${person} 万元`
          : `省级无规定,按令15第33条:单位 ${unit} 万元、个人 ${person} 万元(含本数)`,
        `结果:${verdicts.map((v) => (v ? '应告知听证' : '不适用')).join('、')};当事人 5 个工作日内提出(行政处罚法第64条,令15的 3 日不再适用)`,
      ],
      ...(rule ? {} : { assumptions: ['未给省级标准,按令15的默认数额;省级另有规定的从其规定'] }),
    }
  },
})

export const decisionDeadline = defineRule({
  name: 'decision-deadline',
  title: say('处罚决定期限', 'Deadline of the penalty decision'),
  summary: say(
    '立案起 30 日;经负责人同意延长,合计不超过 90 日;上一级批准可至 180 日。',
    '30 days from filing, 90 with consent, 180 with approval from above.',
  ),
  fields: [f.date('filed', '立案日', 'Day of filing', { aliases: ['filed_on', 'filing_date'] })],
  versions: [
    {
      effectiveFrom: '2021-07-15',
      clause: '令15第32条;行政处罚法(2021)第60条',
      sourceStatus: 'verified',
      tables: { days: [30, 90, 180] },
    },
  ],
  examples: [
    {
      title: say('元旦立案', 'Filed on New Year'),
      inputs: { filed: '2026-01-01' },
      expected: { d30: '2026-01-31', d90: '2026-04-01', d180: '2026-06-30' },
    },
  ],
  run(inputs, tables): Outcome {
    const filed = str(inputs, 'filed')
    const value = Object.fromEntries(tables.days.map((days) => [`d${days}`, addDays(filed, days)]))
    return {
      value,
      steps: [
        `立案 ${filed};按自然日:${tables.days.map((d) => `${d} 日 → ${addDays(filed, d)}`).join(',')}`,
        '超过 90 日而无上一级批准视为违反程序',
      ],
    }
  },
})

export const limitation = defineRule({
  name: 'limitation',
  title: say('行政处罚时效', 'Limitation of administrative penalties'),
  summary: say(
    '违法行为终了起 2 年内未被发现的不再处罚;涉及公民生命健康安全且有危害后果的 5 年。',
    'Two years from the end of the conduct; five where life and health were harmed.',
  ),
  fields: [
    f.date('ended', '违法行为终了日', 'Conduct ended', { aliases: ['ended_on', 'conduct_ended'] }),
    f.date('found', '被发现日', 'Found', { aliases: ['found_on', 'discovered'] }),
  ],
  versions: [
    { effectiveFrom: '2021-07-15', clause: '行政处罚法(2021)第36条', sourceStatus: 'verified', tables: { years: 2, yearsLifeHarm: 5 } },
  ],
  examples: [
    {
      title: say('满 2 年当日发现', 'Found on the second anniversary'),
      inputs: { ended: '2024-05-01', found: '2026-05-01' },
      expected: { no_harm: 'still punishable', life_harm: 'still punishable' },
    },
    {
      title: say('超过 5 年', 'More than five years'),
      inputs: { ended: '2021-04-30', found: '2026-05-01' },
      expected: { no_harm: 'time-barred', life_harm: 'time-barred' },
    },
  ],
  run(inputs, tables): Outcome {
    const [ended, found] = [str(inputs, 'ended'), str(inputs, 'found')]
    if (found < ended)
      return { value: { no_harm: 'still punishable', life_harm: 'still punishable' }, steps: ['发现时行为尚未终了,时效未起算'] }
    const verdict = (years: number): string => (found <= addYears(ended, years) ? 'still punishable' : 'time-barred')
    const value = {
      no_harm: verdict(tables.years),
      life_harm: verdict(tables.yearsLifeHarm),
      no_harm_until: addYears(ended, tables.years),
      life_harm_until: addYears(ended, tables.yearsLifeHarm),
    }
    return { value, steps: [`终了 ${ended}:2 年至 ${value.no_harm_until},5 年至 ${value.life_harm_until};${found} 发现`] }
  },
})

const STEP_CHOICES = PROCEDURE_STEPS.map((one) => choice(one.id, one.en, one.zh))

export const procedureDeadline = defineRule({
  name: 'procedure-deadline',
  aliases: ['enforcement-deadline'],
  title: say('行政处罚与强制程序期限', 'Deadlines of the enforcement procedure'),
  fields: [
    f.choice('step', '程序步骤', 'Step', STEP_CHOICES),
    f.text('from', '起算日(或时刻)', 'Counted from', {
      schema: z.string().regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$/, 'must be a date'),
      aliases: ['start'],
    }),
    f.count('extension_days', '批准延长', 'Extension', { unit: '日', optional: true }),
  ],
  versions: [
    {
      effectiveFrom: '2021-07-15',
      clause: '行政处罚法(2021)、行政强制法、行政复议法(2023)、行政诉讼法(2017)、令15',
      sourceStatus: 'verified',
      tables: { steps: PROCEDURE_STEPS },
    },
  ],
  examples: [
    { title: say('查封扣押', 'Seizure'), inputs: { step: 'seizure', from: '2026-03-02' }, expected: { by: '2026-04-01' } },
    {
      title: say('送达决定书', 'Service of the decision'),
      inputs: { step: 'serve-decision', from: '2026-11-02' },
      expected: { by: '2026-11-11' },
    },
  ],
  run(inputs, tables, context): Outcome {
    const step = tables.steps.find((one) => one.id === str(inputs, 'step'))
    if (!step) return cannotJudge(['没有该步骤(step)'])
    const from = str(inputs, 'from')
    const more = optNum(inputs, 'extension_days') ?? 0
    if (more > (step.extensionMax ?? 0)) return cannotJudge([`该期限最多延长 ${step.extensionMax ?? 0} 日(extension_days)`])
    const base = { clause: step.source, sourceStatus: step.status }
    const told = `${step.zh}:${step.limit} ${step.unit}${step.note ? `;${step.note}` : ''}`
    if (step.unit === 'hour') {
      if (!from.includes('T')) return cannotJudge(['起算须给到时刻(from)'])
      return { value: { by: addHours(from, step.limit) }, steps: [told], ...base }
    }
    const day = from.slice(0, 10)
    if (step.unit === 'workday') {
      const counted = workdayAfter(context, day, step.limit + more)
      return { value: { by: counted.by }, steps: [told, counted.note], ...base }
    }
    if (step.unit === 'month') return { value: { by: addMonths(day, step.limit) }, steps: [told], ...base }
    const sign = step.unit === 'day_before' ? -1 : 1
    return { value: { by: addDays(day, sign * step.limit + more) }, steps: [told], ...base }
  },
})

export const onTheSpot = defineRule({
  name: 'on-the-spot',
  title: say('当场处罚与集体讨论', 'On-the-spot penalty and collective discussion'),
  fields: [
    f.number('fine_yuan', '罚款数额', 'Fine', { unit: '元' }),
    f.yes('unit', '对单位', 'On a unit'),
    f.yes('grave', '停产停业、停止建设、吊销、撤销、没收', 'Stop, revocation or confiscation', { optional: true }),
  ],
  versions: [
    {
      effectiveFrom: '2021-07-15',
      clause: '行政处罚法(2021)第51、68条;令15第29条(令15第21条的 50/1000 元不再适用)',
      sourceStatus: 'verified',
      tables: { personYuan: 200, unitYuan: 3000, collectOnSpotYuan: 100, discussionYuan: 50000 },
    },
  ],
  examples: [
    {
      title: say('个人 200 元', 'Person, 200 yuan'),
      inputs: { fine_yuan: 200, unit: false },
      expected: { on_the_spot: true, collective_discussion: false },
    },
  ],
  run(inputs, tables): Outcome {
    const fine = num(inputs, 'fine_yuan')
    const limit = flag(inputs, 'unit') ? tables.unitYuan : tables.personYuan
    const grave = flag(inputs, 'grave')
    const value = {
      on_the_spot: fine <= limit && !grave,
      collect_on_the_spot: fine <= tables.collectOnSpotYuan && !grave,
      collective_discussion: grave || fine >= tables.discussionYuan,
    }
    return { value, steps: [`当场处罚上限 ${limit} 元;集体讨论起点 ${tables.discussionYuan} 元或停产、吊销、没收等`] }
  },
})
