import { existsSync, realpathSync } from 'node:fs'
import { createServer } from 'node:net'
import type { Client } from 'pg'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { foreignCluster, type Identity } from './cluster.ts'
import * as control from './control.ts'
import { messageOf, PostgresError } from './errors.ts'
import { takeFence } from './fence.ts'
import { readRunRecord, socketFolder, writeRunRecord, type Layout } from './layout.ts'
import { isPostmasterOf } from './processes.ts'
import { connectionString, serverSettings, SOCKET_PORT, writeSettings, type Endpoint } from './settings.ts'

/** All that opening one data folder needs. */
export type Context = {
  layout: Layout
  account: Account
  binaries: Binaries
  identity: Identity
  password: string
  log: (line: string) => void
  startTimeoutMs: number
}

const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const server = createServer()
    server.once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

async function chooseEndpoint(layout: Layout, account: Account, transport: 'socket' | 'tcp', newPort: boolean): Promise<Endpoint> {
  if (transport === 'socket') return { kind: 'socket', folder: socketFolder(layout, account), port: SOCKET_PORT }
  const record = readRunRecord(layout)
  if (record.port !== undefined && !newPort) return { kind: 'tcp', port: record.port }
  const port = await freePort()
  writeRunRecord(layout, { ...record, port })
  return { kind: 'tcp', port }
}

/** What the server says about itself. `settings` is the digest it was started with. */
export type Facts = { folder: string; systemId: string; settings: string; version: string }

async function factsOf(client: Client): Promise<Facts> {
  const result = await client.query<Facts>(
    `select current_setting('data_directory') as folder,
            (select system_identifier::text from pg_control_system()) as "systemId",
            coalesce(current_setting('anlan.settings', true), '') as settings,
            split_part(current_setting('server_version'), ' ', 1) as version`,
  )
  const facts = result.rows[0]
  if (facts === undefined) throw new Error('the server told nothing about itself')
  return facts
}

/** Throws unless the connected server works on our folder and is the cluster that was created there. */
function checkOurs(context: Context, facts: Facts): void {
  if (existsSync(facts.folder) && realpathSync(facts.folder) === context.layout.cluster && facts.systemId === context.identity.systemId)
    return
  throw foreignCluster(context.layout, context.identity.systemId, `${facts.systemId} (${facts.folder})`)
}

const listensAt = (running: control.PidFile, endpoint: Endpoint): boolean =>
  running.port === endpoint.port && running.socketFolder === (endpoint.kind === 'socket' ? endpoint.folder : '')

/**
 * A server left behind by a killed process is taken over when it is healthy and runs with exactly our programs and settings;
 * otherwise it is stopped. Returns its facts when taken over. Throws when something else answers at our address.
 */
async function adoptOrStop(context: Context, endpoint: Endpoint, digest: string): Promise<Facts | undefined> {
  const { layout, binaries, account, log } = context
  const running = control.readPidFile(layout.cluster)
  const ours = running !== undefined && isPostmasterOf(running.pid, layout.cluster)
  const url = connectionString(endpoint, context.password, 'postgres')
  const alive = (): boolean => running !== undefined && ours && isPostmasterOf(running.pid, layout.cluster)
  if (ours && running.status === 'ready' && !listensAt(running, endpoint)) {
    log('a database server left by an earlier process listens elsewhere; stopping it')
    await control.stopPostmaster(layout, binaries, account)
    return undefined
  }
  let client: Client
  try {
    client = await control.connectWhenReady(url, alive, 60_000)
  } catch (error) {
    if (ours) {
      log(`a database server left by an earlier process does not answer (${messageOf(error)}); stopping it`)
      await control.stopPostmaster(layout, binaries, account)
    }
    return undefined
  }
  try {
    const facts = await factsOf(client)
    checkOurs(context, facts)
    if (!ours && process.platform !== 'win32') {
      throw new PostgresError('folder-in-use', {
        zh: `数据目录 ${layout.dataDir} 的数据库正在另一个容器中运行，请先停止它`,
        en: `the database of data folder ${layout.dataDir} is running in another container; stop that one first`,
      })
    }
    // Nobody else may hold the lock before its clients are cut or the server is stopped.
    const fence = await takeFence(url, layout.dataDir, log)
    try {
      if (facts.settings === digest && facts.version === binaries.version) {
        // Sessions of the dead process may still hold locks.
        await client.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
            where backend_type = 'client backend' and pid <> pg_backend_pid() and application_name <> $1`,
          [`anlan pid ${process.pid}`],
        )
        return facts
      }
    } finally {
      await fence.release()
    }
  } finally {
    await client.end().catch(() => undefined)
  }
  log('a database server left by an earlier process runs with other programs or settings; stopping it')
  await control.stopPostmaster(layout, binaries, account)
  return undefined
}

async function startNew(context: Context, endpoint: Endpoint): Promise<Facts> {
  const { layout, binaries, account } = context
  writeSettings(layout.cluster, serverSettings(endpoint, layout.logs, binaries), account)
  control.disarmPidFile(layout.cluster)
  const spawned = await control.spawnPostmaster(layout, binaries, account)
  try {
    const url = connectionString(endpoint, context.password, 'postgres')
    const client = await control.connectWhenReady(url, () => spawned.exited() === undefined, context.startTimeoutMs)
    try {
      const facts = await factsOf(client)
      checkOurs(context, facts)
      return facts
    } finally {
      await client.end().catch(() => undefined)
    }
  } catch (error) {
    const ending = spawned.exited()
    if (ending === undefined) await control.stopPostmaster(layout, binaries, account)
    if (error instanceof PostgresError) throw error
    const words = control.lastServerWords(layout)
    throw new PostgresError(
      'start-failed',
      {
        zh: `数据库未能启动（${ending ?? messageOf(error)}）：\n${words}`,
        en: `the database did not start (${ending ?? messageOf(error)}):\n${words}`,
      },
      error,
    )
  }
}

/**
 * What a failed start can pass by itself: a server or children of a process killed a moment ago, seen only now, or a loopback port
 * that was taken meanwhile.
 */
const passes = (error: unknown): boolean =>
  error instanceof PostgresError &&
  error.code === 'start-failed' &&
  /pre-existing shared memory block|postmaster\.pid" already exists|could not bind|Address already in use/.test(error.message)

/** Takes over the server that runs on the folder, or starts one; waits for recovery. The caller holds the folder's lock. */
export async function adoptOrStart(
  context: Context,
  transport: 'socket' | 'tcp',
): Promise<{ facts: Facts; endpoint: Endpoint; adopted: boolean }> {
  const { layout, account, binaries } = context
  let endpoint = await chooseEndpoint(layout, account, transport, false)
  for (let attempt = 1; ; attempt++) {
    const running = await adoptOrStop(context, endpoint, serverSettings(endpoint, layout.logs, binaries).digest)
    if (running !== undefined) return { facts: running, endpoint, adopted: true }
    try {
      return { facts: await startNew(context, endpoint), endpoint, adopted: false }
    } catch (error) {
      if (!passes(error) || attempt >= 60) throw error
      context.log(`the database cannot start yet, attempt ${attempt}`)
      await new Promise((done) => setTimeout(done, 200))
      if (transport === 'tcp') endpoint = await chooseEndpoint(layout, account, transport, true)
    }
  }
}
