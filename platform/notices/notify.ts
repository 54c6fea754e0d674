import { uuidv7 } from '#kernel/ids.ts'
import { sql, type Tx } from '#platform/db/index.ts'
import { emit } from '#platform/outbox/index.ts'
import type { NewNotice, NoticeLevel, WebhookConfig } from './types.ts'

const RANK: Readonly<Record<NoticeLevel, number>> = { info: 0, warn: 1, urgent: 2 }

/** Is the level at least the wanted one? Null wants nothing. */
export function reaches(level: NoticeLevel, wanted: NoticeLevel | null): boolean {
  return wanted !== null && RANK[level] >= RANK[wanted]
}

/**
 * Writes the notices and, in the same transaction, the outbox rows for live pages and other ways. Several thousand people
 * cost two statements.
 */
export async function notify(tx: Tx, notice: NewNotice, at: Date, webhooks: readonly WebhookConfig[]): Promise<string[]> {
  const persons = [...new Set(notice.personIds)]
  if (persons.length === 0) return []
  const ids = persons.map(() => uuidv7(at.getTime()))
  const { title, body, link = null, level, matterId = null, kind = 'general' } = notice
  const when = at.toISOString()
  const written = await tx.query<{ id: string }>(
    sql`select notice_add(${ids}::uuid[], ${persons}::uuid[], ${when}::timestamptz, ${kind}, ${JSON.stringify(title)}::jsonb,
      ${JSON.stringify(body)}::jsonb, ${link}, ${level}, ${matterId}::uuid) as id`,
    true,
  )
  const kept = written.map((row) => row.id)
  if (kept.length === 0) return []
  const personOf = new Map(ids.map((id, i) => [id, persons[i] ?? '']))
  const events = kept.map((id) => JSON.stringify({ noticeId: id, personId: personOf.get(id), level, kind, matterId }))
  await tx.query(
    sql`insert into outbox (topic, payload, at, next_at)
      select 'notice.new', p::jsonb, ${when}::timestamptz, ${when}::timestamptz from unnest(${events}::text[]) as p`,
    true,
  )
  for (const hook of webhooks.filter((w) => reaches(level, w.minLevel))) {
    await emit(tx, 'notice.webhook', { hook: hook.name, noticeIds: kept }, at)
  }
  return kept
}
