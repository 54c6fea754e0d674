import { z } from 'zod'
import { uuidv7 } from '#kernel/ids.ts'
import { text } from '#kernel/text.ts'
import { sql } from '#platform/db/index.ts'
import { badInput, readRoute, writeRoute, type Route } from '#platform/http/index.ts'
import * as model from '../model.ts'
import { changeBelow, given, orgToWrite } from './below.ts'
import { recordChanges } from './changes.ts'
import { doerOf } from './deps.ts'
import { RELATION_COLUMNS, RELATION_FROM } from './org-file.ts'

const none = z.object({})

function checkDates(relation: { since: string | null; until: string | null }): void {
  if (relation.since !== null && relation.until !== null && relation.until < relation.since) {
    throw badInput([{ field: 'body.until', message: text('结束日期不能早于开始日期', 'It cannot end before it begins') }])
  }
}

/** Relations between organisations: owner, contractor, parent. */
export function relationRoutes(): Route[] {
  return [
    readRoute({
      method: 'GET',
      path: '/api/relations',
      audit: 'relation.list',
      text: text('单位关系', 'Relations of an organisation'),
      permission: 'org.read',
      params: none,
      query: z.object({ orgId: z.uuid() }),
      response: z.object({ items: z.array(model.RelationRow) }),
      handler: async ({ read }, { query }) => ({
        items: await read<model.RelationRow>(
          sql`select ${RELATION_COLUMNS} from ${RELATION_FROM} where r.org_id = ${query.orgId}::uuid or r.other_id = ${query.orgId}::uuid
            order by r.status, r.id limit 500`,
        ),
      }),
    }),
    writeRoute({
      method: 'POST',
      path: '/api/relations',
      audit: 'relation.create',
      text: text('登记单位关系', 'Enter a relation'),
      permission: 'org.edit',
      params: none,
      query: none,
      body: model.RelationInput,
      response: model.RelationRow,
      handler: async (context, { body }) => {
        const { tx } = context
        const doer = doerOf(context)
        const org = await orgToWrite(tx, doer, body.orgId, 'org.edit')
        const [other] = body.otherId ? await tx.query<{ name: string }>(sql`select name from org where id = ${body.otherId}::uuid`) : []
        const otherName = other?.name ?? body.otherName
        if ((body.otherId !== null && !other) || otherName === null || body.otherId === org.id) {
          const message = text('请选择另一个已登记单位，或填写对方名称', 'Choose another registered organisation, or type its name')
          throw badInput([{ field: 'body.otherId', message }])
        }
        checkDates(body)
        const values = { ...body, otherName, status: 'active' as const }
        const id = uuidv7(doer.now.getTime())
        const at = doer.now.toISOString()
        await tx.query(
          sql`insert into relation (id, org_id, kind, other_id, other_name, since, until, note, created_at, updated_at)
            values (${id}::uuid, ${org.id}::uuid, ${values.kind}, ${values.otherId}::uuid, ${otherName}, ${values.since}::date, ${values.until}::date,
              ${values.note}, ${at}::timestamptz, ${at}::timestamptz)`,
        )
        await recordChanges(tx, doer, [{ entity: 'relation', entityId: id, orgId: org.id, before: null, after: values }])
        context.note({ object: 'relation', objectId: id })
        return { ...values, id, orgName: org.name, version: 1 }
      },
    }),
    writeRoute({
      method: 'PATCH',
      path: '/api/relations/:id',
      audit: 'relation.edit',
      text: text('修改单位关系', 'Change a relation'),
      permission: 'org.edit',
      params: z.object({ id: z.uuid() }),
      query: none,
      body: model.RelationPatch,
      response: model.RelationRow,
      handler: async (context, { params, body }) => {
        const { version, ...rest } = body
        context.note({ object: 'relation', objectId: params.id })
        return changeBelow<model.RelationRow>(context.tx, doerOf(context), {
          entity: 'relation',
          permission: 'org.edit',
          find: sql`select ${RELATION_COLUMNS} from ${RELATION_FROM} where r.id = ${params.id}::uuid for update of r`,
          version,
          next: (row) => {
            const next = { ...row, ...given(rest) }
            checkDates(next)
            return next
          },
          write: (
            row,
          ) => sql`update relation set since = ${row.since}::date, until = ${row.until}::date, note = ${row.note}, status = ${row.status},
            version = version + 1, updated_at = ${context.now.toISOString()}::timestamptz where id = ${row.id}::uuid`,
        })
      },
    }),
  ]
}
