import type { FastifyInstance } from 'fastify'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Claims } from '#kernel/access/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import type { MatterKind } from '#kernel/matter/index.ts'
import { listingKind, makePerformer, matterRoutes, MatterQuery } from '#mechanisms/matters/index.ts'
import { openDb, type Db } from '#platform/db/index.ts'
import { buildHttp } from '#platform/http/index.ts'
import { testDb, type TestDb } from '#platform/testing.ts'
import { doorsOf, ladderDoor, orgDoor, type Door } from '../doors.ts'
import type { Board } from '../model.ts'
import { mapRoutes } from './routes.ts'

/** Every number is a door: the list behind it has just as many rows. Compared on random matters, by the real routes. */
const NOW = new Date('2026-11-25T02:00:00Z')
const HOUR = 3_600_000
const id = (): string => uuidv7(Date.now())
const office = id()
const plants = [id(), id(), id()]
const reads = ['org.read', 'hazard.read', 'listing.read', 'selfcheck.read', 'stats.read']
const claims: Claims = {
  personId: id(),
  postId: id(),
  orgId: office,
  role: 'r',
  path: 'c01',
  sectors: null,
  grants: Object.fromEntries(reads.map((p) => [p, ['area' as const]])),
}
const kinds = new Map([[listingKind.id, listingKind]])
// The map asks a kind for nothing but whose turn it is.
const turns = new Map([...kinds, ['hazard', { id: 'hazard', states: { verifying: { turn: 'office' } } } as unknown as MatterKind]])
const STATES = {
  hazard: { reported: 'open', planning: 'open', rectifying: 'open', verifying: 'waiting', closed: 'closed', dismissed: 'void' },
  selfcheck: { due: 'open', missed: 'open', done: 'closed', late: 'closed', lapsed: 'closed', excused: 'void' },
  listing: { listed: 'open', applied: 'waiting', removed: 'closed', withdrawn: 'void' },
}
let t: TestDb
let china: Db
let app: FastifyInstance

const get = async <T>(url: string): Promise<T> => {
  const response = await app.inject({ url })
  expect(response.statusCode, response.body).toBe(200)
  return response.json<T>()
}
const count = async (door: Door): Promise<number> =>
  (await get<{ total: number }>(`/api/matters/count?${new URLSearchParams(door).toString()}`)).total

/** Random matters of every kind and state, around the edges of day, month and week. */
function samples() {
  const states = Object.entries(STATES).flatMap(([kind, of]) => Object.entries(of).map(([state, phase]) => ({ kind, state, phase })))
  return fc.sample(
    fc.record({
      of: fc.constantFrom(...states),
      level: fc.constantFrom('general', 'major', null),
      org: fc.constantFrom(...plants),
      path: fc.constantFrom('c01', 'c01', 'c02'),
      openedAgo: fc.constantFrom(0, 1, 9, 11, 30, 24 * 20, 24 * 26, 24 * 170, 24 * 181, 24 * 300),
      closedAgo: fc.constantFrom(0, 1, 9, 11, 24 * 24, 24 * 25, 24 * 170, 24 * 181),
      due: fc.constantFrom(-100, -1, 0, 1, 47, 48, 49, 500, null),
      recurring: fc.boolean(),
    }),
    { numRuns: 400, seed: 11 },
  )
}

beforeAll(async () => {
  t = await testDb()
  await t.owner.query(`insert into org (id, kind, name, path) values ($1, 'office', '某局', 'c01')`, [office])
  for (const [i, plant] of plants.entries()) {
    await t.owner.query(`insert into org (id, kind, name, path, office_id) values ($1, 'enterprise', $2, 'c01', $3)`, [
      plant,
      `厂${i}`,
      office,
    ])
  }
  const ago = (hours: number): string => new Date(NOW.getTime() - hours * HOUR).toISOString()
  for (const [i, m] of samples().entries()) {
    await t.owner.query(
      `insert into matter (id, kind, no, title, state, phase, level, path, org_id, office_id, opened_by, opened_at, state_since, closed_at, due_at, fields, seq, head_hash)
       values ($1, $2, $3, '某事', $4, $5, $6, $7, $8, $9, $1, $10, $10, $11, $12, $13, 1, 'x')`,
      [
        id(),
        m.of.kind,
        `T${i}`,
        m.of.state,
        m.of.phase,
        m.level,
        m.path,
        m.org,
        office,
        ago(m.openedAgo),
        m.of.phase === 'closed' || m.of.phase === 'void' ? ago(m.closedAgo) : null,
        m.due === null ? null : ago(-m.due),
        m.recurring ? { recurrenceOf: id() } : {},
      ],
    )
  }
  // The database of an office here runs on China time.
  china = openDb(`${t.appUrl}${t.appUrl.includes('?') ? '&' : '?'}options=-c%20TimeZone%3DAsia%2FShanghai`, { max: 6 })
  const performer = makePerformer({ kinds, dueOf: () => () => NOW, hooks: new Map(), attach: async () => {} })
  app = await buildHttp({
    db: china,
    routes: [...mapRoutes({ kinds: turns }), ...matterRoutes({ kinds, performer, nudge: () => {} })],
    authenticate: async () => ({ claims, actor: { ...claims, name: '某人' }, sessionId: '', tokenScopes: null }),
    now: () => NOW,
    nobody: { ...claims, grants: {} },
  })
})
afterAll(async () => {
  await app?.close()
  await china?.close()
  await t?.drop()
})

test('each number of the board equals the count of the list that it opens', async () => {
  const board = await get<Board>('/api/board')
  const doors = doorsOf(board)
  const counts = board.counts
  expect(counts).not.toBeNull()
  for (const [name, value] of Object.entries(counts ?? {})) {
    expect(await count(doors[name as keyof typeof doors]), name).toBe(value)
    // A number that is 0 would prove nothing of its filter.
    expect(value, name).toBeGreaterThan(0)
  }
  const opened = board.trend.reduce((sum, w) => sum + w.opened, 0)
  const closed = board.trend.reduce((sum, w) => sum + w.closed, 0)
  expect([await count(doors.opened), await count(doors.closed)]).toEqual([opened, closed])
  expect(closed).toBeGreaterThan(0)
})

test('so do the rungs of the ladder and the enterprises to visit', async () => {
  const board = await get<Board>('/api/board')
  const known = new Set(Object.keys(MatterQuery.shape))
  for (const row of board.ladder) {
    const door = ladderDoor(row)
    if (!Object.keys(door).every((key) => known.has(key))) throw new Error(`the list has no filter ${Object.keys(door).join(', ')}`)
    expect(await count(door), row.name).toBe(row.overdue)
  }
  expect(new Set(board.ladder.map((r) => r.holder))).toEqual(new Set(['org', 'office']))
  for (const row of board.orgs) expect(await count(orgDoor(row.id)), row.name).toBe(row.overdue)
  expect(board.orgs.length).toBe(3)
})
