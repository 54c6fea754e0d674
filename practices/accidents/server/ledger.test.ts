import ExcelJS from 'exceljs'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Claims, Grants } from '#kernel/access/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { text } from '#kernel/text.ts'
import { makePerformer } from '#mechanisms/matters/index.ts'
import { buildHttp } from '#platform/http/index.ts'
import { testDb, type TestDb } from '#platform/testing.ts'
import { accidentKind } from '../accident-kind.ts'
import type { AccidentList, GradePage, MonthlyTable } from '../model.ts'
import { monthlyRoutes } from './monthly-routes.ts'
import { accidentRoutes } from './routes.ts'

let t: TestDb
let http: FastifyInstance
const id = (): string => uuidv7(Date.now())
const office = id()
const works: Grants = { 'accident.read': ['area'], 'accident.record': ['area'], 'accident.correct': ['area'] }
const post = (path: string, grants: Grants): Claims => ({
  personId: id(),
  postId: id(),
  orgId: office,
  role: 'r',
  path,
  sectors: null,
  grants,
})
const officer = post('990101', works)
const posts: Record<string, Claims> = {
  officer,
  clerk: post('990101002', { 'accident.read': ['area'], 'accident.record': ['area'] }),
  neighbour: post('990102', works),
  narrow: { ...post('990101', works), sectors: ['a'] },
  nobody: post('990101', {}),
}
const actorOf = (claims: Claims) => ({ personId: claims.personId, postId: claims.postId, orgId: claims.orgId, role: 'r', name: '张三' })
const performer = makePerformer({
  kinds: new Map([['accident', accidentKind]]),
  dueOf: () => () => new Date(0),
  hooks: new Map(),
  attach: async () => {},
})

async function enter(as: Claims, now: string, form: Record<string, unknown>): Promise<string> {
  const matterId = id()
  const whole = { category: 'industry', type: '机械致害', deaths: 0, serious: 0, poisoning: 0, lossWan: 10, what: '经过', ...form }
  await t.db.tx(as, (tx) =>
    performer.open(
      tx,
      { claims: as, actor: actorOf(as), now: new Date(now) },
      {
        id: id(),
        matterId,
        kind: 'accident',
        act: 'enter',
        form: whole,
        evidence: [],
        orgId: null,
        subjectId: null,
        parentId: null,
        place: null,
      },
    ),
  )
  return matterId
}

const act = (as: Claims, now: string, matterId: string, name: string, form: Record<string, unknown>): Promise<unknown> =>
  t.db.tx(as, (tx) =>
    performer.act(tx, { claims: as, actor: actorOf(as), now: new Date(now) }, matterId, {
      id: id(),
      act: name,
      form,
      evidence: [],
      place: null,
    }),
  )

async function get<R>(as: string, url: string): Promise<{ status: number; body: R }> {
  const answer = await http.inject({ method: 'GET', url, headers: { 'x-as': as } })
  return { status: answer.statusCode, body: answer.json() as R }
}

let first = ''
beforeAll(async () => {
  t = await testDb()
  await t.owner
    .query(`insert into division (path, code, name, level, parent, source) values ('990101', '990101', '甲县', 'county', null, 't'),
    ('990101001', '990101001', '东镇', 'town', '990101', 't'), ('990101002', '990101002', '西镇', 'town', '990101', 't'), ('990102', '990102', '乙县', 'county', null, 't')`)
  await t.owner.query(`insert into org (id, kind, name, path) values ('${office}', 'office', '某局', '990101')`)
  const deps = { secret: 'secret-of-the-test', sectors: [{ id: 'a', text: text('甲业', 'A') }] }
  http = await buildHttp({
    db: t.db,
    routes: [...monthlyRoutes(deps), ...accidentRoutes(deps)],
    now: () => new Date('2026-11-24T02:00:00Z'),
    nobody: post('', {}),
    authenticate: async (request) => {
      const claims = posts[String(request.headers['x-as'])]
      return claims ? { claims, actor: actorOf(claims), sessionId: 's', tokenScopes: null } : null
    },
  })
  first = await enter(officer, '2026-10-05T02:00:00Z', {
    occurredAt: '2026-10-03T08:00:00+08:00',
    path: '990101001',
    sector: 'a',
    deaths: 2,
    serious: 1,
  })
  await enter(officer, '2026-10-20T02:00:00Z', { occurredAt: '2026-10-19T08:00:00+08:00', path: '990101002', lossWan: undefined })
  await act(officer, '2026-11-02T02:00:00Z', first, 'followUp', { diedOn: '2026-11-02', newDeaths: 1, serious: 0, note: '医院死亡' })
  await enter(officer, '2026-11-05T02:00:00Z', {
    occurredAt: '2026-09-30T08:00:00+08:00',
    path: '990101001',
    category: 'road',
    type: '道路(轨道)车辆致害',
    deaths: 1,
  })
  const gone = await enter(officer, '2026-10-21T02:00:00Z', { occurredAt: '2026-10-20T08:00:00+08:00', path: '990101001', deaths: 1 })
  await act(officer, '2026-11-10T02:00:00Z', gone, 'remove', { reason: '属自然死亡', basis: '认定书' })
})
afterAll(async () => {
  await http.close()
  await t.drop()
})

test('the list: totals, filters and pages that together hold each accident once', async () => {
  const { body } = await get<AccidentList>('officer', '/api/accidents')
  expect(body.totals).toEqual({ accidents: 3, deaths: 4, serious: 0, lossWan: 20 })
  expect((await get<AccidentList>('officer', '/api/accidents?removed=true')).body.totals.accidents).toBe(4)
  expect((await get<AccidentList>('officer', '/api/accidents?category=road&from=2026-09-30&to=2026-09-30')).body.items).toHaveLength(1)
  expect((await get<AccidentList>('officer', '/api/accidents?grade=large')).body.items.map((i) => i.id)).toEqual([first])
  for (const sort of ['occurred', 'deaths', 'loss', 'recorded']) {
    const seen: string[] = []
    for (let after: string | null = ''; after !== null;) {
      const page: AccidentList = (
        await get<AccidentList>('officer', `/api/accidents?sort=${sort}&limit=1&after=${encodeURIComponent(after)}`)
      ).body
      seen.push(...page.items.map((i) => i.id))
      after = page.next
    }
    expect(new Set(seen).size).toBe(3)
    expect(seen).toHaveLength(3)
  }
})

test('what one may not see is not there', async () => {
  expect((await get<AccidentList>('neighbour', '/api/accidents')).body.items).toEqual([])
  expect((await get<AccidentList>('clerk', '/api/accidents')).body.items).toHaveLength(1)
  expect((await get('neighbour', `/api/accidents/${first}/grade`)).status).toBe(404)
  expect((await get('nobody', '/api/accidents')).status).toBe(403)
  await expect(
    act(posts['neighbour'] ?? officer, '2026-11-20T02:00:00Z', first, 'remove', { reason: '越权', basis: '无据' }),
  ).rejects.toThrow()
  await expect(
    enter(posts['clerk'] ?? officer, '2026-11-20T02:00:00Z', { occurredAt: '2026-11-19T08:00:00+08:00', path: '990101001' }),
  ).rejects.toThrow()
})

test('the grade with clause and steps; without the loss it cannot be judged', async () => {
  const { body } = await get<GradePage>('officer', `/api/accidents/${first}/grade`)
  expect(body).toMatchObject({ grade: 'large', windowEnds: '2026-11-02', windowDays: 30 })
  expect(body.clause).toContain('第三条')
  const second = (await get<AccidentList>('officer', '/api/accidents?path=990101002')).body.items[0]
  expect((await get<GradePage>('officer', `/api/accidents/${second?.id}/grade`)).body.because).toContain('直接经济损失')
})

test('a correction is a further act and what stood before stays', async () => {
  const { rows } = await t.owner.query(`select act, form->>'newDeaths' as n from act where matter_id = $1 order by seq`, [first])
  expect(rows).toEqual([
    { act: 'enter', n: null },
    { act: 'followUp', n: '1' },
  ])
})

test('November’s table closes the account: last + entered + corrected − removed = total', async () => {
  const { body } = await get<MonthlyTable>('officer', '/api/accidents/monthly?month=2026-11&by=town')
  expect(body.reconciliation).toEqual({
    last: { accidents: 3, deaths: 3, serious: 1, lossWan: 20 },
    entered: { accidents: 1, deaths: 1, serious: 0, lossWan: 10 },
    corrected: { accidents: 0, deaths: 1, serious: -1, lossWan: 0 },
    removed: { accidents: 1, deaths: 1, serious: 0, lossWan: 10 },
    total: { accidents: 3, deaths: 4, serious: 0, lossWan: 20 },
  })
  expect(body.rows.map((r) => [r.name.zh, r.year.accidents])).toEqual([
    ['东镇', 2],
    ['西镇', 1],
  ])
  expect(body.total.year).toEqual(body.reconciliation.total)
  const door = (await get<AccidentList>('officer', `/api${body.total.href}`)).body.totals
  expect(door.deaths).toBe(body.total.year.deaths)
})

test('a table that would miss accidents is not made', async () => {
  expect((await get('narrow', '/api/accidents/monthly?month=2026-11')).status).toBe(403)
  expect((await get('clerk', '/api/accidents/monthly?month=2026-11&path=990101')).status).toBe(404)
  expect((await get('officer', '/api/accidents/monthly?month=2026-12')).status).toBe(400)
})

test('papers: the ledger and the month as workbooks, the month as PDF', async () => {
  for (const [url, cell] of [
    ['/api/accidents/export.xlsx', '生产安全事故台账'],
    ['/api/accidents/monthly.xlsx?month=2026-11', '甲县生产安全事故统计月报表'],
  ] as const) {
    const answer = await http.inject({ method: 'GET', url, headers: { 'x-as': 'officer' } })
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(answer.rawPayload as never)
    expect(book.worksheets[0]?.getCell(1, 1).value).toBe(cell)
  }
  const paper = await http.inject({ method: 'GET', url: '/api/accidents/monthly.pdf?month=2026-11', headers: { 'x-as': 'officer' } })
  expect(paper.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
})
