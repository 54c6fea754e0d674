import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Change, ImportView, OrgFile, OrgRow } from '../model.ts'
import { makeUscc } from '../rules.ts'
import { csvRows } from './import-read.ts'
import { testPlace, type TestPlace } from './place.fixture.ts'

let p: TestPlace

beforeAll(async () => {
  p = await testPlace()
})
afterAll(() => p.stop())

const HEAD = ['名称 *', '统一社会信用代码', '所在地区 *', '监管部门', '行业', '规模', '经度', '纬度', '坐标系', '电话']

async function workbook(rows: readonly (readonly (string | number)[])[], head: readonly string[] = HEAD): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('单位')
  sheet.addRow([...head])
  for (const row of rows) sheet.addRow([...row])
  return Buffer.from(await book.xlsx.writeBuffer())
}

async function upload(content: Buffer, name = '名单.xlsx', as = 'officer'): Promise<ImportView> {
  const { status, body } = await p.upload<{ id: string }>(as, '/api/orgs/import', name, content)
  expect(status).toBe(200)
  await p.settled()
  return (await p.send<ImportView>(as, 'GET', `/api/orgs/import/${body.id}?limit=200`)).body
}

async function commit(id: string, duplicates = 'skip'): Promise<ImportView> {
  expect((await p.send('officer', 'POST', `/api/orgs/import/${id}/commit`, { duplicates })).status).toBe(200)
  await p.settled()
  return (await p.send<ImportView>('officer', 'GET', `/api/orgs/import/${id}`)).body
}

const total = async (): Promise<number> => {
  const { rows } = await p.t.owner.query<{ n: string }>(`select count(*) as n from org where kind <> 'office'`)
  return Number(rows[0]?.n)
}

test('a workbook with faults names row, column and remedy, and changes nothing', async () => {
  const before = await total()
  const code = makeUscc(900)
  const found = await upload(
    await workbook([
      ['好厂', makeUscc(901), '东镇', '', '甲行业', '小型', 116.3975172, 39.908621, 'GCJ-02', '0877'],
      ['', makeUscc(902), '东镇'],
      ['代码错', '91350100M000100Y44', '东镇'],
      ['地区错', '', '没有的镇'],
      ['越界', '', '乙县', '乙县主管局'],
      ['部门错', '', '东镇', '乙县主管局'],
      ['行业错', '', '东镇', '', '占卜'],
      ['经纬反', '', '东镇', '', '', '', 24.67, 102.9],
      ['先', code, '东镇'],
      ['后', code, '西镇'],
    ]),
  )
  expect(found).toMatchObject({ state: 'checked', rows: 10, bad: 8, fresh: 2, known: 0 })
  expect(found.errors.map((e) => [e.row, e.column])).toEqual([
    [3, 'name'],
    [4, 'uscc'],
    [5, 'path'],
    [6, 'path'],
    [7, 'officeId'],
    [8, 'sector'],
    [9, 'lng'],
    [11, 'uscc'],
  ])
  expect(found.errors[1]).toMatchObject({ value: '91350100M000100Y44', message: { zh: expect.stringContaining('校验位') } })
  expect(found.errors.every((e) => e.remedy.zh !== '' && e.remedy.en !== '')).toBe(true)
  const refused = await p.send('officer', 'POST', `/api/orgs/import/${found.id}/commit`, { duplicates: 'skip' })
  expect(refused.status).toBe(409)
  expect(await total()).toBe(before)
})

test('the workbook of faults marks the cells and can be corrected and uploaded again', async () => {
  const found = await upload(
    await workbook([
      ['甲厂', '91350100M000100Y44', '东镇'],
      ['乙厂', '', '西镇'],
    ]),
  )
  const answer = await p.http.inject({ url: `/api/orgs/import/${found.id}/errors.xlsx`, headers: { 'x-as': 'officer' } })
  expect(answer.statusCode).toBe(200)
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(answer.rawPayload as unknown as ArrayBuffer)
  const sheet = book.worksheets[0]
  const cell = sheet?.getCell('B2')
  expect(cell?.fill).toMatchObject({ fgColor: { argb: 'FFFFCCC7' } })
  expect(JSON.stringify(cell?.note)).toContain('校验位')
  if (cell) cell.value = makeUscc(910)
  const again = await upload(Buffer.from(await book.xlsx.writeBuffer()))
  expect(again).toMatchObject({ state: 'checked', rows: 2, bad: 0, fresh: 2 })
  const done = await commit(again.id)
  expect(done).toMatchObject({ state: 'done', written: 2, fault: null })
})

test('known organisations are skipped or updated as was chosen; an update keeps what the file does not say', async () => {
  const made = await p.send<OrgRow>('officer', 'POST', '/api/orgs', {
    name: '老厂',
    uscc: makeUscc(920),
    path: '990101001',
    phone: '1',
    size: 'large',
  })
  const rows = [['老厂有限公司', makeUscc(920), '东镇', '', '', '', '', '', '', '2']]
  const skipped = await upload(await workbook(rows))
  expect(skipped).toMatchObject({ known: 1, fresh: 0, bad: 0 })
  expect(await commit(skipped.id, 'skip')).toMatchObject({ state: 'done', written: 0 })
  const updated = await upload(await workbook(rows))
  expect(await commit(updated.id, 'update')).toMatchObject({ state: 'done', written: 1 })
  const { body } = await p.send<OrgFile>('officer', 'GET', `/api/orgs/${made.body.id}`)
  expect(body.org).toMatchObject({ name: '老厂有限公司', phone: '2', size: 'large', version: 2 })
  const history = await p.send<{ items: Change[] }>('officer', 'GET', `/api/orgs/${made.body.id}/history`)
  expect(history.body.items[0]).toMatchObject({
    via: 'import',
    before: { name: '老厂', phone: '1' },
    after: { name: '老厂有限公司', phone: '2' },
  })
})

test('what is taken between check and commit undoes the whole import', async () => {
  const found = await upload(
    await workbook([
      ['一厂', makeUscc(930), '东镇'],
      ['二厂', makeUscc(931), '东镇'],
    ]),
  )
  await p.t.owner.query(
    `insert into org (id, kind, name, path, uscc) values (gen_random_uuid(), 'enterprise', '邻县抢先', '990102', '${makeUscc(931)}')`,
  )
  const before = await total()
  const done = await commit(found.id)
  expect(done).toMatchObject({ state: 'failed', written: 0 })
  expect(done.fault?.zh).toContain('第 3 行')
  expect(await total()).toBe(before)
})

test('a CSV in GB 18030, as Chinese Excel writes it, is read', async () => {
  const gb: Record<string, number[]> = {
    名: [0xc3, 0xfb],
    称: [0xb3, 0xc6],
    所: [0xcb, 0xf9],
    在: [0xd4, 0xda],
    地: [0xb5, 0xd8],
    区: [0xc7, 0xf8],
    东: [0xb6, 0xab],
    镇: [0xd5, 0xf2],
    厂: [0xb3, 0xa7],
    一: [0xd2, 0xbb],
  }
  const bytes = [...'名称,所在地区\r\n"东厂, ""一""",东镇\r\n'].flatMap((c) => gb[c] ?? [c.charCodeAt(0)])
  const found = await upload(Buffer.from(bytes), '名单.csv')
  expect(found).toMatchObject({ state: 'checked', rows: 1, bad: 0, fresh: 1 })
  await commit(found.id)
  const { body } = await p.send<{ items: OrgRow[] }>('officer', 'GET', `/api/orgs?q=${encodeURIComponent('东厂, "一"')}`)
  expect(body.items.map((o) => o.name)).toEqual(['东厂, "一"'])
})

test('CSV records survive any cut of the stream', async () => {
  const csv = 'a,"b ""x"" c","line\nbreak"\r\n,,\r\nlast,"",end'
  async function* pieces(size: number): AsyncGenerator<string> {
    for (let i = 0; i < csv.length; i += size) yield csv.slice(i, i + size)
  }
  for (const size of [1, 2, 3, 7, csv.length]) {
    const rows: string[][] = []
    // The first piece decides on the separator, so it is never shorter than the first cell.
    for await (const { cells } of csvRows(pieces(size))) rows.push(cells)
    expect(rows).toEqual([
      ['a', 'b "x" c', 'line break'],
      ['', '', ''],
      ['last', '', 'end'],
    ])
  }
})

test('control characters in a cell become spaces', async () => {
  const found = await upload(Buffer.from('名称,所在地区,地址\n怪\u0000厂,东镇,一号\u0007楼\n'), '怪.csv')
  expect(found).toMatchObject({ state: 'checked', rows: 1, bad: 0, fresh: 1 })
})

test('files that are no table are refused in words', async () => {
  expect((await upload(Buffer.from('PK\u0003\u0004 not really'), 'x.xlsx')).fault?.zh).toContain('打不开')
  expect((await upload(Buffer.from('a,b\n1,2\n'), 'x.csv')).fault?.zh).toContain('没有找到表头')
  expect((await upload(Buffer.from('名称,所在地区\n'), 'x.csv')).fault?.zh).toContain('没有数据')
})

test('an import belongs to who began it; a cancelled one is not written', async () => {
  const found = await upload(await workbook([['丙厂', makeUscc(940), '东镇']]))
  expect((await p.send('neighbour', 'GET', `/api/orgs/import/${found.id}`)).status).toBe(404)
  expect((await p.send('neighbour', 'POST', `/api/orgs/import/${found.id}/commit`, { duplicates: 'skip' })).status).toBe(404)
  expect((await p.send('officer', 'POST', `/api/orgs/import/${found.id}/cancel`)).status).toBe(200)
  expect((await p.send('officer', 'POST', `/api/orgs/import/${found.id}/commit`, { duplicates: 'skip' })).status).toBe(409)
})

test('the template opens with its headings and can be filled in', async () => {
  const answer = await p.http.inject({ url: '/api/orgs/template.xlsx', headers: { 'x-as': 'officer' } })
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(answer.rawPayload as unknown as ArrayBuffer)
  const sheet = book.worksheets[0]
  expect(sheet?.getCell('A1').value).toBe('名称 *')
  expect(sheet?.getCell('F2').dataValidation.type).toBe('list')
  if (sheet) [sheet.getCell('A2').value, sheet.getCell('C2').value] = ['模板厂', '西镇']
  expect(await upload(Buffer.from(await book.xlsx.writeBuffer()))).toMatchObject({ rows: 1, bad: 0, fresh: 1 })
})

test(
  '20,000 rows are read, checked and written in one transaction; the export of the list gives them back',
  { timeout: 180_000 },
  async () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => `大批第${i}号厂,${makeUscc(10_000 + i)},${i % 2 === 0 ? '东镇' : '西镇'},小型`)
    const csv = Buffer.from(`\ufeff名称,统一社会信用代码,所在地区,规模\n${lines.join('\n')}\n`)
    const began = performance.now()
    const found = await upload(csv, '大批.csv')
    const read = performance.now()
    expect(found).toMatchObject({ state: 'checked', rows: 20_000, bad: 0, fresh: 20_000 })
    const before = await total()
    const done = await commit(found.id)
    console.log(`20,000 rows: read ${Math.round(read - began)} ms, written ${Math.round(performance.now() - read)} ms`)
    expect(done).toMatchObject({ state: 'done', written: 20_000 })
    expect(await total()).toBe(before + 20_000)
    const { rows } = await p.t.owner.query<{ n: string }>(
      `select count(*) as n from registry_change where via = 'import' and after->>'name' like '大批第%'`,
    )
    expect(Number(rows[0]?.n)).toBe(20_000)
    const answer = await p.http.inject({
      url: `/api/orgs/export.xlsx?q=${encodeURIComponent('大批第')}&path=990101001`,
      headers: { 'x-as': 'officer' },
    })
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(answer.rawPayload as unknown as ArrayBuffer)
    expect(book.worksheets[0]?.actualRowCount).toBe(10_001)
  },
)

test('more rows than one import takes are refused with advice', async () => {
  const lines = Array.from({ length: 20_001 }, (_, i) => `超量${i},东镇`)
  const found = await upload(Buffer.from(`名称,所在地区\n${lines.join('\n')}`), '超量.csv')
  expect(found.state).toBe('failed')
  expect(found.fault?.zh).toContain('20000')
})
