import { afterAll, beforeAll, expect, test } from 'vitest'
import { fold, hashAct, merkleRoot, verifyProof, type ActRecord } from '#kernel/matter/index.ts'
import { sql } from '#platform/db/index.ts'
import { buildHttp } from '#platform/http/index.ts'
import { testDb, type TestDb } from '#platform/testing.ts'
import { uuidv7 } from '#kernel/ids.ts'
import {
  actProof,
  checkpoint,
  matterProof,
  recordRoutes,
  signatureHolds,
  verifyActProof,
  verifyRecord,
  type Head,
  type Read,
} from './index.ts'
import { makeKeys, makeMatter, SYSTEM, writeMatters, type Made } from './record.fixture.ts'
import { leafOf } from './seal.ts'

let t: TestDb
const keys = makeKeys()
const now = (): Date => new Date('2026-06-01T00:00:00.000Z')
const read: Read = (s) => t.db.read(SYSTEM, s)
let made: Made[] = []

beforeAll(async () => {
  t = await testDb()
  made = Array.from({ length: 40 }, (_, i) => makeMatter(i, 1 + (i % 5)))
  await writeMatters(t.owner, made)
})
afterAll(() => t.drop())

const verify = () => verifyRecord({ ownerUrl: t.ownerUrl, publicPem: keys.publicPem })
const at = (i: number): Made => made[i] as Made

test('heads that moved are sealed once, each checkpoint follows the one before', async () => {
  expect(await checkpoint(t.db, SYSTEM, keys, now)).toMatchObject({ checkpoints: 1, heads: 40 })
  expect(await checkpoint(t.db, SYSTEM, keys, now)).toEqual({ checkpoints: 0, heads: 0, root: null })
  const longer = makeMatter(100, 2)
  await writeMatters(t.owner, [longer])
  made.push(longer)
  expect(await checkpoint(t.db, SYSTEM, keys, now)).toMatchObject({ checkpoints: 1, heads: 1 })
  const rows = await read<{ root: string; prev: string | null; heads: Head[] }>(
    sql`select root, prev_root as prev, heads from checkpoint order by id`,
  )
  expect(rows).toHaveLength(2)
  expect(rows[0]?.prev).toBeNull()
  expect(rows[1]?.prev).toBe(rows[0]?.root)
  const ids = rows[0]?.heads.map(([id]) => id) ?? []
  expect(ids).toEqual([...ids].sort())
  expect(merkleRoot((rows[0]?.heads ?? []).map(leafOf))).toBe(rows[0]?.root)
})

test('two processes that seal at once seal every head once', async () => {
  made.push(...Array.from({ length: 30 }, (_, i) => makeMatter(200 + i, 1)))
  await writeMatters(t.owner, made.slice(-30))
  const both = await Promise.all([checkpoint(t.db, SYSTEM, keys, now), checkpoint(t.db, SYSTEM, keys, now)])
  expect(both.reduce((sum, r) => sum + r.heads, 0)).toBe(30)
})

test('a sound record is found sound', async () => {
  const report = await verify()
  expect(report.faults).toEqual([])
  expect(report).toMatchObject({
    matters: made.length,
    acts: made.reduce((n, m) => n + m.acts.length, 0),
    checkpoints: 3,
    faultCount: 0,
    unsealed: 0,
  })
  expect(report.newest?.root).toMatch(/^[0-9a-f]{64}$/)
})

test('the proof of a matter leads to a signed root', async () => {
  const proof = await matterProof(read, at(4).view.id)
  expect(proof).toMatchObject({ no: at(4).view.no, fault: null, inclusion: { seq: 5, inChain: true } })
  const inclusion = proof?.inclusion
  if (!inclusion) throw new Error('no inclusion')
  expect(verifyProof(inclusion.leaf, inclusion.proof, inclusion.checkpoint.root)).toBe(true)
  expect(verifyProof(inclusion.leaf.replace(':5:', ':4:'), inclusion.proof, inclusion.checkpoint.root)).toBe(false)
  expect(signatureHolds(inclusion.checkpoint, keys.publicPem)).toBe(true)
  expect(signatureHolds({ ...inclusion.checkpoint, at: '2026-06-02T00:00:00.000Z' }, keys.publicPem)).toBe(false)
})

test('the proof of an act stands alone and breaks with any change', async () => {
  const proof = await actProof(read, at(4).acts[2]?.id ?? '', keys.publicPem)
  if (!proof?.inclusion) throw new Error('no proof')
  expect(proof.acts.map((a) => a.seq)).toEqual([3, 4, 5])
  const carried = JSON.parse(JSON.stringify(proof)) as typeof proof
  expect(verifyActProof(carried, keys.publicPem)).toBe(true)
  expect(verifyActProof(carried, makeKeys().publicPem)).toBe(false)
  const first = proof.acts[0]
  if (!first) throw new Error('no act')
  expect(verifyActProof({ ...proof, acts: [{ ...first, form: { ...first.form, cost: 1 } }, ...proof.acts.slice(1)] }, keys.publicPem)).toBe(
    false,
  )
  expect(verifyActProof({ ...proof, acts: proof.acts.slice(0, 2) }, keys.publicPem)).toBe(false)
  expect(await actProof(read, uuidv7(1), keys.publicPem)).toBeNull()
})

test('an act newer than the newest checkpoint has no inclusion yet', async () => {
  const fresh = makeMatter(900, 1)
  await writeMatters(t.owner, [fresh])
  made.push(fresh)
  const proof = await actProof(read, fresh.acts[0]?.id ?? '', keys.publicPem)
  expect(proof).toMatchObject({ inclusion: null, acts: [{ seq: 1 }] })
  expect(proof && verifyActProof(proof, keys.publicPem)).toBe(false)
  expect(await verify()).toMatchObject({ faultCount: 0, unsealed: 1 })
  await checkpoint(t.db, SYSTEM, keys, now)
})

/** Alters as the owner, verifies, and puts everything back. */
async function tampered(change: string, back: string) {
  await t.owner.query(change)
  const report = await verify()
  await t.owner.query(back)
  expect((await verify()).faultCount).toBe(0)
  return report
}

test('an altered form is found', async () => {
  const { acts, view } = at(7)
  const report = await tampered(
    `update act set form = form || '{"cost": 1}' where id = '${acts[1]?.id}'`,
    `update act set form = form || '{"cost": 1250.5}' where id = '${acts[1]?.id}'`,
  )
  expect(report.faults).toMatchObject([{ where: 'chain', no: view.no, seq: 2 }])
  expect(report.faults[0]?.what.zh).toContain('被改过')
})

test('a removed last act is found, also when the matter was set back to fit', async () => {
  const { acts, view } = at(9)
  const last = acts.at(-1)?.id
  await t.owner.query(`create table kept as select * from act where id = '${last}'`)
  const back = `insert into act select * from kept`
  const plain = await tampered(`delete from act where id = '${last}'`, back)
  expect(plain.faults).toMatchObject([
    { where: 'matter', no: view.no, seq: 4 },
    { where: 'checkpoint', no: view.no, seq: 5 },
  ])
  const shorter = { acts: acts.slice(0, 4), view: fold(acts.slice(0, 4)) }
  await t.owner.query(`delete from act where id = '${last}'`)
  await writeMatters(t.owner, [shorter])
  const clever = await verify()
  expect(clever.faults).toMatchObject([{ where: 'checkpoint', no: view.no, seq: 5 }])
  await t.owner.query(back)
  await writeMatters(t.owner, [at(9)])
  expect((await verify()).faultCount).toBe(0)
})

test('a matter whose acts were all removed, and acts whose matter was removed, are found', async () => {
  const { view } = at(12)
  await t.owner.query(`create table kept_acts as select * from act where matter_id = '${view.id}'`)
  const report = await tampered(`delete from act where matter_id = '${view.id}'`, `insert into act select * from kept_acts`)
  expect(report.faults).toMatchObject([
    { where: 'matter', no: view.no, seq: 0 },
    { where: 'checkpoint', no: view.no },
  ])
})

test('a changed matter row is found and its columns are named', async () => {
  const { view } = at(3)
  const report = await tampered(
    `update matter set level = 'major', due_at = null where id = '${view.id}'`,
    `update matter set level = 'general', due_at = '${view.dueAt}' where id = '${view.id}'`,
  )
  expect(report.faults).toMatchObject([{ where: 'matter', no: view.no }])
  expect(report.faults[0]?.what.en).toBe('level, dueAt of the matter differ(s) from what its acts make')
})

test('a chain rewritten with fitting hashes is found by the checkpoint', async () => {
  const { acts, view } = at(0)
  await t.owner.query(`create table kept_first as select * from act where matter_id = '${view.id}'`)
  const { hash: _old, ...content }: ActRecord = { ...(acts[0] as ActRecord), form: { text: '没有隐患' } }
  const hash = hashAct(content)
  const report = await tampered(
    `update act set form = '${JSON.stringify(content.form)}', hash = '${hash}' where id = '${acts[0]?.id}';
     update matter set head_hash = '${hash}' where id = '${view.id}'`,
    `delete from act where matter_id = '${view.id}'; insert into act select * from kept_first;
     update matter set head_hash = '${view.headHash}' where id = '${view.id}'`,
  )
  expect(report.faults).toMatchObject([{ where: 'checkpoint', no: view.no, seq: 1 }])
  expect(report.faults[0]?.what.zh).toContain('链被重写')
})

test('forged, reordered and re-signed checkpoints are found', async () => {
  const root = 'b'.repeat(64)
  await t.owner.query(`create table kept_points as select * from checkpoint`)
  const back = `update checkpoint c set root = k.root, prev_root = k.prev_root, signature = k.signature, heads = k.heads, matters = k.matters
    from kept_points k where k.id = c.id`
  const altered = await tampered(`update checkpoint set root = '${root}' where id = (select min(id) from checkpoint)`, back)
  expect(altered.faults.map((f) => f.where)).toEqual(['checkpoint', 'checkpoint', 'checkpoint'])
  expect(altered.faults.map((f) => f.what.en).join('; ')).toMatch(/root does not fit.*signature is not of this key.*does not follow/)
  const dropped = await tampered(
    `update checkpoint set heads = heads - 3, matters = matters - 1 where id = (select min(id) from checkpoint)`,
    back,
  )
  expect(dropped.faults.map((f) => f.what.en).join('; ')).toMatch(/root does not fit.*signature.*index/)
  const foreign = await verifyRecord({ ownerUrl: t.ownerUrl, publicPem: makeKeys().publicPem, maxFaults: 2 })
  expect(foreign.faultCount).toBe(foreign.checkpoints)
  expect(foreign.faults).toHaveLength(2)
})

test('a removed checkpoint in the middle breaks the links', async () => {
  await t.owner.query(`create table kept_heads as select * from checkpoint_head where checkpoint_id = (select min(id) + 1 from checkpoint)`)
  const report = await tampered(
    `delete from checkpoint_head where checkpoint_id = (select min(id) + 1 from checkpoint);
     delete from checkpoint where id = (select min(id) + 1 from checkpoint)`,
    `insert into checkpoint overriding system value select * from kept_points where id = (select min(id) + 1 from kept_points);
     insert into checkpoint_head select * from kept_heads`,
  )
  expect(report.faults).toMatchObject([{ where: 'checkpoint', what: { en: 'it does not follow the checkpoint before' } }])
  expect(report.unsealed).toBeGreaterThan(0)
})

test('the application can neither change nor delete a checkpoint', async () => {
  await expect(t.db.pool.query('update checkpoint set root = root')).rejects.toThrow(/permission denied/)
  await expect(t.db.pool.query('delete from checkpoint')).rejects.toThrow(/permission denied/)
  await expect(t.db.pool.query('delete from checkpoint_head')).rejects.toThrow(/permission denied/)
})

test('routes: the proof within the reader’s scope alone, the list for administrators, the key for everybody', async () => {
  const actor = { personId: SYSTEM.personId, postId: SYSTEM.postId, orgId: SYSTEM.orgId, role: 'r', name: '测试员' }
  const sessions = {
    reader: { ...SYSTEM, path: '990101', grants: { 'hazard.read': ['area' as const] } },
    stranger: { ...SYSTEM, personId: uuidv7(5), orgId: uuidv7(6), path: '990102', grants: { 'hazard.read': ['area' as const] } },
    admin: { ...SYSTEM, path: '990101', grants: { 'admin.read': ['area' as const] } },
  }
  const app = await buildHttp({
    db: t.db,
    routes: recordRoutes({ db: t.db, system: SYSTEM, keys }),
    authenticate: async (request) => {
      const claims = sessions[request.headers['x-who'] as keyof typeof sessions]
      return claims ? { claims, actor, sessionId: 's', tokenScopes: null } : null
    },
    now,
    nobody: { ...SYSTEM, personId: '', orgId: '', sectors: [], grants: {} },
  })
  const get = async (url: string, who = '') => app.inject({ method: 'GET', url, headers: { 'x-who': who } })
  const url = `/api/matters/${at(4).view.id}/proof`
  expect((await get(url)).statusCode).toBe(401)
  expect((await get(url, 'stranger')).statusCode).toBe(404)
  const answer = (await get(url, 'reader')).json()
  expect(answer).toMatchObject({ no: at(4).view.no, fault: null, key: { keyId: keys.keyId, pem: keys.publicPem } })
  expect(answer.acts).toHaveLength(5)
  expect(verifyProof(answer.inclusion.leaf, answer.inclusion.proof, answer.inclusion.checkpoint.root)).toBe(true)
  expect(signatureHolds(answer.inclusion.checkpoint, answer.key.pem)).toBe(true)
  expect((await get('/api/record/checkpoints', 'reader')).statusCode).toBe(403)
  const first = (await get('/api/record/checkpoints?limit=2', 'admin')).json()
  expect(first.items).toHaveLength(2)
  const rest = (await get(`/api/record/checkpoints?limit=50&before=${first.next}`, 'admin')).json()
  expect(rest.next).toBeNull()
  expect([...first.items, ...rest.items].map((c: { id: number }) => c.id)).toEqual([4, 3, 2, 1])
  expect((await get('/api/record/key')).json()).toEqual({ keyId: keys.keyId, pem: keys.publicPem })
  await app.close()
})
