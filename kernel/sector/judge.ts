import type { Text } from '../text.ts'
import type { Clause, Criterion, SourceStatus } from './sector.ts'

export type Answer = 'yes' | 'no' | 'unknown'

export interface Judgement {
  readonly verdict: 'major' | 'not' | 'cannot-judge'
  readonly clause: Clause
  /** Questions whose answer is still needed; empty unless the verdict is "cannot-judge". */
  readonly missing: readonly Text[]
  /** How sure the source of the criterion is: a verdict is no surer than its source. */
  readonly status: SourceStatus
}

/**
 * Judges a finding by one criterion of a major hidden hazard (重大事故隐患).
 *
 * The questions are joined by AND over three values: one "no" settles that the criterion is not met, whatever is
 * unknown; all "yes" meets it; anything else cannot be judged, and says which answers are missing.
 *
 * @param answers by question id; a question without an answer counts as unknown
 * @throws when an answer names a question that the criterion does not ask: a mistyped id must not pass as "unknown"
 */
export function judge(criterion: Criterion, answers: Readonly<Record<string, Answer>>): Judgement {
  const asked = new Set(criterion.questions.map((q) => q.id))
  for (const id of Object.keys(answers)) {
    if (!asked.has(id)) throw new Error(`criterion ${criterion.id} does not ask ${id}`)
  }
  const { clause } = criterion
  const answerTo = (id: string): Answer => answers[id] ?? 'unknown'
  const settled = (verdict: 'major' | 'not'): Judgement => ({ verdict, clause, missing: [], status: clause.status })
  if (criterion.questions.some((q) => answerTo(q.id) === 'no')) return settled('not')
  const missing = criterion.questions.filter((q) => answerTo(q.id) === 'unknown').map((q) => q.text)
  // A criterion that asks nothing is faulty (checkSector); it must never be met by default.
  if (criterion.questions.length > 0 && missing.length === 0) return settled('major')
  return { verdict: 'cannot-judge', clause, missing, status: clause.status }
}
