import { licence } from '../define.ts'
import { known, roadTransportLaw, workSafetyLaw } from '../laws.ts'

const regulation = known('《道路运输条例》', 'Road Transport Regulations')

export const licences = [
  licence('transport-permit', ['道路运输经营许可证', 'Road transport permit'], 'org', null, regulation),
  licence(
    'vehicle-transport-certificate',
    ['道路运输证(年度审验)', 'Vehicle transport certificate (yearly check)'],
    'subject',
    12,
    regulation,
    [30, 15, 7],
  ),
  licence('vehicle-inspection', ['机动车安全技术检验', 'Vehicle safety inspection'], 'subject', 12, roadTransportLaw, [30, 15, 7]),
  licence('driver-qualification', ['驾驶员从业资格证', "Driver's qualification"], 'person', 72, regulation, [90, 30, 7]),
  licence(
    'transport-principal',
    ['主要负责人、安全管理人员考核', 'Assessment of principal and safety staff'],
    'person',
    36,
    workSafetyLaw(27),
  ),
  licence('tank-test', ['危货罐体定期检验', 'Dangerous goods tank test'], 'subject', 12, undefined, [60, 30, 7]),
  licence('carrier-insurance', ['承运人责任险', 'Carrier liability insurance'], 'subject', 12, regulation, [30, 15, 7]),
]
