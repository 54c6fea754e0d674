/** 建质规〔2024〕5号: existence verified, items not transcribed. The topics follow the usual fields of building works. */
import { type Instrument, type Pair, consultCriterion } from '../define.ts'

const edition2024: Instrument = {
  name: ['建质规〔2024〕5号《房屋市政工程生产安全重大事故隐患判定标准(2024版)》', 'Major hazards of building and municipal works (2024)'],
  status: 'uncertain',
  from: '2024-12-01',
}

const topics: readonly (readonly [key: string, topic: Pair])[] = [
  ['management', ['施工安全管理(许可、人员证书、专项方案)', 'management (licence, certificates, plans)']],
  ['pit', ['基坑、边坡工程', 'pits and slopes']],
  ['formwork', ['模板支撑工程', 'formwork support']],
  ['scaffold', ['脚手架工程', 'scaffolds']],
  ['crane', ['起重机械及吊装', 'cranes and lifting']],
  ['height', ['高处作业', 'work at height']],
  ['power', ['施工临时用电', 'temporary power']],
  ['confined', ['有限空间作业', 'confined spaces']],
  ['demolition', ['拆除工程', 'demolition']],
  ['tunnel', ['隧道、暗挖工程', 'tunnelling']],
  ['fire', ['施工现场消防、临时用房', 'fire safety and site huts']],
]

export const criteria = topics.map(([key, topic]) =>
  consultCriterion(edition2024, `JZG2024-${key}`, ['(条号以正文为准)', 'clause as in the text'], topic),
)
