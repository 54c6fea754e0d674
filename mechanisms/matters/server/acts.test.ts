import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Claims, Grants } from '#kernel/access/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { findBreak, fold, type ActRecord, type MatterKind } from '#kernel/matter/index.ts'
import { sql } from '#platform/db/index.ts'
import { Problem } from '#platform/http/index.ts'
import { testDb, type TestDb } from '#platform/testing.ts'
import { listingKind } from '../listing.ts'
import { makePerformer, type Doer } from './acts.ts'
import { actsOf, VIEW_COLUMNS } from './store.ts'
import type { MatterView } from '#kernel/matter/index.ts'

let t: TestDb
const kinds = new Map<string, MatterKind>([['listing', listingKind]])
const performer = makePerformer({
  kinds,
  dueOf: () => (start, rule) => ('at' in rule ? new Date(rule.at) : new Date(start.getTime() + rule.term.amount * 3_600_000)),
  hooks: new Map(),
  attach: async () => {},
})
const id = (): string => uuidv7(Date.now())
const office = id()
const plant = id()

function post(orgId: string, path: string, grants: Grants): Doer {
  const personId = id()
  const claims: Claims = { personId, orgId, role: 'r', path, sectors: null, postId: id(), grants }
  return { claims, actor: { personId, postId: claims.postId, orgId, role: 'r', name: '测试员' }, now: new Date() }
}

const bureau = post(office, '990101', { 'listing.read': ['area'], 'listing.list': ['area'], 'org.read': ['area'] })
const manager = post(plant, '990101001', { 'listing.read': ['office'], 'listing.apply': ['office'], 'org.read': ['office'] })
const stranger = post(id(), '990102', { 'listing.read': ['area'], 'listing.list': ['area'] })
const photo = { hash: 'a'.repeat(64), name: '照片.jpg', mediaType: 'image/jpeg', size: 10 }
const listForm = {
  level: 'county',
  notice: '安委办督〔2026〕1号',
  reason: '罐区联锁长期摘除',
  demands: '限期恢复',
  deadline: '2027-03-01',
  public: true,
}

beforeAll(async () => {
  t = await testDb()
  await t.owner.query(`insert into org (id, kind, name, path) values ('${office}', 'office', '某局', '990101')`)
  await t.owner.query(
    `insert into org (id, kind, name, path, office_id) values ('${plant}', 'enterprise', '某厂', '990101001', '${office}')`,
  )
})
afterAll(() => t.drop())

const request = (act: string, form: Record<string, unknown>, evidence = [] as (typeof photo)[]) => ({
  id: id(),
  act,
  form,
  evidence,
  place: null,
})

async function openListing(): Promise<string> {
  const matterId = id()
  const opening = { ...request('list', listForm), matterId, kind: 'listing', orgId: plant, subjectId: null, parentId: null }
  await t.db.tx(bureau.claims, (tx) => performer.open(tx, bureau, opening))
  return matterId
}

const act = (by: Doer, matterId: string, asked: ReturnType<typeof request>) =>
  t.db.tx(by.claims, (tx) => performer.act(tx, by, matterId, asked))

const problem = (error: unknown): Problem => {
  expect(error).toBeInstanceOf(Problem)
  return error as Problem
}

test('a matter runs from listing to removal, its stored view equals the fold, its chain is whole', async () => {
  const matterId = await openListing()
  await act(manager, matterId, request('apply', { proof: '联锁已恢复' }, [photo]))
  const last = await act(bureau, matterId, request('remove', { opinion: '现场核查属实' }, [photo]))
  expect(last).toMatchObject({ state: 'removed', seq: 3, dueAt: null, abilities: [] })
  const acts = await t.db.read<ActRecord>(bureau.claims, actsOf(matterId))
  expect(findBreak(acts)).toBeNull()
  const [stored] = await t.db.read<MatterView>(bureau.claims, sql`select ${VIEW_COLUMNS} from matter m where m.id = ${matterId}::uuid`)
  expect(fold(acts)).toEqual(stored)
})

test('what the client says of a file gives way to what the server knows of it', async () => {
  const known = makePerformer({
    kinds,
    dueOf: () => () => new Date('2027-01-01T00:00:00Z'),
    hooks: new Map(),
    attach: async () => {},
    fileInfo: async (_tx, hash) =>
      hash === photo.hash
        ? { mediaType: 'image/png', size: 4711, takenAt: null }
        : { mediaType: 'image/jpeg', size: 5, takenAt: '2026-11-01T00:00:00Z' },
  })
  const matterId = await openListing()
  const said = [
    { ...photo, takenAt: '2026-11-20T00:00:00Z' },
    { ...photo, hash: 'b'.repeat(64), size: 1 },
  ]
  await t.db.tx(manager.claims, (tx) => known.act(tx, manager, matterId, request('apply', { proof: '联锁已恢复' }, said)))
  const acts = await t.db.read<ActRecord>(bureau.claims, actsOf(matterId))
  expect(acts.at(-1)?.evidence).toEqual([
    { hash: photo.hash, name: '照片.jpg', mediaType: 'image/png', size: 4711 },
    { hash: 'b'.repeat(64), name: '照片.jpg', mediaType: 'image/jpeg', size: 5, takenAt: '2026-11-01T00:00:00Z' },
  ])
  expect(findBreak(acts)).toBeNull()
})

test('a repeated act returns its first result and writes nothing', async () => {
  const matterId = await openListing()
  const asked = request('apply', { proof: '联锁已恢复' }, [photo])
  const first = await act(manager, matterId, asked)
  const again = await act(manager, matterId, asked)
  expect(first.repeated).toBe(false)
  expect(again).toMatchObject({ repeated: true, seq: first.seq, state: 'applied' })
})

test('two parallel acts: one wins, the other gets 409 with what is now allowed', async () => {
  const matterId = await openListing()
  const both = await Promise.allSettled([
    act(bureau, matterId, request('stay', { reason: '企业停产检修' })),
    act(bureau, matterId, request('withdraw', { reason: '认定有误' })),
  ])
  const lost = both.filter((r) => r.status === 'rejected')
  // Staying leaves withdrawing possible, so either one or both may stand; never two acts on one state that excludes the second.
  const [row] = await t.db.read<{ seq: number; state: string }>(
    bureau.claims,
    sql`select seq, state from matter where id = ${matterId}::uuid`,
  )
  expect(row?.seq).toBe(1 + both.length - lost.length)

  const second = await openListing()
  const race = await Promise.allSettled([
    act(manager, second, request('apply', { proof: '已经整改' }, [photo])),
    act(manager, second, request('apply', { proof: '已经整改完' }, [photo])),
  ])
  const refused = race.filter((r) => r.status === 'rejected')
  expect(refused).toHaveLength(1)
  const why = problem((refused[0] as PromiseRejectedResult).reason)
  expect(why.status).toBe(409)
  expect(why.extra['state']).toBe('applied')
  expect(why.extra['allowed']).toEqual([])
})

test('outside the scope a matter does not exist', async () => {
  const matterId = await openListing()
  const why = problem(await act(stranger, matterId, request('withdraw', { reason: '不归我管' })).catch((e: unknown) => e))
  expect(why.status).toBe(404)
  expect(await t.db.read(stranger.claims, actsOf(matterId))).toEqual([])
})

test('an act that is not permitted answers as if the matter did not exist; a bad form names the field', async () => {
  const matterId = await openListing()
  const foreign = problem(await act(manager, matterId, request('withdraw', { reason: '自行撤销' })).catch((e: unknown) => e))
  expect(foreign.status).toBe(404)
  const bad = problem(await act(bureau, matterId, request('stay', { reason: '' })).catch((e: unknown) => e))
  expect(bad.status).toBe(400)
  expect(bad.errors[0]?.field).toBe('form.reason')
  expect(bad.errors[0]?.message.zh).toContain('中止理由')
})

test('acts and audit can be neither changed nor deleted by the application', async () => {
  await openListing()
  for (const statement of [
    'update act set act = act',
    'delete from act',
    'update audit set name = name',
    'delete from audit',
    'delete from matter',
  ]) {
    await expect(t.db.pool.query(statement)).rejects.toThrow(/permission denied/)
  }
})
