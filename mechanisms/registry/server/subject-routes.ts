import { z } from 'zod'
import { uuidv7 } from '#kernel/ids.ts'
import type { Sector } from '#kernel/sector/index.ts'
import { text } from '#kernel/text.ts'
import { join, sql, type Sql, type Tx } from '#platform/db/index.ts'
import { badInput, readRoute, writeRoute, type Route } from '#platform/http/index.ts'
import * as model from '../model.ts'
import { subjectFaults, subjectTypeOf } from '../rules.ts'
import { changeBelow, given, orgToWrite } from './below.ts'
import { recordChanges } from './changes.ts'
import { doerOf, type RegistryDeps } from './deps.ts'
import { storedPlace } from './org-commands.ts'
import { SUBJECT_COLUMNS, SUBJECT_FROM } from './org-file.ts'
import { readCursor, writeCursor } from './org-views.ts'

const none = z.object({})

const SubjectQuery = z.object({
  orgId: z.uuid().optional(),
  sector: z.string().max(60).optional(),
  type: z.string().max(60).optional(),
  path: z
    .string()
    .regex(/^[0-9a-z]+$/)
    .max(40)
    .optional(),
  q: z.string().trim().max(60).optional(),
  status: model.STATUS.default('active'),
  after: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})

function listSubjects(query: z.output<typeof SubjectQuery>): Sql {
  const cursor = query.after ? readCursor(query.after, 2) : null
  const parts = [
    sql`s.status = ${query.status}`,
    query.orgId ? sql`s.org_id = ${query.orgId}::uuid` : null,
    query.sector ? sql`s.sector = ${query.sector}` : null,
    query.type ? sql`s.type = ${query.type}` : null,
    query.path ? sql`s.path >= ${query.path} and s.path < ${`${query.path}~`}` : null,
    query.q ? sql`s.name ilike ${`%${query.q.replace(/[\\%_]/g, (c) => `\\${c}`)}%`}` : null,
    cursor ? sql`(s.name, s.id) > (${cursor[0]}, ${cursor[1]}::uuid)` : null,
  ].filter((p) => p !== null)
  return sql`select ${SUBJECT_COLUMNS} from ${SUBJECT_FROM} where ${join(parts, ' and ')} order by s.name, s.id limit ${query.limit + 1}`
}

function checkFields(sectors: readonly Sector[], sector: string, type: string, fields: Record<string, unknown>): void {
  const known = subjectTypeOf(sectors, sector, type)
  if (!known) throw badInput([{ field: 'body.type', message: text('该行业没有这种监管对象', 'The sector has no such type') }])
  const faults = subjectFaults(known, fields).map(({ field, message }) => ({ field: `body.fields.${field}`, message }))
  if (faults.length > 0) throw badInput(faults)
}

async function checkPath(tx: Tx, path: string): Promise<void> {
  const [division] = await tx.query(sql`select 1 from division where path = ${path}`)
  if (!division) throw badInput([{ field: 'body.path', message: text('没有这个地区', 'There is no such division') }])
}

/** Subjects (监管对象): list, entering, changing, ending. */
export function subjectRoutes({ sectors }: RegistryDeps): Route[] {
  return [
    readRoute({
      method: 'GET',
      path: '/api/subjects',
      audit: 'subject.list',
      text: text('监管对象列表', 'List of subjects'),
      permission: 'subject.read',
      params: none,
      query: SubjectQuery,
      response: z.object({ items: z.array(model.SubjectRow), next: z.string().nullable() }),
      handler: async ({ read }, { query }) => {
        const rows = await read<model.SubjectRow>(listSubjects(query))
        const items = rows.slice(0, query.limit)
        const last = items.at(-1)
        return { items, next: rows.length > query.limit && last ? writeCursor([last.name, last.id]) : null }
      },
    }),
    writeRoute({
      method: 'POST',
      path: '/api/subjects',
      audit: 'subject.create',
      text: text('登记监管对象', 'Enter a subject'),
      permission: 'subject.edit',
      params: none,
      query: none,
      body: model.SubjectInput,
      response: model.SubjectRow,
      handler: async (context, { body }) => {
        const { tx } = context
        const doer = doerOf(context)
        const org = await orgToWrite(tx, doer, body.orgId, 'subject.edit')
        checkFields(sectors, body.sector, body.type, body.fields)
        const { place, ...rest } = body
        const values = { ...rest, path: body.path ?? org.path, ...storedPlace(place), status: 'active' as const }
        if (values.path !== org.path) await checkPath(tx, values.path)
        const id = uuidv7(doer.now.getTime())
        const at = doer.now.toISOString()
        await tx.query(
          sql`insert into subject (id, org_id, sector, type, name, path, address, lng, lat, fields, created_at, updated_at)
            values (${id}::uuid, ${org.id}::uuid, ${values.sector}, ${values.type}, ${values.name}, ${values.path}, ${values.address},
              ${values.lng}, ${values.lat}, ${JSON.stringify(values.fields)}::jsonb, ${at}::timestamptz, ${at}::timestamptz)`,
        )
        await recordChanges(tx, doer, [{ entity: 'subject', entityId: id, orgId: org.id, before: null, after: values }])
        context.note({ object: 'subject', objectId: id })
        return { ...values, id, orgName: org.name, version: 1 }
      },
    }),
    writeRoute({
      method: 'PATCH',
      path: '/api/subjects/:id',
      audit: 'subject.edit',
      text: text('修改监管对象', 'Change a subject'),
      permission: 'subject.edit',
      params: z.object({ id: z.uuid() }),
      query: none,
      body: model.SubjectPatch,
      response: model.SubjectRow,
      handler: async (context, { params, body }) => {
        const { tx, now } = context
        const { version, place, ...rest } = body
        context.note({ object: 'subject', objectId: params.id })
        return changeBelow<model.SubjectRow>(tx, doerOf(context), {
          entity: 'subject',
          permission: 'subject.edit',
          find: sql`select ${SUBJECT_COLUMNS} from ${SUBJECT_FROM} where s.id = ${params.id}::uuid for update of s`,
          version,
          next: async (row) => {
            const next = { ...row, ...given(rest), ...(place === undefined ? {} : storedPlace(place)) }
            if (body.fields) checkFields(sectors, row.sector, row.type, next.fields)
            if (next.path !== row.path) await checkPath(tx, next.path)
            return next
          },
          write: (
            row,
          ) => sql`update subject set name = ${row.name}, path = ${row.path}, address = ${row.address}, lng = ${row.lng}, lat = ${row.lat},
            fields = ${JSON.stringify(row.fields)}::jsonb, status = ${row.status}, version = version + 1, updated_at = ${now.toISOString()}::timestamptz
            where id = ${row.id}::uuid`,
        })
      },
    }),
  ]
}
