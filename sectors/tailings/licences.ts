import { licence } from '../define.ts'
import { known, tailingsRules, workSafetyLaw } from '../laws.ts'

export const licences = [
  licence(
    'tailings-safety-production',
    ['尾矿库安全生产许可证', 'Tailings safety production licence'],
    'org',
    36,
    known('《安全生产许可证条例》', 'Safety Production Licence Regulations'),
    [180, 90, 30],
  ),
  licence('tailings-evaluation', ['尾矿库安全现状评价', 'Safety evaluation'], 'subject', 36, tailingsRules(19), [180, 90, 30]),
  licence('tailings-operator', ['尾矿作业操作证(复审)', 'Tailings operator certificate (review)'], 'person', 36, workSafetyLaw(30)),
  licence('tailings-drill', ['尾矿库应急演练', 'Emergency drill'], 'subject', 12, tailingsRules(21), [60, 30]),
]
