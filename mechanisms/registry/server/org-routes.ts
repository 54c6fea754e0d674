import { z } from 'zod'
import { can } from '#kernel/access/index.ts'
import { text } from '#kernel/text.ts'
import { empty, sql } from '#platform/db/index.ts'
import { notFound, readRoute, writeRoute, type Route } from '#platform/http/index.ts'
import * as model from '../model.ts'
import { doerOf, scopedOrg, type RegistryDeps } from './deps.ts'
import { createOrg, patchOrg } from './org-commands.ts'
import { orgFile } from './org-file.ts'
import { COUNT_CAP, countOrgs, cursorOf, listOrgs, readCursor, writeCursor, type ListedOrg } from './org-views.ts'

const none = z.object({})
const byId = z.object({ id: z.uuid() })

/** List, count, file, entering, changing and history of organisations. */
export function orgRoutes({ sectors }: RegistryDeps): Route[] {
  return [
    readRoute({
      method: 'GET',
      path: '/api/orgs',
      audit: 'org.list',
      text: text('单位列表', 'List of organisations'),
      permission: 'org.read',
      params: none,
      query: model.OrgQuery,
      response: model.OrgList,
      handler: async ({ session, read }, { query }) => {
        const rows = await read<ListedOrg>(listOrgs(query, session.claims))
        const items = rows.slice(0, query.limit)
        const last = items.at(-1)
        return { items, next: rows.length > query.limit && last ? cursorOf(query, last) : null }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/orgs/count',
      audit: 'org.count',
      text: text('单位数量', 'Count of organisations'),
      permission: 'org.read',
      params: none,
      query: model.OrgQuery,
      response: z.object({ total: z.number().int(), capped: z.boolean() }),
      handler: async ({ session, read }, { query }) => {
        const [row] = await read<{ total: number }>(countOrgs(query, session.claims))
        const total = row?.total ?? 0
        return { total: Math.min(total, COUNT_CAP), capped: total > COUNT_CAP }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/orgs/:id',
      audit: 'org.file',
      text: text('一企一档', 'File of an organisation'),
      permission: 'org.read',
      params: byId,
      query: none,
      response: model.OrgFile,
      handler: (context, { params }) => orgFile(context, params.id),
    }),
    writeRoute({
      method: 'POST',
      path: '/api/orgs',
      audit: 'org.create',
      text: text('登记单位', 'Enter an organisation'),
      permission: 'org.edit',
      params: none,
      query: none,
      body: model.OrgInput,
      response: model.OrgRow,
      handler: async (context, { body }) => {
        const org = await createOrg(context.tx, doerOf(context), sectors, body)
        context.note({ object: 'org', objectId: org.id })
        return org
      },
    }),
    writeRoute({
      method: 'PATCH',
      path: '/api/orgs/:id',
      audit: 'org.edit',
      text: text('修改单位', 'Change an organisation'),
      permission: 'org.edit',
      params: byId,
      query: none,
      body: model.OrgPatch,
      response: model.OrgRow,
      handler: async (context, { params, body }) => {
        const org = await patchOrg(context.tx, doerOf(context), sectors, params.id, body)
        context.note({ object: 'org', objectId: org.id, detail: { version: org.version } })
        return org
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/orgs/:id/history',
      audit: 'org.history',
      text: text('变更记录', 'History of an organisation'),
      permission: 'org.read',
      params: byId,
      query: z.object({ after: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(100).default(30) }),
      response: z.object({ items: z.array(model.Change), next: z.string().nullable() }),
      handler: async ({ session, read }, { params, query }) => {
        const [org] = await read<{ id: string; officeId: string | null; path: string; sector: string | null }>(
          sql`select id, office_id as "officeId", path, sector from org where id = ${params.id}::uuid`,
        )
        if (!org || !can(session.claims, 'org.read', scopedOrg(org))) throw notFound()
        const page = query.after ? sql`and id < ${readCursor(query.after, 1)[0]}::bigint` : empty
        const rows = await read<model.Change>(
          sql`select id, entity, entity_id as "entityId", at, actor, via, before, after from registry_change
            where org_id = ${params.id}::uuid ${page} order by id desc limit ${query.limit + 1}`,
        )
        const items = rows.slice(0, query.limit)
        const last = items.at(-1)
        return { items, next: rows.length > query.limit && last ? writeCursor([String(last.id)]) : null }
      },
    }),
  ]
}
