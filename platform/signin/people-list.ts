import { z } from 'zod'
import { text } from '#kernel/text.ts'
import { empty, sql } from '#platform/db/index.ts'
import { readRoute, type Route } from '#platform/http/index.ts'
import { accountKey } from './lockout.ts'
import { postScope } from './policies.ts'

const postItem = z.object({
  id: z.string(),
  orgId: z.string(),
  orgName: z.string(),
  role: z.string(),
  title: z.string(),
  path: z.string(),
  sectors: z.array(z.string()).nullable(),
  active: z.boolean(),
})

const personItem = z.object({
  id: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  active: z.boolean(),
  username: z.string().nullable(),
  secondFactor: z.boolean(),
  lockedUntil: z.string().nullable(),
  posts: z.array(postItem),
})

const likeText = (q: string): string => `%${q.replace(/[\\%_]/g, (c) => `\\${c}`)}%`

/**
 * People through their posts within the caller's scope; other posts of the same people are not shown. Whoever may not read the
 * organisation (`org.read`) sees its people without its name: nobody may vanish from the list of who administers them.
 */
export function listPeople(): Route {
  return readRoute({
    method: 'GET',
    path: '/api/people',
    audit: 'people.list',
    text: text('人员列表', 'People'),
    permission: 'admin.read',
    params: z.object({}),
    query: z.object({
      q: z.string().trim().max(60).default(''),
      orgId: z.uuid().optional(),
      /** `next` of the page before. */
      after: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    response: z.object({ items: z.array(personItem), next: z.string().nullable() }),
    async handler({ session, read, now }, { query }) {
      const scope = postScope(session.claims, 'admin.read')
      const [afterName, afterId] = afterKey(query.after)
      const like = likeText(query.q)
      const rows = await read<z.infer<typeof personItem> & { username: string | null }>(sql`
        select p.id, p.name, p.phone, p.active, u.username, coalesce(u."twoFactorEnabled", false) as "secondFactor", null as "lockedUntil",
          jsonb_agg(jsonb_build_object('id', po.id, 'orgId', po.org_id, 'orgName', coalesce(o.name, ''), 'role', po.role, 'title', po.title,
            'path', po.path, 'sectors', po.sectors, 'active', po.active) order by po.active desc, po.created_at, po.id) as posts
        from person p join post po on po.person_id = p.id left join org o on o.id = po.org_id left join signin."user" u on u.id = p.user_id
        where ${scope}
          ${query.q === '' ? empty : sql`and (p.name ilike ${like} or p.phone ilike ${like} or u.username ilike ${like})`}
          ${query.orgId ? sql`and po.org_id = ${query.orgId}::uuid` : empty}
          ${afterId ? sql`and (p.name, p.id) > (${afterName ?? ''}, ${afterId}::uuid)` : empty}
        group by p.id, u.id order by p.name, p.id limit ${query.limit + 1}`)
      const page = rows.slice(0, query.limit)
      const keys = page.flatMap((r) => (r.username === null ? [] : [accountKey(r.username)]))
      const locks = await read<{ key: string; until: string }>(
        sql`select key, locked_until as until from signin.failure where key = any(${keys}::text[]) and locked_until > ${now}`,
      )
      const until = new Map(locks.map((l) => [l.key, l.until]))
      const last = page.at(-1)
      return {
        items: page.map((r) => ({ ...r, lockedUntil: r.username === null ? null : (until.get(accountKey(r.username)) ?? null) })),
        next: rows.length > query.limit && last ? `${last.id}${last.name}` : null,
      }
    },
  })
}

/** The page key is the id (36 characters) and then the name. */
function afterKey(after: string | undefined): [string | null, string | null] {
  if (after === undefined || !z.uuid().safeParse(after.slice(0, 36)).success) return [null, null]
  return [after.slice(36), after.slice(0, 36)]
}
