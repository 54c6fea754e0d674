import { createHash } from 'node:crypto'
import PgBoss from 'pg-boss'
import type { Log } from '#platform/observe/log.ts'

export interface Ticket {
  readonly ticketId: string
  /** Absent when the clock made the ticket. */
  readonly runId: string | null
}

export interface Queue {
  start(names: readonly string[]): Promise<void>
  stop(): Promise<void>
  /** One ticket for each run and try; false when it was given before. */
  send(name: string, runId: string, tries: number): Promise<boolean>
  /** Is the ticket still waiting to be fetched? */
  waits(name: string, runId: string, tries: number): Promise<boolean>
  fetch(name: string, most: number): Promise<Ticket[]>
  done(name: string, ticketId: string): Promise<void>
  schedule(name: string, cron: string): Promise<void>
}

/** Longer than any job: that a run died is found by its signs of life, not by this. */
const EXPIRE_HOURS = 23

/** A UUID made from the run and its try, so that sending twice is sending once. */
function ticketIdOf(runId: string, tries: number): string {
  const hex = createHash('sha256').update(`${runId}/${tries}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/**
 * pg-boss as the queue and the clock. Its own workers are not used: they drop the promise that records an outcome, and a
 * database that goes away at that moment would end the process.
 */
export function openQueue(ownerUrl: string, log: Log): Queue {
  const boss = new PgBoss({ connectionString: ownerUrl, schema: 'jobs', max: 3, application_name: 'anlan-jobs' })
  boss.on('error', (error) => log.warn({ err: error }, 'The job queue reports a fault'))

  return {
    async start(names) {
      await boss.start()
      for (const name of names) await boss.createQueue(name, { name, retryLimit: 0, expireInHours: EXPIRE_HOURS })
      for (const { name } of await boss.getSchedules()) if (!names.includes(name)) await boss.unschedule(name)
    },
    stop: () => boss.stop({ graceful: false }),
    async send(name, runId, tries) {
      return (await boss.send(name, { runId }, { id: ticketIdOf(runId, tries), retryLimit: 0, expireInHours: EXPIRE_HOURS })) !== null
    },
    async waits(name, runId, tries) {
      const job = await boss.getJobById(name, ticketIdOf(runId, tries))
      return job !== null && (job.state === 'created' || job.state === 'retry')
    },
    async fetch(name, most) {
      const jobs = await boss.fetch<{ runId?: string }>(name, { batchSize: most })
      return jobs.map((job) => ({ ticketId: job.id, runId: job.data?.runId ?? null }))
    },
    done: (name, ticketId) => boss.complete(name, ticketId),
    schedule: (name, cron) => boss.schedule(name, cron, {}, { tz: 'Asia/Shanghai', retryLimit: 0, expireInHours: EXPIRE_HOURS }),
  }
}
