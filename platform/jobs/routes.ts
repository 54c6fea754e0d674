import { z } from 'zod'
import { holds } from '#kernel/access/index.ts'
import { text } from '#kernel/text.ts'
import { sql } from '#platform/db/index.ts'
import { badInput, conflict, notFound, readRoute, writeRoute, type Route } from '#platform/http/index.ts'
import { emit } from '#platform/outbox/index.ts'
import { COLUMNS } from './store.ts'

const Text = z.object({ zh: z.string(), en: z.string() })

const Job = z.object({
  id: z.string(),
  name: z.string(),
  text: Text,
  state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  progress: z.number(),
  message: Text.nullable(),
  startedBy: z.string().nullable(),
  queuedAt: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  result: z.unknown(),
  error: Text.nullable(),
  cancelRequested: z.boolean(),
})
type JobRow = z.output<typeof Job>

const Query = z.object({
  /** Also those of others, as far as the post may read them (`admin.read`). */
  all: z.stringbool().default(false),
  name: z.string().max(60).optional(),
  after: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})

const Params = z.object({ id: z.uuid() })
const None = z.object({})

const cursorOf = (job: JobRow): string => Buffer.from(`${job.queuedAt} ${job.id}`).toString('base64url')

function readCursor(after: string): { at: string; id: string } {
  const [, at, id] = /^(\d{4}-[\d-]+T[\d:.]+Z) ([0-9a-f-]{36})$/.exec(Buffer.from(after, 'base64url').toString('utf8')) ?? []
  if (at && id) return { at, id }
  throw badInput([
    { field: 'query.after', message: text('翻页标记无效，请从第一页重新打开', 'The page mark is invalid; open the list again') },
  ])
}

export function jobRoutes(cancelHere: (id: string) => void): Route[] {
  return [
    readRoute({
      method: 'GET',
      path: '/api/jobs',
      audit: 'job.list',
      text: text('后台任务', 'Background jobs'),
      permission: 'signed-in',
      params: None,
      query: Query,
      response: z.object({ items: z.array(Job), next: z.string().nullable() }),
      handler: async (context, { query }) => {
        const cursor = query.after === undefined ? null : readCursor(query.after)
        const whose = query.all ? sql`true` : sql`started_by = ${context.session.claims.personId}::uuid`
        const named = query.name === undefined ? sql`true` : sql`name = ${query.name}`
        const older = cursor ? sql`(queued_at, id) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)` : sql`true`
        const rows = await context.read<JobRow>(
          sql`select ${COLUMNS} from job_run where ${whose} and ${named} and ${older} order by queued_at desc, id desc limit ${query.limit + 1}`,
        )
        const items = rows.slice(0, query.limit)
        const last = items.at(-1)
        return { items, next: rows.length > query.limit && last ? cursorOf(last) : null }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/jobs/:id',
      audit: 'job.get',
      text: text('一个后台任务', 'One background job'),
      permission: 'signed-in',
      params: Params,
      query: None,
      response: Job,
      handler: async (context, { params }) => {
        const [job] = await context.read<JobRow>(sql`select ${COLUMNS} from job_run where id = ${params.id}::uuid`)
        if (!job) throw notFound()
        return job
      },
    }),
    writeRoute({
      method: 'POST',
      path: '/api/jobs/:id/cancel',
      audit: 'job.cancel',
      text: text('取消任务', 'Cancel a job'),
      permission: 'signed-in',
      params: Params,
      query: None,
      body: None,
      response: Job,
      handler: async (context, { params }) => {
        const { tx, now, session } = context
        const [seen] = await tx.query<JobRow>(sql`select ${COLUMNS} from job_run where id = ${params.id}::uuid for update`)
        // Reading the jobs of others is not yet the right to end them.
        const may = seen && (seen.startedBy === session.claims.personId || holds(session.claims, 'admin.settings'))
        if (!may) throw notFound()
        if (seen.state !== 'queued' && seen.state !== 'running') {
          throw conflict(text('任务已经结束，不能取消', 'The job has ended already'), { state: seen.state })
        }
        const [job] = await tx.query<JobRow>(
          sql`update job_run set cancel_requested = true, state = case when state = 'queued' then 'cancelled' else state end,
              ended_at = case when state = 'queued' then ${now.toISOString()}::timestamptz else ended_at end
            where id = ${params.id}::uuid returning ${COLUMNS}`,
        )
        if (!job) throw notFound()
        if (job.state === 'cancelled') await emit(tx, 'job.state', { jobId: job.id, name: job.name, state: job.state }, now)
        context.note({ object: 'job', objectId: job.id, detail: { name: job.name } })
        tx.afterCommit(() => cancelHere(job.id))
        return job
      },
    }),
  ]
}
