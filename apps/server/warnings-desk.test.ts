import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import mammoth from 'mammoth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '#kernel/ids.ts'
import { APP_TEST_PASSWORD, testDb, type TestDb } from '#platform/testing.ts'
import { createAnlan, type Anlan } from './app.ts'
import { readConfig } from './config.ts'

/** The papers of the duty desk, through the routes: hand-over of a shift by two people, the analysis of a month. */
let t: TestDb
let anlan: Anlan
let folder: string
const id = (): string => uuidv7(Date.now())
const [office, plant] = [id(), id()]
const cookies = new Map<string, string>()
let clock = new Date('2026-11-20T00:00:00Z')

async function person(username: string, orgId: string, role: string, place: string): Promise<void> {
  const personId = id()
  await t.owner.query(`insert into person (id, name) values ('${personId}', '${username}')`)
  await t.owner.query(
    `insert into post (id, person_id, org_id, role, path, title) values ('${id()}', '${personId}', '${orgId}', '${role}', '${place}', '')`,
  )
  await anlan.signIn.createAccount({ personId, username, password: 'desk-test-2026' })
  const answer = await anlan.http.inject({
    method: 'POST',
    url: '/api/auth/sign-in/username',
    payload: { username, password: 'desk-test-2026' },
  })
  cookies.set(username, answer.cookies.map((c) => `${c.name}=${c.value}`).join('; '))
}

beforeAll(async () => {
  t = await testDb()
  folder = await mkdtemp(path.join(tmpdir(), 'anlan-desk-'))
  const config = readConfig({ ANLAN_DATA: folder, ANLAN_APP_PASSWORD: APP_TEST_PASSWORD, ANLAN_LOG: 'silent' }, ['--empty'])
  anlan = await createAnlan({ config, ownerUrl: t.ownerUrl, now: () => clock })
  await t.owner
    .query(`insert into org (id, kind, name, path, office_id, sector) values ('${office}', 'office', '某县局', '990101', null, null),
    ('${plant}', 'enterprise', '某化工厂', '990101001', '${office}', 'hazchem')`)
  await person('wan', office, 'duty', '990101')
  await person('zao', office, 'duty', '990101')
  await person('anquan', plant, 'safety', '990101001')
}, 120_000)
afterAll(async () => {
  await anlan.stop()
  await t.drop()
  await rm(folder, { recursive: true, force: true })
})

async function send<T>(
  who: string,
  method: 'GET' | 'POST',
  url: string,
  payload?: object,
): Promise<{ status: number; body: T; raw: Buffer }> {
  const headers = { cookie: cookies.get(who) ?? '' }
  const answer = await anlan.http.inject({ method, url, headers, ...(payload ? { payload } : {}) })
  const json = answer.headers['content-type']?.toString().includes('json') ?? false
  return { status: answer.statusCode, body: (json ? answer.json() : null) as T, raw: answer.rawPayload }
}

const raise = async (title: string, level: string, orgId: string | null = plant): Promise<string> => {
  const matterId = id()
  const { status } = await send('wan', 'POST', '/api/warnings', { id: id(), matterId, title, level, source: 'other', orgId })
  expect(status).toBe(200)
  return matterId
}
const act = (who: string, matterId: string, name: string, form: object = {}) =>
  send<{ state: string }>(who, 'POST', `/api/matters/${matterId}/acts`, { id: id(), act: name, form, evidence: [], place: null })

test('the hand-over says what is open and what was answered, and is signed by two', async () => {
  const first = await raise('2号罐液位异常', 'orange')
  await raise('大风蓝色提醒', 'blue', null)
  clock = new Date('2026-11-20T00:10:00Z')
  expect((await act('wan', first, 'receive')).status).toBe(200)
  clock = new Date('2026-11-20T08:00:00Z')
  const draft = (await send<{ open: string; answered: string; shift: string; waiting: unknown }>('wan', 'GET', '/api/warnings/handover'))
    .body
  expect(draft.waiting).toBeNull()
  expect(draft.shift).toBe('11-20 04:00 至 11-20 16:00')
  expect(draft.open.split('\n')).toEqual([
    expect.stringMatching(/橙色 2号罐液位异常（某化工厂），核实中，已超时（11-20 08:30）$/),
    expect.stringMatching(/蓝色 大风蓝色提醒，待接收，已超时/),
  ])
  expect(draft.answered).toMatch(/2号罐液位异常（某化工厂）：接收，现为核实中$/)

  const body = { id: id(), matterId: id(), remark: '2号罐检修队 20 时到' }
  expect((await send('wan', 'POST', '/api/warnings/handover', body)).status).toBe(200)
  expect((await send('wan', 'POST', '/api/warnings/handover', body)).status, 'sent again: the same note').toBe(200)
  expect((await send('zao', 'POST', '/api/warnings/handover', { ...body, id: id(), matterId: id() })).status).toBe(409)
  expect((await act('wan', body.matterId, 'takeOver')).status, 'not by who handed over').toBe(409)
  expect((await act('anquan', body.matterId, 'takeOver')).status, 'not by an enterprise').toBe(404)
  expect((await send('anquan', 'GET', '/api/warnings/handover')).status).toBe(403)
  expect((await act('zao', body.matterId, 'takeOver', { note: '已核对' })).status).toBe(200)
  const page = (
    await send<{ matter: { state: string; fields: Record<string, string> }; acts: { act: string; actor: { name: string } }[] }>(
      'zao',
      'GET',
      `/api/matters/${body.matterId}`,
    )
  ).body
  expect(page.matter.state).toBe('taken')
  expect(page.matter.fields).toMatchObject({ remark: '2号罐检修队 20 时到', open: draft.open })
  // The next shift begins where this one ended.
  clock = new Date('2026-11-20T16:00:00Z')
  expect((await send<{ shift: string }>('zao', 'GET', '/api/warnings/handover')).body.shift).toBe('11-20 16:00 至 11-21 00:00')
})

test('the analysis of a month is a Word file whose figures are those of the ledger', async () => {
  const wrong = await raise('探头进水', 'yellow')
  for (const [name, form] of [
    ['receive', {}],
    ['judgeFalse', { why: 'sensor', reason: '现场核对为探头进水' }],
  ] as const)
    expect((await act('zao', wrong, name, form)).status).toBe(200)
  const { status, raw } = await send('zao', 'GET', '/api/warnings/monthly.docx?month=2026-11')
  expect(status).toBe(200)
  const { value } = await mammoth.extractRawText({ buffer: raw })
  expect(value).toContain('2026 年 11 月预警分析报告')
  expect(value).toMatch(/本月发出预警 3(\[\d+\])? 件，上月 0 件/)
  expect(value).toMatch(/仪表故障\s+1/)
  expect(value).toContain('2号罐液位异常')
  expect(value).not.toContain('undefined')
  expect((await send('zao', 'GET', '/api/warnings/monthly.docx?month=2026-13')).status).toBe(400)
})
