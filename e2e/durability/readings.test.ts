import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEmbedded } from '#platform/postgres/index.ts'
import { signIn } from './load.ts'
import { cleanUp, freePort, kill, startProgram, type Program } from './program.ts'
import { makeWorld, type World } from './world.ts'

const KILLS = Number(process.env['KILLS'] ?? 3)
const SENDERS = 4
/** Points a sender. */
const POINTS = 5
/** Longer than the silence that would be called missing. */
const DOWN_MS = 35_000
const HIGH = 25

let folder = ''
let dataDir = ''
let world: World
let program: Program | null = null

beforeAll(async () => {
  folder = await mkdtemp(path.join(process.env['DURABILITY_DIR'] ?? tmpdir(), 'anlan-readings-'))
  await chmod(folder, 0o711)
  dataDir = path.join(folder, 'data')
  world = await makeWorld(dataDir, 1)
}, 180_000)
afterAll(async () => {
  await cleanUp(program, dataDir)
  await rm(folder, { recursive: true, force: true })
}, 60_000)

interface Batch {
  readonly t: number
  readonly values: readonly number[]
}

/** What one gateway sends, in the order of time, and how far it was answered. */
interface Sender {
  readonly codes: readonly string[]
  readonly answered: Batch[]
  waiting: Batch | null
}

/** Five calm batches, then five above the limit, and so on; each point a step behind the one before. */
const valueOf = (n: number, point: number): number => (Math.floor((n + point) / 5) % 2 === 1 ? 60 : 5)

async function post(url: string, cookie: string, where: string, body: unknown): Promise<Response | null> {
  try {
    return await fetch(`${url}${where}`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(60_000),
    })
  } catch {
    // The program died in between: it is not known whether the batch was stored.
    return null
  }
}

/** Sends until the program goes away; a batch that was not answered is sent again as it was. */
async function run(sender: Sender, url: string, cookie: string, going: () => boolean): Promise<void> {
  while (going()) {
    const n = sender.answered.length
    const last = sender.answered.at(-1)?.t ?? 0
    sender.waiting ??= { t: Math.max(last + 0.001, Date.now() / 1000), values: sender.codes.map((_, p) => valueOf(n, p)) }
    const { t, values } = sender.waiting
    const answer = await post(url, cookie, '/api/readings', { point: sender.codes, t, v: values })
    if (answer?.status !== 200) {
      if (answer && answer.status < 500) throw new Error(`refused: ${answer.status} ${await answer.text()}`)
      return
    }
    sender.answered.push(sender.waiting)
    sender.waiting = null
    await new Promise((done) => setTimeout(done, 20))
  }
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

test(
  `readings that were answered are there after ${KILLS} kills; no alarm is opened twice, lost or cleared by the restart`,
  async () => {
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    const senders: Sender[] = Array.from({ length: SENDERS }, (_, s) => ({
      codes: Array.from({ length: POINTS }, (_, p) => `K-${s}-${p}`),
      answered: [],
      waiting: null,
    }))
    let cookie = ''
    for (let round = 0; round <= KILLS; round++) {
      program = await startProgram(dataDir, port)
      if (round === 0) {
        cookie = await signIn(url, world.usernames[0] ?? '')
        const rules = [
          { key: 'limits', kind: 'limits', priority: 'high', H: HIGH, deadBand: 1 },
          { key: 'missing', kind: 'missing', priority: 'low', periods: 3, atLeast: 30 },
        ]
        for (const code of senders.flatMap((s) => s.codes)) {
          const made = await post(url, cookie, '/api/points', {
            orgId: world.plant,
            code,
            name: code,
            type: 'gas-combustible',
            periodS: 10,
            rules,
          })
          expect(made?.status).toBe(200)
        }
      }
      let going = true
      const working = senders.map((s) => run(s, url, cookie, () => going))
      await pause(2500 + Math.random() * 2500)
      if (round < KILLS) await kill(program, dataDir, round % 2 === 1)
      going = false
      await Promise.all(working)
      if (round === 0) await pause(DOWN_MS)
    }
    program?.child.kill('SIGTERM')
    await program?.ended
    await check(senders)
  },
  120_000 + DOWN_MS + KILLS * 60_000,
)

interface Event {
  readonly t: number
  readonly open: boolean
}

/** The openings and clearings that a point's readings call for, in the order of time. */
function expected(sender: Sender, point: number): Event[] {
  const events: Event[] = []
  let open = false
  for (const { t, values } of sender.answered) {
    const high = (values[point] ?? 0) > HIGH
    if (high === open) continue
    open = high
    events.push({ t: Math.round(t * 1000), open })
  }
  return events
}

async function check(senders: readonly Sender[]): Promise<void> {
  const server = await startEmbedded({ dataDir })
  const owner = new Pool({ connectionString: server.ownerUrl, max: 1 })
  try {
    const stored = await owner.query<{ code: string; t: number; v: number }>(
      `select p.code, round(extract(epoch from r.t) * 1000)::float8 as t, r.v from reading r join point p on p.no = r.point order by r.t`,
    )
    const events = await owner.query<{ code: string; t: number; act: string; activated: boolean }>(
      `select p.code, round(extract(epoch from e.at) * 1000)::float8 as t, e.act, e.activated from alarm_event e join alarm a on a.id = e.alarm_id
         join point p on p.id = a.point_id where a.kind = 'limits' order by e.id`,
    )
    const missing = await owner.query(`select title from alarm where kind in ('missing', 'source')`)
    const warnings = await owner.query<{ n: number }>(`select count(*)::int as n from warning_alarm`)
    let alarms = 0
    for (const sender of senders) {
      for (const [p, code] of sender.codes.entries()) {
        const sent = [...sender.answered, ...(sender.waiting ? [sender.waiting] : [])]
        const readings = stored.rows.filter((r) => r.code === code).map((r) => [r.t, r.v])
        const answered = sender.answered.map((b) => [Math.round(b.t * 1000), b.values[p]])
        // All that was answered, once and in order; at most the one batch that was cut off stands behind it.
        expect(readings.slice(0, answered.length)).toEqual(answered)
        expect(readings.length).toBeLessThanOrEqual(sent.length)
        const want = expected(sender, p)
        const got = events.rows
          .filter((e) => e.code === code && (e.activated || e.act === 'clear' || e.act === 'return'))
          .map((e): Event => ({ t: e.t, open: e.activated }))
        expect(got.slice(0, want.length), code).toEqual(want)
        expect(got.length).toBeLessThanOrEqual(want.length + (readings.length - answered.length))
        alarms += got.filter((e) => e.open).length
      }
    }
    console.log(
      JSON.stringify({
        kills: KILLS,
        readings: stored.rows.length,
        activations: alarms,
        warned: warnings.rows[0]?.n,
        missing: missing.rows.length,
      }),
    )
    // The program's own standstill of half a minute is no silence of a point.
    expect(missing.rows).toEqual([])
    expect(alarms).toBeGreaterThan(SENDERS * POINTS)
  } finally {
    await owner.end()
    await server.stop()
  }
}
