/** Usual risk points of places where many people gather. */
import { fireLaw } from '../laws.ts'
import { emergency, engineering, isolation, management, risk, training } from '../risk.ts'

export const risks = [
  risk('crowd-hall', ['营业厅、观众厅', 'Sales or audience hall'], {
    kind: 'place',
    at: ['营业区', 'Public area'],
    post: ['营业员', 'Attendant'],
    accidents: ['fire', 'fall'],
    factors: [
      ['31', '疏散通道堵塞、出口锁闭', 'Ways blocked, exits locked'],
      ['22', '可燃装修、堆放易燃物', 'Combustible lining and goods'],
      ['46', '员工不会引导疏散', 'Staff cannot lead people out'],
    ],
    lec: [1, 10, 15],
    controls: [
      management('team', '营业期间出口不上锁、通道不占用', 'Exits unlocked and ways free while open', [
        'daily',
        '出口没锁、通道没堵',
        'Exits unlocked, ways free',
      ]),
      engineering('workshop', '应急照明、疏散指示、广播完好', 'Emergency lights, signs and speakers work', [
        'monthly',
        '应急照明、指示、广播试验正常',
        'Lights, signs and speakers tested',
      ]),
      training('enterprise', '员工会报警、会灭火、会疏散', 'Staff can call, extinguish and lead out'),
    ],
    steps: [
      ['打 119，按手动报警', 'Call 119, press the alarm'],
      ['广播引导，从最近出口疏散', 'Lead people to the nearest exit'],
      ['清点员工，告诉消防员有无被困', 'Count the staff, tell the firemen who is missing'],
    ],
    source: fireLaw(16),
  }),
  risk('kitchen', ['厨房和燃气', 'Kitchen and gas'], {
    kind: 'place',
    at: ['厨房', 'Kitchen'],
    post: ['厨师', 'Cook'],
    accidents: ['fire', 'gas', 'burn'],
    factors: [
      ['22', '燃气泄漏', 'Gas leaks'],
      ['21', '油锅过热、烟道积油', 'Overheated oil, grease in the duct'],
    ],
    lec: [3, 6, 7],
    controls: [
      engineering('workshop', '燃气报警联动切断阀', 'Gas alarm closes the valve', [
        'weekly',
        '燃气报警、切断阀试验正常',
        'Alarm and valve tested',
      ]),
      management('post', '收市关总阀，专人检查', 'Main valve closed at night, checked', [
        'daily',
        '下班燃气总阀已关',
        'Main valve closed after work',
      ]),
      engineering('workshop', '烟道每季清洗', 'Duct cleaned each quarter', ['quarterly', '烟道清洗记录在', 'Cleaning on record']),
    ],
    steps: [
      ['闻到气味：关阀、开窗，不开关电器', 'Smell of gas: close, open windows, no switches'],
      ['油锅着火盖锅盖，不泼水', 'Oil fire: put the lid on, no water'],
      ['打 119，到室外打电话', 'Call 119, from outside'],
    ],
  }),
  risk('fire-control', ['消防控制室', 'Fire control room'], {
    kind: 'post',
    at: ['消防控制室', 'Fire control room'],
    post: ['消控室值班员', 'Fire control watch'],
    accidents: ['fire'],
    factors: [
      ['12', '擅自关停设施、脱岗', 'Systems switched off, post left'],
      ['21', '报警主机故障', 'Panel faulty'],
    ],
    ls: [2, 5],
    controls: [
      management('enterprise', '24 小时双人值班、持证', 'Two on watch at all hours, certified', [
        'shift',
        '两人在岗、证件有效',
        'Two on duty, certificates valid',
      ]),
      engineering('post', '主机处于自动，屏蔽点有记录', 'Panel on automatic, muted points recorded', [
        'daily',
        '主机自动、无未处理故障',
        'Panel on automatic, no fault left',
      ]),
    ],
    steps: [
      ['报警 1 分钟内现场核实', 'Verify on the spot within a minute'],
      ['确认火警：转自动，启动广播和水泵', 'Fire confirmed: automatic, speakers and pumps'],
      ['打 119，报告负责人', 'Call 119, tell the manager'],
    ],
  }),
  risk('charging', ['电动自行车充电区', 'E-bike charging area'], {
    kind: 'place',
    at: ['室外充电区', 'Charging area'],
    post: ['保安', 'Guard'],
    accidents: ['fire'],
    factors: [
      ['21', '电池热失控', 'Thermal runaway of a battery'],
      ['12', '电池带入楼内充电', 'Batteries charged inside'],
    ],
    lec: [3, 10, 3],
    controls: [
      isolation('workshop', '充电区与建筑分隔，楼内禁充', 'Apart from the building, none inside', [
        'weekly',
        '楼内没有电池充电',
        'No battery charged inside',
      ]),
      engineering('workshop', '充满断电、过载保护', 'Cut-off when full, overload protection', [
        'monthly',
        '充电桩断电保护正常',
        'Cut-off works',
      ]),
      emergency('post', '配灭火器、消防沙', 'Extinguisher and sand at hand', ['monthly', '灭火器压力正常', 'Extinguisher pressure right']),
    ],
    steps: [
      ['断开充电电源', 'Cut the charging power'],
      ['大量用水降温，人站上风向', 'Cool with much water, stand upwind'],
      ['打 119', 'Call 119'],
    ],
  }),
]
