import { choice, f } from '../core/fields.ts'
import { atLeast } from '../core/number.ts'
import type { Choice, Field } from '../core/types.ts'

export type GradeName = '特别重大' | '重大' | '较大' | '一般'

export interface GradeBand {
  readonly grade: GradeName
  readonly deaths: number
  readonly serious: number
  readonly lossWan: number
}

/** 国务院令第493号 art. 3. Lower bounds are inclusive; the highest of the three indicators decides. */
export const ACCIDENT_GRADES: readonly GradeBand[] = [
  { grade: '特别重大', deaths: 30, serious: 100, lossWan: 10000 },
  { grade: '重大', deaths: 10, serious: 50, lossWan: 5000 },
  { grade: '较大', deaths: 3, serious: 10, lossWan: 1000 },
  { grade: '一般', deaths: 0, serious: 0, lossWan: 0 },
]

/** Rank of an accident, 1 = 特别重大 … 4 = 一般. Deaths, serious injuries (acute poisonings count), direct loss in 万元. */
export function accidentRank(deaths: number, serious: number, lossWan: number): 1 | 2 | 3 | 4 {
  if (deaths >= 30 || serious >= 100 || atLeast(lossWan, 10000)) return 1
  if (deaths >= 10 || serious >= 50 || atLeast(lossWan, 5000)) return 2
  if (deaths >= 3 || serious >= 10 || atLeast(lossWan, 1000)) return 3
  return 4
}

export function gradeOf(rank: 1 | 2 | 3 | 4): GradeName {
  return (['特别重大', '重大', '较大', '一般'] as const)[rank - 1] as GradeName
}

export const GRADE_CHOICES: readonly Choice[] = [
  choice('特别重大', 'especially serious', '特别重大事故', '特大', '特大事故'),
  choice('重大', 'serious', '重大事故'),
  choice('较大', 'large', '较大事故', 'relatively serious'),
  choice('一般', 'ordinary', '一般事故', 'general'),
]

export const gradeField = (more?: Partial<Field>): Field => f.choice('grade', '事故等级', 'Accident grade', GRADE_CHOICES, more)

export const deathsField = f.count('deaths', '死亡人数', 'Deaths', { unit: '人', aliases: ['death'] })
export const seriousField = f.count('serious', '重伤人数(含急性工业中毒)', 'Serious injuries (acute poisoning counts)', {
  unit: '人',
  aliases: ['serious_injuries', 'injured', 'serious_injured'],
})
export const lossField = f.number('loss_wan', '直接经济损失', 'Direct economic loss', {
  unit: '万元',
  aliases: ['loss', 'direct_loss_wan'],
})
