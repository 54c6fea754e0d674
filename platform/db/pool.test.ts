import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Claims } from '#kernel/access/index.ts'
import { sql } from '#platform/db/index.ts'
import { testDb, type TestDb } from '#platform/testing.ts'

let t: TestDb
const nobody: Claims = { personId: '', postId: '', orgId: '', role: '', path: '', sectors: [], grants: {} }

beforeAll(async () => {
  t = await testDb()
  await t.owner.query('create table sent (n integer primary key); grant select, insert on sent to anlan_app')
})
afterAll(() => t.drop())

const kept = async (): Promise<number[]> => (await t.db.read<{ n: number }>(nobody, sql`select n from sent order by n`)).map((row) => row.n)

test('what is sent without waiting is committed, in its place', async () => {
  const seen = await t.db.tx(nobody, async (tx) => {
    tx.send(sql`insert into sent values (${1})`)
    tx.send(sql`insert into sent values (${2})`)
    return tx.query<{ n: number }>(sql`select n from sent order by n`, true)
  })
  expect(seen).toEqual([{ n: 1 }, { n: 2 }])
  expect(await kept()).toEqual([1, 2])
})

test('a sent statement that fails takes all with it, and the cause is thrown', async () => {
  let told = false
  const last = t.db.tx(nobody, async (tx) => {
    tx.afterCommit(() => void (told = true))
    tx.send(sql`insert into sent values (${3})`)
    tx.send(sql`insert into sent values (${1})`)
  })
  await expect(last).rejects.toMatchObject({ code: '23505' })
  const middle = t.db.tx(nobody, async (tx) => {
    tx.send(sql`insert into sent values (${1})`)
    await tx.query(sql`insert into sent values (${4})`)
  })
  await expect(middle).rejects.toMatchObject({ code: '23505' })
  expect(told).toBe(false)
  expect(await kept()).toEqual([1, 2])
})

test('a throw after a sent statement rolls it back, and the connection serves on', async () => {
  const refused = t.db.tx(nobody, async (tx) => {
    tx.send(sql`insert into sent values (${5})`)
    throw new Error('refused')
  })
  await expect(refused).rejects.toThrow('refused')
  await t.db.tx(nobody, async (tx) => tx.send(sql`insert into sent values (${6})`))
  expect(await kept()).toEqual([1, 2, 6])
})
