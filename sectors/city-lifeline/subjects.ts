import { choiceField, dateField, numberField, subject, textField, yesNoField } from '../define.ts'

export const subjects = [
  subject(
    'gas-network',
    ['燃气管网', 'Gas network'],
    [
      textField('operator', ['经营企业', 'Operator'], { required: true }),
      choiceField(
        'pressure',
        ['压力级制', 'Pressure level'],
        [
          ['high', '高压', 'High'],
          ['sub-high', '次高压', 'Sub-high'],
          ['medium', '中压', 'Medium'],
          ['low', '低压', 'Low'],
        ],
      ),
      numberField('length', ['长度', 'Length'], 'km'),
      choiceField(
        'material',
        ['材质', 'Material'],
        [
          ['steel', '钢管', 'Steel'],
          ['pe', 'PE管', 'PE'],
          ['cast-iron', '铸铁', 'Cast iron'],
        ],
      ),
      numberField('year', ['敷设年份', 'Laid in'], '年', { min: 1900 }),
    ],
  ),
  subject(
    'gas-station',
    ['燃气场站', 'Gas station'],
    [
      choiceField(
        'kind',
        ['类型', 'Kind'],
        [
          ['gate', '门站', 'Gate station'],
          ['regulator', '调压站', 'Regulating station'],
          ['lng', 'LNG储配站', 'LNG station'],
          ['lpg', '液化石油气站', 'LPG station'],
        ],
      ),
      numberField('capacity', ['储量', 'Capacity'], 'm³'),
    ],
  ),
  subject(
    'gas-user',
    ['餐饮等燃气用户', 'Commercial gas user'],
    [
      choiceField(
        'source',
        ['气源', 'Source'],
        [
          ['pipe', '管道气', 'Pipe'],
          ['cylinder', '瓶装气', 'Cylinder'],
        ],
      ),
      numberField('cylinders', ['气瓶数', 'Cylinders'], '只'),
      yesNoField('alarm', ['有报警器并联锁切断', 'Alarm with cut-off'], { required: true }),
      yesNoField('basement', ['在地下、半地下', 'Below ground'], { required: true }),
    ],
  ),
  subject(
    'bridge',
    ['城市桥梁', 'City bridge'],
    [
      numberField('length', ['长度', 'Length'], 'm'),
      choiceField(
        'condition',
        ['技术状况', 'Condition'],
        [
          ['A', 'A级', 'A'],
          ['B', 'B级', 'B'],
          ['C', 'C级', 'C'],
          ['D', 'D级', 'D'],
          ['E', 'E级', 'E'],
        ],
      ),
      numberField('loadLimit', ['限载', 'Load limit'], 't'),
      dateField('testedOn', ['检测日期', 'Tested on']),
    ],
  ),
  subject(
    'water-network',
    ['供水管网', 'Water network'],
    [numberField('length', ['长度', 'Length'], 'km'), numberField('pressure', ['压力', 'Pressure'], 'MPa')],
  ),
  subject(
    'drainage',
    ['排水管网与易涝点', 'Drainage and flooding spot'],
    [
      numberField('pumps', ['泵站能力', 'Pump capacity'], 'm³/h'),
      yesNoField('floodSpot', ['易涝点', 'Flooding spot']),
      numberField('warningDepth', ['警戒水深', 'Warning depth'], 'cm'),
    ],
  ),
  subject(
    'heat-network',
    ['供热管网', 'Heat network'],
    [numberField('temperature', ['供水温度', 'Supply temperature'], '℃'), numberField('length', ['长度', 'Length'], 'km')],
  ),
  subject(
    'utility-tunnel',
    ['综合管廊', 'Utility tunnel'],
    [numberField('length', ['长度', 'Length'], 'km'), yesNoField('gasCabin', ['有燃气舱', 'Gas cabin'])],
  ),
  subject(
    'manhole',
    ['检查井', 'Manhole'],
    [textField('owner', ['权属单位', 'Owner'], { required: true }), yesNoField('net', ['有防坠网', 'Fall net'])],
  ),
]
