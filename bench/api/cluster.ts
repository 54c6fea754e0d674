import { existsSync, mkdirSync, chmodSync, chownSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { freePort, run, start, stop } from './procs.ts'

/** The one server that all programs of the comparison use. */
export interface Cluster {
  readonly version: string
  /** Connection string of the owner to a database. */
  url(database: string): string
  /** Makes the database unless it is there. True when it was made now. */
  create(database: string): Promise<boolean>
  /** Removes a database that could not be filled. */
  drop(database: string): Promise<void>
  stop(): Promise<void>
}

/** What differs from the defaults. Durability is as delivered: fsync and synchronous_commit are on. */
export const SETTINGS: Readonly<Record<string, string>> = {
  shared_buffers: '1GB',
  effective_cache_size: '4GB',
  max_wal_size: '4GB',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  max_connections: '80',
}

const NOBODY = 65_534

/** PostgreSQL refuses to run as root. */
const lowly = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

/** Starts a cluster of its own in the folder, made at the first time. Listens on 127.0.0.1 only; all local users are trusted. */
export async function startCluster(bin: string, folder: string): Promise<Cluster> {
  const data = path.join(folder, 'pg')
  const log = path.join(folder, 'pg.log')
  mkdirSync(folder, { recursive: true })
  if (!existsSync(path.join(data, 'PG_VERSION'))) {
    mkdirSync(data, { recursive: true })
    chmodSync(data, 0o700)
    if (lowly.uid !== undefined) chownSync(data, lowly.uid, lowly.gid)
    const args = ['-D', data, '-U', 'owner', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8']
    await run(path.join(bin, 'initdb'), args, log, { ...lowly, cwd: data })
  }
  const port = await freePort()
  const set = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const args = ['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', ...set]
  const server = start(path.join(bin, 'postgres'), args, log, { ...lowly, cwd: data })
  const url = (database: string): string => `postgres://owner@127.0.0.1:${port}/${database}`
  let version = ''
  for (let tries = 0; version === ''; tries++) {
    if (server.exitCode !== null || tries > 240) throw new Error(`PostgreSQL does not start; see ${log}`)
    await new Promise((resolve) => setTimeout(resolve, 250))
    version = await query(url('postgres'), 'show server_version').then(
      (rows) => String(rows[0]?.['server_version'] ?? ''),
      () => '',
    )
  }
  return {
    version,
    url,
    async create(database) {
      const known = await query(url('postgres'), `select from pg_database where datname = ${pg.escapeLiteral(database)}`)
      if (known.length > 0) return false
      await query(url('postgres'), `create database ${pg.escapeIdentifier(database)}`)
      return true
    },
    async drop(database) {
      await query(url('postgres'), `drop database if exists ${pg.escapeIdentifier(database)} with (force)`)
    },
    async stop() {
      // SIGINT is the fast shutdown; SIGTERM would wait for pools to leave.
      const gone = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGINT')
      await Promise.race([gone, stop(server)])
    },
  }
}
