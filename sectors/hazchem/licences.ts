import { licence } from '../define.ts'
import { hazchemLaw, known } from '../laws.ts'

/** Validities from general knowledge of the trade: the paper itself prevails. */
export const licences = [
  licence(
    'hazchem-production',
    ['危险化学品安全生产许可证', 'Safety production licence (hazardous chemicals)'],
    'org',
    36,
    known('《安全生产许可证条例》', 'Safety Production Licence Regulations'),
    [180, 90, 30],
  ),
  licence(
    'hazchem-business',
    ['危险化学品经营许可证', 'Hazardous chemicals business licence'],
    'org',
    36,
    known('《危险化学品经营许可证管理办法》', 'Hazardous Chemicals Business Licence Measures'),
    [180, 90, 30],
  ),
  licence(
    'hazchem-use',
    ['危险化学品安全使用许可证', 'Hazardous chemicals safe-use licence'],
    'org',
    36,
    known('《危险化学品安全使用许可证实施办法》', 'Hazardous Chemicals Safe-Use Licence Measures'),
    [180, 90, 30],
  ),
  licence(
    'hazchem-registration',
    ['危险化学品登记证', 'Hazardous chemicals registration'],
    'org',
    36,
    known('《危险化学品登记管理办法》', 'Registration Measures'),
  ),
  licence('major-hazard-filing', ['重大危险源备案', 'Filing of the major hazard installation'], 'subject', null, hazchemLaw(13)),
  licence(
    'major-hazard-assessment',
    ['重大危险源安全评估', 'Assessment of the major hazard installation'],
    'subject',
    36,
    known('《危险化学品重大危险源监督管理暂行规定》(满三年重新评估)', 'Major Hazard Installation Rules (Order 40): anew after three years'),
    [180, 90, 30],
  ),
  licence('safety-evaluation', ['安全现状评价报告', 'Safety evaluation report'], 'org', 36, hazchemLaw(103), [180, 90, 30]),
  licence(
    'hazchem-gas-detector-calibration',
    ['可燃有毒气体探测器检定校准', 'Calibration of gas detectors'],
    'subject',
    12,
    undefined,
    [60, 30, 7],
  ),
  licence(
    'hazchem-safety-valve',
    ['安全阀校验', 'Safety valve test'],
    'subject',
    12,
    known('《特种设备安全法》', 'Special Equipment Safety Law'),
    [60, 30, 7],
  ),
  licence('pressure-gauge', ['压力表检定', 'Pressure gauge verification'], 'subject', 6, undefined, [30, 7]),
  licence(
    'lightning-test-explosive',
    ['爆炸火灾危险场所防雷检测', 'Lightning protection test at explosive sites'],
    'subject',
    6,
    undefined,
    [30, 7],
  ),
  licence(
    'permit-attendant',
    ['特殊作业监护人证书', 'Permit attendant certificate'],
    'person',
    null,
    known('GB 30871-2022', 'GB 30871-2022', 'verified'),
  ),
]
