import { addDays, addHours, addMonths } from '../core/dates.ts'
import { choice, f, flag, num, optNum, optStr, say, str } from '../core/fields.ts'
import { above, atLeast, below } from '../core/number.ts'
import { cannotJudge, defineRule } from '../core/run.ts'
import type { Outcome } from '../core/types.ts'

const AIR_PLACES = [
  choice('总回风或一翼回风', 'main or wing return', '总回风', '一翼回风'),
  choice('采区或采掘回风', 'district or face return', '采区回风', '采掘工作面回风'),
  choice('采掘工作面', 'working face', '作业地点'),
  choice('电机开关20m内', 'within 20 m of a motor', '电动机附近'),
  choice('积聚空间', 'space above 0.5 m³', '局部积聚'),
  choice('停工区', 'stopped area'),
]

const LIMITS: Readonly<Record<string, readonly { gas: 'ch4' | 'co2'; pct: number; reach: boolean; art: string; action: string }[]>> = {
  总回风或一翼回风: [
    { gas: 'ch4', pct: 0.75, reach: false, art: '171', action: '立即查明原因,进行处理' },
    { gas: 'co2', pct: 0.75, reach: false, art: '171', action: '立即查明原因,进行处理' },
  ],
  采区或采掘回风: [
    { gas: 'ch4', pct: 1, reach: false, art: '172', action: '停止工作,撤出人员,采取措施' },
    { gas: 'co2', pct: 1.5, reach: false, art: '172', action: '停止工作,撤出人员,采取措施' },
  ],
  采掘工作面: [
    { gas: 'ch4', pct: 1, reach: true, art: '173', action: '停止用电钻打眼,爆破地点 20 m 内禁止爆破' },
    { gas: 'ch4', pct: 1.5, reach: true, art: '173', action: '停止工作,切断电源,撤出人员' },
    { gas: 'co2', pct: 1.5, reach: true, art: '174', action: '停止工作,撤出人员,查明原因' },
  ],
  电机开关20m内: [{ gas: 'ch4', pct: 1.5, reach: true, art: '173', action: '停止工作,切断电源,撤出人员' }],
  积聚空间: [{ gas: 'ch4', pct: 2, reach: true, art: '173', action: '附近 20 m 内停止工作,撤出人员,切断电源' }],
  停工区: [
    { gas: 'ch4', pct: 3, reach: true, art: '175', action: '不能立即处理的,24 h 内封闭完毕' },
    { gas: 'co2', pct: 3, reach: true, art: '175', action: '不能立即处理的,24 h 内封闭完毕' },
  ],
}

export const mineAir = defineRule({
  name: 'mine-air',
  title: say('矿井瓦斯与二氧化碳处置', 'What to do at which methane and carbon dioxide content'),
  fields: [
    f.choice('place', '地点', 'Place', AIR_PLACES),
    f.number('ch4_pct', '甲烷浓度', 'Methane', { unit: '%', max: 100 }),
    f.number('co2_pct', '二氧化碳浓度', 'Carbon dioxide', { unit: '%', max: 100, optional: true }),
  ],
  versions: [
    {
      effectiveFrom: '2016-10-01',
      effectiveTo: '2026-01-31',
      clause: '煤矿安全规程(2016)第171–175条',
      sourceStatus: 'verified',
      tables: { limits: LIMITS },
    },
    {
      effectiveFrom: '2026-02-01',
      clause: '煤矿安全规程(2016)第171–175条',
      sourceStatus: 'uncertain',
      note: say(
        '2025 年修订版自 2026-02-01 施行(凭知识),条文未取得,暂用 2016 版,须核对。',
        'The 2025 revision applies from 2026-02-01; its text is not held.',
      ),
      tables: { limits: LIMITS },
    },
  ],
  examples: [
    {
      title: say('采区回风 1.0% 未超过', 'District return at exactly 1.0 %'),
      on: '2020-01-01',
      inputs: { place: '采区回风', ch4_pct: 1 },
      expected: { act: false },
    },
    {
      title: say('采掘面 1.5%', 'Face at 1.5 %'),
      on: '2020-01-01',
      inputs: { place: '采掘工作面', ch4_pct: 1.5 },
      expected: { act: true },
    },
  ],
  run(inputs, tables): Outcome {
    const content = { ch4: num(inputs, 'ch4_pct'), co2: optNum(inputs, 'co2_pct') }
    const limits = tables.limits[str(inputs, 'place')] ?? []
    const hits = limits.filter((one) => {
      const value = content[one.gas]
      return value !== undefined && (one.reach ? atLeast(value, one.pct) : above(value, one.pct))
    })
    const open = limits.some((one) => one.gas === 'co2') && content.co2 === undefined && hits.length === 0
    if (open) return { value: { act: false, actions: [] }, steps: ['甲烷未达到处置界限'], assumptions: ['未给二氧化碳浓度,只按甲烷判定'] }
    return {
      value: { act: hits.length > 0, actions: hits.map((one) => one.action) },
      steps:
        hits.length > 0
          ? hits.map((one) => `${one.gas.toUpperCase()} ${one.reach ? '达到' : '超过'} ${one.pct}%(第${one.art}条):${one.action}`)
          : ['未达到处置界限'],
    }
  },
})

export const sensorUpkeep = defineRule({
  name: 'methane-upkeep',
  title: say('甲烷传感器调校与比对', 'Calibration and comparison of methane sensors'),
  fields: [
    f.choice('item', '事项', 'Item', [
      choice('monthly-calibration', 'calibration of monitoring equipment', '监控设备调校'),
      choice('catalytic-sensor', 'catalytic sensor', '载体催化传感器调校'),
      choice('lock-test', 'test of the electric lock', '甲烷电闭锁测试'),
      choice('difference', 'portable and fixed differ', '便携与固定读数不一致'),
    ]),
    f.date('last', '上次日期', 'Last done', { optional: true }),
    f.time('found_at', '发现差值的时刻', 'Difference found', { optional: true }),
    f.number('portable_pct', '便携仪读数', 'Portable reading', { unit: '%', optional: true }),
    f.number('fixed_pct', '传感器读数', 'Fixed reading', { unit: '%', optional: true }),
  ],
  versions: [
    {
      effectiveFrom: '2016-10-01',
      clause: '煤矿安全规程(2016)第492、493条',
      sourceStatus: 'verified',
      note: say('2026-02-01 起须对照 2025 年修订版。', 'From 2026-02-01 compare with the 2025 revision.'),
      tables: { months: 1, days: 15, hours: 8 },
    },
  ],
  examples: [
    {
      title: say('催化传感器 15 天', 'Catalytic sensor'),
      inputs: { item: 'catalytic-sensor', last: '2026-03-02' },
      expected: { by: '2026-03-17' },
    },
    {
      title: say('读数不一致取大', 'The larger reading counts'),
      inputs: { item: 'difference', found_at: '2026-03-02T10:00', portable_pct: 0.9, fixed_pct: 0.7 },
      expected: { use_pct: 0.9, by: '2026-03-02T18:00' },
    },
  ],
  run(inputs, tables): Outcome {
    const item = str(inputs, 'item')
    if (item === 'difference') {
      const found = optStr(inputs, 'found_at')
      const missing = ['found_at', 'portable_pct', 'fixed_pct'].filter((name) => inputs[name] === undefined)
      if (!found || missing.length > 0) return cannotJudge(missing.map((name) => `缺少 ${name}`))
      const use = Math.max(num(inputs, 'portable_pct'), num(inputs, 'fixed_pct'))
      return { value: { use_pct: use, by: addHours(found, tables.hours) }, steps: [`以读数大者 ${use}% 为依据,${tables.hours} h 内调准`] }
    }
    const last = optStr(inputs, 'last')
    if (!last) return cannotJudge(['缺少上次日期(last)'])
    const by = item === 'monthly-calibration' ? addMonths(last, tables.months) : addDays(last, tables.days)
    return { value: { by }, steps: [`上次 ${last} → 最迟 ${by}`] }
  },
})

const WET = ['坝体位移', '浸润线', '干滩长度及坡度', '降水量', '库水位', '库区滑坡体位移', '坝体、排洪设施进出口视频']
const DRY = ['坝体位移', '最大剖面浸润线', '降水量', '视频']
const DEEP = ['孔隙水压力', '渗水量', '浑浊度']

export const tailingsMonitoring = defineRule({
  name: 'tailings-monitoring',
  title: say('尾矿库监测项目', 'What a tailings pond must monitor'),
  fields: [
    f.choice(
      'grade',
      '等别',
      'Grade',
      ['一等', '二等', '三等', '四等', '五等'].map((name) => choice(name, name)),
    ),
    f.yes('dry', '干式尾矿库', 'Dry pond'),
  ],
  versions: [
    {
      effectiveFrom: '2021-09-01',
      clause: 'GB 39496-2020 5.5;尾矿库安全监督管理规定(38号令)第8条',
      sourceStatus: 'verified',
      tables: { wet: WET, dry: DRY, ifNeededFromGrade3: DEEP },
    },
  ],
  examples: [
    {
      title: say('三等湿式库', 'Grade 3, wet'),
      inputs: { grade: '三等', dry: false },
      expected: { items: WET, if_needed: DEEP, online: true },
    },
  ],
  run(inputs, tables): Outcome {
    const online = ['一等', '二等', '三等'].includes(str(inputs, 'grade'))
    const dry = flag(inputs, 'dry')
    const items = dry ? tables.dry : tables.wet
    return {
      value: { items, if_needed: online && !dry ? tables.ifNeededFromGrade3 : [], online },
      steps: [
        `${dry ? '干式' : '湿式'}:${items.join('、')}`,
        online ? '一、二、三等库应当安装在线监测系统(第8条)' : '人工监测与在线监测相结合(5.5.1)',
      ],
    }
  },
})

const DISTANCES: readonly { id: string; zh: string; en: string; m: number; aliases: readonly string[] }[] = [
  { id: 'gas-release', zh: '可燃气体排放', en: 'release of combustible gas', m: 30, aliases: ['可燃气体不排放', '可燃气体'] },
  { id: 'liquid-release', zh: '可燃液体排放', en: 'release of combustible liquid', m: 15, aliases: ['可燃液体不排放', '可燃液体'] },
  { id: 'solvent', zh: '可燃溶剂清洗、喷漆', en: 'solvent cleaning or spraying', m: 10, aliases: ['可燃溶剂清洗喷漆', '喷漆'] },
  { id: 'dust', zh: '可燃粉尘清扫', en: 'dust cleaning', m: 10, aliases: ['粉尘清扫'] },
  { id: 'leaking-equipment', zh: '泄漏设备(未隔离)', en: 'leaking equipment', m: 15, aliases: ['泄漏设备隔离'] },
  { id: 'oxygen-acetylene', zh: '氧气瓶与乙炔瓶', en: 'oxygen and acetylene cylinders', m: 5, aliases: ['氧气瓶-乙炔瓶'] },
  { id: 'cylinder-fire', zh: '气瓶与动火点', en: 'cylinder and hot work', m: 10, aliases: ['气瓶-动火点'] },
  { id: 'welder-fire', zh: '电焊机与动火点', en: 'welding set and hot work', m: 10, aliases: ['电焊机-动火点'] },
  { id: 'railway', zh: '铁路沿线', en: 'railway', m: 25, aliases: [] },
  { id: 'fixed-area', zh: '固定动火区与危险场所', en: 'fixed hot-work area and hazardous place', m: 30, aliases: ['固定动火区距危险场所'] },
]

export const hotWorkDistance = defineRule({
  name: 'hot-work-distance',
  title: say('动火作业间距', 'Distances of hot work'),
  fields: [
    f.choice(
      'between',
      '对象',
      'Between',
      DISTANCES.map((one) => choice(one.id, one.en, one.zh, ...one.aliases)),
    ),
    f.number('distance_m', '实际距离', 'Distance', { unit: 'm', aliases: ['distance', 'm'] }),
  ],
  versions: [
    {
      effectiveFrom: '2022-10-01',
      clause: 'GB 30871-2022 第5章',
      sourceStatus: 'verified',
      tables: { distances: DISTANCES.map(({ id, zh, m }) => ({ id, zh, m })) },
    },
  ],
  examples: [
    {
      title: say('氧气瓶与乙炔瓶 4.9 m', 'Cylinders 4.9 m apart'),
      inputs: { between: '氧气瓶-乙炔瓶', distance_m: 4.9 },
      expected: { ok: false, min_m: 5 },
    },
  ],
  run(inputs, tables): Outcome {
    const rule = tables.distances.find((one) => one.id === str(inputs, 'between'))
    if (!rule) return cannotJudge(['没有该对象的间距(between)'])
    const short = below(num(inputs, 'distance_m'), rule.m)
    return { value: { ok: !short, min_m: rule.m }, steps: [`${rule.zh}:不小于 ${rule.m} m,实际 ${num(inputs, 'distance_m')} m`] }
  },
})

export const penaltyRecord = defineRule({
  name: 'penalty-record',
  title: say('处罚决定备案', 'Filing a penalty decision with the level above'),
  fields: [
    f.choice('level', '作出机关', 'Deciding level', [
      choice('县级', 'county', '县'),
      choice('市级', 'city', '市', '设区的市'),
      choice('省级', 'province', '省'),
    ]),
    f.number('fine_wan', '罚款或没收数额', 'Fine or confiscation', { unit: '万元' }),
    f.yes('grave', '停产停业、吊销、撤销、关闭', 'Stop, revocation, closure'),
    f.date('decided', '决定日', 'Day of decision', { optional: true }),
  ],
  versions: [
    {
      effectiveFrom: '2015-05-01',
      clause: '安全生产违法行为行政处罚办法(令15,2015修正)第63、64、65条',
      sourceStatus: 'verified',
      tables: {
        wan: { 县级: 5, 市级: 10, 省级: 50 } as Record<string, number>,
        to: { 县级: '设区的市级', 市级: '省级', 省级: '应急管理部' } as Record<string, string>,
        days: 10,
      },
    },
  ],
  examples: [
    {
      title: say('县级 5 万元', 'County, 50,000'),
      inputs: { level: '县级', fine_wan: 5, grave: false, decided: '2026-03-02' },
      expected: { file: true, by: '2026-03-12' },
    },
  ],
  run(inputs, tables): Outcome {
    const level = str(inputs, 'level')
    const limit = tables.wan[level] ?? 0
    const file = flag(inputs, 'grave') || atLeast(num(inputs, 'fine_wan'), limit)
    const decided = optStr(inputs, 'decided')
    return {
      value: { file, to: file ? tables.to[level] : null, ...(file && decided ? { by: addDays(decided, tables.days) } : {}) },
      steps: [`${level}:${limit} 万元及以上或停产、吊销等,${tables.days} 日内报${tables.to[level]}备案 → ${file ? '应备案' : '不需要'}`],
    }
  },
})
