import { choiceField, numberField, subject, textField, yesNoField } from '../define.ts'

const hazardClass = choiceField(
  'hazardClass',
  ['危险等级', 'Hazard class'],
  [
    ['1.1-1', '1.1⁻¹级', 'Class 1.1-1'],
    ['1.1-2', '1.1⁻²级', 'Class 1.1-2'],
    ['1.3', '1.3级', 'Class 1.3'],
  ],
)

export const subjects = [
  subject(
    'fireworks-workroom',
    ['烟花爆竹工房', 'Fireworks workroom'],
    [
      textField('process', ['工序', 'Process'], { required: true }),
      hazardClass,
      numberField('people', ['核定人数', 'Permitted people'], '人', { required: true }),
      numberField('charge', ['核定药量', 'Permitted charge'], 'kg', { required: true }),
      yesNoField('barrier', ['有防护屏障', 'Barrier in place']),
    ],
  ),
  subject(
    'fireworks-store',
    ['烟花爆竹仓库', 'Fireworks store'],
    [
      hazardClass,
      numberField('charge', ['核定存药量', 'Permitted charge'], 'kg', { required: true }),
      numberField('people', ['核定人数', 'Permitted people'], '人'),
      yesNoField('video', ['有视频监控', 'Video monitoring']),
    ],
  ),
  subject(
    'fireworks-shop',
    ['烟花爆竹零售点', 'Fireworks shop'],
    [
      numberField('limit', ['限存箱数', 'Limit of boxes'], '箱', { required: true }),
      yesNoField('dwelling', ['同楼有人居住', 'Dwellings in the building'], { required: true }),
      choiceField(
        'kind',
        ['类型', 'Kind'],
        [
          ['permanent', '常年', 'All year'],
          ['seasonal', '春节临时', 'New Year season'],
        ],
      ),
    ],
  ),
]
