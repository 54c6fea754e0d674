/** Measuring points of the sector. A limit that only the designer or the plant can give is left out; what stands here says its source. */
import type { PointType } from '#kernel/sector/index.ts'
import { text } from '#kernel/text.ts'
import { point } from '../define.ts'

const practice = {
  text: text('通行起始值，须按设计核定', 'Usual starting values; to be set by the design'),
  status: 'from-knowledge',
} as const

export const points: readonly PointType[] = [
  point('gas-pressure', ['燃气管网压力', 'Gas pressure'], 'kPa', [0, 1600], 30),
  point('gas-leak', ['燃气浓度', 'Gas concentration'], '%LEL', [0, 100], 10, {
    limits: { H: 25, HH: 50, deadBand: 1, offDelay: 30, priority: 'high', clause: practice },
  }),
  point('water-pressure', ['供水压力', 'Water pressure'], 'MPa', [0, 2], 60),
  point('drain-level', ['排水井液位', 'Drain level'], 'm', [0, 10], 300),
  point('bridge-strain', ['桥梁应变', 'Bridge strain'], 'με', [-3000, 3000], 60),
]
