import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, cstDate } from '#kernel/calendar/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { itemsOf } from '#kernel/score/index.ts'
import type { Answers, AssessmentPage, SheetChoice, StandingList } from '#mechanisms/scoring/index.ts'
import type { z } from 'zod'
import { APP_TEST_PASSWORD, testDb, type TestDb } from '#platform/testing.ts'
import { sql } from '#platform/db/index.ts'
import { createAnlan, type Anlan } from './app.ts'
import { readConfig } from './config.ts'
import { parkAllows, wiredSheets } from './scoring.ts'

/** Scoring through the routes: self-scored with what the records say, reviewed by another house, published, printed. */
let t: TestDb
let anlan: Anlan
let folder: string
const id = (): string => uuidv7(Date.now())
const [office, park, plant, other] = [id(), id(), id(), id()]
const cookies = new Map<string, string>()
const today = cstDate(new Date())

async function person(username: string, orgId: string, role: string, place: string): Promise<void> {
  const personId = id()
  await t.owner.query(`insert into person (id, name) values ('${personId}', '${username}')`)
  await t.owner.query(
    `insert into post (id, person_id, org_id, role, path) values ('${id()}', '${personId}', '${orgId}', '${role}', '${place}')`,
  )
  await anlan.signIn.createAccount({ personId, username, password: 'score-test-2026' })
  const url = '/api/auth/sign-in/username'
  const answer = await anlan.http.inject({ method: 'POST', url, payload: { username, password: 'score-test-2026' } })
  cookies.set(username, answer.cookies.map((c) => `${c.name}=${c.value}`).join('; '))
}

beforeAll(async () => {
  t = await testDb()
  folder = await mkdtemp(path.join(tmpdir(), 'anlan-scoring-'))
  const config = readConfig({ ANLAN_DATA: folder, ANLAN_APP_PASSWORD: APP_TEST_PASSWORD, ANLAN_LOG: 'silent' }, ['--empty'])
  anlan = await createAnlan({ config, ownerUrl: t.ownerUrl })
  const org = (key: string, kind: string, name: string, place: string, above: string | null): Promise<unknown> =>
    t.owner.query(
      `insert into org (id, kind, name, path, office_id, sector) values ('${key}', '${kind}', '${name}', '${place}',
        ${above ? `'${above}'` : 'null'}, ${kind === 'office' ? 'null' : "'hazchem'"})`,
    )
  await org(office, 'office', '某县局', '990101', null)
  await org(park, 'office', '某园区', '990101002', office)
  await org(plant, 'enterprise', '某厂', '990101001', office)
  await org(other, 'enterprise', '另一厂', '990101001', office)
  // Three licences of the plant, one of them over.
  for (const [number, to] of [
    ['1', addDays(today, 30)],
    ['2', addDays(today, 0)],
    ['3', addDays(today, -1)],
  ]) {
    await t.owner.query(
      `insert into licence (id, org_id, type, holder, number, valid_to) values ('${id()}', '${plant}', 'x', 'org', '${number}', '${to}')`,
    )
  }
  await person('anquan', plant, 'safety', '990101001')
  await person('bie', other, 'safety', '990101001')
  await person('ju', office, 'officer', '990101')
  await person('yuan', park, 'clerk', '990101002')
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
  const answer = await anlan.http.inject({ method, url, headers: { cookie: cookies.get(who) ?? '' }, ...(payload ? { payload } : {}) })
  const json = answer.headers['content-type']?.toString().includes('json') ?? false
  return { status: answer.statusCode, body: (json ? answer.json() : null) as T, raw: answer.rawPayload }
}

async function start(who: string, orgId: string, sheet: string, day = today): Promise<{ status: number; id: string }> {
  const matterId = id()
  const { status } = await send(who, 'POST', '/api/matters', {
    id: id(),
    matterId,
    kind: 'assessment',
    act: 'start',
    orgId,
    parentId: null,
    subjectId: null,
    form: { sheet, day },
    evidence: [],
    place: null,
  })
  return { status, id: matterId }
}
const page = async (who: string, of: string): Promise<AssessmentPage> =>
  (await send<AssessmentPage>(who, 'GET', `/api/assessments/${of}`)).body
const act = async (who: string, of: string, name: string, form: object): Promise<number> =>
  (await send(who, 'POST', `/api/matters/${of}/acts`, { id: id(), act: name, form, evidence: [], place: null })).status

/** Full points where the records say nothing, theirs elsewhere. */
function filled(p: AssessmentPage, veto = false): Answers {
  const points = Object.fromEntries(itemsOf(p.sheet).map((i) => [i.id, p.facts.find((f) => f.item === i.id)?.points ?? i.points] as const))
  return { points, vetoes: Object.fromEntries(p.sheet.vetoes.map((v) => [v.id, veto])), notes: {} }
}
const foundOf = (p: AssessmentPage) => Object.fromEntries(p.facts.map((f) => [f.item, f.share]))

describe('standardization from self-scoring to publication', () => {
  let score = ''
  test('the sheet in force on the day is the one used, and stored with its version', async () => {
    const { items } = (await send<{ items: SheetChoice[] }>('anquan', 'GET', '/api/scoring/sheets')).body
    expect(items.map((s) => s.id).sort()).toEqual(['credit', 'drill', 'standardization'])
    score = (await start('anquan', plant, 'standardization')).id
    expect((await page('anquan', score)).sheet.version).toBe('GB/T 33000-2025')
    const old = await start('anquan', plant, 'standardization', '2025-10-30')
    expect((await page('anquan', old.id)).sheet.version).toBe('GB/T 33000-2016')
  })

  test('a day to come, an unknown sheet, a sheet for others and the house of others are refused', async () => {
    expect((await start('anquan', plant, 'standardization', addDays(today, 1))).status).toBe(409)
    expect((await start('anquan', plant, 'nothing')).status).toBe(409)
    expect((await start('anquan', plant, 'chemical-park')).status).toBe(400)
    expect((await start('bie', plant, 'standardization')).status).toBe(404)
  })

  test('what the records know is filled in with the list behind it', async () => {
    const fact = (await page('anquan', score)).facts.find((f) => f.item === '9.1')
    expect(fact?.share).toBeCloseTo(2 / 3, 10)
    expect(fact).toMatchObject({ points: 6.7, href: `/registry/${plant}` })
    expect(fact?.why.zh).toContain('2 ÷ 3')
    expect((await page('anquan', score)).facts.find((f) => f.item === '8.2')).toMatchObject({ share: null, points: null })
  })

  test('a foreign enterprise finds nothing, on any door', async () => {
    expect((await send('bie', 'GET', `/api/assessments/${score}`)).status).toBe(404)
    expect((await send('bie', 'GET', `/api/assessments/${score}/paper.pdf`)).status).toBe(404)
    expect((await send('bie', 'GET', `/api/orgs/${plant}/standing`)).status).toBe(404)
    expect((await send<{ items: unknown[] }>('bie', 'GET', '/api/assessments')).body.items).toEqual([])
    const p = await page('anquan', score)
    expect(await act('bie', score, 'submit', { answers: filled(p), found: foundOf(p) })).toBe(404)
  })

  test('handed in whole, with a reason where it differs from the records, and with what they say now', async () => {
    const p = await page('anquan', score)
    const answers = filled(p)
    const { '4.1': _open, ...rest } = answers.points
    expect(await act('anquan', score, 'submit', { answers: { ...answers, points: rest }, found: foundOf(p) })).toBe(409)
    const better = { ...answers, points: { ...answers.points, '9.1': 10 } }
    expect(await act('anquan', score, 'submit', { answers: better, found: foundOf(p) })).toBe(409)
    expect(await act('anquan', score, 'submit', { answers: better, found: { ...foundOf(p), '9.1': 1 } })).toBe(409)
    // The office may see it, and still the party scores itself.
    expect(await act('ju', score, 'submit', { answers, found: foundOf(p) })).toBe(409)
    const notes = { '9.1': '一本已换证，还没登记' }
    expect(await act('anquan', score, 'submit', { answers: { ...better, notes }, found: foundOf(p) })).toBe(200)
    expect((await page('ju', score)).selfResult).toMatchObject({ value: 100, band: 'level1', status: 'uncertain' })
  })

  test('nobody reviews the own house; a change needs a reason; it goes back and comes again', async () => {
    const p = await page('ju', score)
    const self = p.self as Answers
    expect(p.may.sort()).toEqual(['return', 'review', 'void'])
    expect(await act('anquan', score, 'review', { answers: self })).toBe(404)
    expect(await act('ju', score, 'return', { reason: '请补培训记录' })).toBe(200)
    expect(await page('anquan', score)).toMatchObject({ reason: '请补培训记录', row: { state: 'scoring' } })
    expect(await act('anquan', score, 'submit', { answers: self, found: foundOf(p) })).toBe(200)
    const less = { ...self, points: { ...self.points, '9.1': 6.7 }, notes: {} }
    expect(await act('ju', score, 'review', { answers: less })).toBe(409)
    expect(await act('ju', score, 'review', { answers: { ...less, notes: { '9.1': '以记录为准' } } })).toBe(200)
    const after = await page('ju', score)
    expect(after.changed).toEqual(['9.1'])
    // 32 items of 10 points: (320 − 3.3) ÷ 320
    expect(after.result?.value).toBeCloseTo((316.7 / 320) * 100, 4)
    expect(after.result?.steps.map((s) => s.zh).join()).toContain('9 人员管理：26.7 ÷ 30')
    expect(await act('anquan', score, 'publish', {})).toBe(404)
    expect(await act('ju', score, 'publish', {})).toBe(200)
  })

  test.each([
    ['pdf', '%PDF'],
    ['docx', 'PK'],
    ['xlsx', 'PK'],
  ])('prints as %s', async (format, begins) => {
    const { status, raw } = await send('anquan', 'GET', `/api/assessments/${score}/paper.${format}`)
    expect(status).toBe(200)
    expect(raw.subarray(0, begins.length).toString()).toBe(begins)
    expect(raw.length).toBeGreaterThan(3000)
  })

  test('the record keeps the sheet: what is stored equals the fold and carries the version', async () => {
    const { rows } = await t.owner.query(`select fields->>'sheetVersion' as v, level from matter where id = '${score}'`)
    expect(rows[0]).toEqual({ v: 'GB/T 33000-2025', level: 'blue' })
  })
})

test('a park of grade A takes no new project, with the clause; an unscored one cannot be judged', async () => {
  const read = <T>(statement: ReturnType<typeof sql>): Promise<T[]> => anlan.db.read<T>(anlan.systemClaims, statement)
  expect((await parkAllows(read, park)).allowed).toBe('cannot-judge')
  const of = (await start('yuan', park, 'chemical-park')).id
  const p = await page('yuan', of)
  const scored = (total: number): Answers => ({ ...filled(p), points: { total } })
  expect(await act('yuan', of, 'submit', { answers: scored(59.9), found: foundOf(p) })).toBe(200)
  expect(await act('ju', of, 'review', { answers: scored(59.9) })).toBe(200)
  expect((await parkAllows(read, park)).allowed).toBe('cannot-judge')
  expect(await act('ju', of, 'publish', {})).toBe(200)
  const standing = await parkAllows(read, park)
  expect(standing).toMatchObject({ allowed: 'no', assessmentId: of, clause: { status: 'from-knowledge' } })
  const { body } = await send<z.output<typeof StandingList>>('yuan', 'GET', `/api/orgs/${park}/standing`)
  expect(body.standings.map((s) => s.allowed)).toEqual(['no'])
  expect(body.published[0]?.band?.id).toBe('A')
})

test('the sheets as delivered are sound, and each says how sure its points are', () => {
  const sheets = wiredSheets()
  expect(sheets).toHaveLength(6)
  expect(sheets.filter((s) => s.pointsFrom.status !== 'uncertain')).toEqual([])
})
