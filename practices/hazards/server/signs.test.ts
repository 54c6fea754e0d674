import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Claims } from '#kernel/access/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { testDb, type TestDb } from '#platform/testing.ts'
import { formalismSigns } from './views.ts'

/** The signs read what matters, files and their uses say; each is given by its rows, at the edge and on both sides of it. */
let t: TestDb
const id = (): string => uuidv7(Date.now())
const [office, plant, other] = [id(), id(), id()]
const NOW = new Date('2026-11-24T04:00:00Z')
const SINCE = new Date('2026-05-24T00:00:00Z')
const reads: Claims['grants'] = { 'hazard.read': ['all'], 'selfcheck.read': ['all'], 'org.read': ['all'] }
const claims: Claims = { personId: id(), postId: id(), orgId: office, role: 'r', path: '990101001', sectors: null, grants: reads }
let serial = 0

beforeAll(async () => {
  t = await testDb()
  await t.owner.query(
    `insert into org (id, kind, name, path) values ($1, 'office', '某所', '990101001'), ($2, 'enterprise', '甲厂', '990101001'), ($3, 'enterprise', '乙厂', '990101001')`,
    [office, plant, other],
  )
})
beforeEach(() => t.owner.query('truncate file_use, file, matter cascade'))
afterAll(() => t.drop())

/** China time of a day and clock as an instant. */
const cst = (day: string, clock: string): string => new Date(`${day}T${clock}+08:00`).toISOString()

async function check(at: string, { org = plant, findings = 0, opened = at }: { org?: string; findings?: number; opened?: string } = {}) {
  const matter = id()
  await t.owner.query(
    `insert into matter (id, kind, no, title, state, phase, path, org_id, office_id, opened_by, opened_at, state_since, closed_at, fields, seq, head_hash, updated_at)
     values ($1, 'selfcheck', $2, '每日自查', 'done', 'closed', '990101001', $3, $4, $4, $5, $6, $6, $7, 2, '', $6)`,
    [matter, `ZC-${++serial}`, org, office, opened, at, JSON.stringify({ findings })],
  )
  return { id: matter, no: `ZC-${serial}` }
}

async function photo(
  matterId: string,
  at: string,
  { phash = null, taken = null, hash }: { phash?: string | null; taken?: string | null; hash?: string } = {},
) {
  const name = hash ?? (++serial).toString(16).padStart(64, '0')
  await t.owner.query(
    `insert into file (hash, media_type, size, phash, taken_at) values ($1, 'image/jpeg', 1, $2, $3) on conflict do nothing`,
    [name, phash, taken],
  )
  await t.owner.query(
    `insert into file_use (hash, person_id, org_id, matter_id, act_id, name, at) values ($1, $2, $3, $4, $5, 'p.jpg', $6)`,
    [name, id(), plant, matterId, id(), at],
  )
}

async function signs(as = plant): Promise<{ sign: string; no: string; n: number | null; other: string | null }[]> {
  return t.db.read(claims, formalismSigns(SINCE, NOW, as))
}
const named = async (as = plant): Promise<string[]> => (await signs(as)).map((s) => `${s.sign} ${s.no}`)

const days = (n: number): string[] =>
  Array.from({ length: n }, (_, i) => new Date(Date.parse('2026-09-01T02:00:00Z') + i * 86_400_000).toISOString())

test('always zero: the thirtieth check in a row, not the twenty-ninth; a finding begins the count anew', async () => {
  for (const at of days(29)) await check(at)
  expect(await signs()).toEqual([])
  const thirtieth = await check('2026-10-01T02:00:00Z')
  expect(await signs()).toMatchObject([{ sign: 'always-zero', no: thirtieth.no, n: 30 }])
  await check('2026-10-02T02:00:00Z', { findings: 1 })
  expect(await signs()).toEqual([])
  // A finding long ago does not excuse the thirty that follow it.
  for (const at of days(30)) await check(new Date(Date.parse(at) + 40 * 86_400_000).toISOString())
  expect(await signs()).toMatchObject([{ sign: 'always-zero', n: 30 }])
})

test('always zero: goes on showing to the office while the checks go on day by day', async () => {
  for (const at of days(84)) await check(at)
  expect(await signs(office)).toMatchObject([{ sign: 'always-zero', n: 84 }])
})

test('checks of two enterprises are not counted together', async () => {
  for (const [i, at] of days(40).entries()) await check(at, { org: i % 2 === 0 ? plant : other })
  expect(await signs()).toEqual([])
})

test('bulk by night: five in one evening, over midnight too; four, or by day, are none', async () => {
  for (const clock of ['20:00', '21:00', '23:59']) await check(cst('2026-11-10', clock))
  await check(cst('2026-11-11', '06:59'))
  expect(await signs()).toEqual([])
  const last = await check(cst('2026-11-11', '06:59:30'))
  expect(await signs()).toMatchObject([{ sign: 'night-before', no: last.no, n: 5 }])
  await t.owner.query('truncate matter cascade')
  for (const clock of ['07:00', '12:00', '17:00', '19:00', '19:59']) await check(cst('2026-11-10', clock))
  for (const day of ['11', '12', '13', '14', '15']) await check(cst(`2026-11-${day}`, '22:00'))
  expect(await signs()).toEqual([])
})

test('the same photograph: same bytes, or up to four bits apart; not five, not another enterprise, not a blank picture', async () => {
  const look = '0f0f0f0f0f0f0f0f'
  const at = '2026-11-10T02:00:00Z'
  const [first, again, near, far] = [await check(at), await check(at), await check(at), await check(at)]
  const foreign = await check(at, { org: other })
  await photo(first.id, '2026-11-10T02:00:00Z', { hash: 'a'.repeat(64), phash: look })
  await photo(again.id, '2026-11-10T03:00:00Z', { hash: 'a'.repeat(64) })
  await photo(near.id, '2026-11-10T04:00:00Z', { phash: '0f0f0f0f0f0f0f00' })
  await photo(far.id, '2026-11-10T05:00:00Z', { phash: 'f10f0f0f0f0f0f0e' })
  await photo(foreign.id, '2026-11-10T06:00:00Z', { hash: 'a'.repeat(64) })
  expect((await named()).toSorted()).toEqual([`repeated-photo ${again.no}`, `repeated-photo ${near.no}`])
  expect((await signs()).find((s) => s.no === near.no)?.other).toBe(again.no)
  // Twice in one check is one use of it.
  await t.owner.query('truncate file_use, file, matter cascade')
  const [one, two] = [await check(at), await check(at)]
  await photo(one.id, '2026-11-10T02:00:00Z', { phash: look })
  await photo(one.id, '2026-11-10T02:01:00Z', { phash: look })
  await photo(two.id, '2026-11-10T03:00:00Z', { phash: '0000000000000003' })
  const three = await check(at)
  await photo(three.id, '2026-11-10T04:00:00Z', { phash: '0000000000000003' })
  expect(await signs()).toEqual([])
})

test('a photograph older than the check: more than an hour before it was set; without a time nothing is said', async () => {
  const opened = cst('2026-11-10', '06:00')
  const done = cst('2026-11-10', '09:00')
  const [old, edge, fresh, dumb] = [
    await check(done, { opened }),
    await check(done, { opened }),
    await check(done, { opened }),
    await check(done, { opened }),
  ]
  await photo(old.id, done, { taken: cst('2026-11-09', '16:00') })
  await photo(edge.id, done, { taken: cst('2026-11-10', '05:00') })
  await photo(fresh.id, done, { taken: cst('2026-11-10', '08:50') })
  await photo(dumb.id, done)
  expect(await signs()).toMatchObject([{ sign: 'old-photo', no: old.no, n: 1 }])
})

test('shown to the enterprise at once, to others only after three days', async () => {
  const recent = new Date(NOW.getTime() - 3 * 86_400_000 + 1000).toISOString()
  const past = new Date(NOW.getTime() - 3 * 86_400_000 - 1000).toISOString()
  const [a, b, c] = [await check(past), await check(past), await check(recent)]
  const hash = 'b'.repeat(64)
  await photo(a.id, '2026-11-20T02:00:00Z', { hash })
  await photo(b.id, past, { hash })
  await photo(c.id, recent, { hash })
  expect(await named(plant)).toEqual([`repeated-photo ${c.no}`, `repeated-photo ${b.no}`])
  expect(await named(office)).toEqual([`repeated-photo ${b.no}`])
  expect(await named(other)).toEqual([`repeated-photo ${b.no}`])
})
