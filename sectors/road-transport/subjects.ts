import { choiceField, dateField, numberField, subject, textField, yesNoField } from '../define.ts'

export const subjects = [
  subject(
    'transport-enterprise',
    ['道路运输企业', 'Road transport enterprise'],
    [
      choiceField(
        'kind',
        ['经营类别', 'Kind'],
        [
          ['passenger', '班线客运', 'Scheduled passenger'],
          ['charter', '旅游包车', 'Charter and tourism'],
          ['freight', '普通货运', 'Freight'],
          ['hazchem', '危险货物运输', 'Dangerous goods'],
          ['taxi', '出租、网约车', 'Taxi and ride-hailing'],
          ['bus', '城市公交', 'City bus'],
          ['station', '客运站', 'Passenger station'],
          ['repair', '维修', 'Repair'],
          ['driving-school', '驾培', 'Driving school'],
        ],
        { required: true },
      ),
      numberField('vehicles', ['车辆', 'Vehicles'], '辆'),
      numberField('drivers', ['驾驶员', 'Drivers'], '人'),
    ],
  ),
  subject(
    'commercial-vehicle',
    ['营运车辆', 'Commercial vehicle'],
    [
      textField('plate', ['车牌号', 'Plate'], { required: true }),
      choiceField(
        'kind',
        ['类型', 'Kind'],
        [
          ['coach', '客车', 'Coach'],
          ['bus', '公交车', 'Bus'],
          ['truck', '货车', 'Truck'],
          ['tanker', '危货罐车', 'Dangerous goods tanker'],
          ['school-bus', '校车', 'School bus'],
          ['taxi', '出租车', 'Taxi'],
        ],
        { required: true },
      ),
      numberField('seats', ['核载人数', 'Seats'], '人'),
      numberField('load', ['核定载质量', 'Permitted load'], 't'),
      textField('terminal', ['卫星定位终端号(JT/T 808)', 'Positioning terminal (JT/T 808)']),
      yesNoField('adas', ['有主动安全智能防控', 'Active safety device']),
      dateField('tankTestOn', ['罐体检验日期', 'Tank tested on']),
    ],
  ),
  subject(
    'driver',
    ['营运驾驶员', 'Commercial driver'],
    [
      textField('name', ['姓名', 'Name'], { required: true }),
      textField('licenceClass', ['准驾车型', 'Licence class'], { required: true }),
      dateField('licenceUntil', ['驾驶证有效期至', 'Driving licence until']),
    ],
  ),
  subject(
    'road-section',
    ['道路隐患路段', 'Hazardous road section'],
    [
      textField('road', ['道路名称', 'Road'], { required: true }),
      choiceField(
        'danger',
        ['隐患类型', 'Danger'],
        [
          ['curve', '急弯陡坡', 'Sharp curve, steep grade'],
          ['cliff', '临水临崖', 'Along water or cliff'],
          ['crossing', '平交路口', 'Level junction'],
          ['village', '穿村过镇', 'Through a village'],
          ['long-descent', '长下坡', 'Long descent'],
          ['flooding', '易积水', 'Prone to flooding'],
        ],
      ),
      numberField('length', ['长度', 'Length'], 'm'),
      yesNoField('barrier', ['有防护栏', 'Barrier in place']),
    ],
  ),
]
