/** The twenty items for fireworks (No. 121 of 2017), in use. */
import { type Instrument, type Pair, criterion } from '../define.ts'
import { articleNumber } from '../laws.ts'

const twentyItems: Instrument = {
  name: ['安监总管三〔2017〕121号《烟花爆竹生产经营单位重大生产安全事故隐患判定标准》', 'Criteria of 2017 for fireworks (No. 121)'],
  status: 'secondary',
  from: '2017-11-13',
}

const c = (id: string, n: number, what: Pair, ...questions: Pair[]) =>
  criterion(twentyItems, `FW121-${id}`, [`第${articleNumber(n)}条`, `item ${n}`], what, questions)

export const criteria = [
  c(
    '01',
    1,
    ['主要负责人、安全管理人员未依法考核合格', 'Principals or safety managers not assessed'],
    ['主要负责人或安全管理人员有没考核合格的吗？', 'Has any principal or safety manager not passed?'],
  ),
  c(
    '02a',
    2,
    ['特种作业人员未持证', 'Special operations without certificate'],
    ['有人无证做涉药等特种作业吗？', 'Does anyone do a special operation without a certificate?'],
  ),
  c(
    '02b',
    2,
    ['带药检维修设备设施', 'Repair with charge inside'],
    ['设备里还有药就在检修吗？', 'Is equipment repaired with charge still inside?'],
  ),
  c(
    '03',
    3,
    ['职工自带工器具、机器进厂涉药作业', 'Workers bring their own tools for work with charge'],
    ['有人用自己带进厂的工具、机器做涉药作业吗？', 'Does anyone work on charge with tools brought from home?'],
  ),
  c(
    '04',
    4,
    ['工(库)房实际人数超核定', 'More people in the room than permitted'],
    ['工房、库房里的人超过核定人数吗？', 'Are there more people in the room than permitted?'],
  ),
  c(
    '05',
    5,
    ['工(库)房药量超核定', 'More charge in the room than permitted'],
    ['工房、库房里的药量超过核定药量吗？', 'Is there more charge in the room than permitted?'],
  ),
  c(
    '06a',
    6,
    ['内、外部安全距离不足', 'Safety distance too small'],
    ['工(库)房内部或外部安全距离不够吗？', 'Is the internal or external safety distance too small?'],
  ),
  c(
    '06b',
    6,
    ['防护屏障缺失或不合格', 'Protective barrier missing or faulty'],
    ['防护屏障没有或不符合要求吗？', 'Is the protective barrier missing or faulty?'],
  ),
  c(
    '07',
    7,
    ['防静电、防火、防雷设施缺失或失效', 'Static, fire or lightning protection missing or failed'],
    ['防静电、防火、防雷设施缺了或坏了吗？', 'Is static, fire or lightning protection missing or failed?'],
  ),
  c(
    '08',
    8,
    ['擅自改变工(库)房用途或违规私搭乱建', 'Use of rooms changed or unlawful sheds built'],
    ['擅自改了工(库)房用途，或私搭乱建了吗？', 'Was the use of a room changed, or a shed built unlawfully?'],
  ),
  c(
    '09',
    9,
    ['工厂围墙缺失或分区不符合国家标准', 'Fence missing or zones not as the standard'],
    ['围墙有缺口、没有围墙，或分区不符合标准吗？', 'Is the fence missing, or are the zones not as the standard?'],
  ),
  c(
    '10',
    10,
    ['氧化剂、还原剂同库、违规预混或同房粉碎称量', 'Oxidiser and reducer together'],
    [
      '氧化剂和还原剂同库存放、违规预混，或同一工房粉碎、称量吗？',
      'Are oxidiser and reducer stored together, premixed unlawfully, or milled or weighed in one room?',
    ],
  ),
  c(
    '11',
    11,
    ['涉药机械未经安全论证或擅自更改', 'Machines for charge not proven or altered'],
    ['在用的涉药机械没做安全性论证，或擅自更改、改用途了吗？', 'Is a machine for charge unproven, altered or put to other use?'],
  ),
  c(
    '12',
    12,
    ['中转库、药物总库、成品总库与设计产能不匹配', 'Stores do not match capacity'],
    ['中转库、药物总库或成品总库的能力和设计产能不匹配吗？', 'Do the stores not match the design capacity?'],
  ),
  c(
    '13a',
    13,
    ['未建立与岗位匹配的全员责任制', 'No responsibility system fitted to the posts'],
    ['没有建立与岗位匹配的全员安全责任制吗？', 'Is there no responsibility system fitted to the posts?'],
  ),
  c(
    '13b',
    13,
    ['未制定隐患排查治理制度', 'No hazard rectification rules'],
    ['没有制定隐患排查治理制度吗？', 'Are rules on rectifying hazards missing?'],
  ),
  c(
    '14',
    14,
    ['出租、出借、转让、买卖、冒用、伪造许可证', 'Licence let, lent, sold, misused or forged'],
    ['许可证有出租、出借、转让、买卖、冒用或伪造吗？', 'Was the licence let, lent, transferred, sold, misused or forged?'],
  ),
  c(
    '15',
    15,
    ['品种、危险等级超许可或使用违禁药物', 'Goods beyond the licence or banned substances'],
    ['产品种类、危险等级超许可，或用了违禁药物吗？', 'Are goods or hazard class beyond the licence, or banned substances used?'],
  ),
  c(
    '16',
    16,
    ['分包转包生产线、工房、库房', 'Lines or rooms contracted out'],
    ['生产线、工房或库房分包、转包了吗？', 'Were lines, workrooms or stores contracted out?'],
  ),
  c(
    '17',
    17,
    ['一证多厂或多股东各自生产', 'One licence for several plants or owners'],
    ['一证多厂，或多个股东各干各的吗？', 'Does one licence cover several plants, or do owners each run their own?'],
  ),
  c(
    '18',
    18,
    ['许可证过期、整顿改造、恶劣天气停产期间生产', 'Work while it must stand still'],
    [
      '许可证过期、整顿改造或恶劣天气应停产时还在生产经营吗？',
      'Is there work with an expired licence, during a refit, or in bad weather when it must stop?',
    ],
  ),
  c(
    '19',
    19,
    ['烟花爆竹仓库存放其他危险物品或违禁超标产品', 'Other dangerous or banned goods in the store'],
    ['仓库里放了其他爆炸物、危险物品或违禁超标产品吗？', 'Are other explosives, dangerous goods or banned products in the store?'],
  ),
  c(
    '20',
    20,
    ['零售点与住房同一建筑，或点内用明火', 'Shop in a dwelling house, or open flame inside'],
    ['零售点和住房在同一栋楼，或在店里用明火吗？', 'Is the shop in a house with dwellings, or is open flame used inside?'],
  ),
]
