import { claimsOf, type Claims, type Role } from '#kernel/access/index.ts'
import { say, type Lang } from '#kernel/text.ts'
import { sql, type Db, type Sql } from '#platform/db/index.ts'
import type { Session } from '#platform/http/index.ts'
import type { HeldPost, Who } from './types.ts'

interface Row {
  personId: string
  name: string
  lang: Lang
  userId: string
  mustChange: boolean | null
  twoFactor: boolean | null
  lastPostId: string | null
  postId: string | null
  orgId: string
  orgName: string
  role: string
  title: string
  path: string
  divisionName: string | null
  sectors: string[] | null
}

/** The active person and active posts behind an account or a person id; null when there is none. */
export async function findWho(
  db: Db,
  system: Claims,
  by: { userId: string } | { personId: string },
): Promise<{ who: Who; lastPostId: string | null } | null> {
  const condition: Sql = 'userId' in by ? sql`p.user_id = ${by.userId}` : sql`p.id = ${by.personId}::uuid`
  const rows = await db.read<Row>(
    system,
    sql`select p.id as "personId", p.name, p.lang, coalesce(p.user_id, '') as "userId", u.must_change as "mustChange",
        u."twoFactorEnabled" as "twoFactor", u.last_post_id as "lastPostId", po.id as "postId", po.org_id as "orgId",
        o.name as "orgName", po.role, po.title, po.path, d.name as "divisionName", po.sectors
      from person p
      left join signin."user" u on u.id = p.user_id
      left join (post po join org o on o.id = po.org_id) on po.person_id = p.id and po.active
      left join division d on d.path = po.path
      where ${condition} and p.active order by po.created_at, po.id`,
    true,
  )
  const [first] = rows
  if (!first) return null
  const posts = rows.flatMap((r): HeldPost[] =>
    r.postId === null
      ? []
      : [
          {
            id: r.postId,
            orgId: r.orgId,
            orgName: r.orgName,
            role: r.role,
            title: r.title,
            path: r.path,
            divisionName: r.divisionName ?? '',
            sectors: r.sectors,
          },
        ],
  )
  const { personId: id, name, lang, userId } = first
  const who: Who = { person: { id, name, lang }, userId, mustChange: first.mustChange ?? false, twoFactor: first.twoFactor ?? false, posts }
  return { who, lastPostId: first.lastPostId }
}

/** How the actor is called in the record: 姓名（单位 岗位）. The record is Chinese, whatever the person's language. */
export function actorName(name: string, post: HeldPost | null, roles: ReadonlyMap<string, Role>): string {
  if (!post) return name
  const role = roles.get(post.role)
  return `${name}（${post.orgName} ${post.title || (role ? say(role.text, 'zh') : post.role)}）`
}

/** The session of a person in a post. Without a post there are no grants: nothing is seen and nothing may be done. */
export function sessionOf(
  who: Who,
  post: HeldPost | null,
  roles: ReadonlyMap<string, Role>,
  sessionId: string,
  tokenScopes: readonly string[] | null,
): Session {
  const personId = who.person.id
  const claims = claimsOf(
    {
      id: post?.id ?? '',
      personId,
      orgId: post?.orgId ?? '',
      role: post?.role ?? '',
      path: post?.path ?? '',
      sectors: post ? post.sectors : [],
    },
    roles,
  )
  const { postId, orgId, role } = claims
  return {
    claims,
    actor: { personId, postId, orgId, role, name: actorName(who.person.name, post, roles) },
    sessionId,
    tokenScopes,
    mustChangePassword: who.mustChange,
  }
}
