import { sql } from '#platform/db/index.ts'
import type { OutboxRow } from '#platform/outbox/types.ts'
import { openBus } from './bus.ts'
import { fromOutbox } from './events.ts'
import { createHub } from './hub.ts'
import { liveRoutes } from './routes.ts'
import type { Live, LiveDeps, LiveEvent } from './types.ts'

/** Well below the 8000 bytes a notification may have. */
const MAX_BYTES = 7000

/**
 * Server-sent events to browsers. Events go through the database's notifications, so that it does not matter to which of
 * several processes a browser is connected; each receiver's right to an event is checked by a read under his own claims.
 */
export function createLive(deps: LiveDeps): Live {
  const hub = createHub(deps)
  const bus = openBus(
    deps.db.pool,
    deps.log,
    (raw) => hub.take(JSON.parse(raw) as LiveEvent),
    () => hub.resync(),
  )

  async function publish(event: LiveEvent): Promise<void> {
    const payload = JSON.stringify(event)
    if (Buffer.byteLength(payload) > MAX_BYTES) throw new Error(`A live event is too large: ${event.event}`)
    await deps.db.read(deps.systemClaims, sql`select pg_notify('anlan_live', ${payload})`, true)
  }

  const deliver = async (row: OutboxRow): Promise<void> => {
    const event = fromOutbox(row)
    if (event) await publish(event)
  }

  return {
    start: bus.start,
    async stop() {
      hub.stop()
      await bus.stop()
    },
    publish,
    handlers: {
      'matter.act': [deliver],
      'notice.new': [deliver],
      'job.state': [deliver],
      'alarm.change': [deliver],
      'record.change': [deliver],
    },
    routes: liveRoutes(deps, hub),
    connections: hub.size,
  }
}
