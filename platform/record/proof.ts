import { findBreak, hashAct, merkleProof, verifyProof, type ActRecord } from '#kernel/matter/index.ts'
import { raw, sql } from '#platform/db/index.ts'
import { CHECKPOINT_COLUMNS } from './checkpoint.ts'
import { leafOf, signatureHolds } from './seal.ts'
import type { ActProof, Checkpoint, Head, Inclusion, MatterProof, Read } from './types.ts'

export const ACT_COLUMNS = raw(`id, matter_id as "matterId", kind, seq, act, kind_version as "kindVersion", at, recorded_at as "recordedAt",
  actor, place, form, evidence, effect, prev_hash as "prevHash", hash`)

const actsOf = (matterId: string) => sql`select ${ACT_COLUMNS} from act where matter_id = ${matterId}::uuid order by seq`

/** Where the newest checkpoint that holds the matter has its head. */
async function inclusionOf(read: Read, matterId: string, acts: readonly ActRecord[]): Promise<Inclusion | null> {
  const [row] = await read<Checkpoint & { heads: Head[] }>(
    sql`select ${CHECKPOINT_COLUMNS}, heads from checkpoint where id = (select checkpoint_id from checkpoint_head where matter_id = ${matterId}::uuid)`,
  )
  if (!row) return null
  const { heads, ...checkpoint } = row
  const index = heads.findIndex(([id]) => id === matterId)
  const head = heads[index]
  if (!head) return null
  const leaves = heads.map(leafOf)
  const inChain = acts.find((a) => a.seq === head[1])?.hash === head[2]
  return { checkpoint, seq: head[1], headHash: head[2], leaf: leafOf(head), proof: merkleProof(leaves, index), inChain }
}

/** The chain of a matter and its place in the newest checkpoint that holds it; null where the reader sees no such matter. */
export async function matterProof(read: Read, matterId: string): Promise<MatterProof | null> {
  const [matter] = await read<{ no: string }>(sql`select no from matter where id = ${matterId}::uuid`)
  if (!matter) return null
  const acts = await read<ActRecord>(actsOf(matterId))
  const inclusion = await inclusionOf(read, matterId, acts)
  return { matterId, no: matter.no, acts, fault: findBreak(acts), inclusion }
}

/**
 * The proof of one act, to be handed on: it carries the act and those after it up to the sealed head in full, since only
 * their content leads from the one hash to the other. Null where the reader sees no such act.
 */
export async function actProof(read: Read, actId: string, publicPem: string): Promise<ActProof | null> {
  const [act] = await read<{ matterId: string; seq: number; no: string }>(
    sql`select a.matter_id as "matterId", a.seq, m.no from act a join matter m on m.id = a.matter_id where a.id = ${actId}::uuid`,
  )
  if (!act) return null
  const all = await read<ActRecord>(actsOf(act.matterId))
  const found = await inclusionOf(read, act.matterId, all)
  const inclusion = found && found.seq >= act.seq ? found : null
  const last = inclusion?.seq ?? act.seq
  return { format: 'anlan-act-proof/1', no: act.no, acts: all.filter((a) => a.seq >= act.seq && a.seq <= last), inclusion, publicPem }
}

/**
 * Does the proof show that its first act stood in the record when the checkpoint was signed? Needs nothing but the proof and
 * a public key that is trusted from elsewhere.
 */
export function verifyActProof(proof: ActProof, trustedPem: string): boolean {
  const { acts, inclusion } = proof
  const first = acts[0]
  if (!first || !inclusion) return false
  const linked = acts.every(
    (act, i) =>
      act.matterId === first.matterId &&
      hashAct(act) === act.hash &&
      (i === 0 || (act.prevHash === acts[i - 1]?.hash && act.seq === first.seq + i)),
  )
  const head = acts.at(-1)
  return (
    linked &&
    head !== undefined &&
    inclusion.leaf === leafOf([head.matterId, head.seq, head.hash]) &&
    verifyProof(inclusion.leaf, inclusion.proof, inclusion.checkpoint.root) &&
    signatureHolds(inclusion.checkpoint, trustedPem)
  )
}
