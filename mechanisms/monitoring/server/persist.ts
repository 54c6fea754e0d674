import type { RuleFile, SourceTracker } from '@anlan/alarms'
import type { Claims } from '#kernel/access/index.ts'
import { sql, type Db, type Tx } from '#platform/db/index.ts'
import { iso } from './alarm-store.ts'
import { copyOctets, decodeEntries, type Columns } from './codec.ts'
import { emptyDirectory, install, readPoints, readWindows, rebuilt, type Directory } from './directory.ts'
import { evaluate, type Written } from './evaluate.ts'
import { readingTable } from './partitions.ts'
import { pass, settle, shardFrom, shardOctets, type Shard } from './shards.ts'

/** The octets of the readings of one transaction go out; late ones may be there already. */
export async function writeReadings(tx: Tx, written: Written, rolledTo: number): Promise<void> {
  for (const [day, rows] of written.days) {
    if (rows.rows > 0) tx.copy(`copy ${readingTable(day)} (point, t, v, q) from stdin (format binary)`, copyOctets(rows))
  }
  const { no, t, v, q } = written.late
  if (no.length === 0) return
  const times = t.map(iso)
  tx.send(sql`insert into reading (point, t, v, q)
    select * from unnest(${no}::int[], ${times}::timestamptz[], ${v}::float8[], ${q}::int2[]) on conflict do nothing`)
  const again = new Map<string, [number, string]>()
  for (const [i, at] of t.entries()) {
    if (at >= rolledTo) continue
    const hour = iso(Math.floor(at / 3600) * 3600)
    again.set(`${no[i]}|${hour}`, [no[i] ?? 0, hour])
  }
  if (again.size === 0) return
  const [points, hours] = [[...again.values()].map((a) => a[0]), [...again.values()].map((a) => a[1])]
  tx.send(sql`insert into reading_late (point, t) select * from unnest(${points}::int[], ${hours}::timestamptz[])`)
}

/** The newest values that changed since the last call. */
export function writeLatest(tx: Tx, directory: Directory): void {
  const { changed, latest } = directory
  if (changed.size === 0) return
  const nos = [...changed]
  changed.clear()
  tx.send(sql`insert into reading_latest (point, t, v, q, received_at)
    select * from unnest(${nos}::int[], ${nos.map((n) => iso(latest.t[n] ?? 0))}::timestamptz[], ${nos.map((n) => latest.v[n] ?? null)}::float8[],
      ${nos.map((n) => latest.q[n] ?? 0)}::int2[], ${nos.map((n) => iso(latest.received[n] ?? 0))}::timestamptz[])
    on conflict (point) do update set t = excluded.t, v = excluded.v, q = excluded.q, received_at = excluded.received_at`)
}

export function writeShard(tx: Tx, shard: Shard, seq: number): void {
  tx.send(sql`insert into monitoring_shard (org_id, seq, config, trackers, state)
    values (${shard.orgId}::uuid, ${seq}, ${JSON.stringify(shard.config)}::json, ${JSON.stringify({ fold: shard.fold })}::jsonb, ${shardOctets(shard)})
    on conflict (org_id) do update set seq = excluded.seq, config = excluded.config, trackers = excluded.trackers, state = excluded.state`)
}

interface ShardRow {
  orgId: string
  seq: number
  config: RuleFile
  trackers: { fold?: SourceTracker }
  state: Buffer
}

export interface Loaded {
  readonly directory: Directory
  readonly seq: number
  readonly epoch: number
  readonly flushedAt: number | null
  readonly rolledTo: number
  /** Shards whose rules changed since their snapshot: to be written anew with what it cleared. */
  readonly changed: ReadonlyMap<string, ReturnType<typeof rebuilt>>
}

/** A new epoch (who wrote before is fenced off), the snapshots, and the journal since them played again. */
export async function load(
  db: Db,
  system: Claims,
  windowOf: (org: string) => number,
  now: Date,
  skipped: (rule: string) => void,
): Promise<Loaded> {
  const [clock] = await db.read<{ seq: number; epoch: number; flushedAt: string | null; rolledTo: string | null }>(
    system,
    sql`update monitoring_clock set epoch = epoch + 1 returning seq, epoch, flushed_at as "flushedAt", (select rolled_to from monitoring_rolled) as "rolledTo"`,
  )
  if (!clock) throw new Error('The monitoring clock is missing')
  const directory = emptyDirectory()
  const stored = await db.read<ShardRow>(system, sql`select org_id as "orgId", seq, config, trackers, state from monitoring_shard`)
  const points = await readPoints(db, system, null)
  for (const row of stored) {
    const shard = shardFrom(row.orgId, row.config, row.trackers, row.state, row.seq)
    // Under the rules of the snapshot first: the journal was judged by them.
    const known = new Map((points.get(row.orgId) ?? []).map((p) => [p.no, p]))
    const old = row.config.points.map((p) => known.get(Number(p.id)) ?? ghost(row.orgId, Number(p.id), p.period, p.source))
    install(directory, shard, old)
  }
  await readLatest(db, system, directory)
  await replay(db, system, directory)
  directory.windows = await readWindows(db, system, now)
  const changed = new Map<string, ReturnType<typeof rebuilt>>()
  const seconds = now.getTime() / 1000
  for (const orgId of new Set([...directory.shards.keys(), ...points.keys()])) {
    const own = points.get(orgId) ?? []
    const old = directory.shards.get(orgId)
    const next = rebuilt(old, orgId, own, windowOf(orgId), seconds, skipped)
    if (old && next.shard.pipe.plan.fingerprint === old.pipe.plan.fingerprint) {
      install(directory, old, own)
      continue
    }
    changed.set(orgId, next)
    install(directory, next.shard, own)
  }
  directory.changed.clear()
  return {
    directory,
    seq: clock.seq,
    epoch: clock.epoch,
    flushedAt: clock.flushedAt === null ? null : Date.parse(clock.flushedAt) / 1000,
    rolledTo: clock.rolledTo === null ? -Infinity : Date.parse(clock.rolledTo) / 1000,
    changed,
  }
}

/** A point that ended since the snapshot still takes its place in the evaluator that is played again. */
const ghost = (orgId: string, no: number, periodS: number, source: string | undefined) => ({
  no,
  id: '',
  orgId,
  code: `#${no}`,
  name: '',
  unit: '',
  subjectId: null,
  periodS,
  source: source ?? null,
  rules: [],
})

async function readLatest(db: Db, system: Claims, directory: Directory): Promise<void> {
  const rows = await db.read<{ point: number; t: string; v: number | null; q: number; received: string }>(
    system,
    sql`select point, t, v, q, received_at as received from reading_latest`,
  )
  for (const row of rows) {
    if (!directory.refs[row.point]) continue
    directory.latest.t[row.point] = Date.parse(row.t) / 1000
    directory.latest.v[row.point] = row.v ?? NaN
    directory.latest.q[row.point] = row.q
    directory.latest.received[row.point] = Date.parse(row.received) / 1000
  }
}

/** Transactions of the journal in their order; a shard passes over what its snapshot holds already. */
async function replay(db: Db, system: Claims, directory: Directory): Promise<void> {
  let after = -1
  for (;;) {
    const rows = await db.read<{ seq: number; body: Buffer }>(
      system,
      sql`select seq, body from monitoring_journal where seq > ${after} order by seq limit 50`,
    )
    if (rows.length === 0) return
    for (const { seq, body } of rows) {
      after = seq
      replayOne(directory, seq, body)
    }
  }
}

function replayOne(directory: Directory, seq: number, body: Buffer): void {
  const done = new Map([...directory.shards.values()].filter((s) => s.snapSeq >= seq).map((s) => [s.orgId, s]))
  for (const entry of decodeEntries(body)) {
    if (entry.kind === 'tick') {
      const shard = directory.shards.get(entry.org)
      if (shard && !done.has(entry.org)) pass(shard, entry.now)
    } else {
      const { columns } = entry
      const kept = done.size === 0 ? columns : without(directory, columns, done)
      // Qualities were written with the windows of their time: none is asked again.
      evaluate(directory, kept, null)
    }
  }
  // What it found was written with the transaction: only what gateways are down is remembered.
  for (const shard of directory.shards.values()) settle(shard)
}

function without(directory: Directory, columns: Columns, done: ReadonlyMap<string, Shard>): Columns {
  const keep: number[] = []
  for (let i = 0; i < columns.n; i++) {
    const ref = directory.refs[columns.no[i] ?? 0]
    if (ref && !done.has(ref.shard.orgId)) keep.push(i)
  }
  return {
    ...columns,
    n: keep.length,
    no: Int32Array.from(keep, (i) => columns.no[i] ?? 0),
    t: Float64Array.from(keep, (i) => columns.t[i] ?? NaN),
    v: Float64Array.from(keep, (i) => columns.v[i] ?? NaN),
    q: Uint8Array.from(keep, (i) => columns.q[i] ?? 0),
  }
}

/** Journal up to a transaction is not needed any more. */
export const trimJournal = (tx: Tx, seq: number): void => tx.send(sql`delete from monitoring_journal where seq <= ${seq}`)

export const appendJournal = (tx: Tx, seq: number, at: Date, body: Buffer): void =>
  tx.send(sql`insert into monitoring_journal (seq, at, body) values (${seq}, ${at.toISOString()}::timestamptz, ${body})`)

/** The fence: nothing is returned when another writer has taken over. */
export const fence = (tx: Tx, seq: number, epoch: number, now: Date): Promise<unknown[]> =>
  tx.query(
    sql`update monitoring_clock set seq = ${seq}, flushed_at = ${now.toISOString()}::timestamptz where epoch = ${epoch} and seq = ${seq - 1} returning seq`,
    true,
  )
