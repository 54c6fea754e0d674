import type { ScoreElement, ScoreSheet } from '#kernel/score/index.ts'
import { text } from '#kernel/text.ts'
import { element, evenWeights, fullOf, localBands } from '../define-scores.ts'
import { workSafetyLaw } from '../laws.ts'

const elements: readonly ScoreElement[] = [
  {
    id: 'results',
    text: text('工作成效（取自记录）', 'Results, from the records'),
    items: [
      { id: 'on-time', text: text('隐患按期整改', 'Hazards rectified in time'), points: 20, evidence: 'hazards-on-time' },
      { id: 'major', text: text('重大隐患销号', 'Major hazards closed'), points: 20, evidence: 'major-hazards-closed', optional: true },
      { id: 'checks', text: text('企业按期自查', 'Self-checks done in time'), points: 20, evidence: 'checks-done' },
      { id: 'standard', text: text('标准化达标率', 'Share with standardization'), points: 20, evidence: 'standardization' },
    ],
  },
  element('work', text('履职', 'Duties'), 20, [
    ['meetings', '按期研究部署', 'Meetings held'],
    ['inspections', '带队检查', 'Inspections led'],
    ['tasks', '年度任务完成', "The year's tasks done"],
  ]),
]

/** Responsibility assessment of a town or department (责任制考核). Each place has its own rules; this is a beginning to be replaced. */
export const responsibilitySheet: ScoreSheet = {
  id: 'responsibility',
  version: '2021-1',
  text: text('安全生产责任考核', 'Responsibility assessment'),
  of: ['office'],
  effectiveFrom: '2021-09-01',
  clause: workSafetyLaw(9),
  pointsFrom: evenWeights,
  bandsFrom: localBands,
  full: fullOf(elements),
  elements,
  vetoes: [],
  bands: [
    { id: 'excellent', text: text('优秀', 'Excellent'), least: 90, colour: 'blue' },
    { id: 'good', text: text('良好', 'Good'), least: 75, colour: 'gold' },
    { id: 'fair', text: text('合格', 'Passed'), least: 60, colour: 'orange' },
    { id: 'failed', text: text('不合格', 'Failed'), least: 0, colour: 'red' },
  ],
  rescale: 'sheet',
}
