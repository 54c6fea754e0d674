import { choiceField, dateField, numberField, subject, textField, yesNoField } from '../define.ts'

const common = [
  textField('registration', ['使用登记证号', 'Registration number'], { required: true }),
  textField('serial', ['出厂编号', 'Serial number']),
  dateField('nextInspection', ['下次检验日期', 'Next inspection on'], { required: true }),
  choiceField(
    'state',
    ['使用状态', 'State'],
    [
      ['in-use', '在用', 'In use'],
      ['stopped', '停用', 'Stopped'],
      ['scrapped', '报废', 'Scrapped'],
    ],
  ),
]

export const subjects = [
  subject(
    'boiler',
    ['锅炉', 'Boiler'],
    [
      ...common,
      numberField('evaporation', ['额定蒸发量(出力)', 'Rated output'], 't/h'),
      numberField('pressure', ['额定压力', 'Rated pressure'], 'MPa'),
      choiceField(
        'fuel',
        ['燃料', 'Fuel'],
        [
          ['gas', '燃气', 'Gas'],
          ['oil', '燃油', 'Oil'],
          ['coal', '燃煤', 'Coal'],
          ['biomass', '生物质', 'Biomass'],
          ['electric', '电', 'Electric'],
        ],
      ),
    ],
  ),
  subject(
    'pressure-vessel',
    ['压力容器', 'Pressure vessel'],
    [
      ...common,
      textField('medium', ['介质', 'Medium'], { required: true }),
      numberField('volume', ['容积', 'Volume'], 'm³'),
      numberField('pressure', ['设计压力', 'Design pressure'], 'MPa'),
      choiceField(
        'class',
        ['类别', 'Class'],
        [
          ['I', 'Ⅰ类', 'Class I'],
          ['II', 'Ⅱ类', 'Class II'],
          ['III', 'Ⅲ类', 'Class III'],
        ],
      ),
    ],
  ),
  subject(
    'pressure-pipe',
    ['压力管道', 'Pressure pipe'],
    [...common, textField('medium', ['介质', 'Medium']), numberField('length', ['长度', 'Length'], 'm')],
  ),
  subject(
    'lift',
    ['电梯', 'Lift'],
    [
      ...common,
      choiceField(
        'kind',
        ['类型', 'Kind'],
        [
          ['passenger', '乘客电梯', 'Passenger'],
          ['freight', '载货电梯', 'Freight'],
          ['escalator', '自动扶梯、人行道', 'Escalator, moving walk'],
        ],
      ),
      numberField('floors', ['层站', 'Stops'], '层'),
      dateField('installedOn', ['投用日期', 'In use since']),
      textField('service', ['维保单位', 'Service unit'], { required: true }),
      textField('rescuePhone', ['救援电话', 'Rescue telephone'], { required: true }),
    ],
  ),
  subject(
    'crane',
    ['起重机械', 'Crane'],
    [
      ...common,
      numberField('load', ['额定起重量', 'Rated load'], 't', { required: true }),
      yesNoField('moltenMetal', ['吊运熔融金属', 'Lifts molten metal']),
    ],
  ),
  subject(
    'forklift',
    ['场(厂)内机动车辆(叉车等)', 'Site vehicle (fork lift)'],
    [
      ...common,
      textField('plate', ['车牌', 'Plate']),
      choiceField(
        'drive',
        ['动力', 'Drive'],
        [
          ['battery', '电动', 'Battery'],
          ['engine', '内燃', 'Engine'],
        ],
      ),
    ],
  ),
  subject(
    'amusement-ride',
    ['大型游乐设施', 'Amusement ride'],
    [
      ...common,
      choiceField(
        'class',
        ['级别', 'Class'],
        [
          ['A', 'A级', 'Class A'],
          ['B', 'B级', 'Class B'],
          ['C', 'C级', 'Class C'],
        ],
      ),
      numberField('riders', ['一次乘客', 'Riders at a time'], '人'),
    ],
  ),
  subject(
    'ropeway',
    ['客运索道', 'Passenger ropeway'],
    [...common, numberField('length', ['长度', 'Length'], 'm'), numberField('speed', ['速度', 'Speed'], 'm/s')],
  ),
  subject(
    'gas-cylinders',
    ['气瓶(站点)', 'Gas cylinder station'],
    [
      textField('medium', ['介质', 'Medium'], { required: true }),
      numberField('count', ['数量', 'Cylinders'], '只'),
      yesNoField('codes', ['有追溯码', 'Traceable codes']),
    ],
  ),
]
