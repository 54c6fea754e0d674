import { sha256Hex } from './canonical.ts'

/** Merkle tree after RFC 9162 section 2.1: leaves and nodes are hashed with different prefixes, so that neither can pose as the other. */
const leaf = (data: string): string => sha256Hex(`\u0000${data}`)
const node = (left: string, right: string): string => sha256Hex(`\u0001${left}${right}`)

const EMPTY = sha256Hex('')

/** Largest power of two below n (n > 1). */
function split(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

/** The levels are folded pairwise; an odd node moves up unchanged, which gives the same tree as the recursive definition. */
export function merkleRoot(leaves: readonly string[]): string {
  if (leaves.length === 0) return EMPTY
  let level = leaves.map(leaf)
  while (level.length > 1) {
    const next: string[] = []
    for (let i = 0; i < level.length; i += 2) {
      const left = level[i] ?? ''
      const right = level[i + 1]
      next.push(right === undefined ? left : node(left, right))
    }
    level = next
  }
  return level[0] ?? EMPTY
}

export interface ProofStep {
  readonly side: 'left' | 'right'
  readonly hash: string
}

/** The sibling hashes from a leaf up to the root. */
export function merkleProof(leaves: readonly string[], index: number): ProofStep[] {
  if (index < 0 || index >= leaves.length) throw new Error(`No leaf ${index} among ${leaves.length}`)
  if (leaves.length === 1) return []
  const k = split(leaves.length)
  return index < k
    ? [...merkleProof(leaves.slice(0, k), index), { side: 'right', hash: merkleRoot(leaves.slice(k)) }]
    : [...merkleProof(leaves.slice(k), index - k), { side: 'left', hash: merkleRoot(leaves.slice(0, k)) }]
}

/** Does the proof lead from this leaf to this root? */
export function verifyProof(data: string, proof: readonly ProofStep[], root: string): boolean {
  let hash = leaf(data)
  for (const step of proof) hash = step.side === 'left' ? node(step.hash, hash) : node(hash, step.hash)
  return hash === root
}
