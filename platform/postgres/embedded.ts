import { chmodSync, existsSync, mkdirSync, realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import { accountFor, checkReachable } from './account.ts'
import { prepareBinaries, removeOldCopies } from './binaries.ts'
import { ensureCluster, ownerPassword } from './cluster.ts'
import * as control from './control.ts'
import { messageOf, PostgresError } from './errors.ts'
import { takeFence } from './fence.ts'
import { layoutOf, makePrivateFolder } from './layout.ts'
import { acquireLock } from './lock.ts'
import { adoptOrStart, type Context, type Facts } from './opening.ts'
import { connectionString, DATABASE, type Endpoint } from './settings.ts'

/** A database server ready for use; `stop` is safe to call more than once. */
export type EmbeddedServer = {
  /** Connection string of the owner (a superuser) for node-postgres. */
  ownerUrl: string
  /** Socket folder, or a host name. */
  host: string
  port: number
  database: string
  /** The cluster's identity from pg_control; '' where an external server does not let us read it. */
  systemId: string
  /** True when the server was still running from a process that died, and was taken over. */
  adopted: boolean
  /** As the server says it: '18.4'. */
  version: string
  stop(): Promise<void>
}

export type StartOptions = {
  /** Anlan's data folder; made when missing. */
  dataDir: string
  log?: (line: string) => void
  /** 'tcp' (loopback, password) where sockets do not work: Windows, some shared folders. Default by platform. */
  transport?: 'socket' | 'tcp'
  /** How long recovery after a crash may take. Default ten minutes. */
  startTimeoutMs?: number
  /** Called once when the server ended by itself or cannot be reached for a minute: best to exit and be started anew. */
  onLost?: (reason: string) => void
}

/** Makes the data folder; under root it can be walked through by the server's account but not listed. */
function prepareFolder(given: string): string {
  const path = resolve(given)
  if (!existsSync(path)) {
    mkdirSync(path, { recursive: true })
    if (process.platform !== 'win32') chmodSync(path, process.getuid?.() === 0 ? 0o711 : 0o700)
  }
  return realpathSync(path)
}

async function ensureDatabase(url: string): Promise<void> {
  const client = await control.connect(url)
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE])
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/**
 * Starts (or takes over) the database of a data folder and resolves when it accepts queries. One process at a time owns a folder.
 * Throws PostgresError, among others 'folder-in-use', 'identity-mismatch', 'cluster-missing', 'folder-not-traversable',
 * 'unsupported-platform', 'start-failed'. The caller calls `stop` on its exit signals; this folder installs no handlers.
 */
export async function startEmbedded(options: StartOptions): Promise<EmbeddedServer> {
  const log = options.log ?? (() => undefined)
  const layout = layoutOf(prepareFolder(options.dataDir))
  const account = accountFor(layout.cluster)
  checkReachable(layout.dataDir, account)
  const lock = acquireLock(layout.lock, layout.dataDir)
  try {
    makePrivateFolder(layout.logs, account)
    const binaries = prepareBinaries(layout.binaries, account, log)
    const identity = await ensureCluster(layout, binaries, account, log)
    const password = ownerPassword(layout.cluster)
    const context: Context = { layout, account, binaries, identity, password, log, startTimeoutMs: options.startTimeoutMs ?? 600_000 }
    const transport = options.transport ?? (process.platform === 'win32' ? 'tcp' : 'socket')
    const { facts, endpoint, adopted } = await adoptOrStart(context, transport)
    try {
      return await handOver(context, endpoint, facts, adopted, { unlock: lock.release, lost: options.onLost ?? (() => undefined) })
    } catch (error) {
      // When another process holds the lock in the server, the server is in use and not ours to stop.
      const inUse = error instanceof PostgresError && error.code === 'folder-in-use'
      if (!inUse) await control.stopPostmaster(layout, binaries, account)
      throw error
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

type Hooks = { unlock: () => void; lost: (reason: string) => void }

async function handOver(context: Context, endpoint: Endpoint, facts: Facts, adopted: boolean, hooks: Hooks): Promise<EmbeddedServer> {
  const { layout, account, binaries, log } = context
  const adminUrl = connectionString(endpoint, context.password, 'postgres')
  await ensureDatabase(adminUrl)
  const fence = await takeFence(adminUrl, layout.dataDir, log, hooks.lost)
  removeOldCopies(layout.binaries, binaries)
  const prune = (): void => {
    try {
      control.pruneServerLogs(layout)
    } catch (error) {
      log(`old database logs could not be removed: ${messageOf(error)}`)
    }
  }
  prune()
  const pruning = setInterval(prune, 3_600_000)
  pruning.unref()
  log(`database ${facts.version} ${adopted ? 'taken over' : 'started'} for ${layout.dataDir}`)
  let stopping: Promise<void> | undefined
  const stop = async (): Promise<void> => {
    clearInterval(pruning)
    await fence.release()
    await control.stopPostmaster(layout, binaries, account)
    hooks.unlock()
    log(`database stopped for ${layout.dataDir}`)
  }
  return {
    ownerUrl: connectionString(endpoint, context.password),
    host: endpoint.kind === 'socket' ? endpoint.folder : '127.0.0.1',
    port: endpoint.port,
    database: DATABASE,
    systemId: facts.systemId,
    adopted,
    version: facts.version,
    stop: () => (stopping ??= stop()),
  }
}
