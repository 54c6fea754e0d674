/** Measuring points of the sector. A limit that only the designer or the plant can give is left out; what stands here says its source. */
import type { PointType } from '#kernel/sector/index.ts'
import { text } from '#kernel/text.ts'
import { point, signal } from '../define.ts'

const aq1029 = { text: text('《煤矿安全监控系统及检测仪器使用管理规范》AQ 1029', 'AQ 1029'), status: 'secondary' } as const
const co = {
  text: text('《煤矿安全规程》一氧化碳最高允许浓度 24 ppm', 'Coal Mine Safety Regulations: CO at most 24 ppm'),
  status: 'from-knowledge',
} as const

export const points: readonly PointType[] = [
  point('methane', ['甲烷浓度', 'Methane'], '%CH4', [0, 100], 10, {
    subjects: ['coal-face', 'coal-mine'],
    limits: { H: 1, HH: 1.5, deadBand: 0.05, offDelay: 30, priority: 'high', clause: aq1029 },
  }),
  point('carbon-monoxide', ['一氧化碳浓度', 'Carbon monoxide'], 'ppm', [0, 1000], 10, {
    limits: { H: 24, deadBand: 1, offDelay: 30, priority: 'high', clause: co },
  }),
  point('air-speed', ['风速', 'Air speed'], 'm/s', [0, 15], 10),
  point('fan-pressure', ['主通风机负压', 'Fan pressure'], 'Pa', [0, 6000], 30, { subjects: ['main-fan'] }),
  signal('power-cut', ['瓦斯超限断电', 'Power cut by methane'], 10, 'high'),
  point('people-underground', ['井下人数', 'People underground'], '人', [0, 3000], 60),
]
