/** Things supervised in hazardous-chemical and chemical enterprises. */
import { choiceField, dateField, numberField, subject, textField, yesNoField } from '../define.ts'

const hazardLevel = [
  ['1', '一级', 'Level 1'],
  ['2', '二级', 'Level 2'],
  ['3', '三级', 'Level 3'],
  ['4', '四级', 'Level 4'],
  ['none', '不构成', 'Not a major hazard installation'],
] as const

export const subjects = [
  subject(
    'major-hazard-installation',
    ['危险化学品重大危险源', 'Major hazard installation'],
    [
      choiceField(
        'unit',
        ['单元类型', 'Kind of unit'],
        [
          ['production', '生产单元', 'Production unit'],
          ['storage', '储存单元', 'Storage unit'],
        ],
        { required: true },
      ),
      choiceField('level', ['级别', 'Level'], hazardLevel, { required: true }),
      numberField('r', ['分级指标 R', 'Grading index R'], '无量纲'),
      numberField('population500m', ['厂区边界外500米常住人口', 'People living within 500 m of the boundary'], '人'),
      dateField('assessedOn', ['最近一次评估日期', 'Last assessed on'], { required: true }),
      dateField('filedOn', ['备案日期', 'Filed on']),
      textField('filingNumber', ['备案编号', 'Filing number']),
      textField('dutyPrincipal', ['包保主要负责人', 'Guarantor: principal'], { required: true }),
      textField('dutyTechnical', ['包保技术负责人', 'Guarantor: technical'], { required: true }),
      textField('dutyOperation', ['包保操作负责人', 'Guarantor: operation'], { required: true }),
    ],
  ),
  subject(
    'tank-farm',
    ['罐区', 'Tank farm'],
    [
      textField('goods', ['储存介质', 'Goods stored'], { required: true }),
      numberField('tanks', ['储罐数量', 'Tanks'], '座', { required: true }),
      numberField('capacity', ['总容积', 'Total capacity'], 'm³'),
      yesNoField('shutOff', ['设有紧急切断', 'Emergency shut-off']),
      yesNoField('sis', ['设有独立的安全仪表系统', 'Independent safety instrumented system']),
      yesNoField('bund', ['设有防火堤', 'Bund']),
    ],
  ),
  subject(
    'tank',
    ['储罐', 'Tank'],
    [
      textField('goods', ['介质', 'Goods'], { required: true }),
      textField('cas', ['CAS号', 'CAS number']),
      choiceField(
        'kind',
        ['罐型', 'Kind'],
        [
          ['fixed-roof', '固定顶罐', 'Fixed roof'],
          ['inner-floating', '内浮顶罐', 'Internal floating roof'],
          ['outer-floating', '外浮顶罐', 'External floating roof'],
          ['sphere', '球罐', 'Sphere'],
          ['horizontal', '卧罐', 'Horizontal'],
          ['low-temperature', '低温储罐', 'Refrigerated'],
        ],
      ),
      numberField('volume', ['公称容积', 'Nominal volume'], 'm³', { required: true }),
      numberField('designStock', ['设计最大储量', 'Design maximum stock'], 't'),
      numberField('pressure', ['设计压力', 'Design pressure'], 'MPa'),
      numberField('temperature', ['设计温度', 'Design temperature'], '℃', { min: -273 }),
      numberField('levelHigh', ['高液位报警', 'High level alarm'], 'm'),
      numberField('levelHighHigh', ['高高液位联锁', 'High-high level trip'], 'm'),
      dateField('inspectedOn', ['检验日期', 'Inspected on']),
    ],
  ),
  subject(
    'reaction-unit',
    ['反应装置', 'Reaction unit'],
    [
      choiceField(
        'process',
        ['重点监管危险化工工艺', 'Supervised hazardous process'],
        [
          ['none', '不涉及', 'None'],
          ['photochlorination', '光气及光气化', 'Phosgenation'],
          ['chloralkali', '电解(氯碱)', 'Chlor-alkali electrolysis'],
          ['chlorination', '氯化', 'Chlorination'],
          ['nitration', '硝化', 'Nitration'],
          ['ammonia', '合成氨', 'Ammonia synthesis'],
          ['cracking', '裂解(裂化)', 'Cracking'],
          ['fluorination', '氟化', 'Fluorination'],
          ['hydrogenation', '加氢', 'Hydrogenation'],
          ['diazotization', '重氮化', 'Diazotization'],
          ['oxidation', '氧化', 'Oxidation'],
          ['peroxidation', '过氧化', 'Peroxidation'],
          ['amination', '胺基化', 'Amination'],
          ['sulfonation', '磺化', 'Sulfonation'],
          ['polymerization', '聚合', 'Polymerization'],
          ['alkylation', '烷基化', 'Alkylation'],
          ['coal-chemistry', '新型煤化工', 'New coal chemistry'],
          ['carbide', '电石生产', 'Calcium carbide'],
          ['coupling', '偶氮化', 'Azo coupling'],
        ],
        { required: true },
      ),
      numberField('volume', ['反应釜容积', 'Reactor volume'], 'm³'),
      numberField('temperature', ['正常反应温度', 'Normal reaction temperature'], '℃', { min: -273 }),
      numberField('pressure', ['正常反应压力', 'Normal reaction pressure'], 'MPa'),
      yesNoField('automatic', ['已实现自动化控制', 'Automatic control']),
      yesNoField('emergencyStop', ['有紧急停车', 'Emergency shutdown']),
      yesNoField('reactionAssessed', ['做过反应安全风险评估', 'Reaction safety assessed']),
      numberField('peopleMax', ['最多同时在场人数', 'Most people at one time'], '人'),
    ],
  ),
  subject(
    'hazchem-warehouse',
    ['危险化学品仓库', 'Hazardous goods warehouse'],
    [
      choiceField(
        'fireClass',
        ['火灾危险性类别', 'Fire hazard class'],
        [
          ['a', '甲类', 'Class A'],
          ['b', '乙类', 'Class B'],
          ['c', '丙类', 'Class C'],
        ],
      ),
      textField('goods', ['储存品种', 'Goods'], { required: true }),
      numberField('limit', ['核定储量', 'Permitted stock'], 't'),
      numberField('area', ['面积', 'Area'], 'm²'),
      yesNoField('highlyToxic', ['储存剧毒化学品', 'Highly toxic goods']),
    ],
  ),
  subject(
    'loading-station',
    ['装卸充装站台', 'Loading and filling station'],
    [
      textField('goods', ['介质', 'Goods'], { required: true }),
      numberField('bays', ['车位', 'Bays'], '个'),
      yesNoField('arm', ['使用万向管道充装系统', 'Loading arms in use']),
      yesNoField('vapour', ['有油气回收', 'Vapour recovery']),
    ],
  ),
  subject(
    'hazchem-pipeline',
    ['危险化学品管道', 'Hazardous goods pipeline'],
    [
      textField('goods', ['介质', 'Goods'], { required: true }),
      numberField('length', ['长度', 'Length'], 'm'),
      numberField('pressure', ['设计压力', 'Design pressure'], 'MPa'),
      yesNoField('publicArea', ['经过厂区外公共区域', 'Passes public areas outside the plant']),
    ],
  ),
  subject(
    'filling-station',
    ['加油加气站', 'Fuel and gas station'],
    [
      choiceField(
        'grade',
        ['站级', 'Grade'],
        [
          ['1', '一级', 'Grade 1'],
          ['2', '二级', 'Grade 2'],
          ['3', '三级', 'Grade 3'],
        ],
      ),
      numberField('petrol', ['汽油罐总容积', 'Petrol capacity'], 'm³'),
      numberField('diesel', ['柴油罐总容积', 'Diesel capacity'], 'm³'),
      yesNoField('doubleWall', ['双层罐或防渗池', 'Double-walled tanks or leak-proof pit']),
    ],
  ),
]
