/** Usual risk points of gas, water, heat and drainage networks. */
import { interlock, isolation, management, protection, risk } from '../risk.ts'

export const risks = [
  risk('gas-station', ['燃气调压站', 'Gas regulating station'], {
    kind: 'equipment',
    at: ['场站', 'Station'],
    post: ['燃气运行工', 'Gas operator'],
    accidents: ['gas', 'leak'],
    factors: [
      ['21', '超压、切断失效', 'Over-pressure, shut-off fails'],
      ['22', '燃气泄漏', 'Gas leaks'],
    ],
    lec: [1, 6, 40],
    controls: [
      interlock('workshop', '超压切断、远传监控', 'Over-pressure shut-off, remote watch', [
        'weekly',
        '切断阀、远传正常',
        'Shut-off and remote work',
      ]),
      management('team', '每日巡检、泄漏检测', 'Daily round with detector', ['daily', '检漏无报警', 'No leak found']),
    ],
    steps: [
      ['切断气源，撤离', 'Cut the gas, leave'],
      ['禁火、警戒、打 119', 'No flame, close off, call 119'],
    ],
  }),
  risk('manhole', ['排水检查井', 'Drainage manholes'], {
    kind: 'place',
    at: ['管网', 'Network'],
    post: ['养护工', 'Maintenance hand'],
    accidents: ['poison', 'asphyxia', 'drowning', 'fall'],
    factors: [
      ['22', '硫化氢、甲烷', 'H2S and methane'],
      ['32', '井盖缺失', 'Cover missing'],
    ],
    lec: [3, 6, 15],
    controls: [
      isolation('team', '井下作业审批、围挡', 'Permit and fence', ['shift', '围挡、警示、监护到位', 'Fence, sign and attendant there']),
      protection('team', '检测仪、送风、呼吸器', 'Detector, blower, breathing set', ['monthly', '装备齐全好用', 'Gear complete']),
    ],
    steps: [
      ['不下井盲目施救', 'No blind rescue'],
      ['送风，打 119、120', 'Blow in air, call 119 and 120'],
    ],
  }),
]
