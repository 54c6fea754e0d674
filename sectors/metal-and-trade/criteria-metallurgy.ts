/** Order 10, articles 3 and 4: management, metallurgy. */
import { gm } from './instrument.ts'

export const criteriaMetallurgy = [
  gm(
    '01a',
    3,
    1,
    ['未对承包、承租单位统一协调管理', 'Contractors and tenants not managed together'],
    [
      ['有承包单位或承租单位吗？', 'Are there contractors or tenants?'],
      ['没有对他们的安全统一协调、管理吗？', 'Is their safety not managed together with one’s own?'],
    ],
  ),
  gm(
    '01b',
    3,
    1,
    ['未对承包、承租单位定期安全检查', 'Contractors and tenants not checked regularly'],
    [
      ['有承包单位或承租单位吗？', 'Are there contractors or tenants?'],
      ['没有定期对他们做安全检查吗？', 'Are they not checked regularly?'],
    ],
  ),
  gm(
    '02',
    3,
    2,
    ['特种作业人员未持证', 'Special operations without certificate'],
    [['有人没有有效操作证就在干特种作业吗？', 'Does anyone do a special operation without a valid certificate?']],
  ),
  gm(
    '03',
    3,
    3,
    ['金属冶炼企业主要负责人、安全管理人员未考核合格', 'Principals or safety managers of a smelter not assessed'],
    [
      ['是金属冶炼企业吗？', 'Is it a metal smelter?'],
      ['主要负责人或安全管理人员没有依法考核合格吗？', 'Has a principal or safety manager not passed?'],
    ],
  ),
  gm(
    '04',
    4,
    1,
    ['人员聚集场所设在熔融金属吊运影响范围(冶金)', 'People gather under molten metal (metallurgy)'],
    [
      [
        '会议、活动、休息、操作、交接班、更衣室或罐冷热修工位在熔融金属吊运影响范围内吗？',
        'Is a meeting, rest, control, hand-over or changing room, or a ladle repair place, within reach of molten metal lifting?',
      ],
    ],
  ),
  gm(
    '05',
    4,
    2,
    ['熔融金属吊运、浇铸、转运区有积水', 'Water where molten metal is lifted, cast or moved'],
    [['熔融金属吊运、浇铸、转运的作业区、地坑里有积水吗？', 'Is there standing water in the lifting, casting or moving areas or pits?']],
  ),
  gm(
    '06',
    4,
    3,
    ['连铸、模铸缺事故罐、漏钢坑等', 'Caster without emergency ladle or pit'],
    [
      ['是炼钢连铸或模铸吗？', 'Is it continuous or ingot casting of steel?'],
      [
        '事故钢水罐、漏钢坑、溢流坑、漏钢回转溜槽(模铸：事故罐或坑槽)有缺的吗？',
        'Is an emergency ladle, breakout pit, overflow pit or swing chute (ingots: emergency ladle or pit) missing?',
      ],
    ],
  ),
  gm(
    '07a',
    4,
    4,
    ['冶炼炉水冷件缺出水温度、流量差监测报警', 'Water-cooled parts without temperature and flow alarm'],
    [
      ['转炉、电弧炉、AOD、LF、RH、VOD等有水冷件吗？', 'Does the converter, arc or refining furnace have water-cooled parts?'],
      [
        '没有出水温度和进出水流量差监测报警，或者不好使吗？',
        'Is the alarm for outlet temperature and flow difference missing or not working?',
      ],
    ],
  ),
  gm(
    '07b',
    4,
    4,
    ['水冷件报警未联锁炉体倾动、枪或电极', 'Cooling alarm not interlocked with tilting, lance or electrodes'],
    [
      ['转炉、电弧炉、AOD、LF、RH、VOD等有水冷件吗？', 'Does the converter, arc or refining furnace have water-cooled parts?'],
      ['报警没有和炉体倾动、氧枪(副枪)、电极联锁吗？', 'Is the alarm not interlocked with tilting, lances or electrodes?'],
    ],
  ),
  gm(
    '08a',
    4,
    5,
    ['高炉炉顶压力设定超设计最高值', 'Blast furnace top pressure set above the design maximum'],
    [['高炉炉顶压力设定值超过设计最高值吗？', 'Is the top pressure set above the design maximum?']],
  ),
  gm(
    '08b',
    4,
    5,
    ['炉顶压力未联锁放散阀', 'Top pressure not interlocked with the bleeder'],
    [['炉顶压力监测没有和放散阀联锁吗？', 'Is top pressure not interlocked with the bleeder valve?']],
  ),
  gm(
    '08c',
    4,
    5,
    ['放散设定超过设备设计压力', 'Bleeder set above the design pressure'],
    [['炉顶放散设定值超过设备设计压力吗？', 'Is the bleeder set above the design pressure of the equipment?']],
  ),
  gm(
    '09',
    4,
    6,
    ['煤气设施附近缺固定式CO报警或未接值守处', 'No fixed CO alarm near gas facilities, or not linked to a manned place'],
    [
      [
        '煤气设施附近有人员聚集场所，或有易泄漏积聚的部位吗？',
        'Are there places where people gather, or where gas may leak and collect, near the gas facility?',
      ],
      [
        '没装固定式一氧化碳报警，或没接到24小时有人值守的地方吗？',
        'Is the fixed CO alarm missing, or not linked to a place manned day and night?',
      ],
    ],
  ),
  gm(
    '10',
    4,
    7,
    ['煤气设施或车间前管道没有隔断装置', 'Gas facility or workshop pipe without isolating device'],
    [
      [
        '煤气设施或车间前煤气管道没有可靠隔断装置吗？',
        'Does the gas facility or the pipe before the workshop lack a reliable isolating device?',
      ],
    ],
  ),
  gm(
    '11a',
    4,
    8,
    ['水封排水器封堵压力小于30千帕', 'Water seal below 30 kPa'],
    [['正压煤气水封排水器的封堵压力不足30千帕吗？', 'Is the sealing pressure of the positive-pressure water seal below 30 kPa?']],
  ),
  gm(
    '11b',
    4,
    8,
    ['隔断装置两侧、不同管道或不同介质共用水封', 'Water seal shared by two sides, pipes or media'],
    [
      [
        '隔断两侧共用、不同管道上部连通，或不同介质共用排水器——有其中一种吗？',
        'Is a seal shared by both sides of a block, joined at the top between pipes, or shared by media?',
      ],
    ],
  ),
]
