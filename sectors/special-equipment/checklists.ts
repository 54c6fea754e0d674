import { checklist, item } from '../define.ts'
import { specialEquipmentLaw as law } from '../laws.ts'

const from = '2024-12-01'

export const checklists = [
  checklist('equipment-operator-shift', ['操作前点检', 'Check before operating'], { period: 'shift', level: 'post', from }, [
    item('certificate', '本人证件有效、对得上设备', 'My certificate is valid and fits the equipment', {
      by: law,
      major: 'GB45067-operators',
    }),
    item('mark', '检验标志在有效期', 'Inspection mark in date', { by: law, major: 'GB45067-not-inspected' }),
    item('gauge', '压力表、液位计、温度计清楚准确', 'Gauges clear and right', { major: 'GB45067-safety-parts' }),
    item('valve', '安全阀没卡没堵没关', 'Safety valve not stuck, blocked or shut', { major: 'GB45067-safety-parts' }),
    item('limits', '限位、急停、联锁好用', 'Limits, emergency stop and interlocks work', { major: 'GB45067-safety-parts' }),
    item('rope', '钢丝绳、吊钩、吊具没断丝没裂', 'Ropes, hook and slings without broken wires or cracks'),
    item('brake', '制动可靠', 'Brakes reliable'),
    item('leak', '没漏、没异响、没异常振动', 'No leak, noise or vibration', { major: 'GB45067-after-fault' }),
    item('load', '不超压、不超温、不超载', 'No over-pressure, over-heat or overload', { major: 'GB45067-beyond-limits' }),
    item('record', '点检、运行记录填了', 'Check and running log filled in'),
  ]),
  checklist('lift-daily', ['电梯每日巡查', 'Daily lift round'], { period: 'daily', level: 'team', from }, [
    item('mark', '检验标志、救援电话贴在轿厢里', 'Mark and rescue number in the car', { by: law, major: 'GB45067-not-inspected' }),
    item('call', '报警电话有人接', 'Emergency call is answered', { how: ['按一次', 'Press it once'] }),
    item('doors', '开关门正常、光幕好用', 'Doors and light curtain work', { major: 'GB45067-safety-parts' }),
    item('level', '平层准、没抖没响', 'Levels well, no shake or noise'),
    item('lamp', '照明、通风好', 'Lamp and fan work'),
    item('machine-room', '机房锁好、温度正常、不漏雨', 'Machine room locked, cool and dry'),
    item('escalator', '扶梯梳齿、急停、毛刷好', 'Escalator combs, stop and brushes sound'),
    item('fault', '有故障就停、围起来、通知维保', 'Faulty: stopped, fenced off, service called', { major: 'GB45067-after-fault' }),
    item('service', '维保按时来了(15天一次或按需)', 'Service came in time (15 days or on demand)'),
    item('e-bike', '电动车不进电梯', 'No e-bikes in the lift'),
  ]),
  checklist(
    'equipment-officer-weekly',
    ['安全员每周排查', 'Weekly check by the safety officer'],
    { period: 'weekly', level: 'workshop', from },
    [
      item('daily', '日管控记录天天有', 'Daily control recorded each day'),
      item('registered', '台账、登记证、设备一一对上', 'List, registration and equipment agree', {
        by: law,
        major: 'GB45067-not-registered',
      }),
      item('due', '30天内到期的已报检', 'Those due in 30 days are reported for inspection', { major: 'GB45067-not-inspected' }),
      item('operators', '作业人员证件有效', 'Operators’ certificates valid', { major: 'GB45067-operators' }),
      item('repairs', '故障修好并检查后才用', 'Used only after repair and check', { major: 'GB45067-after-fault' }),
      item('scrapped', '报废、停用的断电封存', 'Scrapped and stopped ones cut off and sealed', { major: 'GB45067-obsolete' }),
      item('modified', '没有擅自改造', 'No unlawful alteration', { major: 'GB45067-unlicensed-making' }),
      item('forklift', '叉车钥匙有人管、司机系安全带', 'Fork-lift keys kept, drivers belted'),
      item('cylinders', '气瓶有追溯码、没过期、有瓶帽', 'Cylinders have codes and caps and are in date'),
      item('emergency', '应急救援措施和演练', 'Rescue measures and drills'),
    ],
  ),
  checklist(
    'equipment-chief-monthly',
    ['安全总监每月调度', 'Monthly review by the safety chief'],
    { period: 'monthly', level: 'enterprise', from },
    [
      item('weekly', '周排查问题都解决了', 'Weekly findings settled'),
      item('chief', '安全总监、安全员任命到位', 'Chief and officers appointed', { by: law }),
      item('risk', '风险管控清单更新', 'Risk control list updated'),
      item('inspection', '定期检验全覆盖', 'Inspections complete', { by: law, major: 'GB45067-not-inspected' }),
      item('service', '维保合同、资质有效', 'Service contract and qualification valid'),
      item('training', '培训考核', 'Training and tests'),
      item('incidents', '困人、泄漏等分析了', 'Trapped people, leaks and the like analysed'),
      item('major', '重大隐患对照', 'Criteria gone through'),
    ],
  ),
]
