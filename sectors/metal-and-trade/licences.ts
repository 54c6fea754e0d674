import { licence } from '../define.ts'
import { confinedSpaceRules, dustRules, known, workSafetyLaw } from '../laws.ts'

export const licences = [
  licence(
    'metal-smelting-assessment',
    ['金属冶炼主要负责人、安全管理人员考核', 'Assessment for metal smelting'],
    'person',
    36,
    workSafetyLaw(27),
  ),
  licence('gas-operator', ['煤气作业操作证(复审)', 'Coal gas operator certificate (review)'], 'person', 36, workSafetyLaw(30)),
  licence(
    'refrigeration-operator',
    ['制冷作业操作证(复审)', 'Refrigeration operator certificate (review)'],
    'person',
    36,
    workSafetyLaw(30),
  ),
  licence('confined-space-list', ['有限空间管理台账复核', 'Review of the list of confined spaces'], 'org', 12, confinedSpaceRules, [30, 7]),
  licence('dust-assessment', ['粉尘爆炸风险评估', 'Dust explosion assessment'], 'subject', null, dustRules),
  licence('trade-gas-detector-calibration', ['气体探测器检定校准', 'Calibration of gas detectors'], 'subject', 12, undefined, [60, 30, 7]),
  licence(
    'smelting-evaluation',
    ['金属冶炼建设项目安全评价', 'Safety evaluation of a smelting project'],
    'subject',
    null,
    workSafetyLaw(32),
  ),
  licence(
    'molten-metal-crane',
    ['吊运熔融金属起重机定期检验', 'Inspection of molten-metal cranes'],
    'subject',
    12,
    known('《特种设备安全法》', 'Special Equipment Safety Law'),
    [60, 30, 7],
  ),
]
