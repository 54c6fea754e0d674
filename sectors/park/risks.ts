/** Usual risk points of a park as a whole. */
import { emergency, engineering, isolation, management, risk } from '../risk.ts'

export const risks = [
  risk('pipe-rack', ['公共管廊', 'Common pipe rack'], {
    kind: 'equipment',
    at: ['管廊', 'Pipe rack'],
    post: ['管廊巡检员', 'Pipe rack patrol'],
    accidents: ['leak', 'pipe', 'fire'],
    factors: [
      ['21', '腐蚀、第三方破坏', 'Corrosion, damage by others'],
      ['22', '易燃有毒介质泄漏', 'Flammable or toxic leak'],
    ],
    lec: [1, 6, 40],
    controls: [
      management('team', '每日巡线、动土审批', 'Daily patrol, digging by permit', [
        'daily',
        '管廊无泄漏、无违章施工',
        'No leak, no unapproved work',
      ]),
      engineering('enterprise', '定期检验、分段切断', 'Inspected, valves by section', [
        'quarterly',
        '切断阀动作正常',
        'Section valves work',
      ]),
    ],
    steps: [
      ['通知两端企业切断', 'Have both ends shut'],
      ['设警戒，按风向疏散', 'Close off, evacuate by the wind'],
    ],
  }),
  risk('hazmat-parking', ['危化品车辆停车场', 'Hazmat vehicle park'], {
    kind: 'place',
    at: ['停车场', 'Parking'],
    post: ['停车场管理员', 'Parking keeper'],
    accidents: ['leak', 'fire', 'vehicle'],
    factors: [
      ['22', '停放车辆泄漏', 'Parked vehicle leaks'],
      ['32', '不同类别混停', 'Classes parked together'],
    ],
    lec: [1, 10, 15],
    controls: [
      isolation('team', '分区停放、空重分离', 'By class, empty and full apart', ['daily', '分区停放、无混停', 'By area, nothing mixed']),
      emergency('post', '洗消、堵漏器材备齐', 'Washing and leak kit at hand', ['weekly', '器材齐全', 'Kit complete']),
    ],
    steps: [
      ['疏散司乘，封闭入口', 'Drivers out, entrance closed'],
      ['打 119，说清介质', 'Call 119, name the goods'],
    ],
  }),
]
