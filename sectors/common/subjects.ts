/** Things that any enterprise may have, whatever its sector. */
import { choiceField, dateField, numberField, subject, textField, yesNoField } from '../define.ts'

const level = [
  ['red', '红(重大风险)', 'Red (major risk)'],
  ['orange', '橙(较大风险)', 'Orange (considerable risk)'],
  ['yellow', '黄(一般风险)', 'Yellow (ordinary risk)'],
  ['blue', '蓝(低风险)', 'Blue (low risk)'],
] as const

export const subjects = [
  subject(
    'enterprise',
    ['生产经营单位', 'Enterprise'],
    [
      textField('creditCode', ['统一社会信用代码', 'Unified social credit code'], { required: true }),
      choiceField(
        'size',
        ['企业规模', 'Size'],
        [
          ['large', '大型', 'Large'],
          ['medium', '中型', 'Medium'],
          ['small', '小型', 'Small'],
          ['micro', '微型', 'Micro'],
        ],
        { required: true },
      ),
      textField('industryCode', ['行业代码(GB/T 4754)', 'Industry code (GB/T 4754)']),
      numberField('workers', ['从业人员', 'Workers'], '人'),
      numberField('contractWorkers', ['承包商和劳务派遣人员', 'Contractor and agency workers'], '人'),
      numberField('safetyStaff', ['专职安全管理人员', 'Full-time safety staff'], '人'),
      textField('principal', ['主要负责人', 'Principal'], { required: true }),
      textField('principalPhone', ['主要负责人电话', "Principal's telephone"]),
      choiceField(
        'state',
        ['生产状态', 'State of operation'],
        [
          ['running', '正常生产', 'Running'],
          ['stopped', '停产', 'Stopped'],
          ['resuming', '复工复产准备', 'Preparing to resume'],
          ['building', '在建', 'Under construction'],
          ['closed', '关闭', 'Closed'],
        ],
        { required: true },
      ),
    ],
  ),
  subject(
    'workplace',
    ['生产经营场所', 'Workplace'],
    [
      numberField('area', ['建筑面积', 'Floor area'], 'm²'),
      numberField('peopleMax', ['最多同时在场人数', 'Most people present at one time'], '人'),
      yesNoField('rented', ['租赁场所', 'Rented']),
      textField('landlord', ['出租方', 'Landlord']),
      yesNoField('sharedBuilding', ['与其他单位同在一栋楼', 'Building shared with other units']),
    ],
  ),
  subject(
    'risk-point',
    ['风险点', 'Risk point'],
    [
      choiceField('level', ['风险等级', 'Risk level'], level, { required: true }),
      textField('accidentTypes', ['可能发生的事故类型', 'Accidents that may happen']),
      textField('measures', ['管控措施', 'Control measures'], { required: true }),
      textField('keeper', ['责任人', 'Person responsible'], { required: true }),
      dateField('assessedOn', ['评估日期', 'Assessed on']),
    ],
  ),
  subject(
    'contractor-work',
    ['外包作业', 'Contracted work'],
    [
      textField('contractor', ['承包单位', 'Contractor'], { required: true }),
      textField('work', ['作业内容', 'Work'], { required: true }),
      dateField('agreementOn', ['安全管理协议签订日期', 'Safety agreement signed on']),
      numberField('people', ['作业人数', 'People'], '人'),
    ],
  ),
  subject(
    'dormitory',
    ['员工宿舍', 'Workers’ dormitory'],
    [
      numberField('beds', ['床位', 'Beds'], '张'),
      numberField('exits', ['安全出口', 'Exits'], '个', { required: true }),
      yesNoField('withHazards', ['同一建筑内有危险物品', 'Dangerous goods in the same building'], { required: true }),
    ],
  ),
]
