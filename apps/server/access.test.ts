import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { can, SCOPES, type Claims, type Scope, type ScopedRow } from '#kernel/access/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { sql } from '#platform/db/index.ts'
import { testDb, type TestDb } from '#platform/testing.ts'

/** One rule, two evaluators: what row-level security shows equals what the kernel's check allows, on random data. */
let t: TestDb
const id = (): string => uuidv7(Date.now())
const PEOPLE = [id(), id(), id()]
const ORGS = [id(), id(), id(), id()]
const PATHS = ['99', '9901', '990101', '990101001', '990101002', '990101p01', '990102', '99010']
const SECTORS = ['a', 'b', 'c']
const KINDS = ['hazard', 'listing', 'selfcheck']

interface Row extends ScopedRow {
  id: string
  kind: string
}
const rows: Row[] = []

const pick = <T>(list: readonly T[]): T => {
  const one = list[Math.floor(Math.random() * list.length)]
  if (one === undefined) throw new Error('empty')
  return one
}

beforeAll(async () => {
  t = await testDb()
  for (const org of ORGS) await t.owner.query(`insert into org (id, kind, name, path) values ('${org}', 'enterprise', 'x', '99')`)
  for (let i = 0; i < 300; i++) {
    const [org, office] = [pick([...ORGS, null]), pick([...ORGS, null])]
    const [opener, assignee] = [pick([...PEOPLE, id()]), pick([...PEOPLE, null])]
    const row = { id: id(), kind: pick(KINDS), path: pick(PATHS), sector: pick([...SECTORS, null]) }
    await t.owner.query(
      `insert into matter (id, kind, no, title, state, phase, path, org_id, office_id, sector, opened_by, opened_at, assignee_id, state_since, seq, head_hash)
       values ($1, $2, $3, 't', 's', 'open', $4, $5, $6, $7, $8, now(), $9, now(), 1, 'h')`,
      [row.id, row.kind, `N${i}`, row.path, org, office, row.sector, opener, assignee],
    )
    rows.push({ ...row, orgIds: [org, office], personIds: [opener, assignee] })
  }
})
afterAll(() => t.drop())

const scopes = fc.subarray(SCOPES as Scope[])
const anyClaims: fc.Arbitrary<Claims> = fc.record({
  personId: fc.constantFrom(...PEOPLE, ''),
  postId: fc.constant(ORGS[0] ?? ''),
  orgId: fc.constantFrom(...ORGS, ''),
  role: fc.constant('r'),
  path: fc.constantFrom(...PATHS, ''),
  sectors: fc.oneof(fc.constant(null), fc.subarray(SECTORS)),
  grants: fc.record({ 'hazard.read': scopes, 'listing.read': scopes, 'selfcheck.read': scopes, 'hazard.verify': scopes }),
})

const shown = async (claims: Claims): Promise<string[]> =>
  (await t.db.read<{ id: string }>(claims, sql`select id from matter order by id`)).map((r) => r.id)

const allowed = (claims: Claims): string[] =>
  rows
    .filter((r) => can(claims, `${r.kind}.read`, r))
    .map((r) => r.id)
    .sort()

test('row-level security shows exactly what the policy allows', async () => {
  await fc.assert(
    fc.asyncProperty(anyClaims, async (claims) => {
      expect(await shown(claims)).toEqual(allowed(claims))
    }),
    { numRuns: 150 },
  )
})

test('a connection that carried claims shows nothing once they are empty', async () => {
  const wide: Claims = {
    personId: PEOPLE[0] ?? '',
    postId: '',
    orgId: ORGS[0] ?? '',
    role: 'r',
    path: '99',
    sectors: null,
    grants: { 'hazard.read': ['all'], 'listing.read': ['area'] },
  }
  expect((await shown(wide)).length).toBeGreaterThan(50)
  const empty: Claims = {
    personId: '',
    postId: '',
    orgId: '',
    role: '',
    path: '',
    sectors: null,
    grants: { 'hazard.read': ['self', 'office', 'area'] },
  }
  expect(await shown(empty)).toEqual([])
})

test('without any claims the application sees no row and may not bypass the fence', async () => {
  const { rows: found } = await t.db.pool.query<{ n: number }>('select count(*)::int as n from act')
  expect(found[0]?.n).toBe(0)
  const { rows: role } = await t.db.pool.query<{ super: boolean; bypass: boolean }>(
    'select rolsuper as super, rolbypassrls as bypass from pg_roles where rolname = current_user',
  )
  expect(role[0]).toEqual({ super: false, bypass: false })
})

test('a setting that was set once and ended reads as empty, and empty shows nothing', async () => {
  const client = await t.db.pool.connect()
  try {
    await client.query('begin')
    await client.query(
      `select set_config('app.path', '99', true), set_config('app.read_area', '{hazard,listing,selfcheck}', true), set_config('app.any_sector', 'yes', true)`,
    )
    const inside = await client.query<{ n: number }>('select count(*)::int as n from matter')
    await client.query('commit')
    const after = await client.query<{ n: number; path: string }>(
      `select count(*)::int as n, current_setting('app.path', true) as path from matter`,
    )
    expect(inside.rows[0]?.n).toBeGreaterThan(50)
    expect(after.rows[0]).toEqual({ n: 0, path: '' })
  } finally {
    client.release(true)
  }
})
