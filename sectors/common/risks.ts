/** Usual risk points of any enterprise. */
import { emergency, engineering, isolation, management, protection, risk, training } from '../risk.ts'

export const risks = [
  risk('power-room', ['配电室', 'Switch room'], {
    kind: 'place',
    at: ['公用工程', 'Utilities'],
    post: ['电工', 'Electrician'],
    accidents: ['electric', 'fire'],
    factors: [
      ['21', '带电部位裸露、绝缘老化', 'Bare live parts, aged insulation'],
      ['21', '短路、过载发热', 'Short circuit, overload'],
      ['12', '无票操作、误操作', 'Work without a ticket, wrong switching'],
    ],
    lec: [1, 6, 15],
    controls: [
      isolation('workshop', '配电室上锁，门口设挡鼠板', 'Room locked, rodent board at the door', [
        'weekly',
        '门锁、挡鼠板完好',
        'Lock and rodent board whole',
      ]),
      engineering('workshop', '漏电保护和过载保护投用', 'Earth-leakage and overload protection in service', [
        'monthly',
        '漏电保护器试跳正常',
        'Earth-leakage breaker trips when tested',
      ]),
      protection('post', '绝缘手套、绝缘靴在检定期内', 'Insulating gloves and boots within their test period', [
        'monthly',
        '绝缘用具在检定期内',
        'Insulating gear within its test period',
      ]),
      management('enterprise', '倒闸操作执行两票制度', 'Switching by work ticket and switching ticket'),
    ],
    steps: [
      ['先断电，再救人，不要直接拉触电的人', 'Cut the power first; do not pull the person by hand'],
      ['断电后用干粉或二氧化碳灭火器灭火，不用水', 'With the power off use powder or CO2, no water'],
      ['没有呼吸心跳的立即心肺复苏，打 120', 'No breath or pulse: resuscitate at once, call 120'],
    ],
  }),
  risk('confined-space', ['有限空间作业', 'Confined-space work'], {
    kind: 'activity',
    at: ['污水池、地下井', 'Sewage pits and wells'],
    post: ['检维修工', 'Maintenance worker'],
    accidents: ['poison', 'asphyxia', 'drowning'],
    factors: [
      ['22', '硫化氢、一氧化碳等有毒气体积聚', 'Toxic gas such as H2S or CO'],
      ['33', '缺氧、狭小', 'Lack of oxygen, narrow'],
      ['12', '未通风未检测就进入，盲目施救', 'Entering untested; rescuing blindly'],
    ],
    lec: [3, 3, 40],
    controls: [
      isolation('workshop', '有限空间上锁、设警示牌，无审批不得进入', 'Locked and signed; no entry without a permit', [
        'weekly',
        '各有限空间上锁、警示牌在',
        'Each space locked, sign in place',
      ]),
      management('enterprise', '先通风、再检测、后作业，专人在外监护', 'Ventilate, test, then work; an attendant outside'),
      protection('team', '气体检测仪、正压呼吸器、三脚架和安全绳备齐', 'Gas detector, breathing set, tripod and line at hand', [
        'monthly',
        '检测仪在校准期，呼吸器压力够',
        'Detector calibrated, breathing set full',
      ]),
      training('enterprise', '作业和监护人员每年专项培训', 'Yearly training of workers and attendants'),
    ],
    steps: [
      ['立即停止作业，清点人数，打 119、120', 'Stop the work, count the people, call 119 and 120'],
      ['不戴正压呼吸器绝不下去救人', 'Never go in to rescue without a breathing set'],
      ['在外用三脚架、安全绳拉出，持续通风', 'Pull out from outside by tripod and line; keep ventilating'],
    ],
  }),
  risk('forklift', ['叉车作业', 'Fork-lift traffic'], {
    kind: 'activity',
    at: ['仓库', 'Warehouse'],
    post: ['叉车司机', 'Fork-lift driver'],
    accidents: ['vehicle', 'struck'],
    factors: [
      ['12', '超速、载人、视线受挡行驶', 'Speeding, carrying people, driving blind'],
      ['21', '制动、灯光、喇叭失灵', 'Brakes, lights or horn fail'],
      ['31', '人车混行，通道窄', 'People and vehicles on one narrow way'],
    ],
    lec: [3, 6, 3],
    controls: [
      management('workshop', '司机持证上岗，厂内限速 5 公里', 'Licensed drivers, 5 km/h on site'),
      isolation('workshop', '人行和车行通道划线分开', 'Ways for people and vehicles marked apart', [
        'monthly',
        '通道标线清楚、没有占用',
        'Markings clear, ways free',
      ]),
      engineering('post', '开车前检查制动、灯光、喇叭、货叉', 'Check of brakes, lights, horn and forks before use', [
        'daily',
        '制动、灯光、喇叭、货叉正常',
        'Brakes, lights, horn and forks work',
      ]),
    ],
    steps: [
      ['立即停车、熄火、拉手刹', 'Stop, engine off, hand brake'],
      ['不要强拉被压的人，用千斤顶或另一台叉车顶起', 'Do not pull a trapped person; lift with a jack or another truck'],
      ['打 120，保护现场，报告班长', 'Call 120, leave the scene as it is, tell the foreman'],
    ],
  }),
  risk('work-at-height', ['登高作业', 'Work at height'], {
    kind: 'activity',
    at: ['检维修现场', 'Maintenance sites'],
    post: ['检维修工', 'Maintenance worker'],
    accidents: ['height', 'struck'],
    factors: [
      ['12', '不系安全带、梯子无人扶', 'No harness, nobody at the ladder'],
      ['32', '临边、洞口无防护', 'Open edges and holes'],
    ],
    lec: [3, 3, 15],
    controls: [
      management('enterprise', '高处作业办票，设专人监护', 'Permit and an attendant'),
      protection('post', '安全带高挂低用，双钩交替', 'Harness hooked high, two hooks in turn', [
        'monthly',
        '安全带、安全绳无破损',
        'Harness and line undamaged',
      ]),
      isolation('team', '下方设警戒区', 'Area below fenced off'),
    ],
    steps: [
      ['不要随意搬动伤员，先打 120', 'Do not move the injured; call 120'],
      ['止血、固定，等医护人员', 'Stop bleeding, splint, wait for the ambulance'],
    ],
  }),
  risk('evacuation', ['人员密集场所疏散', 'Evacuation of crowded rooms'], {
    kind: 'place',
    at: ['办公楼、食堂、宿舍', 'Offices, canteen, dormitory'],
    post: ['后勤管理员', 'Facility keeper'],
    accidents: ['fire', 'fall'],
    factors: [
      ['31', '疏散通道堵塞、安全出口锁闭', 'Ways blocked, exits locked'],
      ['21', '私拉电线、电动车充电', 'Makeshift wiring, charging of e-bikes'],
    ],
    ls: [2, 4],
    controls: [
      engineering('workshop', '应急照明和疏散指示完好', 'Emergency lights and signs work', [
        'monthly',
        '应急照明、疏散指示亮',
        'Emergency lights and signs lit',
      ]),
      management('team', '安全出口营业和上班期间不上锁', 'Exits unlocked while people are in', [
        'daily',
        '出口没锁、通道没堵',
        'Exits unlocked, ways free',
      ]),
      emergency('enterprise', '每半年组织一次疏散演练', 'Evacuation drill every half year'),
    ],
    steps: [
      ['按就近出口疏散，不乘电梯', 'Leave by the nearest exit, no lifts'],
      ['弯腰、捂住口鼻', 'Stoop, cover nose and mouth'],
      ['到集合点清点人数，打 119', 'Count at the assembly point, call 119'],
    ],
  }),
]
