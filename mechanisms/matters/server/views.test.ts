import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SCOPES, type Claims, type Scope } from '#kernel/access/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import type { MatterKind } from '#kernel/matter/index.ts'
import { sql } from '#platform/db/index.ts'
import { testDb, type TestDb } from '#platform/testing.ts'
import { listingKind } from '../listing.ts'
import { MatterQuery } from '../model.ts'
import { countMatters, keepsPlan, listMatters } from './views.ts'

/** A list gives its reach as a plain condition beside row-level security: it must never hide what the policy shows. */
let t: TestDb
const KINDS = ['hazard', 'listing']
const kinds = new Map<string, MatterKind>(KINDS.map((id) => [id, { ...listingKind, id }]))
const id = (): string => uuidv7(Date.now())
const people = [id(), id()]
const orgs = [id(), id(), id()]
const paths = ['99', '990101', '990101001', '990101001g01', '990101002', '990101p01']

beforeAll(async () => {
  t = await testDb()
  for (const org of orgs) await t.owner.query(`insert into org (id, kind, name, path) values ('${org}', 'office', '某局', '99')`)
  for (let i = 0; i < 200; i++) {
    await t.owner.query(
      `insert into matter (id, kind, no, title, state, phase, path, org_id, office_id, opened_by, opened_at, assignee_id, state_since, seq, head_hash)
       values ($1, $2, $3, 't', 's', 'open', $4, $5, $6, $7, now() - make_interval(mins => $8), $9, now(), 1, 'h')`,
      [id(), KINDS[i % 2], `N${i}`, paths[i % 6], orgs[i % 3], orgs[(i + 1) % 3], people[i % 2], i, [...people, null][i % 3]],
    )
  }
})
afterAll(() => t.drop())

const scopes = fc.subarray(SCOPES as Scope[])
const anyone: fc.Arbitrary<Claims> = fc.record({
  personId: fc.constantFrom(...people),
  postId: fc.constant(orgs[0] ?? ''),
  orgId: fc.constantFrom(...orgs),
  role: fc.constant('r'),
  path: fc.constantFrom(...paths, ''),
  sectors: fc.constant(null),
  grants: fc.record({ 'hazard.read': scopes, 'listing.read': scopes, 'org.read': fc.constant<Scope[]>(['all']) }),
})

test('a list shows what row-level security shows, on pages of any size, and its count is theirs', async () => {
  await fc.assert(
    fc.asyncProperty(anyone, fc.constantFrom(undefined, 'hazard'), async (claims, kind) => {
      const wanted = kind ? sql`kind = ${kind}` : sql`true`
      const seen = await t.db.read<{ id: string }>(claims, sql`select id from matter where ${wanted} order by opened_at desc, id desc`)
      const query = MatterQuery.parse({ limit: '7', ...(kind ? { kind } : {}) })
      const listed: string[] = []
      for (let after: string | undefined; ;) {
        const page = { ...query, after }
        const rows = await t.db.read<{ id: string; openedAt: string }>(
          claims,
          listMatters(page, claims, kinds, new Date()),
          keepsPlan(page, claims, kinds),
        )
        listed.push(...rows.slice(0, query.limit).map((r) => r.id))
        const last = rows[query.limit - 1]
        if (rows.length <= query.limit || !last) break
        after = Buffer.from(JSON.stringify([last.openedAt, last.id])).toString('base64url')
      }
      expect(listed).toEqual(seen.map((r) => r.id))
      const [count] = await t.db.read<{ total: number }>(claims, countMatters(query, claims, kinds, new Date()))
      expect(count?.total).toBe(seen.length)
    }),
    { numRuns: 60 },
  )
})
