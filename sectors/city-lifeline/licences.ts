import { licence } from '../define.ts'
import { known } from '../laws.ts'

const gas = known('《城镇燃气管理条例》', 'City Gas Regulations')

export const licences = [
  licence('gas-business', ['燃气经营许可证', 'Gas business licence'], 'org', null, gas),
  licence('gas-staff', ['燃气从业人员考核', 'Assessment of gas staff'], 'person', 36, gas),
  licence(
    'gas-pipe-inspection',
    ['燃气压力管道检验', 'Gas pipe inspection'],
    'subject',
    null,
    known('《特种设备安全法》', 'Special Equipment Safety Law'),
  ),
  licence(
    'bridge-test',
    ['城市桥梁检测', 'Bridge test'],
    'subject',
    12,
    known('《城市桥梁检测和养护维修管理办法》', 'City bridge measures'),
    [60, 30],
  ),
  licence('user-check', ['燃气用户入户安检(居民)', 'Home check of gas users'], 'subject', 24, gas, [30, 7]),
]
