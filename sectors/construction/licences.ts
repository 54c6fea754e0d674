import { licence } from '../define.ts'
import { known } from '../laws.ts'

const regulation = known('《建设工程安全生产管理条例》', 'Construction Safety Regulations')

export const licences = [
  licence('construction-permit', ['施工许可证', 'Construction permit'], 'subject', null, known('《建筑法》', 'Construction Law')),
  licence(
    'construction-safety-production',
    ['建筑施工企业安全生产许可证', 'Construction safety production licence'],
    'org',
    36,
    known('《安全生产许可证条例》', 'Safety Production Licence Regulations'),
    [180, 90, 30],
  ),
  licence('abc-certificate', ['安全生产考核合格证(A、B、C证)', 'Safety assessment (A, B, C)'], 'person', 36, regulation),
  licence(
    'construction-special-operator',
    ['建筑施工特种作业操作资格证', 'Construction special operator'],
    'person',
    24,
    regulation,
    [60, 30, 7],
  ),
  licence('crane-registration', ['起重机械使用登记', 'Crane registration'], 'subject', null, regulation),
]
