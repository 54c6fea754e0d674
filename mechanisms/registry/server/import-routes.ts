import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { cstDate } from '#kernel/calendar/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { text } from '#kernel/text.ts'
import { writeAudit } from '#platform/audit.ts'
import { sql } from '#platform/db/index.ts'
import {
  badInput,
  conflict,
  notFound,
  Problem,
  readRoute,
  streamRoute,
  writeRoute,
  type ReadContext,
  type Route,
} from '#platform/http/index.ts'
import { ImportView, OrgQuery } from '../model.ts'
import { doerOf, type RegistryDeps } from './deps.ts'
import { commitImport, readImport } from './import-job.ts'
import { batchById, beginBatch, dropOld, errorsOf, type Batch } from './import-store.ts'
import { COUNT_CAP, countOrgs, orgPages } from './org-views.ts'
import { errorsBook, exportBook, templateBook } from './workbooks.ts'

const none = z.object({})
const byId = z.object({ id: z.uuid() })
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

function attach({ reply }: ReadContext, name: string): void {
  reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`).type(XLSX)
}

/** The upload on disk in a folder of its own; the caller removes the folder. */
async function receive(context: ReadContext): Promise<{ folder: string; file: string; name: string }> {
  const part = await context.raw.file()
  if (!part) throw badInput([{ field: 'file', message: text('没有收到文件', 'No file was received') }])
  const folder = await mkdtemp(path.join(tmpdir(), 'anlan-import-'))
  const file = path.join(folder, 'table')
  await pipeline(part.file, createWriteStream(file, { mode: 0o600 }))
  if (part.file.truncated) {
    await rm(folder, { recursive: true, force: true })
    throw new Problem(413, 'too-large', text('文件太大', 'The file is too large'))
  }
  return { folder, file, name: part.filename.slice(0, 200) }
}

/** Import of organisations from Excel and CSV, and export of any filtered list. */
export function importRoutes(deps: RegistryDeps): Route[] {
  const { db, sectors, background } = deps
  return [
    readRoute({
      method: 'GET',
      path: '/api/orgs/template.xlsx',
      audit: 'org.template',
      text: text('导入模板', 'Template for import'),
      permission: 'org.import',
      params: none,
      query: none,
      response: 'stream',
      handler: async (context) => {
        const { claims } = context.session
        const [offices, places] = await Promise.all([
          context.read<{ name: string }>(sql`select name from org where kind = 'office' and status <> 'closed' order by name limit 2000`),
          context.read<{ name: string }>(
            sql`select name from division where path >= ${claims.path} and path < ${`${claims.path}~`} group by name having count(*) = 1 order by name limit 2000`,
          ),
        ])
        const book = await templateBook(
          sectors,
          offices.map((o) => o.name),
          places.map((p) => p.name),
          context.lang,
        )
        attach(context, context.lang === 'zh' ? '单位导入模板.xlsx' : 'organisations.xlsx')
        context.reply.send(book)
      },
    }),
    streamRoute({
      method: 'POST',
      path: '/api/orgs/import',
      audit: 'org.import',
      text: text('导入单位', 'Import organisations'),
      permission: 'org.import',
      params: none,
      query: none,
      body: 'stream',
      response: z.object({ id: z.string() }),
      perMinute: 20,
      handler: async (context) => {
        const { folder, file, name } = await receive(context)
        const doer = doerOf(context)
        const id = uuidv7(doer.now.getTime())
        try {
          await db.tx(doer.claims, async (tx) => {
            await dropOld(tx, doer.claims.personId, doer.now)
            await beginBatch(tx, doer, id, name)
            await writeAudit(tx, {
              name: 'org.import',
              session: context.session,
              info: context,
              object: 'import',
              objectId: id,
              detail: { name },
            })
          })
        } catch (error) {
          await rm(folder, { recursive: true, force: true })
          throw error
        }
        background(async () => {
          try {
            await readImport(deps, doer, id, file)
          } finally {
            await rm(folder, { recursive: true, force: true })
          }
        })
        return { id }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/orgs/import/:id',
      audit: 'org.import-state',
      text: text('导入进度', 'State of an import'),
      permission: 'org.import',
      params: byId,
      query: z.object({ after: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(200).default(50) }),
      response: ImportView,
      handler: async ({ read }, { params, query }) => {
        const [batch] = await read<Batch>(batchById(params.id))
        if (!batch) throw notFound()
        return { ...batch, ...(await errorsOf(read, params.id, query.after, query.limit)) }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/orgs/import/:id/errors.xlsx',
      audit: 'org.import-errors',
      text: text('导入错误表', 'Faulty rows of an import'),
      permission: 'org.import',
      params: byId,
      query: none,
      response: 'stream',
      handler: async (context, { params }) => {
        const [batch] = await context.read<Batch>(batchById(params.id))
        if (!batch) throw notFound()
        attach(context, context.lang === 'zh' ? '需更正.xlsx' : 'to-correct.xlsx')
        context.reply.send(errorsBook((s) => context.read(s), params.id, context.lang))
      },
    }),
    writeRoute({
      method: 'POST',
      path: '/api/orgs/import/:id/commit',
      audit: 'org.import-commit',
      text: text('确认导入', 'Write an import'),
      permission: 'org.import',
      params: byId,
      query: none,
      body: z.object({ duplicates: z.enum(['skip', 'update']).meta({ zh: '已登记的单位', en: 'Registered ones' }) }),
      response: z.object({ state: z.string() }),
      handler: async (context, { params, body }) => {
        const { tx } = context
        const [batch] = await tx.query<Batch>(sql`${batchById(params.id)} for update`)
        if (!batch) throw notFound()
        if (batch.bad > 0)
          throw conflict(text('还有未更正的行，更正后请重新上传', 'Some rows need correction; correct them and upload again'), {
            bad: batch.bad,
          })
        if (batch.state !== 'checked' && !(batch.state === 'committing' && batch.stalled)) {
          throw conflict(text('这次导入现在不能确认', 'This import cannot be written now'), { state: batch.state })
        }
        await tx.query(
          sql`update import_batch set state = 'committing', rows_written = 0, stop = false, updated_at = clock_timestamp() where id = ${params.id}::uuid`,
        )
        context.note({ object: 'import', objectId: params.id, detail: body })
        const doer = doerOf(context)
        tx.afterCommit(() => background(() => commitImport(deps, doer, params.id, body.duplicates)))
        return { state: 'committing' }
      },
    }),
    writeRoute({
      method: 'POST',
      path: '/api/orgs/import/:id/cancel',
      audit: 'org.import-cancel',
      text: text('取消导入', 'Cancel an import'),
      permission: 'org.import',
      params: byId,
      query: none,
      body: none,
      response: z.object({ state: z.string() }),
      handler: async ({ tx }, { params }) => {
        const [batch] = await tx.query<{ state: string }>(
          sql`update import_batch set stop = true, state = case when state = 'checked' then 'cancelled' else state end
            where id = ${params.id}::uuid and state in ('reading', 'checked', 'committing') returning state`,
        )
        if (!batch) throw notFound()
        return batch
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/orgs/export.xlsx',
      audit: 'org.export',
      text: text('导出单位', 'Export organisations'),
      permission: 'org.export',
      params: none,
      query: OrgQuery,
      response: 'stream',
      auditRead: true,
      handler: async (context, { query }) => {
        const { claims } = context.session
        const [count] = await context.read<{ total: number }>(countOrgs(query, claims))
        if ((count?.total ?? 0) > COUNT_CAP) {
          const detail = text('请加上地区或行业等条件，分几次导出。', 'Narrow the list by division or sector and export in parts.')
          throw new Problem(400, 'too-many', text(`一次最多导出 ${COUNT_CAP} 家`, `At most ${COUNT_CAP} at a time`), { detail })
        }
        const day = cstDate(context.now)
        attach(context, context.lang === 'zh' ? `单位名单-${day}.xlsx` : `organisations-${day}.xlsx`)
        context.reply.send(
          exportBook(
            orgPages((s) => context.read(s), claims, query),
            sectors,
            context.lang,
          ),
        )
      },
    }),
  ]
}
