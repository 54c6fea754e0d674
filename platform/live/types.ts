import type { Claims } from '#kernel/access/index.ts'
import type { Db, Sql } from '#platform/db/index.ts'
import type { Route } from '#platform/http/index.ts'
import type { Log } from '#platform/observe/log.ts'
import type { OutboxHandlers } from '#platform/outbox/types.ts'

/** Who may get an event is decided by a read of the row it is about, under the receiver's own claims. */
export type LiveEvent =
  | { readonly event: 'matter.act'; readonly id?: number; readonly data: { readonly matterId: string } & Readonly<Record<string, unknown>> }
  | {
      readonly event: 'notice'
      readonly id?: number
      readonly data: { readonly noticeId: string; readonly personId: string } & Readonly<Record<string, unknown>>
    }
  | {
      /** Something about a record of `object` changed; seen by whoever may read the record. */
      readonly event: 'record'
      readonly id?: number
      readonly data: { readonly object: string; readonly recordId: string } & Readonly<Record<string, unknown>>
    }
  | { readonly event: 'job'; readonly id?: number; readonly data: { readonly jobId: string } & Readonly<Record<string, unknown>> }
  | {
      readonly event: 'alarm'
      readonly id?: number
      readonly data: { readonly alarmIds: readonly string[] } & Readonly<Record<string, unknown>>
    }

export interface LiveDeps {
  readonly db: Db
  readonly systemClaims: Claims
  readonly log: Log
  /** Objects of `record` events: how those of the ids are read that the claims may see. Others are told to nobody. */
  readonly records?: Readonly<Record<string, (ids: string[]) => Sql>>
  /** Connections of this process in all (500 by default) and of one person (8). */
  readonly maxConnections?: number
  readonly maxPerPerson?: number
  readonly heartbeatMs?: number
  /** A connection is closed after this time, so that the browser comes back and signs in anew; 15 minutes by default. */
  readonly maxAgeMs?: number
  /** Events are gathered this long and checked in one read; 200 ms by default. */
  readonly gatherMs?: number
}

export interface Live {
  /** Begins to listen for events of every process on this database. */
  start(): Promise<void>
  stop(): Promise<void>
  /** Tells every process; small data only (the database carries at most 8000 bytes). */
  publish(event: LiveEvent): Promise<void>
  /** For the outbox: matter.act, notice.new, job.state, record.change. */
  readonly handlers: OutboxHandlers
  /** GET /api/live. */
  readonly routes: Route[]
  connections(): number
}
