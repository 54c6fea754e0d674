import { sql, type Tx } from '#platform/db/index.ts'
import type { OutboxHandler, OutboxHandlers } from './types.ts'

/** Puts a message into the outbox in the transaction of the deed. Payload: ids and short words, no personal data. */
export async function emit(tx: Tx, topic: string, payload: Readonly<Record<string, unknown>>, at: Date = new Date()): Promise<void> {
  const when = at.toISOString()
  await tx.query(
    sql`insert into outbox (topic, payload, at, next_at)
      values (${topic}, ${JSON.stringify(payload)}::jsonb, ${when}::timestamptz, ${when}::timestamptz)`,
    true,
  )
}

/** Handlers of several parts as one table; where two parts listen to a topic, the order given is the order called. */
export function mergeHandlers(...parts: readonly OutboxHandlers[]): OutboxHandlers {
  const merged: Record<string, OutboxHandler[]> = {}
  for (const part of parts) {
    for (const [topic, handlers] of Object.entries(part)) merged[topic] = [...(merged[topic] ?? []), ...handlers]
  }
  return merged
}
