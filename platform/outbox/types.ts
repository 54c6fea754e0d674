import type { Claims } from '#kernel/access/index.ts'
import type { Db } from '#platform/db/index.ts'
import type { Route } from '#platform/http/index.ts'
import type { Log } from '#platform/observe/log.ts'

export interface OutboxRow {
  readonly id: number
  readonly topic: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly at: string
  /** 1 at the first delivery. */
  readonly tries: number
}

/** Called at least once for each row: doing it twice must do no harm. A throw means later again. */
export type OutboxHandler = (row: OutboxRow) => Promise<void>
export type OutboxHandlers = Readonly<Record<string, readonly OutboxHandler[]>>

export interface OutboxDeps {
  readonly db: Db
  readonly systemClaims: Claims
  readonly now: () => Date
  readonly handlers: OutboxHandlers
  readonly log: Log
  /** Deliveries of one row before it is a dead letter; 12 by default, over about four hours. */
  readonly maxTries?: number
  /** How often the table is looked at without a nudge; 500 ms by default. */
  readonly pollMs?: number
  readonly batch?: number
  /** How long a row taken for delivery is left to its taker; 120 s by default. */
  readonly leaseMs?: number
  /** How long delivered rows are kept, for browsers that come back and ask what they missed; 3 days by default. */
  readonly keepMs?: number
}

export interface Outbox {
  start(): void
  /** Takes no more rows; resolves when what is under way has ended. */
  stop(): Promise<void>
  /** Look now: after a commit. Cheap and safe to call often. */
  nudge(): void
  /** Delivers until nothing is due. For tests and command lines; `start` is not needed. */
  drain(): Promise<number>
  /** GET /api/admin/outbox, POST /api/admin/outbox/:id/retry. */
  readonly routes: Route[]
}
