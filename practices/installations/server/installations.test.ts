import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Claims, Grants } from '#kernel/access/index.ts'
import { addDeadline, makeCalendar } from '#kernel/calendar/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import type { MatterKind } from '#kernel/matter/index.ts'
import { makePerformer, type Doer } from '#mechanisms/matters/index.ts'
import { sql } from '#platform/db/index.ts'
import { buildHttp, type Session } from '#platform/http/index.ts'
import { testDb, type TestDb } from '#platform/testing.ts'
import { dutyKind } from '../duty-kind.ts'
import { filingKind } from '../filing-kind.ts'
import { noticeKind } from '../notice-kind.ts'
import { pledgeKind } from '../pledge-kind.ts'
import { NOT_MAJOR } from '../ranks.ts'
import { askReassessments, assignDuties, assignPledges, sweepInstallations } from './clock.ts'
import { filingHook, noticeHook, pledgeHook } from './hooks.ts'
import { pledgeRoutes } from './pledge-routes.ts'
import { installationRoutes } from './routes.ts'

let t: TestDb
let http: FastifyInstance
const id = (): string => uuidv7(Date.now())
const [office, plant, other, boss] = [id(), id(), id(), id()]
const kinds = new Map<string, MatterKind>([filingKind, noticeKind, dutyKind, pledgeKind].map((k) => [k.id, k]))
const objects = ['installation', 'hazard', 'org', 'subject', 'person', ...kinds.keys()]
const reads = (scope: 'office' | 'area' | 'all'): Grants => Object.fromEntries(objects.map((o) => [`${o}.read`, [scope]]))
const system = (now: Date): Doer => ({
  claims: {
    personId: boss,
    postId: boss,
    orgId: boss,
    role: 's',
    path: '',
    sectors: null,
    grants: {
      ...reads('all'),
      'installation-filing.require': ['all'],
      'guarantee-duty.assign': ['all'],
      'safety-pledge.assign': ['all'],
    },
  },
  actor: { personId: boss, postId: boss, orgId: boss, role: 's', name: '系统' },
  now,
  system: true,
})
const work = async () => ({ hotSpecial: 0, hot1: 1, hot2: 2, confined: 0, otherWork: 3 })
const calendar = makeCalendar()
const performer = makePerformer({
  kinds,
  dueOf: () => (start, rule) => ('at' in rule ? new Date(rule.at) : addDeadline(start, rule.term, calendar).dueAt),
  hooks: new Map([
    ['installation-filing', filingHook(system)],
    ['installation-notice', noticeHook],
    ['safety-pledge', pledgeHook(work)],
  ]),
  attach: async () => {},
})
const clock = { now: new Date('2026-11-23T00:00:00Z') }
const sessions = new Map<string, Session>()
const deps = () => ({ db: t.db, performer, calendar: () => calendar, system })
const photo = { hash: 'a'.repeat(64), name: 'p.jpg', mediaType: 'image/jpeg', size: 1 }

function post(name: string, orgId: string, path: string, grants: Grants): Doer {
  const personId = id()
  const claims: Claims = { personId, postId: personId, orgId, role: 'r', path, sectors: null, grants }
  const actor = { personId, postId: personId, orgId, role: 'r', name }
  sessions.set(name, { claims, actor, sessionId: name, tokenScopes: null })
  return { claims, actor, now: clock.now }
}

const edit = (scope: 'office' | 'area'): Grants => ({
  ...reads(scope),
  'installation.edit': [scope],
  'installation-filing.apply': [scope],
  'installation-notice.apply': [scope],
})
let safety: Doer, principal: Doer, officer: Doer, foreign: Doer

beforeAll(async () => {
  t = await testDb()
  await t.owner.query(`insert into org (id, kind, name, path) values ('${office}', 'office', '某局', '990101')`)
  for (const [org, name] of [
    [plant, '甲厂'],
    [other, '乙厂'],
  ])
    await t.owner.query(
      `insert into org (id, kind, name, path, office_id, sector) values ('${org}', 'enterprise', '${name}', '990101001', '${office}', 'hazchem')`,
    )
  safety = post('safety', plant, '990101001', edit('office'))
  foreign = post('foreign', other, '990101001', edit('office'))
  principal = post('principal', plant, '990101001', {
    ...edit('office'),
    'safety-pledge.sign': ['office'],
    'installation-notice.approve': ['office'],
    'guarantee-duty.do': ['self'],
  })
  officer = post('officer', office, '990101', { ...reads('area'), 'installation-filing.review': ['area'] })
  await t.owner.query(`insert into role (id, text, home, grants) values ('r', '{}', 'plant', '{}')`)
  for (const doer of [safety, principal]) {
    await t.owner.query(`insert into person (id, name) values ('${doer.actor.personId}', '${doer.actor.name}')`)
    await t.owner.query(
      `insert into post (id, person_id, org_id, role, path) values ('${doer.actor.postId}', '${doer.actor.personId}', '${plant}', 'r', '990101001')`,
    )
  }
  const nobody: Claims = { personId: '', postId: '', orgId: '', role: '', path: '', sectors: [], grants: {} }
  http = await buildHttp({
    db: t.db,
    routes: [...installationRoutes({ performer, system }), ...pledgeRoutes({ db: t.db, systemClaims: system(clock.now).claims, work })],
    now: () => clock.now,
    nobody,
    authenticate: async (request) => sessions.get(String(request.headers['x-as'])) ?? null,
  })
})
afterAll(async () => {
  await http.close()
  await t.drop()
})

async function send<T = Record<string, unknown>>(as: string, method: 'GET' | 'POST' | 'PATCH' | 'PUT', url: string, body?: unknown) {
  const answer = await http.inject({ method, url, headers: { 'x-as': as }, ...(body === undefined ? {} : { payload: body as object }) })
  return { status: answer.statusCode, body: answer.json() as T }
}
const rows = <T>(statement: ReturnType<typeof sql>): Promise<T[]> => t.db.read<T>(system(clock.now).claims, statement)
const act = (by: Doer, matterId: string, name: string, form: object, evidence: (typeof photo)[] = []) =>
  t.db.tx(by.claims, (tx) =>
    performer.act(tx, { ...by, now: clock.now }, matterId, { id: id(), act: name, form: { ...form }, evidence, place: null }),
  )
const filings = (installation: string) =>
  rows<{ id: string; state: string; purpose: string; rank: number }>(
    sql`select id, state, fields->>'purpose' as purpose, (fields->>'rank')::int as rank from matter where kind = 'installation-filing' and fields->>'installationId' = ${installation} order by no`,
  )

const tank = { id: id(), label: 'V-101', substance: '液氨', quantityT: 8 }
const unit = id()

test('a unit below the threshold is none; a larger tank crosses it, is graded with its working and asks for filing', async () => {
  const made = await send('safety', 'POST', '/api/installations', {
    id: unit,
    orgId: plant,
    name: '液氨罐区',
    unit: 'storage',
    population500m: 60,
    items: [tank],
  })
  expect(made).toMatchObject({ status: 200, body: { rank: NOT_MAJOR } })
  expect(await filings(unit)).toEqual([])
  clock.now = new Date('2026-11-23T03:00:00Z')
  const saved = await send<{ rank: number; version: number }>('safety', 'PUT', `/api/installations/${unit}/inventory`, {
    version: made.body['version'],
    items: [{ ...tank, quantityT: 80 }],
  })
  expect(saved).toMatchObject({ status: 200, body: { rank: 3 } })
  const page = await send<Record<string, never>>('safety', 'GET', `/api/installations/${unit}`)
  expect(page.body).toMatchObject({
    installation: { s: 8, alpha: 1.5, r: 24, rank: 3 },
    grading: { lines: [{ q: 80, Q: 10, beta: 2, ratio: 8, weighted: 16 }] },
    history: [{ rank: 3, changes: [{ from: '8 t', to: '80 t' }] }, { rank: NOT_MAJOR }],
    editable: true,
  })
  expect(await filings(unit)).toMatchObject([{ state: 'due', purpose: 'first', rank: 3 }])
})

test('by date: the inventory of that day, and before the first grading nothing is known', async () => {
  const on = (day: string) =>
    send<{ known: boolean; grading: { rank: number } | null }>('safety', 'GET', `/api/installations/${unit}/working?on=${day}`)
  expect((await on('2026-11-23')).body).toMatchObject({ known: true, grading: { rank: 3 } })
  expect((await on('2026-11-22')).body).toEqual({ known: false, grading: null })
})

test('a stale version, a class that does not exist and a foreign enterprise are refused', async () => {
  const put = (as: string, version: number, more: object = {}) =>
    send(as, 'PUT', `/api/installations/${unit}/inventory`, { version, items: [{ ...tank, ...more }] })
  expect((await put('safety', 1)).status).toBe(409)
  const [{ version }] = (await rows<{ version: number }>(sql`select version from installation where id = ${unit}::uuid`)) as [
    { version: number },
  ]
  const bad = await put('safety', version, { classes: ['X9'] })
  expect(bad.status).toBe(400)
  expect(JSON.stringify(bad.body)).toContain('W5.3')
  expect((await put('foreign', version)).status).toBe(404)
  expect((await send('foreign', 'GET', `/api/installations/${unit}`)).status).toBe(404)
  expect((await send<{ items: unknown[] }>('foreign', 'GET', '/api/installations')).body.items).toEqual([])
  expect((await send('foreign', 'POST', '/api/installations', { id: id(), orgId: plant, name: '别家', unit: 'storage' })).status).toBe(404)
})

test('filed with its documents, entered into the ledger; a new level asks again, the stale one is followed by the right one', async () => {
  const [filing] = await filings(unit)
  if (!filing) throw new Error('no filing')
  await act(safety, filing.id, 'report', { reportDone: '2026-11-23', assessor: '某评价公司' }, [photo])
  const [due] = await rows<{ due: string }>(sql`select due_at as due from matter where id = ${filing.id}::uuid`)
  expect(due?.due).toBe('2026-12-08T09:00:00.000Z')
  await act(safety, filing.id, 'submit', { documents: ['grading', 'report'] }, [photo])
  const page = await send<{ installation: { version: number } }>('safety', 'GET', `/api/installations/${unit}`)
  await send('safety', 'PUT', `/api/installations/${unit}/inventory`, {
    version: page.body.installation.version,
    items: [{ ...tank, quantityT: 200 }],
  })
  await act(officer, filing.id, 'accept', { filingNumber: 'BA-1' })
  expect(await filings(unit)).toMatchObject([
    { state: 'filed', rank: 3 },
    { state: 'due', purpose: 'change', rank: 2 },
  ])
  const after = await send('officer', 'GET', `/api/installations/${unit}`)
  expect(after.body).toMatchObject({
    installation: { rank: 2, filedRank: 3, filingNumber: 'BA-1', assessedOn: '2026-11-23' },
    editable: false,
  })
  expect((await send('officer', 'GET', '/api/installations/counts')).body).toMatchObject({
    ranks: { 2: 1 },
    unfiled: 1,
    unnamed: 1,
    reassess: 0,
  })
})

test('duties: made once for the persons named, done by that person alone, missed ones are listed', async () => {
  const page = await send<{ installation: { version: number } }>('safety', 'GET', `/api/installations/${unit}`)
  const person = (doer: Doer) => ({ id: doer.actor.personId, name: doer.actor.name, title: '', phone: '' })
  const patch = { version: page.body.installation.version, operation: person(principal), technical: person(safety) }
  expect(
    (await send('safety', 'PATCH', `/api/installations/${unit}`, { ...patch, principal: { ...person(principal), id: id() } })).status,
  ).toBe(400)
  expect((await send('safety', 'PATCH', `/api/installations/${unit}`, patch)).status).toBe(200)
  expect(await assignDuties(deps(), '2026-11-23', clock.now)).toBe(1)
  expect(await assignDuties(deps(), '2026-11-23', clock.now)).toBe(0)
  const [duty] = await rows<{ id: string }>(sql`select id from matter where kind = 'guarantee-duty'`)
  if (!duty) throw new Error('no duty')
  await expect(act(safety, duty.id, 'checkIn', { seen: '罐区', hazards: 0 }, [photo])).rejects.toMatchObject({ status: 404 })
  await expect(act(principal, duty.id, 'checkIn', { seen: '看了液位和围堰' })).rejects.toMatchObject({ status: 409 })
  clock.now = new Date('2026-11-28T00:00:00Z')
  expect((await sweepInstallations(deps(), clock.now)).missed).toBe(1)
  const list = await send<{ items: object[] }>('officer', 'GET', '/api/guarantee/missed?days=30')
  expect(list.body.items).toMatchObject([{ role: 'operation', person: 'principal', due: 1, missed: 1 }])
  await act(principal, duty.id, 'checkInLate', { seen: '补看了液位和围堰' }, [photo])
  expect((await send<{ items: object[] }>('officer', 'GET', '/api/guarantee/missed')).body.items).toMatchObject([{ missed: 0, late: 1 }])
})

test('the pledge: half written from the records, signed with a reason where it differs, refused when the record moved on', async () => {
  expect(await assignPledges(deps(), '2026-11-28', clock.now)).toBe(1)
  const [pledge] = await rows<{ id: string }>(sql`select id from matter where kind = 'safety-pledge'`)
  if (!pledge) throw new Error('no pledge')
  type Draft = { lines: { name: string; value: unknown; why: { zh: string } }[]; statement: string }
  const { body: draft } = await send<Draft>('principal', 'GET', `/api/pledges/${pledge.id}/draft`)
  const drafted = Object.fromEntries(draft.lines.map((l) => [l.name, l.value]))
  expect(drafted).toMatchObject({ units: 0, hot2: 2, openHazards: 0, safe: true, startStop: null })
  expect(draft.lines.every((l) => l.why.zh.length > 3)).toBe(true)
  const figures = { ...drafted, startStop: false }
  const sign = (by: Doer, more: object) => act(by, pledge.id, 'sign', { figures, drafted, statement: draft.statement, ...more })
  await expect(sign(safety, {})).rejects.toMatchObject({ status: 404 })
  await expect(sign(principal, { figures: { ...figures, units: 2 } })).rejects.toMatchObject({ status: 409 })
  await expect(sign(principal, { figures: { ...figures, hot1: 0 } })).rejects.toMatchObject({ status: 409 })
  await expect(sign(principal, { drafted: { ...drafted, hot2: 9 }, corrections: '改了' })).rejects.toMatchObject({ status: 409 })
  await sign(principal, { figures: { ...figures, hot1: 0 }, corrections: '一级动火已取消' })
  const open = await send<{ items: object[]; missing: string[] }>('nobody', 'GET', '/api/public/pledges?day=2026-11-28')
  expect(open).toMatchObject({ status: 200, body: { items: [{ orgName: '甲厂', late: false, signer: 'principal' }], missing: [] } })
  expect(Object.keys(open.body.items[0] ?? {}).sort()).toEqual(['day', 'figures', 'late', 'orgName', 'signedAt', 'signer', 'statement'])
})

test('who did not pledge by the hour is named, and the day after it lapses', async () => {
  clock.now = new Date('2026-11-29T00:00:00Z')
  await assignPledges(deps(), '2026-11-29', clock.now)
  clock.now = new Date('2026-11-29T02:00:01Z')
  await sweepInstallations(deps(), clock.now)
  expect((await send<{ missing: string[] }>('nobody', 'GET', '/api/public/pledges')).body.missing).toEqual(['甲厂'])
  clock.now = new Date('2026-11-30T00:00:00Z')
  expect((await sweepInstallations(deps(), clock.now)).lapsed).toBe(1)
  expect((await send<{ items: { state: string }[] }>('officer', 'GET', '/api/pledges?day=2026-11-29')).body.items).toMatchObject([
    { state: 'lapsed' },
  ])
})

test('a bypass is approved by another than who asked, and its installation must be the enterprise’s own', async () => {
  const form = {
    installationId: unit,
    installation: '液氨罐区',
    what: 'interlock',
    tag: 'LSHH-101',
    reason: '变送器故障',
    measures: '人工每 15 分钟巡检',
    until: '2026-12-05',
  }
  const open = (by: Doer, more: object) => {
    const request = {
      id: id(),
      matterId: id(),
      kind: 'installation-notice',
      act: 'apply',
      orgId: by.claims.orgId,
      subjectId: null,
      parentId: null,
      place: null,
      evidence: [],
      form: { ...form, ...more },
    }
    return t.db.tx(by.claims, (tx) => performer.open(tx, { ...by, now: clock.now }, request))
  }
  await expect(open(foreign, {})).rejects.toMatchObject({ status: 400 })
  const { matterId } = await open(safety, {})
  await expect(act(safety, matterId, 'approve', { reason: '同意' })).rejects.toMatchObject({ status: 404 })
  const mine = (await open(principal, {})).matterId
  await expect(act(principal, mine, 'approve', { reason: '同意' })).rejects.toMatchObject({ status: 409 })
  await act(principal, matterId, 'approve', { reason: '同意，落实监护' })
  const [row] = await rows<{ due: string; state: string }>(sql`select due_at as due, state from matter where id = ${matterId}::uuid`)
  expect(row).toEqual({ due: '2026-12-05T09:00:00.000Z', state: 'inForce' })
})

test('three years after the assessment the clock asks for the next, once', async () => {
  const [open] = (await filings(unit)).filter((f) => f.state === 'due')
  if (open) await act(officer, open.id, 'withdraw', { reason: '测试' })
  await t.owner.query(`update installation set assessed_on = '2024-03-10', filed_rank = rank`)
  expect(await askReassessments(deps(), clock.now)).toBe(0)
  const later = new Date('2026-12-10T00:00:00Z')
  expect(await askReassessments(deps(), later)).toBe(1)
  expect(await askReassessments(deps(), later)).toBe(0)
  expect((await filings(unit)).at(-1)).toMatchObject({ purpose: 'reassess', state: 'due' })
})
