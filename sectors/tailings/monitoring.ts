/** Measuring points of the sector. A limit that only the designer or the plant can give is left out; what stands here says its source. */
import type { PointType } from '#kernel/sector/index.ts'
import { text } from '#kernel/text.ts'
import { point } from '../define.ts'

const design = {
  text: text('《尾矿库安全规程》GB 39496-2020 第5.5.4条：预警值由设计给定', 'GB 39496-2020, 5.5.4: the values are given by the design'),
  status: 'verified',
} as const
const storm = { text: text('24 小时降雨量 50 mm 为暴雨', 'Rain of 50 mm in 24 h is a rainstorm'), status: 'from-knowledge' } as const

export const points: readonly PointType[] = [
  point('displacement', ['坝体表面位移', 'Surface displacement'], 'mm', [-500, 500], 600, {
    limits: { H: 30, HH: 50, deadBand: 2, priority: 'high', clause: design },
  }),
  point('deep-displacement', ['坝体内部位移', 'Deep displacement'], 'mm', [-500, 500], 600, {
    limits: { H: 20, HH: 40, deadBand: 2, priority: 'high', clause: design },
  }),
  point('phreatic-depth', ['浸润线埋深', 'Depth of the phreatic line'], 'm', [0, 60], 600, {
    limits: { LL: 4, L: 6, deadBand: 0.3, priority: 'high', clause: design },
  }),
  point('beach-length', ['干滩长度', 'Dry-beach length'], 'm', [0, 1000], 600, {
    limits: { LL: 70, L: 100, deadBand: 3, priority: 'high', clause: design },
  }),
  point('pond-level', ['库水位', 'Pond level'], 'm', [0, 2000], 600),
  point('rainfall', ['24 小时降雨量', 'Rain in 24 h'], 'mm', [0, 500], 600, {
    limits: { H: 50, HH: 100, deadBand: 1, priority: 'medium', clause: storm },
  }),
  point('seepage', ['渗流量', 'Seepage'], 'L/s', [0, 500], 600),
]
