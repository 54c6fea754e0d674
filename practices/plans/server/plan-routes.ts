import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import { can } from '#kernel/access/index.ts'
import { text } from '#kernel/text.ts'
import { writeAudit } from '#platform/audit.ts'
import { sql } from '#platform/db/index.ts'
import { conflict, forbidden, readRoute, streamRoute, writeRoute, type Route } from '#platform/http/index.ts'
import { emit } from '#platform/outbox/index.ts'
import { DocumentQuery, Heading, PlanEdit, PlanPage, PlanQuery, PlanText, PlanView, Uploaded, UploadQuery } from '../model.ts'
import { demand, doerOf, planRow, type PlanDeps } from './deps.ts'
import { readDocument } from './read-document.ts'
import { getDocument, getPlan } from './store.ts'
import { keepDocument } from './upload.ts'
import { planPage, planView } from './views.ts'

const none = z.object({})
export const byPlan = z.object({ id: z.uuid() })

const TYPES: Readonly<Record<string, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  html: 'text/plain',
  text: 'text/plain',
}

/** Plans as such: list, upload, the document, settings. */
export function planRoutes(deps: PlanDeps): Route[] {
  return [
    readRoute({
      method: 'GET',
      path: '/api/plans',
      audit: 'plan.list',
      text: text('规划清单', 'List of plans'),
      permission: 'plan.read',
      params: none,
      query: PlanQuery,
      response: PlanPage,
      handler: ({ read }, { query }) => planPage(read, query),
    }),
    streamRoute({
      method: 'POST',
      path: '/api/plans/upload',
      audit: 'plan.upload',
      text: text('上传规划', 'Upload a plan'),
      permission: 'plan.review',
      params: none,
      query: UploadQuery,
      body: 'stream',
      response: Uploaded,
      perMinute: 20,
      handler: async (context, { query }) => {
        const { claims } = context.session
        if (!query.amends && !can(claims, 'plan.review', planRow({ path: claims.path, orgId: claims.orgId }))) throw forbidden()
        const file = await deps.files.receive(context)
        const read = await readDocument(await buffer(deps.files.open(file.hash)), file.name)
        const kept = await deps.db.tx(claims, async (tx) => {
          const made = await keepDocument(tx, doerOf(context), { read, file, title: query.title, kind: query.kind, amends: query.amends })
          const detail = { name: file.name, hash: file.hash, items: read.items.length }
          await writeAudit(tx, { name: 'plan.upload', session: context.session, info: context, object: 'plan', objectId: made.id, detail })
          return made
        })
        return { ...kept, items: read.items.length, chars: read.chars }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/plans/:id',
      audit: 'plan.read',
      text: text('规划', 'A plan'),
      permission: 'plan.read',
      params: byPlan,
      query: none,
      response: PlanView,
      handler: ({ read, session }, { params }) => planView(read, session.claims, params.id),
    }),
    writeRoute({
      method: 'PATCH',
      path: '/api/plans/:id',
      audit: 'plan.edit',
      text: text('修改规划信息', 'Change a plan'),
      permission: 'plan.adopt',
      params: byPlan,
      query: none,
      body: PlanEdit,
      response: PlanView,
      handler: async ({ tx, session, now, note }, { params, body }) => {
        const plan = await getPlan(tx.query, params.id)
        demand(session, 'plan.adopt', plan)
        if (body.end && plan.state === 'reviewing') {
          throw conflict(text('规划还没有采用，不能终止', 'The plan is not adopted yet and cannot end'))
        }
        const [from, to] = [body.from ?? plan.from, body.to ?? plan.to]
        if (from && to && from > to) throw conflict(text('规划期的终止早于开始', 'The plan would end before it begins'))
        const done = await tx.query<{ id: string }>(
          sql`update plan set title = ${body.title ?? plan.title}, kind = ${body.kind ?? plan.kind}, period_from = ${from}::date, period_to = ${to}::date,
            report = ${JSON.stringify(body.report ?? plan.report)}::jsonb, shown = ${body.shown ?? plan.shown}::boolean,
            state = ${body.end ? 'ended' : plan.state}, version = version + 1
            where id = ${params.id}::uuid and version = ${body.version}::int returning id`,
        )
        if (done.length === 0) {
          throw conflict(text('规划刚被别人改过，请刷新后再改', 'The plan has just been changed; load it again'), { version: plan.version })
        }
        note({ object: 'plan', objectId: params.id, detail: body })
        await emit(tx, 'record.change', { object: 'plan', recordId: params.id, what: 'plan' }, now)
        return planView(tx.query, session.claims, params.id)
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/plans/:id/file',
      audit: 'plan.file',
      text: text('规划原件', 'The uploaded file'),
      permission: 'plan.read',
      params: byPlan,
      query: DocumentQuery,
      response: 'stream',
      handler: async ({ read, reply }, { params, query }) => {
        await getPlan(read, params.id)
        const document = await getDocument(read, params.id, query.document)
        // Saved and never opened in the page: no document runs in our origin.
        reply
          .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(document.fileName)}`)
          .header('x-content-type-options', 'nosniff')
          .type(TYPES[document.fileKind] ?? 'application/octet-stream')
        reply.send(deps.files.open(document.fileHash))
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/plans/:id/text',
      audit: 'plan.text',
      text: text('规划正文', 'Text of a plan'),
      permission: 'plan.read',
      params: byPlan,
      query: DocumentQuery,
      response: PlanText,
      handler: async ({ read }, { params, query }) => {
        await getPlan(read, params.id)
        const document = await getDocument(read, params.id, query.document)
        const [found] = await read<{ body: string; headings: z.output<typeof Heading>[] }>(
          sql`select body, headings from plan_document where id = ${document.id}::uuid`,
        )
        return { documentId: document.id, text: found?.body ?? '', headings: found?.headings ?? [] }
      },
    }),
  ]
}
