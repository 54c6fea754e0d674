import { text, type Text } from '#kernel/text.ts'
import { raw, sql, type Db, type Sql, type Tx } from '#platform/db/index.ts'
import type { Claims } from '#kernel/access/index.ts'
import { emit } from '#platform/outbox/index.ts'
import type { JobState } from './types.ts'

export const COLUMNS: Sql = raw(`id, name, text, state, progress, message, started_by as "startedBy", queued_at as "queuedAt",
  started_at as "startedAt", ended_at as "endedAt", result, error, cancel_requested as "cancelRequested"`)

export const STOPPED = text('服务中断，任务没有完成，请重新发起', 'The server stopped while this ran; please start it again')
export const FAULT = text('任务出错，没有完成，已记录', 'The job failed; it has been recorded')

/** Runs of one job at most, where it is one that is run again after its process died. */
export const MAX_TRIES = 3

export interface Run {
  readonly id: string
  readonly name: string
  readonly input: Readonly<Record<string, unknown>>
  readonly startedBy: string | null
  readonly tries: number
}

export interface NewRun {
  readonly id: string
  readonly name: string
  readonly text: Text
  readonly input: Readonly<Record<string, unknown>>
  readonly startedBy: string | null
  readonly at: Date
}

export interface Ending {
  readonly state: JobState
  readonly result?: unknown
  readonly error?: Text
}

const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value))

const tell = (tx: Tx, run: Pick<Run, 'id' | 'name'>, state: JobState, at: Date): Promise<void> =>
  emit(tx, 'job.state', { jobId: run.id, name: run.name, state }, at)

export async function insertRun(tx: Tx, run: NewRun): Promise<void> {
  await tx.query(
    sql`insert into job_run (id, name, text, input, state, started_by, queued_at)
      values (${run.id}::uuid, ${run.name}, ${json(run.text)}::jsonb, ${json(run.input)}::jsonb, 'queued', ${run.startedBy}::uuid,
        ${run.at.toISOString()}::timestamptz)`,
  )
  await tell(tx, run, 'queued', run.at)
}

/** Signs of life go by the database's clock: the server's may be a simulated one. */
export function runStore(db: Db, system: Claims, worker: string, now: () => Date) {
  const mine = (id: string): Sql => sql`id = ${id}::uuid and worker = ${worker} and state = 'running'`

  return {
    /** Begins a queued run; null when it was cancelled or another process has it. */
    async begin(id: string): Promise<Run | null> {
      return db.tx(system, async (tx) => {
        const at = now()
        const [run] = await tx.query<Run>(
          sql`update job_run set state = 'running', worker = ${worker}, beat_at = now(), tries = tries + 1, started_at = ${at.toISOString()}::timestamptz
            where id = ${id}::uuid and state = 'queued' and not cancel_requested
            returning id, name, input, started_by as "startedBy", tries`,
        )
        if (run) await tell(tx, run, 'running', at)
        return run ?? null
      })
    },
    /** A sign of life. `lost`: it is not ours any more. */
    async beat(id: string): Promise<'go-on' | 'cancel' | 'lost'> {
      const [row] = await db.read<{ cancel: boolean }>(
        system,
        sql`update job_run set beat_at = now() where ${mine(id)} returning cancel_requested as cancel`,
      )
      return row ? (row.cancel ? 'cancel' : 'go-on') : 'lost'
    },
    async progress(id: string, share: number, message: Text | null): Promise<void> {
      await db.read(
        system,
        sql`update job_run set progress = ${share}, message = coalesce(${json(message ?? undefined)}::jsonb, message), beat_at = now() where ${mine(id)}`,
      )
    },
    /** Records the end, unless the run is not ours any more. */
    async end(run: Run, ending: Ending): Promise<void> {
      await db.tx(system, async (tx) => {
        const at = now()
        const [row] = await tx.query<{ id: string }>(
          sql`update job_run set state = ${ending.state}, ended_at = ${at.toISOString()}::timestamptz, result = ${json(ending.result)}::jsonb,
              error = ${json(ending.error)}::jsonb, progress = case when ${ending.state} = 'done' then 1 else progress end
            where ${mine(run.id)} returning id`,
        )
        if (row) await tell(tx, run, ending.state, at)
      })
    },
    /** Puts a run back into the queue after its process stopped. */
    async requeue(run: Pick<Run, 'id' | 'name'>): Promise<boolean> {
      return db.tx(system, async (tx) => {
        const [row] = await tx.query<{ id: string }>(
          sql`update job_run set state = 'queued', worker = null where id = ${run.id}::uuid and state = 'running' returning id`,
        )
        if (row) await tell(tx, run, 'queued', now())
        return row !== undefined
      })
    },
    /** Takes over runs without a sign of life, so that only one process decides about each. */
    takeDead(deadMs: number): Promise<(Run & { cancel: boolean })[]> {
      return db.read(
        system,
        sql`update job_run set worker = ${worker}, beat_at = now()
          where state = 'running' and worker <> ${worker} and beat_at < now() - make_interval(secs => ${deadMs / 1000})
          returning id, name, input, started_by as "startedBy", tries, cancel_requested as cancel`,
      )
    },
    /** Queued for a while: perhaps the process died between its commit and the queue. */
    waiting(deadMs: number): Promise<{ id: string; name: string; tries: number }[]> {
      const before = new Date(now().getTime() - deadMs).toISOString()
      return db.read(
        system,
        sql`select id, name, tries from job_run where state = 'queued' and queued_at < ${before}::timestamptz order by queued_at limit 200`,
      )
    },
    async skipTry(id: string): Promise<void> {
      await db.read(system, sql`update job_run set tries = tries + 1 where id = ${id}::uuid and state = 'queued'`)
    },
    async clean(keepMs: number): Promise<void> {
      const before = new Date(now().getTime() - keepMs).toISOString()
      await db.read(system, sql`delete from job_run where ended_at < ${before}::timestamptz`)
    },
  }
}
export type RunStore = ReturnType<typeof runStore>
