import type { FastifyInstance } from 'fastify'
import type { Claims, Grants } from '#kernel/access/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import type { Sector } from '#kernel/sector/index.ts'
import { text } from '#kernel/text.ts'
import { openDb, type Db } from '#platform/db/index.ts'
import { buildHttp, type Route, type Session } from '#platform/http/index.ts'
import { silentLog } from '#platform/observe/index.ts'
import { testDb, type TestDb } from '#platform/testing.ts'
import type { PointRule } from '../rules.ts'
import { createMonitoring, type AlarmHook, type Monitoring } from './create.ts'

export const newId = (): string => uuidv7(Date.now())
const READS = ['org', 'point', 'alarm', 'matter', 'threshold-change', 'subject', 'hazard'].map((o) => `${o}.read`)
const DOES = [
  'point.edit',
  'point.import',
  'alarm.acknowledge',
  'alarm.shelve',
  'readings.write',
  'threshold-change.propose',
  'threshold-change.approve',
]
const at = (scope: 'area' | 'office' | 'all', permissions: readonly string[]): Grants =>
  Object.fromEntries(permissions.map((p) => [p, [scope]]))
export const areaGrants: Grants = at('area', [...READS, ...DOES])
export const ownGrants: Grants = at('office', [...READS, ...DOES])
const SYSTEM_ID = '00000000-0000-7000-8000-000000000001'
export const systemClaims: Claims = {
  personId: SYSTEM_ID,
  postId: SYSTEM_ID,
  orgId: SYSTEM_ID,
  role: 'system',
  path: '',
  sectors: null,
  grants: at('all', [...READS, ...DOES]),
}

export const testSectors: Sector[] = [
  {
    id: 'probe',
    text: text('试验', 'Trial'),
    colour: '#000000',
    subjects: [],
    licences: [],
    checklists: [],
    criteria: [],
    risks: [],
    terms: {},
    points: [
      {
        id: 'level',
        text: text('液位', 'Level'),
        unit: 'm',
        low: 0,
        high: 20,
        periodS: 10,
        limits: { LL: 1, L: 2, H: 12, HH: 15, deadBand: 0.2, priority: 'medium' },
      },
    ],
  },
]

export const LIMITS: PointRule = { key: 'limits', kind: 'limits', priority: 'medium', H: 12, HH: 15, deadBand: 0.2 }
export const MISSING: PointRule = { key: 'missing', kind: 'missing', priority: 'low', periods: 3, atLeast: 30 }

/** Two enterprises of one county and an office; readings by a writer that can be stopped and started anew. */
export interface MonitoringPlace {
  readonly t: TestDb
  readonly ownerDb: Db
  readonly office: string
  readonly plant: string
  readonly other: string
  readonly clock: { now: Date }
  monitoring: Monitoring
  readonly http: () => Promise<FastifyInstance>
  post(name: string, orgId: string, path: string, grants: Grants): Claims
  addPoint(orgId: string, code: string, rules: readonly PointRule[], more?: { source?: string; periodS?: number }): Promise<string>
  /** A new process on the same database: nothing of the old one's memory is kept. */
  restart(clean: boolean): Promise<void>
  send<T = Record<string, unknown>>(
    as: string,
    method: 'GET' | 'POST' | 'PATCH',
    url: string,
    body?: unknown,
  ): Promise<{ status: number; body: T }>
  stop(): Promise<void>
}

export interface PlaceOptions {
  readonly hooks?: readonly AlarmHook[]
  readonly windowS?: number
  readonly routes?: (m: Monitoring) => Route[]
  readonly graceS?: number
}

export async function monitoringPlace(options: PlaceOptions = {}): Promise<MonitoringPlace> {
  const t = await testDb()
  const ownerDb = openDb(t.ownerUrl, { max: 3 })
  const [office, plant, other] = [newId(), newId(), newId()]
  await t.owner
    .query(`insert into org (id, kind, name, path, office_id, sector) values ('${office}', 'office', '甲县主管局', '990101', null, null),
    ('${plant}', 'enterprise', '甲厂', '990101001', '${office}', 'probe'), ('${other}', 'enterprise', '乙厂', '990101002', '${office}', 'probe')`)
  const clock = { now: new Date('2026-11-20T02:00:00Z') }
  const sessions = new Map<string, Session>()
  const make = (): Monitoring =>
    createMonitoring({
      db: t.db,
      ownerDb,
      system: systemClaims,
      sectors: testSectors,
      now: () => clock.now,
      log: silentLog,
      hooks: options.hooks ?? [],
      windowOf: () => options.windowS ?? 0,
      graceS: options.graceS ?? 0,
    })
  let app: FastifyInstance | null = null
  const place: MonitoringPlace = {
    t,
    ownerDb,
    office,
    plant,
    other,
    clock,
    monitoring: make(),
    async http() {
      app ??= await buildHttp({
        db: t.db,
        routes: [...place.monitoring.routes, ...(options.routes?.(place.monitoring) ?? [])],
        now: () => clock.now,
        nobody: { personId: '', postId: '', orgId: '', role: '', path: '', sectors: [], grants: {} },
        authenticate: async (request) => sessions.get(String(request.headers['x-as'])) ?? null,
      })
      return app
    },
    post(name, orgId, path, grants) {
      const personId = newId()
      const claims: Claims = { personId, postId: newId(), orgId, role: 'r', path, sectors: null, grants }
      sessions.set(name, { claims, actor: { personId, postId: claims.postId, orgId, role: 'r', name }, sessionId: name, tokenScopes: null })
      return claims
    },
    async addPoint(orgId, code, rules, more = {}) {
      const id = newId()
      await t.owner.query(
        `insert into point (id, org_id, code, name, sector, type, unit, low, high, period_s, source, rules) values ($1, $2, $3, $3, 'probe', 'level', 'm', 0, 20, $4, $5, $6)`,
        [id, orgId, code, more.periodS ?? 10, more.source ?? null, JSON.stringify(rules)],
      )
      place.monitoring.pointsChanged([orgId])
      return id
    },
    async restart(clean) {
      if (clean) await place.monitoring.stop()
      await app?.close()
      app = null
      place.monitoring = make()
      await place.monitoring.start()
    },
    async send<T>(as: string, method: 'GET' | 'POST' | 'PATCH', url: string, body?: unknown) {
      const payload = body === undefined ? {} : { payload: body as Record<string, unknown> }
      const answer = await (await place.http()).inject({ method, url, headers: { 'x-as': as }, ...payload })
      return { status: answer.statusCode, body: answer.json() as T }
    },
    async stop() {
      await place.monitoring.stop()
      await app?.close()
      await ownerDb.close()
      await t.drop()
    },
  }
  place.post('officer', office, '990101', areaGrants)
  place.post('safety', plant, '990101001', ownGrants)
  place.post('foreign', other, '990101002', ownGrants)
  await place.monitoring.start()
  return place
}

/** Readings in columns: [code, seconds after 02:00, value]. */
export function columns(
  place: MonitoringPlace,
  rows: readonly (readonly [code: string, at: number, value: number, quality?: number])[],
  backfill = false,
) {
  const base = Date.parse('2026-11-20T02:00:00Z') / 1000
  return {
    n: rows.length,
    no: Int32Array.from(rows, ([code]) => place.monitoring.pointNo(place.plant, code) ?? -1),
    t: Float64Array.from(rows, (r) => base + r[1]),
    v: Float64Array.from(rows, (r) => r[2]),
    q: Uint8Array.from(rows, (r) => r[3] ?? 0),
    backfill,
    receivedAt: Math.max(place.clock.now.getTime() / 1000, ...rows.map((r) => base + r[1])),
  }
}
