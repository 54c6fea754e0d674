/** GB 45067-2024 (in force 2024-12-01): existence verified, text not obtained. The topics are ours. */
import { type Instrument, type Pair, consultCriterion } from '../define.ts'

const gb45067: Instrument = {
  name: ['GB 45067-2024《特种设备重大事故隐患判定准则》', 'GB 45067-2024 Major hazards of special equipment'],
  status: 'uncertain',
  from: '2024-12-01',
}

const topics: readonly (readonly [key: string, topic: Pair])[] = [
  ['unlicensed-making', ['使用未经许可生产的特种设备', 'equipment made without licence']],
  ['obsolete', ['使用国家明令淘汰或已经报废的特种设备', 'obsolete or scrapped equipment']],
  ['not-inspected', ['未经检验或检验不合格仍使用', 'use without or after failed inspection']],
  ['not-registered', ['未办理使用登记', 'use without registration']],
  ['safety-parts', ['安全附件、安全保护装置缺失或失效', 'safety devices missing or failed']],
  ['beyond-limits', ['超过规定参数、使用范围', 'use beyond parameters or purpose']],
  ['after-fault', ['出现故障或事故后未全面检查就继续使用', 'use after fault or accident without check']],
  ['operators', ['作业人员无证上岗', 'operators without certificate']],
]

export const criteria = topics.map(([key, topic]) =>
  consultCriterion(gb45067, `GB45067-${key}`, ['(条号以正文为准)', 'clause as in the text'], topic),
)
