import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '#kernel/ids.ts'
import { APP_TEST_PASSWORD, testDb, type TestDb } from '#platform/testing.ts'
import { createAnlan, type Anlan } from './app.ts'
import { readConfig } from './config.ts'

/** One transaction: record, audit, outbox and the answer kept for a repeat stand or fall together. */
let t: TestDb
let anlan: Anlan
let folder: string
let cookie: string
const office = uuidv7(Date.now())
const plant = uuidv7(Date.now())
const person = uuidv7(Date.now())

beforeAll(async () => {
  t = await testDb()
  folder = await mkdtemp(path.join(tmpdir(), 'anlan-atomic-'))
  const config = readConfig({ ANLAN_DATA: folder, ANLAN_APP_PASSWORD: APP_TEST_PASSWORD, ANLAN_LOG: 'silent' }, ['--empty'])
  anlan = await createAnlan({ config, ownerUrl: t.ownerUrl })
  await t.owner.query(`insert into org (id, kind, name, path) values ('${office}', 'office', '某镇应急所', '990101001')`)
  await t.owner.query(
    `insert into org (id, kind, name, path, office_id, sector) values ('${plant}', 'enterprise', '某厂', '990101001', '${office}', 'fire')`,
  )
  await t.owner.query(`insert into person (id, name) values ('${person}', '测试员')`)
  await t.owner.query(
    `insert into post (id, person_id, org_id, role, path) values ('${uuidv7(Date.now())}', '${person}', '${office}', 'clerk', '990101001')`,
  )
  await anlan.signIn.createAccount({ personId: person, username: 'clerk', password: 'atomic-test-2026' })
  const answer = await anlan.http.inject({
    method: 'POST',
    url: '/api/auth/sign-in/username',
    payload: { username: 'clerk', password: 'atomic-test-2026' },
  })
  cookie = answer.cookies.map((c) => `${c.name}=${c.value}`).join('; ')
}, 120_000)
afterAll(async () => {
  await anlan.stop()
  await t.drop()
  await rm(folder, { recursive: true, force: true })
})

const finding = () => ({
  id: uuidv7(Date.now()),
  matterId: uuidv7(Date.now()),
  kind: 'hazard',
  act: 'find',
  orgId: plant,
  form: { what: '通道堵塞', level: 'general', deadline: new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10) },
})

const post = (payload: object, key?: string) =>
  anlan.http.inject({
    method: 'POST',
    url: '/api/matters',
    payload,
    headers: { cookie, ...(key ? { 'idempotency-key': key } : {}) },
  })

const counts = async () =>
  (
    await t.owner.query(
      `select (select count(*)::int from matter) as matters, (select count(*)::int from act) as acts,
        (select count(*)::int from outbox where topic = 'matter.act') as events,
        (select count(*)::int from audit where name = 'matter.open') as audits`,
    )
  ).rows[0] as { matters: number; acts: number; events: number; audits: number }

test('record, audit and event are written together', async () => {
  const before = await counts()
  expect((await post(finding())).statusCode).toBe(200)
  const after = await counts()
  expect(after).toEqual({ matters: before.matters + 1, acts: before.acts + 1, events: before.events + 1, audits: before.audits + 1 })
})

test('when the audit cannot be written nothing has happened, and the user is told calmly', async () => {
  await t.owner.query('revoke insert on audit from anlan_app')
  const before = await counts()
  const answer = await post(finding())
  await t.owner.query('grant insert on audit to anlan_app')
  expect(answer.statusCode).toBeGreaterThanOrEqual(400)
  expect(answer.headers['content-type']).toContain('application/problem+json')
  expect(await counts()).toEqual(before)
  expect((await post(finding())).statusCode).toBe(200)
})

test('a repeated key gives the first answer; the same key with other content is refused', async () => {
  const one = finding()
  const first = await post(one, 'k-1')
  const again = await post(one, 'k-1')
  expect(again.json()).toEqual(first.json())
  const other = await post({ ...one, form: { ...one.form, what: '另一处' } }, 'k-1')
  expect(other.statusCode).toBe(409)
})

test('bad input names the field in the language of the user and changes nothing', async () => {
  const before = await counts()
  const bad = { ...finding(), form: { what: '', level: 'general', deadline: '2026-13-01' } }
  const zh = await anlan.http.inject({ method: 'POST', url: '/api/matters', payload: bad, headers: { cookie, 'accept-language': 'zh-CN' } })
  const en = await anlan.http.inject({ method: 'POST', url: '/api/matters', payload: bad, headers: { cookie, 'accept-language': 'en' } })
  expect(zh.statusCode).toBe(400)
  expect(
    zh
      .json()
      .errors.map((e: { field: string }) => e.field)
      .sort(),
  ).toEqual(['form.deadline', 'form.what'])
  expect(
    zh
      .json()
      .errors.map((e: { message: string }) => e.message)
      .join(),
  ).toContain('整改期限')
  expect(
    en
      .json()
      .errors.map((e: { message: string }) => e.message)
      .join(),
  ).toContain('To be rectified by')
  expect(await counts()).toEqual(before)
})
