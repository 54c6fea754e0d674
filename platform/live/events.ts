import type { Claims } from '#kernel/access/index.ts'
import { sql, type Db, type Sql } from '#platform/db/index.ts'
import type { OutboxRow } from '#platform/outbox/types.ts'
import type { LiveDeps, LiveEvent } from './types.ts'

const TOPICS = {
  'matter.act': 'matter.act',
  'notice.new': 'notice',
  'job.state': 'job',
  'alarm.change': 'alarm',
  'record.change': 'record',
} as const

/** An outbox row as an event; null for a topic that browsers are not told of. */
export function fromOutbox(row: Pick<OutboxRow, 'id' | 'topic' | 'payload'>): LiveEvent | null {
  const event = TOPICS[row.topic as keyof typeof TOPICS] as LiveEvent['event'] | undefined
  // The payload was written with this topic by our own code: its shape is that of the event.
  return event ? ({ event, id: row.id, data: row.payload } as LiveEvent) : null
}

const idsOf = (event: LiveEvent): readonly string[] => {
  switch (event.event) {
    case 'matter.act':
      return [event.data.matterId]
    case 'notice':
      return [event.data.noticeId]
    case 'job':
      return [event.data.jobId]
    case 'alarm':
      return event.data.alarmIds
    case 'record':
      return [event.data.recordId]
  }
}

/** Events whose row is found in one place. */
const groupOf = (event: LiveEvent): string => (event.event === 'record' ? `record:${event.data.object}` : event.event)

const TABLE: Readonly<Record<Exclude<LiveEvent['event'], 'record'>, (ids: string[]) => Sql>> = {
  'matter.act': (ids) => sql`select id from matter where id = any(${ids}::uuid[])`,
  notice: (ids) => sql`select id from notice where id = any(${ids}::uuid[])`,
  job: (ids) => sql`select id from job_run where id = any(${ids}::uuid[])`,
  alarm: (ids) => sql`select id from alarm where id = any(${ids}::uuid[])`,
}

/** Those of the events whose row the claims may read: one read for each kind of row. Keeps the order. */
export async function visible(
  { db, records = {} }: Pick<LiveDeps, 'db' | 'records'>,
  claims: Claims,
  events: readonly LiveEvent[],
): Promise<LiveEvent[]> {
  const tables: Readonly<Record<string, (ids: string[]) => Sql>> = {
    ...TABLE,
    ...Object.fromEntries(Object.entries(records).map(([object, select]) => [`record:${object}`, select])),
  }
  const seen = new Set<string>()
  for (const [kind, select] of Object.entries(tables)) {
    const ids = [...new Set(events.filter((e) => groupOf(e) === kind && mayConcern(claims, e)).flatMap(idsOf))]
    if (ids.length === 0) continue
    for (const row of await db.read<{ id: string }>(claims, select(ids), true)) seen.add(`${kind}/${row.id}`)
  }
  return events
    .filter((e) => mayConcern(claims, e))
    .map((e) =>
      e.event === 'alarm' ? { ...e, data: { ...e.data, alarmIds: e.data.alarmIds.filter((id) => seen.has(`alarm/${id}`)) } } : e,
    )
    .filter((e) => idsOf(e).some((id) => seen.has(`${groupOf(e)}/${id}`)))
}

/** Spares the read for notices to others, which are most of them. */
export function mayConcern(claims: Claims, event: LiveEvent): boolean {
  return event.event !== 'notice' || event.data.personId === claims.personId
}

/** More than this and the browser had better load its lists anew. */
export const MAX_MISSED = 500

/**
 * What was delivered after the given outbox id, or null when that is not known any more (row cleaned away, or too much).
 * Goes by time of delivery: ids are given before the commit, so a lower id may well be delivered later. Five seconds are
 * repeated, for deliveries by other processes that were under way; events are hints, and a repeated one does no harm.
 */
export async function missedSince(db: Db, systemClaims: Claims, lastId: number): Promise<LiveEvent[] | null> {
  const [last] = await db.read<{ doneAt: string | null }>(systemClaims, sql`select done_at as "doneAt" from outbox where id = ${lastId}`)
  if (!last?.doneAt) return null
  const rows = await db.read<OutboxRow>(
    systemClaims,
    sql`select id, topic, payload from outbox
      where done_at >= ${last.doneAt}::timestamptz - interval '5 seconds' and id <> ${lastId} and topic = any(${Object.keys(TOPICS)})
      order by done_at, id limit ${MAX_MISSED + 1}`,
  )
  return rows.length > MAX_MISSED ? null : rows.map(fromOutbox).filter((e) => e !== null)
}
