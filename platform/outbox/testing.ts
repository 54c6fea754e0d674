import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import type { Claims, Grants } from '#kernel/access/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { migrate, type TablePolicy } from '#platform/db/index.ts'
import { buildHttp, type Route, type Session } from '#platform/http/index.ts'
import type { TestDb } from '#platform/testing.ts'

const claims = (grants: Grants, personId = '', orgId = '', path = ''): Claims => ({
  personId,
  orgId,
  role: 'test',
  path,
  sectors: null,
  postId: '',
  grants,
})

export const nobody: Claims = claims({})

/** What the program itself may read: the grants the services need, and every listing. */
export const system: Claims = claims({ 'notice.read': ['all'], 'person.read': ['all'], 'job.read': ['all'], 'listing.read': ['all'] })

/** A person in the database with a post and a session of its own. */
export async function addPerson(t: TestDb, grants: Grants, orgId: string = uuidv7(Date.now()), path = '990101'): Promise<Session> {
  const id = uuidv7(Date.now())
  await t.owner.query('insert into person (id, name, phone) values ($1, $2, $3)', [id, '测试员', '13800000000'])
  const postId = uuidv7(Date.now())
  await t.owner.query(`insert into role (id, text, home, grants) values ('test', '{}', 'test', '{}') on conflict do nothing`)
  await t.owner.query(`insert into org (id, kind, name, path) values ($1, 'enterprise', '某厂', $2) on conflict do nothing`, [orgId, path])
  await t.owner.query(`insert into post (id, person_id, org_id, role, path) values ($1, $2, $3, 'test', $4)`, [postId, id, orgId, path])
  const own = claims(grants, id, orgId, path)
  return {
    claims: own,
    actor: { personId: id, postId, orgId, role: 'test', name: '测试员' },
    sessionId: id,
    tokenScopes: null,
  }
}

/** A matter of the kind `listing`, in the given place, as bare as the table allows. */
export async function addMatter(t: TestDb, path: string, openedBy: string): Promise<string> {
  const id = uuidv7(Date.now())
  await t.owner.query(
    `insert into matter (id, kind, no, title, state, phase, path, opened_by, opened_at, state_since, seq, head_hash)
      values ($1::uuid, 'listing', $1::uuid::text, '挂牌', 'listed', 'open', $2, $3, now(), now(), 1, '')`,
    [id, path, openedBy],
  )
  return id
}

/** Puts the parts' row policies on the test database, whatever the application has wired already. */
export async function applyPolicies(t: TestDb, policies: readonly TablePolicy[]): Promise<void> {
  await migrate(t.ownerUrl, fileURLToPath(new URL('../../migrations', import.meta.url)), policies)
}

/** The routes on a server; who is on the line is named by the header `x-person`. */
export function httpFor(t: TestDb, routes: readonly Route[], people: readonly Session[]): Promise<FastifyInstance> {
  return buildHttp({
    db: t.db,
    routes,
    nobody,
    now: () => new Date(),
    authenticate: async (request) => people.find((p) => p.claims.personId === request.headers['x-person']) ?? null,
  })
}
