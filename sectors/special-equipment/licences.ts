import { licence } from '../define.ts'
import { known, specialEquipmentLaw as law } from '../laws.ts'

/** Periods are those usual in the trade; the date on the inspection report prevails. */
export const licences = [
  licence('registration', ['特种设备使用登记证', 'Registration'], 'subject', null, law),
  licence('boiler-inspection', ['锅炉外部检验', 'Boiler external inspection'], 'subject', 12, law, [60, 30, 7]),
  licence('vessel-inspection', ['压力容器定期检验(首次3年)', 'Pressure vessel inspection (first after 3 years)'], 'subject', 36, law),
  licence(
    'lift-inspection',
    ['电梯检验检测', 'Lift inspection or test'],
    'subject',
    12,
    known('电梯检验检测规则(年限随使用年数变化)', 'Lift rules (the term varies with age)', 'uncertain'),
    [60, 30, 7],
  ),
  licence('crane-inspection', ['起重机械定期检验', 'Crane inspection'], 'subject', 24, law, [60, 30, 7]),
  licence('forklift-inspection', ['叉车等场车定期检验', 'Site vehicle inspection'], 'subject', 12, law, [60, 30, 7]),
  licence('ride-inspection', ['大型游乐设施年度检验', 'Ride inspection'], 'subject', 12, law, [60, 30, 7]),
  licence('safety-valve', ['安全阀校验', 'Safety valve test'], 'subject', 12, law, [30, 7]),
  licence('operator', ['特种设备安全管理和作业人员证', 'Operator certificate'], 'person', 48, law),
]
