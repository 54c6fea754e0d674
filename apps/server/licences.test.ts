import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Claims, Role } from '#kernel/access/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import type { NewNotice } from '#platform/notices/index.ts'
import { testDb, type TestDb } from '#platform/testing.ts'
import { tellLicences } from './licences.ts'

let t: TestDb
const id = (): string => uuidv7(Date.now())
const [plant, shut] = [id(), id()]
const people: Record<string, string> = {}
const system: Claims = {
  personId: id(),
  postId: id(),
  orgId: id(),
  role: 's',
  path: '',
  sectors: null,
  grants: { 'org.read': ['all'], 'licence.read': ['all'], 'person.read': ['all'] },
}
const role = (name: string, grants: Role['grants']): Role => ({ id: name, text: { zh: name, en: name }, grants }) as Role
const roles = new Map<string, Role>([
  ['keeper', role('keeper', { 'licence.edit': ['office'] })],
  ['reader', role('reader', { 'licence.read': ['office'] })],
])

beforeAll(async () => {
  t = await testDb()
  await t.owner.query(`insert into role (id, text, home, grants) values ('keeper', '{}', '', '{}'), ('reader', '{}', '', '{}')`)
  await t.owner.query(
    `insert into org (id, kind, name, path, status) values ($1, 'enterprise', '甲厂', '990101001', 'active'), ($2, 'enterprise', '关停厂', '990101001', 'closed')`,
    [plant, shut],
  )
  for (const [name, as, org] of [
    ['管证人', 'keeper', plant],
    ['看的人', 'reader', plant],
    ['关停厂的人', 'keeper', shut],
  ] as const) {
    people[name] = id()
    await t.owner.query(`insert into person (id, name) values ($1, $2)`, [people[name], name])
    await t.owner.query(`insert into post (id, person_id, org_id, role, path) values ($1, $2, $3, $4, '990101001')`, [
      id(),
      people[name],
      org,
      as,
    ])
  }
  for (const [org, number, status] of [
    [plant, 'A-1', 'active'],
    [plant, 'A-2', 'ended'],
    [shut, 'B-1', 'active'],
  ] as const) {
    await t.owner.query(
      `insert into licence (id, org_id, type, holder, number, valid_to, notice_days, status) values ($1, $2, 'permit', '某', $3, '2026-12-31', '{90,30}', $4)`,
      [id(), org, number, status],
    )
  }
})
afterAll(() => t.drop())

async function told(day: string): Promise<string[]> {
  const lines: string[] = []
  const notify = async (_tx: unknown, n: NewNotice): Promise<void> => {
    const to = n.personIds.map((p) => Object.keys(people).find((name) => people[name] === p) ?? '?')
    lines.push(`${n.level} ${n.title.zh} ${n.body.zh} → ${to.join('、')}`)
  }
  expect(await tellLicences({ db: t.db, system, notify, roles: () => roles }, day)).toBe(lines.length)
  return lines
}

test('on each notice day, on the last day and on the day after it; to those who keep the licences; not between', async () => {
  const body = '编号 A-1，有效期至 2026-12-31 → 管证人'
  expect(await told('2026-10-02')).toEqual([`warn 证照还有 90 天到期 ${body}`])
  expect(await told('2026-12-01')).toEqual([`warn 证照还有 30 天到期 ${body}`])
  expect(await told('2026-12-31')).toEqual([`warn 证照今天到期 ${body}`])
  expect(await told('2027-01-01')).toEqual([`urgent 证照已过期 ${body}`])
  for (const day of ['2026-10-01', '2026-10-03', '2026-11-30', '2026-12-02', '2026-12-30', '2027-01-02', '2027-02-01'])
    expect(await told(day)).toEqual([])
})

test('twice on a day tells once; days without a run lose nothing; of several days that went by only the last is told', async () => {
  await t.owner.query(
    `insert into licence (id, org_id, type, holder, number, valid_to, notice_days, status) values ($1, $2, 'permit', '某', 'C-1', '2028-06-30', '{90,60,30}', 'active')`,
    [id(), plant],
  )
  const body = '编号 C-1，有效期至 2028-06-30 → 管证人'
  expect(await told('2028-04-01')).toEqual([`warn 证照还有 90 天到期 ${body}`])
  expect(await told('2028-04-01')).toEqual([])
  // It stood still from 2 to 4 May, over the day of 60.
  expect(await told('2028-05-04')).toEqual([`warn 证照还有 57 天到期 ${body}`])
  expect(await told('2028-05-05')).toEqual([])
  // It stood still over the day of 30, the last day and the day after it.
  expect(await told('2028-07-03')).toEqual([`urgent 证照已过期 ${body}`])
  expect(await told('2028-07-04')).toEqual([])
})

test('a renewed licence is told anew, and two runs at once tell once', async () => {
  const licence = id()
  await t.owner.query(
    `insert into licence (id, org_id, type, holder, number, valid_to, notice_days, status) values ($1, $2, 'permit', '某', 'D-1', '2029-06-30', '{30}', 'active')`,
    [licence, plant],
  )
  const [one, other] = await Promise.all([told('2029-05-31'), told('2029-05-31')])
  expect([...(one ?? []), ...(other ?? [])]).toHaveLength(1)
  await t.owner.query(`update licence set valid_to = '2030-06-30' where id = $1`, [licence])
  expect(await told('2030-05-31')).toEqual(['warn 证照还有 30 天到期 编号 D-1，有效期至 2030-06-30 → 管证人'])
})
