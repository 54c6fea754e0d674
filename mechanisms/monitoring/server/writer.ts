import { setTimeout as wait } from 'node:timers/promises'
import type { Claims } from '#kernel/access/index.ts'
import { text } from '#kernel/text.ts'
import type { Db, Tx } from '#platform/db/index.ts'
import { Problem } from '#platform/http/index.ts'
import type { Log } from '#platform/observe/index.ts'
import { dayOf } from '../rules.ts'
import { applyFindings, type AlarmChange, type AlarmMemory, type Finding } from './alarm-store.ts'
import { encodeEntries, type Columns, type Entry } from './codec.ts'
import { install, readPoints, readWindows, rebuilt, type Directory } from './directory.ts'
import { evaluate, nothingWritten } from './evaluate.ts'
import { findings, type Outage } from './findings.ts'
import type { PartitionKeeper } from './partitions.ts'
import { appendJournal, fence, load, trimJournal, writeLatest, writeReadings, writeShard } from './persist.ts'
import { createQueue } from './queue.ts'
import { pass, type Shard } from './shards.ts'

export interface WriterDeps {
  /** Owner's connection: COPY is refused where row-level security binds. */
  readonly db: Db
  readonly system: Claims
  readonly partitions: PartitionKeeper
  readonly now: () => Date
  readonly log: Log
  /** Seconds that late readings of an organisation are waited for; 0 = judged at once. */
  readonly windowOf: (orgId: string) => number
  /** In the transaction of the readings, with what happened to alarms. */
  readonly onAlarm: (tx: Tx, changes: readonly AlarmChange[]) => Promise<void>
  /** After each commit that told something. */
  readonly nudge: () => void
  readonly graceS?: number
}

export interface WriterCounts {
  readings: number
  transactions: number
  late: number
  unknown: number
  events: number
  failures: number
}

/** One transaction holds at most so many readings; more wait for the next. */
const MOST = 40_000
/** Beyond this sources are told to come back later. */
const FULL = 400_000
/** A snapshot at the latest after so many readings or seconds: what a restart has to play again. */
const SNAPSHOT_READINGS = 2_000_000
const SNAPSHOT_S = 60
const LATEST_S = 5
const TICK_MS = 1000
/** After a start nothing is called silent for this long. */
const GRACE_S = 120

const busy = (): Problem =>
  new Problem(503, 'busy', text('数据太多，请稍后重传', 'Too many readings wait; send again shortly'), {
    detail: text('这一批没有保存。', 'Nothing of this batch was stored.'),
  })

/**
 * The one writer of readings. What many sources send meets in one transaction: readings, newest values, alarms with their
 * notices, the journal from which the evaluator's state is rebuilt, snapshots. Who sent is answered after the commit.
 */
export function createWriter(deps: WriterDeps) {
  const { db, system, partitions, now, log } = deps
  const queue = createQueue()
  const memory: AlarmMemory = { chatter: new Map() }
  const counts: WriterCounts = { readings: 0, transactions: 0, late: 0, unknown: 0, events: 0, failures: 0 }
  const stale = new Map<string, ReturnType<typeof rebuilt>>()
  const toRebuild = new Set<string>()
  let directory: Directory | null = null
  /** The names of points stay known while the evaluators are read again. */
  let named: Directory | null = null
  let [seq, epoch, rolledTo] = [0, 0, -Infinity]
  let outage: Outage | null = null
  let [latestAt, snapshotAt, readings, startedAt] = [0, 0, 0, 0]
  let running: Promise<void> | null = null
  let state: 'off' | 'on' | 'lost' = 'off'
  let timer: NodeJS.Timeout | null = null
  let windowsStale = false
  let tickDue = false

  const seconds = (): number => now().getTime() / 1000
  const skipped = (rule: string): void => log.warn({ rule }, 'An alarm rule could not be read and is not in force')

  async function reload(): Promise<void> {
    const loaded = await load(db, system, deps.windowOf, now(), skipped)
    ;({ directory, seq, epoch } = loaded)
    named = directory
    rolledTo = Math.max(rolledTo, loaded.rolledTo)
    startedAt = seconds()
    outage = loaded.flushedAt === null ? null : { from: loaded.flushedAt - 1, to: startedAt + (deps.graceS ?? GRACE_S) }
    stale.clear()
    for (const [org, next] of loaded.changed) stale.set(org, next)
    ;[latestAt, snapshotAt, readings] = [startedAt, startedAt, 0]
  }

  /** Rules or points changed: the evaluators of these organisations go on under the new ones, from the next transaction. */
  async function renew(of: Directory): Promise<void> {
    if (windowsStale) {
      windowsStale = false
      of.windows = await readWindows(db, system, now())
    }
    if (toRebuild.size === 0) return
    const orgs = [...toRebuild]
    toRebuild.clear()
    const points = await readPoints(db, system, orgs)
    for (const org of orgs) {
      const own = points.get(org) ?? []
      const next = rebuilt(of.shards.get(org), org, own, deps.windowOf(org), seconds(), skipped)
      install(of, next.shard, own)
      const before = stale.get(org)
      stale.set(org, { shard: next.shard, events: [...(before?.events ?? []), ...next.events] })
    }
  }

  /** Event time moves on in every evaluator; only where that found something it goes into the journal. */
  function tickAll(of: Directory, entries: Entry[]): Shard[] {
    const at = seconds()
    if (at < startedAt + (deps.graceS ?? GRACE_S)) return []
    const found: Shard[] = []
    for (const shard of of.shards.values()) {
      const before = shard.out.events.length
      pass(shard, at)
      if (shard.out.events.length === before) continue
      found.push(shard)
      shard.dirty++
      entries.push({ kind: 'tick', now: at, org: shard.orgId })
    }
    return found
  }

  function dueSnapshots(of: Directory, at: number): Shard[] {
    const due: Shard[] = []
    for (const org of stale.keys()) {
      const shard = of.shards.get(org)
      if (shard) due.push(shard)
    }
    const all = readings > SNAPSHOT_READINGS || at - snapshotAt > SNAPSHOT_S
    if (!all) return due
    // Some at a time, those longest unsaved first, so that no transaction waits long for it.
    const rest = [...of.shards.values()].filter((s) => s.dirty > 0 && !stale.has(s.orgId)).sort((a, b) => a.snapSeq - b.snapSeq)
    let points = 0
    for (const shard of rest) {
      if (points > 2000) break
      points += shard.fronts.length
      due.push(shard)
    }
    return due
  }

  async function flush(of: Directory, columns: readonly Columns[]): Promise<void> {
    const at = now()
    const entries: Entry[] = columns.map((c) => ({ kind: 'readings', columns: c }))
    const written = nothingWritten()
    for (const c of columns) evaluate(of, c, written)
    const ticked = tickDue ? tickAll(of, entries) : []
    tickDue = false
    const found = findings(of, new Set([...written.shards, ...ticked]), outage)
    for (const { shard, events } of stale.values()) found.push(...ended(shard, events))
    if (columns.length === 0 && found.length === 0 && stale.size === 0 && entries.length === 0 && of.changed.size === 0) return
    await partitions.ensure(new Set([...written.days.keys(), ...written.late.t.map(dayOf)]))
    const next = seq + 1
    const second = at.getTime() / 1000
    const shards = dueSnapshots(of, second)
    const latest = shards.length > 0 || second - latestAt > LATEST_S
    await db.tx(system, async (tx) => {
      const held = fence(tx, next, epoch, at)
      if (entries.length > 0) appendJournal(tx, next, at, encodeEntries(entries))
      await writeReadings(tx, written, rolledTo)
      if (found.length > 0) {
        const changes = await applyFindings(tx, found, memory, at)
        if (changes.length > 0) await deps.onAlarm(tx, changes)
      }
      if (latest) writeLatest(tx, of)
      for (const shard of shards) writeShard(tx, shard, next)
      if (shards.length > 0) trimJournal(tx, oldest(of, shards, next))
      if ((await held).length === 0) throw new Fenced()
    })
    seq = next
    count(written, columns, found)
    if (latest) latestAt = second
    for (const shard of shards) [shard.dirty, shard.snapSeq] = [0, next]
    for (const shard of shards) stale.delete(shard.orgId)
    if ([...of.shards.values()].every((s) => s.dirty === 0)) [snapshotAt, readings] = [second, 0]
    if (outage && second > outage.to) outage = null
    if (found.length > 0) deps.nudge()
  }

  function count(written: ReturnType<typeof nothingWritten>, columns: readonly Columns[], found: readonly Finding[]): void {
    const n = columns.reduce((sum, c) => sum + c.n, 0)
    counts.readings += n
    readings += n
    counts.transactions++
    counts.late += written.late.no.length
    counts.unknown += written.unknown
    counts.events += found.length
  }

  async function work(): Promise<void> {
    while (state === 'on' && (queue.size() > 0 || tickDue || toRebuild.size > 0 || windowsStale)) {
      const { columns, waiters } = queue.take(MOST)
      try {
        if (!directory) await reload()
        if (!directory) continue
        await renew(directory)
        await flush(directory, columns)
        for (const w of waiters) w.resolve()
      } catch (error) {
        for (const w of waiters) w.reject(error)
        failed(error)
        await wait(200)
      }
    }
  }

  /** The evaluators are ahead of what is stored: they are read again before anything else is taken in. */
  function failed(error: unknown): void {
    counts.failures++
    directory = null
    tickDue = false
    toRebuild.clear()
    if (error instanceof Fenced) {
      state = 'lost'
      log.error({}, 'Another process takes in the readings now; this one has stopped doing so')
      queue.fail(busy())
      return
    }
    log.error({ err: error }, 'Readings could not be stored; the evaluators are read again')
  }

  function kick(): void {
    if (running || state !== 'on') return
    running = work().finally(() => {
      running = null
      if (queue.size() > 0 || toRebuild.size > 0 || windowsStale) kick()
    })
  }

  return {
    counts,
    nudge: deps.nudge,
    log,
    directory: () => named,
    async start(): Promise<void> {
      if (state === 'on') return
      const today = dayOf(seconds())
      await partitions.ensure([today - 1, today, today + 1])
      await reload()
      state = 'on'
      timer = setInterval(() => {
        tickDue = true
        kick()
      }, TICK_MS)
      timer.unref()
      kick()
    },
    /** Takes what waits, saves every state and stops. */
    async stop(): Promise<void> {
      if (timer) clearInterval(timer)
      tickDue = false
      while (running) await running
      if (state === 'on' && directory) {
        for (const shard of directory.shards.values()) if (shard.dirty > 0) stale.set(shard.orgId, { shard, events: [] })
        await flush(directory, []).catch((error: unknown) =>
          log.warn({ err: error }, 'The last states were not saved; the journal has them'),
        )
      }
      state = 'off'
      queue.fail(busy())
    },
    /** Resolves when the readings and all that follows from them are committed. */
    submit(columns: Columns): Promise<void> {
      if (state !== 'on' || queue.size() > FULL) return Promise.reject(busy())
      const done = queue.put(columns)
      kick()
      return done
    },
    submitOne(no: number, t: number, v: number, q: number, backfill: boolean, receivedAt: number): Promise<void> {
      if (state !== 'on' || queue.size() > FULL) return Promise.reject(busy())
      const done = queue.putOne(no, t, v, q, backfill, receivedAt)
      kick()
      return done
    },
    pointsChanged(orgIds: Iterable<string>): void {
      for (const org of orgIds) toRebuild.add(org)
      kick()
    },
    windowsChanged(): void {
      windowsStale = true
      kick()
    },
    /** From now on what is older than `to` (seconds) is told apart as late; resolves when no transaction before that is under way. */
    async promiseRolled(to: number): Promise<void> {
      rolledTo = Math.max(rolledTo, to)
      await running
    },
    /** Resolves when nothing waits any more. */
    async idle(): Promise<void> {
      while (running || queue.size() > 0 || toRebuild.size > 0) await (running ?? new Promise((r) => setImmediate(r)))
    },
  }
}
export type Writer = ReturnType<typeof createWriter>

class Fenced extends Error {}

/** Alarms of rules that are gone return to normal. */
function ended(shard: Shard, events: ReturnType<typeof rebuilt>['events']): Finding[] {
  return events.map((e) => ({
    orgId: shard.orgId,
    rule: e.rule,
    kind: 'gone',
    level: e.level,
    event: e.kind,
    at: e.at,
    since: e.since,
    value: NaN,
    priority: e.priority,
    late: false,
    latch: false,
    limit: null,
    planned: false,
    members: 1,
    point: null,
    source: null,
  }))
}

/** The transaction up to which every evaluator is saved: what lies before it is not needed any more. */
function oldest(of: Directory, saved: readonly Shard[], seq: number): number {
  const now = new Set(saved)
  let least = seq
  for (const shard of of.shards.values()) if (!now.has(shard) && shard.dirty > 0) least = Math.min(least, shard.snapSeq)
  return least
}
