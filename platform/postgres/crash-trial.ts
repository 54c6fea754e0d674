import { spawn } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync, chmodSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connect, readPidFile } from './control.ts'
import { startEmbedded } from './embedded.ts'
import { waitForExit } from './processes.ts'

/** 'node': only the Node process is killed, the server lives on. 'both': the server's main process is killed as well. */
export type CrashKind = 'node' | 'both'

export type CrashTrialReport = {
  rounds: number
  adopted: number
  started: number
  acknowledged: number
  /** Acknowledged rows that are not in the table at the end: must be 0. */
  missing: number
  /** Milliseconds from spawn of each child to its first acknowledged row. */
  firstRowMs: number[]
}

const writer = fileURLToPath(new URL('crash-writer.ts', import.meta.url))

type Round = { opening: string; rows: number[]; firstRowMs: number }

/** One round: a child writes until `lifeMs` after its first row, then is killed with SIGKILL. */
async function killOnce(dataDir: string, kind: CrashKind, lifeMs: number): Promise<Round> {
  const begun = Date.now()
  const child = spawn(process.execPath, ['--import', 'tsx', writer, dataDir], { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  let errors = ''
  let firstRowMs = 0
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString('utf8')))
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8')
    if (firstRowMs > 0 || !/\n\d+\n/.test(output)) return
    firstRowMs = Date.now() - begun
    setTimeout(() => {
      const postmaster = readPidFile(join(realpathSync(dataDir), 'pg'))?.pid
      if (kind === 'both' && postmaster !== undefined) process.kill(postmaster, 'SIGKILL')
      child.kill('SIGKILL')
    }, lifeMs)
  })
  await ended
  const [opening = '', ...lines] = output.split('\n')
  if (firstRowMs === 0) throw new Error(`the child wrote nothing: ${errors}`)
  // The last piece may be half a number: only lines that ended were acknowledged for certain.
  return { opening, rows: lines.slice(0, -1).map(Number), firstRowMs }
}

/**
 * Kills a writing process `rounds` times at random moments and counts the acknowledged rows that are missing at the end.
 * `kinds` are used in turn. Works in a folder of its own under the temp folder and removes it.
 */
export async function runCrashTrial(rounds: number, kinds: CrashKind[]): Promise<CrashTrialReport> {
  const dataDir = mkdtempSync(join(tmpdir(), 'anlan-crash-'))
  chmodSync(dataDir, 0o755)
  const acknowledged: number[] = []
  const report: CrashTrialReport = { rounds, adopted: 0, started: 0, acknowledged: 0, missing: 0, firstRowMs: [] }
  try {
    for (let round = 0; round < rounds; round++) {
      const kind = kinds[round % kinds.length] ?? 'node'
      const done = await killOnce(dataDir, kind, Math.floor(Math.random() * 400))
      acknowledged.push(...done.rows)
      report.firstRowMs.push(done.firstRowMs)
      if (done.opening === 'adopted') report.adopted++
      else report.started++
    }
    const server = await startEmbedded({ dataDir })
    const client = await connect(server.ownerUrl)
    const missing = await client.query<{ missing: number }>(
      'select count(*)::int as missing from unnest($1::bigint[]) as a(id) where not exists (select 1 from crash_row r where r.id = a.id)',
      [acknowledged],
    )
    await client.query('create extension if not exists amcheck')
    await client.query("select bt_index_check('crash_row_pkey', true)")
    await client.end()
    report.acknowledged = acknowledged.length
    report.missing = missing.rows[0]?.missing ?? -1
    await server.stop()
    return report
  } finally {
    const left = readPidFile(join(realpathSync(dataDir), 'pg'))?.pid
    if (left !== undefined) {
      process.kill(left, 'SIGINT')
      await waitForExit(left, 30_000)
    }
    rmSync(dataDir, { recursive: true, force: true })
  }
}

// Run by itself: `npx tsx platform/postgres/crash-trial.ts 20`.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(JSON.stringify(await runCrashTrial(Number(process.argv[2] ?? 20), ['node', 'both']), null, 2))
}
