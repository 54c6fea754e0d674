import { spawn } from 'node:child_process'
import { chownSync, closeSync, existsSync, openSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { spawnAs, type Account } from './account.ts'
import { childEnvironment, type Binaries } from './binaries.ts'
import { ownerPassword, runProgram } from './cluster.ts'
import { codeOf, messageOf, PostgresError } from './errors.ts'
import { layoutOf, type Layout } from './layout.ts'
import { isPostmasterOf, pidExists, waitForExit } from './processes.ts'
import { connectionString, LOG_FILES, type Endpoint } from './settings.ts'

/** postmaster.pid (src/include/utils/pidfile.h): pid, data folder, start, port, socket folder, address, shared memory key, status. */
export type PidFile = { pid: number; startedAt: number; port: number; socketFolder: string; address: string; status: string }

export function readPidFile(cluster: string): PidFile | undefined {
  const path = join(cluster, 'postmaster.pid')
  if (!existsSync(path)) return undefined
  const lines = readFileSync(path, 'utf8').split('\n')
  const at = (index: number): string => lines[index]?.trim() ?? ''
  const pid = Number(at(0))
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  return { pid, startedAt: Number(at(2)), port: Number(at(3)), socketFolder: at(4), address: at(5), status: at(7) }
}

/**
 * After a crash postmaster.pid may name a process that is now something else; PostgreSQL then refuses to start when that process has
 * our user. Deleting the file would also drop the shared memory key by which it finds surviving children, so only the number is
 * replaced, by the launcher's own: PostgreSQL takes its parent's number for stale.
 */
export function disarmPidFile(cluster: string): void {
  const path = join(cluster, 'postmaster.pid')
  const stale = readPidFile(cluster)
  if (stale === undefined || !pidExists(stale.pid) || isPostmasterOf(stale.pid, cluster)) return
  const [, ...rest] = readFileSync(path, 'utf8').split('\n')
  writeFileSync(path, [String(process.pid), ...rest].join('\n'))
}

export const startLog = (layout: Layout): string => join(layout.logs, 'start.log')

const tail = (path: string | undefined): string =>
  path !== undefined && existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n').slice(-6).join('\n') : ''

/** The end of what the server said while starting: its own stderr, or the newest log file once the collector took over. */
export function lastServerWords(layout: Layout): string {
  const newest = serverLogs(layout).at(-1)
  return [tail(startLog(layout)), tail(newest)].filter((text) => text !== '').join('\n')
}

const serverLogs = (layout: Layout): string[] =>
  readdirSync(layout.logs)
    .filter((name) => /^server-.*\.log$/.test(name))
    .sort()
    .map((name) => join(layout.logs, name))

/** Together with the size limit of one file this bounds the logs: the names sort by time, the newest stay. */
export function pruneServerLogs(layout: Layout): void {
  for (const path of serverLogs(layout).slice(0, -LOG_FILES)) rmSync(path, { force: true })
}

export type Spawned = { pid: number; exited: () => string | undefined }

/**
 * Starts the postmaster in a session of its own, so that Ctrl-C at the terminal reaches Anlan alone and Anlan stops the server in order.
 * Its output goes to a file, never to a pipe: a pipe would break when Anlan dies while the server must live on.
 */
export async function spawnPostmaster(layout: Layout, binaries: Binaries, account: Account): Promise<Spawned> {
  writeFileSync(startLog(layout), '', { mode: 0o600 })
  if (account.switchUser) chownSync(startLog(layout), account.uid, account.gid)
  const out = openSync(startLog(layout), 'a')
  try {
    const child = spawn(binaries.postgres, ['-D', layout.cluster], {
      ...spawnAs(account),
      cwd: layout.cluster,
      env: childEnvironment(),
      detached: true,
      windowsHide: true,
      stdio: ['ignore', out, out],
    })
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', () => resolve())
      child.once('error', reject)
    })
    child.unref()
    let ending: string | undefined
    child.once('exit', (code, signal) => {
      ending = signal === null ? `exit code ${code}` : `signal ${signal}`
    })
    return { pid: child.pid ?? -1, exited: () => ending }
  } finally {
    closeSync(out)
  }
}

/** SQLSTATE class 57P03: starting up, shutting down or recovering. 53300: too many clients, which passes as well. */
const NOT_YET = new Set(['57P03', '53300', 'ECONNREFUSED', 'ENOENT', 'ECONNRESET'])

/** One connection, errors of a later loss swallowed (they surface in the next query). */
export async function connect(url: string, name = 'anlan-launcher'): Promise<Client> {
  const client = new Client({ connectionString: url, application_name: name, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return client
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
}

/**
 * Connects as soon as the server takes connections. Recovery after a crash may take long, so it waits as long as `stillAlive` says,
 * up to `timeoutMs`. Throws the last connection error when the server died, answered with a real error or took too long.
 */
export async function connectWhenReady(url: string, stillAlive: () => boolean, timeoutMs: number): Promise<Client> {
  const end = Date.now() + timeoutMs
  for (;;) {
    // Asked before the attempt: a server that dies during it deserves no further one, a server that is up must get one.
    const alive = stillAlive()
    try {
      return await connect(url)
    } catch (error) {
      const passing = NOT_YET.has(codeOf(error) ?? '') || /terminated unexpectedly|timeout/i.test(messageOf(error))
      if (!passing || !alive || Date.now() > end) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
}

/**
 * Stops the server of a cluster and waits for its end: fast mode (clients are cut, transactions rolled back, everything written out);
 * when that takes longer than `fastSeconds`, immediate mode, after which the next start replays the log. Nothing acknowledged is lost.
 */
export async function stopPostmaster(layout: Layout, binaries: Binaries, account: Account, fastSeconds = 90): Promise<void> {
  const running = readPidFile(layout.cluster)
  if (running === undefined || !isPostmasterOf(running.pid, layout.cluster)) return
  const stop = (mode: string, seconds: number): Promise<{ code: number; output: string }> =>
    runProgram(binaries.pgCtl, ['stop', '-D', layout.cluster, '-m', mode, '-w', '-t', String(seconds)], account, layout.cluster)
  let result = await stop('fast', fastSeconds)
  if (result.code !== 0 && isPostmasterOf(running.pid, layout.cluster)) result = await stop('immediate', 30)
  if (await waitForExit(running.pid, 10_000)) return
  throw new PostgresError('stop-failed', {
    zh: `数据库进程 ${running.pid} 未能停止：${result.output}`,
    en: `the database process ${running.pid} did not stop: ${result.output}`,
  })
}

/**
 * The owner's connection string of a server that runs on this data folder now, started by whichever process; undefined when none runs.
 * For programs beside the main one, such as a backup from the command line.
 */
export function runningOwnerUrl(dataDir: string): string | undefined {
  if (!existsSync(dataDir)) return undefined
  const { cluster } = layoutOf(realpathSync(dataDir))
  const running = readPidFile(cluster)
  if (running === undefined || running.status !== 'ready' || !isPostmasterOf(running.pid, cluster)) return undefined
  const endpoint: Endpoint =
    running.socketFolder === '' ? { kind: 'tcp', port: running.port } : { kind: 'socket', folder: running.socketFolder, port: running.port }
  return connectionString(endpoint, ownerPassword(cluster))
}
