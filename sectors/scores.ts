/** Score sheets of all sectors. A sector that has any adds one line here. */
import type { ScoreSheet } from '#kernel/score/index.ts'
import { scores as common } from './common/scores.ts'
import { scores as park } from './park/scores.ts'

export const sectorScores: readonly ScoreSheet[] = [...common, ...park]

/** What a band of a score sheet may block, by name: what others ask about before they let it go on. */
export const SCORE_DEEDS = ['new-project'] as const
