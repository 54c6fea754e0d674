import { existsSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { startAnlan } from './anlan.ts'
import { startCluster } from './cluster.ts'
import { fillAnlan } from './county.ts'
import { startDirectus } from './directus.ts'
import type { Measured } from './load.ts'
import { memoryOf, run } from './procs.ts'
import { check, measure, type Program } from './program.ts'
import { startStrapi } from './strapi.ts'

/**
 * Requests per second beside Directus and Strapi on one PostgreSQL server, as a user of one town. Everything is installed into
 * and kept in the scratch folder; load goes to 127.0.0.1 only and ends by itself.
 */
const { values } = parseArgs({
  options: {
    orgs: { type: 'string', default: '100000' },
    rows: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '15' },
    rounds: { type: 'string', default: '3' },
    folder: { type: 'string', default: path.join(tmpdir(), 'anlan-bench-api') },
    /** Where the peers are installed; below the folder when absent. */
    peers: { type: 'string' },
    bin: { type: 'string', default: '/usr/lib/postgresql/15/bin' },
    alone: { type: 'boolean', default: false },
  },
})
const CONNECTIONS = 10
const seconds = Number(values.seconds)
const rounds = Number(values.rounds)
const peers = values.peers ?? path.join(values.folder, 'peers')
const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** The peers want a newer Node than ours; it comes as a package. */
async function newerNode(): Promise<string> {
  const folder = path.join(peers, 'node22')
  const node = path.join(folder, `node_modules/node-${process.platform}-${process.arch}/bin/node`)
  if (existsSync(node)) return node
  mkdirSync(folder, { recursive: true })
  const name = `node-${process.platform}-${process.arch}@22`
  await run('npm', ['install', '--prefix', folder, name, '--no-audit', '--no-fund'], path.join(peers, 'node22.log'))
  return node
}

/** Bare commits: one insert and its commit after another on each of the connections. The ceiling of any durable write. */
async function bareCommits(url: string): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS })
  await pool.query('create table if not exists bench_commit (id bigint generated always as identity primary key, text text)')
  const until = performance.now() + seconds * 1000
  let done = 0
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      const client = await pool.connect()
      while (performance.now() < until) {
        await client.query({ name: 'bare', text: 'insert into bench_commit (text) values ($1)', values: ['x'] })
        done++
      }
      client.release()
    }),
  )
  await pool.query('drop table bench_commit')
  await pool.end()
  return done / seconds
}

const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0

type Work = 'list' | 'one' | 'write'
const results = new Map<string, Measured[]>()

async function measureAll(programs: readonly Program[], work: Work): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    for (const program of programs) {
      const measured = await measure(program, program.workloads[work], CONNECTIONS, seconds)
      const key = `${program.name}/${work}`
      results.set(key, [...(results.get(key) ?? []), measured])
      const fault = measured.fault === null ? '' : `  refused ${measured.refused}: ${measured.fault.slice(0, 120)}`
      console.log(
        `${work} ${program.name}: ${measured.perSecond.toFixed(0)}/s  p50 ${measured.p50.toFixed(1)} ms  p99 ${measured.p99.toFixed(1)} ms${fault}`,
      )
    }
  }
}

const rate = (name: string, work: Work): number => median((results.get(`${name}/${work}`) ?? []).map((m) => m.perSecond))
const p99 = (name: string, work: Work): number => median((results.get(`${name}/${work}`) ?? []).map((m) => m.p99))

function verdict(what: string, value: number, target: number, atMost = false): void {
  const met = atMost ? value <= target : value >= target
  console.log(`${met ? 'met   ' : 'MISSED'} ${what}: ${value.toFixed(2)} (${atMost ? 'at most' : 'at least'} ${target})`)
}

const size = { orgs: Number(values.orgs), matters: Number(values.rows) }
const cluster = await startCluster(values.bin, values.folder)
const programs: Program[] = []
try {
  const database = `anlan_${size.matters}`
  await cluster.create(database)
  const url = cluster.url(database)
  const dataDir = path.join(values.folder, 'anlan-data')
  const took = await fillAnlan(url, dataDir, size)
  console.log(
    `PostgreSQL ${cluster.version}; ${size.orgs} enterprises, ${size.matters} matters${took === null ? '' : `, made in ${took.toFixed(0)} s`}`,
  )
  programs.push(await startAnlan(process.execPath, ROOT, url, dataDir))
  if (!values.alone) {
    const node = await newerNode()
    programs.push(await startDirectus(values.bin, node, 'npm', path.join(peers, 'directus'), cluster, url))
    programs.push(await startStrapi(values.bin, node, 'npm', path.join(peers, 'strapi'), cluster, url))
  }
  for (const program of programs) await check(program)
  for (const program of programs)
    for (const work of ['list', 'one'] as const) await measure(program, program.workloads[work], CONNECTIONS, 2)
  for (const work of ['list', 'one', 'write'] as const) await measureAll(programs, work)
  const memory = new Map(programs.map((p) => [p.name, memoryOf(p.pid)]))
  const bare = await bareCommits(url)
  console.log(`\nmedians of ${rounds} alternated runs of ${seconds} s, ${CONNECTIONS} connections; bare commits ${bare.toFixed(0)}/s`)
  for (const p of programs) {
    const cells = (['list', 'one', 'write'] as const).map((w) => `${w} ${rate(p.name, w).toFixed(0)}/s p99 ${p99(p.name, w).toFixed(1)} ms`)
    console.log(`| ${p.name} | ${cells.join(' | ')} | ${memory.get(p.name)?.toFixed(0)} MB |`)
  }
  const others = programs.filter((p) => p.name !== 'Anlan').map((p) => p.name)
  const best = (work: Work): number => Math.max(...others.map((o) => rate(o, work)))
  if (others.length > 0) {
    verdict('list, requests beside the better peer', rate('Anlan', 'list') / best('list'), 5)
    verdict('list, p99 beside the better peer', p99('Anlan', 'list') / Math.min(...others.map((o) => p99(o, 'list'))), 1 / 3, true)
    verdict('one record beside the better peer', rate('Anlan', 'one') / best('one'), 3)
    verdict('an act beside the better peer’s create', rate('Anlan', 'write') / best('write'), 2)
  }
  verdict('an act beside bare commits', rate('Anlan', 'write') / bare, 0.4)
  verdict('memory of the server, MB', memory.get('Anlan') ?? 0, 250, true)
} finally {
  for (const program of programs) await program.stop()
  await cluster.stop()
}
