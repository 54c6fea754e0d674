/**
 * Self-checks of hazardous-chemical enterprises. A finding points to a criterion of major hidden hazards, and the
 * criteria changed on 2026-09-30: each list therefore exists in two versions with the same items.
 */
import type { Checklist } from '#kernel/sector/index.ts'
import { rounds } from './checklists-rounds.ts'
import { works } from './checklists-works.ts'
import { AQ3067_FROM, type Version } from './instruments.ts'

/** First day of GB 30871-2022, on which the items about special work rest. */
const FIRST = '2022-10-01'

const versions: readonly Version[] = [
  { suffix: '2022', from: FIRST, to: AQ3067_FROM, major: (old) => `HZ121-${old}` },
  { suffix: '2026', from: AQ3067_FROM, major: (_old, now) => `AQ3067-${now}` },
]

export const checklists: readonly Checklist[] = versions.flatMap((version) => [...rounds(version), ...works(version)])
