import type { Client, QueryResult } from 'pg'
import { merkleRoot } from '#kernel/matter/index.ts'
import { fill, text, type Text } from '#kernel/text.ts'
import { CHECKPOINT_COLUMNS } from './checkpoint.ts'
import type { Found } from './faults.ts'
import { leafOf, signatureHolds } from './seal.ts'
import type { Checkpoint, Head } from './types.ts'

const CHECKPOINTS = 20

interface HeadRow {
  id: string
  seq: number
  no: string | null
  hash: string | null
}

type Sealed = Checkpoint & { heads: Head[] }

/** Sealed heads that no chain has any more, and entries of the index that the checkpoint does not have. */
async function checkHeads(client: Client, { id }: Sealed, found: Found): Promise<void> {
  const gone = await client.query<HeadRow>(
    `select (h ->> 0)::uuid as id, (h ->> 1)::integer as seq, m.no, a.hash
      from checkpoint c, jsonb_array_elements(c.heads) h
      left join act a on a.matter_id = (h ->> 0)::uuid and a.seq = (h ->> 1)::integer
      left join matter m on m.id = (h ->> 0)::uuid
      where c.id = $1 and a.hash is distinct from h ->> 2`,
    [id],
  )
  for (const row of gone.rows) {
    const what =
      row.hash === null
        ? text(
            '校验点里有第 {seq} 次行为，记录里没有了：被删除',
            'the checkpoint has act {seq}, the record no longer has it: it was removed',
          )
        : text('第 {seq} 次行为的哈希与校验点不符：链被重写', 'the hash of act {seq} differs from the checkpoint: the chain was rewritten')
    found.add({ where: 'checkpoint', matterId: row.id, no: row.no, seq: row.seq, checkpointId: id, what: fill(what, { seq: row.seq }) })
  }
  const index = await client.query<{ id: string }>(
    `select h.matter_id as id from checkpoint_head h where h.checkpoint_id = $1
      except select (x ->> 0)::uuid from checkpoint c, jsonb_array_elements(c.heads) x join checkpoint_head h on h.matter_id = (x ->> 0)::uuid
      where c.id = $1 and h.seq = (x ->> 1)::integer and h.head_hash = x ->> 2`,
    [id],
  )
  const what = text('校验点索引与校验点不符', 'the index of the checkpoints differs from the checkpoint')
  for (const row of index.rows) found.add({ where: 'checkpoint', matterId: row.id, checkpointId: id, what })
}

function checkSeal(checkpoint: Sealed, prevRoot: string | null, publicPem: string, found: Found): void {
  const wrong = (what: Text): void => found.add({ where: 'checkpoint', checkpointId: checkpoint.id, what })
  const { heads } = checkpoint
  if (checkpoint.prevRoot !== prevRoot) wrong(text('与前一个校验点不衔接', 'it does not follow the checkpoint before'))
  if (heads.length !== checkpoint.matters || merkleRoot(heads.map(leafOf)) !== checkpoint.root) {
    wrong(text('根哈希与所列链头不符', 'its root does not fit its heads'))
  }
  if (!signatureHolds(checkpoint, publicPem)) wrong(text('签名无效，不是本机密钥所签', 'the signature is not of this key'))
}

/** Every checkpoint: signed, linked, its root made of its heads, its heads in their chains, its index right. */
export async function checkCheckpoints(client: Client, publicPem: string, found: Found) {
  let count = 0
  let newest: Sealed | null = null
  for (;;) {
    const page: QueryResult<Sealed> = await client.query<Sealed>(
      `select ${CHECKPOINT_COLUMNS.text}, heads from checkpoint where id > $1 order by id limit ${CHECKPOINTS}`,
      [newest?.id ?? 0],
    )
    for (const checkpoint of page.rows) {
      checkSeal(checkpoint, newest?.root ?? null, publicPem, found)
      await checkHeads(client, checkpoint, found)
      newest = checkpoint
      count += 1
    }
    if (page.rows.length < CHECKPOINTS) break
  }
  return { count, newest: newest && { id: newest.id, at: newest.at, root: newest.root } }
}
