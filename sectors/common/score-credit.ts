import type { ScoreElement, ScoreSheet } from '#kernel/score/index.ts'
import { text } from '#kernel/text.ts'
import { evenWeights, fullOf, localBands, veto } from '../define-scores.ts'
import { known } from '../laws.ts'

const order11 = known('《安全生产严重失信主体名单管理办法》（应急管理部令第11号）', 'Order 11 of 2023 on seriously dishonest parties')

const elements: readonly ScoreElement[] = [
  {
    id: 'records',
    text: text('平时记录', 'Records of the year'),
    items: [
      { id: 'on-time', text: text('隐患按期整改', 'Hazards rectified in time'), points: 25, evidence: 'hazards-on-time' },
      { id: 'major', text: text('重大隐患销号', 'Major hazards closed'), points: 25, evidence: 'major-hazards-closed', optional: true },
      { id: 'checks', text: text('按期自查', 'Self-checks done in time'), points: 25, evidence: 'checks-done' },
      { id: 'licences', text: text('证照有效', 'Valid licences'), points: 25, evidence: 'licences-valid' },
    ],
  },
]

/** Safety credit (信用) of an enterprise. That there are nine situations was verified; their wording is from knowledge. */
export const creditSheet: ScoreSheet = {
  id: 'credit',
  version: '2023-1',
  text: text('安全生产信用评价', 'Safety credit'),
  of: ['enterprise'],
  effectiveFrom: '2023-10-01',
  clause: order11,
  pointsFrom: evenWeights,
  bandsFrom: localBands,
  full: fullOf(elements),
  elements,
  vetoes: [
    veto('c1', '发生特别重大、重大事故', 'An especially serious or serious accident', order11, 'list'),
    veto('c2', '12 个月内累计发生 2 起以上较大事故', 'Two or more large accidents within 12 months', order11, 'list'),
    veto('c3', '发生事故，情节特别严重、影响特别恶劣，被加倍处罚', 'An accident punished at a multiple for its gravity', order11, 'list'),
    veto('c4', '瞒报、谎报事故', 'An accident concealed or falsely reported', order11, 'list'),
    veto('c5', '主要负责人不立即组织抢救、擅离职守或者逃匿', 'The principal did not rescue, left or fled', order11, 'list'),
    veto('c6', '未取得许可或者许可被暂扣、吊销仍从事', 'Work without the licence, or while it is withheld', order11, 'list'),
    veto('c7', '评价检测机构租借资质、挂靠、出具虚假报告', 'An evaluating body that lent its name or reported falsely', order11, 'list'),
    veto('c8', '有能力履行而拒不执行处罚决定', 'A penalty that could be paid and was refused', order11, 'list'),
    veto('c9', '其他情节严重、影响恶劣的情形', 'Another grave case', order11, 'list'),
  ],
  bands: [
    { id: 'good', text: text('守信', 'Good'), least: 85, colour: 'blue' },
    { id: 'usual', text: text('一般', 'Usual'), least: 60, colour: 'gold' },
    { id: 'watch', text: text('重点关注', 'To be watched'), least: 0, colour: 'orange' },
    { id: 'list', text: text('应研究是否列入严重失信名单', 'To be considered for the list'), least: -1, colour: 'red' },
  ],
  rescale: 'sheet',
}
