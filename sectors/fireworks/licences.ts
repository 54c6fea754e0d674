import { licence } from '../define.ts'
import { known, workSafetyLaw } from '../laws.ts'

const regulation = known('《烟花爆竹安全管理条例》', 'Fireworks Safety Regulations')

export const licences = [
  licence('fireworks-production', ['烟花爆竹安全生产许可证', 'Fireworks safety production licence'], 'org', 36, regulation, [180, 90, 30]),
  licence('fireworks-wholesale', ['烟花爆竹经营(批发)许可证', 'Fireworks wholesale licence'], 'org', 36, regulation, [180, 90, 30]),
  licence('fireworks-retail', ['烟花爆竹经营(零售)许可证', 'Fireworks retail licence'], 'org', 24, regulation, [60, 30, 7]),
  licence('fireworks-operator', ['烟花爆竹特种作业证(复审)', 'Fireworks operator certificate (review)'], 'person', 36, workSafetyLaw(30)),
]
