import { z } from 'zod'
import { SCOPES, type Grants, type Role } from '#kernel/access/index.ts'
import { fill, text } from '#kernel/text.ts'
import { sql } from '#platform/db/index.ts'
import { badInput, conflict, forbidden, notFound, readRoute, writeRoute, type Route } from '#platform/http/index.ts'
import { assertPersonal, type SignInContext } from './context.ts'
import { mayHandle } from './reach.ts'
import { assertAdministratorRemains } from './roles.ts'

const none = z.object({})
const words = z.object({ zh: z.string().trim().min(1).max(60), en: z.string().trim().min(1).max(60) })

const grants = z.record(
  z
    .string()
    .max(80)
    .regex(/^[a-zA-Z][\w-]*(\.[\w-]+)+$/),
  z
    .array(z.enum(SCOPES as ['self', 'office', 'area', 'all']))
    .min(1)
    .max(4),
)

const roleItem = z.object({
  id: z.string(),
  text: z.object({ zh: z.string(), en: z.string() }),
  home: z.string(),
  grants: z.record(z.string(), z.array(z.string())),
  version: z.number(),
})

function listRoles(): Route {
  return readRoute({
    method: 'GET',
    path: '/api/roles',
    audit: 'role.list',
    text: text('角色列表', 'Roles'),
    permission: 'admin.read',
    params: none,
    query: none,
    response: z.object({ items: z.array(roleItem) }),
    async handler({ read }) {
      return { items: await read<z.infer<typeof roleItem>>(sql`select id, text, home, grants, version from role order by id limit 500`) }
    },
  })
}

function assertKnown(c: SignInContext, wanted: Grants): void {
  const known = c.deps.permissions ? new Set(c.deps.permissions()) : null
  const unknown = known ? Object.keys(wanted).filter((p) => !known.has(p)) : []
  if (unknown.length === 0) return
  const message = text('没有这项权限：{name}', 'No such permission: {name}')
  throw badInput(unknown.map((name) => ({ field: `body.grants.${name}`, message: fill(message, { name }) })))
}

function putRole(c: SignInContext): Route {
  return writeRoute({
    method: 'PUT',
    path: '/api/roles/:id',
    audit: 'role.edit',
    text: text('修改角色', 'Change a role'),
    permission: 'admin.roles',
    params: z.object({ id: z.string().regex(/^[a-z][a-z0-9-]{0,58}$/) }),
    query: none,
    body: z.object({
      text: words,
      home: z.string().max(60),
      grants,
      /** Version that was read; 0 = a new role. */
      version: z.int().min(0),
    }),
    response: z.object({ id: z.string(), version: z.number() }),
    async handler({ session, tx, note }, { params, body }) {
      assertPersonal(session)
      const { claims } = session
      // A role reaches everywhere it is held: one who administers a part may not change it.
      if (!(claims.grants['admin.roles'] ?? []).includes('all')) throw forbidden()
      assertKnown(c, body.grants)
      const [before] = await tx.query<{ grants: Grants; version: number }>(
        sql`select grants, version from role where id = ${params.id} for update`,
      )
      if (!before && body.version !== 0) throw notFound()
      if ((before?.version ?? 0) !== body.version) {
        throw conflict(text('该角色已被他人修改，请重新打开', 'The role was changed by someone else; open it again'), {
          version: before?.version,
        })
      }
      if (!mayHandle(claims, body.grants) || !mayHandle(claims, before?.grants)) throw forbidden()
      const role: Role = { id: params.id, text: body.text, home: body.home, grants: body.grants }
      await assertAdministratorRemains(tx, c.system, c.systemClaims, c.roles(), { roles: new Map([...c.roles(), [role.id, role]]) })
      const version = body.version + 1
      await tx.query(sql`insert into role (id, text, home, grants, version)
        values (${role.id}, ${JSON.stringify(role.text)}::jsonb, ${role.home}, ${JSON.stringify(role.grants)}::jsonb, ${version})
        on conflict (id) do update set text = excluded.text, home = excluded.home, grants = excluded.grants, version = excluded.version`)
      note({ object: 'role', objectId: role.id, detail: { before: before?.grants ?? null, after: role.grants } })
      tx.afterCommit(() => {
        c.authenticator.dropAll()
        // Claims made before the roles are read again would carry the old grants.
        const reread = c.deps.rolesChanged?.() ?? Promise.resolve()
        reread.then(
          () => c.authenticator.dropAll(),
          () => c.deps.log?.('roles could not be read again after a change'),
        )
      })
      return { id: role.id, version }
    },
  })
}

export function roleRoutes(c: SignInContext): Route[] {
  return [listRoles(), putRole(c)]
}
