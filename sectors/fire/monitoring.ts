/** Measuring points of the sector. A limit that only the designer or the plant can give is left out; what stands here says its source. */
import type { PointType } from '#kernel/sector/index.ts'
import { text } from '#kernel/text.ts'
import { point, signal } from '../define.ts'

const practice = {
  text: text('通行起始值，须按设计核定', 'Usual starting values; to be set by the design'),
  status: 'from-knowledge',
} as const

export const points: readonly PointType[] = [
  signal('fire-alarm', ['火灾报警', 'Fire alarm'], 60, 'high'),
  signal('device-fault', ['设施故障', 'Facility fault'], 60, 'low'),
  point('hydrant-pressure', ['消火栓压力', 'Hydrant pressure'], 'MPa', [0, 2], 60, {
    limits: { LL: 0.1, L: 0.15, deadBand: 0.01, onDelay: 60, offDelay: 60, priority: 'medium', clause: practice },
  }),
  point('fire-tank-level', ['消防水池液位', 'Fire water level'], 'm', [0, 10], 60, {
    limits: { LL: 1, L: 2, deadBand: 0.1, onDelay: 60, offDelay: 60, priority: 'medium', clause: practice },
  }),
  point('residual-current', ['剩余电流', 'Residual current'], 'mA', [0, 1000], 60, {
    limits: { H: 300, HH: 500, deadBand: 10, offDelay: 60, priority: 'low', clause: practice },
  }),
]
