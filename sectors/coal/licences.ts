import { licence } from '../define.ts'
import { known, workSafetyLaw } from '../laws.ts'

export const licences = [
  licence('coal-mining-right', ['采矿许可证', 'Mining licence'], 'org', null, known('《矿产资源法》', 'Mineral Resources Law')),
  licence(
    'coal-safety-production',
    ['煤矿安全生产许可证', 'Coal safety production licence'],
    'org',
    36,
    known('《安全生产许可证条例》', 'Safety Production Licence Regulations'),
    [180, 90, 30],
  ),
  licence('coal-principal', ['矿长考核合格证', "Mine manager's assessment"], 'person', 36, workSafetyLaw(27)),
  licence(
    'coal-gas-appraisal',
    ['瓦斯等级鉴定', 'Gas class appraisal'],
    'subject',
    24,
    known('《煤矿瓦斯等级鉴定办法》', 'Gas class appraisal measures', 'uncertain'),
    [90, 30],
  ),
  licence(
    'coal-sensor-calibration',
    ['甲烷传感器调校(催化燃烧式15天)', 'Methane sensor calibration (catalytic: 15 days)'],
    'subject',
    null,
    known('《煤矿安全规程》(2016)', 'Coal Mine Safety Regulations (2016)', 'verified'),
  ),
]
