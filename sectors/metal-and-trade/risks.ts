/** Usual risk points of industry and trade. */
import { confinedSpaceRules, dustRules } from '../laws.ts'
import { emergency, engineering, interlock, isolation, management, protection, risk, training } from '../risk.ts'

export const risks = [
  risk('dust-collector', ['打磨除尘系统', 'Grinding dust extraction'], {
    kind: 'equipment',
    at: ['打磨车间', 'Grinding workshop'],
    post: ['打磨工', 'Grinder'],
    accidents: ['dust', 'fire'],
    factors: [
      ['22', '可燃性粉尘积聚、悬浮', 'Combustible dust settles and floats'],
      ['21', '火花、静电、轴承发热', 'Sparks, static, hot bearings'],
      ['43', '清扫制度不落实', 'Cleaning not done'],
    ],
    lec: [3, 6, 15],
    controls: [
      engineering('workshop', '除尘系统防爆、泄爆、火花探测', 'Explosion-proof extraction with venting and spark detection', [
        'monthly',
        '泄爆片、火花探测完好',
        'Vent panel and spark detector whole',
      ]),
      interlock('workshop', '风压异常、除尘停机联锁停打磨', 'Loss of draught stops the grinding', [
        'weekly',
        '风压联锁投用',
        'Draught interlock in service',
      ]),
      management('team', '每班清扫积尘，不用压缩空气吹扫', 'Dust cleared each shift, never by compressed air', [
        'shift',
        '设备、梁架、地面无明显积尘',
        'No visible dust on machines, beams and floor',
      ]),
      training('enterprise', '粉尘作业人员专项培训', 'Training for dust work'),
    ],
    steps: [
      ['停打磨、停风机，切断电源', 'Stop grinding and fan, power off'],
      ['撤离，不要用水枪直冲积尘', 'Leave; no jet of water on dust'],
      ['打 119，说明是粉尘', 'Call 119, say it is dust'],
    ],
    source: dustRules,
  }),
  risk('furnace', ['熔炼炉', 'Melting furnace'], {
    kind: 'equipment',
    at: ['熔炼车间', 'Melting shop'],
    post: ['炉前工', 'Furnace hand'],
    accidents: ['molten', 'burn', 'lifting'],
    factors: [
      ['21', '高温熔融金属喷溅、泄漏', 'Molten metal splashes or breaks out'],
      ['31', '炉下、浇注区积水潮湿', 'Water or damp below the furnace'],
      ['21', '冷却水漏入炉内', 'Cooling water leaks in'],
    ],
    lec: [3, 6, 15],
    controls: [
      interlock('workshop', '冷却水温度、流量、泄漏监测报警联锁', 'Cooling water temperature, flow and leak alarm with interlock', [
        'daily',
        '冷却水监测报警投用',
        'Cooling water alarm in service',
      ]),
      isolation('team', '炉坑、浇注区保持干燥，无关人员不进入', 'Pit and casting area dry, nobody else in', [
        'shift',
        '炉坑和浇注区干燥无积水',
        'Pit and casting area dry',
      ]),
      protection('post', '隔热服、面罩、防砸鞋', 'Heat suit, visor, safety shoes', ['shift', '防护穿戴齐全', 'Protection worn']),
      emergency('workshop', '应急储存坑（罐）空着、干燥', 'Emergency pit empty and dry', ['daily', '应急坑空、干燥', 'Pit empty and dry']),
    ],
    steps: [
      ['漏炉立即停电停水，撤离炉前', 'Break-out: power and water off, leave the front'],
      ['禁止向熔融金属喷水', 'No water on molten metal'],
      ['烫伤用冷水冲 15 分钟，打 120', 'Burns: 15 min of cold water, call 120'],
    ],
  }),
  risk('gas-area', ['煤气区域', 'Coal-gas area'], {
    kind: 'place',
    at: ['煤气站', 'Gas station'],
    post: ['煤气工', 'Gas hand'],
    accidents: ['poison', 'gas'],
    factors: [
      ['22', '煤气泄漏', 'Gas leaks'],
      ['12', '单人进入、不带报警仪', 'Alone, without a detector'],
    ],
    lec: [3, 6, 15],
    controls: [
      interlock('workshop', '固定式一氧化碳报警远传', 'Fixed CO alarm to the control room', [
        'daily',
        '一氧化碳报警正常',
        'CO alarm normal',
      ]),
      protection('post', '两人同行，带便携报警仪和呼吸器', 'In twos, with detector and breathing set', [
        'shift',
        '便携仪、呼吸器随身',
        'Detector and breathing set carried',
      ]),
      isolation('workshop', '停用管道盲板隔断', 'Idle pipes blanked off', [
        'monthly',
        '盲板挂牌、台账相符',
        'Blanks tagged and on the list',
      ]),
    ],
    steps: [
      ['报警立即撤到上风向', 'Alarm: upwind at once'],
      ['戴呼吸器两人进入关阀', 'Two with breathing sets close the valve'],
      ['中毒者移到空气新鲜处，打 120', 'Carry the poisoned to fresh air, call 120'],
    ],
  }),
  risk('press', ['冲压机械', 'Power presses'], {
    kind: 'equipment',
    at: ['冲压车间', 'Press shop'],
    post: ['冲压工', 'Press operator'],
    accidents: ['machine'],
    factors: [
      ['21', '危险区无防护、光幕失效', 'No guard, light curtain fails'],
      ['12', '手伸入模区、多人操作不协调', 'Hands in the die, several people out of step'],
    ],
    lec: [3, 6, 7],
    controls: [
      engineering('workshop', '光电保护、双手按钮', 'Light curtain, two-hand control', [
        'shift',
        '开机前光幕遮挡能停机',
        'Breaking the light stops the press',
      ]),
      management('team', '换模、检修断电上锁挂牌', 'Lock-out and tag-out for die change and repair'),
      training('team', '新工人师傅带教', 'New hands taught by an old one'),
    ],
    steps: [
      ['按急停，断电', 'Press the stop, power off'],
      ['断肢用干净布包好、低温保存', 'Wrap a severed part in clean cloth, keep it cool'],
      ['止血，打 120', 'Stop the bleeding, call 120'],
    ],
  }),
  risk('sewage-pool', ['污水处理池', 'Sewage treatment pools'], {
    kind: 'place',
    at: ['污水站', 'Sewage plant'],
    post: ['污水处理工', 'Sewage worker'],
    accidents: ['poison', 'asphyxia', 'drowning'],
    factors: [
      ['22', '硫化氢、甲烷积聚', 'H2S and methane gather'],
      ['33', '密闭缺氧', 'Closed and short of oxygen'],
      ['12', '未审批进入、盲目施救', 'Entry without permit, blind rescue'],
    ],
    lec: [3, 3, 40],
    controls: [
      isolation('workshop', '池口上锁加盖、警示标志', 'Covered, locked and signed', [
        'weekly',
        '池口盖板、锁、标志完好',
        'Cover, lock and sign whole',
      ]),
      management('enterprise', '先通风、再检测、后作业，外包同等管理', 'Ventilate, test, work; contractors alike'),
      protection('team', '检测仪、风机、呼吸器、三脚架', 'Detector, fan, breathing set, tripod', [
        'monthly',
        '有限空间装备齐全好用',
        'Gear complete and usable',
      ]),
    ],
    steps: [
      ['不下去，先报告，打 119、120', 'Do not go down; report, call 119 and 120'],
      ['持续送风', 'Keep blowing in air'],
      ['穿戴呼吸器、系安全绳才能下去', 'Only with breathing set and line'],
    ],
    source: confinedSpaceRules,
  }),
  risk('crane', ['行车吊运', 'Overhead crane'], {
    kind: 'equipment',
    at: ['装配车间', 'Assembly shop'],
    post: ['行车工', 'Crane driver'],
    accidents: ['lifting', 'struck'],
    factors: [
      ['21', '吊索具磨损、限位失灵', 'Worn slings, limit switch fails'],
      ['12', '超载、歪拉斜吊、吊物下站人', 'Overload, side pull, people below'],
    ],
    ls: [3, 4],
    controls: [
      engineering('post', '限位器、制动器、吊钩防脱', 'Limit switch, brake, hook latch', [
        'daily',
        '限位、制动、防脱试验正常',
        'Limit, brake and latch work',
      ]),
      management('team', '专人指挥，吊物下不站人', 'One gives signals, nobody below'),
      protection('team', '吊索具挂牌、报废标准上墙', 'Slings tagged, discard rules on the wall', [
        'monthly',
        '吊索具无断丝、变形',
        'No broken wires or bends',
      ]),
    ],
    steps: [
      ['按急停，放下或固定吊物', 'Press the stop, lower or secure the load'],
      ['撤离吊物下方，打 120', 'Clear the area below, call 120'],
    ],
  }),
]
