import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appUrlOf, openDb } from '#platform/db/index.ts'
import { startEmbedded } from '#platform/postgres/index.ts'
import { checkpoint, verifyEvidence, verifyRecord } from '#platform/record/index.ts'
import { loadKeys } from '#apps/server/keys.ts'
import { wiredKinds } from '#apps/server/kinds.ts'
import { systemClaims } from '#apps/server/system.ts'
import { newLedger, sendAgain, signIn, work, type Ledger } from './load.ts'
import { cleanUp, freePort, kill, killWhileStarting, postmasterOf, startProgram, type Program } from './program.ts'
import { makeWorld, type World } from './world.ts'

/** How often the program is killed at work; every second time the database's main process as well, and every third time once more while it starts again. */
const KILLS = Number(process.env['KILLS'] ?? 5)
const CONNECTIONS = 6

let folder = ''
let dataDir = ''
let world: World
let program: Program | null = null

beforeAll(async () => {
  folder = await mkdtemp(path.join(process.env['DURABILITY_DIR'] ?? tmpdir(), 'anlan-durability-'))
  // Started by root, the database runs as nobody and must be able to enter.
  await chmod(folder, 0o711)
  dataDir = path.join(folder, 'data')
  world = await makeWorld(dataDir, CONNECTIONS)
}, 180_000)

afterAll(async () => {
  await cleanUp(program, dataDir)
  await rm(folder, { recursive: true, force: true })
}, 60_000)

const figures = { kills: 0, withDatabase: 0, whileStarting: 0, adopted: 0, startedAnew: 0, sentAgain: 0, startMs: [] as number[] }

/** Starts the program; what ran before on the folder must have been taken over or be gone. */
async function start(port: number): Promise<Program> {
  const before = postmasterOf(dataDir)
  const started = await startProgram(dataDir, port)
  const after = postmasterOf(dataDir)
  expect(after).toBeDefined()
  if (before !== undefined && before === after) figures.adopted += 1
  else figures.startedAnew += 1
  figures.startMs.push(Math.round(started.startMs))
  return started
}

async function loadAndKill(
  ledger: Ledger,
  url: string,
  cookies: readonly string[],
  running: Program,
  withDatabase: boolean,
): Promise<void> {
  let going = true
  const workers = cookies.map((cookie) => work(ledger, url, cookie, world.plant, () => going))
  await new Promise((done) => setTimeout(done, 300 + Math.random() * 3700))
  await kill(running, dataDir, withDatabase)
  going = false
  await Promise.all(workers)
  figures.kills += 1
  if (withDatabase) figures.withDatabase += 1
}

test(
  `what was acknowledged is there after ${KILLS} kills, once, and the record is whole`,
  async () => {
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    const ledger = newLedger()
    let cookies: string[] = []
    for (let round = 0; round < KILLS; round++) {
      program = await start(port)
      if (round === 0) cookies = await Promise.all(world.usernames.map((name) => signIn(url, name)))
      figures.sentAgain += await sendAgain(ledger, url)
      expect(ledger.faults).toEqual([])
      await loadAndKill(ledger, url, cookies, program, round % 2 === 1)
      if (round % 3 !== 2) continue
      await killWhileStarting(dataDir, port, Math.random() * 4000)
      figures.whileStarting += 1
    }
    program = await start(port)
    figures.sentAgain += await sendAgain(ledger, url)
    expect(ledger.faults).toEqual([])
    expect(ledger.open.size).toBe(0)
    program.child.kill('SIGTERM')
    await program.ended
    expect(postmasterOf(dataDir)).toBeUndefined()
    await check(ledger)
  },
  60_000 + KILLS * 45_000,
)

async function check(ledger: Ledger): Promise<void> {
  const server = await startEmbedded({ dataDir })
  const owner = new Pool({ connectionString: server.ownerUrl, max: 1 })
  try {
    const acts = await owner.query<{ id: string; matterId: string; seq: number }>(`select id, matter_id as "matterId", seq from act`)
    const stored = new Map(acts.rows.map((a) => [a.id, a]))
    const missing = [...ledger.acts.values()].filter((a) => stored.get(a.id)?.matterId !== a.matterId || stored.get(a.id)?.seq !== a.seq)
    const files = await owner.query<{ hash: string }>('select hash from file')
    const known = new Set(files.rows.map((f) => f.hash))
    const lost = [...ledger.uploads].filter((hash) => !known.has(hash))
    const told = await owner.query<{ n: number }>(
      `select count(distinct payload ->> 'actId')::int as n from outbox where topic = 'matter.act'`,
    )
    const events = await owner.query<{ n: number }>(`select count(*)::int as n from outbox where topic = 'matter.act'`)
    // Sealed after all the crashes, so that the checkpoints are part of what is verified.
    const db = openDb(await appUrlOf(server.ownerUrl), { max: 1 })
    await checkpoint(db, systemClaims(wiredKinds().values()), loadKeys(dataDir), () => new Date())
    await db.close()
    const report = await verifyRecord({ ownerUrl: server.ownerUrl, publicPem: loadKeys(dataDir).publicPem })
    const evidence = await verifyEvidence({ ownerUrl: server.ownerUrl, folder: path.join(dataDir, 'files') })
    const startMs = figures.startMs.toSorted((a, b) => a - b)
    const median = startMs[Math.floor(startMs.length / 2)]
    const summary = {
      ...figures,
      startMs: { median, most: startMs.at(-1) },
      acts: ledger.acts.size,
      uploads: ledger.uploads.size,
      refused: ledger.refused.size,
      missing: missing.length,
      lost: lost.length,
      verified: report.acts,
      checkpoints: report.checkpoints,
    }
    console.log(JSON.stringify(summary))
    expect(missing).toEqual([])
    expect(lost).toEqual([])
    // Nothing that nobody sent, nothing that was refused, nothing twice: an act is one row and was told of once.
    expect(acts.rows.filter((a) => !ledger.sent.has(a.id))).toEqual([])
    expect([...ledger.refused].filter((id) => stored.has(id))).toEqual([])
    expect(stored.size).toBe(ledger.acts.size)
    expect(events.rows[0]?.n).toBe(stored.size)
    expect(told.rows[0]?.n).toBe(stored.size)
    expect(report.faults).toEqual([])
    expect(report).toMatchObject({ acts: stored.size, unsealed: 0 })
    expect(evidence.faults).toEqual([])
    expect(evidence.files).toBeGreaterThanOrEqual(ledger.uploads.size)
    expect(ledger.acts.size).toBeGreaterThan(KILLS)
    expect(figures.adopted + figures.startedAnew).toBe(KILLS + 1)
  } finally {
    await owner.end()
    await server.stop()
  }
}
