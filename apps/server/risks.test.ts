import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, cstDate } from '#kernel/calendar/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { APP_TEST_PASSWORD, testDb, type TestDb } from '#platform/testing.ts'
import { assignChecks } from '#practices/hazards/index.ts'
import { assignReports, controlLists, levelsAt, openYearlyReviews, type PointPage } from '#practices/risks/index.ts'
import { createAnlan, type Anlan } from './app.ts'
import { readConfig } from './config.ts'

/** The enterprise half of risk control, by its own people through the routes: grade, control, check, find, re-assess, report. */
let t: TestDb
let anlan: Anlan
let folder: string
const id = (): string => uuidv7(Date.now())
const [office, plant, other] = [id(), id(), id()]
const cookies = new Map<string, string>()
let clock = new Date()

async function person(username: string, orgId: string, role: string, place: string, title = ''): Promise<void> {
  const personId = id()
  await t.owner.query(`insert into person (id, name) values ('${personId}', '${username}')`)
  await t.owner.query(
    `insert into post (id, person_id, org_id, role, path, title) values ('${id()}', '${personId}', '${orgId}', '${role}', '${place}', '${title}')`,
  )
  await anlan.signIn.createAccount({ personId, username, password: 'risk-test-2026' })
  const url = '/api/auth/sign-in/username'
  const answer = await anlan.http.inject({ method: 'POST', url, payload: { username, password: 'risk-test-2026' } })
  cookies.set(username, answer.cookies.map((c) => `${c.name}=${c.value}`).join('; '))
}

beforeAll(async () => {
  t = await testDb()
  folder = await mkdtemp(path.join(tmpdir(), 'anlan-risks-'))
  const config = readConfig({ ANLAN_DATA: folder, ANLAN_APP_PASSWORD: APP_TEST_PASSWORD, ANLAN_LOG: 'silent' }, ['--empty'])
  anlan = await createAnlan({ config, ownerUrl: t.ownerUrl, now: () => clock })
  const org = (key: string, kind: string, name: string, place: string): Promise<unknown> =>
    t.owner.query(
      `insert into org (id, kind, name, path, office_id, sector, size, phone, lng, lat) values ('${key}', '${kind}', '${name}', '${place}',
        ${kind === 'office' ? 'null' : `'${office}'`}, ${kind === 'office' ? 'null' : "'hazchem'"}, 'large', '0571-000', 120, 30)`,
    )
  await org(office, 'office', '某县局', '990101')
  await org(plant, 'enterprise', '某化工厂', '990101001')
  await org(other, 'enterprise', '另一厂', '990101001')
  await person('anquan', plant, 'safety', '990101001')
  await person('gong', plant, 'worker', '990101001', '罐区操作工')
  await person('bie', other, 'safety', '990101001')
  await person('ju', office, 'officer', '990101')
}, 120_000)
afterAll(async () => {
  await anlan.stop()
  await t.drop()
  await rm(folder, { recursive: true, force: true })
})

async function send<T>(
  who: string | null,
  method: 'GET' | 'POST' | 'PATCH' | 'PUT',
  url: string,
  payload?: object,
): Promise<{ status: number; body: T; raw: Buffer }> {
  const headers = who ? { cookie: cookies.get(who) ?? '' } : {}
  const answer = await anlan.http.inject({ method, url, headers, ...(payload ? { payload } : {}) })
  const json = answer.headers['content-type']?.toString().includes('json') ?? false
  return { status: answer.statusCode, body: (json ? answer.json() : null) as T, raw: answer.rawPayload }
}

const point = {
  orgId: plant,
  kind: 'place',
  name: '易燃液体储罐区',
  workshop: '罐区',
  post: '罐区操作工',
  accidents: ['火灾'],
  factors: [{ code: '22', text: '易燃液体泄漏' }],
  emergency: ['切断进料', '打 119'],
  controls: [
    { kind: 'interlock', text: '高高液位联锁', level: 'workshop', period: 'daily', check: '联锁投用' },
    { kind: 'training', text: '每年培训', level: 'enterprise' },
  ],
}
const lec = (L: number, E: number, C: number, reason = 'first') => ({ method: 'LEC', inputs: { L, E, C }, reason })
const page = async (pointId: string, who = 'anquan'): Promise<PointPage> =>
  (await send<PointPage>(who, 'GET', `/api/risks/points/${pointId}`)).body
const create = async (more: object = {}): Promise<string> => {
  const { status, body } = await send<{ id: string }>('anquan', 'POST', '/api/risks/points', { ...point, ...more })
  expect(status).toBe(200)
  return body.id
}

describe('grading', () => {
  test('keeps method, inputs, table version, clause and steps', async () => {
    const at = await create({ grade: lec(1, 6, 40) })
    const { point: p, grades } = await page(at)
    expect(p.level).toBe('larger')
    expect(grades).toHaveLength(1)
    expect(grades[0]).toMatchObject({
      method: 'LEC',
      inputs: { L: 1, E: 6, C: 40 },
      score: 240,
      level: 'larger',
      reason: 'first',
      validTo: null,
    })
    expect(grades[0]?.steps.join()).toContain('1×6×40=240')
    expect(grades[0]?.clause).not.toBe('')
    expect(grades[0]?.sourceStatus).toBe('uncertain')
    const { rows } = await t.owner.query(`select tables from risk_grade where point_id = '${at}'`)
    expect(rows[0]).toEqual({ tables: { from: '1970-01-01', own: null } })
  })

  test.each([
    [lec(1, 10, 7), 'general', 70],
    [lec(1, 10, 3), 'low', 30],
    [{ method: 'LS', inputs: { L: 5, S: 4 } }, 'major', 20],
    [{ method: 'LS', inputs: { L: 4, S: 4 } }, 'larger', 16],
    [{ method: 'LS', inputs: { L: 3, S: 3 } }, 'general', 9],
    [{ method: 'LS', inputs: { L: 2, S: 4 } }, 'low', 8],
    [{ method: 'MES', inputs: { M: 3, E: 6, S: 10 } }, 'major', 180],
    [{ method: 'MES', inputs: { M: 1, E: 6, S: 4 } }, 'low', 24],
  ])('at the edges: %j is %s', async (grade, level, score) => {
    const { grades } = await page(await create({ grade }))
    expect(grades[0]).toMatchObject({ level, score })
  })

  test('a missing factor cannot be judged and says what is missing; a value of no table is refused and named', async () => {
    const { point: p, grades } = await page(await create({ grade: { method: 'LEC', inputs: { L: 1, E: 6 } } }))
    expect(p.level).toBeNull()
    expect(grades[0]).toMatchObject({ level: null, score: null })
    expect(grades[0]?.missing[0]).toContain('后果')
    const bad = await send<{ errors: { field: string; message: string; remedy: string }[] }>('anquan', 'POST', '/api/risks/points', {
      ...point,
      grade: { method: 'LEC', inputs: { L: 2, E: 6, C: 40 } },
    })
    expect(bad.status).toBe(400)
    expect(bad.body.errors[0]).toMatchObject({ field: 'body.inputs.L', message: 'L 的取值不在表内' })
  })

  test('history is never overwritten: the old grade ends where the new one begins, and can be replayed', async () => {
    const at = await create({ grade: lec(1, 6, 40) })
    const between = new Date(clock.getTime() + 30_000)
    clock = new Date(clock.getTime() + 60_000)
    expect((await send('anquan', 'POST', `/api/risks/points/${at}/grade`, lec(1, 6, 3, 'correction'))).status).toBe(200)
    const { grades } = await page(at)
    expect(grades.map((g) => g.level)).toEqual(['low', 'larger'])
    expect(grades[1]?.validTo).toBe(grades[0]?.validFrom)
    const before = await anlan.db.read<{ pointId: string; level: string; path: string }>(anlan.systemClaims, levelsAt(between))
    expect(before.find((r) => r.pointId === at)).toMatchObject({ level: 'larger', path: '990101001' })
    const after = await anlan.db.read<{ pointId: string; level: string }>(anlan.systemClaims, levelsAt(new Date(clock.getTime() + 1)))
    expect(after.find((r) => r.pointId === at)?.level).toBe('low')
    await expect(anlan.db.pool.query(`update risk_grade set level = 'low'`)).rejects.toThrow(/permission denied/)
  })
})

describe('re-assessment', () => {
  test('a finding against a control links back to the point, flags it, and grading again closes the matter', async () => {
    const at = await create({ grade: lec(1, 6, 40) })
    const day = cstDate(clock)
    const system = anlan.world.doer
    const deps = { db: anlan.db, performer: anlan.performer, calendar: () => ({ ...anlan.calendar(), isWorkday: () => true }), system }
    const ownLists = (ids: readonly string[]) => controlLists(anlan.db, anlan.systemClaims, ids)
    await assignChecks({ ...deps, lists: () => [], ownLists }, day, clock, new Set([plant]))
    const mine = await send<{ items: { id: string; checklist: string }[] }>('gong', 'GET', '/api/hazards/mine')
    const check = mine.body.items.find((c) => c.checklist.startsWith('controls-'))
    expect(check?.checklist).toBe(`controls-${plant}-workshop-daily`)
    const list = await send<{ items: { id: string; text: { zh: string } }[] }>('gong', 'GET', `/api/checklists/${check?.checklist}`)
    expect(list.body.items[0]?.text.zh).toBe('易燃液体储罐区：联锁投用')
    expect((await send('bie', 'GET', `/api/checklists/${check?.checklist}`)).status).toBe(404)

    const own = (await page(at)).controls.find((c) => c.period !== null)
    const results = list.body.items.map((i) =>
      i.id === own?.id ? { item: i.id, result: 'hazard', note: '联锁被摘除' } : { item: i.id, result: 'ok' },
    )
    const done = await send('gong', 'POST', `/api/matters/${check?.id}/acts`, { id: id(), act: 'do', form: { results } })
    expect(done.status).toBe(200)

    const flagged = await page(at)
    expect(flagged.point.reviewId).not.toBeNull()
    expect(flagged.matters.map((m) => m.kind).sort()).toEqual(['hazard', 'risk-review'])
    const due = await send<{ items: { id: string }[] }>('ju', 'GET', '/api/risks/points?review=due')
    expect(due.body.items.map((i) => i.id)).toContain(at)
    await send('anquan', 'POST', `/api/risks/points/${at}/grade`, lec(3, 6, 40, 'control-failed'))
    const again = await page(at)
    expect(again.point).toMatchObject({ level: 'major', reviewId: null })
    expect(again.matters.find((m) => m.kind === 'risk-review')).toMatchObject({ state: 'done' })
  })

  test('a hazard reported at the point stands on it and asks for a re-assessment; a foreign point is refused', async () => {
    const at = await create({ grade: lec(1, 6, 40) })
    const report = (who: string, orgId: string) => {
      const form = { what: '法兰渗漏，有气味', riskPoint: at }
      return send<{ matterId: string }>(who, 'POST', '/api/matters', {
        id: id(),
        matterId: id(),
        kind: 'hazard',
        act: 'report',
        orgId,
        form,
      })
    }
    expect((await page(at, 'gong')).abilities).toMatchObject({ report: true, find: false })
    expect((await page(at, 'ju')).abilities).toMatchObject({ report: false, find: true })
    const sent = await report('gong', plant)
    expect(sent.status).toBe(200)
    const after = await page(at)
    expect(after.matters.map((m) => [m.kind, m.phase]).sort()).toEqual([
      ['hazard', 'open'],
      ['risk-review', 'open'],
    ])
    const matter = await send<{ matter: { fields: Record<string, unknown> } }>('anquan', 'GET', `/api/matters/${sent.body.matterId}`)
    expect(matter.body.matter.fields['riskPoint']).toBe(at)
    expect((await page(at, 'gong')).matters.map((m) => m.kind)).toContain('hazard')
    const foreign = await report('bie', other)
    expect(foreign.status).toBe(400)
  })

  test('a change may be ordered once; withdrawn it lets the point go', async () => {
    const at = await create()
    const order = { reason: 'process-change', detail: '换了物料' }
    const first = await send<{ matterId: string }>('ju', 'POST', `/api/risks/points/${at}/review`, order)
    expect(first.status).toBe(200)
    expect((await send('ju', 'POST', `/api/risks/points/${at}/review`, order)).status).toBe(409)
    const withdraw = { id: id(), act: 'withdraw', form: { reason: '没有换' } }
    expect((await send('ju', 'POST', `/api/matters/${first.body.matterId}/acts`, withdraw)).status).toBe(200)
    expect((await page(at)).point.reviewId).toBeNull()
  })

  test('a year later it is due by itself, once; the yearly report is assigned once and drafted', async () => {
    const at = await create({ grade: lec(1, 6, 7) })
    const deps = { db: anlan.db, performer: anlan.performer, system: anlan.world.doer }
    const later = new Date(clock.getTime() + 366 * 86_400_000)
    expect(await openYearlyReviews(deps, new Date(clock.getTime() + 300 * 86_400_000))).toBe(0)
    expect(await openYearlyReviews(deps, later)).toBeGreaterThan(0)
    expect(await openYearlyReviews(deps, later)).toBe(0)
    expect((await page(at)).point.reviewId).not.toBeNull()
    const year = cstDate(clock).slice(0, 4)
    expect(await assignReports(deps, `${year}-06-01`, clock)).toBe(0)
    expect(await assignReports(deps, `${year}-12-01`, clock)).toBe(1)
    expect(await assignReports(deps, addDays(`${year}-12-01`, 1), clock)).toBe(0)
    const draft = await send<{ draft: string; matterId: string; maySend: boolean }>(
      'anquan',
      'GET',
      `/api/risks/report-draft?orgId=${plant}`,
    )
    expect(draft.body.draft).toContain('在册风险点')
    expect(draft.body.maySend).toBe(true)
    const sent = { id: id(), act: 'send', form: { report: draft.body.draft } }
    expect((await send('anquan', 'POST', `/api/matters/${draft.body.matterId}/acts`, sent)).status).toBe(200)
  })
})

test('the posted card shows what a card shows and nothing more, without sign-in', async () => {
  const at = await create({ grade: lec(1, 6, 40) })
  const { card } = await page(at)
  const { status, body } = await send<Record<string, unknown>>(null, 'GET', `/api/cards/${card}`)
  expect(status).toBe(200)
  expect(Object.keys(body).sort()).toEqual(['kind', 'level', 'name', 'orgName', 'phone', 'points', 'updatedAt'])
  const first = (body['points'] as Record<string, unknown>[])[0] ?? {}
  expect(Object.keys(first).sort()).toEqual(['accidents', 'controls', 'emergency', 'factors', 'id', 'level', 'name', 'workshop'])
  expect(JSON.stringify(body)).not.toMatch(/anquan|LEC|orgId|score/)
  // The only id is that of the point, at which a worker may report a hazard once signed in.
  expect(first['id']).toMatch(/^[0-9a-f-]{36}$/)
  expect((await send(null, 'GET', '/api/cards/000000000000')).status).toBe(404)
  const mine = await send<{ items: { name: string; mine: boolean }[] }>('gong', 'GET', '/api/risks/cards')
  expect(mine.body.items.find((c) => c.mine)?.name).toBe('罐区操作工')
})

test('what is another enterprise’s does not exist: 404 for reading and writing', async () => {
  const at = await create({ grade: lec(1, 6, 40) })
  const plan = await send<{ id: string }>('anquan', 'POST', '/api/risks/plans', { orgId: plant, name: '总图', picture: null })
  const answers = [
    await send('bie', 'GET', `/api/risks/points/${at}`),
    await send('bie', 'PATCH', `/api/risks/points/${at}`, { version: 1, name: '越权' }),
    await send('bie', 'POST', `/api/risks/points/${at}/grade`, lec(1, 6, 40)),
    await send('bie', 'POST', `/api/risks/points/${at}/review`, { reason: 'accident' }),
    await send('bie', 'POST', '/api/risks/points', point),
    await send('bie', 'GET', `/api/risks/plans?orgId=${plant}`),
    await send('bie', 'PUT', `/api/risks/plans/${plan.body.id}`, { version: 1, name: '越权', areas: [] }),
    await send('bie', 'GET', `/api/risks/list.pdf?orgId=${plant}`),
    await send('bie', 'GET', `/api/risks/map.pdf?id=${plan.body.id}`),
    await send('bie', 'GET', `/api/risks/report-draft?orgId=${plant}`),
  ]
  expect(answers.map((a) => a.status)).toEqual(answers.map(() => 404))
  const list = await send<{ items: unknown[] }>('bie', 'GET', '/api/risks/points')
  expect(list.body.items).toEqual([])
  expect((await send('gong', 'POST', `/api/risks/points/${at}/grade`, lec(1, 6, 40))).status).toBe(403)
})

test('a plan keeps its rings from 0 to 1 and takes the colour of the worst point; foreign points are refused', async () => {
  const [at, bad] = [await create({ grade: lec(1, 6, 3) }), await create({ name: '反应釜', grade: lec(3, 6, 40) })]
  const { body } = await send<{ id: string }>('anquan', 'POST', '/api/risks/plans', { orgId: plant, name: '厂区', picture: null })
  const ring = [
    [0.1, 0.1],
    [0.5, 0.1],
    [0.5, 0.6],
  ]
  const areas = [{ id: 'a', name: '罐区', ring, points: [at, bad] }]
  expect((await send('anquan', 'PUT', `/api/risks/plans/${body.id}`, { version: 1, name: '厂区', areas })).status).toBe(200)
  expect((await send('anquan', 'PUT', `/api/risks/plans/${body.id}`, { version: 1, name: '厂区', areas })).status).toBe(409)
  const foreign = [{ ...areas[0], points: [id()] }]
  expect((await send('anquan', 'PUT', `/api/risks/plans/${body.id}`, { version: 2, name: '厂区', areas: foreign })).status).toBe(400)
  const off = [{ ...areas[0], ring: [...ring, [1.2, 0]] }]
  expect((await send('anquan', 'PUT', `/api/risks/plans/${body.id}`, { version: 2, name: '厂区', areas: off })).status).toBe(400)
  const seen = await send<{ items: { id: string; extent: number[]; areas: { level: string; reason: string; ring: unknown }[] }[] }>(
    'ju',
    'GET',
    `/api/risks/plans?orgId=${plant}`,
  )
  expect(seen).toMatchObject({ status: 200 })
  const drawn = seen.body.items.find((p) => p.id === body.id)
  expect(drawn?.areas[0]).toMatchObject({ level: 'major', ring })
  expect(drawn?.areas[0]?.reason).toContain('反应釜')
  expect(drawn?.extent).toHaveLength(4)
  for (const url of [`/api/risks/map.pdf?id=${body.id}`, `/api/risks/list.pdf?orgId=${plant}`]) {
    const paper = await send('anquan', 'GET', url)
    expect(paper.raw.subarray(0, 5).toString()).toBe('%PDF-')
  }
})

async function upload(
  commit: string,
  rows: string[][],
): Promise<{
  status: number
  body: { bad: number; written: number; errors: { row: number; column: { zh: string }; message: { zh: string }; remedy: { zh: string } }[] }
}> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('x')
  sheet.addRow(['风险点名称', '类别', '车间或区域', '责任岗位', '危险有害因素', '评价方法', '取值', '管控措施'])
  for (const row of rows) sheet.addRow(row)
  const edge = 'risk-edge'
  const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="r.xlsx"\r\ncontent-type: application/octet-stream\r\n\r\n`
  const payload = Buffer.concat([Buffer.from(head), Buffer.from(await book.xlsx.writeBuffer()), Buffer.from(`\r\n--${edge}--\r\n`)])
  const headers = { cookie: cookies.get('anquan') ?? '', 'content-type': `multipart/form-data; boundary=${edge}` }
  const answer = await anlan.http.inject({ method: 'POST', url: `/api/risks/import?commit=${commit}`, headers, payload })
  return { status: answer.statusCode, body: answer.json() }
}

test('a table is imported whole or not at all; errors name row, column and remedy', async () => {
  const good = ['装卸台', '部位场所', '储运', '装卸工', '22 泄漏；12 未熄火', 'LEC', 'L=3,E=6,C=7', '隔离封闭/岗位/警戒']
  const bad = await upload('yes', [good, ['压缩机', '机器', '合成', '操作工', '泄漏', 'LEC', 'L=2,E=6,C=7', '乱写']])
  expect(bad.body).toMatchObject({ bad: 1, written: 0 })
  expect(bad.body.errors.map((e) => [e.row, e.column.zh])).toEqual([
    [3, '类别'],
    [3, '危险有害因素'],
    [3, '管控措施'],
    [3, '取值'],
  ])
  expect(bad.body.errors.every((e) => e.remedy.zh.length > 3)).toBe(true)
  const fine = await upload('yes', [good])
  expect(fine.body).toMatchObject({ bad: 0, written: 1 })
  const found = await send<{ items: { name: string; level: string }[] }>(
    'anquan',
    'GET',
    `/api/risks/points?q=${encodeURIComponent('装卸台')}`,
  )
  expect(found.body.items).toMatchObject([{ name: '装卸台', level: 'general' }])
})

test('the list, walked to its end, holds every point once, worst first; counts sum', async () => {
  const ids: string[] = []
  let after: string | null = ''
  while (after !== null) {
    const url: string = `/api/risks/points?limit=3${after ? `&after=${after}` : ''}`
    const { body }: { body: { items: { id: string }[]; next: string | null } } = await send('ju', 'GET', url)
    ids.push(...body.items.map((i) => i.id))
    after = body.next
  }
  const { body } = await send<Record<string, number>>('ju', 'GET', '/api/risks/summary')
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids).toHaveLength(body['total'] ?? -1)
  expect(['major', 'larger', 'general', 'low', 'none'].reduce((n, k) => n + (body[k] ?? 0), 0)).toBe(body['total'])
})
