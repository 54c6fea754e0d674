import { Client, type QueryResultRow } from 'pg'
import { canonical, findBreak, fold, type ActRecord, type MatterView } from '#kernel/matter/index.ts'
import { fill, text, type Text } from '#kernel/text.ts'
import { sql } from '#platform/db/index.ts'
import { collector, type Found } from './faults.ts'
import { ACT_COLUMNS } from './proof.ts'
import type { RecordReport } from './types.ts'
import { checkCheckpoints } from './verify-checkpoints.ts'

const FETCH = 2000

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
