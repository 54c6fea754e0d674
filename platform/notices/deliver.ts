import { createHmac } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { say, type Lang, type Text } from '#kernel/text.ts'
import { sql } from '#platform/db/index.ts'
import { emit, type OutboxHandlers, type OutboxRow } from '#platform/outbox/index.ts'
import { reaches } from './notify.ts'
import type { NoticeLevel, NoticesDeps, SmtpConfig } from './types.ts'

interface Delivery {
  id: string
  personId: string
  at: string
  kind: string
  title: Text
  body: Text
  link: string | null
  level: NoticeLevel
  matterId: string | null
  lang: Lang
  phone: string | null
  email: string | null
  emailLevel: NoticeLevel | null
  smsLevel: NoticeLevel | null
}

const SEND_MS = 20_000

async function load({ db, systemClaims }: NoticesDeps, ids: readonly string[]): Promise<Delivery[]> {
  return db.read<Delivery>(
    systemClaims,
    sql`select n.id, n.person_id as "personId", n.at, n.kind, n.title, n.body, n.link, n.level, n.matter_id as "matterId",
        p.lang, p.phone, s.email, s.email_level as "emailLevel", s.sms_level as "smsLevel"
      from notice n join person p on p.id = n.person_id and p.active left join notice_setting s on s.person_id = n.person_id
      where n.id = any(${[...ids]}::uuid[])`,
  )
}

/** Which other ways the person wants for this notice: one outbox row each, so that one that fails repeats alone. */
async function spread(deps: NoticesDeps, row: OutboxRow): Promise<void> {
  const [notice] = await load(deps, [String(row.payload['noticeId'])])
  if (!notice) return
  const ways = [
    ...(deps.smtp && notice.email && reaches(notice.level, notice.emailLevel) ? ['notice.email'] : []),
    ...(deps.sms && notice.phone && reaches(notice.level, notice.smsLevel) ? ['notice.sms'] : []),
  ]
  if (ways.length === 0) return
  await deps.db.tx(deps.systemClaims, async (tx) => {
    for (const topic of ways) await emit(tx, topic, { noticeId: notice.id }, deps.now())
  })
}

const fullLink = ({ baseUrl }: NoticesDeps, link: string | null): string => (link && baseUrl ? new URL(link, baseUrl).toString() : '')

function transport(smtp: SmtpConfig) {
  return createTransport({
    host: smtp.host,
    port: smtp.port,
    secure: smtp.secure,
    ...(smtp.user ? { auth: { user: smtp.user, pass: smtp.password ?? '' } } : {}),
    connectionTimeout: SEND_MS,
    greetingTimeout: SEND_MS,
    socketTimeout: SEND_MS,
  })
}

function mailer(deps: NoticesDeps, smtp: SmtpConfig): (row: OutboxRow) => Promise<void> {
  const mail = transport(smtp)
  return async (row) => {
    const [notice] = await load(deps, [String(row.payload['noticeId'])])
    if (!notice?.email) return
    await mail.sendMail({
      from: smtp.from,
      to: notice.email,
      // The same id at a repeat: mail programs then show it once.
      messageId: `<${notice.id}@anlan>`,
      subject: say(notice.title, notice.lang),
      text: [say(notice.body, notice.lang), fullLink(deps, notice.link)].filter((s) => s !== '').join('\n\n'),
    })
  }
}

/** `t=…,v1=…`: HMAC-SHA-256 of `t.body`, so that the receiver can refuse what is forged or old. */
function signBody(secret: string, body: string, at: Date): string {
  const t = Math.floor(at.getTime() / 1000)
  return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`
}

async function callHook(deps: NoticesDeps, row: OutboxRow): Promise<void> {
  const hook = deps.webhooks?.find((w) => w.name === row.payload['hook'])
  if (!hook) return
  const all = await load(deps, row.payload['noticeIds'] as string[])
  const first = all[0]
  if (!first) return
  const { id, at, kind, title, body, link, level, matterId } = first
  const personIds = all.map((n) => n.personId).sort()
  const payload = JSON.stringify({ id, at, kind, title, body, level, matterId, personIds, link: fullLink(deps, link) || link })
  const answer = await fetch(hook.url, {
    method: 'POST',
    body: payload,
    redirect: 'error',
    signal: AbortSignal.timeout(SEND_MS),
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-anlan-delivery': String(row.id),
      'x-anlan-signature': signBody(hook.secret, payload, deps.now()),
    },
  })
  await answer.body?.cancel()
  if (!answer.ok) throw new Error(`The webhook ${hook.name} answered ${answer.status}`)
}

async function sendSms(deps: NoticesDeps, row: OutboxRow): Promise<void> {
  const [notice] = await load(deps, [String(row.payload['noticeId'])])
  // The title alone: a text message is read by whoever holds the phone.
  if (notice?.phone) await deps.sms?.send(notice.phone, say(notice.title, notice.lang))
}

export function noticeHandlers(deps: NoticesDeps): OutboxHandlers {
  return {
    'notice.new': [(row) => spread(deps, row)],
    ...(deps.smtp ? { 'notice.email': [mailer(deps, deps.smtp)] } : {}),
    ...(deps.sms ? { 'notice.sms': [(row: OutboxRow) => sendSms(deps, row)] } : {}),
    'notice.webhook': [(row) => callHook(deps, row)],
  }
}
