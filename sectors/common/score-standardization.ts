import type { ScoreElement, ScoreSheet } from '#kernel/score/index.ts'
import { text } from '#kernel/text.ts'
import { element, evenWeights, fullOf } from '../define-scores.ts'
import { known } from '../laws.ts'

/** One item, one weight: see `evenWeights`. */
const POINTS = 10

/** GB/T 33000-2025, chapters 4 to 13 and their sections; the titles were read, the text below them was not. */
const elements2025: readonly ScoreElement[] = [
  element('s4', text('4 领导作用', '4 Leadership'), POINTS, [
    ['4.1', '4.1 安全领导力', '4.1 Safety leadership'],
    ['4.2', '4.2 安全履职评价', '4.2 Evaluation of duties'],
  ]),
  element('s5', text('5 基础保障', '5 Support'), POINTS, [
    ['5.1', '5.1 组织保障', '5.1 Organisation'],
    ['5.2', '5.2 责任保障', '5.2 Responsibilities'],
    ['5.3', '5.3 制度保障', '5.3 Rules'],
    ['5.4', '5.4 资金保障', '5.4 Funds'],
    ['5.5', '5.5 科技保障', '5.5 Technology'],
  ]),
  element('s6', text('6 策划', '6 Planning'), POINTS, [
    ['6.1', '6.1 理念', '6.1 Principles'],
    ['6.2', '6.2 目标', '6.2 Objectives'],
    ['6.3', '6.3 全员参与', '6.3 Participation of all'],
    ['6.4', '6.4 信息沟通', '6.4 Communication'],
  ]),
  element('s7', text('7 安全风险分级管控', '7 Graded control of risks'), POINTS, [
    ['7.1', '7.1 危险源辨识', '7.1 Identification of hazard sources'],
    ['7.2', '7.2 风险评估', '7.2 Risk assessment'],
    ['7.3', '7.3 风险管控', '7.3 Risk control'],
  ]),
  {
    id: 's8',
    text: text('8 事故隐患排查治理', '8 Hidden hazards'),
    items: [
      { id: '8.1', text: text('8.1 排查', '8.1 Search'), points: POINTS, evidence: 'checks-done' },
      { id: '8.2', text: text('8.2 治理', '8.2 Treatment'), points: POINTS, evidence: 'hazards-on-time' },
      {
        id: '8.3',
        text: text('8.3 重大事故隐患管理', '8.3 Major hidden hazards'),
        points: POINTS,
        evidence: 'major-hazards-closed',
        optional: true,
      },
    ],
  },
  {
    id: 's9',
    text: text('9 人员管理', '9 Persons'),
    items: [
      { id: '9.1', text: text('9.1 人员准入', '9.1 Admission'), points: POINTS, evidence: 'licences-valid' },
      { id: '9.2', text: text('9.2 安全培训', '9.2 Training'), points: POINTS },
      { id: '9.3', text: text('9.3 行为管控', '9.3 Behaviour'), points: POINTS },
    ],
  },
  element(
    's10',
    text('10 现场管理', '10 Site'),
    POINTS,
    [
      ['10.1', '10.1 作业环境与条件', '10.1 Working conditions'],
      ['10.2', '10.2 设备设施', '10.2 Equipment'],
      ['10.3', '10.3 危险作业', '10.3 Dangerous work'],
      ['10.4', '10.4 异常处置', '10.4 Abnormal situations'],
      ['10.5', '10.5 变更管理', '10.5 Management of change'],
      ['10.6', '10.6 相关方管理', '10.6 Other parties'],
    ],
    { optional: true },
  ),
  element('s11', text('11 应急准备与处置', '11 Emergency'), POINTS, [
    ['11.1', '11.1 应急准备', '11.1 Preparedness'],
    ['11.2', '11.2 应急处置', '11.2 Response'],
  ]),
  element('s12', text('12 检查评价', '12 Checks and evaluation'), POINTS, [
    ['12.1', '12.1 检查', '12.1 Checks'],
    ['12.2', '12.2 绩效评价', '12.2 Performance'],
  ]),
  element('s13', text('13 持续改进', '13 Improvement'), POINTS, [
    ['13.1', '13.1 事故管理', '13.1 Accidents'],
    ['13.2', '13.2 评审改进', '13.2 Review'],
  ]),
]

/** GB/T 33000-2016: 8 elements, 28 below; from knowledge, for what was scored before it was replaced. */
const elements2016: readonly ScoreElement[] = [
  element('t1', text('目标职责', 'Objectives and duties'), POINTS, [
    ['1.1', '目标', 'Objectives'],
    ['1.2', '机构和职责', 'Organisation and duties'],
    ['1.3', '全员参与', 'Participation of all'],
    ['1.4', '安全生产投入', 'Funds'],
    ['1.5', '安全文化建设', 'Safety culture'],
    ['1.6', '安全生产信息化建设', 'Information systems'],
  ]),
  element('t2', text('制度化管理', 'Rules'), POINTS, [
    ['2.1', '法规标准识别', 'Laws and standards'],
    ['2.2', '规章制度', 'Rules of the house'],
    ['2.3', '操作规程', 'Operating procedures'],
    ['2.4', '文档管理', 'Documents'],
  ]),
  element('t3', text('教育培训', 'Training'), POINTS, [
    ['3.1', '教育培训管理', 'Management of training'],
    ['3.2', '人员教育培训', 'Training of persons'],
  ]),
  element(
    't4',
    text('现场管理', 'Site'),
    POINTS,
    [
      ['4.1', '设备设施管理', 'Equipment'],
      ['4.2', '作业安全', 'Safe work'],
      ['4.3', '职业健康', 'Occupational health'],
      ['4.4', '警示标志', 'Signs'],
    ],
    { optional: true },
  ),
  element('t5', text('安全风险管控及隐患排查治理', 'Risks and hidden hazards'), POINTS, [
    ['5.1', '安全风险管理', 'Risks'],
    ['5.2', '重大危险源辨识与管理', 'Major hazard installations'],
    ['5.3', '隐患排查治理', 'Hidden hazards'],
    ['5.4', '预测预警', 'Early warning'],
  ]),
  element('t6', text('应急管理', 'Emergency'), POINTS, [
    ['6.1', '应急准备', 'Preparedness'],
    ['6.2', '应急处置', 'Response'],
    ['6.3', '应急评估', 'Evaluation'],
  ]),
  element('t7', text('事故管理', 'Accidents'), POINTS, [
    ['7.1', '报告', 'Report'],
    ['7.2', '调查和处理', 'Investigation'],
    ['7.3', '管理', 'Management'],
  ]),
  element('t8', text('持续改进', 'Improvement'), POINTS, [
    ['8.1', '绩效评定', 'Evaluation'],
    ['8.2', '持续改进', 'Improvement'],
  ]),
]

const shared = {
  id: 'standardization',
  text: text('安全生产标准化自评', 'Self-evaluation of standardization'),
  of: ['enterprise'],
  pointsFrom: evenWeights,
  bandsFrom: {
    text: text('90 / 75 / 60 分为各行业常见界限，以本行业评定标准为准', '90, 75 and 60 are common; the standard of the trade prevails'),
    status: 'uncertain',
  },
  vetoes: [],
  bands: [
    { id: 'level1', text: text('达到一级的分数', 'Score of level 1'), least: 90, colour: 'blue' },
    { id: 'level2', text: text('达到二级的分数', 'Score of level 2'), least: 75, colour: 'gold' },
    { id: 'level3', text: text('达到三级的分数', 'Score of level 3'), least: 60, colour: 'orange' },
    { id: 'below', text: text('未达标', 'Below the standard'), least: 0, colour: 'red' },
  ],
  rescale: 'sheet',
} as const satisfies Partial<ScoreSheet>

export const standardization2016: ScoreSheet = {
  ...shared,
  version: 'GB/T 33000-2016',
  effectiveFrom: '2017-04-01',
  effectiveTo: '2025-10-31',
  clause: known('GB/T 33000-2016（8 要素 28 项）', 'GB/T 33000-2016 (8 elements, 28 below)'),
  full: fullOf(elements2016),
  elements: elements2016,
}

export const standardization2025: ScoreSheet = {
  ...shared,
  version: 'GB/T 33000-2025',
  effectiveFrom: '2025-10-31',
  clause: known('GB/T 33000-2025 第4章至第13章', 'GB/T 33000-2025, chapters 4 to 13', 'verified'),
  full: fullOf(elements2025),
  elements: elements2025,
}
