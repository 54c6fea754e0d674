import { z } from 'zod'
import { addHours, addMonths, addYears } from '../core/dates.ts'
import { batch, f, flag, list, num, optNum, optStr, say, str } from '../core/fields.ts'
import { above, atLeast, atMost, below } from '../core/number.ts'
import { cannotJudge, defineRule } from '../core/run.ts'
import type { Outcome } from '../core/types.ts'
import { gasFields, judgeGas, minutesBefore, timeText } from './hot-work.ts'

const from = '2022-10-01'

export const confinedSpace = defineRule({
  name: 'confined-space',
  title: say('受限空间作业', 'Confined-space work'),
  summary: say(
    '氧含量 19.5%–21%(富氧环境不大于 23.5%);作业前 30 min 内检测,中断 60 min 重测,连续检测每 2 h 记录;作业票 24 h。',
    'O₂ 19.5–21 % (rich ≤ 23.5); test within 30 min; permit 24 h.',
  ),
  fields: [
    f.numbers('o2', '氧含量', 'Oxygen', { unit: '%(体积)', optional: true, max: 100, aliases: ['o2_pct', 'O2', 'oxygen'] }),
    f.yes('rich_env', '富氧环境', 'Oxygen-rich environment', { optional: true, aliases: ['rich', 'o2_rich'] }),
    ...gasFields,
    f.list('samples', '检测时间', 'Times of testing', { optional: true, schema: z.array(timeText).min(1) }),
    f.text('start', '作业开始时间', 'Start', { optional: true, schema: timeText }),
    f.numbers('interrupted_min', '中断时间', 'Interruption', {
      unit: 'min',
      optional: true,
      aliases: ['interruption_min', 'stop_min', 'interrupt_min', 'interruption', 'interruptions', 'stopped_min'],
    }),
    f.number('hours', '作业票时长', 'Duration of the permit', { unit: 'h', optional: true, aliases: ['permit_hours'] }),
    f.time('permit_from', '作业票开始', 'Permit valid from', { optional: true }),
    f.number('voltage', '照明电压', 'Voltage of lighting', { unit: 'V', optional: true }),
    f.yes('wet', '潮湿或金属容器内', 'Wet or in a metal vessel', { optional: true }),
  ],
  versions: [
    {
      effectiveFrom: from,
      clause: 'GB 30871-2022 第6章、5.3.2',
      sourceStatus: 'verified',
      tables: {
        o2Min: 19.5,
        o2Max: 21,
        o2RichMax: 23.5,
        sampleMinutes: 30,
        retestMinutes: 60,
        validityHours: 24,
        recordHours: 2,
        voltage: 36,
        voltageWet: 12,
      },
    },
  ],
  examples: [
    {
      title: say('富氧环境', 'Rich environment'),
      inputs: { o2: [21.3, 23.5, 23.6], rich_env: true },
      expected: { pass: [true, true, false] },
    },
    { title: say('中断', 'Interruption'), inputs: { interrupted_min: [60, 61] }, expected: { retest: [false, true] } },
  ],
  outputAliases: { ok: 'pass' },
  run(inputs, tables): Outcome {
    const value: Record<string, unknown> = {
      validity_h: tables.validityHours,
      approver: '所在基层单位',
      record_every_h: tables.recordHours,
    }
    const bare = Object.keys(value).length
    const [steps, missing]: [string[], string[]] = [[], []]
    if (inputs.o2 !== undefined) {
      if (inputs.rich_env === undefined) missing.push('缺少是否富氧环境(rich_env)')
      const max = flag(inputs, 'rich_env') ? tables.o2RichMax : tables.o2Max
      const { values, isList } = batch(inputs, 'o2')
      const pass = values.map((o2) => atLeast(o2, tables.o2Min) && atMost(o2, max))
      value.pass = isList ? pass : pass[0]
      steps.push(`氧含量 ${values.join('、')}%:合格范围 ${tables.o2Min}%–${max}% → ${pass.map((p) => (p ? '合格' : '不合格')).join('、')}`)
    }
    const gas = judgeGas(inputs)
    if (typeof gas === 'string') missing.push(gas)
    else if (gas) {
      Object.assign(
        value,
        inputs.o2 === undefined ? { pass: gas.pass, limit_pct: gas.limit } : { gas_pass: gas.pass, limit_pct: gas.limit },
      )
      steps.push(gas.step)
    }
    if (inputs.samples !== undefined) {
      const start = optStr(inputs, 'start')
      if (!start) missing.push('缺少作业开始时间(start)')
      for (const sample of start ? list<string>(inputs, 'samples') : []) {
        const minutes = minutesBefore(sample, start ?? '', 'samples')
        value[sample] = minutes >= 0 && minutes <= tables.sampleMinutes
        steps.push(`${sample} 检测距开始 ${minutes} min,界限 ${tables.sampleMinutes} min`)
      }
    }
    if (inputs.interrupted_min !== undefined) {
      const { values, isList } = batch(inputs, 'interrupted_min')
      const retest = values.map((minutes) => above(minutes, tables.retestMinutes))
      value.retest = isList ? retest : retest[0]
      steps.push(`中断超过 ${tables.retestMinutes} min 重新检测`)
    }
    if (inputs.hours !== undefined) value.permit_ok = atMost(num(inputs, 'hours'), tables.validityHours)
    if (inputs.permit_from !== undefined) value.valid_until = addHours(str(inputs, 'permit_from'), tables.validityHours)
    if (inputs.voltage !== undefined)
      value.voltage_ok = atMost(num(inputs, 'voltage'), flag(inputs, 'wet') ? tables.voltageWet : tables.voltage)
    if (missing.length > 0) return cannotJudge(missing, steps, value)
    if (Object.keys(value).length === bare) return cannotJudge(['缺少氧含量、气体浓度、检测时间、中断时间中的任何一项'], [], value)
    return { value, steps }
  },
})

export const tempPower = defineRule({
  name: 'temp-power',
  aliases: ['temporary-power', 'temporary-electricity'],
  title: say('临时用电', 'Temporary power'),
  fields: [
    f.numbers('days', '用电天数', 'Days', { unit: '天', aliases: ['duration_days'] }),
    f.yes('special', '特殊情况', 'Special case', { optional: true }),
    f.number('host_permit_days', '用于动火、受限空间的,相应作业时间', 'Days of the hot or confined-space work served', {
      unit: '天',
      optional: true,
    }),
    f.yes('explosive_area', '火灾爆炸危险场所', 'Explosive area', { optional: true }),
  ],
  versions: [
    { effectiveFrom: from, clause: 'GB 30871-2022 第10章、表B.1', sourceStatus: 'verified', tables: { days: 15, specialDays: 30 } },
  ],
  examples: [
    { title: say('15 天与 16 天', '15 and 16 days'), inputs: { days: [15, 16], special: false }, expected: { ok: [true, false] } },
    { title: say('特殊情况 30 天', 'Special, 30 days'), inputs: { days: 30, special: true }, expected: { ok: true } },
  ],
  outputAliases: { pass: 'ok', permit_ok: 'ok', valid: 'ok' },
  run(inputs, tables): Outcome {
    const host = optNum(inputs, 'host_permit_days')
    const limit = host ?? (flag(inputs, 'special') ? tables.specialDays : tables.days)
    const { values, isList } = batch(inputs, 'days')
    const ok = values.map((days) => atMost(days, limit))
    return {
      value: { ok: isList ? ok : ok[0], max_days: limit, approver: '配送电单位', gas_test: flag(inputs, 'explosive_area') },
      steps: [
        host === undefined
          ? `一般不超过 ${tables.days} 天,特殊情况不超过 ${tables.specialDays} 天`
          : '用于动火、受限空间作业的,与相应作业时间一致',
      ],
    }
  },
})

export const excavation = defineRule({
  name: 'excavation',
  title: say('动土作业', 'Excavation'),
  fields: [
    f.number('depth_m', '挖掘深度', 'Depth', { unit: 'm', aliases: ['depth'] }),
    f.yes('buried_hazard', '生产装置区、罐区等有埋设的危险介质', 'Buried hazardous media in plant or tank area', {
      aliases: ['hazardous_lines', 'buried'],
    }),
    f.number('pile_edge_m', '堆土距坑边', 'Spoil to edge', { unit: 'm', optional: true }),
    f.number('pile_height_m', '堆土高度', 'Height of spoil', { unit: 'm', optional: true }),
  ],
  versions: [
    {
      effectiveFrom: from,
      clause: 'GB 30871-2022 第11章、表B.1',
      sourceStatus: 'verified',
      tables: { from: 0.5, confinedAbove: 1.2, ladderAbove: 2, pileEdgeMin: 1, pileHeightMax: 1.5 },
    },
  ],
  examples: [
    {
      title: say('恰 1.2 m', 'Exactly 1.2 m'),
      inputs: { depth_m: 1.2, buried_hazard: true },
      expected: { confined_rules: false, excavation: true },
    },
    { title: say('0.5 m 不属于动土', '0.5 m is none'), inputs: { depth_m: 0.5, buried_hazard: false }, expected: { excavation: false } },
  ],
  outputAliases: { ladder: 'ladder_required', permit: 'excavation' },
  run(inputs, tables): Outcome {
    const depth = num(inputs, 'depth_m')
    const confined = flag(inputs, 'buried_hazard') && above(depth, tables.confinedAbove)
    const edge = optNum(inputs, 'pile_edge_m')
    const pile = optNum(inputs, 'pile_height_m')
    return {
      value: {
        excavation: above(depth, tables.from),
        confined_rules: confined,
        ladder_required: above(depth, tables.ladderAbove),
        approver: '所在单位专业部门',
        ...(edge === undefined ? {} : { pile_edge_ok: atLeast(edge, tables.pileEdgeMin) }),
        ...(pile === undefined ? {} : { pile_height_ok: atMost(pile, tables.pileHeightMax) }),
      },
      steps: [
        `深 ${depth} m:入土>${tables.from} m 属动土作业;有埋设危险介质且>${tables.confinedAbove} m 执行受限空间规定 → ${confined ? '执行' : '不执行'}`,
      ],
    }
  },
})

export const blindPlate = defineRule({
  name: 'blind-plate',
  title: say('盲板抽堵', 'Blind-plate work'),
  fields: [
    f.count('plates', '一张票上的盲板数', 'Plates on one permit', { min: 1 }),
    f.count('actions', '一张票上的作业数(抽或堵)', 'Actions on one permit', { optional: true, min: 1 }),
    f.count('same_pipe_concurrent', '同一管道同时作业处数', 'Concurrent works on one pipe', { optional: true }),
    f.number('hot_work_m', '与动火作业的距离', 'Distance of hot work', { unit: 'm', optional: true }),
  ],
  versions: [
    {
      effectiveFrom: from,
      clause: 'GB 30871-2022 第7章、表B.1',
      sourceStatus: 'verified',
      tables: { perTicket: 1, samePipe: 1, noHotWorkWithinM: 30 },
    },
  ],
  examples: [{ title: say('两块盲板一张票', 'Two plates, one permit'), inputs: { plates: 2 }, expected: { ok: false } }],
  run(inputs, tables): Outcome {
    const wrong = [
      num(inputs, 'plates') > tables.perTicket ? '一块盲板一张票' : '',
      (optNum(inputs, 'actions') ?? 1) > tables.perTicket ? '一个作业一张票' : '',
      (optNum(inputs, 'same_pipe_concurrent') ?? 0) > tables.samePipe ? '同一管道不得同时进行两处及以上作业' : '',
      inputs.hot_work_m !== undefined && below(num(inputs, 'hot_work_m'), tables.noHotWorkWithinM) ? '作业点 30 m 内不应有动火' : '',
    ].filter((text) => text !== '')
    return {
      value: { ok: wrong.length === 0, violations: wrong, approver: '所在基层单位', validity: null },
      steps: wrong.length > 0 ? wrong : ['符合;有效期标准未规定'],
    }
  },
})

export const roadCutting = defineRule({
  name: 'road-cutting',
  aliases: ['road-break', 'road_break'],
  title: say('断路作业', 'Road cutting'),
  fields: [
    f.number('hours', '作业时间', 'Duration', { unit: 'h' }),
    f.yes('night', '夜间', 'At night'),
    f.yes('directed', '有专人指挥', 'Traffic is directed'),
    f.number('light_height_m', '警示灯高度', 'Height of lights', { unit: 'm', optional: true }),
  ],
  versions: [
    {
      effectiveFrom: from,
      clause: 'GB 30871-2022 第12章、表B.1',
      sourceStatus: 'verified',
      tables: { dayHours: 2, nightHours: 1, light: [1, 1.5] as [number, number], visibleM: 150 },
    },
  ],
  examples: [
    {
      title: say('白天 2 h 有人指挥', 'Two hours by day, directed'),
      inputs: { hours: 2, night: false, directed: true },
      expected: { signs_required: false },
    },
  ],
  run(inputs, tables): Outcome {
    const short = flag(inputs, 'directed') && atMost(num(inputs, 'hours'), flag(inputs, 'night') ? tables.nightHours : tables.dayHours)
    const light = optNum(inputs, 'light_height_m')
    return {
      value: {
        signs_required: !short,
        approver: '所在单位专业部门',
        cosign: '消防、安全管理部门',
        ...(light === undefined ? {} : { light_ok: atLeast(light, tables.light[0]) && atMost(light, tables.light[1]) }),
      },
      steps: [
        `白天不超过 ${tables.dayHours} h、夜间不超过 ${tables.nightHours} h 且有人指挥的可不设交通警示标志 → ${short ? '可不设' : '应设'}`,
      ],
    }
  },
})

export const workTicket = defineRule({
  name: 'work-ticket',
  title: say('作业票留存与重办', 'Keeping and renewing work permits'),
  fields: [
    f.date('ended', '作业结束日', 'End of the work'),
    f.yes(
      'changed',
      '内容变更、范围扩大、地点转移、超有效期或工艺、方式、环境改变',
      'Content, range, place, validity or conditions changed',
      { optional: true },
    ),
  ],
  versions: [
    { effectiveFrom: from, clause: 'GB 30871-2022 第4章', sourceStatus: 'verified', tables: { keepYears: 1, videoMonths: 1, copies: 3 } },
  ],
  examples: [
    { title: say('留存', 'Keeping'), inputs: { ended: '2026-03-31' }, expected: { keep_until: '2027-03-31', video_until: '2026-04-30' } },
  ],
  run(inputs, tables): Outcome {
    const ended = str(inputs, 'ended')
    return {
      value: {
        keep_until: addYears(ended, tables.keepYears),
        video_until: addMonths(ended, tables.videoMonths),
        copies: tables.copies,
        reissue: flag(inputs, 'changed'),
      },
      steps: [
        `作业票一式 ${tables.copies} 联,保存至少 ${tables.keepYears} 年;视频至少 ${tables.videoMonths} 个月${flag(inputs, 'changed') ? ';应重新办票' : ''}`,
      ],
    }
  },
})
