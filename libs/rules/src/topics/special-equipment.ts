import { choice, f, flag, numOr, optNum, say, str } from '../core/fields.ts'
import { atLeast } from '../core/number.ts'
import { cannotJudge, defineRule } from '../core/run.ts'
import type { Inputs, Outcome } from '../core/types.ts'

const KINDS = [
  choice('电梯', 'lift', 'elevator', '升降机'),
  choice('锅炉', 'boiler'),
  choice('压力容器', 'pressure vessel', 'vessel', '气瓶'),
  choice('压力管道', 'pressure pipe', 'pipe', 'pipeline'),
  choice('起重机械', 'crane', '起重机', '塔吊'),
  choice('客运索道', 'ropeway', '索道'),
  choice('大型游乐设施', 'amusement ride', 'ride', '游乐设施'),
  choice('场(厂)内专用机动车辆', 'in-plant vehicle', '场内机动车辆', '叉车'),
]

const INVESTIGATOR: Readonly<Record<string, string>> = {
  特别重大: '国务院或其授权部门',
  重大: '国务院特种设备安全监督管理部门会同有关部门',
  较大: '省级特种设备安全监督管理部门会同有关部门',
  一般: '设区的市级特种设备安全监督管理部门会同有关部门',
}

const hoursAlias = ['hours', 'stranded_h', 'trapped_h', 'time_h', 'duration_h']

/** Triggers of one grade beside deaths, injuries and loss; each names its reason when it is met. */
function triggers(inputs: Inputs): { readonly grade: string; readonly reason: string; readonly met: boolean }[] {
  const kind = str(inputs, 'kind')
  const evacuated = numOr(inputs, 'evacuated', 0)
  const people = numOr(inputs, 'stranded_people', 0)
  const hours = numOr(inputs, 'trapped_hours', 0)
  const rides = kind === '客运索道' || kind === '大型游乐设施'
  const explosion = flag(inputs, 'explosion')
  const bigBoiler = kind === '锅炉' && atLeast(numOr(inputs, 'boiler_mw', 0), 600)
  const crane = kind === '起重机械'
  return [
    { grade: '特别重大', reason: '600 MW 以上锅炉爆炸', met: bigBoiler && explosion },
    { grade: '特别重大', reason: '有毒介质泄漏转移 15 万人以上', met: evacuated >= 150_000 },
    { grade: '特别重大', reason: '高空滞留 100 人以上且 48 小时以上', met: rides && people >= 100 && atLeast(hours, 48) },
    {
      grade: '重大',
      reason: '600 MW 以上锅炉因安全故障停运 240 小时以上',
      met: bigBoiler && atLeast(numOr(inputs, 'outage_hours', 0), 240),
    },
    { grade: '重大', reason: '有毒介质泄漏转移 5 万人以上', met: evacuated >= 50_000 },
    { grade: '重大', reason: '高空滞留 100 人以上且 24 小时以上', met: rides && people >= 100 && atLeast(hours, 24) },
    { grade: '较大', reason: '锅炉、压力容器、压力管道爆炸', met: explosion && ['锅炉', '压力容器', '压力管道'].includes(kind) },
    { grade: '较大', reason: '有毒介质泄漏转移 1 万人以上', met: evacuated >= 10_000 },
    { grade: '较大', reason: '起重机械整体倾覆', met: crane && flag(inputs, 'overturn') },
    { grade: '较大', reason: '高空滞留人员 12 小时以上', met: rides && atLeast(hours, 12) },
    { grade: '一般', reason: '有毒介质泄漏转移 500 人以上', met: evacuated >= 500 },
    { grade: '一般', reason: '电梯轿厢滞留人员 2 小时以上', met: kind === '电梯' && atLeast(hours, 2) },
    { grade: '一般', reason: '起重机械主要受力结构件折断或起升机构坠落', met: crane && flag(inputs, 'member_break') },
    { grade: '一般', reason: '客运索道高空滞留人员 3.5 小时以上', met: kind === '客运索道' && atLeast(hours, 3.5) },
    { grade: '一般', reason: '大型游乐设施高空滞留人员 1 小时以上', met: kind === '大型游乐设施' && atLeast(hours, 1) },
  ]
}

export const specialEquipment = defineRule({
  name: 'special-equipment',
  title: say('特种设备事故等级', 'Grade of special-equipment accidents'),
  summary: say(
    '除伤亡和损失外,还按爆炸、泄漏转移、滞留、倾覆定级;取最高。',
    'Besides casualties and loss: explosion, evacuation, stranding, overturning; the highest counts.',
  ),
  fields: [
    f.choice('kind', '设备种类', 'Kind of equipment', KINDS),
    f.count('deaths', '死亡人数', 'Deaths', { optional: true }),
    f.count('serious', '重伤人数', 'Serious injuries', { optional: true, aliases: ['serious_injuries'] }),
    f.number('loss_wan', '直接经济损失', 'Direct loss', { unit: '万元', optional: true }),
    f.number('trapped_hours', '滞留(被困)时间', 'Hours trapped or stranded', {
      unit: 'h',
      optional: true,
      aliases: ['stranded_hours', ...hoursAlias],
    }),
    f.count('stranded_people', '高空滞留人数', 'People stranded', {
      optional: true,
      aliases: ['people', 'trapped_people', 'stranded', 'persons', 'people_stranded'],
    }),
    f.count('evacuated', '有毒介质泄漏转移人数', 'People evacuated', {
      optional: true,
      aliases: ['evacuees', 'toxic_leak_evacuated', 'evacuated_people', 'evacuation', 'transferred'],
    }),
    f.yes('explosion', '爆炸', 'Explosion', { optional: true, aliases: ['exploded'] }),
    f.number('boiler_mw', '锅炉机组容量', 'Boiler capacity', {
      unit: 'MW',
      optional: true,
      aliases: ['mw', 'MW', 'power_mw', 'capacity_mw', 'boiler_explosion_mw'],
    }),
    f.number('outage_hours', '锅炉停运时间', 'Boiler outage', { unit: 'h', optional: true }),
    f.yes('overturn', '起重机械整体倾覆', 'Crane overturned', { optional: true, aliases: ['crane_overturn', 'overturned'] }),
    f.yes('member_break', '主要受力结构件折断或起升机构坠落', 'Main member broken or hoist dropped', {
      optional: true,
      aliases: ['crane_main_member_break_or_drop', 'main_member_break'],
    }),
  ],
  versions: [
    {
      effectiveFrom: '2009-05-01',
      clause: '特种设备安全监察条例(国务院令第373号,2009修订)第61–64、67条',
      sourceStatus: 'verified',
      tables: {
        casualties: [
          { grade: '特别重大', deaths: 30, serious: 100, lossWan: 10000 },
          { grade: '重大', deaths: 10, serious: 50, lossWan: 5000 },
          { grade: '较大', deaths: 3, serious: 10, lossWan: 1000 },
          { grade: '一般', deaths: 1, serious: 1, lossWan: 1 },
        ],
      },
    },
  ],
  examples: [
    { title: say('压力容器爆炸', 'Vessel explosion'), inputs: { kind: '压力容器', explosion: true }, expected: { grade: '较大' } },
    {
      title: say('索道滞留 120 人 24 小时', 'Ropeway, 120 people for 24 h'),
      inputs: { kind: '索道', stranded_people: 120, stranded_hours: 24 },
      expected: { grade: '重大' },
    },
    { title: say('电梯困人 1.9 小时', 'Lift, 1.9 h'), inputs: { kind: '电梯', trapped_hours: 1.9 }, expected: { grade: null } },
  ],
  run(inputs, tables): Outcome {
    const told = Object.keys(inputs).filter((name) => name !== 'kind')
    if (told.length === 0) return cannotJudge(['缺少事故情形(伤亡、损失、滞留时间、转移人数、爆炸、倾覆至少一项)'])
    const order = ['特别重大', '重大', '较大', '一般']
    const casualty = tables.casualties.find(
      (row) =>
        numOr(inputs, 'deaths', 0) >= row.deaths ||
        numOr(inputs, 'serious', 0) >= row.serious ||
        atLeast(optNum(inputs, 'loss_wan') ?? 0, row.lossWan),
    )
    const hits = triggers(inputs).filter((one) => one.met)
    if (casualty) hits.push({ grade: casualty.grade, reason: '死亡、重伤或直接经济损失达到该级', met: true })
    const grade = order.find((name) => hits.some((one) => one.grade === name)) ?? null
    if (grade === null) return { value: { grade: null, is_accident: false }, steps: ['未达到特种设备事故的任何情形'] }
    const reasons = hits.filter((one) => one.grade === grade).map((one) => one.reason)
    return {
      value: { grade, is_accident: true, investigator: INVESTIGATOR[grade], because: reasons },
      steps: [`${reasons.join(';')} → ${grade}事故;由${INVESTIGATOR[grade]}组织调查(第67条)`],
    }
  },
})
