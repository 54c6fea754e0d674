import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Claims, Grants } from '#kernel/access/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { text } from '#kernel/text.ts'
import { writeAudit } from '#platform/audit.ts'
import { buildHttp, type Session } from '#platform/http/index.ts'
import { testDb, type TestDb } from '#platform/testing.ts'
import { adminRoutes } from './admin-routes.ts'

let t: TestDb
let app: FastifyInstance
const id = (): string => uuidv7(Date.now())
const COUNTY = '990101'
const TOWN = '990101001'
const OTHER = '990102'

interface Who {
  readonly claims: Claims
  readonly name: string
}

const READ: Grants = { 'admin.read': ['area'], 'org.read': ['area'] }

function who(name: string, path: string, grants: Grants, orgId = id(), sectors: string[] | null = null): Who {
  return { name, claims: { personId: id(), postId: id(), orgId, role: 'r', path, sectors, grants } }
}

const plant = id()
const away = id()
const everybody: Record<string, Who> = {
  county: who('县管理员', COUNTY, READ),
  town: who('镇管理员', TOWN, READ),
  neighbour: who('邻县管理员', OTHER, READ),
  whole: who('全域管理员', '', { 'admin.read': ['all'], 'org.read': ['all'], 'person.read': ['all'] }),
  unplaced: who('没有辖区', '', { 'admin.read': ['area'] }),
  office: who('本单位', TOWN, { 'admin.read': ['office'] }, plant),
  coal: who('分行业', COUNTY, READ, id(), ['coal']),
  clerk: who('办事员', COUNTY, { 'hazard.read': ['area'] }),
}
const worker = who('王工', TOWN, {}, plant)
const foreigner = who('李工', OTHER, {}, away)

async function enter({ name, claims }: Who, orgPath: string, orgSector: string | null): Promise<void> {
  const { personId, postId, orgId, path, sectors } = claims
  await t.owner.query(`insert into org (id, kind, name, path, sector) values ($1, 'enterprise', $2, $3, $4) on conflict do nothing`, [
    orgId,
    `${name}的单位`,
    orgPath,
    orgSector,
  ])
  await t.owner.query(`insert into person (id, name) values ($1, $2)`, [personId, name])
  await t.owner.query(`insert into post (id, person_id, org_id, role, path, sectors) values ($1, $2, $3, 'r', $4, $5)`, [
    postId,
    personId,
    orgId,
    path,
    sectors,
  ])
}

const wrote = (by: Claims, name: string, more: { object?: string; objectId?: string } = {}): Promise<void> =>
  t.db.tx(by, (tx) => writeAudit(tx, { name, session: { claims: by }, ...more }))

interface Answer {
  items: { id: number; name: string; text: { zh: string } | null; personName: string | null; object: string | null }[]
  next: number | null
}

async function ask(by: string, query = ''): Promise<Answer> {
  const answer = await app.inject({ method: 'GET', url: `/api/admin/audit${query}`, headers: { 'x-who': by } })
  expect(answer.statusCode).toBe(200)
  return answer.json()
}

const names = async (by: string, query = ''): Promise<string[]> => (await ask(by, query)).items.map((i) => i.name)

beforeAll(async () => {
  t = await testDb()
  await t.owner.query(`insert into role (id, text, home, grants) values ('r', '{"zh":"角色","en":"Role"}', '', '{}')`)
  await enter(worker, TOWN, 'coal')
  await enter(foreigner, OTHER, 'fire')
  for (const one of Object.values(everybody)) await enter(one, one.claims.path || COUNTY, null)
  await wrote(worker.claims, 'hazard.report', { object: 'matter', objectId: 'm1' })
  await wrote(foreigner.claims, 'hazard.verify', { object: 'matter', objectId: 'm2' })
  await wrote({ ...worker.claims, postId: '', orgId: '' }, 'sign-in.refused')
  await wrote({ ...worker.claims, personId: '', postId: '', orgId: '' }, 'job.nobody')
  app = await buildHttp({
    db: t.db,
    routes: adminRoutes({ deeds: () => new Map([['hazard.report', text('上报隐患', 'Report a hazard')]]) }),
    authenticate: async (request): Promise<Session | null> => {
      const found = everybody[String(request.headers['x-who'])]
      if (!found) return null
      const { personId, postId, orgId, role } = found.claims
      return { claims: found.claims, actor: { personId, postId, orgId, role, name: found.name }, sessionId: 's', tokenScopes: null }
    },
    now: () => new Date(),
    nobody: { ...worker.claims, grants: {} },
  })
})
afterAll(async () => {
  await app.close()
  await t.drop()
})

test('entries are read within the area, with the names of people and deeds', async () => {
  expect(await names('county')).toEqual(['sign-in.refused', 'hazard.report'])
  expect(await names('town')).toEqual(['sign-in.refused', 'hazard.report'])
  expect(await names('neighbour')).toEqual(['hazard.verify'])
  expect(await names('whole')).toEqual(['job.nobody', 'sign-in.refused', 'hazard.verify', 'hazard.report'])
  const [refused, report] = (await ask('town')).items
  expect(report).toMatchObject({ personName: '王工', orgName: '王工的单位', object: 'matter', text: { zh: '上报隐患' } })
  expect(refused).toMatchObject({ personName: '王工', text: { zh: '登录被拒' } })
})

test('without an area nothing is shown; an office sees its own; sectors bind', async () => {
  expect(await names('unplaced')).toEqual([])
  expect(await names('office')).toEqual(['hazard.report'])
  expect(await names('coal')).toEqual(['hazard.report'])
})

test('who may not administer is refused', async () => {
  const answer = await app.inject({ method: 'GET', url: '/api/admin/audit', headers: { 'x-who': 'clerk' } })
  expect(answer.statusCode).toBe(403)
  expect((await app.inject({ method: 'GET', url: '/api/admin/audit' })).statusCode).toBe(401)
})

test('filters: deed, object of deeds, person, thing, days in China', async () => {
  expect(await names('whole', '?name=hazard.verify')).toEqual(['hazard.verify'])
  expect(await names('whole', '?name=hazard.*')).toEqual(['hazard.verify', 'hazard.report'])
  expect(await names('whole', `?person=${foreigner.claims.personId}`)).toEqual(['hazard.verify'])
  expect(await names('whole', '?object=matter&objectId=m1')).toEqual(['hazard.report'])
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  expect(await names('whole', `?from=${today}&to=${today}`)).toHaveLength(4)
  expect(await names('whole', '?to=2020-01-01')).toEqual([])
  const bad = await app.inject({ method: 'GET', url: '/api/admin/audit?name=a%25', headers: { 'x-who': 'whole' } })
  expect(bad.statusCode).toBe(400)
})

test('pages follow each other without gap or repetition, also within one instant', async () => {
  await t.db.tx(worker.claims, async (tx) => {
    for (let i = 0; i < 25; i++) await writeAudit(tx, { name: `page.n${i}`, session: { claims: worker.claims } })
  })
  const seen: string[] = []
  for (let after = ''; ;) {
    const page = await ask('town', `?limit=10${after}`)
    seen.push(...page.items.map((i) => i.name))
    if (page.next === null) break
    after = `&after=${page.next}`
  }
  expect(seen).toHaveLength(27)
  expect(new Set(seen).size).toBe(27)
  expect(seen[0]).toBe('page.n24')
})

test('the list of deeds carries words', async () => {
  const answer = await app.inject({ method: 'GET', url: '/api/admin/audit/deeds', headers: { 'x-who': 'town' } })
  expect(answer.json<Answer>().items.map((i) => i.name)).toEqual(expect.arrayContaining(['hazard.report', 'sign-in.password']))
})
