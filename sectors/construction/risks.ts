/** Usual risk points of building sites. */
import { engineering, isolation, management, risk } from '../risk.ts'

export const risks = [
  risk('excavation', ['深基坑', 'Deep excavation'], {
    kind: 'place',
    at: ['基坑', 'Pit'],
    post: ['施工员', 'Site hand'],
    accidents: ['collapse', 'fall'],
    factors: [
      ['32', '支护变形、降排水失效', 'Support moves, dewatering fails'],
      ['12', '超挖、坑边堆载', 'Overdigging, load at the edge'],
    ],
    lec: [3, 6, 15],
    controls: [
      management('enterprise', '专项方案论证、监测', 'Reviewed plan, monitoring', [
        'daily',
        '基坑监测值未超报警值',
        'Monitoring below the alarm',
      ]),
      isolation('team', '临边防护、坑边 2 米不堆载', 'Edge guarded, no load within 2 m', [
        'daily',
        '临边护栏完好、坑边无堆载',
        'Guard whole, edge free',
      ]),
    ],
    steps: [
      ['停止作业，撤出坑内人员', 'Stop, clear the pit'],
      ['回填反压，报告', 'Fill back and report'],
    ],
  }),
  risk('tower-crane', ['塔式起重机', 'Tower crane'], {
    kind: 'equipment',
    at: ['吊装区', 'Lifting area'],
    post: ['塔司', 'Crane driver'],
    accidents: ['lifting', 'collapse', 'struck'],
    factors: [
      ['21', '限位、钢丝绳、附着缺陷', 'Limit, rope or anchorage faulty'],
      ['12', '超载、顶升违规', 'Overload, wrong climbing'],
    ],
    lec: [3, 6, 15],
    controls: [
      engineering('workshop', '安拆由有资质单位，检测合格', 'By a licensed firm, tested'),
      engineering('post', '班前检查限位、钢丝绳', 'Limits and rope seen before the shift', [
        'shift',
        '限位、钢丝绳、吊钩正常',
        'Limits, rope and hook right',
      ]),
      management('team', '六级风停止作业', 'Stop at wind force 6'),
    ],
    steps: [
      ['停机断电，撤离下方人员', 'Stop, power off, clear below'],
      ['打 120、119', 'Call 120 and 119'],
    ],
  }),
]
