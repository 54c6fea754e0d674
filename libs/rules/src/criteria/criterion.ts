import type { SourceStatus } from '../core/types.ts'
import { evidenceFor, questionFor } from './evidence.ts'

/** One checkable criterion of a major hidden hazard (重大事故隐患). */
export interface Criterion {
  readonly id: string
  readonly clause: string
  /** The finding, in short plain words: when it holds, the hazard is major. */
  readonly text: string
  readonly sourceStatus: SourceStatus
  /** Aspect, chapter or kind of mine, for lists. */
  readonly group: string
  /** The criterion as a question: yes means the hazard is major. */
  readonly question: string
  /** What is needed to answer it (our practice, from knowledge). */
  readonly evidence: readonly string[]
}

export function item(id: string, clause: string, text: string, sourceStatus: SourceStatus, group = ''): Criterion {
  return { id, clause, text, sourceStatus, group, question: questionFor(text), evidence: evidenceFor(text) }
}
