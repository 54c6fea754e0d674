import { addDays, addHours, daysBetween } from '../core/dates.ts'
import { choice, f, flag, num, numOr, optNum, optStr, say, str } from '../core/fields.ts'
import { atLeast } from '../core/number.ts'
import { cannotJudge, defineRule } from '../core/run.ts'
import type { Outcome } from '../core/types.ts'
import { ACCIDENT_GRADES, accidentRank, deathsField, gradeField, gradeOf, lossField, seriousField, type GradeName } from './grades.ts'

/** Who investigates (493 arts 19, 32; coal: 煤矿安全生产条例 art. 60). */
export const INVESTIGATORS: Readonly<Record<GradeName, { who: string; coal: string; reportUpTo: string; replyDays: number }>> = {
  特别重大: { who: '国务院或其授权部门', coal: '国务院或其授权部门', reportUpTo: '国务院主管部门→国务院', replyDays: 30 },
  重大: { who: '省级人民政府', coal: '矿山安全监察机构', reportUpTo: '国务院主管部门→国务院', replyDays: 15 },
  较大: { who: '设区的市级人民政府', coal: '矿山安全监察机构', reportUpTo: '省级主管部门', replyDays: 15 },
  一般: { who: '县级人民政府(无伤亡的可委托事故单位)', coal: '矿山安全监察机构', reportUpTo: '设区的市级主管部门', replyDays: 15 },
}

export const accidentGrade = defineRule({
  name: 'accident-grade',
  title: say('生产安全事故等级', 'Accident grade'),
  summary: say(
    '死亡、重伤、直接经济损失各自定级,取最高;以上含本数,以下不含本数。',
    'The highest of deaths, serious injuries and direct loss.',
  ),
  fields: [deathsField, seriousField, lossField, f.yes('coal', '煤矿事故', 'Coal-mine accident', { optional: true })],
  versions: [
    {
      effectiveFrom: '2007-06-01',
      clause: '生产安全事故报告和调查处理条例(国务院令第493号)第三条',
      sourceStatus: 'verified',
      tables: { grades: ACCIDENT_GRADES },
    },
  ],
  examples: [
    {
      title: say('3 人死亡', 'Three deaths'),
      inputs: { deaths: 3, serious: 0, loss_wan: 0 },
      expected: { grade: '较大事故', rank: 3 },
    },
    {
      title: say('损失恰为 5000 万元', 'Loss of exactly 50 million yuan'),
      inputs: { deaths: 0, serious: 9, loss_wan: 5000 },
      expected: { grade: '重大事故' },
    },
  ],
  run(inputs, tables): Outcome {
    const [deaths, serious, loss] = [num(inputs, 'deaths'), num(inputs, 'serious'), num(inputs, 'loss_wan')]
    const rankBy = (hits: (band: (typeof tables.grades)[number]) => boolean): number => {
      const at = tables.grades.findIndex(hits)
      return at < 0 ? tables.grades.length : at + 1
    }
    // The default table goes the fast way that the benchmark measures; a caller's own table is read band by band.
    const rank =
      tables.grades === ACCIDENT_GRADES
        ? accidentRank(deaths, serious, loss)
        : Math.min(
            rankBy((b) => deaths >= b.deaths),
            rankBy((b) => serious >= b.serious),
            rankBy((b) => atLeast(loss, b.lossWan)),
          )
    const grade = tables.grades[rank - 1]?.grade ?? '一般'
    const who = INVESTIGATORS[grade]
    const investigator = flag(inputs, 'coal') ? who.coal : who.who
    return {
      value: { grade: `${grade}事故`, rank, investigator, report_up_to: who.reportUpTo, reply_days: who.replyDays },
      steps: [
        `死亡 ${deaths} 人、重伤 ${serious} 人、直接经济损失 ${loss} 万元`,
        `三项指标取最高 → ${grade}事故;由${investigator}组织调查${flag(inputs, 'coal') ? '(煤矿安全生产条例第60条)' : '(第19条)'}`,
      ],
    }
  },
})

const WINDOW_TYPES = [
  choice('一般生产', 'ordinary production', '一般', '生产安全', '一般生产安全事故', '工矿商贸', 'general'),
  choice('道路交通', 'road traffic', '道路', '交通', '道路交通事故', 'road'),
  choice('火灾', 'fire', '火灾事故', '消防'),
]

export const deathWindow = defineRule({
  name: 'death-window',
  title: say('死亡人数计入期限', 'Counting window for deaths'),
  summary: say(
    '事故发生之日起 30 日内(道路交通、火灾 7 日内)死亡的计入,并按变化后人数重新定级。',
    'Deaths within 30 days (road, fire: 7) are counted.',
  ),
  fields: [
    f.date('accident', '事故发生日', 'Day of the accident', { aliases: ['accident_on', 'accident_date'] }),
    f.date('death_on', '死亡日', 'Day of death', { aliases: ['death_date', 'died_on'] }),
    f.choice('type', '事故类别', 'Kind of accident', WINDOW_TYPES),
    f.count('deaths_before', '此前死亡人数', 'Deaths counted so far', { unit: '人' }),
    f.count('new_deaths', '新增死亡人数', 'New deaths', { unit: '人', optional: true, min: 1 }),
    f.count('serious', '重伤人数', 'Serious injuries', { optional: true }),
    f.number('loss_wan', '直接经济损失', 'Direct loss', { unit: '万元', optional: true }),
  ],
  versions: [
    {
      effectiveFrom: '2007-06-01',
      clause: '国务院令第493号第13条、第20条;总局令第21号第11条',
      sourceStatus: 'verified',
      tables: { days: 30, daysRoadOrFire: 7 },
    },
  ],
  examples: [
    {
      title: say('道路交通事故第 8 日死亡', 'Road accident, death on day 8'),
      inputs: { accident: '2026-08-01', death_on: '2026-08-09', deaths_before: 2, type: '道路交通' },
      expected: { counts: false, grade: '一般事故' },
    },
    {
      title: say('第 30 日死亡', 'Death on day 30'),
      inputs: { accident: '2026-08-01', death_on: '2026-08-31', deaths_before: 2, type: '一般生产' },
      expected: { counts: true, grade: '较大事故' },
    },
  ],
  run(inputs, tables): Outcome {
    const type = str(inputs, 'type')
    const limit = type === '一般生产' ? tables.days : tables.daysRoadOrFire
    const days = daysBetween(str(inputs, 'accident'), str(inputs, 'death_on'))
    if (days < 0) return cannotJudge(['死亡日(death_on)早于事故发生日(accident)'])
    const counts = days <= limit
    const deaths = num(inputs, 'deaths_before') + (counts ? numOr(inputs, 'new_deaths', 1) : 0)
    const grade = gradeOf(accidentRank(deaths, numOr(inputs, 'serious', 0), numOr(inputs, 'loss_wan', 0)))
    return {
      value: { counts, days, limit_days: limit, deaths, grade: `${grade}事故`, window_ends: addDays(str(inputs, 'accident'), limit) },
      steps: [`事故后第 ${days} 日死亡,期限 ${limit} 日 → ${counts ? '计入' : '不计入'}`, `死亡 ${deaths} 人 → ${grade}事故`],
      ...(inputs.serious === undefined || inputs.loss_wan === undefined ? { assumptions: ['等级只按死亡人数和已给出的指标定'] } : {}),
    }
  },
})

export const reportClock = defineRule({
  name: 'report-clock',
  title: say('事故报告时限', 'Reporting clock'),
  summary: say(
    '单位负责人 1 小时内报县级;各级部门每级不超过 2 小时;较大以上电话快报 1 小时。',
    'Unit 1 h, then 2 h a level; flash reports 1 h.',
  ),
  fields: [
    gradeField(),
    f.time('known_at', '单位负责人接报时间', 'When the head of the unit knew', { aliases: ['known', 'reported_at', 'at'] }),
  ],
  versions: [
    {
      effectiveFrom: '2009-07-01',
      clause: '国务院令第493号第9、10、11条;总局令第21号第6、8、9、11条',
      sourceStatus: 'verified',
      tables: { unitHours: 1, levelHours: 2, flashHours: 1, followUpsPerDay: { 一般: 1, 较大: 1, 重大: 2, 特别重大: 2 } },
    },
  ],
  examples: [
    {
      title: say('较大事故逐级上报至省级', 'Large accident up to the province'),
      inputs: { grade: '较大', known_at: '2026-09-01T22:00' },
      expected: { county_by: '2026-09-01T23:00', city_by: '2026-09-02T01:00', province_by: '2026-09-02T03:00', hours_total: 5 },
    },
  ],
  outputAliases: { state_council_by: 'ministry_by', due: 'last_by', last: 'last_by', hours: 'hours_total', total_hours: 'hours_total' },
  run(inputs, tables): Outcome {
    const grade = str(inputs, 'grade') as GradeName
    const at = str(inputs, 'known_at')
    const levels = { 一般: 1, 较大: 2, 重大: 3, 特别重大: 3 }[grade]
    const by = (level: number): string => addHours(at, tables.unitHours + tables.levelHours * level)
    const keys = ['city_by', 'province_by', 'ministry_by'].slice(0, levels)
    const chain = Object.fromEntries(keys.map((key, i) => [key, by(i + 1)]))
    const hours = tables.unitHours + tables.levelHours * levels
    const flash = grade === '一般' ? {} : { unit_to_province_by: addHours(at, tables.unitHours) }
    return {
      value: {
        county_by: by(0),
        ...chain,
        ...flash,
        hours_total: hours,
        last_by: by(levels),
        follow_ups_per_day: tables.followUpsPerDay[grade],
      },
      steps: [
        `单位负责人 ${at} 接报,${tables.unitHours} 小时内报县级以上应急管理部门(第9条)`,
        `${grade}事故逐级上报 ${levels} 级,每级不超过 ${tables.levelHours} 小时(第11条),合计 ${hours} 小时`,
        ...(grade === '一般' ? [] : [`较大以上:单位同时报省级,县、市电话快报省级,均为 ${tables.flashHours} 小时(总局令第21号第6、8、9条)`]),
        ...(levels === 3 ? [`重大以上:省级电话快报部 ${tables.flashHours} 小时,部报国务院总值班室 ${tables.flashHours} 小时(第9条)`] : []),
      ],
    }
  },
})

export const investigation = defineRule({
  name: 'investigation',
  title: say('事故调查与批复期限', 'Investigation and reply limits'),
  summary: say(
    '自事故发生之日起 60 日提交报告,可延长不超过 60 日,技术鉴定时间不计入;批复 15 日(特别重大 30 日,可再延 30 日)。',
    '60 days, +60 at most, appraisal excluded; reply 15 (30) days.',
  ),
  fields: [
    f.date('accident', '事故发生日', 'Day of the accident', { aliases: ['accident_on', 'accident_date'] }),
    f.count('extension_days', '批准延长天数', 'Extension granted', { unit: '日', optional: true, max: 60, aliases: ['extension'] }),
    f.count('appraisal_days', '技术鉴定天数', 'Days of technical appraisal', { unit: '日', optional: true, aliases: ['appraisal'] }),
    gradeField({ optional: true }),
    f.date('report_received', '政府收到调查报告日', 'Report received by the government', { optional: true, aliases: ['received'] }),
    f.count('reply_extension_days', '批复延长天数', 'Extension of the reply', { unit: '日', optional: true, max: 30 }),
  ],
  versions: [
    {
      effectiveFrom: '2007-06-01',
      clause: '国务院令第493号第27、29、32条',
      sourceStatus: 'verified',
      tables: { baseDays: 60, replyDays: 15, replyDaysTop: 30 },
    },
  ],
  examples: [
    {
      title: say('鉴定 20 日', 'Twenty days of appraisal'),
      inputs: { accident: '2026-01-10', extension_days: 0, appraisal_days: 20 },
      expected: { due: '2026-03-31' },
    },
    {
      title: say('重大事故报告的批复', 'Reply to the report of a serious accident'),
      inputs: { accident: '2026-01-10', grade: '重大', report_received: '2026-03-10' },
      expected: { due: '2026-03-11', reply_by: '2026-03-25' },
    },
  ],
  outputAliases: { report_due: 'due', due_by: 'due', reply_due: 'reply_by' },
  run(inputs, tables): Outcome {
    const extension = numOr(inputs, 'extension_days', 0)
    const appraisal = numOr(inputs, 'appraisal_days', 0)
    const due = addDays(str(inputs, 'accident'), tables.baseDays + extension + appraisal)
    const steps = [`${str(inputs, 'accident')} 起 ${tables.baseDays} 日 + 延长 ${extension} 日 + 技术鉴定 ${appraisal} 日 → ${due}`]
    const received = optStr(inputs, 'report_received')
    const untold = [
      inputs.extension_days === undefined ? '未给批准延长天数,按没有延长计' : '',
      inputs.appraisal_days === undefined ? '未给技术鉴定天数,按没有鉴定计' : '',
    ].filter((text) => text !== '')
    const assumed = untold.length > 0 ? { assumptions: untold } : {}
    if (!received) return { value: { due }, steps, ...assumed }
    const grade = optStr(inputs, 'grade')
    if (!grade) return cannotJudge(['批复期限:缺少事故等级(grade)'], steps, { due })
    const top = grade === '特别重大'
    const more = optNum(inputs, 'reply_extension_days') ?? 0
    if (more > 0 && !top) return cannotJudge(['只有特别重大事故的批复可以延长(reply_extension_days)'], steps, { due })
    const replyBy = addDays(received, (top ? tables.replyDaysTop : tables.replyDays) + more)
    return { value: { due, reply_by: replyBy }, steps: [...steps, `${received} 收到报告,批复期限至 ${replyBy}(第32条)`], ...assumed }
  },
})
