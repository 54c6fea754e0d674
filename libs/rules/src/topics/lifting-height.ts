import { z } from 'zod'
import { batch, choice, f, flag, list, num, optStr, say } from '../core/fields.ts'
import { above, atLeast, atMost, below } from '../core/number.ts'
import { cannotJudge, defineRule } from '../core/run.ts'
import type { Outcome } from '../core/types.ts'

const from = '2022-10-01'

export const lifting = defineRule({
  name: 'lifting',
  title: say('吊装作业', 'Lifting'),
  summary: say(
    '一级 >100 t;二级 40–100 t;三级 <40 t;<10 t 可不办票(仍须风险分析)。',
    'First > 100 t; second 40–100 t; third < 40 t; below 10 t the permit may be left out.',
  ),
  fields: [
    f.numbers('t', '吊物质量', 'Mass', { unit: 't', aliases: ['mass_t', 'weight_t', 'mass', 'weight'] }),
    f.count('wind_force', '风力', 'Wind force', { unit: '级', optional: true, max: 17, aliases: ['wind'] }),
    f.yes('complex', '形状复杂、刚度小、长径比大、精密贵重或条件特殊', 'Complex shape or special conditions', { optional: true }),
  ],
  versions: [
    {
      effectiveFrom: from,
      clause: 'GB 30871-2022 第9章、表B.1',
      sourceStatus: 'verified',
      tables: { firstAbove: 100, secondFrom: 40, ticketOptionalBelow: 10, windForbidden: 6 },
    },
  ],
  examples: [
    {
      title: say('31 t 与 100 t', '31 t and 100 t'),
      inputs: { t: [31, 100] },
      expected: { levels: ['三级', '二级'], ticket_optional: [false, false] },
    },
    { title: say('恰 10 t', 'Exactly 10 t'), inputs: { t: 10 }, expected: { level: '三级', ticket_optional: false } },
  ],
  outputAliases: { level: 'levels' },
  run(inputs, tables): Outcome {
    const { values, isList } = batch(inputs, 't')
    const levels = values.map((t) => (above(t, tables.firstAbove) ? '一级' : atLeast(t, tables.secondFrom) ? '二级' : '三级'))
    const optional = values.map((t) => below(t, tables.ticketOptionalBelow))
    const approvers = levels.map((level) => (level === '一级' ? '主管厂长或总工程师' : '所在单位专业部门'))
    const plans = levels.map((level) => level !== '三级' || flag(inputs, 'complex'))
    const wind = inputs.wind_force === undefined ? {} : { outdoor_forbidden: num(inputs, 'wind_force') >= tables.windForbidden }
    return {
      value: isList
        ? { levels, ticket_optional: optional, approvers, plan_required: plans, ...wind }
        : { level: levels[0], ticket_optional: optional[0], approver: approvers[0], plan_required: plans[0], ...wind },
      steps: values.map((t, i) => `${t} t → ${levels[i]},由${approvers[i]}审批${optional[i] ? ';<10 t 可不办作业票' : ''}`),
    }
  },
})

const HEIGHT_LEVELS = { A: ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ'], B: ['Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅳ'] }
const HEIGHT_APPROVER: Readonly<Record<string, string>> = {
  Ⅰ: '所在基层单位',
  Ⅱ: '所在单位专业部门',
  Ⅲ: '所在单位专业部门',
  Ⅳ: '主管厂长或总工程师',
}

const heightCases = z.array(z.tuple([z.number().min(0), z.enum(['A', 'B'])])).min(1)

export const height = defineRule({
  name: 'height',
  aliases: ['height-work', 'high-work', 'work-at-height', 'working-at-height'],
  title: say('高处作业', 'Work at height'),
  summary: say(
    '2≤h≤5、5<h≤15、15<h≤30、h>30 m;有表列客观危险因素的按 B 类提一级;作业票 7 天。',
    'Bands 5/15/30 m; class B where an objective factor exists; permit 7 days.',
  ),
  fields: [
    f.numbers('h', '作业高度', 'Height', { unit: 'm', optional: true, aliases: ['h_m', 'height_m', 'height', 'heights'] }),
    f.list('cases', '[高度, 类别] 多项', 'Several [height, class]', { optional: true, schema: heightCases }),
    f.yes('factor_b', '有直接引起坠落的客观危险因素(B 类)', 'An objective factor exists (class B)', {
      optional: true,
      aliases: ['B', 'b', 'factors', 'class_b', 'objective_factor'],
    }),
    f.choice('class', '类别', 'Class', [choice('A', 'A'), choice('B', 'B')], { optional: true, aliases: ['kind', 'category'] }),
    f.yes('upgrade_to_ii_iii', '升降口坑井附近、易燃易爆易中毒区、无平台护栏的塔釜罐等', 'Situations managed as II or III', {
      optional: true,
      aliases: ['also_II_III'],
    }),
    f.yes('upgrade_to_iv', '异温、雪天、雨天、夜间全人工照明、带电、悬空', 'Situations managed as IV', {
      optional: true,
      aliases: ['also_IV'],
    }),
    f.number('slope_deg', '斜坡坡度', 'Slope', { unit: '°', optional: true, max: 90 }),
    f.number('days', '作业票天数', 'Days of the permit', { unit: '天', optional: true }),
    f.count('wind_force', '风力', 'Wind force', { unit: '级', optional: true, max: 17, aliases: ['wind'] }),
  ],
  versions: [
    {
      effectiveFrom: from,
      clause: 'GB 30871-2022 第8章、表2、表B.1',
      sourceStatus: 'verified',
      tables: { from: 2, bands: [5, 15, 30], levels: HEIGHT_LEVELS, validityDays: 7, windForbidden: 5 },
    },
  ],
  examples: [
    {
      title: say('界限', 'Edges'),
      inputs: { h: [1.9, 2, 5, 5.1, 15, 30, 30.1], factor_b: false },
      expected: { levels: [null, 'Ⅰ', 'Ⅰ', 'Ⅱ', 'Ⅱ', 'Ⅲ', 'Ⅳ'] },
    },
    { title: say('B 类', 'Class B'), inputs: { h: 4, class: 'B' }, expected: { level: 'Ⅱ' } },
    {
      title: say('两类', 'Both classes'),
      inputs: {
        cases: [
          [6, 'A'],
          [6, 'B'],
        ],
      },
      expected: { levels: ['Ⅱ', 'Ⅲ'] },
    },
  ],
  outputAliases: { level: 'levels', grade: 'level' },
  run(inputs, tables): Outcome {
    const kind = optStr(inputs, 'class') ?? (inputs.factor_b === undefined ? undefined : flag(inputs, 'factor_b') ? 'B' : 'A')
    const missing = [inputs.h === undefined ? '缺少作业高度(h)' : '', kind === undefined ? '缺少是否有客观危险因素(factor_b)' : ''].filter(
      (text) => text !== '',
    )
    if (inputs.cases === undefined && missing.length > 0) return cannotJudge(missing)
    const { values, isList } = inputs.h === undefined ? { values: [], isList: true } : batch(inputs, 'h')
    const given = inputs.cases === undefined ? [] : list<readonly [number, 'A' | 'B']>(inputs, 'cases')
    const works = [...values.map((h) => [h, kind ?? 'A'] as const), ...given]
    const levelOf = ([h, category]: readonly [number, string]): string | null => {
      if (below(h, tables.from)) return inputs.slope_deg !== undefined && above(num(inputs, 'slope_deg'), 45) ? 'Ⅰ' : null
      const at = tables.bands.findIndex((limit) => atMost(h, limit))
      const plain = at < 0 ? tables.bands.length : at
      const floor = flag(inputs, 'upgrade_to_iv') ? 3 : flag(inputs, 'upgrade_to_ii_iii') ? 1 : 0
      return (category === 'B' ? tables.levels.B : tables.levels.A)[Math.max(plain, floor)] ?? null
    }
    const levels = works.map(levelOf)
    const approvers = levels.map((level) => (level === null ? null : (HEIGHT_APPROVER[level] ?? null)))
    const more = {
      validity_days: tables.validityDays,
      ...(inputs.days === undefined ? {} : { permit_ok: atMost(num(inputs, 'days'), tables.validityDays) }),
      ...(inputs.wind_force === undefined ? {} : { forbidden: num(inputs, 'wind_force') >= tables.windForbidden }),
    }
    return {
      value: isList || given.length > 0 ? { levels, approvers, ...more } : { level: levels[0], approver: approvers[0], ...more },
      steps: works.map(([h, category], i) =>
        levels[i] === null ? `${h} m <2 m,不属于高处作业` : `${h} m(${category} 类)→ ${levels[i]} 级,由${approvers[i]}审批`,
      ),
    }
  },
})
