import { z } from 'zod'
import { uuidv7 } from '#kernel/ids.ts'
import { text } from '#kernel/text.ts'
import { sql } from '#platform/db/index.ts'
import { notFound, writeRoute, type Route } from '#platform/http/index.ts'
import { assertPersonal, type SignInContext } from './context.ts'
import { assertMayGive, assertMayTake, postForChange } from './people.ts'
import { assertAdministratorRemains } from './roles.ts'
import { postBody } from './routes-people.ts'

const none = z.object({})
const params = z.object({ id: z.uuid() })

function addPost(c: SignInContext): Route {
  return writeRoute({
    method: 'POST',
    path: '/api/people/:id/posts',
    audit: 'post.create',
    text: text('增加岗位', 'Give a post'),
    permission: 'admin.people',
    params,
    query: none,
    body: postBody,
    response: z.object({ id: z.string() }),
    async handler({ session, tx, now, note }, { params, body }) {
      assertPersonal(session)
      const [seen] = await tx.query(sql`select 1 from person where id = ${params.id}::uuid`)
      if (!seen) throw notFound()
      const { path } = await assertMayGive(tx, session.claims, c.roles(), { ...body, path: body.path ?? null })
      const id = uuidv7(now.getTime())
      await tx.query(sql`insert into post (id, person_id, org_id, role, title, path, sectors, created_at)
        values (${id}::uuid, ${params.id}::uuid, ${body.orgId}::uuid, ${body.role}, ${body.title}, ${path}, ${body.sectors}::text[], ${now})`)
      note({ object: 'post', objectId: id, detail: { personId: params.id, role: body.role, orgId: body.orgId, path } })
      tx.afterCommit(() => c.authenticator.dropPerson(params.id))
      return { id }
    },
  })
}

const patchBody = z.object({
  orgId: postBody.shape.orgId.optional(),
  role: postBody.shape.role.optional(),
  title: z.string().trim().max(60).optional(),
  path: z
    .string()
    .regex(/^[0-9a-z]*$/)
    .max(60)
    .optional(),
  sectors: z.array(z.string().max(60)).max(50).nullable().optional(),
  active: z.boolean().optional(),
})

/** Weighed as it is and as it will be: nothing outside one's scope is taken, nothing outside it is given. */
function patchPost(c: SignInContext): Route {
  return writeRoute({
    method: 'PATCH',
    path: '/api/posts/:id',
    audit: 'post.edit',
    text: text('修改岗位', 'Change a post'),
    permission: 'admin.people',
    params,
    query: none,
    body: patchBody,
    response: z.object({ ok: z.literal(true) }),
    async handler({ session, tx, note }, { params, body }) {
      assertPersonal(session)
      const { claims } = session
      const before = await postForChange(tx, params.id)
      assertMayTake(claims, c.roles(), before)
      const after = {
        orgId: body.orgId ?? before.orgId,
        role: body.role ?? before.role,
        title: body.title ?? before.title,
        path: body.path ?? before.path,
        sectors: body.sectors === undefined ? before.sectors : body.sectors,
        active: body.active ?? before.active,
      }
      await assertMayGive(tx, claims, c.roles(), after)
      if (before.active && (!after.active || after.role !== before.role)) {
        await assertAdministratorRemains(tx, c.system, c.systemClaims, c.roles(), { posts: [before.id] })
      }
      await tx.query(sql`update post set org_id = ${after.orgId}::uuid, role = ${after.role}, title = ${after.title}, path = ${after.path},
        sectors = ${after.sectors}::text[], active = ${after.active} where id = ${before.id}::uuid`)
      note({ object: 'post', objectId: before.id, detail: { personId: before.personId, changed: Object.keys(body), role: after.role } })
      tx.afterCommit(() => c.authenticator.dropPerson(before.personId))
      return { ok: true as const }
    },
  })
}

export function postRoutes(c: SignInContext): Route[] {
  return [addPost(c), patchPost(c)]
}
