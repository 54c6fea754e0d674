/** Usual risk points of quarries and mines other than coal. */
import { engineering, isolation, management, risk } from '../risk.ts'

export const risks = [
  risk('slope', ['露天采场边坡', 'Quarry slope'], {
    kind: 'place',
    at: ['采场', 'Quarry'],
    post: ['安全员', 'Safety officer'],
    accidents: ['slide', 'collapse'],
    factors: [
      ['32', '边坡过陡、浮石、裂缝', 'Slope too steep, loose rock, cracks'],
      ['12', '掏底开采', 'Undercutting'],
    ],
    lec: [3, 6, 15],
    controls: [
      engineering('workshop', '自上而下分台阶开采', 'Benches from the top down', [
        'weekly',
        '台阶高度、坡角符合设计',
        'Benches as designed',
      ]),
      management('team', '雨后、爆破后先巡坡', 'Slope seen after rain and blasting', [
        'daily',
        '边坡无新裂缝、浮石',
        'No new crack or loose rock',
      ]),
    ],
    steps: [
      ['撤离坡下人员设备', 'Clear people and machines below'],
      ['设警戒，报告', 'Close off and report'],
    ],
  }),
  risk('blasting', ['爆破作业', 'Blasting'], {
    kind: 'activity',
    at: ['采场', 'Quarry'],
    post: ['爆破员', 'Shotfirer'],
    accidents: ['blasting', 'struck'],
    factors: [
      ['22', '早爆、盲炮', 'Premature shot, misfire'],
      ['12', '警戒不到位', 'Guarding fails'],
    ],
    lec: [1, 3, 40],
    controls: [
      management('enterprise', '持证爆破、设计审批', 'Licensed, by an approved design'),
      isolation('team', '警戒距离内清场', 'Guarded area cleared', ['shift', '警戒到位、信号清楚', 'Guards posted, signals clear']),
    ],
    steps: [
      ['停止作业，保持警戒', 'Stop and keep the guard'],
      ['盲炮由原爆破员处理', 'The same shotfirer deals with a misfire'],
    ],
  }),
]
