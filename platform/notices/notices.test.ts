import { createHmac } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer as createHttp, type Server } from 'node:http'
import { createServer, type AddressInfo, type Server as TcpServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { text } from '#kernel/text.ts'
import { uuidv7 } from '#kernel/ids.ts'
import type { Session } from '#platform/http/index.ts'
import { silentLog } from '#platform/observe/log.ts'
import { createOutbox, type Outbox } from '#platform/outbox/index.ts'
import { addPerson, applyPolicies, httpFor, system } from '#platform/outbox/testing.ts'
import { testDb, type TestDb } from '#platform/testing.ts'
import { createNotices, fileSms, noticePolicies, type NewNotice, type Notices } from './index.ts'

let t: TestDb
let folder: string
let notices: Notices
let outbox: Outbox
let app: FastifyInstance
let mailServer: TcpServer
let hookServer: Server
let me: Session
let you: Session
let clock = new Date('2026-06-01T00:00:00Z')
const mails: string[] = []
const calls: { headers: Record<string, unknown>; body: string }[] = []
let hookStatus = 200

/** As much of SMTP (RFC 5321) as a client needs to hand over a letter. */
function smtpServer(): TcpServer {
  return createServer((socket) => {
    let inside = false
    let letter = ''
    socket.write('220 test\r\n')
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      if (inside) {
        letter += chunk.toString()
        if (!letter.endsWith('\r\n.\r\n')) return
        mails.push(letter)
        inside = false
        letter = ''
        socket.write('250 kept\r\n')
        return
      }
      const line = chunk.toString().toUpperCase()
      inside = line.startsWith('DATA')
      socket.write(inside ? '354 go on\r\n' : line.startsWith('QUIT') ? '221 bye\r\n' : '250 ok\r\n')
    })
  })
}

const listen = (server: TcpServer): Promise<number> =>
  new Promise((go) => server.listen(0, '127.0.0.1', () => go((server.address() as AddressInfo).port)))

beforeAll(async () => {
  t = await testDb()
  await applyPolicies(t, noticePolicies)
  folder = await mkdtemp(path.join(tmpdir(), 'anlan-notices-'))
  me = await addPerson(t, {})
  you = await addPerson(t, {})
  mailServer = smtpServer()
  hookServer = createHttp((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      calls.push({ headers: request.headers, body })
      response.writeHead(hookStatus).end()
    })
  })
  const [mailPort, hookPort] = [await listen(mailServer), await listen(hookServer)]
  notices = createNotices({
    db: t.db,
    systemClaims: system,
    now: () => clock,
    log: silentLog,
    baseUrl: 'https://anlan.example',
    smtp: { host: '127.0.0.1', port: mailPort, secure: false, from: 'anlan@example.com' },
    sms: fileSms(path.join(folder, 'sms.jsonl'), () => clock),
    webhooks: [{ name: 'duty', url: `http://127.0.0.1:${hookPort}/in`, secret: 's3cret', minLevel: 'urgent' }],
  })
  outbox = createOutbox({ db: t.db, systemClaims: system, now: () => clock, log: silentLog, handlers: notices.handlers })
  app = await httpFor(t, notices.routes, [me, you])
})
beforeEach(async () => {
  await t.owner.query('delete from outbox; delete from notice; delete from notice_setting')
  mails.length = 0
  calls.length = 0
  hookStatus = 200
})
afterAll(async () => {
  await app.close()
  mailServer.close()
  hookServer.close()
  await t.drop()
  await rm(folder, { recursive: true, force: true })
})

const notice = (more: Partial<NewNotice> = {}): NewNotice => ({
  personIds: [me.claims.personId],
  title: text('隐患已超期', 'A hazard is overdue'),
  body: text('请今天内整改', 'Rectify it today'),
  link: '/matters/1',
  level: 'warn',
  ...more,
})
const tell = (more: Partial<NewNotice> = {}, by = you): Promise<string[]> => t.db.tx(by.claims, (tx) => notices.notify(tx, notice(more)))

async function ask(who: Session, method: 'GET' | 'POST' | 'PUT', url: string, body: object = {}) {
  const answer = await app.inject({
    method,
    url,
    headers: { 'x-person': who.claims.personId },
    ...(method === 'GET' ? {} : { payload: body }),
  })
  return { status: answer.statusCode, body: answer.json() }
}

test('who acts tells others; each reads, pages and ticks off only his own', async () => {
  for (let n = 0; n < 5; n++) {
    clock = new Date(clock.getTime() + 1000)
    await tell({ title: text(`第${n}条`, `No ${n}`) })
  }
  const [onlyYours] = await tell({ personIds: [you.claims.personId], kind: 'duty' })
  const first = await ask(me, 'GET', '/api/notices?limit=3')
  expect(first.body.items.map((i: { title: { zh: string } }) => i.title.zh)).toEqual(['第4条', '第3条', '第2条'])
  expect(first.body.unread).toBe(5)
  const second = await ask(me, 'GET', `/api/notices?limit=3&after=${first.body.next}`)
  expect(second.body.items.map((i: { title: { zh: string } }) => i.title.zh)).toEqual(['第1条', '第0条'])
  expect(second.body.next).toBeNull()
  expect((await ask(me, 'POST', `/api/notices/${onlyYours}/read`)).status).toBe(404)
  expect((await ask(me, 'POST', `/api/notices/${first.body.items[0].id}/read`)).status).toBe(200)
  expect((await ask(me, 'GET', '/api/notices?unread=true')).body.items).toHaveLength(4)
  expect((await ask(me, 'POST', '/api/notices/read-all')).body).toEqual({ count: 4 })
  expect((await ask(me, 'GET', '/api/notices')).body.unread).toBe(0)
  expect((await ask(you, 'GET', '/api/notices')).body).toMatchObject({ unread: 1, items: [{ id: onlyYours, kind: 'duty' }] })
  expect((await ask(me, 'GET', '/api/notices?after=zzz')).status).toBe(400)
})

test('a notice stands or falls with the deed, and unknown or inactive people are passed over', async () => {
  const gone = await addPerson(t, {})
  await t.owner.query('update person set active = false where id = $1', [gone.claims.personId])
  const persons = [me.claims.personId, gone.claims.personId, uuidv7(0), me.claims.personId]
  expect(await tell({ personIds: persons })).toHaveLength(1)
  const failed = t.db.tx(you.claims, async (tx) => {
    await notices.notify(tx, notice())
    throw new Error('the deed failed')
  })
  await expect(failed).rejects.toThrow('the deed failed')
  const { rows } = await t.owner.query<{ n: number }>('select count(*)::int as n from notice')
  expect(rows[0]?.n).toBe(1)
  const events = await t.owner.query(`select payload from outbox where topic = 'notice.new'`)
  expect(events.rows).toHaveLength(1)
})

test('the application can neither write a notice past the function nor change what was said', async () => {
  await tell()
  await expect(t.db.pool.query(`update notice set title = '{}'`)).rejects.toThrow(/permission denied/)
  await expect(t.db.pool.query('delete from notice')).rejects.toThrow(/permission denied/)
  await expect(t.db.pool.query(`insert into notice select * from notice`)).rejects.toThrow(/permission denied/)
})

test('e-mail and text message go where the person wants them, from the level wanted on', async () => {
  const settings = { email: 'zhang@example.com', emailLevel: 'warn', smsLevel: 'urgent' }
  expect((await ask(me, 'PUT', '/api/notices/settings', settings)).status).toBe(200)
  expect((await ask(me, 'GET', '/api/notices/settings')).body).toEqual({ ...settings, ways: { email: true, sms: true } })
  expect((await ask(you, 'GET', '/api/notices/settings')).body.email).toBeNull()
  expect((await ask(me, 'PUT', '/api/notices/settings', { ...settings, email: 'no address' })).status).toBe(400)
  await tell({ level: 'info' })
  await outbox.drain()
  expect(mails).toEqual([])
  await tell({ level: 'urgent', title: text('高炉煤气报警', 'Gas alarm') })
  await outbox.drain()
  expect(mails).toHaveLength(1)
  expect(mails[0]).toContain('To: zhang@example.com')
  const coded = /\r\n\r\n([\s\S]*?)\r\n\.\r\n$/.exec(mails[0] ?? '')?.[1] ?? ''
  const letter = mails[0]?.includes('base64') ? Buffer.from(coded, 'base64').toString() : coded
  expect(letter.replace(/=\r\n/g, '')).toContain('https://anlan.example/matters/1')
  const lines = (await readFile(path.join(folder, 'sms.jsonl'), 'utf8')).trim().split('\n')
  expect(lines.map((l) => JSON.parse(l) as object)).toEqual([{ at: clock.toISOString(), to: '13800000000', text: '高炉煤气报警' }])
})

test('the webhook gets one signed call for all, and is tried again after a fault', async () => {
  hookStatus = 500
  await tell({ level: 'warn' })
  await tell({ level: 'urgent', personIds: [me.claims.personId, you.claims.personId] })
  await outbox.drain()
  expect(calls).toHaveLength(1)
  hookStatus = 204
  clock = new Date(clock.getTime() + 6000)
  await outbox.drain()
  expect(calls).toHaveLength(2)
  const call = calls[1]
  const [, stamp, mark] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(call?.headers['x-anlan-signature'])) ?? []
  expect(createHmac('sha256', 's3cret').update(`${stamp}.${call?.body}`).digest('hex')).toBe(mark)
  expect(JSON.parse(call?.body ?? '')).toMatchObject({
    level: 'urgent',
    link: 'https://anlan.example/matters/1',
    personIds: [me.claims.personId, you.claims.personId].toSorted(),
  })
})
