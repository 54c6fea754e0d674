import ExcelJS from 'exceljs'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Claims, Grants } from '#kernel/access/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { text } from '#kernel/text.ts'
import { buildHttp } from '#platform/http/index.ts'
import { testDb, type TestDb } from '#platform/testing.ts'
import type { BaseImport, BaseList } from '../model.ts'
import { measureRoutes } from './routes.ts'

let t: TestDb
let http: FastifyInstance
const id = (): string => uuidv7(Date.now())
const words = text('测', 'test')
const edits: Grants = { 'measure.read': ['area'], 'statistics.base.edit': ['area'] }
const post = (path: string, grants: Grants): Claims => ({
  personId: id(),
  postId: id(),
  orgId: id(),
  role: 'r',
  path,
  sectors: null,
  grants,
})
const posts: Record<string, Claims> = {
  officer: post('990101', edits),
  reader: post('990101', { 'measure.read': ['area'] }),
  neighbour: post('990102', edits),
}

beforeAll(async () => {
  t = await testDb()
  await t.owner
    .query(`insert into division (path, code, name, level, parent, source) values ('990101', '990101', '甲县', 'county', null, 't'),
    ('990101001', '990101001', '东镇', 'town', '990101', 't'), ('990102', '990102', '乙县', 'county', null, 't')`)
  const series = [
    { id: 'gdp', text: text('地区生产总值', 'GDP'), unit: text('亿元', 'yi'), kind: 'flow', note: words, whole: false },
    { id: 'people', text: text('常住人口', 'Population'), unit: text('人', 'persons'), kind: 'stock', note: words, whole: true },
  ] as const
  http = await buildHttp({
    db: t.db,
    routes: measureRoutes(t.db, { measures: [], series, counters: [], sectors: [] }),
    now: () => new Date('2026-11-24T02:00:00Z'),
    nobody: post('', {}),
    authenticate: async (request) => {
      const claims = posts[String(request.headers['x-as'])]
      if (!claims) return null
      const { personId, postId, orgId, role } = claims
      return { claims, actor: { personId, postId, orgId, role, name: '张三' }, sessionId: 's', tokenScopes: null }
    },
  })
})
afterAll(async () => {
  await http.close()
  await t.drop()
})

async function send<R>(
  as: string,
  method: 'GET' | 'POST',
  url: string,
  payload?: Record<string, unknown>,
): Promise<{ status: number; body: R }> {
  const answer = await http.inject({ method, url, headers: { 'x-as': as }, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, body: answer.json() as R }
}

async function upload(
  as: string,
  content: string | Buffer,
  write = false,
): Promise<{ status: number; body: BaseImport & { title?: string } }> {
  const edge = 'anlan-test-edge'
  const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="t.csv"\r\ncontent-type: application/octet-stream\r\n\r\n`
  const payload = Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${edge}--\r\n`)])
  const headers = { 'x-as': as, 'content-type': `multipart/form-data; boundary=${edge}` }
  const answer = await http.inject({ method: 'POST', url: `/api/measures/base/import?write=${write}`, headers, payload })
  return { status: answer.statusCode, body: answer.json() as BaseImport }
}

const HEAD = '地区,年份,指标,数值,来源,发布日期\n'
const entry = { path: '990101', series: 'gdp', year: 2025, value: 200.5, source: '统计公报', asOf: '2026-03-20' }
const figures = async (as = 'officer', query = ''): Promise<BaseList['items']> =>
  (await send<BaseList>(as, 'GET', `/api/measures/base${query}`)).body.items

test('a figure is entered, corrected with a reason and withdrawn; every version stays', async () => {
  expect((await send('officer', 'POST', '/api/measures/base', entry)).status).toBe(200)
  expect((await send('officer', 'POST', '/api/measures/base', { ...entry, value: 201 })).status).toBe(400)
  expect((await send('officer', 'POST', '/api/measures/base', { ...entry, value: 201, reason: '最终核实数' })).body).toEqual({ version: 2 })
  expect((await figures()).map((f) => [f.version, f.value, f.reason])).toEqual([[2, 201, '最终核实数']])
  expect((await send('officer', 'POST', '/api/measures/base', { ...entry, value: null, reason: '口径有误' })).status).toBe(200)
  expect((await figures('officer', '?history=true')).map((f) => f.value)).toEqual([null, 201, 200.5])
})

test('impossible figures are refused by field', async () => {
  const refused = async (more: Record<string, unknown>): Promise<string | undefined> => {
    const { status, body } = await send<{ errors?: { field: string }[] }>('officer', 'POST', '/api/measures/base', {
      ...entry,
      year: 2024,
      ...more,
    })
    expect(status).toBe(400)
    return body.errors?.[0]?.field
  }
  expect(await refused({ year: 2027 })).toBe('body.year')
  expect(await refused({ asOf: '2026-11-25' })).toBe('body.asOf')
  expect(await refused({ series: 'none' })).toBe('body.series')
  expect(await refused({ series: 'people', value: 1.5 })).toBe('body.value')
})

test('who may not edit is refused; another county neither reads nor writes here', async () => {
  expect((await send('reader', 'POST', '/api/measures/base', entry)).status).toBe(403)
  expect((await send('neighbour', 'POST', '/api/measures/base', { ...entry, year: 2023 })).status).toBe(404)
  expect(await figures('neighbour')).toEqual([])
  expect((await send('neighbour', 'GET', '/api/measures/base?path=990101')).status).toBe(404)
})

test('the fence holds without the route: no row outside the area', async () => {
  const insert = t.db.pool
  expect(insert).toBeDefined()
  await expect(
    t.db.tx(posts['neighbour'] ?? post('', {}), (tx) =>
      tx.query({
        text: `insert into base_stat (id, series, path, year, version, value, source, as_of, actor, at) values (gen_random_uuid(), 'gdp', '990101', 2020, 1, 1, 'x', '2021-01-01', '{}', now())`,
        values: [],
      } as never),
    ),
  ).rejects.toThrow(/row-level security/)
})

test('faults come by row and column with the remedy, and nothing is written', async () => {
  const rows = [
    '甲县,2024,地区生产总值,"1,190.5",公报,2025-03-01',
    '丙县,2024,地区生产总值,1,公报,2025-03-01',
    '东镇,24,常住人口,3.5,公报,2025/3/1',
    '甲县,2024,地区生产总值,1,公报,2025-03-01',
    '甲县,2023,产值,一百,,2025-02-30',
  ]
  const { status, body } = await upload('officer', HEAD + rows.join('\n'), true)
  expect(status).toBe(200)
  expect(body.written).toBe(false)
  expect(body.faults.map((f) => [f.row, f.column.zh])).toEqual([
    [3, '地区'],
    [4, '年份'],
    [4, '数值'],
    [5, '指标'],
    [6, '来源'],
    [6, '指标'],
    [6, '数值'],
    [6, '发布日期'],
  ])
  expect(body.faults.every((f) => f.remedy.zh !== '')).toBe(true)
  expect(await figures('officer', '?year=2024')).toEqual([])
})

test('preview writes nothing, the same file then writes, and once more changes nothing', async () => {
  const file = `${HEAD}甲县,2024年,地区生产总值（亿元）,"1,190.5",公报,2025年3月1日\n990101001,2024,常住人口,30000,公报,2025-03-01\n`
  expect((await upload('officer', file)).body).toMatchObject({ written: false, rows: 2, fresh: 2, changed: 0, faults: [] })
  expect(await figures('officer', '?year=2024')).toEqual([])
  expect((await upload('officer', file, true)).body.written).toBe(true)
  expect((await figures('officer', '?year=2024')).map((f) => [f.place, f.value, f.via])).toEqual([
    ['甲县', 1190.5, 'import'],
    ['东镇', 30000, 'import'],
  ])
  expect((await upload('officer', file, true)).body).toMatchObject({ fresh: 0, changed: 0, same: 2 })
})

test('a file without headings, an empty one and a foreign place are refused in words', async () => {
  expect((await upload('officer', 'a,b\n1,2\n')).status).toBe(400)
  expect((await upload('officer', HEAD)).status).toBe(400)
  expect((await upload('neighbour', `${HEAD}甲县,2024,地区生产总值,1,公报,2025-03-01\n`)).body.faults[0]?.column.zh).toBe('地区')
  expect((await upload('reader', HEAD)).status).toBe(403)
})

test('the template is read back by the import', async () => {
  const answer = await http.inject({ method: 'GET', url: '/api/measures/base/template.xlsx', headers: { 'x-as': 'officer' } })
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(answer.rawPayload as never)
  const sheet = book.worksheets[0]
  sheet?.getRow(2).eachCell({ includeEmpty: true }, () => {})
  for (const [i, value] of ['甲县', '2022', '地区生产总值', '99', '公报', '2023-03-01'].entries())
    if (sheet) sheet.getRow(2).getCell(i + 1).value = value
  const { body } = await upload('officer', Buffer.from(await book.xlsx.writeBuffer()))
  expect(body).toMatchObject({ fresh: 1, faults: [] })
})
