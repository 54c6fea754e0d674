/** Usual risk points of chemical works and storage of hazardous chemicals. */
import { gb30871 } from '../laws.ts'
import { emergency, engineering, interlock, isolation, management, protection, risk, training } from '../risk.ts'

export const risks = [
  risk('tank-farm', ['易燃液体储罐区', 'Flammable liquid tank farm'], {
    kind: 'place',
    at: ['罐区', 'Tank farm'],
    post: ['罐区操作工', 'Tank farm operator'],
    accidents: ['fire', 'vapour', 'leak', 'poison'],
    factors: [
      ['22', '易燃液体泄漏、挥发积聚', 'Flammable liquid leaks and vapour gathers'],
      ['21', '静电、雷击、明火引燃', 'Static, lightning or flame ignites it'],
      ['21', '液位、温度、压力仪表失灵', 'Level, temperature or pressure instruments fail'],
      ['12', '超装、误开阀门', 'Overfilling, wrong valve'],
    ],
    lec: [1, 6, 40],
    controls: [
      interlock('workshop', '高高液位联锁切断进料', 'High-high level cuts the feed', [
        'weekly',
        '高高液位联锁投用，没有摘除',
        'High-high level interlock in service',
      ]),
      interlock('workshop', '可燃气体报警远传控制室', 'Gas alarms reach the control room', [
        'daily',
        '可燃气体报警器指示正常、无未处理报警',
        'Gas detectors normal, no alarm left open',
      ]),
      engineering('team', '紧急切断阀远程和就地都能关', 'Emergency shut-off works from afar and at the tank', [
        'monthly',
        '紧急切断阀动作试验合格',
        'Shut-off valve test passed',
      ]),
      isolation('post', '防火堤完好，雨排阀常关', 'Bund whole, rain drain closed', [
        'daily',
        '防火堤完好、雨排阀关着',
        'Bund whole, drain closed',
      ]),
      engineering('post', '静电接地、人体静电释放装置有效', 'Earthing and body discharge work', [
        'weekly',
        '接地线、释放球完好',
        'Earth wires and discharge knob whole',
      ]),
      emergency('enterprise', '消防泵、泡沫、喷淋处于自动', 'Fire pumps, foam and sprinklers on automatic', [
        'weekly',
        '消防泵在自动位、泡沫液够',
        'Fire pumps on automatic, foam enough',
      ]),
    ],
    steps: [
      ['发现泄漏，按紧急切断按钮，报告控制室', 'Leak: press the emergency stop, tell the control room'],
      ['撤到上风向，禁止动火和开关电器', 'Go upwind; no flame, no switching'],
      ['启动喷淋和泡沫，打 119', 'Start sprinklers and foam, call 119'],
    ],
  }),
  risk('reactor', ['放热反应釜', 'Exothermic reactor'], {
    kind: 'process',
    at: ['合成车间', 'Synthesis workshop'],
    post: ['反应岗操作工', 'Reactor operator'],
    accidents: ['vessel', 'fire', 'poison', 'burn'],
    factors: [
      ['22', '反应失控，超温超压', 'Runaway: over-temperature and over-pressure'],
      ['21', '搅拌、冷却中断', 'Stirring or cooling stops'],
      ['12', '投料顺序、速度出错', 'Wrong order or speed of charging'],
      ['43', '操作规程未随工艺变更修订', 'Procedure not revised after a change'],
    ],
    lec: [3, 6, 15],
    controls: [
      interlock('workshop', '超温、搅拌停联锁停止进料并全开冷却', 'Over-temperature or stirrer stop cuts the feed and opens cooling', [
        'monthly',
        '联锁投用、试验记录在',
        'Interlocks in service, test on record',
      ]),
      engineering('workshop', '安全阀、爆破片在检定期内', 'Relief valve and rupture disc within their period', [
        'quarterly',
        '安全阀铅封、检定日期有效',
        'Relief valve sealed and in date',
      ]),
      management('team', '按批次记录投料，双人复核', 'Charging recorded and checked by two', [
        'daily',
        '投料记录双人签字',
        'Charging signed by two',
      ]),
      training('enterprise', '危险工艺操作人员持证', 'Operators of hazardous processes hold certificates'),
      emergency('post', '紧急终止剂、事故槽备用', 'Short-stop and dump tank ready', [
        'weekly',
        '终止剂够用、事故槽空着',
        'Short-stop enough, dump tank empty',
      ]),
    ],
    steps: [
      ['停止进料，全开冷却水，保持搅拌', 'Stop the feed, open the cooling, keep stirring'],
      ['仍升温：加终止剂或放料到事故槽', 'Still rising: add the short-stop or dump'],
      ['压力失控：撤离，报告控制室，打 119', 'Pressure out of hand: leave, tell the control room, call 119'],
    ],
  }),
  risk('loading', ['装卸车作业', 'Road tanker loading'], {
    kind: 'activity',
    at: ['装卸台', 'Loading bay'],
    post: ['装卸工', 'Loader'],
    accidents: ['leak', 'fire', 'poison', 'vehicle'],
    factors: [
      ['22', '鹤管脱开、软管破裂泄漏', 'Arm comes off or hose bursts'],
      ['21', '静电放电', 'Static discharge'],
      ['12', '车辆未熄火、未垫轮就装卸', 'Engine running, wheels not chocked'],
    ],
    lec: [3, 6, 7],
    controls: [
      engineering('post', '万向鹤管、拉断阀、静电接地连锁', 'Loading arm, breakaway coupling, earthing interlock', [
        'daily',
        '接地报警正常，鹤管无渗漏',
        'Earthing alarm works, arm tight',
      ]),
      management('team', '装卸全程有人看，核对品名和车证', 'Attended throughout; goods and papers compared'),
      protection('post', '护目镜、防化手套、防静电服', 'Goggles, gloves, antistatic clothes', [
        'shift',
        '防护用品穿戴齐全',
        'Protection worn in full',
      ]),
    ],
    steps: [
      ['按急停，关车上紧急切断阀', 'Press the stop, close the tanker’s valve'],
      ['人员撤到上风向，车辆不得启动', 'People upwind, no vehicle starts'],
      ['小漏用吸附棉围堵，大漏打 119', 'Small leak: absorb; large leak: call 119'],
    ],
  }),
  risk('special-work-fire', ['动火作业', 'Hot work'], {
    kind: 'activity',
    at: ['检维修现场', 'Maintenance sites'],
    post: ['检维修工', 'Maintenance worker'],
    accidents: ['fire', 'gas', 'vapour'],
    factors: [
      ['22', '设备管线内残存可燃物', 'Flammables left in equipment'],
      ['12', '未分析、未隔离就动火', 'Hot work without test or isolation'],
      ['46', '监护人离岗', 'Fire watch leaves'],
    ],
    lec: [3, 3, 40],
    controls: [
      management('enterprise', '按级审批作业票，动火前气体分析', 'Permit by level, gas test before the work'),
      isolation('workshop', '盲板隔离、清洗置换', 'Blind plates, cleaning and purging'),
      emergency('team', '灭火器、消防毯在现场，结束后看火', 'Extinguisher and blanket on site, watch afterwards', [
        'weekly',
        '现场动火灭火器材到位、监护人在场',
        'Extinguishers and fire watch on site',
      ]),
    ],
    steps: [
      ['立即停止动火，切断气源电源', 'Stop at once, cut gas and power'],
      ['用现场灭火器扑救初期火', 'Fight a small fire with the extinguisher'],
      ['控制不住就撤离，打 119', 'Out of hand: leave, call 119'],
    ],
    source: gb30871('第5章', 'Chapter 5'),
  }),
  risk('chlorine', ['有毒气体钢瓶间', 'Toxic gas cylinder room'], {
    kind: 'place',
    at: ['加氯间', 'Gas room'],
    post: ['加氯工', 'Gas room operator'],
    accidents: ['poison', 'leak', 'vessel'],
    factors: [
      ['22', '阀门、接头泄漏有毒气体', 'Toxic gas leaks at valves and joints'],
      ['31', '通风、吸收装置不运转', 'Ventilation or scrubber off'],
    ],
    lec: [1, 6, 40],
    controls: [
      interlock('workshop', '有毒气体报警联锁启动吸收装置', 'Gas alarm starts the scrubber', [
        'weekly',
        '报警联动吸收装置试验正常',
        'Alarm starts the scrubber in a test',
      ]),
      protection('post', '正压呼吸器、防化服就近存放', 'Breathing set and suit close by', [
        'weekly',
        '呼吸器压力、防化服完好',
        'Breathing set full, suit whole',
      ]),
      emergency('team', '堵漏工具齐全', 'Leak-stopping kit complete', ['monthly', '堵漏工具齐全好用', 'Kit complete and usable']),
    ],
    steps: [
      ['报警后先撤到上风向，清点人数', 'Alarm: upwind first, count the people'],
      ['两人穿重型防护再进入堵漏', 'Two in full protection go in to stop the leak'],
      ['向周边喊话疏散，打 119、120', 'Warn the neighbours, call 119 and 120'],
    ],
  }),
  risk('warehouse', ['危险化学品仓库', 'Hazardous goods warehouse'], {
    kind: 'place',
    at: ['仓储', 'Storage'],
    post: ['仓库保管员', 'Storekeeper'],
    accidents: ['fire', 'vapour', 'poison'],
    factors: [
      ['22', '禁忌物混存、超量', 'Incompatible goods together, too much'],
      ['31', '通风不良、温度过高', 'Bad air, too warm'],
    ],
    ls: [3, 4],
    controls: [
      management('team', '分区分类存放，双人收发、双人记账', 'By class and area; two receive, two keep books', [
        'weekly',
        '没有混存、超量，账物相符',
        'Nothing mixed or too much; books right',
      ]),
      engineering('post', '防爆通风、温湿度计、可燃气体报警', 'Ex ventilation, climate meter, gas alarm', [
        'daily',
        '温湿度在范围，通风运转',
        'Climate in range, ventilation on',
      ]),
      emergency('post', '吸附、中和材料备齐', 'Absorbent and neutraliser at hand', [
        'monthly',
        '应急物资齐全在期',
        'Emergency goods complete and in date',
      ]),
    ],
    steps: [
      ['切断电源，撤离，从上风向观察', 'Power off, leave, watch from upwind'],
      ['按安全技术说明书选灭火剂，遇水反应的不用水', 'Extinguish as the data sheet says; no water on what reacts'],
      ['打 119，说清品名和数量', 'Call 119, name goods and amount'],
    ],
  }),
]
