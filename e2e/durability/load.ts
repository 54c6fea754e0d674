import { createHash, randomBytes } from 'node:crypto'
import { cstDate } from '#kernel/calendar/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { PASSWORD } from './world.ts'

const id = (): string => uuidv7(Date.now())
const DEADLINE = cstDate(new Date(Date.now() + 10 * 86_400_000))

/** One request with an id of its own, so that it can be sent again after a crash. */
export interface Sent {
  readonly kind: 'upload' | 'open' | 'act'
  readonly id: string
  readonly matterId: string
  readonly send: (url: string) => Promise<Response>
}

export interface Acknowledged {
  readonly id: string
  readonly matterId: string
  readonly seq: number
}

/** What the clients know: what was answered, what was not, what was refused. */
export interface Ledger {
  readonly acts: Map<string, Acknowledged>
  /** Uploads by content hash. */
  readonly uploads: Set<string>
  /** Sent and not answered: the program died in between. May or may not have happened. */
  readonly open: Map<string, Sent>
  /** Answered with 409: must not be in the record. */
  readonly refused: Set<string>
  /** Ids of every act that was ever sent. */
  readonly sent: Set<string>
  faults: string[]
}

export const newLedger = (): Ledger => ({
  acts: new Map(),
  uploads: new Set(),
  open: new Map(),
  refused: new Set(),
  sent: new Set(),
  faults: [],
})

/** Signs in over HTTP and gives back the cookies; they outlive the program. */
export async function signIn(url: string, username: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/sign-in/username`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: PASSWORD }),
  })
  if (!answer.ok) throw new Error(`sign-in of ${username}: ${answer.status} ${await answer.text()}`)
  return answer.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ')
}

/** @returns true when it was answered, false when it is not known whether it happened */
export async function deliver(ledger: Ledger, url: string, sent: Sent): Promise<boolean> {
  ledger.open.set(sent.id, sent)
  if (sent.kind !== 'upload') ledger.sent.add(sent.id)
  let status: number
  let body: { seq?: number; hash?: string }
  try {
    const answer = await sent.send(url)
    status = answer.status
    body = (await answer.json()) as typeof body
  } catch {
    return false
  }
  if (status >= 500) return false
  ledger.open.delete(sent.id)
  if (status === 409 && sent.kind === 'act') ledger.refused.add(sent.id)
  else if (status !== 200) ledger.faults.push(`${sent.kind} ${sent.id}: ${status} ${JSON.stringify(body)}`)
  else if (sent.kind === 'upload') {
    if (body.hash !== sent.id) ledger.faults.push(`upload ${sent.id} was answered with ${body.hash}`)
    ledger.uploads.add(sent.id)
  } else ledger.acts.set(sent.id, { id: sent.id, matterId: sent.matterId, seq: body.seq ?? 0 })
  return true
}

function post(path: string, cookie: string, body: unknown): (url: string) => Promise<Response> {
  const text = JSON.stringify(body)
  return (url) => fetch(`${url}${path}`, { method: 'POST', headers: { cookie, 'content-type': 'application/json' }, body: text })
}

function uploadOf(cookie: string): Sent {
  const content = `时间,读数\n${new Date().toISOString()},${randomBytes(2000).toString('hex')}\n`
  const hash = createHash('sha256').update(content).digest('hex')
  const send = (url: string): Promise<Response> => {
    const form = new FormData()
    form.append('file', new Blob([content]), 'readings.csv')
    return fetch(`${url}/api/files`, { method: 'POST', headers: { cookie }, body: form })
  }
  return { kind: 'upload', id: hash, matterId: '', send }
}

function openingOf(cookie: string, plant: string, evidence: readonly string[]): Sent {
  const request = {
    id: id(),
    matterId: id(),
    kind: 'hazard',
    act: 'report',
    orgId: plant,
    form: { what: `罐区围堰破损 ${randomBytes(4).toString('hex')}`, where: '罐区' },
    evidence: evidence.map((hash) => ({ hash, name: 'readings.csv', mediaType: 'text/csv', size: 4000 })),
  }
  return { kind: 'open', id: request.id, matterId: request.matterId, send: post('/api/matters', cookie, request) }
}

function confirmingOf(cookie: string, matterId: string): Sent {
  const form = { level: 'general', responsible: '王建国', measures: '修补围堰并试水', deadline: DEADLINE }
  const request = { id: id(), act: 'confirm', form }
  return { kind: 'act', id: request.id, matterId, send: post(`/api/matters/${matterId}/acts`, cookie, request) }
}

/**
 * One connection that works until the program goes away: reports a hazard (every fifth with an uploaded file), confirms it;
 * every fourth time two confirm at once, of which one must be refused.
 */
export async function work(ledger: Ledger, url: string, cookie: string, plant: string, going: () => boolean): Promise<void> {
  for (let n = 0; going(); n++) {
    const evidence: string[] = []
    if (n % 5 === 0) {
      const file = uploadOf(cookie)
      if (!(await deliver(ledger, url, file))) return
      if (ledger.uploads.has(file.id)) evidence.push(file.id)
    }
    const opening = openingOf(cookie, plant, evidence)
    if (!(await deliver(ledger, url, opening))) return
    const acts =
      n % 4 === 0
        ? [confirmingOf(cookie, opening.matterId), confirmingOf(cookie, opening.matterId)]
        : [confirmingOf(cookie, opening.matterId)]
    const answered = await Promise.all(acts.map((act) => deliver(ledger, url, act)))
    if (answered.includes(false)) return
  }
}

/** Sends again what was not answered, in the order of the first sending. Returns how many. */
export async function sendAgain(ledger: Ledger, url: string): Promise<number> {
  const waiting = [...ledger.open.values()]
  for (const sent of waiting) {
    if (!(await deliver(ledger, url, sent))) ledger.faults.push(`${sent.kind} ${sent.id} was not answered after the restart`)
  }
  return waiting.length
}
