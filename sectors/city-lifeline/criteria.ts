/** City gas, 建城规〔2023〕4号: existence verified, items not transcribed. The topics are ours. */
import { type Instrument, type Pair, consultCriterion } from '../define.ts'

const gas2023: Instrument = {
  name: ['建城规〔2023〕4号《城镇燃气经营安全重大隐患判定标准》', 'Major hazards of city gas (2023)'],
  status: 'uncertain',
  from: '2023-10-01',
}

const topics: readonly (readonly [key: string, topic: Pair])[] = [
  ['licence', ['经营许可与人员考核', 'licence and assessed staff']],
  ['station', ['燃气厂站安全间距、安全设施、监控报警', 'stations: distance, safety devices, alarms']],
  ['pipe', ['管道占压、穿越密闭空间、腐蚀泄漏', 'pipes: built over, through closed spaces, corroded']],
  ['third-party', ['第三方施工破坏防护', 'protection against third-party damage']],
  ['user', ['用户用气环境、报警切断、入户安检', 'users: place, alarm and cut-off, home check']],
  ['cylinder', ['瓶装气充装、配送、不合格气瓶', 'cylinders: filling, delivery, unfit ones']],
  ['odour', ['加臭与气质', 'odour and gas quality']],
]

export const criteria = topics.map(([key, topic]) =>
  consultCriterion(gas2023, `JCG2023-${key}`, ['(条号以正文为准)', 'clause as in the text'], topic),
)
