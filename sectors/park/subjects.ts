import { choiceField, dateField, numberField, subject, textField, yesNoField } from '../define.ts'

export const subjects = [
  subject(
    'chemical-park',
    ['化工园区', 'Chemical park'],
    [
      textField('recognition', ['认定文号', 'Recognition document']),
      choiceField(
        'grade',
        ['安全风险等级', 'Safety risk grade'],
        [
          ['A', 'A(高安全风险)', 'A (high)'],
          ['B', 'B(较高安全风险)', 'B (rather high)'],
          ['C', 'C(一般安全风险)', 'C (ordinary)'],
          ['D', 'D(较低安全风险)', 'D (low)'],
        ],
      ),
      numberField('score', ['评分', 'Score'], '分', { max: 100 }),
      dateField('assessedOn', ['整体性安全风险评估日期', 'Whole-park assessment on']),
      numberField('area', ['面积', 'Area'], 'km²'),
      numberField('enterprises', ['企业数', 'Enterprises'], '家'),
      yesNoField('controlLine', ['已划定规划安全控制线', 'Safety control line set']),
      yesNoField('closed', ['封闭化管理', 'Closed management']),
    ],
  ),
  subject(
    'industrial-park',
    ['工业园区', 'Industrial park'],
    [
      numberField('enterprises', ['企业数', 'Enterprises'], '家', { required: true }),
      numberField('people', ['从业人数', 'People at work'], '人'),
      textField('safetyOffice', ['安全监管机构', 'Safety office'], { required: true }),
      numberField('safetyStaff', ['专职监管人员', 'Full-time safety staff'], '人'),
    ],
  ),
  subject(
    'factory-in-factory',
    ['厂中厂(厂房出租)', 'Let factory building'],
    [
      textField('owner', ['出租方', 'Owner'], { required: true }),
      numberField('tenants', ['承租企业', 'Tenants'], '家', { required: true }),
      yesNoField('agreement', ['签了安全管理协议', 'Safety agreement signed'], { required: true }),
      yesNoField('mixedHazards', ['不同火灾危险性企业混在一栋', 'Different fire hazards in one building']),
    ],
  ),
  subject(
    'hazchem-parking',
    ['危化品车辆停车场', 'Parking for hazardous goods vehicles'],
    [numberField('spaces', ['车位', 'Spaces'], '个')],
  ),
  subject(
    'public-pipe-rack',
    ['公共管廊', 'Public pipe rack'],
    [numberField('length', ['长度', 'Length'], 'km'), textField('operator', ['管理单位', 'Operator'])],
  ),
]
