import { z } from 'zod'
import { uuidv7 } from '#kernel/ids.ts'
import { text } from '#kernel/text.ts'
import { sql } from '#platform/db/index.ts'
import { notFound, writeRoute, type Route } from '#platform/http/index.ts'
import { accountOfPerson, addAccount, endSessions, removeSecondFactor, setPassword } from './accounts.ts'
import { assertPersonal, type SignInContext } from './context.ts'
import { accountKey } from './lockout.ts'
import { assertMayGive, assertMayHandlePerson } from './people.ts'
import { listPeople } from './people-list.ts'
import { assertAdministratorRemains } from './roles.ts'
import { MAX_PASSWORD } from './password.ts'

const none = z.object({})
const done = z.object({ ok: z.literal(true) })
const personParams = z.object({ id: z.uuid() })
const name = z.string().trim().min(1).max(60).meta({ zh: '姓名', en: 'Name' })
const phone = z
  .string()
  .trim()
  .regex(/^\+?[0-9-]{5,20}$/)
  .nullable()
  .meta({ zh: '电话', en: 'Phone' })
const password = z
  .string()
  .min(1)
  .max(MAX_PASSWORD * 4)
  .meta({ zh: '密码', en: 'Password' })

/** What a post is made of; path and sectors as the kernel's Post has them. */
export const postBody = z.object({
  orgId: z.uuid().meta({ zh: '单位', en: 'Organisation' }),
  role: z.string().min(1).max(60).meta({ zh: '角色', en: 'Role' }),
  title: z.string().trim().max(60).default('').meta({ zh: '职务', en: 'Title' }),
  /** Division path of the jurisdiction; the organisation's when absent. */
  path: z
    .string()
    .regex(/^[0-9a-z]*$/)
    .max(60)
    .optional()
    .meta({ zh: '辖区', en: 'Jurisdiction' }),
  sectors: z.array(z.string().max(60)).max(50).nullable().default(null).meta({ zh: '行业', en: 'Sectors' }),
})

function createPerson(c: SignInContext): Route {
  return writeRoute({
    method: 'POST',
    secretBody: true,
    path: '/api/people',
    audit: 'people.create',
    text: text('新增人员', 'Enter a person'),
    permission: 'admin.people',
    params: none,
    query: none,
    body: z.object({
      name,
      phone: phone.default(null),
      /** Absent = a person who is named but does not sign in. */
      account: z.object({ username: z.string().min(1).max(100), password }).optional(),
      post: postBody,
    }),
    response: z.object({ id: z.string(), postId: z.string() }),
    async handler({ session, tx, now, note }, { body }) {
      assertPersonal(session)
      const { post } = body
      const { path } = await assertMayGive(tx, session.claims, c.roles(), { ...post, path: post.path ?? null })
      const id = uuidv7(now.getTime())
      const postId = uuidv7(now.getTime())
      // Row-level security lets a person be entered who has no post yet in this moment: this one, in this transaction.
      await tx.query(sql`select set_config('app.new_person', ${id}, true)`)
      await tx.query(sql`insert into person (id, name, phone, created_at) values (${id}::uuid, ${body.name}, ${body.phone}, ${now})`)
      await tx.query(sql`insert into post (id, person_id, org_id, role, title, path, sectors, created_at)
        values (${postId}::uuid, ${id}::uuid, ${post.orgId}::uuid, ${post.role}, ${post.title}, ${path}, ${post.sectors}::text[], ${now})`)
      if (body.account) await addAccount(tx, c.auth, c.passwordRules, { personId: id, ...body.account, mustChange: true }, now)
      note({ object: 'person', objectId: id, detail: { postId, role: post.role, orgId: post.orgId, account: body.account !== undefined } })
      return { id, postId }
    },
  })
}

function patchPerson(c: SignInContext): Route {
  return writeRoute({
    method: 'PATCH',
    path: '/api/people/:id',
    audit: 'people.edit',
    text: text('修改人员', 'Edit a person'),
    permission: 'admin.people',
    params: personParams,
    query: none,
    body: z.object({ name: name.optional(), phone: phone.optional(), active: z.boolean().optional() }),
    response: done,
    async handler({ session, tx, note }, { params, body }) {
      assertPersonal(session)
      await assertMayHandlePerson(c, tx, session.claims, params.id)
      if (body.active === false) await assertAdministratorRemains(tx, c.system, c.systemClaims, c.roles(), { people: [params.id] })
      await tx.query(sql`update person set name = coalesce(${body.name ?? null}, name),
        phone = case when ${body.phone !== undefined} then ${body.phone ?? null} else phone end,
        active = coalesce(${body.active ?? null}::boolean, active) where id = ${params.id}::uuid`)
      if (body.active === false) {
        const account = await accountOfPerson(tx, params.id)
        if (account) await endSessions(tx, account.userId, null)
      }
      note({ object: 'person', objectId: params.id, detail: { changed: Object.keys(body) } })
      tx.afterCommit(() => c.authenticator.dropPerson(params.id))
      return { ok: true as const }
    },
  })
}

function resetPassword(c: SignInContext): Route {
  return writeRoute({
    method: 'POST',
    secretBody: true,
    path: '/api/people/:id/reset-password',
    audit: 'people.reset-password',
    text: text('重置密码', 'Reset a password'),
    permission: 'admin.people',
    params: personParams,
    query: none,
    body: z.object({ password, removeSecondFactor: z.boolean().default(false), username: z.string().min(1).max(100).optional() }),
    response: done,
    async handler({ session, tx, now, note }, { params, body }) {
      assertPersonal(session)
      await assertMayHandlePerson(c, tx, session.claims, params.id)
      const account = await accountOfPerson(tx, params.id)
      if (!account && body.username === undefined) throw notFound()
      if (account) {
        const to = { userId: account.userId, password: body.password, mustChange: true, keepSession: null, field: 'body.password' }
        await setPassword(tx, c.auth, c.passwordRules, to, now)
        if (body.removeSecondFactor) await removeSecondFactor(tx, account.userId)
        await tx.query(sql`delete from signin.failure where key = ${accountKey(account.username)}`)
      } else {
        const fresh = { personId: params.id, username: body.username ?? '', password: body.password, mustChange: true }
        await addAccount(tx, c.auth, c.passwordRules, fresh, now)
      }
      note({ object: 'person', objectId: params.id, detail: { secondFactorRemoved: body.removeSecondFactor, accountMade: !account } })
      tx.afterCommit(() => c.authenticator.dropPerson(params.id))
      return { ok: true as const }
    },
  })
}

function unlock(c: SignInContext): Route {
  return writeRoute({
    method: 'POST',
    path: '/api/people/:id/unlock',
    audit: 'people.unlock',
    text: text('解除锁定', 'Unlock an account'),
    permission: 'admin.people',
    params: personParams,
    query: none,
    body: none,
    response: done,
    async handler({ session, tx, note }, { params }) {
      assertPersonal(session)
      await assertMayHandlePerson(c, tx, session.claims, params.id)
      const account = await accountOfPerson(tx, params.id)
      if (!account) throw notFound()
      await tx.query(sql`delete from signin.failure where key in (${accountKey(account.username)}, ${accountKey(`password:${params.id}`)})`)
      await tx.query(
        sql`update signin."twoFactor" set "lockedUntil" = null, "failedVerificationCount" = 0 where "userId" = ${account.userId}`,
      )
      note({ object: 'person', objectId: params.id })
      return { ok: true as const }
    },
  })
}

export function peopleRoutes(c: SignInContext): Route[] {
  return [listPeople(), createPerson(c), patchPerson(c), resetPassword(c), unlock(c)]
}
