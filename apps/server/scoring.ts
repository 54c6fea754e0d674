import type { Claims } from '#kernel/access/index.ts'
import { checkSheets, sheetOn, type ScoreSheet } from '#kernel/score/index.ts'
import type { Read } from '#mechanisms/measures/index.ts'
import { ofMeasure, scoreAllows, type EvidenceBook, type EvidenceDef, type SheetOf, type Standing } from '#mechanisms/scoring/index.ts'
import { licenceEvidence } from './licence-evidence.ts'
import { text } from '#kernel/text.ts'
import type { Db } from '#platform/db/index.ts'
import { hazardEvidence } from '#practices/hazards/index.ts'
import { SCORE_DEEDS, sectorScores } from '#sectors/scores.ts'
import { wiredMeasures } from './measures.ts'

const evidence: readonly EvidenceDef[] = [
  ...hazardEvidence,
  licenceEvidence,
  ofMeasure('standardization', 'standardization', text('标准化达标率', 'Share with standardization')),
]

/** What the sheets may refer to. */
export const KNOWN_EVIDENCE: readonly string[] = evidence.map((e) => e.key)

/** The sheets of the sectors, walked: a broken one stops the boot and says where. */
export function wiredSheets(): readonly ScoreSheet[] {
  const faults = checkSheets(sectorScores, { evidence: KNOWN_EVIDENCE, deeds: SCORE_DEEDS })
  if (faults.length > 0) throw new Error(`Score sheets are not sound:\n- ${faults.join('\n- ')}`)
  return sectorScores
}

export const sheetFinder =
  (sheets: () => readonly ScoreSheet[]): SheetOf =>
  (id, day) =>
    sheets().find((s) => s.id === id && sheetOn(s, day))

export const scoringDeps = (db: Db, system: Claims): { db: Db; system: Claims; book: EvidenceBook } => ({
  db,
  system,
  book: { defs: evidence, measures: wiredMeasures() },
})

/** May a new project come into the park? By its latest published grade, with the clause. */
export const parkAllows = (read: Read, parkOrgId: string): Promise<Standing> =>
  scoreAllows(read, { orgId: parkOrgId, sheet: 'chemical-park', deed: 'new-project' })
