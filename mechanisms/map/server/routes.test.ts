import type { FastifyInstance } from 'fastify'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Claims, Grants } from '#kernel/access/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import type { MatterKind } from '#kernel/matter/index.ts'
import { registryPolicies } from '#mechanisms/registry/index.ts'
import { migrate } from '#platform/db/index.ts'
import { buildHttp } from '#platform/http/index.ts'
import { testDb, type TestDb } from '#platform/testing.ts'
import type { Areas, Board, Points } from '../model.ts'
import { mapRoutes } from './routes.ts'

/** The map asks a kind for nothing but whose turn it is. */
const turns = (of: Record<string, Record<string, 'org' | 'office'>>): ReadonlyMap<string, MatterKind> =>
  new Map(
    Object.entries(of).map(([kind, states]) => [
      kind,
      { id: kind, states: Object.fromEntries(Object.entries(states).map(([s, turn]) => [s, { turn }])) } as unknown as MatterKind,
    ]),
  )
const KINDS = turns({ hazard: { rectifying: 'org', verifying: 'office' }, listing: { listed: 'org' } })

const NOW = new Date('2026-11-25T02:00:00Z') // Wednesday, 10:00 in China
const HOUR = 3_600_000
let t: TestDb
let app: FastifyInstance
const id = (): string => uuidv7(Date.now())
const office = id()
const plantA = id()
const plantB = id()

const READS = ['org.read', 'hazard.read', 'listing.read', 'selfcheck.read', 'stats.read']
const reads = (scope: 'area' | 'office' | 'self', list = READS): Grants => Object.fromEntries(list.map((p) => [p, [scope]]))

const post = (orgId: string, path: string, grants: Grants, sectors: string[] | null = null): Claims => ({
  personId: id(),
  postId: id(),
  orgId,
  role: 'r',
  path,
  sectors,
  grants,
})

const posts: Record<string, Claims> = {
  county: post(office, 'c', reads('area')),
  town: post(id(), 'c01', reads('area')),
  plant: post(plantA, 'c01', reads('office')),
  worker: post(plantA, 'c01', { ...reads('self', ['hazard.read']), ...reads('office', ['org.read', 'selfcheck.read']) }),
  sector: post(office, 'c', reads('area'), ['alpha']),
  nothing: post(id(), 'c', {}),
}

interface Given {
  org?: string | null
  kind?: string
  state?: string
  phase?: string
  level?: string | null
  hours?: number | null
  opened?: string
  closed?: string
  path?: string
  sector?: string
  parent?: string
  fields?: object
  title?: string
}

let serial = 0
async function matter(given: Given): Promise<string> {
  const key = id()
  const path = given.path ?? (given.org === plantB ? 'c02' : 'c01')
  const due = given.hours === undefined || given.hours === null ? null : new Date(NOW.getTime() + given.hours * HOUR).toISOString()
  await t.owner.query(
    `insert into matter (id, kind, no, title, state, phase, level, path, org_id, office_id, sector, parent_id, opened_by, opened_at, state_since, closed_at, due_at, fields, seq, head_hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14, $15, $16, $17, 1, 'x')`,
    [
      key,
      given.kind ?? 'hazard',
      `T${++serial}`,
      given.title ?? '某处隐患',
      given.state ?? 'rectifying',
      given.phase ?? 'open',
      given.level === undefined ? 'general' : given.level,
      path,
      given.org === undefined ? plantA : given.org,
      office,
      given.sector ?? 'alpha',
      given.parent ?? null,
      id(),
      given.opened ?? '2026-11-10T02:00:00Z',
      given.closed ?? null,
      due,
      given.fields ?? {},
    ],
  )
  return key
}

async function get<T>(who: string, url: string): Promise<T> {
  const response = await app.inject({ url, headers: { 'x-who': who } })
  if (response.statusCode !== 200) throw new Error(`${response.statusCode} ${response.body}`)
  return response.json<T>()
}

const RING = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
  [0, 0],
]

beforeAll(async () => {
  t = await testDb()
  await migrate(t.ownerUrl, fileURLToPath(new URL('../../../migrations', import.meta.url)), registryPolicies)
  const shape = JSON.stringify({ type: 'Polygon', coordinates: [RING] })
  await t.owner.query(
    `insert into division (path, code, name, level, parent, source, shape, shape_note) values
     ('c', 'c', '某县', 'county', null, 'test', null, null), ('c01', 'c01', '东镇', 'town', 'c', 'test', $1, '示意图'),
     ('c02', 'c02', '西镇', 'town', 'c', 'test', '{"type":"Point","coordinates":[0,0]}', null), ('c03', 'c03', '空镇', 'town', 'c', 'test', null, null)`,
    [shape],
  )
  await t.owner.query(
    `insert into org (id, kind, name, path, office_id, sector, lng, lat) values
     ($1, 'office', '某局', 'c', null, null, null, null), ($2, 'enterprise', '甲厂', 'c01', $1, 'alpha', 100.1, 25.1), ($3, 'enterprise', '乙厂', 'c02', $1, 'beta', 100.9, 25.9),
     ($4, 'enterprise', '丙厂', 'c02', $1, 'beta', null, null)`,
    [office, plantA, plantB, id()],
  )
  // Town 1: one general within its time limit, one overdue that waits for the office, a check missed, one due today, one done today.
  await matter({ hours: 24 })
  await matter({ hours: -30, state: 'verifying', phase: 'waiting', title: '待复查' })
  await matter({ kind: 'selfcheck', state: 'missed', level: null, hours: -20, fields: { checkLevel: 'team' } })
  await matter({ kind: 'selfcheck', state: 'due', level: null, hours: 8, opened: '2026-11-25T00:00:00Z', fields: { checkLevel: 'post' } })
  await matter({ kind: 'selfcheck', state: 'done', phase: 'closed', level: null, closed: '2026-11-25T01:00:00Z' })
  // Town 2: an overdue major, a major under an overdue listing, one closed this month, one reported today.
  await matter({ org: plantB, level: 'major', hours: -50, title: '罐区联锁摘除', fields: { recurrenceOf: id() } })
  const listed = await matter({ org: plantB, level: 'major', hours: 100, title: '作业场所超限', sector: 'beta' })
  await matter({
    org: plantB,
    kind: 'listing',
    state: 'listed',
    level: 'county',
    hours: -10,
    parent: listed,
    title: '挂牌督办：某号',
    sector: 'beta',
  })
  await matter({ org: plantB, state: 'closed', phase: 'closed', closed: '2026-11-03T02:00:00Z' })
  await matter({ org: plantB, state: 'closed', phase: 'closed', opened: '2026-10-01T02:00:00Z', closed: '2026-10-31T15:59:00Z' })
  await matter({ org: plantB, state: 'reported', level: null, hours: 20, opened: '2026-11-24T16:30:00Z', sector: 'beta' })
  // In the county, in none of its towns.
  await matter({ org: null, path: 'c', hours: -5 })
  app = await serverOf(KINDS)
})

const serverOf = (kinds: ReadonlyMap<string, MatterKind>): Promise<FastifyInstance> =>
  buildHttp({
    db: t.db,
    routes: mapRoutes({ kinds }),
    authenticate: async (request) => {
      const claims = posts[String(request.headers['x-who'])]
      return claims ? { claims, actor: { ...claims, name: '某人' }, sessionId: '', tokenScopes: null } : null
    },
    now: () => NOW,
    nobody: { ...post('', '', {}, []), personId: '' },
  })
afterAll(async () => {
  await app?.close()
  await t?.drop()
})

describe('areas', () => {
  test('each part has its counts, its level and the reason; parts and the rest add up', async () => {
    const { items, elsewhere, limited, version } = await get<Areas>('county', '/api/map/areas')
    expect(items.map((a) => [a.name, a.level, a.reason.zh])).toEqual([
      ['东镇', 'gold', '1 项一般隐患超期'],
      ['西镇', 'red', '1 项重大隐患超期未销号'],
      ['空镇', 'grey', '没有登记企业，不能判定'],
    ])
    expect(items[0]?.inputs).toMatchObject({ openGenerals: 2, overdueGenerals: 1, missedChecks: 1, enterprises: 1, openMajors: 0 })
    expect(items[1]?.inputs).toMatchObject({
      openMajors: 2,
      overdueMajors: 1,
      listings: 1,
      overdueListings: 1,
      openGenerals: 1,
      enterprises: 2,
    })
    expect(elsewhere).toMatchObject({ openGenerals: 1, overdueGenerals: 1, enterprises: 0 })
    expect(items[0]?.shape).toEqual({ type: 'Polygon', coordinates: [RING] })
    expect(items[0]?.shapeNote).toBe('示意图')
    // A geometry that is no area is left out and does not break the page.
    expect(items[1]?.shape).toBeNull()
    expect(limited).toBeNull()
    expect(version).not.toBe('')
  })

  test('a foreign town is not counted and not judged; the own town is', async () => {
    const { items, limited } = await get<Areas>('town', '/api/map/areas?path=c')
    expect(items.map((a) => a.level)).toEqual(['gold', 'grey', 'grey'])
    expect(items[1]?.inputs).toMatchObject({ openMajors: 0, listings: 0, openGenerals: 0, enterprises: 0 })
    expect(limited?.zh).toContain('部分')
    const own = await get<Areas>('town', '/api/map/areas')
    expect(own.items.map((a) => [a.path, a.level])).toEqual([['c01', 'gold']])
  })

  test('an enterprise cannot judge its town; a post without the permission gets 403', async () => {
    expect((await get<Areas>('plant', '/api/map/areas')).items.map((a) => a.level)).toEqual(['grey'])
    expect((await app.inject({ url: '/api/map/areas', headers: { 'x-who': 'nothing' } })).statusCode).toBe(403)
    expect((await app.inject({ url: '/api/map/areas' })).statusCode).toBe(401)
  })

  test('the figures of the formula are read from the settings; a broken setting changes nothing', async () => {
    await t.owner.query(`insert into setting (name, value) values ('map.area-grade', '{"orangeAtLeast": 1}')`)
    const set = await get<Areas>('county', '/api/map/areas')
    expect(set.items[0]?.level).toBe('orange')
    expect(set.settings.orangeAtLeast).toBe(1)
    await t.owner.query(`update setting set value = '{"orangeAtLeast": -1}' where name = 'map.area-grade'`)
    const broken = await get<Areas>('county', '/api/map/areas')
    expect([broken.items[0]?.level, broken.settings.orangeAtLeast]).toEqual(['gold', 3])
    await t.owner.query(`delete from setting`)
  })
})

describe('points', () => {
  test('enterprises with their colour, worst first; without a place they are counted', async () => {
    const points = await get<Points>('county', '/api/map/points')
    expect(points.items.map((p) => [p.name, p.level])).toEqual([
      ['乙厂', 'red'],
      ['甲厂', 'gold'],
    ])
    expect(points).toMatchObject({ capped: false, withoutPlace: 1 })
  })

  test('filters: box, sector, only what is open, town', async () => {
    const names = async (query: string, who = 'county') => (await get<Points>(who, `/api/map/points?${query}`)).items.map((p) => p.name)
    expect(await names('bbox=100,25,100.5,25.5')).toEqual(['甲厂'])
    expect(await names('sector=beta')).toEqual(['乙厂'])
    expect(await names('only=open')).toEqual(['乙厂', '甲厂'])
    expect(await names('path=c01')).toEqual(['甲厂'])
    expect(await names('path=c', 'town')).toEqual(['甲厂'])
    expect((await app.inject({ url: '/api/map/points?bbox=5,5,1,1', headers: { 'x-who': 'county' } })).statusCode).toBe(400)
  })
})

describe('board', () => {
  test('county: counts, the five that burn, who sits on what, trend, lights', async () => {
    const b = await get<Board>('county', '/api/board')
    expect(b.counts).toEqual({
      open: 6,
      overdue: 3,
      soon: 2,
      verify: 1,
      confirm: 1,
      majors: 2,
      overdueMajors: 1,
      recurring: 1,
      listings: 1,
      reportedToday: 1,
      closedThisMonth: 1,
      checksDue: 1,
      checksMissed: 1,
      checksDoneToday: 1,
    })
    expect(b.redNow.map((r) => [r.title, r.kind, r.owner, r.reason.zh])).toEqual([
      ['罐区联锁摘除', 'hazard', '乙厂', '重大隐患超期未整改，整改后重复出现'],
      ['作业场所超限', 'listing', '乙厂', '挂牌督办超期未整改'],
    ])
    expect(b.ladder.map((l) => [l.name, l.holder, l.overdue, l.majors])).toEqual([
      ['乙厂', 'org', 2, 1],
      ['某局', 'office', 1, 0],
    ])
    expect(b.trend).toHaveLength(26)
    expect(b.trend.at(-1)).toEqual({ week: '2026-11-23', opened: 1, closed: 0 })
    expect(b.trend.reduce((sum, w) => sum + w.closed, 0)).toBe(2)
    expect(b.lights?.items.map((a) => a.level)).toEqual(['gold', 'red', 'grey'])
    expect(b.orgs.map((o) => [o.name, o.overdue])).toEqual([
      ['乙厂', 1],
      ['甲厂', 1],
    ])
    expect(b.plant).toBeNull()
  })

  test('whose turn it is comes from the kind, not from the phase', async () => {
    const other = await serverOf(turns({ hazard: { verifying: 'org' }, listing: { listed: 'office' } }))
    const b = (await other.inject({ url: '/api/board', headers: { 'x-who': 'county' } })).json<Board>()
    await other.close()
    expect(b.redNow.map((r) => [r.kind, r.owner])).toContainEqual(['listing', '某局'])
    expect(b.ladder.map((l) => [l.name, l.holder, l.overdue])).toEqual([
      ['乙厂', 'org', 1],
      ['甲厂', 'org', 1],
      ['某局', 'office', 1],
    ])
  })

  test('town: nothing of the other town', async () => {
    const b = await get<Board>('town', '/api/board')
    expect(b.counts).toMatchObject({ open: 2, overdue: 1, majors: 0, listings: 0, reportedToday: 0, closedThisMonth: 0 })
    expect(b.redNow).toEqual([])
    expect(b.orgs.map((o) => o.name)).toEqual(['甲厂'])
  })

  test('a post limited to sectors counts its sectors', async () => {
    const b = await get<Board>('sector', '/api/board')
    expect(b.counts).toMatchObject({ majors: 1, listings: 0 })
    expect(b.lights?.limited?.zh).toContain('行业')
  })

  test('enterprise: own checks and hazards by clock, no ladder and no lights', async () => {
    await t.owner.query(
      `insert into licence (id, org_id, type, holder, valid_to) values ($1, $2, 'permit', '甲厂', '2026-12-20'), ($3, $2, 'permit', '甲厂', '2028-01-01'), ($4, $5, 'permit', '乙厂', '2026-12-01')`,
      [id(), plantA, id(), id(), plantB],
    )
    const b = await get<Board>('plant', '/api/board')
    expect(b.plant?.checks.map((c) => [c.state, c.team])).toEqual([
      ['missed', 'team'],
      ['due', 'post'],
      ['done', null],
    ])
    expect(b.plant?.hazards.map((h) => h.title)).toEqual(['待复查', '某处隐患'])
    expect(b.plant?.licences.map((l) => l.validTo)).toEqual(['2026-12-20'])
    expect(b).toMatchObject({ lights: null, ladder: [], orgs: [] })
    expect(b.counts).toMatchObject({ open: 2, majors: 0 })
  })

  test('worker: only what is his own; no permission: nothing', async () => {
    expect((await get<Board>('worker', '/api/board')).counts).toMatchObject({ open: 0, overdue: 0, checksMissed: 1 })
    expect(await get<Board>('nothing', '/api/board')).toMatchObject({ counts: null, redNow: [], lights: null, plant: null })
  })
})

test('map settings: no base map until one is set', async () => {
  expect(await get('town', '/api/map/settings')).toEqual({ tiles: null })
  await t.owner.query(
    `insert into setting (name, value) values ('map.tiles', '{"url": "https://tiles.example/{z}/{x}/{y}.png", "attribution": "某局"}')`,
  )
  expect(await get('town', '/api/map/settings')).toEqual({
    tiles: { url: 'https://tiles.example/{z}/{x}/{y}.png', attribution: '某局', tileSize: 256 },
  })
})
