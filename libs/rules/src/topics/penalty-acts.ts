import { addDays, addMonths, addYears, dayNumber, daysBetween } from '../core/dates.ts'
import { f, flag, list, num, numOr, say, str } from '../core/fields.ts'
import { clean } from '../core/number.ts'
import { cannotJudge, defineRule } from '../core/run.ts'
import type { Outcome } from '../core/types.ts'

export const dailyFine = defineRule({
  name: 'daily-fine',
  title: say('按日连续处罚', 'Daily fine'),
  summary: say(
    '受罚款后拒不改正,自责令改正之日的次日起按原罚款额按日连续处罚;法律未规定上限。',
    'From the day after the order, the original fine per day; no cap in law.',
  ),
  fields: [
    f.number('fine_wan', '原罚款额', 'Original fine', { unit: '万元', aliases: ['fine'] }),
    f.date('order_date', '责令改正日', 'Day of the order', { aliases: ['ordered', 'order'] }),
    f.date('checked', '复查发现拒不改正日', 'Day the refusal was found', { aliases: ['checked_on', 'recheck', 'check_date'] }),
  ],
  versions: [
    {
      effectiveFrom: '2021-09-01',
      clause: '安全生产法(2021)第112条',
      sourceStatus: 'uncertain',
      note: say('条文已核;复查日计入是本项目的约定。', 'Clause verified; counting the day of the check is our convention.'),
      tables: { countCheckedDay: true },
    },
  ],
  examples: [
    {
      title: say('次日即复查', 'Checked the next day'),
      inputs: { fine_wan: 2.5, order_date: '2026-03-02', checked: '2026-03-03' },
      expected: { days: 1, daily_total_wan: 2.5, cap: 'none stated' },
    },
  ],
  outputAliases: { total_wan: 'daily_total_wan' },
  run(inputs, tables): Outcome {
    const [order, checked] = [str(inputs, 'order_date'), str(inputs, 'checked')]
    if (checked < order) return cannotJudge(['复查日(checked)早于责令改正日(order_date)'])
    const days = Math.max(0, daysBetween(order, checked) - (tables.countCheckedDay ? 0 : 1))
    const fine = num(inputs, 'fine_wan')
    return {
      value: { days, daily_total_wan: clean(fine * days), from: addDays(order, 1), cap: 'none stated' },
      steps: [
        `自 ${addDays(order, 1)}(责令改正次日)至 ${checked},共 ${days} 日${tables.countCheckedDay ? '(含复查日,约定)' : ''}`,
        `${fine} 万元 × ${days} = ${clean(fine * days)} 万元;法律未规定上限`,
      ],
    }
  },
})

/** Most penalties that fall within a window, given sorted day numbers. */
function mostWithin(days: readonly number[], inWindow: (first: number, last: number) => boolean): number {
  let most = 0
  days.forEach((first, i) => {
    const count = days.slice(i).filter((last) => inWindow(first, last)).length
    if (count > most) most = count
  })
  return most
}

export const closure113 = defineRule({
  name: 'closure-113',
  aliases: ['closure'],
  title: say('提请关闭条件', 'Conditions for proposing closure'),
  fields: [
    f.dates('penalty_dates', '受安全生产法处罚的日期', 'Days of penalties under the Work Safety Law', { aliases: ['penalties', 'dates'] }),
    f.yes('major_hazard', '存在重大事故隐患', 'A major hidden hazard exists'),
    f.yes('still_unfit', '停产停业整顿后仍不具备安全生产条件', 'Still unfit after a stop', { optional: true }),
    f.yes('serious_accident_unfit', '不具备条件,导致重大、特别重大事故', 'Unfit, leading to a serious accident', { optional: true }),
    f.yes('refuses_stop', '拒不执行停产停业整顿决定', 'Refuses a stop order', { optional: true }),
  ],
  versions: [
    {
      effectiveFrom: '2021-09-01',
      clause: '安全生产法(2021)第113条',
      sourceStatus: 'verified',
      tables: { shortDays: 180, shortCount: 3, yearCount: 4 },
    },
  ],
  examples: [
    {
      title: say('180 日内 3 次', 'Three within 180 days'),
      inputs: { penalty_dates: ['2026-01-10', '2026-04-01', '2026-07-09'], major_hazard: true },
      expected: { span_days: 180, propose_closure: true },
    },
    {
      title: say('1 年内 4 次', 'Four within a year'),
      inputs: { penalty_dates: ['2025-08-01', '2025-12-01', '2026-03-10', '2026-07-29'], major_hazard: true },
      expected: { propose_closure: true },
    },
  ],
  outputAliases: { closure: 'propose_closure' },
  run(inputs, tables): Outcome {
    const dates = [...list<string>(inputs, 'penalty_dates')].sort()
    const first = dates[0] as string
    const days = dates.map(dayNumber)
    const span = daysBetween(first, dates[dates.length - 1] as string)
    const short = mostWithin(days, (a, b) => b - a <= tables.shortDays)
    const yearEnds = new Map(dates.map((date) => [dayNumber(date), dayNumber(addYears(date, 1))]))
    const year = mostWithin(days, (a, b) => b <= (yearEnds.get(a) ?? a))
    const hits = [
      flag(inputs, 'major_hazard') && short >= tables.shortCount ? `有重大事故隐患,${tables.shortDays} 日内受处罚 ${short} 次` : '',
      flag(inputs, 'major_hazard') && year >= tables.yearCount ? `有重大事故隐患,1 年内受处罚 ${year} 次` : '',
      flag(inputs, 'still_unfit') ? '经停产停业整顿仍不具备条件' : '',
      flag(inputs, 'serious_accident_unfit') ? '不具备条件,导致重大以上事故' : '',
      flag(inputs, 'refuses_stop') ? '拒不执行停产停业整顿决定' : '',
    ].filter((hit) => hit !== '')
    return {
      value: { span_days: span, most_in_180_days: short, most_in_year: year, propose_closure: hits.length > 0, because: hits },
      steps: [
        `处罚 ${dates.length} 次,首末相隔 ${span} 日;任一 ${tables.shortDays} 日内最多 ${short} 次,任一 1 年内最多 ${year} 次`,
        hits.length > 0 ? `应提请关闭:${hits.join(';')}` : '不具备提请关闭的情形',
      ],
    }
  },
})

export const coalClosure = defineRule({
  name: 'closure-coal',
  title: say('煤矿提请关闭条件', 'Closure of coal mines'),
  fields: [
    f.dates('hazard_dates', '有重大事故隐患仍生产的查处日期', 'Days found producing with a major hazard', { optional: true }),
    f.yes('unlicensed', '无证照生产', 'Producing without licence'),
    f.yes('hopeless', '专家论证在现有技术条件下难以有效防治', 'Experts: cannot be controlled', { optional: true }),
  ],
  versions: [
    {
      effectiveFrom: '2024-05-01',
      clause: '煤矿安全生产条例(国务院令第774号)第70条',
      sourceStatus: 'verified',
      tables: { months: 3, count: 2 },
    },
  ],
  examples: [
    {
      title: say('3 个月内 2 次', 'Twice in three months'),
      inputs: { hazard_dates: ['2026-01-10', '2026-03-01'], unlicensed: false },
      expected: { propose_closure: true },
    },
  ],
  run(inputs, tables): Outcome {
    const dates = inputs.hazard_dates === undefined ? [] : [...list<string>(inputs, 'hazard_dates')].sort()
    const ends = new Map(dates.map((date) => [dayNumber(date), dayNumber(addMonths(date, tables.months))]))
    const within = mostWithin(dates.map(dayNumber), (a, b) => b <= (ends.get(a) ?? a))
    const hits = [
      flag(inputs, 'unlicensed') ? '无证照生产' : '',
      within >= tables.count ? `${tables.months} 个月内 ${within} 次发现有重大事故隐患仍生产` : '',
      flag(inputs, 'hopeless') ? '经专家论证难以有效防治' : '',
    ].filter((hit) => hit !== '')
    return { value: { propose_closure: hits.length > 0, because: hits }, steps: hits.length > 0 ? hits : ['不具备提请关闭的情形'] }
  },
})

export const overdueFine = defineRule({
  name: 'overdue-fine',
  aliases: ['late-fine'],
  title: say('逾期缴纳罚款加处罚款', 'Surcharge on an unpaid fine'),
  summary: say(
    '自逾期之日起每日按罚款数额 3% 加处,不超过罚款数额;复议、诉讼期间不计算。',
    '3 % a day, at most the fine; not during review or litigation.',
  ),
  fields: [
    f.number('fine_wan', '罚款数额', 'Fine', { unit: '万元' }),
    f.date('served', '决定书送达日', 'Day of service'),
    f.date('paid', '缴纳日', 'Day of payment', { aliases: ['on', 'checked'] }),
    f.count('suspended_days', '复议、诉讼期间天数', 'Days of review or litigation', { unit: '日', optional: true }),
  ],
  versions: [
    {
      effectiveFrom: '2021-07-15',
      clause: '行政处罚法(2021)第67、72、73条',
      sourceStatus: 'verified',
      tables: { payDays: 15, pctPerDay: 3 },
    },
  ],
  examples: [
    {
      title: say('逾期 10 日', 'Ten days late'),
      inputs: { fine_wan: 5, served: '2026-03-02', paid: '2026-03-27' },
      expected: { overdue_days: 10, surcharge_wan: 1.5 },
    },
  ],
  run(inputs, tables): Outcome {
    const fine = num(inputs, 'fine_wan')
    const payBy = addDays(str(inputs, 'served'), tables.payDays)
    const late = Math.max(0, daysBetween(payBy, str(inputs, 'paid')) - numOr(inputs, 'suspended_days', 0))
    const surcharge = Math.min(fine, clean((fine * tables.pctPerDay * late) / 100))
    return {
      value: { pay_by: payBy, overdue_days: late, surcharge_wan: surcharge },
      steps: [`${payBy} 前缴纳(送达后 ${tables.payDays} 日),逾期 ${late} 日 × ${tables.pctPerDay}% = ${surcharge} 万元(不超过罚款数额)`],
    }
  },
})
