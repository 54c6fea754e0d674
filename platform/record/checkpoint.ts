import type { Claims } from '#kernel/access/index.ts'
import { merkleRoot } from '#kernel/matter/index.ts'
import { raw, sql, type Db, type Tx } from '#platform/db/index.ts'
import { leafOf, signCheckpoint } from './seal.ts'
import type { Head, RecordKeys } from './types.ts'

/** Heads in one checkpoint: an inclusion proof hashes all of them anew, in about 20 ms. */
const HEADS = 4096
/** Any constant will do; it must only be the same in every process that seals. */
const LOCK = 0x5ea1

export const CHECKPOINT_COLUMNS = raw(`id, at, matters, root, prev_root as "prevRoot", key_id as "keyId", signature`)

interface Moved {
  id: string
  seq: number
  head: string
}

async function sealBatch(tx: Tx, keys: RecordKeys, at: Date, after: string): Promise<{ heads: Head[]; root: string } | null> {
  await tx.query(sql`select pg_advisory_xact_lock(${LOCK})`)
  // By comparison and not by time: an act whose transaction ends late, or whose clock is simulated, must not be passed over.
  const moved = await tx.query<Moved>(
    sql`select m.id, m.seq, m.head_hash as head from matter m left join checkpoint_head h on h.matter_id = m.id
      where m.id > ${after}::uuid and (h.seq is distinct from m.seq or h.head_hash is distinct from m.head_hash) order by m.id limit ${HEADS}`,
  )
  if (moved.length === 0) return null
  const heads = moved.map((m): Head => [m.id, m.seq, m.head])
  const [last] = await tx.query<{ root: string }>(sql`select root from checkpoint order by id desc limit 1`)
  const content = {
    at: at.toISOString(),
    matters: heads.length,
    root: merkleRoot(heads.map(leafOf)),
    prevRoot: last?.root ?? null,
    keyId: keys.keyId,
  }
  const text = JSON.stringify(heads)
  await tx.query(
    sql`with sealed as (
      insert into checkpoint (at, matters, root, prev_root, heads, key_id, signature)
      values (${content.at}::timestamptz, ${content.matters}, ${content.root}, ${content.prevRoot}, ${text}::jsonb, ${content.keyId},
        ${signCheckpoint(content, keys)}) returning id)
    insert into checkpoint_head (matter_id, seq, head_hash, checkpoint_id)
    select (h ->> 0)::uuid, (h ->> 1)::integer, h ->> 2, sealed.id from sealed, jsonb_array_elements(${text}::jsonb) h
    on conflict (matter_id) do update set seq = excluded.seq, head_hash = excluded.head_hash, checkpoint_id = excluded.checkpoint_id`,
  )
  return { heads, root: content.root }
}

/**
 * Seals the chain heads of every matter that moved since it was sealed last: in batches, each a signed checkpoint chained
 * to the one before. Writes nothing when nothing moved. May run in several processes at once.
 * @param system claims that read every matter
 * @returns how many checkpoints were made, how many heads they hold, and the newest root (null: nothing moved)
 */
export async function checkpoint(
  db: Db,
  system: Claims,
  keys: RecordKeys,
  now: () => Date,
): Promise<{ checkpoints: number; heads: number; root: string | null }> {
  let after = '00000000-0000-0000-0000-000000000000'
  let [checkpoints, heads] = [0, 0]
  let root: string | null = null
  for (;;) {
    const sealed = await db.tx(system, (tx) => sealBatch(tx, keys, now(), after))
    if (sealed === null) return { checkpoints, heads, root }
    checkpoints += 1
    heads += sealed.heads.length
    root = sealed.root
    if (sealed.heads.length < HEADS) return { checkpoints, heads, root }
    after = sealed.heads.at(-1)?.[0] ?? after
  }
}
