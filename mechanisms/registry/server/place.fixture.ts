import type { FastifyInstance } from 'fastify'
import type { Claims, Grants } from '#kernel/access/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { buildHttp, type Session } from '#platform/http/index.ts'
import { testDb, type TestDb } from '#platform/testing.ts'
import { testCriteria, testSectors } from '../sectors.fixture.ts'
import { registryRoutes } from './routes.ts'

export const newId = (): string => uuidv7(Date.now())

/** A county 990101 with two towns and an office, a second county 990102 with its own; a clock that can be set. */
export interface TestPlace {
  readonly t: TestDb
  readonly http: FastifyInstance
  readonly office: string
  readonly otherOffice: string
  readonly clock: { now: Date }
  /** A post; returns the name under which requests are sent. */
  post(name: string, orgId: string, path: string, grants: Grants): Claims
  send<T = Record<string, unknown>>(
    as: string,
    method: 'GET' | 'POST' | 'PATCH',
    url: string,
    body?: unknown,
  ): Promise<{ status: number; body: T }>
  upload<T = Record<string, unknown>>(as: string, url: string, name: string, content: Buffer): Promise<{ status: number; body: T }>
  /** Waits until the background work that was started has ended. */
  settled(): Promise<void>
  stop(): Promise<void>
}

const AREA = [
  'org.read',
  'org.edit',
  'org.import',
  'org.export',
  'subject.read',
  'subject.edit',
  'licence.read',
  'licence.edit',
  'person.read',
  'admin.org',
]
const OWN = ['org.read', 'org.edit', 'subject.read', 'subject.edit', 'licence.read', 'licence.edit']

export const areaGrants: Grants = Object.fromEntries(AREA.map((p) => [p, ['area']]))
export const ownGrants: Grants = Object.fromEntries(OWN.map((p) => [p, ['office']]))

const nobody: Claims = { personId: '', postId: '', orgId: '', role: '', path: '', sectors: [], grants: {} }

export async function testPlace(): Promise<TestPlace> {
  const t = await testDb()
  const office = newId()
  const otherOffice = newId()
  await t.owner.query(`insert into division (path, code, name, level, parent, source) values
    ('990101', '990101', '甲县', 'county', null, 'test'), ('990101001', '990101001', '东镇', 'town', '990101', 'test'),
    ('990101002', '990101002', '西镇', 'town', '990101', 'test'), ('990102', '990102', '乙县', 'county', null, 'test')`)
  await t.owner.query(`insert into org (id, kind, name, path) values
    ('${office}', 'office', '甲县主管局', '990101'), ('${otherOffice}', 'office', '乙县主管局', '990102')`)
  const sessions = new Map<string, Session>()
  const clock = { now: new Date('2026-11-20T02:00:00Z') }
  let running: Promise<void> = Promise.resolve()
  const routes = registryRoutes({
    db: t.db,
    sectors: testSectors,
    criteriaFor: testCriteria,
    criterionOf: (id) => testSectors.flatMap((s) => s.criteria).find((c) => c.id === id),
    now: () => clock.now,
    background: (task) => void (running = running.then(task)),
  })
  const http = await buildHttp({
    db: t.db,
    routes,
    now: () => clock.now,
    nobody,
    authenticate: async (request) => sessions.get(String(request.headers['x-as'])) ?? null,
  })

  const place: TestPlace = {
    t,
    http,
    office,
    otherOffice,
    clock,
    post(name, orgId, path, grants) {
      const personId = newId()
      const claims: Claims = { personId, postId: newId(), orgId, role: 'r', path, sectors: null, grants }
      sessions.set(name, { claims, actor: { personId, postId: claims.postId, orgId, role: 'r', name }, sessionId: name, tokenScopes: null })
      return claims
    },
    async send<T>(as: string, method: 'GET' | 'POST' | 'PATCH', url: string, body?: unknown) {
      const payload = body === undefined ? {} : { payload: body as Record<string, unknown> }
      const answer = await http.inject({ method, url, headers: { 'x-as': as }, ...payload })
      return { status: answer.statusCode, body: answer.json() as T }
    },
    async upload<T>(as: string, url: string, name: string, content: Buffer) {
      const edge = 'anlan-test-edge'
      const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
      const payload = Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${edge}--\r\n`)])
      const headers = { 'x-as': as, 'content-type': `multipart/form-data; boundary=${edge}` }
      const answer = await http.inject({ method: 'POST', url, headers, payload })
      return { status: answer.statusCode, body: answer.json() as T }
    },
    settled: async () => running,
    async stop() {
      await running
      await http.close()
      await t.drop()
    },
  }
  place.post('officer', office, '990101', areaGrants)
  place.post('neighbour', otherOffice, '990102', areaGrants)
  return place
}
