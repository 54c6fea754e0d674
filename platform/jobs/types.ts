import type { Claims } from '#kernel/access/index.ts'
import type { Text } from '#kernel/text.ts'
import type { Db, Tx } from '#platform/db/index.ts'
import type { Route } from '#platform/http/index.ts'
import type { LiveEvent } from '#platform/live/types.ts'
import type { Log } from '#platform/observe/log.ts'

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled'

export interface JobContext {
  readonly id: string
  readonly input: Readonly<Record<string, unknown>>
  readonly startedBy: string | null
  /** 1 at the first run; more after the process died and the job is one that is run again. */
  readonly tries: number
  /** Share done, 0 to 1, and what is being done. May be called often: it writes at most once a second. */
  progress(share: number, message?: Text): Promise<void>
  /** True once cancelling was asked for. A run that sees it returns early and is recorded as cancelled. */
  cancelled(): boolean
  /** Fires when cancelling is asked for or the server stops. */
  readonly signal: AbortSignal
}

export interface JobDefinition {
  readonly text: Text
  /** Returns what is kept as the result (small, JSON). A throw = failed; a Problem's words are shown, others are not. */
  readonly run: (context: JobContext) => Promise<unknown>
  /** Run again after the process died (the run must bear it); otherwise it is marked failed. At most three runs. */
  readonly again?: boolean
  /** Runs at the same time in one process; 1 by default. */
  readonly parallel?: number
}

export interface JobsDeps {
  /** The queue's own tables lie in the schema `jobs`, which its library makes and keeps: needs the owner. */
  readonly ownerUrl: string
  readonly db: Db
  readonly systemClaims: Claims
  readonly now: () => Date
  readonly log: Log
  /** Live progress; wire to live.publish. */
  readonly publish?: (event: LiveEvent) => Promise<void>
  /** A run without a sign of life for this long is taken as dead; 60 s by default. */
  readonly deadMs?: number
}

export interface Jobs {
  /** Before start. */
  register(name: string, definition: JobDefinition): void
  /** A cron line in Beijing time; before or after start. */
  schedule(name: string, cron: string): Promise<void>
  /** In the transaction of the one who asks; goes to the queue after the commit. Returns the job's id. */
  enqueue(tx: Tx, name: string, input: Readonly<Record<string, unknown>>, startedBy: string | null): Promise<string>
  start(): Promise<void>
  /** Waits for running jobs for a while, asking them to stop. */
  stop(): Promise<void>
  /** GET /api/jobs, GET /api/jobs/:id, POST /api/jobs/:id/cancel. */
  readonly routes: Route[]
}
