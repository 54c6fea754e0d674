import { z } from 'zod'
import { addDays, cstDate } from '#kernel/calendar/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { text } from '#kernel/text.ts'
import { join, sql, type Sql, type Tx } from '#platform/db/index.ts'
import { badInput, readRoute, writeRoute, type Route } from '#platform/http/index.ts'
import * as model from '../model.ts'
import { licenceTypeOf } from '../rules.ts'
import { changeBelow, given, orgToWrite } from './below.ts'
import { recordChanges } from './changes.ts'
import { doerOf, type RegistryDeps } from './deps.ts'
import { LICENCE_COLUMNS, LICENCE_FROM } from './org-file.ts'
import { readCursor, writeCursor } from './org-views.ts'

const none = z.object({})

const LicenceQuery = z.object({
  /** Ends within so many days, or has ended. */
  days: z.coerce.number().int().min(0).max(3650).default(90),
  /** `expired`: ended already; `ending`: still valid. */
  state: z.enum(['all', 'ending', 'expired']).default('all'),
  orgId: z.uuid().optional(),
  path: z
    .string()
    .regex(/^[0-9a-z]+$/)
    .max(40)
    .optional(),
  sector: z.string().max(60).optional(),
  type: z.string().max(60).optional(),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})

function listLicences(query: z.output<typeof LicenceQuery>, today: string): Sql {
  const cursor = query.after ? readCursor(query.after, 2) : null
  const until = query.state === 'expired' ? addDays(today, -1) : addDays(today, query.days)
  const parts = [
    sql`l.status = 'active' and o.status <> 'closed' and l.valid_to <= ${until}::date`,
    query.state === 'ending' ? sql`l.valid_to >= ${today}::date` : null,
    query.orgId ? sql`l.org_id = ${query.orgId}::uuid` : null,
    query.path ? sql`o.path >= ${query.path} and o.path < ${`${query.path}~`}` : null,
    query.sector ? sql`o.sector = ${query.sector}` : null,
    query.type ? sql`l.type = ${query.type}` : null,
    cursor ? sql`(l.valid_to, l.id) > (${cursor[0]}::date, ${cursor[1]}::uuid)` : null,
  ].filter((p) => p !== null)
  return sql`select ${LICENCE_COLUMNS} from ${LICENCE_FROM} where ${join(parts, ' and ')} order by l.valid_to, l.id limit ${query.limit + 1}`
}

function checkDates(licence: { validFrom: string | null; validTo: string | null }): void {
  if (licence.validFrom !== null && licence.validTo !== null && licence.validTo < licence.validFrom) {
    throw badInput([{ field: 'body.validTo', message: text('有效期止不能早于有效期起', 'It cannot end before it begins') }])
  }
}

/** The holder's name, after making sure that subject and person belong to the organisation. */
async function holderOf(tx: Tx, orgId: string, subjectId: string | null, personId: string | null): Promise<string | null> {
  if (subjectId !== null) {
    const [subject] = await tx.query<{ name: string }>(
      sql`select name from subject where id = ${subjectId}::uuid and org_id = ${orgId}::uuid`,
    )
    if (!subject)
      throw badInput([{ field: 'body.subjectId', message: text('本单位没有这个监管对象', 'The organisation has no such subject') }])
    return subject.name
  }
  if (personId !== null) {
    const [person] = await tx.query<{ name: string }>(
      sql`select p.name from person p where p.id = ${personId}::uuid and exists (select from post t where t.person_id = p.id and t.org_id = ${orgId}::uuid)`,
    )
    if (!person) throw badInput([{ field: 'body.personId', message: text('本单位没有这个人', 'The organisation has no such person') }])
    return person.name
  }
  return null
}

/** Licences and certificates (证照): those ending, entering, changing, ending. */
export function licenceRoutes({ sectors }: RegistryDeps): Route[] {
  return [
    readRoute({
      method: 'GET',
      path: '/api/licences',
      audit: 'licence.list',
      text: text('到期证照', 'Licences that end'),
      permission: 'licence.read',
      params: none,
      query: LicenceQuery,
      response: z.object({ items: z.array(model.LicenceRow), next: z.string().nullable(), today: z.string() }),
      handler: async ({ read, now }, { query }) => {
        const today = cstDate(now)
        const rows = await read<model.LicenceRow>(listLicences(query, today))
        const items = rows.slice(0, query.limit)
        const last = items.at(-1)
        return { items, next: rows.length > query.limit && last ? writeCursor([last.validTo ?? '', last.id]) : null, today }
      },
    }),
    writeRoute({
      method: 'POST',
      path: '/api/licences',
      audit: 'licence.create',
      text: text('登记证照', 'Enter a licence'),
      permission: 'licence.edit',
      params: none,
      query: none,
      body: model.LicenceInput,
      response: model.LicenceRow,
      handler: async (context, { body }) => {
        const { tx } = context
        const doer = doerOf(context)
        const org = await orgToWrite(tx, doer, body.orgId, 'licence.edit')
        const type = licenceTypeOf(sectors, body.type)
        if (!type) throw badInput([{ field: 'body.type', message: text('没有这种证照', 'There is no such licence') }])
        checkDates(body)
        const holderName = await holderOf(tx, org.id, body.subjectId, body.personId)
        const values = {
          ...body,
          holder: body.holder ?? holderName ?? org.name,
          noticeDays: body.noticeDays ?? [...(type.noticeDays.length > 0 ? type.noticeDays : [90, 30, 7])],
          status: 'active' as const,
        }
        const id = uuidv7(doer.now.getTime())
        const at = doer.now.toISOString()
        await tx.query(
          sql`insert into licence (id, org_id, subject_id, person_id, type, holder, number, issuer, issued_on, valid_from, valid_to, notice_days, note,
              created_at, updated_at)
            values (${id}::uuid, ${org.id}::uuid, ${values.subjectId}::uuid, ${values.personId}::uuid, ${values.type}, ${values.holder}, ${values.number},
              ${values.issuer}, ${values.issuedOn}::date, ${values.validFrom}::date, ${values.validTo}::date, ${values.noticeDays}::integer[], ${values.note},
              ${at}::timestamptz, ${at}::timestamptz)`,
        )
        await recordChanges(tx, doer, [{ entity: 'licence', entityId: id, orgId: org.id, before: null, after: values }])
        context.note({ object: 'licence', objectId: id })
        return { ...values, id, orgName: org.name, subjectName: body.subjectId ? holderName : null, version: 1 }
      },
    }),
    writeRoute({
      method: 'PATCH',
      path: '/api/licences/:id',
      audit: 'licence.edit',
      text: text('修改证照', 'Change a licence'),
      permission: 'licence.edit',
      params: z.object({ id: z.uuid() }),
      query: none,
      body: model.LicencePatch,
      response: model.LicenceRow,
      handler: async (context, { params, body }) => {
        const { version, ...rest } = body
        context.note({ object: 'licence', objectId: params.id })
        return changeBelow<model.LicenceRow>(context.tx, doerOf(context), {
          entity: 'licence',
          permission: 'licence.edit',
          find: sql`select ${LICENCE_COLUMNS} from ${LICENCE_FROM} where l.id = ${params.id}::uuid for update of l`,
          version,
          next: (row) => {
            const next = { ...row, ...given(rest) }
            checkDates(next)
            return next
          },
          write: (
            row,
          ) => sql`update licence set holder = ${row.holder}, number = ${row.number}, issuer = ${row.issuer}, issued_on = ${row.issuedOn}::date,
            valid_from = ${row.validFrom}::date, valid_to = ${row.validTo}::date, notice_days = ${row.noticeDays}::integer[], note = ${row.note},
            status = ${row.status}, version = version + 1, updated_at = ${context.now.toISOString()}::timestamptz where id = ${row.id}::uuid`,
        })
      },
    }),
  ]
}
