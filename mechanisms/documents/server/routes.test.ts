import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { Claims, Grants } from '#kernel/access/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { defineKind, type EvidenceRef, type MatterKind } from '#kernel/matter/index.ts'
import { text } from '#kernel/text.ts'
import { listingKind, makePerformer, type Doer } from '#mechanisms/matters/index.ts'
import { pathOf, createFiles } from '#platform/files/index.ts'
import { buildHttp } from '#platform/http/index.ts'
import { silentLog } from '#platform/observe/log.ts'
import { testDb, type TestDb } from '#platform/testing.ts'
import type { VerifyAnswer } from '../model.ts'
import { readPdf } from '#platform/testing-pdf.ts'
import { sheetCode } from './code.ts'
import { documentRoutes } from './routes.ts'

const LINES = z.array(z.object({ item: z.string(), result: z.string(), note: z.string().optional() }))

/** A kind with what forms can hold: words, choices, dates, lines of a checklist. */
const visitKind: MatterKind = defineKind({
  id: 'visit',
  version: 1,
  text: text('走访', 'Visit'),
  prefix: 'ZF',
  states: { open: { phase: 'open', text: text('进行中', 'Open') }, done: { phase: 'closed', text: text('已完成', 'Done') } },
  levels: { major: { text: text('重大', 'Major'), colour: 'red' } },
  fields: { checklist: text('检查表', 'Checklist'), urgent: text('紧急', 'Urgent') },
  children: ['listing'],
  acts: {
    begin: {
      text: text('开始走访', 'Begin'),
      from: null,
      to: ['open'],
      permission: 'visit.do',
      form: z.object({
        what: z.string().meta({ zh: '看到什么', en: 'What' }),
        day: z.iso.date().meta({ zh: '走访日期', en: 'Day' }),
        sort: z.enum(['plain']).meta({ zh: '方式', en: 'How', options: { plain: text('不打招呼', 'Unannounced') } }),
      }),
      set: ({ form }) => ({ title: String(form['what']).slice(0, 40), level: 'major', fields: { checklist: 'L1', urgent: true } }),
    },
    finish: {
      text: text('填完检查表', 'Finish'),
      from: ['open'],
      to: ['done'],
      permission: 'visit.do',
      form: z.object({ results: LINES.meta({ zh: '检查结果', en: 'Results', widget: 'checklist' }) }),
    },
  },
})

const NOW = new Date('2026-11-24T09:05:00Z')
const SECRET = 'secret-of-the-test'
const id = (): string => uuidv7(Date.now())
const office = id()
const plant = id()
let t: TestDb
let app: FastifyInstance
let folder: string
let visit: string
let listing: string
const posts: Record<string, Claims> = {}

function post(orgId: string, where: string, grants: Grants): Doer {
  const claims: Claims = { personId: id(), orgId, role: 'r', path: where, sectors: null, postId: id(), grants }
  return { claims, actor: { personId: claims.personId, postId: claims.postId, orgId, role: 'r', name: '张工（某局 干部）' }, now: NOW }
}

const grants = (scope: 'area' | 'all'): Grants =>
  Object.fromEntries(['org.read', 'visit.read', 'visit.do', 'listing.read', 'listing.list'].map((p) => [p, [scope]]))
const officer = post(office, '990101', grants('area'))
const stranger = post(id(), '990102', grants('area'))
const system = post(id(), '', grants('all'))

async function stored(n: number): Promise<EvidenceRef> {
  const bytes = await sharp({ create: { width: 900, height: 600, channels: 3, background: { r: 20 + n * 5, g: 120, b: 160 } } })
    .webp()
    .toBuffer()
  const hash = createHash('sha256').update(bytes).digest('hex')
  await mkdir(path.dirname(pathOf(folder, hash)), { recursive: true })
  await writeFile(pathOf(folder, hash), bytes)
  return { hash, name: `现场${n}.webp`, mediaType: 'image/webp', size: bytes.length, takenAt: '2026-11-24T01:00:00Z' }
}

const performer = makePerformer({
  kinds: new Map([visitKind, listingKind].map((k) => [k.id, k])),
  dueOf: () => (start, rule) => ('at' in rule ? new Date(rule.at) : new Date(start.getTime() + rule.term.amount * 3_600_000)),
  hooks: new Map(),
  attach: async () => {},
})

async function open(
  kind: string,
  act: string,
  form: Record<string, unknown>,
  evidence: EvidenceRef[],
  parentId: string | null,
): Promise<string> {
  const matterId = id()
  const request = {
    id: id(),
    matterId,
    kind,
    act,
    orgId: plant,
    subjectId: null,
    parentId,
    evidence,
    place: { lng: 110.12345, lat: 25.5, accuracy: 12 },
    form,
  }
  await t.db.tx(officer.claims, (tx) => performer.open(tx, officer, request))
  return matterId
}

beforeAll(async () => {
  t = await testDb()
  folder = await mkdtemp(path.join(tmpdir(), 'anlan-documents-'))
  await t.owner.query(`insert into org (id, kind, name, path) values ('${office}', 'office', '安和县应急管理局', '990101')`)
  await t.owner.query(
    `insert into org (id, kind, name, path, office_id) values ('${plant}', 'enterprise', '安和县饕餮化工有限公司', '990101001', '${office}')`,
  )
  const pictures = await Promise.all(Array.from({ length: 43 }, (_, n) => stored(n)))
  const lost = { ...(pictures[0] as EvidenceRef), hash: 'f'.repeat(64), name: '丢失.jpg', mediaType: 'image/jpeg' }
  visit = await open(
    'visit',
    'begin',
    { what: `罐区法兰渗漏，${'地面有积液。'.repeat(120)}`, day: '2026-11-24', sort: 'plain' },
    [...pictures, lost],
    null,
  )
  const form = {
    level: 'county',
    notice: '安委办督〔2026〕1号',
    reason: '罐区联锁长期摘除',
    demands: '立即恢复联锁。\n停用泄漏管线。',
    deadline: '2027-03-01',
    public: true,
  }
  listing = await open('listing', 'list', form, [], visit)
  const files = createFiles({ db: t.db, systemClaims: system.claims, folder, log: silentLog })
  Object.assign(posts, { officer: officer.claims, stranger: stranger.claims })
  app = await buildHttp({
    db: t.db,
    routes: documentRoutes({
      kinds: new Map([visitKind, listingKind].map((k) => [k.id, k])),
      files,
      secret: SECRET,
      baseUrl: 'https://anlan.example/',
      db: t.db,
      systemClaims: system.claims,
      sheets: { QD: text('一企一清单', 'List') },
      checklist: (asked) =>
        asked === 'L1'
          ? {
              id: 'L1',
              text: text('罐区日查', 'Tank round'),
              period: 'daily',
              level: 'post',
              effectiveFrom: '2020-01-01',
              items: [{ id: 'a', text: text('法兰有无渗漏', 'Flanges') }],
            }
          : undefined,
    }),
    authenticate: async (request) => {
      const claims = posts[String(request.headers['x-who'])]
      return claims ? { claims, actor: { ...claims, name: '某人' }, sessionId: '', tokenScopes: null } : null
    },
    now: () => NOW,
    nobody: { ...stranger.claims, personId: '', orgId: '', path: '', grants: {} },
  })
}, 120_000)
afterAll(async () => {
  await app?.close()
  await t?.drop()
  await rm(folder, { recursive: true, force: true })
})

const get = (url: string, who = 'officer') => app.inject({ url, headers: { 'x-who': who } })

async function print(url: string) {
  const response = await get(url)
  expect(response.statusCode).toBe(200)
  expect(response.headers['content-type']).toBe('application/pdf')
  return readPdf(response.rawPayload)
}

const ask = async (asked: string): Promise<VerifyAnswer> => (await app.inject({ url: `/api/verify/${asked}` })).json()

const codeOn = (words: string): string => /验证码([A-Z0-9.-]+?)第/.exec(words)?.[1] ?? ''

test('the file of a matter: facts, acts, pictures within the bound, hashes; nothing is cut off', async () => {
  const pages = await print(`/api/matters/${visit}/print.pdf`)
  const all = pages.map((p) => p.text).join('')
  for (const words of [
    '安和县饕餮化工有限公司',
    '走访办理档案',
    '重大',
    '罐区日查',
    '不打招呼',
    '2026年11月24日',
    '东经110.12345',
    '共44张照片，只印前40张',
  ]) {
    expect(all).toContain(words)
  }
  expect(all.split('地面有积液').length - 1).toBeGreaterThanOrEqual(120)
  // Past the bound, or no longer in the store: named with the whole hash.
  expect(all).toContain(`附件：丢失.jpg（SHA-256${'f'.repeat(64)}）`)
  expect(all.split('附件：')).toHaveLength(5)
  expect(all).toContain('打印时校验一致')
  expect(pages.length).toBeGreaterThanOrEqual(3)
  pages.forEach((page, i) => {
    expect(page.text).toContain(`第${i + 1}页共${pages.length}页`)
    expect(page.inside).toBe(true)
    expect([Math.round(page.width), Math.round(page.height)]).toEqual([595, 842])
  })
})

test('a code verifies, tells when the record went on, and not when a digit is changed', async () => {
  const [page] = await print(`/api/matters/${visit}/print.pdf`)
  const code = codeOn(page?.text ?? '')
  const first = await ask(code)
  expect(first).toMatchObject({ valid: true, kind: { zh: '走访' }, state: { zh: '进行中' }, newer: false })
  expect(JSON.stringify(first)).not.toContain('张工')
  const results = [{ item: 'a', result: 'hazard', note: '三号法兰' }]
  await t.db.tx(officer.claims, (tx) =>
    performer.act(tx, officer, visit, { id: id(), act: 'finish', form: { results }, evidence: [], place: null }),
  )
  expect(await ask(code.toLowerCase())).toMatchObject({ valid: true, state: { zh: '进行中' }, newer: true })
  const wrong = code.slice(0, -1) + (code.endsWith('0') ? '1' : '0')
  const nothing = { valid: false, number: null, kind: null, state: null, at: null, newer: null }
  expect(await ask(wrong)).toEqual(nothing)
  expect(await ask(code.replace(/\.1\./, '.2.'))).toEqual(nothing)
  expect(await ask('M.ZF-2026-999999.1.000000000000')).toEqual(nothing)
  const shown = await app.inject({ url: `/verify/${code}` })
  expect(shown.body).toContain('与系统记录一致')
  expect(shown.body).toContain('又有新的办理')
  expect((await app.inject({ url: `/verify/${encodeURIComponent('<script>alert(1)</script>')}` })).body).not.toContain('<SCRIPT>')
  // The lines of the checklist stand on the next print in words.
  const again = (await print(`/api/matters/${visit}/print.pdf`)).map((p) => p.text).join('')
  expect(again).toContain('法兰有无渗漏有问题三号法兰')
})

test('the notice of supervised listing is a letter with its parts', async () => {
  const pages = await print(`/api/matters/${listing}/listing.pdf`)
  const all = pages.map((p) => p.text).join('')
  for (const words of [
    '安和县应急管理局',
    '挂牌督办通知书',
    '安委办督〔2026〕1号',
    '安和县饕餮化工有限公司：',
    '县级挂牌督办',
    '罐区法兰渗漏',
    '罐区联锁长期摘除。',
    '立即恢复联锁',
    '2027年3月1日17时前',
    '向社会公告',
    '2026年11月24日',
    '第1页共',
  ]) {
    expect(all).toContain(words)
  }
  expect(all).not.toContain('张工')
  expect(pages.every((p) => p.inside)).toBe(true)
  // A notice is of a listing only.
  expect((await get(`/api/matters/${visit}/listing.pdf`)).statusCode).toBe(404)
})

test('outside the scope there is no paper, and every print is in the audit', async () => {
  for (const url of [`/api/matters/${visit}/print.pdf`, `/api/matters/${listing}/listing.pdf`]) {
    expect((await get(url, 'stranger')).statusCode).toBe(404)
    expect((await app.inject({ url })).statusCode).toBe(401)
  }
  const { rows } = await t.owner.query(`select name from audit where name like 'document.%'`)
  expect(rows.map((r: { name: string }) => r.name)).toContain('document.matter')
})

test('a list vouches for its time and its number of entries', async () => {
  const code = sheetCode(SECRET, 'QD', NOW, [['甲'], ['乙']])
  expect(await ask(code)).toMatchObject({
    valid: true,
    number: 'QD-202611241705',
    state: { zh: '共 2 条' },
    at: '2026-11-24T09:05:00.000Z',
    newer: null,
  })
  expect((await ask(code.replace('.2.', '.1.'))).valid).toBe(false)
  expect((await ask(sheetCode('another secret', 'QD', NOW, []))).valid).toBe(false)
})

test('the file of a matter in English: labels, dates and forms; the page that verifies too', async () => {
  const pages = await print(`/api/matters/${visit}/print.pdf?lang=en`)
  const all = pages.map((p) => p.text).join('')
  for (const words of [
    'File:Visit',
    'Organisation',
    'Supervisedby',
    'Begin',
    'Unannounced',
    '24Nov2026',
    '110.12345east',
    'withinabout12m',
    '44photographs',
    'Attachment:丢失.jpg',
    'Proofoftherecord',
    'Flanges',
    'Faultfound',
    `Page1of${pages.length}`,
  ]) {
    expect(all).toContain(words)
  }
  const written = /安和县应急管理局|安和县饕餮化工有限公司|罐区法兰渗漏，|地面有积液。|地面有|现场|丢失|张工（某局干部）|三号法兰|[…→　]/g
  expect(all.replace(written, '')).not.toMatch(/[\u4e00-\u9fff]/)
  expect(pages.every((p) => p.inside)).toBe(true)
  const code = /Code([A-Z0-9.-]+?)Page/.exec(pages[0]?.text ?? '')?.[1] ?? ''
  const shown = await app.inject({ url: `/verify/${code}`, headers: { 'accept-language': 'en' } })
  expect(shown.body).toContain('As in the record')
  expect(shown.body).not.toMatch(/[\u4e00-\u9fff]/)
})
