import { z } from 'zod'
import { addHours, clockMinutes, minuteNumber } from '../core/dates.ts'
import { choice, f, flag, list, num, numOr, optNum, optStr, say, str } from '../core/fields.ts'
import { above, atLeast, atMost } from '../core/number.ts'
import { cannotJudge, defineRule, RuleInputError } from '../core/run.ts'
import type { Choice, Inputs, Outcome } from '../core/types.ts'

export const HOT_LEVELS: readonly Choice[] = [
  choice('特级', 'special', '特级动火'),
  choice('一级', 'first', '一级动火'),
  choice('二级', 'second', '二级动火'),
]

/** GB 30871 5.3.2: greatest combustible-gas content (vol %): 0.5 where the lower explosive limit is 4 % or more, 0.2 below. */
export function combustibleLimit(lelPct: number, limits = { from: 4, high: 0.5, low: 0.2 }): number {
  return atLeast(lelPct, limits.from) ? limits.high : limits.low
}

/** Minutes from a sample to the start; a sample "after" the start on the clock was taken the evening before. */
export function minutesBefore(sample: string, start: string, field: string): number {
  const full = [minuteNumber(sample), minuteNumber(start)] as const
  if (!full.some(Number.isNaN)) return full[1] - full[0]
  const [a, b] = [clockMinutes(sample), clockMinutes(start)]
  if (Number.isNaN(a) || Number.isNaN(b)) throw new RuleInputError(field, 'must be times HH:mm or YYYY-MM-DDTHH:mm')
  return a <= b ? b - a : b + 1440 - a
}

export const timeText = z.string().regex(/^(\d{4}-\d{2}-\d{2}T)?\d{1,2}:\d{2}$/, 'must be a time HH:mm or YYYY-MM-DDTHH:mm')

export const gasFields = [
  f.number('lel_pct', '可燃气体爆炸下限', 'Lower explosive limit', {
    unit: '%(体积)',
    optional: true,
    max: 100,
    aliases: ['lel', 'LEL', 'lel_vol_pct', 'LEL_pct'],
  }),
  f.numbers('gas_pct', '可燃气体浓度', 'Combustible gas', {
    unit: '%(体积)',
    optional: true,
    max: 100,
    aliases: ['gas', 'reading', 'readings', 'vol_pct', 'gas_vol_pct', 'gas_vol', 'vol', 'measured_pct', 'combustible_pct', 'concentration'],
  }),
]

/** Verdict on combustible gas when both figures are given; says what is missing when one is. */
export function judgeGas(inputs: Inputs): { pass: unknown; limit: number; step: string } | string | undefined {
  if (inputs.gas_pct === undefined) return undefined
  const lel = optNum(inputs, 'lel_pct')
  if (lel === undefined) return '缺少可燃气体爆炸下限(lel_pct)'
  const limit = combustibleLimit(lel)
  const given = inputs.gas_pct
  const pass = Array.isArray(given) ? given.map((x: number) => atMost(x, limit)) : atMost(num(inputs, 'gas_pct'), limit)
  return { pass, limit, step: `爆炸下限 ${lel}% ${lel >= 4 ? '≥4%' : '<4%'},合格界限 ≤${limit}%(体积)(5.3.2)` }
}

const quantity = z.number().min(0)

/**
 * An interruption `[level, minutes]` or a gas test `[lower explosive limit, content]`; or the same as a record, where the entry named
 * after the limit (`lel…`) is the limit and the other number the minutes or the content.
 */
const caseSchema = z
  .array(
    z.union([
      z.tuple([z.union([z.string(), quantity.max(100)]), quantity]),
      z.record(z.string(), z.union([z.string(), quantity])).transform((record, context): [string | number, number] => {
        const entries = Object.entries(record)
        const first = entries.find(([name, value]) => typeof value === 'string' || /lel|limit/i.test(name))
        const second = entries.find((entry) => entry !== first && typeof entry[1] === 'number')
        if (first && second && typeof second[1] === 'number') return [first[1], second[1]]
        context.addIssue({ code: 'custom', message: 'must tell level and minutes, or lel and content' })
        return z.NEVER
      }),
    ]),
  )
  .min(1)

function levelOf(text: string, field: string): '特级' | '一级' | '二级' {
  const found = HOT_LEVELS.find((one) => one.value === text || one.aliases?.includes(text))
  if (!found) throw new RuleInputError(field, 'must be 特级 | 一级 | 二级')
  return found.value as '特级' | '一级' | '二级'
}

const TABLES = {
  sampleMinutes: 30,
  retestMinutes: { 特级: 30, 一级: 30, 二级: 60 },
  validityHours: { 特级: 8, 一级: 8, 二级: 72 },
  approver: { 特级: '主管领导', 一级: '安全管理部门', 二级: '所在基层单位' },
  oxygenMaxPct: 23.5,
  windForceForbidden: 5,
  radiusM: 10,
}

export const hotWork = defineRule({
  name: 'hot-work',
  title: say('动火作业', 'Hot work'),
  summary: say(
    '分级、有效期、气体分析、中断复测、升级管理和审批人。',
    'Level, validity, gas test, re-test after a stop, upgrading and approver.',
  ),
  fields: [
    f.choice('level', '级别', 'Level', HOT_LEVELS, { optional: true }),
    f.list('samples', '取样时间', 'Times of sampling', { optional: true, schema: z.array(timeText).min(1) }),
    f.text('start', '动火开始时间', 'Start of the work', { optional: true, schema: timeText }),
    f.list('cases', '中断 [级别, 分钟] 或气体 [爆炸下限, 浓度]', 'Stops [level, minutes] or gas [LEL, content]', {
      optional: true,
      schema: caseSchema,
    }),
    f.number('interrupted_min', '中断时间', 'Interruption', {
      unit: 'min',
      optional: true,
      aliases: ['stop_min', 'interruption_min', 'interrupt_min', 'interruption', 'stopped_min'],
    }),
    ...gasFields,
    f.number('o2_pct', '富氧设备内氧含量', 'Oxygen in oxygen equipment', { unit: '%', optional: true, max: 100, aliases: ['o2'] }),
    f.yes('running_equipment', '运行状态的装置、管道、储罐(含带压不置换)', 'Equipment in operation', { optional: true }),
    f.yes('tank_dike', '存有易燃易爆介质的重大危险源罐区防火堤内', 'Inside the dike of a tank farm', { optional: true }),
    f.yes('hazardous_area', '火灾爆炸危险场所或管廊上', 'Hazardous area or pipe rack', { optional: true, aliases: ['pipe_rack'] }),
    f.yes('holiday_or_night', '节假日、公休日、夜间或其他特殊情况', 'Holiday, rest day, night', {
      optional: true,
      aliases: ['holiday', 'night', 'upgrade'],
    }),
    f.count('wind_force', '风力', 'Wind force', { unit: '级', optional: true, max: 17, aliases: ['wind'] }),
    f.time('permit_from', '作业票开始', 'Permit valid from', { optional: true, aliases: ['from'] }),
    f.number('hours', '作业票时长', 'Duration of the permit', { unit: 'h', optional: true, aliases: ['permit_hours', 'validity_h'] }),
  ],
  versions: [{ effectiveFrom: '2022-10-01', clause: 'GB 30871-2022 第5章、表B.1', sourceStatus: 'verified', tables: TABLES }],
  examples: [
    {
      title: say('取样早于 30 分钟', 'Sample too early'),
      inputs: { samples: ['07:29', '07:30', '08:00'], start: '08:00' },
      expected: { '07:29': false, '07:30': true, '08:00': true },
    },
    {
      title: say('中断 60 分钟的二级动火', 'Second level, 60 min stop'),
      inputs: { cases: [['二级', 60]] },
      expected: { retest: [false] },
    },
    {
      title: say('夜间升级', 'Upgraded at night'),
      inputs: { level: '二级', holiday_or_night: true },
      expected: { managed_level: '一级', validity_h: 8, approver: '安全管理部门' },
    },
    {
      title: say('记录形式', 'As records'),
      inputs: {
        cases: [
          { lel: 5, gas: 0.5 },
          { level: '一级', minutes: 31 },
        ],
      },
      expected: { pass: [true], retest: [true] },
    },
    { title: say('爆炸下限恰 4%', 'LEL exactly 4 %'), inputs: { lel_pct: 4, gas_pct: [0.5, 0.51] }, expected: { pass: [true, false] } },
  ],
  outputAliases: {
    valid_h: 'validity_h',
    max_h: 'validity_h',
    ok: 'pass',
    valid: 'permit_ok',
    managed_as: 'managed_level',
    manage_as: 'managed_level',
    upgraded_to: 'managed_level',
  },
  run(inputs, tables): Outcome {
    const value: Record<string, unknown> = {}
    const steps: string[] = []
    const missing: string[] = []
    const level = workLevel(inputs)
    if (level) describeLevel(level, inputs, tables, value, steps)
    if (inputs.samples !== undefined) {
      const start = optStr(inputs, 'start')
      if (!start) missing.push('缺少动火开始时间(start)')
      else {
        for (const sample of list<string>(inputs, 'samples')) {
          const minutes = minutesBefore(sample, start, 'samples')
          value[sample] = minutes >= 0 && minutes <= tables.sampleMinutes
          steps.push(
            `${sample} 取样距 ${start} 开始 ${minutes} min ${value[sample] ? '≤' : '>'}${tables.sampleMinutes} → ${value[sample] ? '有效' : '无效'}`,
          )
        }
      }
    }
    if (inputs.cases !== undefined) {
      const cases = list<[string | number, number]>(inputs, 'cases')
      const stops = cases.flatMap(([first, minutes], i) =>
        typeof first === 'string' ? [above(minutes, tables.retestMinutes[levelOf(first, `cases.${i}`)])] : [],
      )
      const gases = cases.flatMap(([lel, content]) => (typeof lel === 'number' ? [atMost(content, combustibleLimit(lel))] : []))
      if (stops.length > 0) {
        value.retest = stops
        steps.push('中断复测:特级、一级 >30 min,二级 >60 min')
      }
      if (gases.length > 0) {
        value.pass = gases
        steps.push('可燃气体:爆炸下限 ≥4% 的 ≤0.5%,<4% 的 ≤0.2%(5.3.2)')
      }
    }
    if (inputs.interrupted_min !== undefined) {
      if (level) value.retest = above(num(inputs, 'interrupted_min'), tables.retestMinutes[level])
      else missing.push('缺少动火级别(level)')
    }
    const gas = judgeGas(inputs)
    if (typeof gas === 'string') missing.push(gas)
    else if (gas) {
      value.pass = gas.pass
      value.limit_pct = gas.limit
      steps.push(gas.step)
    }
    if (inputs.o2_pct !== undefined) value.o2_pass = atMost(num(inputs, 'o2_pct'), tables.oxygenMaxPct)
    if (inputs.wind_force !== undefined) value.outdoor_forbidden = num(inputs, 'wind_force') >= tables.windForceForbidden
    if (missing.length > 0) return cannotJudge(missing, steps, value)
    if (Object.keys(value).length === 0) return cannotJudge(['缺少动火级别、取样时间、中断时间、气体浓度中的任何一项'])
    return { value, steps }
  },
})

/** The level told, or the one that the place gives. */
function workLevel(inputs: Inputs): '特级' | '一级' | '二级' | undefined {
  const told = optStr(inputs, 'level')
  if (told) return levelOf(told, 'level')
  if (flag(inputs, 'running_equipment') || flag(inputs, 'tank_dike')) return '特级'
  if (flag(inputs, 'hazardous_area')) return '一级'
  const denied = inputs.running_equipment === false && inputs.tank_dike === false && inputs.hazardous_area === false
  return denied ? '二级' : undefined
}

function describeLevel(
  level: '特级' | '一级' | '二级',
  inputs: Inputs,
  tables: typeof TABLES,
  value: Record<string, unknown>,
  steps: string[],
): void {
  const managed = flag(inputs, 'holiday_or_night') ? ({ 特级: '特级', 一级: '特级', 二级: '一级' } as const)[level] : level
  const hours = tables.validityHours[managed]
  Object.assign(value, {
    level,
    managed_level: managed,
    validity_h: hours,
    approver: tables.approver[managed],
    continuous_monitoring: managed === '特级',
  })
  steps.push(
    `${level}动火${managed === level ? '' : `,升级按${managed}管理(5.1.1)`}:有效期不超过 ${hours} h,由${tables.approver[managed]}审批`,
  )
  if (inputs.hours !== undefined) value.permit_ok = atMost(num(inputs, 'hours'), hours)
  if (inputs.permit_from !== undefined)
    value.valid_until = addHours(str(inputs, 'permit_from'), Math.min(hours, numOr(inputs, 'hours', hours)))
}
