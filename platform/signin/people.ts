import type { Claims, Role } from '#kernel/access/index.ts'
import { text } from '#kernel/text.ts'
import { sql, type Tx } from '#platform/db/index.ts'
import { badInput, forbidden, notFound, Problem } from '#platform/http/index.ts'
import type { SignInContext } from './context.ts'
import { ADMIN_ALL, beyond, mayHandle, reaches, type PostTarget } from './reach.ts'

export interface PostRow {
  readonly id: string
  readonly personId: string
  readonly orgId: string
  readonly orgPath: string
  readonly orgSector: string | null
  readonly role: string
  readonly title: string
  readonly path: string
  readonly sectors: string[] | null
  readonly active: boolean
}

const POST_COLUMNS = sql`po.id, po.person_id as "personId", po.org_id as "orgId", o.path as "orgPath", o.sector as "orgSector", po.role,
  po.title, po.path, po.sectors, po.active`

/** A post that the caller sees, locked for the change. Absent and foreign give the same 404. */
export async function postForChange(tx: Tx, id: string): Promise<PostRow> {
  const [row] = await tx.query<PostRow>(
    sql`select ${POST_COLUMNS} from post po join org o on o.id = po.org_id where po.id = ${id}::uuid for update of po`,
  )
  if (!row) throw notFound()
  return row
}

/** Before a change: is the post within reach, and is its role none above the caller's own? */
export function assertMayTake(claims: Claims, roles: ReadonlyMap<string, Role>, post: PostRow): void {
  if (!reaches(claims, 'admin.people', post)) throw notFound()
  if (!mayHandle(claims, roles.get(post.role)?.grants)) throw forbidden()
}

/** What a post is to be: the organisation must exist and be seen, and reach and role are weighed as they will be. */
export async function assertMayGive(
  tx: Tx,
  claims: Claims,
  roles: ReadonlyMap<string, Role>,
  post: { orgId: string; role: string; path: string | null; sectors: readonly string[] | null },
): Promise<{ path: string }> {
  const [org] = await tx.query<{ path: string; sector: string | null }>(sql`select path, sector from org where id = ${post.orgId}::uuid`)
  if (!org) throw badInput([{ field: 'body.orgId', message: text('没有这个单位', 'No such organisation') }])
  const role = roles.get(post.role)
  if (!role) throw badInput([{ field: 'body.role', message: text('没有这个角色', 'No such role') }])
  const path = post.path ?? org.path
  const target: PostTarget = { orgId: post.orgId, orgPath: org.path, orgSector: org.sector, path, sectors: post.sectors }
  if (!reaches(claims, 'admin.people', target)) {
    throw new Problem(403, 'beyond-reach', text('所给岗位超出您的管辖范围', 'The post would lie outside your own scope'), {
      detail: text('单位、辖区和行业都须在您的管辖范围之内。', 'Organisation, jurisdiction and sectors must all lie within it.'),
    })
  }
  if (!mayHandle(claims, role.grants)) {
    const more = beyond(claims.grants, role.grants)
    throw new Problem(
      403,
      'beyond-grants',
      text(`角色“${role.text.zh}”含有您没有的权限`, `The role "${role.text.en}" holds permissions that you lack`),
      { detail: text('请由权限更高的管理员授予。', 'Ask an administrator who holds them.'), extra: { permissions: more } },
    )
  }
  return { path }
}

/**
 * May the caller change what belongs to the whole person (name, phone, password, active)? Only when every active post of
 * the person is within reach: a password opens all of them. Looks with the system's claims at what the caller does not see.
 */
export async function assertMayHandlePerson(c: SignInContext, tx: Tx, claims: Claims, personId: string): Promise<void> {
  const [seen] = await tx.query(sql`select 1 from person where id = ${personId}::uuid for update`)
  if (!seen) throw notFound()
  const posts = await c.system.read<PostRow>(
    c.systemClaims,
    sql`select ${POST_COLUMNS} from post po join org o on o.id = po.org_id where po.person_id = ${personId}::uuid and po.active`,
  )
  if (posts.length === 0) {
    // Nobody's any more: whoever sees an ended post of the person, or administers everything, may handle it.
    const ended = await c.system.read<PostRow>(
      c.systemClaims,
      sql`select ${POST_COLUMNS} from post po join org o on o.id = po.org_id where po.person_id = ${personId}::uuid`,
    )
    const all = (claims.grants['admin.people'] ?? []).includes('all') || (claims.grants[ADMIN_ALL] ?? []).length > 0
    if (all || ended.some((p) => reaches(claims, 'admin.people', p) && mayHandle(claims, c.roles().get(p.role)?.grants))) return
    throw notFound()
  }
  const reached = posts.filter((p) => reaches(claims, 'admin.people', p))
  if (reached.length === 0) throw notFound()
  if (reached.length < posts.length) {
    throw new Problem(403, 'beyond-reach', text('此人另有岗位不在您的管辖范围内', 'This person also holds a post outside your scope'), {
      detail: text(
        '姓名、手机号、密码和停用由能管辖其全部岗位的管理员办理。',
        'Ask an administrator whose scope covers all posts of the person.',
      ),
    })
  }
  if (posts.some((p) => !mayHandle(claims, c.roles().get(p.role)?.grants))) throw forbidden()
}
