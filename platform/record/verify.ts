import { Client, type QueryResult, type QueryResultRow } from 'pg'
import { canonical, findBreak, fold, merkleRoot, type ActRecord, type MatterView } from '#kernel/matter/index.ts'
import { fill, text, type Text } from '#kernel/text.ts'
import { sql } from '#platform/db/index.ts'
import { CHECKPOINT_COLUMNS } from './checkpoint.ts'
import { ACT_COLUMNS } from './proof.ts'
import { leafOf, signatureHolds } from './seal.ts'
import type { Checkpoint, Head, RecordFault, RecordReport } from './types.ts'

const FETCH = 2000
const CHECKPOINTS = 20

const VIEW_COLUMNS = `id, kind, no, title, state, phase, level, path, org_id as "orgId", office_id as "officeId", sector,
  subject_id as "subjectId", parent_id as "parentId", opened_by as "openedBy", opened_at as "openedAt", assignee_id as "assigneeId",
  state_since as "stateSince", closed_at as "closedAt", due_at as "dueAt", due_clause as "dueClause", place, fields, done_by as "doneBy",
  seq, head_hash as "headHash"`

const BREAKS: Readonly<Record<'gap' | 'link' | 'content', Text>> = {
  gap: text('缺少一次行为', 'an act is missing'),
  link: text('与前一次行为的哈希不衔接', 'the hash of the act before does not fit'),
  content: text('行为内容与其哈希不符，被改过', 'the content does not fit its hash: it was altered'),
}

export interface VerifyOptions {
  /** The owner's connection string: row-level security must hide nothing. */
  readonly ownerUrl: string
  /** The public key (SPKI PEM) that the checkpoints must be signed with. */
  readonly publicPem: string
  readonly progress?: (done: { acts: number; total: number }) => void
  /** Faults that are listed; all are counted. */
  readonly maxFaults?: number
}

interface Found {
  add(fault: Pick<RecordFault, 'where' | 'what'> & Partial<RecordFault>): void
  readonly list: RecordFault[]
  readonly count: () => number
}

function collector(most: number): Found {
  const list: RecordFault[] = []
  let count = 0
  return {
    list,
    count: () => count,
    add(fault) {
      count += 1
      if (list.length < most) list.push({ matterId: null, no: null, seq: null, checkpointId: null, ...fault })
    },
  }
}

/** Rows of a cursor one by one; the next lot is fetched while this one is looked at. */
async function* rowsOf<T extends QueryResultRow>(client: Client, cursor: string): AsyncGenerator<T> {
  const fetch = async (): Promise<T[]> => (await client.query<T>(`fetch ${FETCH} from ${cursor}`)).rows
  let coming = fetch()
  for (;;) {
    const rows = await coming
    if (rows.length === 0) return
    coming = fetch()
    // Should the caller stop here, the fetch on its way must not go unheard.
    coming.catch(() => undefined)
    yield* rows
  }
}

/** The acts of one matter after the other. */
async function* chainsOf(client: Client, tick: (acts: number) => void): AsyncGenerator<ActRecord[]> {
  let acts: ActRecord[] = []
  let count = 0
  for await (const act of rowsOf<ActRecord>(client, 'acts')) {
    if (acts[0] && acts[0].matterId !== act.matterId) {
      yield acts
      acts = []
    }
    acts.push(act)
    if (++count % FETCH === 0) tick(count)
  }
  if (acts.length > 0) yield acts
}

function compareFold(stored: MatterView, acts: readonly ActRecord[], found: Found): void {
  const about = { where: 'matter' as const, matterId: stored.id, no: stored.no }
  const last = acts.at(-1)
  if (last && stored.seq > last.seq) {
    const what = text(
      '事项记到第 {a} 次行为，行为链只到第 {b} 次：末尾的行为被删除',
      'the matter is at act {a}, its chain ends at {b}: the last acts were removed',
    )
    return found.add({ ...about, seq: last.seq, what: fill(what, { a: stored.seq, b: last.seq }) })
  }
  const folded = new Map(Object.entries(fold(acts)))
  const differing = Object.entries(stored).flatMap(([name, value]) =>
    canonical(value ?? null) === canonical(folded.get(name) ?? null) ? [] : [name],
  )
  if (differing.length === 0) return
  const what = text('事项的 {names} 与其行为不符', '{names} of the matter differ(s) from what its acts make')
  found.add({ ...about, seq: stored.seq, what: fill(what, { names: differing.join(', ') }) })
}

function checkChain(acts: readonly ActRecord[], stored: MatterView | undefined, found: Found): void {
  const first = acts[0]
  if (!first) return
  const no = stored?.no ?? first.effect.open?.no ?? null
  const broken = findBreak(acts)
  if (broken) return found.add({ where: 'chain', matterId: first.matterId, no, seq: broken.seq, what: BREAKS[broken.why] })
  if (!stored)
    return found.add({ where: 'matter', matterId: first.matterId, no, what: text('有行为而没有事项', 'there are acts and no matter') })
  try {
    compareFold(stored, acts, found)
  } catch {
    // Whoever forges acts with fitting hashes may leave effects that cannot be folded at all.
    found.add({ where: 'chain', matterId: stored.id, no: stored.no, what: UNFIT })
  }
}

const UNFIT = text('行为的内容不成形，无法还原事项', 'the acts are malformed: no matter can be made of them')
const NO_ACTS = text('有事项而没有行为：行为被删除', 'there is a matter and no act: its acts were removed')

/** Chains and matters side by side, both by matter id, so that neither has to be kept. */
async function checkChains(client: Client, found: Found, tick: (acts: number) => void): Promise<{ matters: number; acts: number }> {
  let [matters, count] = [0, 0]
  const stored = rowsOf<MatterView>(client, 'matters')
  const nextMatter = async (): Promise<MatterView | undefined> => {
    const { value, done } = await stored.next()
    if (done) return undefined
    matters += 1
    return value
  }
  const lost = (m: MatterView): void => found.add({ where: 'matter', matterId: m.id, no: m.no, seq: 0, what: NO_ACTS })
  let matter = await nextMatter()
  for await (const acts of chainsOf(client, tick)) {
    count += acts.length
    const id = acts[0]?.matterId ?? ''
    for (; matter && matter.id < id; matter = await nextMatter()) lost(matter)
    const own = matter?.id === id ? matter : undefined
    checkChain(acts, own, found)
    if (own) matter = await nextMatter()
  }
  for (; matter; matter = await nextMatter()) lost(matter)
  return { matters, acts: count }
}

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

async function checkCheckpoints(client: Client, publicPem: string, found: Found) {
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

/**
 * Proves the record: every chain whole, every matter the fold of its acts, every checkpoint signed and linked and its heads
 * still in their chains. Reads one snapshot in order and keeps a few thousand rows at most; the server may go on writing.
 * What it cannot see by itself: newest checkpoints that were removed together with everything after them, and a record rewritten
 * and signed anew with the stolen key. Both show when `newest` is compared with a root that was kept elsewhere.
 */
export async function verifyRecord({ ownerUrl, publicPem, progress, maxFaults = 100 }: VerifyOptions): Promise<RecordReport> {
  const began = performance.now()
  const found = collector(maxFaults)
  const client = new Client({ connectionString: ownerUrl, application_name: 'anlan-verify' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const counted = await client.query<{ total: number }>('select count(*) as total from act')
    const total = counted.rows[0]?.total ?? 0
    await client.query(`declare acts no scroll cursor for select ${ACT_COLUMNS.text} from act order by matter_id, act.seq`)
    await client.query(`declare matters no scroll cursor for select ${VIEW_COLUMNS} from matter order by matter.id`)
    const { matters, acts } = await checkChains(client, found, (done) => progress?.({ acts: done, total }))
    const chained = performance.now()
    const { count: checkpoints, newest } = await checkCheckpoints(client, publicPem, found)
    const unsealed = sql`select count(*) as n from matter m left join checkpoint_head h on h.matter_id = m.id where h.seq is distinct from m.seq`
    const open = await client.query<{ n: number }>(unsealed.text)
    await client.query('commit')
    progress?.({ acts, total: acts })
    return {
      matters,
      acts,
      checkpoints,
      faults: found.list,
      faultCount: found.count(),
      unsealed: open.rows[0]?.n ?? 0,
      newest,
      seconds: (performance.now() - began) / 1000,
      actsPerSecond: Math.round(acts / Math.max(0.001, (chained - began) / 1000)),
    }
  } finally {
    await client.end().catch(() => undefined)
  }
}
