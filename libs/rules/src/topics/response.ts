import { addMonths, addYears } from '../core/dates.ts'
import { choice, f, flag, num, optStr, say, str } from '../core/fields.ts'
import { cannotJudge, defineRule } from '../core/run.ts'
import type { Outcome } from '../core/types.ts'
import { GRADE_CHOICES } from './grades.ts'

const WARNING = [
  choice('一级', 'red', '红', '红色', 'Ⅰ级'),
  choice('二级', 'orange', '橙', '橙色', 'Ⅱ级'),
  choice('三级', 'yellow', '黄', '黄色', 'Ⅲ级'),
  choice('四级', 'blue', '蓝', '蓝色', 'Ⅳ级'),
]

export const warningLevel = defineRule({
  name: 'warning-level',
  title: say('预警级别与措施', 'Warning levels and measures'),
  summary: say(
    '一级红、二级橙、三级黄、四级蓝,一级最高。三四级按第66条,一二级另按第67条。',
    'Level 1 red is the highest, then orange, yellow, blue.',
  ),
  fields: [f.choice('level', '预警级别或颜色', 'Level or colour', WARNING)],
  versions: [
    {
      effectiveFrom: '2024-11-01',
      clause: '突发事件应对法(2024)第63、66、67、70条',
      sourceStatus: 'verified',
      tables: { colours: { 一级: '红', 二级: '橙', 三级: '黄', 四级: '蓝' } as Record<string, string> },
    },
  ],
  examples: [{ title: say('橙色', 'Orange'), inputs: { level: '橙色' }, expected: { level: '二级', color: '橙', articles: ['66', '67'] } }],
  run(inputs, tables): Outcome {
    const level = str(inputs, 'level')
    const high = level === '一级' || level === '二级'
    return {
      value: { level, color: tables.colours[level], articles: high ? ['66', '67'] : ['66'] },
      steps: [
        `${level}(${tables.colours[level]}色)${high ? ':第66条措施,并责令队伍待命、调集物资、转移人员等(第67条)' : ':第66条措施'};调整和解除按第70条`,
      ],
    }
  },
})

export const responseLevel = defineRule({
  name: 'response-level',
  title: say('应急响应级别(建议)', 'Response level (suggested)'),
  summary: say(
    '哪一级事故启动哪一级响应由预案规定;此表为通行做法,须按本地预案配置。',
    'Set by the plan, not by law; this table is common practice and configurable.',
  ),
  fields: [f.choice('grade', '事故等级', 'Accident grade', GRADE_CHOICES)],
  versions: [
    {
      effectiveFrom: '2024-11-01',
      clause: '突发事件应对法(2024)第71、72条;对应关系由应急预案规定',
      sourceStatus: 'from-knowledge',
      tables: { levels: { 特别重大: '一级', 重大: '二级', 较大: '三级', 一般: '四级' } as Record<string, string> },
    },
  ],
  examples: [{ title: say('较大事故', 'Large accident'), inputs: { grade: '较大' }, expected: { level: '三级' } }],
  run(inputs, tables): Outcome {
    const level = tables.levels[str(inputs, 'grade')]
    return { value: { level }, steps: [`${str(inputs, 'grade')} → ${level}响应(通行做法,以预案为准);须载明事项、级别、期限和措施(第72条)`] }
  },
})

const ELEMENTS_2016 = ['目标职责', '制度化管理', '教育培训', '现场管理', '安全风险管控及隐患排查治理', '应急管理', '事故管理', '持续改进']
const ELEMENTS_2025 = [
  '4 领导作用',
  '5 基础保障',
  '6 策划',
  '7 安全风险分级管控',
  '8 事故隐患排查治理',
  '9 人员管理',
  '10 现场管理',
  '11 应急准备与处置',
  '12 检查评价',
  '13 持续改进',
]

export const standardization = defineRule({
  name: 'standardization',
  title: say('安全生产标准化要素与定级', 'Standardization elements and grading'),
  summary: say(
    '2025-10-31 起用 GB/T 33000-2025(10 章);此前用 2016 版(8 要素)。定级证书 3 年;分数线按行业,未核实。',
    'GB/T 33000-2025 from 2025-10-31 (10 chapters), before that 2016 (8 elements); certificates last 3 years.',
  ),
  fields: [
    f.number('score', '评定得分', 'Score', { optional: true, max: 100 }),
    f.date('certified', '定级日', 'Certified', { optional: true, aliases: ['granted'] }),
  ],
  versions: [
    {
      effectiveFrom: '2017-04-01',
      effectiveTo: '2025-10-30',
      clause: 'GB/T 33000-2016;应急〔2021〕83号',
      sourceStatus: 'from-knowledge',
      tables: {
        standard: 'GB/T 33000-2016',
        elements: ELEMENTS_2016,
        bands: [
          { min: 90, grade: '一级' },
          { min: 75, grade: '二级' },
          { min: 60, grade: '三级' },
        ],
        validYears: 3,
      },
    },
    {
      effectiveFrom: '2025-10-31',
      clause: 'GB/T 33000-2025;应急〔2021〕83号',
      sourceStatus: 'from-knowledge',
      note: say('要素已核(verified),分数线 uncertain,证书期限凭知识。', 'Elements verified; score limits uncertain; term from knowledge.'),
      tables: {
        standard: 'GB/T 33000-2025',
        elements: ELEMENTS_2025,
        bands: [
          { min: 90, grade: '一级' },
          { min: 75, grade: '二级' },
          { min: 60, grade: '三级' },
        ],
        validYears: 3,
      },
    },
  ],
  examples: [
    {
      title: say('证书到期', 'End of a certificate'),
      on: '2026-11-01',
      inputs: { certified: '2024-05-20' },
      expected: { standard: 'GB/T 33000-2025', expires: '2027-05-20' },
    },
    {
      title: say('前一版', 'The version before'),
      on: '2025-10-30',
      inputs: {},
      expected: { standard: 'GB/T 33000-2016', elements_count: 8 },
    },
  ],
  outputAliases: { valid_until: 'expires' },
  run(inputs, tables): Outcome {
    const certified = optStr(inputs, 'certified')
    const score = inputs.score === undefined ? undefined : num(inputs, 'score')
    const grade = score === undefined ? undefined : (tables.bands.find((one) => score >= one.min)?.grade ?? null)
    return {
      value: {
        standard: tables.standard,
        elements: tables.elements,
        elements_count: tables.elements.length,
        ...(grade === undefined ? {} : { grade }),
        ...(certified ? { expires: addYears(certified, tables.validYears) } : {}),
      },
      steps: [
        `适用 ${tables.standard},${tables.elements.length} 个一级要素`,
        ...(grade === undefined ? [] : ['90/75/60 为常见分数线,各行业评定标准不同,须配置']),
      ],
      ...(grade === undefined ? {} : { sourceStatus: 'uncertain' as const }),
    }
  },
})

const LISTING = [
  { id: 'grave_accident', zh: '发生特别重大、重大事故', en: 'Especially serious or serious accident' },
  { id: 'two_large', zh: '12 个月内累计 2 起及以上较大事故', en: 'Two large accidents in 12 months' },
  { id: 'doubled_fine', zh: '情节特别严重、影响特别恶劣,依第114条加倍处罚', en: 'Fined by multiples under art. 114' },
  { id: 'concealed', zh: '瞒报、谎报事故', en: 'Concealed or falsely reported an accident' },
  { id: 'principal_fled', zh: '主要负责人不立即抢救、擅离职守、逃匿', en: 'Principal did not rescue, left or fled' },
  { id: 'unlicensed', zh: '未取得许可或许可被暂扣、吊销仍从事', en: 'Worked without licence' },
  { id: 'false_report', zh: '评价检测机构租借、挂靠、虚假报告', en: 'False report of an assessment body' },
  { id: 'refuses_penalty', zh: '有能力拒不执行处罚', en: 'Refuses a penalty though able' },
  { id: 'other_grave', zh: '其他情节严重、影响恶劣', en: 'Other grave conduct' },
]

export const creditListing = defineRule({
  name: 'credit-listing',
  title: say('列入严重失信主体名单的情形', 'Situations for listing as seriously untrustworthy'),
  fields: LISTING.map((one) => f.yes(one.id, one.zh, one.en)),
  versions: [
    {
      effectiveFrom: '2023-10-01',
      clause: '安全生产严重失信主体名单管理办法(应急管理部令第11号)',
      sourceStatus: 'from-knowledge',
      note: say('9 种情形的数目已核,措辞凭知识。', 'Nine situations: count seen, wording from knowledge.'),
      tables: {},
    },
  ],
  examples: [
    {
      title: say('瞒报', 'Concealed'),
      inputs: {
        grave_accident: false,
        two_large: false,
        doubled_fine: false,
        concealed: true,
        principal_fled: false,
        unlicensed: false,
        false_report: false,
        refuses_penalty: false,
        other_grave: false,
      },
      expected: { list: true, because: ['瞒报、谎报事故'] },
    },
  ],
  run(inputs): Outcome {
    const hits = LISTING.filter((one) => flag(inputs, one.id)).map((one) => one.zh)
    return {
      value: { list: hits.length > 0, because: hits },
      steps: hits.length > 0 ? [...hits, '列入前告知,听取陈述申辩;谁处罚、谁决定、谁负责'] : ['没有应当列入的情形'],
    }
  },
})

const PUBLIC_REVIEW = [
  choice('reassessment', "re-assessment of the report's measures", '整改措施落实评估'),
  choice('tip-off', 'check of a tip-off', '举报线索核查'),
]

export const followUp = defineRule({
  name: 'accident-follow-up',
  title: say('事故后评估与举报核查期限', 'Review after accidents and check of tip-offs'),
  fields: [f.choice('step', '事项', 'Step', PUBLIC_REVIEW), f.date('from', '起算日(批复日或收到举报日)', 'Reply or receipt')],
  versions: [
    {
      effectiveFrom: '2021-09-01',
      clause: '安全生产法(2021)第86条;总局令第21号第12条',
      sourceStatus: 'verified',
      tables: { reassessMonths: 12, tipMonths: 2 },
    },
  ],
  examples: [
    {
      title: say('批复后一年内评估', 'Within a year of the reply'),
      inputs: { step: 'reassessment', from: '2026-03-02' },
      expected: { by: '2027-03-02' },
    },
  ],
  run(inputs, tables): Outcome {
    const step = str(inputs, 'step')
    const months = step === 'reassessment' ? tables.reassessMonths : step === 'tip-off' ? tables.tipMonths : undefined
    if (months === undefined) return cannotJudge(['没有该事项(step)'])
    return { value: { by: addMonths(str(inputs, 'from'), months) }, steps: [`${str(inputs, 'from')} 起 ${months} 个月内`] }
  },
})
