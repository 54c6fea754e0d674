/** Measuring points of the sector. A limit that only the designer or the plant can give is left out; what stands here says its source. */
import type { PointType } from '#kernel/sector/index.ts'
import { point } from '../define.ts'

export const points: readonly PointType[] = [
  point('slope-displacement', ['边坡位移', 'Slope displacement'], 'mm', [-1000, 1000], 600, { subjects: ['open-pit', 'waste-dump'] }),
  point('mine-co', ['一氧化碳浓度', 'Carbon monoxide'], 'ppm', [0, 1000], 30),
  point('mine-people', ['井下人数', 'People underground'], '人', [0, 1000], 60, { subjects: ['underground-mine'] }),
  point('pump-level', ['水仓水位', 'Sump level'], 'm', [0, 20], 60),
]
