import { z } from 'zod'
import type { Claims } from '#kernel/access/index.ts'
import { text, type Text } from '#kernel/text.ts'
import { join, sql, type Sql } from '#platform/db/index.ts'
import { readRoute, type Route } from '#platform/http/index.ts'

export interface AdminDeps {
  /** What each audited deed is called, by its name in the audit: the texts of the wired routes. */
  readonly deeds?: () => ReadonlyMap<string, Text>
}

/** Deeds that are written by no route of the table: sign-in, and what jobs do. */
const OTHER_DEEDS: ReadonlyMap<string, Text> = new Map([
  ['sign-in.password', text('登录', 'Signed in')],
  ['sign-in.refused', text('登录被拒', 'Sign-in refused')],
  ['sign-in.enable', text('设置第二步验证', 'Set up the second factor')],
  ['sign-in.disable', text('关闭第二步验证', 'Removed the second factor')],
  ['sign-in.get-totp-uri', text('查看第二步验证密钥', 'Looked at the second-factor key')],
  ['sign-in.generate-backup-codes', text('重新生成备用码', 'Made new backup codes')],
  ['org.imported', text('导入单位完成', 'Import of organisations finished')],
])

const Words = z.object({ zh: z.string(), en: z.string() })

const Entry = z.object({
  id: z.number(),
  at: z.string(),
  name: z.string(),
  text: Words.nullable(),
  personId: z.string().nullable(),
  personName: z.string().nullable(),
  orgId: z.string().nullable(),
  orgName: z.string().nullable(),
  ip: z.string().nullable(),
  requestId: z.string().nullable(),
  object: z.string().nullable(),
  objectId: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
})
type EntryRow = Omit<z.output<typeof Entry>, 'text'>

const Query = z.object({
  /** A deed (`hazard.verify`) or all of an object (`hazard.*`). */
  name: z
    .string()
    .max(100)
    .regex(/^[\w-]+(\.[\w-]+)*(\.\*)?$/)
    .optional(),
  person: z.uuid().optional(),
  object: z.string().max(60).optional(),
  objectId: z.string().max(100).optional(),
  /** Days in China, both included. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  after: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
type Query = z.output<typeof Query>

/** Paths hold only [0-9a-z], all below '~': the range is the prefix test. */
const within = (column: Sql, path: string): Sql => sql`${column} >= ${path} and ${column} < ${`${path}~`}`

/**
 * Whose entries the claims may read by `admin.read`. The audit has no row-level security, so this condition is the whole fence:
 * without a scope, an area or an organisation nothing is shown. In an area: deeds for an organisation there, or out of a post
 * there; deeds without a post (signing in) by people who hold a post there. What names nobody is for scope `all` alone.
 */
export function auditScope(claims: Claims): Sql {
  const parts: Sql[] = []
  for (const scope of claims.grants['admin.read'] ?? []) {
    if (scope === 'all') parts.push(sql`true`)
    if (scope === 'area' && claims.path !== '') {
      const sector = claims.sectors === null ? sql`true` : sql`(o.sector is null or o.sector = any(${[...claims.sectors]}::text[]))`
      const posts = claims.sectors === null ? sql`true` : sql`po.sectors <@ ${[...claims.sectors]}::text[]`
      parts.push(
        sql`a.org_id in (select o.id from org o where ${within(sql`o.path`, claims.path)} and ${sector})`,
        sql`a.post_id in (select po.id from post po where ${within(sql`po.path`, claims.path)} and ${posts})`,
        sql`(a.post_id is null and a.org_id is null
          and a.person_id in (select po.person_id from post po where ${within(sql`po.path`, claims.path)} and ${posts}))`,
      )
    }
    if (scope === 'office' && claims.orgId !== '') parts.push(sql`a.org_id = ${claims.orgId}::uuid`)
    if (scope === 'self' && claims.personId !== '') parts.push(sql`a.person_id = ${claims.personId}::uuid`)
  }
  return parts.length === 0 ? sql`false` : sql`(${join(parts, ' or ')})`
}

function filters(query: Query): Sql {
  const parts: Sql[] = [sql`true`]
  if (query.name?.endsWith('.*')) parts.push(sql`starts_with(a.name, ${query.name.slice(0, -1)})`)
  else if (query.name) parts.push(sql`a.name = ${query.name}`)
  if (query.person) parts.push(sql`a.person_id = ${query.person}::uuid`)
  if (query.object) parts.push(sql`a.object = ${query.object}`)
  if (query.objectId) parts.push(sql`a.object_id = ${query.objectId}`)
  if (query.from) parts.push(sql`a.at >= ${`${query.from}T00:00:00+08:00`}::timestamptz`)
  if (query.to) parts.push(sql`a.at < ${`${query.to}T00:00:00+08:00`}::timestamptz + interval '1 day'`)
  // The instant is looked up and not carried along: it is finer in the database than in JSON.
  if (query.after) parts.push(sql`(a.at, a.id) < ((select at from audit where id = ${query.after}), ${query.after})`)
  return join(parts, ' and ')
}

/** Who did what: the audit, read by those who administer the area. */
export function adminRoutes({ deeds = () => new Map() }: AdminDeps = {}): Route[] {
  const textOf = (name: string): Text | null => deeds().get(name) ?? OTHER_DEEDS.get(name) ?? null
  return [
    readRoute({
      method: 'GET',
      path: '/api/admin/audit',
      audit: 'audit.list',
      text: text('操作记录', 'Audit'),
      permission: 'admin.read',
      params: z.object({}),
      query: Query,
      response: z.object({ items: z.array(Entry), next: z.number().nullable() }),
      handler: async ({ session, read }, { query }) => {
        const rows = await read<EntryRow>(
          sql`select a.id, a.at, a.name, a.person_id as "personId", p.name as "personName", a.org_id as "orgId", o.name as "orgName",
              a.ip, a.request_id as "requestId", a.object, a.object_id as "objectId", a.detail
            from audit a left join person p on p.id = a.person_id left join org o on o.id = a.org_id
            where ${auditScope(session.claims)} and ${filters(query)}
            order by a.at desc, a.id desc limit ${query.limit + 1}`,
        )
        const items = rows.slice(0, query.limit).map((row) => ({ ...row, text: textOf(row.name) }))
        return { items, next: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/admin/audit/deeds',
      audit: 'audit.deeds',
      text: text('操作名称', 'Names of deeds'),
      permission: 'admin.read',
      params: z.object({}),
      query: z.object({}),
      response: z.object({ items: z.array(z.object({ name: z.string(), text: Words })) }),
      handler: async () => ({ items: [...OTHER_DEEDS, ...deeds()].map(([name, words]) => ({ name, text: words })) }),
    }),
  ]
}
