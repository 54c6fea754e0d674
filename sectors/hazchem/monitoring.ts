/** Measuring points of the sector. A limit that only the designer or the plant can give is left out; what stands here says its source. */
import type { PointType } from '#kernel/sector/index.ts'
import { text } from '#kernel/text.ts'
import { point, signal } from '../define.ts'

const gas = {
  text: text('《石油化工可燃气体和有毒气体检测报警设计标准》GB/T 50493-2019 第5.5.2条', 'GB/T 50493-2019, 5.5.2'),
  status: 'verified',
} as const
const practice = {
  text: text('报警管理的通行起始值，须按设计核定', 'Usual starting values of alarm management; to be set by the design'),
  status: 'from-knowledge',
} as const

export const points: readonly PointType[] = [
  point('tank-level', ['储罐液位', 'Tank level'], 'm', [0, 20], 30, {
    subjects: ['tank', 'tank-farm', 'major-hazard-installation'],
    limits: { LL: 1, L: 1.5, H: 12, HH: 13.5, deadBand: 0.3, offDelay: 60, priority: 'medium', clause: practice },
    stuckS: 86_400,
  }),
  point('tank-pressure', ['储罐压力', 'Tank pressure'], 'MPa', [0, 2.5], 30, {
    subjects: ['tank', 'tank-farm', 'reaction-unit'],
    limits: { H: 1.6, HH: 1.8, deadBand: 0.05, onDelay: 15, offDelay: 15, priority: 'medium', clause: practice },
  }),
  point('tank-temperature', ['储罐温度', 'Tank temperature'], '℃', [-40, 200], 30, {
    subjects: ['tank', 'tank-farm', 'hazchem-warehouse'],
    limits: { H: 40, HH: 50, deadBand: 1, onDelay: 60, offDelay: 60, priority: 'medium', clause: practice },
  }),
  point('gas-combustible', ['可燃气体浓度', 'Combustible gas'], '%LEL', [0, 100], 10, {
    limits: { H: 25, HH: 50, deadBand: 1, offDelay: 30, priority: 'high', clause: gas },
  }),
  point('gas-toxic', ['有毒气体浓度', 'Toxic gas'], '%OEL', [0, 500], 10, {
    limits: { H: 100, HH: 200, deadBand: 2, offDelay: 30, priority: 'high', clause: gas },
  }),
  point('oxygen', ['氧气浓度', 'Oxygen'], '%VOL', [0, 30], 10, {
    limits: { LL: 18, L: 19.5, H: 23.5, deadBand: 0.2, offDelay: 30, priority: 'high', clause: gas },
  }),
  point('reactor-temperature', ['反应温度', 'Reactor temperature'], '℃', [-50, 400], 10, {
    subjects: ['reaction-unit'],
    rate: { limit: 5, overS: 60 },
  }),
  point('reactor-pressure', ['反应压力', 'Reactor pressure'], 'MPa', [0, 10], 10, { subjects: ['reaction-unit'] }),
  signal('emergency-cut', ['紧急切断动作', 'Emergency shut-off'], 30, 'high'),
]
