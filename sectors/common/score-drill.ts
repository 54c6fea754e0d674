import type { ScoreElement, ScoreSheet } from '#kernel/score/index.ts'
import { text } from '#kernel/text.ts'
import { element, evenWeights, fullOf, localBands } from '../define-scores.ts'
import { known } from '../laws.ts'

const guide = known('AQ/T 9009-2015 演练评估', 'AQ/T 9009-2015 Evaluation of drills', 'verified')

/** The evaluation's own parts are known (preparation, execution, summary); the standard's tables of items were not obtained. */
const elements: readonly ScoreElement[] = [
  element('prepare', text('准备', 'Preparation'), 10, [
    ['plan', '演练方案与脚本', 'Plan and script of the drill'],
    ['people', '人员、物资到位', 'People and material in place'],
  ]),
  element(
    'run',
    text('实施', 'Execution'),
    20,
    [
      ['report', '报告与预警', 'Report and warning'],
      ['command', '指挥与协调', 'Command'],
      ['act', '处置与疏散', 'Response and evacuation'],
    ],
    { optional: true },
  ),
  element('sum', text('总结', 'Summary'), 10, [
    ['gaps', '问题找得准', 'Gaps were found'],
    ['mend', '改进有人负责、有期限', 'Each improvement has an owner and a date'],
  ]),
]

/** Evaluation of a drill (演练评估): the four grades are the standard's, their scores are not. */
export const drillSheet: ScoreSheet = {
  id: 'drill',
  version: '2015-1',
  text: text('应急演练评估', 'Evaluation of a drill'),
  of: ['enterprise', 'office'],
  effectiveFrom: '2015-09-01',
  clause: guide,
  pointsFrom: evenWeights,
  bandsFrom: localBands,
  full: fullOf(elements),
  elements,
  vetoes: [
    {
      id: 'broken-off',
      text: text('出现重大错误或被迫中止', 'A grave error, or it had to be broken off'),
      clause: { text: text('AQ/T 9009-2015 等级“差”', 'AQ/T 9009-2015, grade poor'), status: 'verified' },
      band: 'poor',
    },
  ],
  bands: [
    { id: 'excellent', text: text('优（无差错完成）', 'Excellent: without error'), least: 90, colour: 'blue' },
    { id: 'good', text: text('良（达到目标，差错较少）', 'Good: few errors'), least: 75, colour: 'gold' },
    { id: 'fair', text: text('中（有明显缺陷，未影响目标）', 'Fair: clear gaps, aims reached'), least: 60, colour: 'orange' },
    { id: 'poor', text: text('差', 'Poor'), least: 0, colour: 'red' },
  ],
  rescale: 'element',
}
