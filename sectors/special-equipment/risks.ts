/** Usual risk points of special equipment. */
import { emergency, engineering, interlock, management, risk } from '../risk.ts'

export const risks = [
  risk('boiler', ['锅炉', 'Boiler'], {
    kind: 'equipment',
    at: ['锅炉房', 'Boiler house'],
    post: ['司炉工', 'Stoker'],
    accidents: ['vessel', 'burn', 'gas'],
    factors: [
      ['21', '超压、缺水', 'Over-pressure, low water'],
      ['22', '燃气泄漏', 'Gas leaks'],
    ],
    lec: [1, 10, 15],
    controls: [
      interlock('workshop', '超压、低水位、熄火联锁', 'Over-pressure, low water and flame failure interlock', [
        'monthly',
        '联锁试验正常',
        'Interlock tested',
      ]),
      engineering('post', '安全阀、压力表、水位计有效', 'Relief valve, gauge and glass in date', [
        'daily',
        '水位、压力正常，安全阀铅封在',
        'Water and pressure right, seal there',
      ]),
    ],
    steps: [
      ['停燃料、停鼓风', 'Stop fuel and draught'],
      ['缺水严禁进水，撤离', 'Low water: never feed; leave'],
      ['打 119', 'Call 119'],
    ],
  }),
  risk('lift', ['电梯', 'Lift'], {
    kind: 'equipment',
    at: ['建筑内', 'In the building'],
    post: ['电梯安全员', 'Lift officer'],
    accidents: ['fall', 'machine'],
    factors: [
      ['21', '制动、门锁失效', 'Brake or door lock fails'],
      ['12', '扒门、超载', 'Forced doors, overload'],
    ],
    lec: [1, 10, 7],
    controls: [
      management('enterprise', '维保、检验有效', 'Maintained and inspected in date', [
        'monthly',
        '维保记录、检验标志有效',
        'Records and sign valid',
      ]),
      emergency('post', '五方通话好用', 'Emergency call works', ['weekly', '轿厢对讲接通', 'Call from the car answered']),
    ],
    steps: [
      ['安抚被困人员，不扒门', 'Calm those inside, no forcing'],
      ['30 分钟内维保人员到场', 'Maintenance comes within 30 minutes'],
    ],
  }),
]
