import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { text } from '#kernel/text.ts'
import { Problem, type Session } from '#platform/http/index.ts'
import { silentLog } from '#platform/observe/log.ts'
import { addPerson, applyPolicies, httpFor, system } from '#platform/outbox/testing.ts'
import { testDb, type TestDb } from '#platform/testing.ts'
import { createJobs, jobPolicies, type JobContext, type JobDefinition, type Jobs } from './index.ts'

let t: TestDb
let clerk: Session
let other: Session
let admin: Session
const open: Jobs[] = []

beforeAll(async () => {
  t = await testDb()
  await applyPolicies(t, jobPolicies)
  clerk = await addPerson(t, {})
  other = await addPerson(t, {})
  admin = await addPerson(t, { 'admin.read': ['area'], 'admin.settings': ['all'] })
})
afterEach(async () => {
  for (const jobs of open.splice(0)) await jobs.stop()
})
afterAll(() => t.drop())

function make(definitions: Record<string, Omit<JobDefinition, 'text'>>, deadMs = 60_000): Jobs {
  const jobs = createJobs({ ownerUrl: t.ownerUrl, db: t.db, systemClaims: system, now: () => new Date(), log: silentLog, deadMs })
  for (const [name, rest] of Object.entries(definitions)) jobs.register(name, { text: text('导出', 'Export'), ...rest })
  open.push(jobs)
  return jobs
}

const enqueue = (jobs: Jobs, name: string, input = {}, by = clerk): Promise<string> =>
  t.db.tx(by.claims, (tx) => jobs.enqueue(tx, name, input, by.claims.personId))

interface Row {
  state: string
  progress: number
  message: { zh: string } | null
  result: unknown
  error: { zh: string } | null
  tries: number
}

async function row(id: string): Promise<Row> {
  const { rows } = await t.owner.query<Row>('select state, progress, message, result, error, tries from job_run where id = $1', [id])
  if (!rows[0]) throw new Error(`no run ${id}`)
  return rows[0]
}

async function until(id: string, state: string): Promise<Row> {
  for (let i = 0; i < 200; i++) {
    const found = await row(id)
    if (found.state === state) return found
    await new Promise((go) => setTimeout(go, 50))
  }
  throw new Error(`${id} did not become ${state}: ${JSON.stringify(await row(id))}`)
}

/** Runs until it is told to stop. */
const patient = async (context: JobContext): Promise<string> => {
  while (!context.cancelled()) await new Promise((go) => setTimeout(go, 20))
  return 'stopped early'
}

test('a job runs, shows progress, keeps its result and tells of each step', async () => {
  const jobs = make({
    export: {
      run: async ({ input, progress, startedBy, tries }) => {
        await progress(0.5, text('写到一半', 'Half written'))
        return { rows: input['rows'], startedBy, tries }
      },
    },
  })
  await jobs.start()
  const id = await enqueue(jobs, 'export', { rows: 12 })
  const done = await until(id, 'done')
  expect(done).toMatchObject({
    progress: 1,
    message: { zh: '写到一半' },
    error: null,
    result: { rows: 12, startedBy: clerk.claims.personId, tries: 1 },
  })
  const { rows } = await t.owner.query(
    `select payload->>'state' as state from outbox where topic = 'job.state' and payload->>'jobId' = $1 order by id`,
    [id],
  )
  expect(rows.map((r: { state: string }) => r.state)).toEqual(['queued', 'running', 'done'])
})

test('a failure shows words made for people and no others', async () => {
  const jobs = make({
    plain: { run: async () => Promise.reject(new Problem(400, 'bad-input', text('表格没有数据', 'The table is empty'))) },
    inner: { run: async () => Promise.reject(new Error('password of the mail server is 1234')) },
  })
  await jobs.start()
  const plain = await until(await enqueue(jobs, 'plain'), 'failed')
  expect(plain.error?.zh).toBe('表格没有数据')
  const inner = await until(await enqueue(jobs, 'inner'), 'failed')
  expect(JSON.stringify(inner.error)).not.toContain('1234')
  expect(inner.error?.zh).toContain('任务出错')
})

test('own jobs are listed and cancelled by their owner or the administrator; others know nothing of them', async () => {
  const jobs = make({ long: { run: patient } })
  await jobs.start()
  const app = await httpFor(t, jobs.routes, [clerk, other, admin])
  const ask = async (who: Session, method: 'GET' | 'POST', url: string) => {
    const answer = await app.inject({
      method,
      url,
      headers: { 'x-person': who.claims.personId },
      ...(method === 'POST' ? { payload: {} } : {}),
    })
    return { status: answer.statusCode, body: answer.json() }
  }
  const running = await enqueue(jobs, 'long')
  await until(running, 'running')
  const queued = await enqueue(jobs, 'long')
  expect((await ask(clerk, 'GET', '/api/jobs?limit=1')).body).toMatchObject({
    items: [{ id: queued, state: 'queued', text: { zh: '导出' } }],
    next: expect.any(String),
  })
  expect((await ask(other, 'GET', '/api/jobs?all=true')).body.items).toEqual([])
  expect((await ask(admin, 'GET', '/api/jobs?all=true&name=long')).body.items).toHaveLength(2)
  expect((await ask(other, 'GET', `/api/jobs/${running}`)).status).toBe(404)
  expect((await ask(other, 'POST', `/api/jobs/${running}/cancel`)).status).toBe(404)
  expect((await ask(clerk, 'POST', `/api/jobs/${queued}/cancel`)).body.state).toBe('cancelled')
  expect((await ask(admin, 'POST', `/api/jobs/${running}/cancel`)).status).toBe(200)
  expect((await until(running, 'cancelled')).result).toBeNull()
  expect((await ask(clerk, 'POST', `/api/jobs/${running}/cancel`)).status).toBe(409)
  await app.close()
})

test('jobs of a kind wait for each other unless more at once are allowed', async () => {
  let now = 0
  let most = 0
  const run = async (): Promise<void> => {
    most = Math.max(most, ++now)
    await new Promise((go) => setTimeout(go, 60))
    now--
  }
  const jobs = make({ single: { run } })
  await jobs.start()
  const ids = await Promise.all([1, 2, 3].map(() => enqueue(jobs, 'single')))
  for (const id of ids) await until(id, 'done')
  expect(most).toBe(1)
})

/** A run as a process that died left it. */
async function leaveDead(id: string): Promise<void> {
  await t.owner.query(
    `update job_run set state = 'running', worker = 'gone', beat_at = now() - interval '1 hour', tries = 1 where id = $1`,
    [id],
  )
}

test('what a dead process left is run again where that is allowed, else marked failed with plain words', async () => {
  const definitions = { again: { again: true, run: async ({ tries }: JobContext) => ({ tries }) }, once: { run: async () => 1 } }
  const before = make(definitions)
  const again = await enqueue(before, 'again')
  const once = await enqueue(before, 'once')
  await leaveDead(again)
  await leaveDead(once)
  await make(definitions).start()
  expect((await until(again, 'done')).result).toEqual({ tries: 2 })
  expect((await until(once, 'failed')).error?.zh).toContain('服务中断')
})

test('a job whose ticket never reached the queue is found', async () => {
  const definitions = { lost: { run: async () => 'ran' } }
  const id = await enqueue(make(definitions), 'lost')
  await t.owner.query(`update job_run set queued_at = now() - interval '10 minutes' where id = $1`, [id])
  await make(definitions).start()
  expect((await until(id, 'done')).result).toBe('ran')
})

test('stopping the server puts a job back that may run again, and ends the other with plain words', async () => {
  const jobs = make({ back: { again: true, run: patient }, gone: { run: patient } })
  await jobs.start()
  const back = await enqueue(jobs, 'back')
  const gone = await enqueue(jobs, 'gone')
  await until(back, 'running')
  await until(gone, 'running')
  await jobs.stop()
  expect((await row(back)).state).toBe('queued')
  expect(await row(gone)).toMatchObject({ state: 'failed', error: { zh: expect.stringContaining('服务中断') } })
})

test('two processes share a queue and no run happens twice', async () => {
  const seen: string[] = []
  const definitions = { shared: { parallel: 3, run: async ({ id }: JobContext) => void seen.push(id) } }
  const [one, two] = [make(definitions), make(definitions)]
  await one.start()
  await two.start()
  const ids = await Promise.all(Array.from({ length: 12 }, (_, i) => enqueue(i % 2 ? one : two, 'shared')))
  for (const id of ids) await until(id, 'done')
  expect(seen.toSorted()).toEqual(ids.toSorted())
})

test('a cron line is kept in Beijing time, one for a job that is gone is dropped, and a wrong one is refused', async () => {
  const jobs = make({ nightly: { run: async () => 1 }, weekly: { run: async () => 1 } })
  await jobs.schedule('nightly', '0 2 * * *')
  await jobs.start()
  await jobs.schedule('weekly', '0 3 * * 1')
  await expect(jobs.schedule('nightly', 'every day')).rejects.toThrow()
  await expect(jobs.schedule('unknown', '0 2 * * *')).rejects.toThrow('No such job')
  const crons = async (): Promise<unknown[]> => (await t.owner.query('select name, cron, timezone from jobs.schedule order by name')).rows
  expect(await crons()).toEqual([
    { name: 'nightly', cron: '0 2 * * *', timezone: 'Asia/Shanghai' },
    { name: 'weekly', cron: '0 3 * * 1', timezone: 'Asia/Shanghai' },
  ])
  // What the clock does when the time has come: a ticket without a run.
  await t.owner.query(`insert into jobs.job (name, data) values ('nightly', '{}')`)
  for (let i = 0; i < 100 && (await t.owner.query(`select 1 from job_run where name = 'nightly' and state = 'done'`)).rowCount === 0; i++) {
    await new Promise((go) => setTimeout(go, 50))
  }
  const { rows } = await t.owner.query(`select started_by, state from job_run where name = 'nightly'`)
  expect(rows).toEqual([{ started_by: null, state: 'done' }])
  await jobs.stop()
  await make({ weekly: { run: async () => 1 } }).start()
  expect(await crons()).toHaveLength(1)
})
