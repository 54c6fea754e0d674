/** Order 10, articles 11–13: dust explosion, ammonia refrigeration, confined spaces. */
import { gm } from './instrument.ts'

export const criteriaSpecial = [
  gm(
    '51a',
    11,
    1,
    ['粉尘场所设在非框架结构的多层建筑内', 'Dust site in a multi-storey building without frame'],
    [
      ['粉尘爆炸危险场所在多层建筑里吗？', 'Is the dust site in a multi-storey building?'],
      ['这栋楼不是框架结构吗？', 'Is the building not of frame construction?'],
    ],
  ),
  gm(
    '51b',
    11,
    1,
    ['粉尘场所内设宿舍、会议、办公、休息室', 'Dormitory, meeting, office or rest room inside the dust site'],
    [['粉尘场所里设有宿舍、会议室、办公室或休息室吗？', 'Is there a dormitory, meeting room, office or rest room inside?']],
  ),
  gm(
    '52a',
    11,
    2,
    ['不同类粉尘或粉尘与可燃气共用除尘系统', 'Collector shared by different dusts or by dust and gas'],
    [['不同类可燃粉尘，或粉尘和可燃气，共用一套除尘系统吗？', 'Do different dusts, or dust and combustible gas, share one collector?']],
  ),
  gm(
    '52b',
    11,
    2,
    ['除尘系统跨建筑、防火分区共用或互联', 'Collector shared across buildings or fire zones'],
    [['不同建筑或不同防火分区的除尘系统共用或连通吗？', 'Are collectors shared or joined across buildings or fire zones?']],
  ),
  gm(
    '53',
    11,
    3,
    ['干式除尘没有任何一种爆炸防控措施', 'Dry collector without any explosion protection'],
    [
      ['是干式除尘系统吗？', 'Is it a dry collector?'],
      ['泄爆、惰化、抑爆一种都没有吗？', 'Is there neither venting, inerting nor suppression?'],
    ],
  ),
  gm(
    '54a',
    11,
    4,
    ['铝镁等金属粉尘用正压除尘', 'Metal dust collected under positive pressure'],
    [
      ['是铝镁等金属粉尘吗？', 'Is it aluminium, magnesium or other metal dust?'],
      ['用的是正压除尘吗？', 'Is it collected under positive pressure?'],
    ],
  ),
  gm(
    '54b',
    11,
    4,
    ['其他粉尘正压吹送没有火花探测消除等防点燃措施', 'Positive pressure without spark detection'],
    [
      ['其他可燃粉尘用正压吹送吗？', 'Is other combustible dust blown under positive pressure?'],
      ['没有火花探测消除等防点燃措施吗？', 'Is spark detection and quenching or the like missing?'],
    ],
  ),
  gm(
    '55',
    11,
    5,
    ['用重力沉降室除尘或巷道式构筑物作风道', 'Settling chamber or tunnel duct'],
    [['用重力沉降室除尘，或用干式巷道式构筑物作除尘风道吗？', 'Is a settling chamber used, or a tunnel-like structure as dry dust duct?']],
  ),
  gm(
    '56',
    11,
    6,
    ['金属、木质粉尘干式除尘未设锁气卸灰', 'No airlock discharge for metal or wood dust'],
    [
      ['是铝镁等金属或木质粉尘的干式除尘吗？', 'Is it a dry collector for metal or wood dust?'],
      ['没有锁气卸灰装置吗？', 'Is the airlock discharge missing?'],
    ],
  ),
  gm(
    '57',
    11,
    7,
    ['20区电气设备不防爆', 'Electrics in zone 20 not explosion-proof'],
    [
      ['在除尘器、收尘仓等20区吗？', 'Is it zone 20, such as a collector or bin?'],
      ['电气设备不符合防爆要求吗？', 'Is the electrical equipment not explosion-proof as required?'],
    ],
  ),
  gm(
    '58a',
    11,
    8,
    ['粉碎、研磨、造粒前没有除铁除石', 'No iron and stone removal before milling'],
    [
      ['有粉碎、研磨、造粒等设备吗？', 'Is there milling, grinding or pelleting?'],
      ['进料前没有除铁、除石等杂物的装置吗？', 'Is the removal of iron and stones before it missing?'],
    ],
  ),
  gm(
    '58b',
    11,
    8,
    ['木制品砂光机风管没有火花探测消除', 'Wood sander duct without spark detection'],
    [
      ['是木制品加工的砂光机吗？', 'Is it a wood sander?'],
      ['除尘风管没有火花探测消除装置吗？', 'Does the duct lack spark detection and quenching?'],
    ],
  ),
  gm(
    '59a',
    11,
    9,
    ['遇湿自燃金属粉尘场所未通风防氢积聚', 'No ventilation against hydrogen from metal dust'],
    [
      ['是遇湿自燃的金属粉尘吗？', 'Is it metal dust that ignites when wet?'],
      ['收集、堆放处没有通风防氢气积聚吗？', 'Is there no ventilation against hydrogen where it is collected and kept?'],
    ],
  ),
  gm(
    '59b',
    11,
    9,
    ['遇湿自燃金属粉尘干式收集储存未防水防潮', 'Metal dust collected or stored dry without protection from water'],
    [
      ['是遇湿自燃金属粉尘的干式收集、储存吗？', 'Is such dust collected and stored dry?'],
      ['没有防水防潮吗？', 'Is protection from water and damp missing?'],
    ],
  ),
  gm(
    '60',
    11,
    10,
    ['未落实清扫，作业现场积尘严重', 'Dust not cleaned, thick layers on site'],
    [
      ['没有按制度清扫粉尘吗？', 'Is dust not cleaned as the rules ask?'],
      ['现场积尘已经严重吗？', 'Has much dust gathered on site?'],
    ],
  ),
  gm(
    '61',
    12,
    1,
    ['包装、分割、整理间空调用氨直接蒸发', 'Workrooms cooled by direct ammonia'],
    [
      [
        '包装、分割、产品整理间的空调用氨直接蒸发制冷吗？',
        'Are packing, cutting or sorting rooms cooled by direct evaporation of ammonia?',
      ],
    ],
  ),
  gm(
    '62a',
    12,
    2,
    ['快速冻结装置未单独设间', 'Quick freezer not in a room of its own'],
    [['快速冻结装置没有设在单独的作业间吗？', 'Is the quick freezer not in a room of its own?']],
  ),
  gm(
    '62b',
    12,
    2,
    ['快速冻结间作业人员超过9人', 'More than 9 people in the freezing room'],
    [['快速冻结间里干活的人超过9个吗？', 'Do more than 9 people work in the freezing room?']],
  ),
  gm(
    '63',
    13,
    1,
    ['有限空间未辨识建账且未设警示标志', 'Confined spaces neither listed nor signed'],
    [
      ['有限空间没有辨识，没有台账吗？', 'Are confined spaces not identified and listed?'],
      ['也没有设明显的警示标志吗？', 'Are there no plain warning signs either?'],
    ],
  ),
  gm(
    '64a',
    13,
    2,
    ['有限空间作业未审批', 'Confined space entered without permit'],
    [['有人在有限空间作业没有审批吗？', 'Does anyone work in a confined space without a permit?']],
  ),
  gm(
    '64b',
    13,
    2,
    ['未执行“先通风、再检测、后作业”', 'Not ventilated and tested before entry'],
    [['没有先通风、再检测就进去作业吗？', 'Did work begin without ventilating and testing first?']],
  ),
  gm(
    '64c',
    13,
    2,
    ['有限空间作业现场没有监护人', 'No attendant at the confined space'],
    [['作业时外面没有监护人吗？', 'Is there no attendant outside?']],
  ),
]
