import { sql, type Sql } from '#platform/db/index.ts'
import { outboxRoutes } from './routes.ts'
import type { Outbox, OutboxDeps, OutboxRow } from './types.ts'

export const MAX_TRIES = 12
const FIRST_WAIT = 5_000
const LONGEST_WAIT = 3_600_000
const CLEAN_EVERY = 3_600_000
/** Deleted at a time: a long delete holds locks that deliveries wait for. */
const CLEAN_BATCH = 5_000

/** Wait before the next delivery after the n-th has failed, in milliseconds: 5 s, doubled up to an hour. */
export function waitAfter(tries: number): number {
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.max(0, tries - 1))
}

/**
 * Takes due rows for a while (lease): a second process passes over them, and when this one dies they come back by
 * themselves. Topics that are still being delivered are left out, so that a slow mail server delays only mail.
 */
function takeSql(now: Date, leaseUntil: Date, busy: readonly string[], limit: number, maxTries: number): Sql {
  return sql`with due as (
      select id from outbox
      where done_at is null and next_at <= ${now.toISOString()}::timestamptz and tries < ${maxTries} and topic <> all(${[...busy]}::text[])
      order by next_at, id limit ${limit} for update skip locked)
    update outbox o set tries = o.tries + 1, next_at = ${leaseUntil.toISOString()}::timestamptz from due where o.id = due.id
    returning o.id, o.topic, o.payload, o.at, o.tries`
}

const short = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 500)

/** Delivers what was written with the deeds, at least once, in the order of writing within a topic as far as nothing fails. */
export function createOutbox(deps: OutboxDeps): Outbox {
  const { db, systemClaims, now, handlers, log } = deps
  const maxTries = deps.maxTries ?? MAX_TRIES
  const leaseMs = deps.leaseMs ?? 120_000
  const busy = new Map<string, Promise<void>>()
  let running = false
  let timer: NodeJS.Timeout | null = null
  let looking: Promise<number> | null = null
  let again = false
  let cleanedAt = 0

  async function settle(row: OutboxRow, fault: string | null): Promise<void> {
    const at = now()
    const next = new Date(at.getTime() + waitAfter(row.tries)).toISOString()
    // `tries` in the condition: a delivery that outlived its lease must not overwrite the one that took over.
    const change =
      fault === null ? sql`done_at = ${at.toISOString()}::timestamptz, error = null` : sql`error = ${fault}, next_at = ${next}::timestamptz`
    await db.read(systemClaims, sql`update outbox set ${change} where id = ${row.id} and tries = ${row.tries} and done_at is null`)
  }

  async function deliver(row: OutboxRow): Promise<void> {
    let fault: string | null = null
    try {
      for (const handler of handlers[row.topic] ?? []) await handler(row)
    } catch (error) {
      fault = short(error) || 'unknown'
      const about = { topic: row.topic, id: row.id, tries: row.tries, fault }
      if (row.tries >= maxTries) log.error(about, 'An outbox row was given up; the administrator can send it again')
      else log.warn(about, 'An outbox row will be tried again')
    }
    await settle(row, fault)
  }

  async function deliverTopic(rows: readonly OutboxRow[], leaseEnds: number): Promise<void> {
    for (const row of rows) {
      // Past its lease another process may have it: it comes round again anyway.
      if (now().getTime() >= leaseEnds) return
      await deliver(row)
    }
  }

  /** Takes one batch and sets its topics going. Returns how many rows were taken. */
  async function look(): Promise<number> {
    const at = now()
    const leaseEnds = at.getTime() + leaseMs
    const taken = await db.read<OutboxRow>(systemClaims, takeSql(at, new Date(leaseEnds), [...busy.keys()], deps.batch ?? 50, maxTries))
    const byTopic = new Map<string, OutboxRow[]>()
    for (const row of taken.sort((a, b) => a.id - b.id)) byTopic.set(row.topic, [...(byTopic.get(row.topic) ?? []), row])
    for (const [topic, rows] of byTopic) {
      const work = deliverTopic(rows, leaseEnds)
        .catch((error: unknown) => log.error({ err: error, topic }, 'The outbox could not record a delivery'))
        .finally(() => {
          busy.delete(topic)
          nudge()
        })
      busy.set(topic, work)
    }
    return taken.length
  }

  async function clean(): Promise<void> {
    const before = new Date(now().getTime() - (deps.keepMs ?? 3 * 86_400_000)).toISOString()
    await db.read(
      systemClaims,
      sql`delete from outbox where id in (select id from outbox where done_at < ${before}::timestamptz order by done_at limit ${CLEAN_BATCH})`,
    )
  }

  async function lookOnce(): Promise<number> {
    try {
      if (running && Date.now() - cleanedAt > CLEAN_EVERY) {
        cleanedAt = Date.now()
        await clean()
      }
      return await look()
    } catch (error) {
      log.warn({ err: error }, 'The outbox could not be read; it is tried again shortly')
      return 0
    }
  }

  function nudge(): void {
    if (!running) return
    if (looking) {
      again = true
      return
    }
    if (timer) clearTimeout(timer)
    timer = null
    looking = lookOnce().finally(() => {
      looking = null
      if (!running) return
      if (again) {
        again = false
        nudge()
        return
      }
      timer = setTimeout(nudge, deps.pollMs ?? 500)
      timer.unref()
    })
  }

  return {
    start() {
      running = true
      nudge()
    },
    async stop() {
      running = false
      if (timer) clearTimeout(timer)
      await looking
      await Promise.all(busy.values())
    },
    nudge,
    async drain() {
      let all = 0
      for (;;) {
        const taken = await look()
        await Promise.all(busy.values())
        if (taken === 0) return all
        all += taken
      }
    },
    routes: outboxRoutes(maxTries, now, nudge),
  }
}
