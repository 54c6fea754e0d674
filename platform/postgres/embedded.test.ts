import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { afterAll, expect, test } from 'vitest'
import { findPackage, prepareBinaries } from './binaries.ts'
import { readPidFile, runningOwnerUrl } from './control.ts'
import { startEmbedded, type EmbeddedServer } from './embedded.ts'
import { PostgresError } from './errors.ts'
import { connectExternal } from './external.ts'
import { isPostmasterOf, pidExists, waitForExit } from './processes.ts'
import { testFolders } from './test-folders.ts'

const folders = testFolders()
afterAll(() => folders.clear())

const isRoot = process.getuid?.() === 0

async function ask<T extends Record<string, unknown>>(server: EmbeddedServer, sql: string): Promise<T[]> {
  const client = new Client({ connectionString: server.ownerUrl })
  // A server that falls between connecting and asking is the test's own doing: the caller asks again.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<T>(sql)).rows
  } finally {
    await client.end()
  }
}

const codeOfRejection = async (promise: Promise<unknown>): Promise<string> => {
  try {
    await promise
  } catch (error) {
    if (error instanceof PostgresError) return error.code
    throw error
  }
  return 'resolved'
}

function postmasterPid(dataDir: string): number {
  const pid = readPidFile(join(dataDir, 'pg'))?.pid
  if (pid === undefined) throw new Error('no server runs')
  return pid
}

test('starts with the promised settings, keeps rows over a restart, leaves no process after stop', async () => {
  const dataDir = folders.make()
  const first = await startEmbedded({ dataDir })
  expect(first.adopted).toBe(false)
  const settings = await ask(
    first,
    `select current_setting('fsync') as fsync, current_setting('listen_addresses') as listen, current_setting('wal_level') as wal,
            current_setting('max_connections') as connections, current_setting('TimeZone') as zone, current_setting('server_encoding') as encoding,
            current_setting('data_checksums') as checksums`,
  )
  expect(settings[0]).toEqual({
    fsync: 'on',
    listen: '',
    wal: 'replica',
    connections: '60',
    zone: 'UTC',
    encoding: 'UTF8',
    checksums: 'on',
  })
  expect(await ask(first, `select string_agg(x, '' order by x collate "zh-x-icu") as p from unnest(array['王','李','安','张']) x`)).toEqual(
    [{ p: '安李王张' }],
  )
  await ask(first, 'create extension pg_trgm')
  expect(await ask(first, `select cardinality(show_trgm('磷化工')) as n`)).toEqual([{ n: 4 }])
  await ask(first, 'create table kept as select 42 as answer')
  const pid = postmasterPid(dataDir)
  expect(isPostmasterOf(pid, join(dataDir, 'pg'))).toBe(true)
  expect(runningOwnerUrl(dataDir)).toBe(first.ownerUrl)
  await first.stop()
  await first.stop()
  expect(pidExists(pid)).toBe(false)
  expect(runningOwnerUrl(dataDir)).toBeUndefined()

  const second = await startEmbedded({ dataDir })
  expect(second.systemId).toBe(first.systemId)
  expect(await ask(second, 'select answer from kept')).toEqual([{ answer: 42 }])
  await second.stop()
})

test('a second opener is refused with the pid of the first, and the first goes on', async () => {
  const dataDir = folders.make()
  const server = await startEmbedded({ dataDir })
  await expect(startEmbedded({ dataDir })).rejects.toThrow(`pid ${process.pid}`)
  // Without the lock folder (removed by hand) the lock inside the server still refuses.
  rmSync(join(dataDir, 'pg-lock'), { recursive: true })
  await expect(startEmbedded({ dataDir })).rejects.toThrow(/in use by another Anlan process \(anlan pid \d+/)
  expect(await ask(server, 'select 1 as one')).toEqual([{ one: 1 }])
  mkdirSync(join(dataDir, 'pg-lock'), { recursive: true })
  await server.stop()
})

test('a folder open in another process is refused with its pid; after kill -9 a server with other settings is replaced', async () => {
  const dataDir = folders.make()
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('crash-writer.ts', import.meta.url)), dataDir])
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  let output = ''
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8')
      if (output.includes('\n20\n')) resolve()
    })
  })
  await expect(startEmbedded({ dataDir })).rejects.toThrow(`in use by process ${child.pid}`)
  const orphan = postmasterPid(dataDir)
  child.kill('SIGKILL')
  await ended
  expect(pidExists(orphan)).toBe(true)
  const server = await startEmbedded({ dataDir, transport: 'tcp' })
  expect(server.adopted).toBe(false)
  expect(pidExists(orphan)).toBe(false)
  const rows = await ask<{ n: number }>(server, 'select count(*)::int as n from crash_row')
  expect(rows[0]?.n).toBeGreaterThanOrEqual(20)
  await server.stop()
})

test('after a crash of a server process the folder is locked again', async () => {
  const dataDir = folders.make()
  const lines: string[] = []
  const server = await startEmbedded({ dataDir, log: (line) => lines.push(line) })
  const client = new Client({ connectionString: server.ownerUrl })
  client.on('error', () => undefined)
  await client.connect()
  const backend = (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid ?? 0
  // The postmaster ends all its children and replays the log when one of them dies this way.
  process.kill(backend, 'SIGKILL')
  const holders = `select count(*)::int as n from pg_locks where locktype = 'advisory' and granted`
  await expect.poll(() => ask(server, holders).catch(() => []), { timeout: 15_000, interval: 100 }).toEqual([{ n: 1 }])
  expect(lines.join('\n')).toContain('taking the lock again')
  await server.stop()
})

test('server logs are bounded', async () => {
  const dataDir = folders.make()
  await (await startEmbedded({ dataDir })).stop()
  const logs = join(dataDir, 'pg-log')
  for (let day = 10; day < 30; day++) writeFileSync(join(logs, `server-202601${day}-000000.log`), 'old')
  await (await startEmbedded({ dataDir })).stop()
  const left = readdirSync(logs).filter((name) => name.startsWith('server-'))
  expect(left.length).toBeLessThanOrEqual(8)
  expect(left).not.toContain('server-20260110-000000.log')
})

test('a database of another identity, a missing one and a damaged identity file are refused, and nothing is left running', async () => {
  const [a, b] = [folders.make(), folders.make()]
  for (const dataDir of [a, b]) await (await startEmbedded({ dataDir })).stop()
  const file = join(a, 'pg-identity.json')
  const right = readFileSync(file, 'utf8')

  writeFileSync(file, right.replace(/"systemId": "\d+"/, '"systemId": "7000000000000000001"'))
  expect(await codeOfRejection(startEmbedded({ dataDir: a }))).toBe('identity-mismatch')
  writeFileSync(file, '{')
  expect(await codeOfRejection(startEmbedded({ dataDir: a }))).toBe('identity-mismatch')
  writeFileSync(file, right)

  renameSync(join(a, 'pg'), join(a, 'own'))
  expect(await codeOfRejection(startEmbedded({ dataDir: a }))).toBe('cluster-missing')
  renameSync(join(b, 'pg'), join(a, 'pg'))
  expect(await codeOfRejection(startEmbedded({ dataDir: a }))).toBe('identity-mismatch')
  expect(existsSync(join(a, 'pg', 'postmaster.pid'))).toBe(false)

  renameSync(join(a, 'pg'), join(b, 'pg'))
  renameSync(join(a, 'own'), join(a, 'pg'))
  await (await startEmbedded({ dataDir: a })).stop()
})

test('started by root, the server runs as nobody in folders of its own', async (ctx) => {
  if (!isRoot) ctx.skip('needs root')
  const dataDir = folders.make()
  const server = await startEmbedded({ dataDir })
  const status = readFileSync(`/proc/${postmasterPid(dataDir)}/status`, 'utf8')
  expect(/^Uid:\s+(.*)$/m.exec(status)?.[1]).toBe('65534\t65534\t65534\t65534')
  expect(/^Gid:\s+(.*)$/m.exec(status)?.[1]).toBe('65534\t65534\t65534\t65534')
  expect(/^Groups:\s*$/m.test(status)).toBe(true)
  expect(statSync(server.host).mode & 0o777).toBe(0o700)
  await server.stop()
  // Below a closed folder that account cannot work, and the error says which folder.
  const closed = join(dataDir, 'closed')
  mkdirSync(closed)
  chmodSync(closed, 0o700)
  await expect(startEmbedded({ dataDir: join(closed, 'data') })).rejects.toThrow(closed)
})

test('a postmaster.pid that names a living process of something else does not stop the next start', async () => {
  const dataDir = folders.make()
  const server = await startEmbedded({ dataDir })
  await ask(server, 'create table kept as select 1 as x')
  const file = join(dataDir, 'pg', 'postmaster.pid')
  const pid = postmasterPid(dataDir)
  process.kill(pid, 'SIGKILL')
  expect(await waitForExit(pid, 10_000)).toBe(true)
  // Same user as the server: PostgreSQL by itself would take it for a running server.
  const other = spawn('sleep', ['60'], isRoot ? { uid: 65_534, gid: 65_534, stdio: 'ignore' } : { stdio: 'ignore' })
  const [, ...rest] = readFileSync(file, 'utf8').split('\n')
  writeFileSync(file, [String(other.pid), ...rest].join('\n'))
  await server.stop()
  const again = await startEmbedded({ dataDir })
  expect(again.adopted).toBe(false)
  expect(await ask(again, 'select x from kept')).toEqual([{ x: 1 }])
  await again.stop()
  other.kill()
})

test('a data folder with a path too long for a socket gets a short private one, kept over restarts', async () => {
  const dataDir = join(folders.make(), 'long'.repeat(30))
  const first = await startEmbedded({ dataDir })
  expect(Buffer.byteLength(first.host)).toBeLessThan(92)
  expect(statSync(first.host).mode & 0o777).toBe(0o700)
  await first.stop()
  const second = await startEmbedded({ dataDir })
  expect(second.host).toBe(first.host)
  expect(await ask(second, 'select 1 as one')).toEqual([{ one: 1 }])
  await second.stop()
  rmSync(first.host, { recursive: true })
})

test('on a loopback port nobody enters without the password', async () => {
  const dataDir = folders.make()
  const server = await startEmbedded({ dataDir, transport: 'tcp' })
  expect(server.host).toBe('127.0.0.1')
  expect(await ask(server, 'select 1 as one')).toEqual([{ one: 1 }])
  const wrong = new Client({ connectionString: server.ownerUrl.replace(/:[^:@/]+@/, ':wrong@') })
  await expect(wrong.connect()).rejects.toThrow('password authentication failed')
  await server.stop()
  // The same folder on a socket: the endpoint is no part of the database.
  const onSocket = await startEmbedded({ dataDir, transport: 'socket' })
  expect(onSocket.systemId).toBe(server.systemId)
  await onSocket.stop()
})

test('an external server is checked and never stopped', async () => {
  const dataDir = folders.make()
  const server = await startEmbedded({ dataDir })
  const external = await connectExternal(server.ownerUrl)
  expect(external).toMatchObject({
    host: server.host,
    database: 'anlan',
    systemId: server.systemId,
    adopted: false,
    version: server.version,
  })
  await external.stop()
  expect(await ask(server, 'select 1 as one')).toEqual([{ one: 1 }])
  await server.stop()
  expect(await codeOfRejection(connectExternal(server.ownerUrl))).toBe('connect-failed')
})

test('programs without their links, or out of the account’s reach, are copied and completed', async () => {
  const dataDir = folders.make()
  const { native } = findPackage()
  const account = isRoot
    ? { uid: 65_534, gid: 65_534, switchUser: true }
    : { uid: process.getuid?.() ?? -1, gid: process.getgid?.() ?? -1, switchUser: false }
  const lines: string[] = []
  const shipped = prepareBinaries(join(dataDir, 'none'), account, (line) => lines.push(line), native)
  expect(shipped.version).toMatch(/^18\./)

  const bare = prepareBinaries(
    join(dataDir, 'cache'),
    { ...account },
    (line) => lines.push(line),
    copyWithoutLinks(native, join(dataDir, 'package', 'native')),
  )
  expect(bare.version).toBe(shipped.version)
  if (!isRoot) return
  chmodSync(join(dataDir, 'package'), 0o700)
  const copied = prepareBinaries(join(dataDir, 'cache'), account, (line) => lines.push(line), join(dataDir, 'package', 'native'))
  expect(copied.folder.startsWith(join(dataDir, 'cache'))).toBe(true)
  expect(lines.join('\n')).toContain('a copy is used')
})

test('an unknown platform is told what is supported and that DATABASE_URL is the way', () => {
  expect(() => findPackage('linux', 'loong64')).toThrow(/linux-loong64.*linux-x64.*DATABASE_URL/)
})

/** As `npm install --ignore-scripts` leaves the package. */
function copyWithoutLinks(from: string, to: string): string {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) copyWithoutLinks(source, target)
    else if (entry.isFile()) writeFileSync(target, readFileSync(source), { mode: statSync(source).mode & 0o777 })
  }
  return to
}
