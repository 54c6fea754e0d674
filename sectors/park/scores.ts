import type { ScoreSheet } from '#kernel/score/index.ts'
import { text } from '#kernel/text.ts'
import { veto } from '../define-scores.ts'
import { known, parkLaw } from '../laws.ts'

const guide = known(
  '《化工园区安全风险排查治理导则》（应急〔2023〕123号）',
  'Guide on safety risks of chemical parks (2023, No. 123)',
  'verified',
)

/** What was read of the guide are the full score, the bands and the basic conditions; the table of items was not obtained. */
const notObtained = known(
  '导则评分表没有取得：按导则原表评出总分后填入，取得正表后以新版本逐项评',
  "The guide's table was not obtained: the total is entered as scored on paper until the table is declared as a new version",
  'uncertain',
)

/** Basic conditions count as told: that one of them leads to grade A is general practice and stands in no text that was read. */
const told = (id: string, zh: string, en: string, clause = guide) => veto(id, zh, en, clause, null)

/** Grading of a chemical park's safety risk (化工园区安全风险评估分级): more points, less risk; A is the highest risk. */
const parkSheet: ScoreSheet = {
  id: 'chemical-park',
  version: '应急〔2023〕123号',
  text: text('化工园区安全风险评估分级', 'Safety risk grade of a chemical park'),
  of: ['office'],
  effectiveFrom: '2023-11-22',
  clause: guide,
  pointsFrom: notObtained,
  bandsFrom: guide,
  full: 100,
  elements: [
    {
      id: 'guide',
      text: text('导则评分项', "The guide's items"),
      items: [{ id: 'total', text: text('按导则评分表评出的总分（满分 100）', "Total by the guide's table, out of 100"), points: 100 }],
    },
  ],
  vetoes: [
    told('recognition', '没有经省级政府或其授权机构认定公布', 'Not recognised and published by the province'),
    told('layout', '不符合布局规划和国土空间规划，或四至范围不明确', 'Not in keeping with the plans, or without clear bounds'),
    told('planning', '没有整体规划', 'Without an overall plan'),
    told('assessment', '三年内没有做过整体性安全风险评估', 'No assessment of the whole park within three years', parkLaw),
    told('line', '没有划定规划安全控制线', 'No control line was set', parkLaw),
  ],
  bands: [
    { id: 'A', text: text('A级（高安全风险）', 'A: high risk'), least: 0, colour: 'red' },
    { id: 'B', text: text('B级（较高安全风险）', 'B: rather high risk'), least: 60, colour: 'orange' },
    { id: 'C', text: text('C级（一般安全风险）', 'C: usual risk'), least: 70, colour: 'gold' },
    { id: 'D', text: text('D级（较低安全风险）', 'D: rather low risk'), least: 85, colour: 'blue' },
  ],
  rescale: 'sheet',
  consequences: [
    {
      bands: ['A'],
      forbids: 'new-project',
      text: text(
        'A级园区限期整改，原则上停止新建、改建、扩建危险化学品项目（安全、环保、节能类除外）',
        'A park of grade A mends within a time limit and takes no new, altered or extended hazardous-chemical projects, save those for safety, environment or energy',
      ),
      clause: known('应急〔2023〕123号的分级管控通行做法，原文待核', 'Usual consequence of the guide; to be compared with the text'),
    },
  ],
}

export const scores: readonly ScoreSheet[] = [parkSheet]
