import { createHash } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { accountFor, checkReachable, type Account } from './account.ts'
import { damaged, readArchive, type ArchivedFile, type ReadEntry } from './archive.ts'
import { BACKUP_FORMAT, type BackupManifest } from './backup-format.ts'
import { findPackage } from './binaries.ts'
import { writeIdentity, systemIdOnDisk } from './cluster.ts'
import { connect } from './control.ts'
import { startEmbedded } from './embedded.ts'
import { messageOf, PostgresError } from './errors.ts'
import { layoutOf } from './layout.ts'

export type RestoreOptions = {
  archive: string
  /** Must not exist or be empty. */
  dataDir: string
  log?: (line: string) => void
  /** Read every table and index with amcheck afterwards (default). False: only start, recovery and identity. */
  deepCheck?: boolean
}

export type RestoreReport = {
  dataDir: string
  systemId: string
  version: string
  createdAt: string
  files: number
  bytes: number
  /** What was restored beside the database, relative to dataDir. */
  extras: string[]
  /** Tables and indexes read through and found whole; 0 without deep check. */
  tablesChecked: number
  indexesChecked: number
  seconds: number
}

const headSchema = z.object({
  format: z.literal(BACKUP_FORMAT),
  createdAt: z.string(),
  systemId: z.string().regex(/^\d+$/),
  version: z.string(),
  database: z.string(),
})
const manifestSchema = headSchema.extend({
  startLsn: z.string(),
  stopLsn: z.string(),
  walFiles: z.array(z.string()).min(1),
  extras: z.array(z.string()),
  files: z.array(z.object({ path: z.string(), bytes: z.number().int().nonnegative(), sha256: z.string().length(64) })),
})

/** head.json and manifest.json are read into memory; a manifest line is about 150 bytes, so this allows some millions of files. */
const TEXT_LIMIT = 1 << 30

const refused = (zh: string, en: string): PostgresError => new PostgresError('restore-refused', { zh, en })

function prepareEmptyFolder(given: string): { dataDir: string; made: boolean } {
  const path = resolve(given)
  const made = !existsSync(path)
  if (!made && readdirSync(path).length > 0) {
    throw refused(`目录 ${path} 不为空，只能恢复到空目录`, `folder ${path} is not empty; a backup is restored into an empty folder only`)
  }
  if (made) mkdirSync(path, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  return { dataDir: realpathSync(path), made }
}

const asBuffer = (chunk: unknown): Buffer => {
  if (chunk instanceof Uint8Array) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
  throw damaged('unreadable content')
}

async function readText(entry: ReadEntry): Promise<string> {
  if (entry.bytes > TEXT_LIMIT) throw damaged(`${entry.path} is too large`)
  const chunks: Buffer[] = []
  for await (const chunk of entry.content) chunks.push(Buffer.from(asBuffer(chunk)))
  return Buffer.concat(chunks).toString('utf8')
}

/** Writes one file with its content on disk and returns what it was. The cluster's files belong to the server's account. */
async function unpackFile(entry: ReadEntry, target: string, account: Account | undefined): Promise<ArchivedFile> {
  const hash = createHash('sha256')
  const file = await open(target, 'wx', 0o600)
  let bytes = 0
  try {
    for await (const chunk of entry.content) {
      const buffer = asBuffer(chunk)
      hash.update(buffer)
      bytes += buffer.length
      for (let done = 0; done < buffer.length;) done += (await file.write(buffer, done)).bytesWritten
    }
    if (account?.switchUser === true) await file.chown(account.uid, account.gid)
    await file.sync()
  } finally {
    await file.close()
  }
  return { path: entry.path, bytes, sha256: hash.digest('hex') }
}

/** Checks that an entry of the archive could be run here before gigabytes are unpacked. */
function checkHead(text: string): void {
  const head = parse(headSchema, text, 'head.json')
  const { packageVersion } = findPackage()
  if (packageVersion.split('.')[0] === head.version.split('.')[0]) return
  throw new PostgresError('wrong-version', {
    zh: `备份来自 PostgreSQL ${head.version}，本机程序为 ${packageVersion}。请用备份时的安澜版本恢复`,
    en: `the backup is of PostgreSQL ${head.version}, the programs here are ${packageVersion}; restore it with the release that made it`,
  })
}

function parse<T>(schema: z.ZodType<T>, text: string, name: string): T {
  try {
    return schema.parse(JSON.parse(text))
  } catch (error) {
    throw damaged(`${name}: ${messageOf(error).slice(0, 200)}`, error)
  }
}

function compare(manifest: BackupManifest, found: Map<string, ArchivedFile>): void {
  for (const file of manifest.files) {
    const actual = found.get(file.path)
    if (actual === undefined) throw damaged(`file ${file.path} is missing`)
    if (actual.bytes !== file.bytes || actual.sha256 !== file.sha256) throw damaged(`file ${file.path} differs from the manifest`)
    found.delete(file.path)
  }
  const extra = [...found.keys()][0]
  if (extra !== undefined) throw damaged(`file ${extra} is not in the manifest`)
}

/** Unpacks everything into `stage` and compares it with the manifest. Nothing leaves `stage` before all of it was found right. */
async function unpack(archive: string, stage: string, account: Account): Promise<BackupManifest> {
  const found = new Map<string, ArchivedFile>()
  let manifest: BackupManifest | undefined
  let headSeen = false
  await readArchive(archive, async (entry) => {
    if (manifest !== undefined) throw damaged(`${entry.path} after the manifest`)
    if (!headSeen && entry.path !== 'head.json') throw damaged('it does not begin with head.json')
    if (entry.path === 'head.json') {
      const text = await readText(entry)
      checkHead(text)
      headSeen = true
      const bytes = Buffer.from(text)
      found.set('head.json', { path: 'head.json', bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
      return
    }
    if (entry.path === 'manifest.json') {
      manifest = parse(manifestSchema, await readText(entry), 'manifest.json')
      return
    }
    if (found.has(entry.path)) throw damaged(`${entry.path} occurs twice`)
    const target = join(stage, entry.path)
    const owner = entry.path === 'pg' || entry.path.startsWith('pg/') ? account : undefined
    if (entry.type === 'folder') {
      mkdirSync(target, { recursive: true, mode: 0o700 })
      if (owner?.switchUser === true) chownSync(target, owner.uid, owner.gid)
      return
    }
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 })
    found.set(entry.path, await unpackFile(entry, target, owner))
  })
  if (manifest === undefined) throw damaged('it ends before its manifest')
  compare(manifest, found)
  if (systemIdOnDisk(join(stage, 'pg')) !== manifest.systemId) throw damaged('the control file is of another database')
  return manifest
}

type Checked = { version: string; tables: number; indexes: number }

/** Starts the restored database, which replays its log to the end of the backup, reads it through, and stops it again. */
async function startAndCheck(dataDir: string, deep: boolean, log: (line: string) => void): Promise<Checked> {
  const server = await startEmbedded({ dataDir, log })
  try {
    const client = await connect(server.ownerUrl)
    try {
      if (!deep) return { version: server.version, tables: 0, indexes: 0 }
      // In a transaction that is rolled back, so that the extension is not left behind.
      await client.query('begin')
      await client.query('create extension if not exists amcheck')
      const faults = await client.query<{ table: string; msg: string }>(
        `select c.oid::regclass::text as table, f.msg from pg_class c, verify_heapam(c.oid) f
          where c.relkind in ('r', 'm', 't') and c.relpersistence = 'p' limit 5`,
      )
      const fault = faults.rows[0]
      if (fault !== undefined) throw new Error(`${fault.table}: ${fault.msg}`)
      const counts = await client.query<{ tables: number; indexes: number }>(
        `select (select count(*)::int from pg_class where relkind in ('r', 'm', 't') and relpersistence = 'p') as tables,
                (select count(*)::int from (select bt_index_check(c.oid) from pg_class c join pg_am a on a.oid = c.relam join pg_index i on i.indexrelid = c.oid
                  where a.amname = 'btree' and c.relkind = 'i' and c.relpersistence = 'p' and i.indisready and i.indisvalid offset 0) as checked) as indexes`,
      )
      await client.query('rollback')
      return { version: server.version, tables: counts.rows[0]?.tables ?? 0, indexes: counts.rows[0]?.indexes ?? 0 }
    } finally {
      await client.end().catch(() => undefined)
    }
  } finally {
    await server.stop()
  }
}

/**
 * Restores a backup into an empty folder and proves it: every file against the manifest, then start, recovery and a read of all tables
 * and indexes. The database is left stopped. Throws 'restore-refused', 'archive-damaged', 'wrong-version' (the folder is left as it was) or
 * 'restore-failed' (the folder is kept for inspection; do not use it).
 */
export async function restore(options: RestoreOptions): Promise<RestoreReport> {
  const begun = Date.now()
  const log = options.log ?? (() => undefined)
  if (!existsSync(options.archive)) throw refused(`备份文件不存在：${options.archive}`, `no such backup file: ${options.archive}`)
  const { dataDir, made } = prepareEmptyFolder(options.dataDir)
  const layout = layoutOf(dataDir)
  const stage = join(dataDir, 'restoring')
  let manifest: BackupManifest
  try {
    const account = accountFor(layout.cluster)
    checkReachable(dataDir, account)
    mkdirSync(stage, { mode: 0o700 })
    manifest = await unpack(options.archive, stage, account)
  } catch (error) {
    rmSync(stage, { recursive: true, force: true })
    if (made) rmSync(dataDir, { recursive: true, force: true })
    if (error instanceof PostgresError) throw error
    throw new PostgresError(
      'restore-failed',
      { zh: `解压备份失败：${messageOf(error)}`, en: `the backup could not be unpacked: ${messageOf(error)}` },
      error,
    )
  }
  try {
    for (const name of readdirSync(stage)) renameSync(join(stage, name), join(dataDir, name))
    rmSync(stage, { recursive: true })
    writeIdentity(layout, { systemId: manifest.systemId, version: manifest.version, createdAt: manifest.createdAt, state: 'created' })
    log('the backup is unpacked and complete; starting it')
    const checked = await startAndCheck(dataDir, options.deepCheck ?? true, log)
    return {
      dataDir,
      systemId: manifest.systemId,
      version: checked.version,
      createdAt: manifest.createdAt,
      files: manifest.files.length,
      bytes: manifest.files.reduce((sum, file) => sum + file.bytes, 0),
      extras: manifest.extras,
      tablesChecked: checked.tables,
      indexesChecked: checked.indexes,
      seconds: (Date.now() - begun) / 1000,
    }
  } catch (error) {
    throw new PostgresError(
      'restore-failed',
      { zh: `恢复后的数据库检查未通过：${messageOf(error)}`, en: `the restored database did not pass its checks: ${messageOf(error)}` },
      error,
    )
  }
}
