import type { ScoreSheet } from '#kernel/score/index.ts'
import { creditSheet } from './score-credit.ts'
import { responsibilitySheet } from './score-responsibility.ts'
import { standardization2016, standardization2025 } from './score-standardization.ts'
import { drillSheet } from './score-drill.ts'

/** Score sheets that hold for every industry. */
export const scores: readonly ScoreSheet[] = [standardization2016, standardization2025, drillSheet, responsibilitySheet, creditSheet]
