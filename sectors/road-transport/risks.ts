/** Usual risk points of road transport. */
import { interlock, management, risk, training } from '../risk.ts'

export const risks = [
  risk('driving', ['营运车辆行驶', 'Driving in service'], {
    kind: 'activity',
    at: ['运输线路', 'Routes'],
    post: ['驾驶员', 'Driver'],
    accidents: ['road'],
    factors: [
      ['12', '疲劳、超速、分心', 'Tired, too fast, distracted'],
      ['21', '制动、轮胎故障', 'Brakes or tyres fail'],
      ['32', '恶劣天气、临水临崖', 'Bad weather, drop or water beside'],
    ],
    lec: [3, 10, 7],
    controls: [
      interlock('enterprise', '动态监控、防疲劳报警', 'Tracking with fatigue alarm', [
        'daily',
        '定位在线、报警当日处理',
        'Tracking on line, alarms dealt with',
      ]),
      management('team', '出车前安全例检', 'Check before departure', [
        'daily',
        '制动、轮胎、灯光例检合格',
        'Brakes, tyres and lights checked',
      ]),
      training('enterprise', '每月安全教育', 'Monthly training'),
    ],
    steps: [
      ['靠边停车，开双闪，放三角牌', 'Pull over, hazard lights, triangle'],
      ['人员撤到护栏外', 'People behind the barrier'],
      ['打 122、120', 'Call 122 and 120'],
    ],
  }),
  risk('station', ['客运站场', 'Bus station'], {
    kind: 'place',
    at: ['站场', 'Station'],
    post: ['安检员', 'Security checker'],
    accidents: ['fire', 'vehicle'],
    factors: [
      ['22', '旅客携带违禁品', 'Forbidden goods carried'],
      ['31', '人车混行', 'People and vehicles together'],
    ],
    lec: [1, 6, 15],
    controls: [
      management('team', '安检、实名、出站检查', 'Security check, names, gate check', [
        'shift',
        '安检机正常、人员在岗',
        'Scanner works, staff in place',
      ]),
    ],
    steps: [
      ['疏散旅客，打 110、119', 'Lead passengers out, call 110 and 119'],
      ['控制车辆进出', 'Stop the traffic'],
    ],
  }),
]
