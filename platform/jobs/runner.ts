import { Problem } from '#platform/http/index.ts'
import type { LiveEvent } from '#platform/live/types.ts'
import type { Log } from '#platform/observe/log.ts'
import { FAULT, MAX_TRIES, STOPPED, type Ending, type Run, type RunStore } from './store.ts'
import type { JobContext, JobDefinition } from './types.ts'

export interface Runner {
  run(run: Run, definition: JobDefinition): Promise<void>
  cancel(id: string): void
  /** Asks every run to stop, waits, and records what did not end. Returns runs that are to be queued again. */
  stop(graceMs: number): Promise<void>
  running(name: string): number
}

interface Active {
  readonly run: Run
  readonly definition: JobDefinition
  readonly abort: AbortController
  cancel: boolean
  sawCancel: boolean
  ended: Promise<void>
}

const PROGRESS_MS = 1000

export function createRunner(
  store: RunStore,
  log: Log,
  beatMs: number,
  publish: ((event: LiveEvent) => Promise<void>) | undefined,
): Runner {
  const active = new Map<string, Active>()
  let stopping = false

  function contextOf(one: Active): JobContext {
    let toldAt = 0
    const { id, input, startedBy, tries, name } = one.run
    return {
      id,
      input,
      startedBy,
      tries,
      signal: one.abort.signal,
      cancelled() {
        one.sawCancel ||= one.abort.signal.aborted
        return one.abort.signal.aborted
      },
      async progress(share, message) {
        if (Date.now() - toldAt < PROGRESS_MS) return
        toldAt = Date.now()
        const bounded = Math.min(1, Math.max(0, share))
        try {
          await store.progress(id, bounded, message ?? null)
          await publish?.({ event: 'job', data: { jobId: id, name, state: 'running', progress: bounded } })
        } catch (error) {
          // Progress is for people to look at: the work goes on without it.
          log.warn({ err: error, job: name, id }, 'The progress of a job could not be recorded')
        }
      },
    }
  }

  /** The end when the server stops: again later, or failed with plain words. */
  async function interrupt({ run, definition }: Active): Promise<void> {
    if (definition.again && run.tries < MAX_TRIES) await store.requeue(run)
    else await store.end(run, { state: 'failed', error: STOPPED })
  }

  function endingOf(one: Active, outcome: { result?: unknown; error?: unknown }): Ending {
    const early = 'error' in outcome || one.sawCancel
    if (early && one.cancel) return { state: 'cancelled' }
    if (!('error' in outcome)) return { state: 'done', result: outcome.result }
    log.error({ err: outcome.error, job: one.run.name, id: one.run.id }, 'A job failed')
    return { state: 'failed', error: outcome.error instanceof Problem ? outcome.error.title : FAULT }
  }

  async function work(one: Active): Promise<void> {
    const beat = setInterval(() => {
      store.beat(one.run.id).then(
        (word) => {
          if (word === 'go-on') return
          one.cancel ||= word === 'cancel'
          one.abort.abort()
        },
        (error: unknown) => log.warn({ err: error, id: one.run.id }, 'A job could not give a sign of life'),
      )
    }, beatMs)
    try {
      const outcome = await one.definition.run(contextOf(one)).then(
        (result) => ({ result: result ?? null }),
        (error: unknown) => ({ error }),
      )
      if (stopping && !one.cancel && ('error' in outcome || one.sawCancel)) await interrupt(one)
      else await store.end(one.run, endingOf(one, outcome))
    } catch (error) {
      // The end was not recorded: the run goes silent and is then found dead.
      log.error({ err: error, job: one.run.name, id: one.run.id }, 'The end of a job could not be recorded')
    } finally {
      clearInterval(beat)
      active.delete(one.run.id)
    }
  }

  return {
    run(run, definition) {
      const one: Active = { run, definition, abort: new AbortController(), cancel: false, sawCancel: false, ended: Promise.resolve() }
      active.set(run.id, one)
      one.ended = work(one)
      return one.ended
    },
    cancel(id) {
      const one = active.get(id)
      if (!one) return
      one.cancel = true
      one.abort.abort()
    },
    async stop(graceMs) {
      stopping = true
      const all = [...active.values()]
      for (const one of all) one.abort.abort()
      let timer: NodeJS.Timeout | undefined
      const late = new Promise((go) => {
        timer = setTimeout(go, graceMs)
      })
      await Promise.race([Promise.all(all.map((one) => one.ended)), late])
      clearTimeout(timer)
      for (const one of all.filter((a) => active.has(a.run.id))) {
        await interrupt(one).catch((error: unknown) => log.error({ err: error, id: one.run.id }, 'The end of a job could not be recorded'))
      }
    },
    running: (name) => [...active.values()].filter((a) => a.run.name === name).length,
  }
}
