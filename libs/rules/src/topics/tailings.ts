import { z } from 'zod'
import { addDays, addMonths } from '../core/dates.ts'
import { choice, f, flag, list, num, optStr, say, str } from '../core/fields.ts'
import { atLeast, clean } from '../core/number.ts'
import { cannotJudge, defineRule } from '../core/run.ts'
import type { Outcome } from '../core/types.ts'

const ROWS = [
  { grade: '一等', volume: 50000, height: 200 },
  { grade: '二等', volume: 10000, height: 100 },
  { grade: '三等', volume: 1000, height: 60 },
  { grade: '四等', volume: 100, height: 30 },
  { grade: '五等', volume: 0, height: 0 },
]

export const tailingsGrade = defineRule({
  name: 'tailings-grade',
  title: say('尾矿库等别', 'Grade of a tailings pond'),
  summary: say(
    '按全库容和坝高分别定等:差一等取高者,差一等以上取高者降一等;下游有重要对象的(除一等外)提高一等。',
    'By volume and by height; one apart: the higher; more: the higher less one; raised for an important downstream.',
  ),
  fields: [
    f.number('volume_wan_m3', '全库容', 'Total capacity', { unit: '万m³', aliases: ['volume', 'V'] }),
    f.number('height_m', '坝高', 'Dam height', { unit: 'm', aliases: ['height', 'H'] }),
    f.yes(
      'important_downstream',
      '失事将使下游重要城镇、工矿企业、铁路干线或高速公路遭受严重灾害',
      'Failure would be a disaster downstream',
    ),
    f.yes('pit_without_dam', '露天废弃采坑储存且周边未建坝', 'Abandoned pit without a dam', { optional: true }),
  ],
  versions: [
    {
      effectiveFrom: '2013-12-01',
      clause: 'GB 50863 等别表;GB 39496-2020',
      sourceStatus: 'secondary',
      note: say('一等行为 from-knowledge。', 'The row of grade 1 is from knowledge.'),
      tables: { rows: ROWS },
    },
  ],
  examples: [
    {
      title: say('库容二等、坝高五等:差三等,取二等降一等', 'Volume grade 2, height grade 5: 2 less one'),
      inputs: { volume_wan_m3: 10000, height_m: 29.9, important_downstream: false },
      expected: { grade: '三等' },
    },
    {
      title: say('恰在界上', 'At the bounds'),
      inputs: { volume_wan_m3: 100, height_m: 30, important_downstream: false },
      expected: { grade: '四等' },
    },
  ],
  run(inputs, tables): Outcome {
    if (flag(inputs, 'pit_without_dam')) return { value: { grade: null }, steps: ['利用露天废弃采坑储存且周边未建坝的,可不定等'] }
    const rank = (hits: (row: (typeof tables.rows)[number]) => boolean): number => tables.rows.findIndex(hits)
    const byVolume = rank((row) => atLeast(num(inputs, 'volume_wan_m3'), row.volume))
    const byHeight = rank((row) => atLeast(num(inputs, 'height_m'), row.height))
    const higher = Math.min(byVolume, byHeight)
    const apart = Math.abs(byVolume - byHeight)
    const base = apart > 1 ? higher + 1 : higher
    const raised = flag(inputs, 'important_downstream') && base > 0
    const final = raised ? base - 1 : base
    const name = (at: number): string => tables.rows[at]?.grade ?? ''
    const uncertain = byVolume === 0 || byHeight === 0 || final === 0
    return {
      value: { grade: name(final), by_volume: name(byVolume), by_height: name(byHeight), raised, online_monitoring: final <= 2 },
      steps: [
        `按库容 ${name(byVolume)},按坝高 ${name(byHeight)},相差 ${apart} 等 → ${apart > 1 ? '高者降一等' : '取高者'}:${name(base)}`,
        ...(raised ? [`下游有重要对象,提高一等 → ${name(final)}`] : []),
        ...(final <= 2 ? ['一、二、三等库应当安装在线监测系统(38号令第8条)'] : []),
      ],
      ...(uncertain ? { sourceStatus: 'from-knowledge' as const } : {}),
    }
  },
})

const COLOURS = ['无', '蓝', '黄', '橙', '红']
const colour = z
  .string()
  .transform((text) => text.replace(/色$|预警$/g, '').replace(/^(正常|绿|none|normal)$/, '无'))
  .pipe(z.enum(['无', '蓝', '黄', '橙', '红'], { message: 'must be one of 无 | 蓝 | 黄 | 橙 | 红' }))

/** The joint colour: four blues count as a yellow, three yellows as an orange, two oranges as a red; otherwise the highest present. */
export function jointColour(given: readonly string[], counts: { blue: number; yellow: number; orange: number }): string {
  const of = (name: string): number => given.filter((one) => one === name).length
  const yellow = of('黄') + Math.floor(of('蓝') / counts.blue)
  const orange = of('橙') + Math.floor(yellow / counts.yellow)
  const red = of('红') + Math.floor(orange / counts.orange)
  const at = red > 0 ? 4 : orange > 0 ? 3 : yellow > 0 ? 2 : of('蓝') > 0 ? 1 : 0
  return COLOURS[at] as string
}

export const tailingsAlert = defineRule({
  name: 'tailings-alert',
  title: say('尾矿库预警合成', 'Joint alert of a tailings pond'),
  summary: say(
    '同一项目 4 个蓝合为黄、3 个黄合为橙、2 个橙合为红;项目合成全库同理,取最高。',
    'Four blue make yellow, three yellow orange, two orange red; points to items, items to the dam.',
  ),
  fields: [
    f.list('points', '同一监测项目各测点预警', 'Alerts of the points of one item', { optional: true, schema: z.array(colour).min(1) }),
    f.list('items', '各监测项目预警', 'Alerts of the items', { optional: true, schema: z.array(colour).min(1) }),
  ],
  versions: [
    {
      effectiveFrom: '2021-09-01',
      clause: 'GB 39496-2020 5.5',
      sourceStatus: 'secondary',
      tables: { blue: 4, yellow: 3, orange: 2 },
    },
  ],
  examples: [
    { title: say('3 个蓝仍为蓝', 'Three blues stay blue'), inputs: { points: ['蓝', '蓝', '蓝'] }, expected: { item: '蓝' } },
    { title: say('2 个橙为红', 'Two oranges make red'), inputs: { items: ['橙', '橙', '蓝'] }, expected: { dam: '红' } },
  ],
  outputAliases: { pond: 'dam', final: 'dam' },
  run(inputs, tables): Outcome {
    const points = inputs.points === undefined ? undefined : list<string>(inputs, 'points')
    const items = inputs.items === undefined ? undefined : list<string>(inputs, 'items')
    if (!points && !items) return cannotJudge(['缺少测点预警(points)或项目预警(items)'])
    const item = points ? jointColour(points, tables) : undefined
    const dam = items ? jointColour(item ? [...items, item] : items, tables) : undefined
    const fromKnowledge =
      items !== undefined && (items.filter((c) => c === '黄').length >= 3 || items.filter((c) => c === '橙').length >= 2)
    return {
      value: { ...(item ? { item } : {}), ...(dam ? { dam } : {}) },
      steps: [...(item ? [`测点 ${points?.join('、')} → 项目 ${item}`] : []), ...(dam ? [`项目 ${items?.join('、')} → 全库 ${dam}`] : [])],
      ...(fromKnowledge ? { sourceStatus: 'from-knowledge' as const } : {}),
    }
  },
})

export const tailingsThresholds = defineRule({
  name: 'tailings-thresholds',
  title: say('尾矿库预警阈值换算', 'Alert thresholds of a tailings pond'),
  fields: [
    f.number('red_depth_m', '浸润线红色阈值(埋深)', 'Red value of phreatic depth', { unit: 'm', optional: true }),
    f.number('red_slide_mm', '滑坡体位移红色阈值', 'Red value of slide displacement', { unit: 'mm', optional: true }),
  ],
  versions: [
    { effectiveFrom: '2015-11-01', clause: 'GB 51108-2015 8.3 条文说明', sourceStatus: 'verified', tables: { phreatic: 1.1, slide: 0.8 } },
  ],
  examples: [{ title: say('埋深 10 m', 'Depth 10 m'), inputs: { red_depth_m: 10 }, expected: { orange_depth_m: 11 } }],
  run(inputs, tables): Outcome {
    if (inputs.red_depth_m === undefined && inputs.red_slide_mm === undefined)
      return cannotJudge(['缺少红色阈值(red_depth_m 或 red_slide_mm)'])
    const depth = inputs.red_depth_m === undefined ? {} : { orange_depth_m: clean(num(inputs, 'red_depth_m') * tables.phreatic) }
    const slide = inputs.red_slide_mm === undefined ? {} : { orange_slide_mm: clean(num(inputs, 'red_slide_mm') * tables.slide) }
    return { value: { ...depth, ...slide }, steps: ['浸润线橙色=红色埋深×1.1;滑坡体位移橙色=红色×80%;阈值由设计给出'] }
  },
})

const DUTIES = [
  choice('assessment', 'safety assessment', '安全现状评价'),
  choice('drill', 'drill of the plan', '应急演练'),
  choice('closure', 'closure of the pond', '闭库'),
  choice('closure-preparation', 'assessment and design of the closure', '闭库评价与设计'),
  choice('trial-run', 'trial run', '试运行'),
]

export const tailingsDuty = defineRule({
  name: 'tailings-duty',
  title: say('尾矿库法定周期与期限', 'Periods of duties for tailings ponds'),
  fields: [
    f.choice('duty', '事项', 'Duty', DUTIES),
    f.date('from', '上次完成日或起算日', 'Last done, or counted from', { aliases: ['last'] }),
    f.date('extended_to', '批准延长至', 'Extended to', { optional: true }),
  ],
  versions: [
    {
      effectiveFrom: '2015-07-01',
      clause: '尾矿库安全监督管理规定(原安监总局令第38号,2015修正)第16、19、21、28、29条',
      sourceStatus: 'verified',
      tables: { months: { assessment: 36, drill: 12, closure: 12, 'closure-preparation': -12, 'trial-run': 6 }, closureExtensionMonths: 6 },
    },
  ],
  examples: [
    { title: say('安全现状评价', 'Assessment'), inputs: { duty: '安全现状评价', from: '2024-05-31' }, expected: { due: '2027-05-31' } },
  ],
  run(inputs, tables): Outcome {
    const duty = str(inputs, 'duty') as keyof typeof tables.months
    const due = addMonths(str(inputs, 'from'), tables.months[duty])
    const latest = duty === 'closure' ? addMonths(due, tables.closureExtensionMonths) : due
    const extended = optStr(inputs, 'extended_to')
    if (extended && extended > latest) return cannotJudge([`延长最多至 ${latest}(extended_to)`], [], { due })
    return {
      value: { due: extended ?? due, overdue_from: addDays(extended ?? due, 1) },
      steps: [`${str(inputs, 'from')} 起 ${tables.months[duty]} 个月 → ${due}${extended ? `,批准延至 ${extended}` : ''}`],
    }
  },
})
