/** Order 10, articles 6–10: building materials, machinery, light industry, textile, tobacco. */
import { gm } from './instrument.ts'

export const criteriaTrades = [
  gm(
    '25',
    6,
    1,
    ['煤磨收尘器、煤粉仓缺温度和CO报警或气体灭火', 'Coal mill filter or bin without temperature and CO alarm or gas extinguishing'],
    [
      ['有煤磨袋式收尘器或煤粉仓吗？', 'Is there a coal mill bag filter or coal bin?'],
      ['缺温度、一氧化碳监测报警，或缺气体灭火装置吗？', 'Is the temperature and CO alarm, or the gas extinguisher, missing?'],
    ],
  ),
  gm(
    '26',
    6,
    2,
    ['人工清库未落实防坠落、防坍塌措施', 'Manual silo clearing without measures against falls and collapse'],
    [
      ['在人工清筒型储库吗？', 'Is a silo being cleared by hand?'],
      ['清库方案里防坠落、防坍塌的措施没有落实吗？', 'Are the plan’s measures against falls and collapse not carried out?'],
    ],
  ),
  gm(
    '27',
    6,
    3,
    ['电石渣筒型储库缺可燃气报警或未联锁事故通风', 'Carbide slag silo without gas alarm or ventilation interlock'],
    [
      ['水泥企业有电石渣原料筒型储库吗？', 'Does the cement works have a carbide slag silo?'],
      ['没有可燃气体报警，或没和事故通风联锁吗？', 'Is the gas alarm missing or not interlocked with ventilation?'],
    ],
  ),
  gm(
    '28',
    6,
    4,
    ['进库、窑、磨等设备前未隔离能量物料或未防坠落坍塌', 'Entering kiln, mill or silo without isolation or fall protection'],
    [
      [
        '有人进入库、窑、旋风筒、分解炉、竖炉、篦冷机、磨机或破碎机作业吗？',
        'Does anyone enter a silo, kiln, cyclone, calciner, shaft furnace, cooler, mill or crusher?',
      ],
      [
        '没有先断电断料断气隔离，或没防坠落坍塌吗？',
        'Was power, feed or gas not isolated first, or falls and collapse not guarded against?',
      ],
    ],
  ),
  gm(
    '29',
    6,
    5,
    ['预混燃气窑炉总管缺压力报警或未联锁切断(建材)', 'Premixed gas kiln without pressure alarm or shut-off (building materials)'],
    [
      ['是预混燃烧的燃气窑炉(热发生炉煤气除外)吗？', 'Is it a premixed gas kiln (not hot producer gas)?'],
      ['总管没有压力报警，或没联锁切断吗？', 'Does the main lack a pressure alarm or the interlocked shut-off?'],
    ],
  ),
  gm(
    '30',
    6,
    6,
    ['制氢站、氮氢配气间、燃气配气间缺可燃气报警', 'Hydrogen or gas distribution room without gas alarm'],
    [
      ['是制氢站、氮氢保护气配气间或燃气配气间吗？', 'Is it a hydrogen station or a hydrogen-nitrogen or gas distribution room?'],
      ['没有可燃气体报警吗？', 'Is the gas alarm missing?'],
    ],
  ),
  gm(
    '31',
    6,
    7,
    ['电熔制品电炉水冷设备失效', 'Water cooling of the electric melting furnace failed'],
    [['电熔制品电炉的水冷设备失效了吗？', 'Has the water cooling of the electric melting furnace failed?']],
  ),
  gm(
    '32',
    6,
    8,
    ['玻璃窑炉、锡槽缺水冷风冷监测报警', 'Glass furnace or tin bath without cooling alarm'],
    [
      ['是玻璃窑炉或玻璃锡槽等设备吗？', 'Is it a glass furnace or tin bath?'],
      ['水冷、风冷保护系统没有监测报警吗？', 'Is the alarm of water and air cooling missing?'],
    ],
  ),
  gm(
    '33',
    7,
    1,
    ['人员聚集场所设在熔融金属吊运跨或浇注跨(机械)', 'People gather in the molten metal bay (machinery)'],
    [['会议、休息、交接班等场所设在吊运跨或浇注跨地坪内吗？', 'Is a meeting, rest or hand-over place in the lifting or casting bay?']],
  ),
  gm(
    '34',
    7,
    2,
    ['铸造熔炼炉、精炼炉、保温炉没有紧急排放和应急储存', 'Foundry furnace without emergency discharge and storage'],
    [['铸造用熔炼炉、精炼炉或保温炉没有紧急排放和应急储存设施吗？', 'Does the foundry furnace lack emergency discharge and storage?']],
  ),
  gm(
    '35',
    7,
    3,
    ['铸造炉底、炉坑、事故坑、浇注坑有积水', 'Water in foundry pits'],
    [
      ['正在生产吗？', 'Is it in production?'],
      ['炉底、炉坑、事故坑、浇注坑等处有积水吗？', 'Is there water under the furnace or in furnace, emergency or casting pits?'],
    ],
  ),
  gm(
    '36',
    7,
    4,
    ['铸造炉、压铸机、氧枪冷却水缺报警或未联锁', 'Cooling water without alarm or interlock (machinery)'],
    [
      ['铸造炉、压铸机或氧枪用冷却水吗？', 'Do the furnace, die caster or lance use cooling water?'],
      ['没有出水温度、流量差报警，或没联锁加热输送控制吗？', 'Is the alarm missing, or not interlocked with heating and feed?'],
    ],
  ),
  gm(
    '37a',
    7,
    5,
    ['燃气总管缺压力报警或未联锁切断(机械)', 'Gas main without pressure alarm or shut-off (machinery)'],
    [['燃气燃烧装置总管没有压力报警，或没联锁切断吗？', 'Does the gas main lack a pressure alarm or the interlocked shut-off?']],
  ),
  gm(
    '37b',
    7,
    5,
    ['燃气燃烧装置缺火焰监测与熄火保护', 'Burner without flame monitoring and flame-failure protection'],
    [['燃烧装置没有火焰监测和熄火保护吗？', 'Does the burner lack flame monitoring and flame-failure protection?']],
  ),
  gm(
    '38',
    7,
    6,
    ['可燃溶剂清洗未防可燃气积聚', 'Solvent cleaning without measures against vapour'],
    [
      ['在密闭或半密闭空间用可燃溶剂清洗吗？', 'Is combustible solvent used for cleaning in a closed or half-closed space?'],
      ['没有防止可燃气积聚的措施(如通风)吗？', 'Are measures against vapour (such as ventilation) missing?'],
    ],
  ),
  gm(
    '39',
    7,
    7,
    ['非水性漆调漆间、喷漆室缺可燃气报警或通风(机械)', 'Solvent paint room without gas alarm or ventilation (machinery)'],
    [
      ['调漆间、喷漆室用的是非水性漆吗？', 'Is solvent-borne paint used?'],
      ['没有固定式可燃气体报警，或没有通风设施吗？', 'Is the fixed gas alarm or the ventilation missing?'],
    ],
  ),
  gm(
    '40',
    8,
    1,
    ['食品烘制、油炸设备没有防过热自动切断', 'Oven or fryer without over-heat cut-off'],
    [
      ['是食品烘制或油炸设备吗？', 'Is it a food oven or fryer?'],
      ['没有防过热自动切断装置吗？', 'Is the automatic over-heat cut-off missing?'],
    ],
  ),
  gm(
    '41',
    8,
    2,
    ['白酒勾兑、灌装场所和酒库缺乙醇报警或未联锁通风', 'Liquor blending, bottling or store without ethanol alarm or ventilation'],
    [
      ['是白酒勾兑、灌装场所或酒库吗？', 'Is it a place for blending, bottling or storing liquor?'],
      ['没有固定式乙醇蒸气报警，或没和通风联锁吗？', 'Is the ethanol alarm missing or not interlocked with ventilation?'],
    ],
  ),
  gm(
    '42',
    8,
    3,
    ['造纸用蒸气、明火直接加热液氯钢瓶', 'Chlorine cylinders heated by steam or flame'],
    [['在用蒸气或明火直接加热钢瓶让液氯汽化吗？', 'Are chlorine cylinders heated directly by steam or flame?']],
  ),
  gm(
    '43',
    8,
    4,
    ['日用玻璃陶瓷预混燃气窑炉缺压力报警或切断', 'Glass or ceramic premixed kiln without alarm or shut-off'],
    [
      ['是日用玻璃、陶瓷的预混燃气窑炉(热发生炉煤气除外)吗？', 'Is it a premixed gas kiln for glass or ceramics (not hot producer gas)?'],
      ['总管没有压力报警，或没联锁切断吗？', 'Does the main lack a pressure alarm or the interlocked shut-off?'],
    ],
  ),
  gm(
    '44',
    8,
    5,
    ['日用玻璃窑炉冷却保护缺监测报警', 'Domestic glass furnace without cooling alarm'],
    [['日用玻璃窑炉的冷却保护系统没有监测报警吗？', 'Does the cooling of the glass furnace lack an alarm?']],
  ),
  gm(
    '45',
    8,
    6,
    ['非水性漆调漆间、喷漆室缺可燃气报警或通风(轻工)', 'Solvent paint room without gas alarm or ventilation (light industry)'],
    [
      ['调漆间、喷漆室用的是非水性漆吗？', 'Is solvent-borne paint used?'],
      ['没有固定式可燃气体报警，或没有通风设施吗？', 'Is the fixed gas alarm or the ventilation missing?'],
    ],
  ),
  gm(
    '46',
    8,
    7,
    ['锂电池仓库故障电池未物理隔离', 'Faulty lithium batteries not isolated'],
    [
      ['是锂离子电池储存仓库吗？', 'Is it a lithium-ion battery store?'],
      ['故障电池没有有效物理隔离吗？', 'Are faulty batteries not physically isolated?'],
    ],
  ),
  gm(
    '47',
    9,
    1,
    ['热定型汽化室、燃气罐、储油罐、热媒炉未隔开或单设', 'Heat-setting fuel rooms not separated from people'],
    [
      [
        '有热定型用的汽化室、燃气罐、储油罐或热媒炉吗？',
        'Is there a vaporiser, gas tank, oil tank or thermal-oil furnace for heat setting?',
      ],
      ['没有和人员聚集场所隔开，也没有单独设置吗？', 'Is it neither separated from people nor set apart?'],
    ],
  ),
  gm(
    '48a',
    9,
    2,
    ['保险粉、双氧水等与禁忌物混存(印染)', 'Dithionite, peroxide etc. with incompatible goods'],
    [
      [
        '保险粉、双氧水、次氯酸钠、亚氯酸钠、雕白粉和禁忌物放一起了吗？',
        'Are dithionite, peroxide, hypochlorite, chlorite or rongalite kept with incompatible goods?',
      ],
    ],
  ),
  gm(
    '48b',
    9,
    2,
    ['保险粉未防水防潮', 'Dithionite not kept dry'],
    [['保险粉没有防水防潮措施吗？', 'Is dithionite kept without protection from water and damp?']],
  ),
  gm(
    '49a',
    10,
    1,
    ['熏蒸缺磷化氢报警仪或防毒面具', 'Fumigation without phosphine alarm or masks'],
    [
      ['在做熏蒸作业吗？', 'Is fumigation under way?'],
      ['没配磷化氢监测报警仪，或没配防毒面具吗？', 'Is the phosphine alarm or are the masks missing?'],
    ],
  ),
  gm(
    '49b',
    10,
    1,
    ['熏蒸前未确认撤人', 'People not confirmed out before fumigation'],
    [['熏蒸作业前没有确认无关人员全部撤离吗？', 'Was it not confirmed that everyone had left before fumigation?']],
  ),
  gm(
    '50',
    10,
    2,
    ['液态二氧化碳膨胀烟丝线缺CO2报警或未联锁通风', 'CO2 expansion line without alarm or ventilation'],
    [
      ['是液态二氧化碳膨胀烟丝生产线吗？', 'Is it a liquid-CO2 tobacco expansion line?'],
      ['没有二氧化碳报警，或没联锁事故通风吗？', 'Is the CO2 alarm missing or not interlocked with ventilation?'],
    ],
  ),
]
