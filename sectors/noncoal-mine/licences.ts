import { licence } from '../define.ts'
import { known, workSafetyLaw } from '../laws.ts'

export const licences = [
  licence('noncoal-mining-right', ['采矿许可证', 'Mining licence'], 'org', null, known('《矿产资源法》', 'Mineral Resources Law')),
  licence(
    'noncoal-safety-production',
    ['非煤矿山安全生产许可证', 'Non-coal mine safety production licence'],
    'org',
    36,
    known('《安全生产许可证条例》', 'Safety Production Licence Regulations'),
    [180, 90, 30],
  ),
  licence('noncoal-principal', ['矿长、安全管理人员考核', 'Assessment of manager and safety staff'], 'person', 36, workSafetyLaw(27)),
  licence('hoist-test', ['提升系统检测检验', 'Hoist inspection'], 'subject', 12, undefined, [60, 30, 7]),
  licence('main-fan-test', ['主扇检测', 'Main fan test'], 'subject', 12, undefined, [60, 30, 7]),
]
