import { z } from 'zod'
import { f, flag, num, numOr, optNum, optStr, say, str, choice } from '../core/fields.ts'
import { clean } from '../core/number.ts'
import { cannotJudge, defineRule } from '../core/run.ts'
import type { Outcome } from '../core/types.ts'
import { CROSSWALK, INJURY_DEGREES, TYPES_1986, TYPES_2025, typeCode2025 } from '../tables/accident-types.ts'

export const accidentType = defineRule({
  name: 'accident-type',
  aliases: ['gb6441', 'GB 6441', 'accident-types'],
  title: say('事故类型与编码(GB 6441)', 'Accident types and codes (GB 6441)'),
  summary: say(
    '按事故发生日取版本:2026-06-30 及以前 20 类,2026-07-01 起 27 类带编码。新旧对照为工作假设。',
    '20 types up to 2026-06-30, 27 coded types from 2026-07-01; the crosswalk is an assumption.',
  ),
  fields: [
    f.text('type', '事故类型', 'Type', { optional: true, aliases: ['name'] }),
    f.count('deaths', '死亡人数', 'Deaths', { optional: true }),
    f.count('serious', '重伤人数', 'Serious injuries', { optional: true }),
    f.count('minor', '轻伤人数', 'Minor injuries', { optional: true, aliases: ['light'] }),
    f.text('industry', '国民经济行业四位码(GB/T 4754)', 'Industry code (GB/T 4754)', {
      optional: true,
      schema: z.string().regex(/^[A-T]?\d{4}$/, 'must be four digits, with or without the section letter'),
    }),
  ],
  versions: [
    {
      effectiveFrom: '1987-02-01',
      effectiveTo: '2026-06-30',
      clause: 'GB/T 6441-1986 企业职工伤亡事故分类',
      sourceStatus: 'verified',
      tables: { standard: 'GB/T 6441-1986', types: TYPES_1986, coded: false },
    },
    {
      effectiveFrom: '2026-07-01',
      clause: 'GB 6441-2025 生产安全事故分类与编码',
      sourceStatus: 'verified',
      tables: { standard: 'GB 6441-2025', types: TYPES_2025, coded: true },
    },
  ],
  examples: [
    {
      title: say('新版编码', 'Code of 2025'),
      on: '2026-07-01',
      inputs: { type: '中毒', deaths: 1 },
      expected: { standard: 'GB 6441-2025', code: 'WSA10023', injury_code: 'WSA20004' },
    },
    {
      title: say('前一日仍用 20 类', 'The day before'),
      on: '2026-06-30',
      inputs: { type: '中毒和窒息' },
      expected: { standard: 'GB/T 6441-1986', code: null, no: 19 },
    },
  ],
  outputAliases: { count: 'types_count', version: 'standard' },
  run(inputs, tables): Outcome {
    const value: Record<string, unknown> = { standard: tables.standard, types_count: tables.types.length }
    const steps = [`适用 ${tables.standard},${tables.types.length} 类`]
    const type = optStr(inputs, 'type')
    if (type !== undefined) {
      const at = tables.types.indexOf(type)
      if (at < 0) {
        const near = tables.coded ? CROSSWALK[type] : undefined
        return cannotJudge(
          [
            near
              ? `${type}是 1986 版类型,新版可能为:${near.join('、')}(对照未核实,须人工选定)`
              : `${type}不在 ${tables.standard} 的类型中:${tables.types.join('、')}`,
          ],
          steps,
          value,
        )
      }
      Object.assign(value, { no: at + 1, code: tables.coded ? (typeCode2025(type) ?? null) : null })
      steps.push(
        `${type} → 第 ${at + 1} 类${tables.coded ? `,编码 ${typeCode2025(type)}` : ''};多类并存的先取先发诱导性原因,再取致害严重程度`,
      )
    }
    if (inputs.deaths !== undefined || inputs.serious !== undefined || inputs.minor !== undefined) {
      const degree = numOr(inputs, 'deaths', 0) > 0 ? 3 : numOr(inputs, 'serious', 0) > 0 ? 2 : numOr(inputs, 'minor', 0) > 0 ? 1 : 0
      Object.assign(value, { injury_degree: INJURY_DEGREES[degree]?.name, injury_code: tables.coded ? INJURY_DEGREES[degree]?.code : null })
    }
    if (inputs.industry !== undefined) value.industry_code = tables.coded ? `WSA3${str(inputs, 'industry').replace(/^[A-T]/, '')}` : null
    if (Object.keys(inputs).length === 0) return cannotJudge(['缺少事故类型(type)、伤亡人数或行业代码中的任何一项'], steps, value)
    return { value, steps }
  },
})

export const accidentTypeCrosswalk = defineRule({
  name: 'accident-type-crosswalk',
  title: say('事故类型新旧对照', 'Crosswalk of accident types'),
  fields: [
    f.choice(
      'old',
      '1986 版类型',
      'Type of 1986',
      TYPES_1986.map((name) => choice(name, name)),
    ),
  ],
  versions: [
    {
      effectiveFrom: '2026-07-01',
      clause: 'GB/T 6441-1986 → GB 6441-2025(标准没有给出对照)',
      sourceStatus: 'uncertain',
      tables: { crosswalk: CROSSWALK },
    },
  ],
  examples: [{ title: say('透水', 'Water inrush'), inputs: { old: '透水' }, expected: { new: ['水害'] } }],
  run(inputs, tables): Outcome {
    const found = tables.crosswalk[str(inputs, 'old')] ?? []
    return { value: { new: found, codes: found.map((name) => typeCode2025(name) ?? null) }, steps: ['工作假设,须人工复核'] }
  },
})

const money = (name: string, zh: string, en: string, ...aliases: string[]) =>
  f.number(name, zh, en, { unit: '万元', optional: true, aliases })

const DIRECT = [
  money('Ed1', '人身伤亡后支出(医疗、护理、丧葬抚恤、补助、歇工、赔偿)', 'Casualty costs', 'casualty_wan', 'casualty'),
  money('Ed2', '财产损失价值', 'Property loss', 'property_wan', 'property'),
  money('Ed3', '应急救援费用(企业支出部分)', 'Rescue paid by the company', 'rescue_wan', 'rescue'),
  money('Ed4', '清理现场及影响区域', 'Clean-up', 'cleanup_wan', 'cleanup'),
  money('Ed5', '亲属善后交通食宿', 'Travel and board of relatives', 'family_wan', 'family'),
]

const INDIRECT = [
  money('downtime_wan', '停产减产停业复产', 'Downtime', 'Ei1', 'downtime'),
  money('work_loss_wan', '工作损失', 'Work loss', 'Ei2'),
  money('resources_wan', '资源损失', 'Resources', 'Ei3'),
  money('civil_wan', '其他民事赔偿', 'Other civil damages', 'Ei4'),
  money('fines_wan', '事故罚款', 'Fines', 'Ei5', 'fine_wan', 'fines'),
  money('new_staff_wan', '补充新员工', 'New staff', 'Ei6'),
  money('investigation_wan', '事故调查费', 'Investigation', 'Ei7', 'investigation'),
  money('prevention_wan', '消除次生危害主动支出', 'Preventing secondary harm', 'Ei8'),
  money('other_indirect_wan', '其他间接', 'Other indirect', 'Ei9'),
  money('gov_rescue_wan', '政府和公益支付的救援费用', 'Rescue paid by government', 'government_rescue_wan', 'gov_rescue'),
]

export const economicLoss = defineRule({
  name: 'economic-loss',
  aliases: ['direct-loss', 'gb6721', 'GB 6721', 'loss'],
  title: say('事故直接经济损失(GB 6721)', 'Direct economic loss (GB 6721)'),
  summary: say(
    'Ed=Ed1+…+Ed5;罚款、停产、调查费、政府救援等为间接损失,不计入定级。',
    'Ed = Ed1 + … + Ed5; fines, downtime, investigation and public rescue are indirect and do not count for the grade.',
  ),
  fields: [...DIRECT, ...INDIRECT],
  versions: [
    {
      effectiveFrom: '2026-07-01',
      clause: 'GB 6721-2025',
      sourceStatus: 'verified',
      tables: { direct: DIRECT.map((one) => one.name), indirect: INDIRECT.map((one) => one.name) },
    },
  ],
  examples: [
    {
      title: say('罚款不计入', 'Fines do not count'),
      inputs: { Ed1: 600, Ed2: 350, Ed3: 0, Ed4: 40, Ed5: 9, fines_wan: 200 },
      expected: { direct_wan: 999, indirect_wan: 200 },
    },
  ],
  outputAliases: { Ed: 'direct_wan', direct: 'direct_wan', loss_wan: 'direct_wan', Ei: 'indirect_wan', indirect: 'indirect_wan' },
  run(inputs, tables): Outcome {
    const missing = DIRECT.filter((one) => inputs[one.name] === undefined)
    const sum = (names: readonly string[]): number => clean(names.reduce((total, name) => total + numOr(inputs, name, 0), 0))
    const value = { direct_wan: sum(tables.direct), indirect_wan: sum(tables.indirect) }
    const steps = [
      `直接损失 ${tables.direct.map((name) => `${name}=${optNum(inputs, name) ?? '缺'}`).join(' + ')} = ${value.direct_wan} 万元`,
      `间接损失 ${value.indirect_wan} 万元,不计入事故等级`,
    ]
    // A part not told is not nothing: unsettled parts are to be estimated (GB 6721-2025 6.2), so the sum is a lower bound only.
    if (missing.length > 0)
      return cannotJudge(
        missing.map((one) => `缺少${one.label.zh}(${one.name};没有的填 0)`),
        steps,
        value,
      )
    return { value, steps }
  },
})

export const workLoss = defineRule({
  name: 'work-loss',
  title: say('工作损失价值', 'Value of lost work'),
  summary: say('Vw=DL·M/(S·D)。', 'Vw = DL·M/(S·D).'),
  fields: [
    f.number('DL', '损失工作日', 'Lost workdays', { unit: '日' }),
    f.number('M', '上年税利', "Last year's tax and profit", { unit: '万元' }),
    f.count('S', '上年平均职工人数', 'Mean employees', { unit: '人', min: 1 }),
    f.count('D', '上年法定工作日数', 'Statutory workdays', { unit: '日', min: 1 }),
  ],
  versions: [{ effectiveFrom: '2026-07-01', clause: 'GB 6721-2025 附录', sourceStatus: 'verified', tables: { deathDays: 6000 } }],
  examples: [
    {
      title: say('一人死亡按 6000 日', 'One death, 6000 days'),
      inputs: { DL: 6000, M: 1000, S: 100, D: 250 },
      expected: { work_loss_wan: 240 },
    },
  ],
  run(inputs): Outcome {
    const wan = clean((num(inputs, 'DL') * num(inputs, 'M')) / (num(inputs, 'S') * num(inputs, 'D')))
    return {
      value: { work_loss_wan: wan },
      steps: [`${num(inputs, 'DL')}×${num(inputs, 'M')}÷(${num(inputs, 'S')}×${num(inputs, 'D')})=${wan} 万元(死亡按 6000 工日为凭知识)`],
    }
  },
})

const HAZARD_CLASSES_13861: Readonly<Record<string, string>> = {
  '1': '人的因素',
  '11': '心理、生理性危险和有害因素',
  '12': '行为性危险和有害因素',
  '2': '物的因素',
  '21': '物理性危险和有害因素',
  '22': '化学性危险和有害因素',
  '23': '生物性危险和有害因素',
  '3': '环境因素',
  '31': '室内作业场所环境不良',
  '32': '室外作业场地环境不良',
  '33': '地下(含水下)作业环境不良',
  '39': '其他作业环境不良',
  '4': '管理因素',
  '41': '职业安全卫生管理机构设置和人员配备不健全',
  '42': '职业安全卫生责任制不完善或未落实',
  '43': '职业安全卫生管理制度不完善或未落实',
  '44': '职业安全卫生投入不足',
  '46': '应急管理缺陷',
  '49': '其他管理因素缺陷',
}

export const hazardFactor = defineRule({
  name: 'hazard-factor',
  aliases: ['gb13861', 'GB/T 13861'],
  title: say('危险和有害因素代码(GB/T 13861)', 'Hazard factor codes (GB/T 13861)'),
  fields: [
    f.text('code', '代码(1–6 位)', 'Code (1 to 6 digits)', {
      schema: z.string().regex(/^(\d|\d\d|\d{4}|\d{6})$/, 'must have 1, 2, 4 or 6 digits'),
    }),
  ],
  versions: [
    { effectiveFrom: '2022-10-01', clause: 'GB/T 13861-2022 第4章', sourceStatus: 'verified', tables: { names: HAZARD_CLASSES_13861 } },
  ],
  examples: [{ title: say('2101', '2101'), inputs: { code: '2101' }, expected: { class: '物的因素', subclass: '物理性危险和有害因素' } }],
  run(inputs, tables): Outcome {
    const code = str(inputs, 'code')
    const main = tables.names[code[0] ?? '']
    if (!main) return cannotJudge([`${code}:大类只有 1–4(code)`])
    const sub = code.length > 1 ? (tables.names[code.slice(0, 2)] ?? null) : null
    return {
      value: { class: main, subclass: sub, detail_held: false },
      steps: [`${code[0]} ${main}${sub ? `;${code.slice(0, 2)} ${sub}` : ''};小类、细类没有收录`],
      ...(code.length > 1 ? { sourceStatus: 'from-knowledge' as const } : {}),
    }
  },
})

export const nearMiss = defineRule({
  name: 'near-miss',
  title: say('较大涉险事故', 'Significant near miss'),
  fields: [
    f.count('endangered', '涉险人数', 'People endangered'),
    f.count('trapped', '被困或下落不明人数', 'Trapped or missing'),
    f.count('evacuated', '紧急疏散人数', 'Evacuated'),
    f.yes('pollution', '对环境造成严重污染', 'Grave pollution', { optional: true }),
    f.yes('key_place', '危及重要场所和设施', 'Key places endangered', { optional: true }),
  ],
  versions: [
    {
      effectiveFrom: '2009-07-01',
      clause: '生产安全事故信息报告和处置办法(总局令第21号)第26、25条',
      sourceStatus: 'verified',
      tables: { endangered: 10, trapped: 3, evacuated: 500 },
    },
  ],
  examples: [
    { title: say('被困 3 人', 'Three trapped'), inputs: { endangered: 3, trapped: 3, evacuated: 0 }, expected: { significant: true } },
  ],
  run(inputs, tables): Outcome {
    const hits = [
      num(inputs, 'endangered') >= tables.endangered ? `涉险 ${tables.endangered} 人以上` : '',
      num(inputs, 'trapped') >= tables.trapped ? `被困或下落不明 ${tables.trapped} 人以上` : '',
      num(inputs, 'evacuated') >= tables.evacuated ? `紧急疏散 ${tables.evacuated} 人以上` : '',
      flag(inputs, 'pollution') ? '严重污染环境' : '',
      flag(inputs, 'key_place') ? '危及重要场所和设施' : '',
    ].filter((hit) => hit !== '')
    return { value: { significant: hits.length > 0, because: hits }, steps: hits.length > 0 ? hits : ['未达到较大涉险事故的任何情形'] }
  },
})
