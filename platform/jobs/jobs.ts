import { randomUUID } from 'node:crypto'
import { uuidv7 } from '#kernel/ids.ts'
import { openQueue, type Ticket } from './queue.ts'
import { jobRoutes } from './routes.ts'
import { createRunner } from './runner.ts'
import { insertRun, MAX_TRIES, runStore, STOPPED } from './store.ts'
import type { JobDefinition, Jobs, JobsDeps } from './types.ts'

const POLL_MS = 2000
const GRACE_MS = 10_000
const DEAD_MS = 60_000
const KEEP_MS = 90 * 86_400_000

/**
 * Long work: `job_run` is what people see and the truth about each run; the queue only says that there is something to
 * do. A run goes from queued to running in one statement, so a ticket that comes twice runs once.
 */
export function createJobs(deps: JobsDeps): Jobs {
  const { db, systemClaims, now, log } = deps
  const deadMs = deps.deadMs ?? DEAD_MS
  const definitions = new Map<string, JobDefinition>()
  const crons = new Map<string, string>()
  const store = runStore(db, systemClaims, randomUUID(), now)
  const queue = openQueue(deps.ownerUrl, log)
  const runner = createRunner(store, log, Math.max(50, Math.min(POLL_MS, deadMs / 5)), deps.publish)
  let started = false
  let timer: NodeJS.Timeout | null = null
  let looking: Promise<void> | null = null
  let again = false
  let sweptAt = 0
  let cleanedAt = 0

  function definitionOf(name: string): JobDefinition {
    const definition = definitions.get(name)
    if (!definition) throw new Error(`No such job: ${name}`)
    return definition
  }

  async function newRun(name: string): Promise<string> {
    const id = uuidv7(now().getTime())
    const { text } = definitionOf(name)
    await db.tx(systemClaims, (tx) => insertRun(tx, { id, name, text, input: {}, startedBy: null, at: now() }))
    return id
  }

  async function take(name: string, definition: JobDefinition, ticket: Ticket): Promise<void> {
    const run = await store.begin(ticket.runId ?? (await newRun(name)))
    await queue.done(name, ticket.ticketId)
    if (run) void runner.run(run, definition).finally(nudge)
  }

  async function lookOnce(): Promise<void> {
    if (Date.now() - sweptAt > deadMs / 2) {
      sweptAt = Date.now()
      await sweep()
    }
    for (const [name, definition] of definitions) {
      const free = (definition.parallel ?? 1) - runner.running(name)
      if (free <= 0 || !started) continue
      for (const ticket of await queue.fetch(name, free)) await take(name, definition, ticket)
    }
  }

  /** Runs whose process died, runs that never reached the queue, and what is old. */
  async function sweep(): Promise<void> {
    for (const run of await store.takeDead(deadMs)) {
      const definition = definitions.get(run.name)
      log.warn({ job: run.name, id: run.id }, 'A job whose process died was found')
      if (run.cancel) await store.end(run, { state: 'cancelled' })
      else if (!definition?.again || run.tries >= MAX_TRIES) await store.end(run, { state: 'failed', error: STOPPED })
      else if (await store.requeue(run)) await queue.send(run.name, run.id, run.tries)
    }
    for (const run of await store.waiting(deadMs)) {
      if (!definitions.has(run.name) || (await queue.waits(run.name, run.id, run.tries))) continue
      if (await queue.send(run.name, run.id, run.tries)) continue
      // The ticket was taken by a process that died before it began: that was a try.
      await store.skipTry(run.id)
      await queue.send(run.name, run.id, run.tries + 1)
    }
    if (Date.now() - cleanedAt < 3_600_000) return
    cleanedAt = Date.now()
    await store.clean(KEEP_MS)
  }

  function nudge(): void {
    if (!started) return
    if (looking) {
      again = true
      return
    }
    if (timer) clearTimeout(timer)
    looking = lookOnce()
      .catch((error: unknown) => log.warn({ err: error }, 'Jobs could not be looked for; it is tried again shortly'))
      .finally(() => {
        looking = null
        if (!started) return
        const soon = again
        again = false
        timer = setTimeout(nudge, soon ? 0 : POLL_MS)
        timer.unref()
      })
  }

  return {
    register(name, definition) {
      if (started) throw new Error(`The job ${name} was registered after the start`)
      if (!/^[\w-]{1,50}$/.test(name)) throw new Error(`Not a name for a job: ${name}`)
      if (definitions.has(name)) throw new Error(`The job ${name} is registered twice`)
      definitions.set(name, definition)
    },
    async schedule(name, cron) {
      definitionOf(name)
      crons.set(name, cron)
      if (started) await queue.schedule(name, cron)
    },
    async enqueue(tx, name, input, startedBy) {
      const { text } = definitionOf(name)
      const id = uuidv7(now().getTime())
      await insertRun(tx, { id, name, text, input, startedBy, at: now() })
      tx.afterCommit(() => {
        if (!started) return
        queue.send(name, id, 0).then(nudge, (error: unknown) => log.warn({ err: error, job: name, id }, 'A job will reach the queue later'))
      })
      return id
    },
    async start() {
      await queue.start([...definitions.keys()])
      for (const [name, cron] of crons) await queue.schedule(name, cron)
      started = true
      nudge()
    },
    async stop() {
      if (!started) return
      started = false
      if (timer) clearTimeout(timer)
      await looking
      await runner.stop(GRACE_MS)
      await queue.stop()
    },
    routes: jobRoutes((id) => runner.cancel(id)),
  }
}
