import { licence } from '../define.ts'
import { fireLaw, known } from '../laws.ts'

export const licences = [
  licence(
    'fire-opening-check',
    ['公众聚集场所投入使用、营业前消防安全检查', 'Fire safety check before opening'],
    'subject',
    null,
    fireLaw(15),
  ),
  licence('fire-acceptance', ['建设工程消防验收或备案', 'Fire acceptance or filing of the building'], 'subject', null, fireLaw(13)),
  licence('fire-facility-test', ['建筑消防设施年度检测', 'Yearly test of fire facilities'], 'subject', 12, fireLaw(16, 3), [60, 30, 7]),
  licence('fire-operator', ['消防设施操作员证书', 'Fire facility operator certificate'], 'person', null, fireLaw(21)),
  licence('extinguisher-service', ['灭火器维修检查', 'Extinguisher service'], 'subject', 12, fireLaw(16, 2), [30, 7]),
  licence('fire-service-contract', ['消防设施维护保养合同', 'Fire facility service contract'], 'org', 12, fireLaw(34), [60, 30]),
  licence(
    'flue-cleaning',
    ['厨房油烟道清洗', 'Cleaning of kitchen ducts'],
    'subject',
    3,
    known('《人员密集场所消防安全管理》(GB/T 40248)', 'Fire safety of crowd places (GB/T 40248)'),
    [15, 3],
  ),
  licence('public-liability', ['火灾公众责任保险', 'Fire public liability insurance'], 'org', 12, fireLaw(33), [30, 7]),
]
