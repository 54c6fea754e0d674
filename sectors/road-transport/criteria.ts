/** 交办运〔2023〕52号: even its existence is not verified here. The topics are ours; every verdict is uncertain. */
import { type Instrument, type Pair, consultCriterion } from '../define.ts'

const edition2023: Instrument = {
  name: [
    '交办运〔2023〕52号《道路运输企业和城市客运企业安全生产重大事故隐患判定标准(试行)》',
    'Major hazards of road and city passenger transport (2023)',
  ],
  status: 'uncertain',
  from: '2023-10-01',
}

const topics: readonly (readonly [key: string, topic: Pair])[] = [
  ['licence', ['经营许可、从业资格', 'permits and qualifications']],
  ['vehicle', ['使用报废、检验不合格或非法改装车辆', 'scrapped, failed or altered vehicles']],
  ['overload', ['超员、超载、疲劳驾驶管理', 'overloading and fatigue']],
  ['monitoring', ['动态监控缺失或数据造假', 'monitoring missing or false']],
  ['dangerous-goods', ['危险货物超范围或未按规定运输', 'dangerous goods beyond the permit or the rules']],
  ['station', ['客运站“三不进站、六不出站”', 'station gate rules']],
]

export const criteria = topics.map(([key, topic]) =>
  consultCriterion(edition2023, `JBY2023-${key}`, ['(条号以正文为准)', 'clause as in the text'], topic),
)
