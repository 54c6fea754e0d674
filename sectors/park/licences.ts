import { licence } from '../define.ts'
import { parkLaw, workSafetyLaw } from '../laws.ts'

export const licences = [
  licence('park-recognition', ['化工园区省级认定与复核', 'Provincial recognition and review'], 'subject', null, parkLaw),
  licence('park-assessment', ['园区整体性安全风险评估', 'Whole-park safety assessment'], 'subject', 36, parkLaw, [180, 90, 30]),
  licence('park-plan', ['园区应急预案', 'Emergency plan of the park'], 'org', null, workSafetyLaw(80)),
]
