import ExcelJS from 'exceljs'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Claims, Grants } from '#kernel/access/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { text } from '#kernel/text.ts'
import { readPdf } from '#platform/testing-pdf.ts'
import { buildHttp } from '#platform/http/index.ts'
import { testDb, type TestDb } from '#platform/testing.ts'
import { byWorkshop, NO_PLACE, type HazardLine } from './paper-rows.ts'
import { hazardPaperRoutes } from './papers.ts'

const NOW = new Date('2026-11-24T09:05:00Z')
const id = (): string => uuidv7(Date.now())
const office = id()
const plant = id()
const reads: Grants = { 'org.read': ['area'], 'hazard.read': ['area'] }
const post = (path: string, grants: Grants): Claims => ({
  personId: id(),
  postId: id(),
  orgId: office,
  role: 'r',
  path,
  sectors: null,
  grants,
})
const posts: Record<string, Claims> = {
  officer: post('990101', reads),
  stranger: post('990102', reads),
  nothing: post('990101', { 'org.read': ['area'] }),
}
const MEASURES = '停泵泄压，更换垫片，清理积液，试压合格后投用。'.repeat(12)
let t: TestDb
let app: FastifyInstance

async function hazard(
  n: number,
  given: { level?: string; state?: string; phase?: string; where?: string; closed?: string; what?: string },
): Promise<void> {
  const fields = {
    what: given.what ?? `第${n}处护栏松动`,
    where: given.where,
    source: 'selfcheck',
    responsible: '李明',
    measures: n === 1 ? MEASURES : '加固',
  }
  await t.owner.query(
    `insert into matter (id, kind, no, title, state, phase, level, path, org_id, office_id, opened_by, opened_at, state_since, closed_at, due_at, fields, seq, head_hash)
     values ($1, 'hazard', $2, $3, $4, $5, $6, '990101001', $7, $8, $1, '2026-11-20T02:00:00Z', '2026-11-20T02:00:00Z', $9, $10, $11, 1, 'x')`,
    [
      id(),
      `YH-2026-${String(n).padStart(6, '0')}`,
      fields.what,
      given.state ?? 'rectifying',
      given.phase ?? 'open',
      given.level ?? 'general',
      plant,
      office,
      given.closed ?? null,
      given.closed ? null : n === 2 ? '2026-11-23T09:00:00Z' : '2026-12-01T09:00:00Z',
      fields,
    ],
  )
}

beforeAll(async () => {
  t = await testDb()
  await t.owner.query(`insert into org (id, kind, name, path) values ($1, 'office', '某局', '990101')`, [office])
  await t.owner.query(`insert into org (id, kind, name, path, office_id) values ($1, 'enterprise', '饕餮化工', '990101001', $2)`, [
    plant,
    office,
  ])
  for (let n = 1; n <= 40; n++) await hazard(n, { where: n % 3 === 0 ? '罐区' : '包装车间', ...(n === 1 ? { level: 'major' } : {}) })
  await hazard(41, { what: '=HYPERLINK("http://x")' })
  await hazard(42, { state: 'closed', phase: 'closed', closed: '2026-11-22T02:00:00Z', what: '早已销号的隐患' })
  await hazard(43, { state: 'dismissed', phase: 'void', closed: '2026-11-22T02:00:00Z', what: '不算隐患' })
  app = await buildHttp({
    db: t.db,
    routes: hazardPaperRoutes({
      secret: 'secret-of-the-test',
      checklist: (asked) =>
        asked === 'L1'
          ? {
              id: 'L1',
              text: text('罐区班查', 'Tank round'),
              period: 'shift',
              level: 'post',
              effectiveFrom: '2020-01-01',
              items: [
                {
                  id: 'a',
                  text: text('法兰有无渗漏', 'Flanges'),
                  method: text('看地面、摸法兰', 'Look'),
                  clause: { text: text('《某规程》第3条', 'Rule 3'), status: 'from-knowledge' },
                },
              ],
            }
          : undefined,
    }),
    authenticate: async (request) => {
      const claims = posts[String(request.headers['x-who'])]
      return claims ? { claims, actor: { ...claims, name: '某人' }, sessionId: '', tokenScopes: null } : null
    },
    now: () => NOW,
    nobody: post('', {}),
  })
})
afterAll(async () => {
  await app?.close()
  await t?.drop()
})

const get = (url: string, who = 'officer') => app.inject({ url, headers: { 'x-who': who } })

async function pages(url: string) {
  const response = await get(url)
  expect(response.statusCode).toBe(200)
  const read = await readPdf(response.rawPayload)
  expect(read.every((p) => p.inside)).toBe(true)
  const foot = (n: number): string => (url.includes('lang=en') ? `Page${n}of${read.length}` : `第${n}页共${read.length}页`)
  read.forEach((p, i) => expect(p.text).toContain(foot(i + 1)))
  return read
}

test('the list of an enterprise: open hazards, the major first, whole on pages across', async () => {
  const read = await pages(`/api/hazards/list.pdf?orgId=${plant}`)
  const all = read.map((p) => p.text).join('')
  for (const words of [
    '饕餮化工',
    '一企一清单',
    '未销号隐患共41条；表内重大1条，超期1条。',
    'YH-2026-000040',
    '自查发现',
    '验证码S.QD.202611241705.41.',
  ]) {
    expect(all).toContain(words)
  }
  expect(all.indexOf('YH-2026-000001')).toBeLessThan(all.indexOf('YH-2026-000002'))
  // A cell longer than the page is high in its column goes on over the page.
  expect(all.split('试压合格').length - 1).toBe(12)
  expect(all).not.toContain('早已销号')
  expect(all).not.toContain('不算隐患')
  expect(read.length).toBeGreaterThan(1)
  expect(Math.round(read[0]?.width ?? 0)).toBe(842)
  expect((await pages(`/api/hazards/list.pdf?orgId=${plant}&scope=all`)).map((p) => p.text).join('')).toContain('已销号2026-11-22')
})

test('the spreadsheet has the same rows, and no text becomes a formula', async () => {
  const response = await get(`/api/hazards/list.xlsx?orgId=${plant}`)
  expect(response.headers['content-disposition']).toContain(encodeURIComponent('饕餮化工 隐患清单.xlsx'))
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(response.rawPayload as unknown as ArrayBuffer)
  const sheet = book.worksheets[0]
  expect(sheet?.rowCount).toBe(3 + 41)
  expect(sheet?.getCell(4, 2).value).toBe('YH-2026-000001')
  const values = sheet?.getColumn(3).values ?? []
  expect(values).toContain('=HYPERLINK("http://x")')
  expect(sheet?.pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape', fitToWidth: 1 })
})

async function bookOf(url: string): Promise<ExcelJS.Worksheet | undefined> {
  const response = await get(url)
  expect(response.statusCode, response.body).toBe(200)
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(response.rawPayload as unknown as ArrayBuffer)
  return book.worksheets[0]
}

test('workshops and the card come as spreadsheets too', async () => {
  const workshops = await bookOf(`/api/hazards/workshop.xlsx?orgId=${plant}`)
  expect(workshops?.rowCount).toBe(3 + 41)
  expect(workshops?.getCell(3, 1).value).toBe('车间（部位）')
  const card = await bookOf(`/api/checklists/L1/card.xlsx?orgId=${plant}`)
  expect(card?.getCell(3, 5).value).toBe('检查结果')
  expect(card?.rowCount).toBeGreaterThan(3)
})

const line = (where: unknown): HazardLine => ({
  no: '',
  title: '',
  level: null,
  state: 'reported',
  fields: { where },
  openedAt: '',
  dueAt: null,
  closedAt: null,
})

test('a sheet for each workshop, the place with the most first, without a place last', async () => {
  const read = await pages(`/api/hazards/workshop.pdf?orgId=${plant}`)
  const all = read.map((p) => p.text).join('')
  expect(all).toContain('包装车间（27条）')
  expect(all.indexOf('包装车间（27条）')).toBeLessThan(all.indexOf('罐区（13条）'))
  expect(read.at(-1)?.text).toContain(`${NO_PLACE.zh}（1条）`)
  expect(byWorkshop([line(undefined), line(' '), line(' 甲'), line('甲 ')], 'zh').map((g) => [g.where, g.lines.length])).toEqual([
    ['甲', 2],
    [NO_PLACE.zh, 2],
  ])
})

test("the card of a post's checks: what, how, clause with its mark", async () => {
  const [page] = await pages(`/api/checklists/L1/card.pdf?orgId=${plant}`)
  for (const words of ['罐区班查（一岗一卡）', '法兰有无渗漏', '看地面、摸法兰', '《某规程》第3条〔待核原文〕', '扫码就报'])
    expect(page?.text).toContain(words)
  expect((await get(`/api/checklists/none/card.pdf?orgId=${plant}`)).statusCode).toBe(404)
})

test('outside the scope there is no paper; without the permission none either', async () => {
  for (const url of ['list.pdf', 'list.xlsx', 'workshop.pdf', 'workshop.xlsx']) {
    expect((await get(`/api/hazards/${url}?orgId=${plant}`, 'stranger')).statusCode).toBe(404)
    expect((await get(`/api/hazards/${url}?orgId=${plant}`, 'nothing')).statusCode).toBe(403)
  }
  for (const as of ['pdf', 'xlsx']) {
    expect((await get(`/api/checklists/L1/card.${as}?orgId=${plant}`, 'stranger')).statusCode).toBe(404)
  }
})

test('in English every label is English; what people wrote stays as they wrote it', async () => {
  const texts = async (url: string): Promise<string> => (await pages(url)).map((p) => p.text).join('')
  const list = await texts(`/api/hazards/list.pdf?orgId=${plant}&scope=all&lang=en`)
  for (const words of [
    'Hazardsoftheenterprise',
    'Date:24Nov2026',
    'Hazards(all):42',
    '1major,1overdue',
    'Responsible',
    'Self-check',
    'Closed2026-11-22',
  ])
    expect(list).toContain(words)
  const workshop = await texts(`/api/hazards/workshop.pdf?orgId=${plant}&lang=en`)
  for (const words of ['Hazardsbyworkshop', '包装车间(27)', 'Noplacegiven(1)', 'Scantoverify']) expect(workshop).toContain(words)
  const card = await texts(`/api/checklists/L1/card.pdf?orgId=${plant}&lang=en`)
  for (const words of ['Card:Tankround', 'Flanges', 'Rule3[tobecheckedagainsttheoriginal]', 'Scanandreport']) expect(card).toContain(words)
  const written =
    /饕餮化工|包装车间|罐区|第\d+处护栏松动|停泵泄压，更换垫片，清理积液，试压合格后投用。|加固|李明|早已销号的隐患|[\u3000 ]/g
  for (const paper of [list, workshop, card]) expect(paper.replace(written, '')).not.toMatch(/[\u4e00-\u9fff]/)
  const sheet = await bookOf(`/api/hazards/workshop.xlsx?orgId=${plant}&lang=en`)
  expect([sheet?.name, sheet?.getCell(3, 1).value]).toEqual(['Hazards by workshop', 'Workshop (place)'])
  // Without a word from the page the browser's language counts.
  const asked = await app.inject({
    url: `/api/checklists/L1/card.pdf?orgId=${plant}`,
    headers: { 'x-who': 'officer', 'accept-language': 'en' },
  })
  expect((await readPdf(asked.rawPayload))[0]?.text).toContain('Card:Tankround')
})
