import { z } from 'zod'
import { text } from '#kernel/text.ts'
import { sql } from '#platform/db/index.ts'
import { badInput, notFound, readRoute, writeRoute, type Route } from '#platform/http/index.ts'

const TextOut = z.object({ zh: z.string(), en: z.string() })
const Level = z.enum(['info', 'warn', 'urgent'])
const None = z.object({})

const Notice = z.object({
  id: z.string(),
  at: z.string(),
  kind: z.string(),
  title: TextOut,
  body: TextOut,
  link: z.string().nullable(),
  level: Level,
  matterId: z.string().nullable(),
  readAt: z.string().nullable(),
})
type NoticeRow = z.output<typeof Notice>

const Query = z.object({
  unread: z.stringbool().default(false),
  after: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})

/** Where else a person wants to be told, from which level on. */
const Settings = z.object({
  email: z.email().max(254).nullable().meta({ zh: '邮箱', en: 'E-mail' }),
  emailLevel: Level.nullable(),
  smsLevel: Level.nullable(),
})
type Settings = z.output<typeof Settings>

const cursorOf = (row: NoticeRow): string => Buffer.from(`${row.at} ${row.id}`).toString('base64url')

function readCursor(after: string): { at: string; id: string } {
  const [, at, id] = /^(\d{4}-[\d-]+T[\d:.]+Z) ([0-9a-f-]{36})$/.exec(Buffer.from(after, 'base64url').toString('utf8')) ?? []
  if (at && id) return { at, id }
  throw badInput([
    { field: 'query.after', message: text('翻页标记无效，请从第一页重新打开', 'The page mark is invalid; open the list again') },
  ])
}

/** How many ways there are on this server: a setting for one that is not wired would promise what nobody does. */
export interface Ways {
  readonly email: boolean
  readonly sms: boolean
}

/** Own notices alone, also where the program's claims would read all. */
export function noticeRoutes(ways: Ways): Route[] {
  return [
    readRoute({
      method: 'GET',
      path: '/api/notices',
      audit: 'notice.list',
      text: text('我的消息', 'My notices'),
      permission: 'signed-in',
      params: None,
      query: Query,
      response: z.object({ items: z.array(Notice), next: z.string().nullable(), unread: z.number() }),
      handler: async (context, { query }) => {
        const me = context.session.claims.personId
        const cursor = query.after === undefined ? null : readCursor(query.after)
        const older = cursor ? sql`(at, id) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)` : sql`true`
        const which = query.unread ? sql`read_at is null` : sql`true`
        const rows = await context.read<NoticeRow>(
          sql`select id, at, kind, title, body, link, level, matter_id as "matterId", read_at as "readAt" from notice
            where person_id = ${me}::uuid and ${older} and ${which} order by at desc, id desc limit ${query.limit + 1}`,
        )
        // Counted to a hundred: the bell shows 99+.
        const [count] = await context.read<{ n: number }>(
          sql`select count(*)::int as n from (select 1 from notice where person_id = ${me}::uuid and read_at is null limit 100) c`,
        )
        const items = rows.slice(0, query.limit)
        const last = items.at(-1)
        return { items, next: rows.length > query.limit && last ? cursorOf(last) : null, unread: count?.n ?? 0 }
      },
    }),
    writeRoute({
      method: 'POST',
      path: '/api/notices/:id/read',
      audit: 'notice.read-one',
      text: text('标记已读', 'Mark as read'),
      permission: 'signed-in',
      params: z.object({ id: z.uuid() }),
      query: None,
      body: None,
      response: z.object({ readAt: z.string() }),
      handler: async ({ tx, now, session }, { params }) => {
        const [row] = await tx.query<{ readAt: string }>(
          sql`update notice set read_at = coalesce(read_at, ${now.toISOString()}::timestamptz)
            where id = ${params.id}::uuid and person_id = ${session.claims.personId}::uuid returning read_at as "readAt"`,
        )
        if (!row) throw notFound()
        return row
      },
    }),
    writeRoute({
      method: 'POST',
      path: '/api/notices/read-all',
      audit: 'notice.read-all',
      text: text('全部标记已读', 'Mark all as read'),
      permission: 'signed-in',
      params: None,
      query: None,
      body: None,
      response: z.object({ count: z.number() }),
      handler: async ({ tx, now, session }) => {
        const rows = await tx.query<{ id: string }>(
          sql`update notice set read_at = ${now.toISOString()}::timestamptz
            where person_id = ${session.claims.personId}::uuid and read_at is null returning id`,
        )
        return { count: rows.length }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/notices/settings',
      audit: 'notice.settings',
      text: text('消息接收设置', 'How I am told'),
      permission: 'signed-in',
      params: None,
      query: None,
      response: Settings.extend({ ways: z.object({ email: z.boolean(), sms: z.boolean() }) }),
      handler: async (context) => {
        const [row] = await context.read<Settings>(
          sql`select email, email_level as "emailLevel", sms_level as "smsLevel" from notice_setting
            where person_id = ${context.session.claims.personId}::uuid`,
        )
        return { ...(row ?? { email: null, emailLevel: null, smsLevel: null }), ways }
      },
    }),
    writeRoute({
      method: 'PUT',
      path: '/api/notices/settings',
      audit: 'notice.set',
      text: text('修改消息接收设置', 'Change how I am told'),
      permission: 'signed-in',
      params: None,
      query: None,
      body: Settings,
      response: Settings,
      handler: async ({ tx, now, session }, { body }) => {
        await tx.query(
          sql`insert into notice_setting (person_id, email, email_level, sms_level, updated_at)
            values (${session.claims.personId}::uuid, ${body.email}, ${body.emailLevel}, ${body.smsLevel}, ${now.toISOString()}::timestamptz)
            on conflict (person_id) do update set email = excluded.email, email_level = excluded.email_level,
              sms_level = excluded.sms_level, updated_at = excluded.updated_at`,
        )
        return body
      },
    }),
  ]
}
