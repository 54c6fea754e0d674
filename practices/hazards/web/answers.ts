import type { EvidenceRef } from '#kernel/matter/index.ts'
import type { CheckResult } from '../model.ts'

/** What was answered to one line, with its photograph whole until it is sent. */
export interface Answer {
  readonly result: CheckResult['result']
  readonly note?: string
  readonly photo?: EvidenceRef
}

export type Answers = Readonly<Record<string, Answer>>

/** Evidence of one act is bounded by the server. */
export const MOST_PHOTOS = 30

/** Why a line cannot be sent yet; null = it can. A finding needs a note or a photograph, as the server asks. */
export function missing(answer: Answer | undefined): 'answer' | 'note' | null {
  if (!answer) return 'answer'
  if (answer.result !== 'hazard') return null
  return (answer.note ?? '').trim().length >= 2 || answer.photo ? null : 'note'
}

/**
 * The form and the evidence of the act, in the order of the list. Note and photograph of a line that is no finding (any
 * more) are left out; a photograph that serves two lines is evidence once.
 */
export function toAct(ids: readonly string[], answers: Answers): { results: CheckResult[]; evidence: EvidenceRef[] } {
  const results: CheckResult[] = []
  const evidence = new Map<string, EvidenceRef>()
  for (const item of ids) {
    const answer = answers[item]
    if (!answer) continue
    if (answer.result !== 'hazard') {
      results.push({ item, result: answer.result })
      continue
    }
    const note = (answer.note ?? '').trim()
    if (answer.photo) evidence.set(answer.photo.hash, answer.photo)
    results.push({ item, result: 'hazard', ...(note === '' ? {} : { note }), ...(answer.photo ? { photo: answer.photo.hash } : {}) })
  }
  return { results, evidence: [...evidence.values()] }
}
