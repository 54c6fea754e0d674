import { f, num, optNum, say } from '../core/fields.ts'
import { above, atLeast, below, clean, round } from '../core/number.ts'
import { cannotJudge, defineRule } from '../core/run.ts'
import type { Outcome } from '../core/types.ts'

/** "Not major" speaks of the figures given only. */
function partOnly(hit: boolean): { assumptions?: readonly string[] } {
  return hit ? {} : { assumptions: ['只判定了给出的数据,其余各项见“重大事故隐患判定”'] }
}

export const TL88_RULE = defineRule({
  name: 'TL88',
  title: say('尾矿库重大事故隐患的数值判定', 'Numeric triggers of major hazards in tailings ponds'),
  summary: say(
    '第7项埋深<控制值;第8项防洪高度与干滩长度均小于设计;第15项安全系数<规定值 0.98 倍。',
    'Item 7 depth, item 8 flood height and beach both, item 15 safety factor below 0.98 of the rule.',
  ),
  fields: [
    f.number('depth_m', '浸润线埋深', 'Phreatic depth', { unit: 'm', optional: true }),
    f.number('control_depth_m', '控制浸润线埋深', 'Control depth', { unit: 'm', optional: true }),
    f.number('flood_height_m', '防洪高度', 'Flood height', { unit: 'm', optional: true, aliases: ['freeboard_m'] }),
    f.number('design_flood_height_m', '设计防洪高度', 'Design flood height', {
      unit: 'm',
      optional: true,
      aliases: ['design_freeboard_m'],
    }),
    f.number('beach_m', '干滩长度(干式库为防洪宽度)', 'Beach length (dry: flood width)', {
      unit: 'm',
      optional: true,
      aliases: ['beach_length_m'],
    }),
    f.number('design_beach_m', '设计干滩长度(防洪宽度)', 'Design beach length', {
      unit: 'm',
      optional: true,
      aliases: ['design_beach_length_m'],
    }),
    f.number('safety_factor', '抗滑稳定最小安全系数', 'Safety factor', { optional: true, aliases: ['factor'] }),
    f.number('required_factor', '规定最小安全系数', 'Required safety factor', { optional: true, aliases: ['required'] }),
    f.number('rise_m', '堆积坝上升速率', 'Rate of rise', { unit: 'm/a', optional: true }),
    f.number('design_rise_m', '设计上升速率', 'Design rate of rise', { unit: 'm/a', optional: true }),
  ],
  versions: [
    {
      effectiveFrom: '2022-09-01',
      clause: '矿安〔2022〕88号 尾矿库第5、7、8、15项',
      sourceStatus: 'secondary',
      tables: { factorShare: 0.98 },
    },
  ],
  examples: [
    {
      title: say('只有干滩不足', 'Only the beach is short'),
      inputs: { flood_height_m: 1.2, design_flood_height_m: 1, beach_m: 60, design_beach_m: 70 },
      expected: { flood_hit: false, major: false },
    },
    {
      title: say('安全系数 1.27,规定 1.30', '1.27 of 1.30'),
      inputs: { safety_factor: 1.27, required_factor: 1.3 },
      expected: { factor_hit: true },
    },
  ],
  outputAliases: { hit: 'major', is_major: 'major' },
  run(inputs, tables): Outcome {
    const missing: string[] = []
    const pair = (a: string, b: string, zh: string): readonly [number, number] | undefined => {
      const [x, y] = [optNum(inputs, a), optNum(inputs, b)]
      if ((x === undefined) !== (y === undefined)) missing.push(`${zh}:缺少${x === undefined ? a : b}`)
      return x === undefined || y === undefined ? undefined : [x, y]
    }
    const value: Record<string, boolean> = {}
    const depth = pair('depth_m', 'control_depth_m', '浸润线')
    if (depth) value.depth_hit = below(depth[0], depth[1])
    const flood = pair('flood_height_m', 'design_flood_height_m', '防洪高度')
    const beach = pair('beach_m', 'design_beach_m', '干滩长度')
    if (flood && beach) value.flood_hit = below(flood[0], flood[1]) && below(beach[0], beach[1])
    else if (flood || beach) missing.push('第8项要防洪高度和干滩长度两组数据')
    const factor = pair('safety_factor', 'required_factor', '安全系数')
    if (factor) value.factor_hit = below(factor[0], clean(factor[1] * tables.factorShare))
    const rise = pair('rise_m', 'design_rise_m', '上升速率')
    if (rise) value.rise_hit = above(rise[0], rise[1])
    if (missing.length > 0) return cannotJudge(missing, [], value)
    if (Object.keys(value).length === 0) return cannotJudge(['缺少浸润线、防洪、安全系数、上升速率中的任何一组数据'])
    return {
      value: { ...value, major: Object.values(value).includes(true) },
      steps: ['第7项埋深<控制值;第8项两者均小于设计值;第15项<规定值×0.98;第5项>设计'],
    }
  },
})

export const JS88_RULE = defineRule({
  name: 'JS88',
  title: say('金属非金属矿山重大事故隐患的数值判定', 'Numeric triggers of major hazards in metal and non-metal mines'),
  fields: [
    f.number('capacity_year', '设计年产能', 'Design capacity', { unit: '万t', optional: true, aliases: ['capacity_wan'] }),
    f.number('output_year', '年产量', 'Output of the year', { unit: '万t', optional: true, aliases: ['year_wan'] }),
    f.number('output_month', '月产量', 'Output of a month', { unit: '万t', optional: true, aliases: ['month_wan'] }),
    f.count('exits', '直达地面安全出口数', 'Exits to the surface', { optional: true }),
    f.number('exit_distance_m', '两个出口间距', 'Distance of two exits', { unit: 'm', optional: true }),
    f.count('vehicle_people', '无轨运人车辆乘员', 'People in a trackless vehicle', { optional: true }),
    f.number('slope_m', '露天采场或排土场边坡高度', 'Height of a slope', { unit: 'm', optional: true }),
    f.number('road_grade_pct', '运输道路坡度', 'Road gradient', { unit: '%', optional: true }),
    f.number('design_grade_pct', '设计坡度', 'Design gradient', { unit: '%', optional: true }),
  ],
  versions: [
    {
      effectiveFrom: '2022-09-01',
      clause: '矿安〔2022〕88号 地下矿山第1、23、30项,露天矿山第7、9项',
      sourceStatus: 'from-knowledge',
      tables: { overPct: 20, minExits: 2, exitDistanceM: 30, vehiclePeople: 25, monitoredSlopeM: 200, gradeOverPct: 10 },
    },
  ],
  examples: [
    {
      title: say('年产超 20%', 'Output 20 % over'),
      inputs: { capacity_year: 50, output_year: 60 },
      expected: { output_hit: true, major: true },
    },
    { title: say('两出口间距 29 m', 'Exits 29 m apart'), inputs: { exits: 2, exit_distance_m: 29 }, expected: { exit_hit: true } },
  ],
  outputAliases: { hit: 'major', is_major: 'major', year_hit: 'output_hit' },
  run(inputs, tables): Outcome {
    const value: Record<string, unknown> = {}
    const missing: string[] = []
    const capacity = optNum(inputs, 'capacity_year')
    const outputs = [optNum(inputs, 'output_year'), optNum(inputs, 'output_month')]
    if (outputs.some((one) => one !== undefined)) {
      if (capacity === undefined || capacity === 0) missing.push('缺少设计年产能(capacity_year)')
      else {
        const [year, month] = outputs
        if (year !== undefined) value.year_share_pct = round((year / capacity) * 100, 2)
        if (month !== undefined) value.month_share_pct = round((month / capacity) * 100, 2)
        // The month is measured against the year's capacity as well, at 20 %.
        value.output_hit =
          (year !== undefined && atLeast((year / capacity) * 100, 100 + tables.overPct)) ||
          (month !== undefined && atLeast((month / capacity) * 100, tables.overPct))
      }
    }
    const exits = optNum(inputs, 'exits')
    if (exits !== undefined) {
      if (exits === tables.minExits && inputs.exit_distance_m === undefined) missing.push('缺少两个出口间距(exit_distance_m)')
      else
        value.exit_hit =
          exits < tables.minExits || (exits === tables.minExits && below(num(inputs, 'exit_distance_m'), tables.exitDistanceM))
    }
    if (inputs.vehicle_people !== undefined) value.vehicle_hit = num(inputs, 'vehicle_people') > tables.vehiclePeople
    if (inputs.slope_m !== undefined) value.slope_monitoring_required = atLeast(num(inputs, 'slope_m'), tables.monitoredSlopeM)
    const [grade, design] = [optNum(inputs, 'road_grade_pct'), optNum(inputs, 'design_grade_pct')]
    if ((grade === undefined) !== (design === undefined)) missing.push('道路坡度与设计坡度要同时给出(road_grade_pct、design_grade_pct)')
    else if (grade !== undefined && design !== undefined)
      value.grade_hit = atLeast(grade, clean((design * (100 + tables.gradeOverPct)) / 100)) && design > 0
    if (missing.length > 0) return cannotJudge(missing, [], value)
    if (Object.keys(value).length === 0) return cannotJudge(['缺少产量、出口、车辆、边坡、坡度中的任何一组数据'])
    const major = Object.entries(value).some(([name, hit]) => name.endsWith('_hit') && hit === true)
    return {
      ...partOnly(major),
      value: { ...value, major },
      steps: ['年产量、月产量均以设计年产能为基数,超 20% 及以上(条数已核,措辞凭知识)'],
    }
  },
})
