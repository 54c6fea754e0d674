import { licence } from '../define.ts'
import { known, planRules, workSafetyLaw } from '../laws.ts'

/** Validities that the laws read do not state are usual ones; the paper itself always prevails. */
export const licences = [
  licence('principal-assessment', ['主要负责人考核合格证', "Principal's assessment certificate"], 'person', 36, workSafetyLaw(27)),
  licence(
    'safety-manager-assessment',
    ['安全管理人员考核合格证', "Safety manager's assessment certificate"],
    'person',
    36,
    workSafetyLaw(27),
  ),
  licence(
    'special-operation-review',
    ['特种作业操作证(复审)', 'Special-operation certificate (review)'],
    'person',
    36,
    known(
      '《安全生产法》第三十条；复审年限以证书和现行规定为准(2026年6月1日起有新规定)',
      'Work Safety Law, Art. 30; review term as on the certificate (new rules since 2026-06-01)',
      'uncertain',
    ),
  ),
  licence('emergency-plan-assessment', ['应急预案评估', 'Assessment of the emergency plan'], 'org', 36, planRules(35)),
  licence('emergency-plan-filing', ['应急预案备案', 'Filing of the emergency plan'], 'org', null, planRules(26)),
  licence(
    'liability-insurance',
    ['安全生产责任保险(高危行业)', 'Work safety liability insurance (high-risk sectors)'],
    'org',
    12,
    workSafetyLaw(51),
    [60, 30, 7],
  ),
  licence('work-injury-insurance', ['工伤保险', 'Work injury insurance'], 'org', null, workSafetyLaw(51)),
  licence(
    'standardization',
    ['安全生产标准化证书', 'Work safety standardization certificate'],
    'org',
    36,
    known('《企业安全生产标准化建设定级办法》(应急〔2021〕83号)', 'Standardization Grading Measures (2021)'),
    [180, 90, 30],
  ),
  licence(
    'lightning-test',
    ['防雷装置检测', 'Lightning protection test'],
    'subject',
    12,
    known('《气象灾害防御条例》', 'Meteorological Disaster Regulations'),
  ),
]
