import type { RuleConfig } from '../config/schema.ts'

/** Head of a novelty block: counters, running mean, EWMAs, records of the four features. */
export const NOVELTY_HEAD = 24
/** Head of a principal-component block: counters and limits. */
export const PCA_HEAD = 8

/** Doubles a detector keeps beside its rule state; 0 for rules that live in their 256 octets. */
export const modelSize = (rule: RuleConfig): number => {
  if (rule.kind === 'novelty') return NOVELTY_HEAD + 2 * rule.seasonSlots
  if (rule.kind !== 'pca' || rule.points === '*') return 0
  const n = rule.points.length
  // Training rows; afterwards mean, deviation, loadings and eigenvalues lie in the same place.
  return PCA_HEAD + Math.max(rule.train * n, n * 2 + rule.components * (n + 1))
}
