import { canonical, sha256Hex } from './canonical.ts'
import type { ActRecord } from './kind.ts'

/** What the first act of a matter is chained to. */
export const GENESIS = '0'.repeat(64)

/** The hash of an act covers everything that is recorded of it, and the act before it. */
export function hashAct(act: Omit<ActRecord, 'hash'>): string {
  const { hash: _none, ...content } = act as ActRecord
  return sha256Hex(canonical(content))
}

/** The first break in a matter's chain, or null. Acts must be in the order of their seq. */
export function findBreak(acts: readonly ActRecord[]): { seq: number; why: 'gap' | 'link' | 'content' } | null {
  let prev = GENESIS
  for (const [i, act] of acts.entries()) {
    if (act.seq !== i + 1) return { seq: i + 1, why: 'gap' }
    if (act.prevHash !== prev) return { seq: act.seq, why: 'link' }
    if (hashAct(act) !== act.hash) return { seq: act.seq, why: 'content' }
    prev = act.hash
  }
  return null
}
