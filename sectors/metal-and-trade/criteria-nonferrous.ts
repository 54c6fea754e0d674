/** Order 10, article 5: non-ferrous metals. */
import { gm } from './instrument.ts'

export const criteriaNonferrous = [
  gm(
    '12',
    5,
    1,
    ['人员聚集场所设在熔融金属吊运跨地坪(有色)', 'People gather in the molten metal bay (non-ferrous)'],
    [
      [
        '会议、休息、交接班等场所设在熔融金属吊运跨的地坪内吗？',
        'Is a meeting, rest or hand-over place on the floor of the molten metal bay?',
      ],
    ],
  ),
  gm(
    '13',
    5,
    2,
    ['冶炼铸造区有非生产性积水(有色)', 'Standing water in smelting or casting areas (non-ferrous)'],
    [
      ['正在生产吗？', 'Is it in production?'],
      [
        '事故坑、炉下渗漏坑或人员通行区等有非生产性积水吗？',
        'Is there water not belonging to the process in pits, under the furnace or on walkways?',
      ],
    ],
  ),
  gm(
    '14',
    5,
    3,
    ['熔融金属铸造没有紧急排放和应急储存', 'Casting without emergency discharge and storage'],
    [
      ['是有熔融金属铸造的炉子(不是倾动式熔炼炉、保温炉)吗？', 'Is it a casting furnace other than a tilting melting or holding furnace?'],
      ['没有紧急排放和应急储存设施吗？', 'Are emergency discharge and storage missing?'],
    ],
  ),
  gm(
    '15',
    5,
    4,
    ['水冷炉窑、铸造机、加热炉没有应急水源', 'No emergency water'],
    [
      [
        '是水冷炉窑、铸造机(深井结晶器除外)或加热炉吗？',
        'Is it a water-cooled furnace, a caster (not a deep-well mould) or a heating furnace?',
      ],
      ['没有应急水源吗？', 'Is there no emergency water?'],
    ],
  ),
  gm(
    '16a',
    5,
    5,
    ['闭路水冷件缺出水温度、流量差报警', 'Closed cooling without temperature and flow-difference alarm'],
    [
      ['冶炼炉窑水冷件是闭路循环吗？', 'Is the cooling a closed circuit?'],
      ['没有出水温度、流量差报警吗？', 'Is the alarm missing?'],
    ],
  ),
  gm(
    '16b',
    5,
    5,
    ['开路水冷件缺进水流量压力报警或不测出水温度', 'Open cooling without flow and pressure alarm or outlet temperature'],
    [
      ['冶炼炉窑水冷件是开路冷却吗？', 'Is the cooling open?'],
      ['没有进水流量、压力报警，或不测出水温度吗？', 'Is the inlet alarm missing, or the outlet temperature not measured?'],
    ],
  ),
  gm(
    '17a',
    5,
    6,
    ['深井铸造结晶器缺进水压力、流量报警', 'Deep-well mould without water alarm'],
    [['深井铸造结晶器冷却水没有进水压力、流量报警吗？', 'Does the mould water lack a pressure and flow alarm?']],
  ),
  gm(
    '17b',
    5,
    6,
    ['结晶器冷却水未联锁快切阀、紧急排放或倾动', 'Mould water not interlocked'],
    [
      [
        '冷却水报警没有和快切阀、紧急排放阀、流槽断开或倾动联锁吗？',
        'Is the alarm not interlocked with the quick valve, emergency drain, launder cut-off or tilting?',
      ],
    ],
  ),
  gm(
    '18a',
    5,
    7,
    ['深井铸造流槽及模盘入口缺液位报警', 'Launder or mould inlet without level alarm'],
    [['浇铸炉出口流槽或流槽与模盘入口没有液位报警吗？', 'Is a level alarm missing at the launder or mould inlet?']],
  ),
  gm(
    '18b',
    5,
    7,
    ['固定炉出口缺机械锁紧', 'Fixed furnace outlet without mechanical lock'],
    [
      ['是固定式浇铸炉吗？', 'Is the furnace fixed?'],
      ['炉子出口没有机械锁紧装置吗？', 'Does the outlet lack a mechanical lock?'],
    ],
  ),
  gm(
    '19',
    5,
    8,
    ['固定式浇铸炉缺紧急排放阀、快切或联锁', 'Fixed casting furnace without drain, quick cut-off or interlock'],
    [
      ['是深井铸造固定式浇铸炉吗？', 'Is it a fixed deep-well casting furnace?'],
      [
        '流槽紧急排放阀、模盘入口快切(断开)、与液位报警的联锁有缺的吗？',
        'Is the launder drain, the quick cut-off at the mould or the interlock with the level alarm missing?',
      ],
    ],
  ),
  gm(
    '20',
    5,
    9,
    ['倾动式浇铸炉缺快切或液位联锁', 'Tilting casting furnace without quick cut-off or interlock'],
    [
      ['是深井铸造倾动式浇铸炉吗？', 'Is it a tilting deep-well casting furnace?'],
      [
        '模盘入口没有快切(断开),或液位报警没联锁倾动和快切吗？',
        'Is the quick cut-off missing, or the level alarm not interlocked with tilting and cut-off?',
      ],
    ],
  ),
  gm(
    '21',
    5,
    10,
    ['深井铸造卷扬用非钢芯绳或未定期检查更换', 'Hoist rope without steel core or not checked and changed'],
    [['卷扬用的不是钢芯钢丝绳，或没有定期检查更换吗？', 'Is the rope without steel core, or not checked and changed regularly?']],
  ),
  gm(
    '22a',
    5,
    11,
    ['一氧化碳、砷化氢、氯、硫化氢易积聚处缺报警或未接值守处', 'No alarm for CO, arsine, chlorine or H2S, or not linked'],
    [
      ['这里容易泄漏、积聚一氧化碳、氯或硫化氢吗？', 'May CO, chlorine or hydrogen sulphide leak and collect here?'],
      ['没装固定式报警，或没接到24小时值守处吗？', 'Is the fixed alarm missing, or not linked to a manned place?'],
    ],
  ),
  gm(
    '22b',
    5,
    11,
    ['砷化氢易积聚处没有报警或等效检测', 'No alarm or equal test for arsine'],
    [
      ['这里容易产生、积聚砷化氢吗？', 'May arsine form and collect here?'],
      ['没有固定式报警，也没有等效检测设施吗？', 'Is there neither a fixed alarm nor an equal means of testing?'],
    ],
  ),
  gm(
    '23',
    5,
    12,
    ['强制送风燃气总管缺压力报警或未联锁切断(有色)', 'Forced-draught gas main without pressure alarm or shut-off (non-ferrous)'],
    [
      ['是强制送风的燃气燃烧装置吗？', 'Is it a gas burner with forced draught?'],
      ['燃气总管没有压力报警，或没联锁紧急切断吗？', 'Does the gas main lack a pressure alarm or the interlocked shut-off?'],
    ],
  ),
  gm(
    '24',
    5,
    13,
    ['正压煤气水封排水器不合格(有色)', 'Faulty water seal (non-ferrous)'],
    [
      [
        '封堵压力不足30千帕、隔断两侧共用、不同管道上部连通、不同介质共用——有其中一种吗？',
        'Below 30 kPa, shared by both sides of a block, joined at the top, or shared by media: is one of these so?',
      ],
    ],
  ),
]
