/** Usual risk points of coal mines; thin: the mine’s own yearly assessment goes first. */
import { engineering, interlock, management, risk, training } from '../risk.ts'

export const risks = [
  risk('face-gas', ['采掘工作面瓦斯', 'Gas at the face'], {
    kind: 'place',
    at: ['采掘工作面', 'Face'],
    post: ['瓦斯检查员', 'Gas inspector'],
    accidents: ['gas', 'asphyxia'],
    factors: [
      ['22', '瓦斯积聚、超限', 'Methane gathers or exceeds'],
      ['33', '通风不足', 'Not enough air'],
      ['12', '空班漏检、假检', 'Checks left out or faked'],
    ],
    lec: [1, 10, 40],
    controls: [
      interlock('enterprise', '甲烷超限报警断电', 'Methane alarm cuts the power', [
        'daily',
        '甲烷传感器断电试验正常',
        'Cut-off by the sensor tested',
      ]),
      engineering('workshop', '风量满足、局扇不停', 'Enough air, fans never stop', [
        'shift',
        '局扇运转、风筒完好',
        'Fan running, duct whole',
      ]),
      management('team', '每班巡检、三对口', 'Checks each shift, records agree', [
        'shift',
        '瓦斯检查牌板、手册、台账一致',
        'Board, book and record agree',
      ]),
    ],
    steps: [
      ['立即停电撤人', 'Cut the power, bring people out'],
      ['报告调度室', 'Tell the control room'],
      ['戴自救器沿避灾路线走', 'Self-rescuer on, follow the escape way'],
    ],
  }),
  risk('roof', ['顶板管理', 'Roof'], {
    kind: 'process',
    at: ['采掘工作面', 'Face'],
    post: ['采煤工', 'Miner'],
    accidents: ['collapse'],
    factors: [
      ['33', '顶板离层、破碎', 'Roof parts or breaks'],
      ['12', '空顶作业', 'Work under an unsupported roof'],
    ],
    lec: [3, 6, 15],
    controls: [
      engineering('team', '支护及时、敲帮问顶', 'Support at once, roof sounded', [
        'shift',
        '支护到位、顶板无离层',
        'Support set, roof whole',
      ]),
      training('enterprise', '支护工专项培训', 'Training for support work'),
    ],
    steps: [
      ['停止作业，撤到支护完好处', 'Stop, go where the support is whole'],
      ['清点人数，报告调度', 'Count people, tell the control room'],
    ],
  }),
]
