/** Things supervised in industry and trade (工贸): metallurgy, non-ferrous, building materials, machinery, light, textile, tobacco, commerce. */
import { choiceField, dateField, numberField, subject, yesNoField } from '../define.ts'

export const subjects = [
  subject(
    'confined-space',
    ['有限空间', 'Confined space'],
    [
      choiceField(
        'kind',
        ['类型', 'Kind'],
        [
          ['sewage-pool', '污水池、化粪池', 'Sewage or septic pool'],
          ['pickling-pool', '腌制池、发酵池', 'Pickling or fermenting pool'],
          ['pulp-pool', '纸浆池', 'Pulp pool'],
          ['well', '阀井、检查井', 'Well or manhole'],
          ['tank', '罐、釜', 'Tank or vessel'],
          ['silo', '筒仓、料仓', 'Silo or bin'],
          ['furnace', '窑炉、锅炉内部', 'Inside of a furnace or boiler'],
          ['duct', '烟道、风管、管沟', 'Flue, duct or trench'],
          ['cold-store', '冷库', 'Cold store'],
          ['other', '其他', 'Other'],
        ],
        { required: true },
      ),
      choiceField(
        'danger',
        ['主要危险', 'Main danger'],
        [
          ['toxic', '中毒(硫化氢、一氧化碳等)', 'Poisoning (H2S, CO …)'],
          ['asphyxia', '缺氧窒息', 'Lack of oxygen'],
          ['explosion', '燃爆', 'Fire and explosion'],
          ['burial', '掩埋', 'Burial'],
          ['drowning', '淹溺', 'Drowning'],
        ],
      ),
      yesNoField('locked', ['已上锁', 'Locked']),
      yesNoField('sign', ['有警示标志', 'Warning sign in place'], { required: true }),
      yesNoField('contracted', ['作业外包', 'Work contracted out']),
    ],
  ),
  subject(
    'dust-explosion-site',
    ['粉尘涉爆场所', 'Dust explosion site'],
    [
      choiceField(
        'dust',
        ['粉尘种类', 'Kind of dust'],
        [
          ['aluminium-magnesium', '铝镁等金属', 'Aluminium, magnesium and other metals'],
          ['wood', '木质', 'Wood'],
          ['grain', '粮食、饲料、淀粉、糖', 'Grain, feed, starch, sugar'],
          ['textile', '纺织纤维', 'Textile fibre'],
          ['plastic', '塑料、橡胶、树脂', 'Plastics, rubber, resin'],
          ['coal', '煤粉', 'Coal'],
          ['other', '其他', 'Other'],
        ],
        { required: true },
      ),
      numberField('people', ['作业人数', 'Workers'], '人', { required: true }),
      choiceField(
        'collector',
        ['除尘方式', 'Dust collection'],
        [
          ['dry', '干式', 'Dry'],
          ['wet', '湿式', 'Wet'],
          ['none', '无', 'None'],
        ],
      ),
      choiceField(
        'protection',
        ['防爆措施', 'Explosion protection'],
        [
          ['venting', '泄爆', 'Venting'],
          ['inerting', '惰化', 'Inerting'],
          ['suppression', '抑爆', 'Suppression'],
          ['none', '无', 'None'],
        ],
      ),
      yesNoField('multiStorey', ['在多层建筑内', 'In a multi-storey building']),
      dateField('assessedOn', ['风险评估日期', 'Assessed on']),
    ],
  ),
  subject(
    'melting-furnace',
    ['熔炼炉', 'Melting furnace'],
    [
      choiceField(
        'kind',
        ['炉型', 'Kind'],
        [
          ['blast', '高炉', 'Blast furnace'],
          ['converter', '转炉', 'Converter'],
          ['arc', '电弧炉', 'Electric arc furnace'],
          ['induction', '中频感应炉', 'Induction furnace'],
          ['ladle', '精炼炉(LF/RH/VOD/AOD)', 'Refining furnace (LF/RH/VOD/AOD)'],
          ['reverberatory', '反射炉、铝熔炼炉', 'Reverberatory or aluminium furnace'],
          ['deep-well', '深井铸造机', 'Deep-well caster'],
          ['other', '其他', 'Other'],
        ],
        { required: true },
      ),
      numberField('capacity', ['公称容量', 'Nominal capacity'], 't', { required: true }),
      yesNoField('waterCooled', ['有水冷件', 'Water-cooled parts']),
      yesNoField('interlock', ['冷却水报警联锁已投用', 'Cooling water alarm and interlock in use']),
      yesNoField('emergencyPit', ['有事故坑或事故罐', 'Emergency pit or ladle']),
    ],
  ),
  subject(
    'gas-facility',
    ['煤气设施', 'Coal gas facility'],
    [
      choiceField(
        'kind',
        ['类型', 'Kind'],
        [
          ['holder', '煤气柜', 'Gas holder'],
          ['pipe', '煤气管道', 'Gas pipe'],
          ['generator', '煤气发生炉', 'Gas generator'],
          ['booster', '加压机', 'Booster'],
          ['water-seal', '水封排水器', 'Water seal drain'],
        ],
      ),
      numberField('capacity', ['容积', 'Capacity'], 'm³'),
      numberField('pressure', ['工作压力', 'Working pressure'], 'kPa'),
      numberField('detectors', ['固定式CO报警器', 'Fixed CO detectors'], '个'),
    ],
  ),
  subject(
    'ammonia-cold-store',
    ['涉氨制冷冷库', 'Ammonia cold store'],
    [
      numberField('ammonia', ['氨充装量', 'Ammonia charge'], 't', { required: true }),
      numberField('volume', ['冷库容积', 'Volume'], 'm³'),
      numberField('freezerPeople', ['快速冻结间作业人数', 'People in the quick-freezing room'], '人'),
      yesNoField('directCooling', ['加工间空调用氨直接蒸发', 'Workrooms cooled directly by ammonia'], { required: true }),
      yesNoField('detector', ['有氨气报警联锁风机', 'Ammonia detector with fan interlock']),
    ],
  ),
  subject(
    'spray-booth',
    ['喷漆调漆间', 'Paint mixing or spraying room'],
    [
      yesNoField('solvent', ['使用溶剂型(非水性)漆', 'Solvent-borne paint'], { required: true }),
      yesNoField('detector', ['有可燃气体报警', 'Combustible gas detector']),
      numberField('area', ['面积', 'Area'], 'm²'),
    ],
  ),
  subject(
    'lithium-store',
    ['锂电池仓库', 'Lithium battery store'],
    [
      numberField('energy', ['储存电量', 'Energy stored'], 'kWh'),
      yesNoField('faultIsolated', ['故障电池已隔离', 'Faulty batteries isolated'], { required: true }),
    ],
  ),
  subject(
    'deep-well-caster',
    ['深井铸造线', 'Deep-well casting line'],
    [
      choiceField(
        'furnace',
        ['浇铸炉', 'Casting furnace'],
        [
          ['fixed', '固定式', 'Fixed'],
          ['tilting', '倾动式', 'Tilting'],
        ],
      ),
      numberField('depth', ['井深', 'Depth'], 'm'),
      dateField('ropeChangedOn', ['钢丝绳更换日期', 'Rope changed on']),
    ],
  ),
  subject(
    'liquor-store',
    ['白酒库', 'Liquor store'],
    [
      numberField('capacity', ['储酒量', 'Liquor'], 't', { required: true }),
      yesNoField('detector', ['乙醇蒸气报警联锁通风', 'Ethanol vapour detector with ventilation interlock']),
    ],
  ),
]
