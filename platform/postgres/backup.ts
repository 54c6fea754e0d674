import { existsSync, realpathSync, statSync } from 'node:fs'
import { readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import type { Client } from 'pg'
import { writeArchive, type ArchiveWriter } from './archive.ts'
import { addDatabase } from './backup-database.ts'
import { BACKUP_FORMAT, type BackupHead, type BackupManifest } from './backup-format.ts'
import { connect } from './control.ts'
import { messageOf, PostgresError } from './errors.ts'
import { layoutOf } from './layout.ts'

export type BackupOptions = {
  ownerUrl: string
  dataDir: string
  /** Folders (or single files) of evidence, keys and settings to take along; those in dataDir come back at the same place in it. */
  extraFolders: string[]
  /** Path of the `.tar.gz` to make; must not exist. */
  out: string
  onProgress?: (done: { files: number; bytes: number }) => void
  signal?: AbortSignal
}

export type BackupReport = {
  archive: string
  bytes: number
  /** SHA-256 of the archive, to be kept apart from it. */
  sha256: string
  files: number
  contentBytes: number
  systemId: string
  version: string
  startLsn: string
  stopLsn: string
  walFiles: string[]
  extras: string[]
  /** What was not taken from the extra folders: links and special files, and files that vanished while the backup ran. */
  skipped: string[]
  seconds: number
}

const refused = (zh: string, en: string, cause?: unknown): PostgresError => new PostgresError('backup-refused', { zh, en }, cause)

const ownTools = (why: unknown): PostgresError =>
  refused(
    '该数据库不是安澜内置的数据库，请用数据库自带的工具备份（pg_basebackup 或 pg_dump），并另行备份证据文件目录',
    "this database is not Anlan's built-in one: back it up with the server's own tools (pg_basebackup or pg_dump), and the evidence folder besides",
    why,
  )

/** The cluster folder, after making sure that the connected server works on exactly this one. */
async function clusterOf(client: Client, dataDir: string): Promise<string> {
  const cluster = layoutOf(realpathSync(dataDir)).cluster
  const shown = await client.query<{ folder: string }>("select current_setting('data_directory') as folder").catch((error: unknown) => {
    throw ownTools(error)
  })
  const folder = shown.rows[0]?.folder ?? ''
  if (!existsSync(cluster) || !existsSync(folder) || realpathSync(folder) !== cluster) throw ownTools(folder)
  const spaces = await readdir(join(cluster, 'pg_tblspc'))
  if (spaces.length > 0)
    throw refused('数据库使用了外部表空间，请用 pg_basebackup 备份', 'the database uses tablespaces outside its folder; use pg_basebackup')
  return cluster
}

/** Where an extra folder goes in the archive, and later in the restored data folder. */
function extraName(dataDir: string, folder: string): string {
  const inside = relative(realpathSync(dataDir), realpathSync(folder))
  const name =
    inside !== '' && !inside.startsWith('..') && !inside.startsWith(sep) ? inside.split(sep).join('/') : basename(resolve(folder))
  if (inside === '' || /^(pg(-\w+)?(\.\w+)*|head\.json|manifest\.json)$/.test(name.split('/')[0] ?? '')) {
    throw refused(`不能作为附加目录：${folder}`, `cannot be taken as an extra folder: ${folder}`)
  }
  return name
}

async function addExtra(
  writer: ArchiveWriter,
  from: string,
  name: string,
  out: string,
  skipped: string[],
  step: () => void,
): Promise<void> {
  if (statSync(from).isFile()) {
    await writer.addFile(name, from, false)
    return
  }
  await writer.addFolder(name)
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = join(from, entry.name)
    const target = `${name}/${entry.name}`
    if (source === out) continue
    if (entry.isDirectory()) await addExtra(writer, source, target, out, skipped, step)
    else if (!entry.isFile() || !(await writer.addFile(target, source, false))) skipped.push(source)
    step()
  }
}

async function headOf(client: Client): Promise<BackupHead> {
  const result = await client.query<{ systemId: string; version: string; database: string }>(
    `select (select system_identifier::text from pg_control_system()) as "systemId", split_part(current_setting('server_version'), ' ', 1) as version,
            current_database() as database`,
  )
  const facts = result.rows[0]
  if (facts === undefined) throw new Error('the server told nothing about itself')
  return { format: BACKUP_FORMAT, createdAt: new Date().toISOString(), ...facts }
}

function checkExtras(options: BackupOptions): { folder: string; name: string }[] {
  const extras = options.extraFolders.map((folder) => {
    if (!existsSync(folder)) throw refused(`附加目录不存在：${folder}`, `extra folder does not exist: ${folder}`)
    return { folder: resolve(folder), name: extraName(options.dataDir, folder) }
  })
  const names = extras.map((extra) => extra.name)
  const clash = names.find((name, index) => names.some((other, at) => at !== index && (other === name || other.startsWith(`${name}/`))))
  if (clash !== undefined) throw refused(`附加目录重名或互相包含：${clash}`, `extra folders have one name or lie in each other: ${clash}`)
  return extras
}

/**
 * Backs up the running built-in database and the extra folders into one `.tar.gz`, while writing goes on. The database comes back as of
 * the end of its copying; the extra folders are read after that, so whatever the database refers to is there.
 * Throws 'backup-refused' (external server, bad arguments) or 'backup-failed'; then no archive is left.
 */
export async function backup(options: BackupOptions): Promise<BackupReport> {
  const begun = Date.now()
  const out = resolve(options.out)
  if (existsSync(out)) throw refused(`备份文件已存在：${out}`, `the backup file exists already: ${out}`)
  if (!existsSync(dirname(out))) throw refused(`目录不存在：${dirname(out)}`, `no such folder: ${dirname(out)}`)
  const client = await connect(options.ownerUrl, 'anlan-backup')
  const partial = `${out}.partial`
  let writer: ArchiveWriter | undefined
  try {
    const cluster = await clusterOf(client, options.dataDir)
    const extras = checkExtras(options)
    const head = await headOf(client)
    options.signal?.throwIfAborted()
    const open = writeArchive(partial, options.signal)
    writer = open
    const total = (): number => open.files.reduce((sum, file) => sum + file.bytes, 0)
    let counted = 0
    let bytes = 0
    const step = (): void => {
      for (; counted < open.files.length; counted++) bytes += open.files[counted]?.bytes ?? 0
      options.onProgress?.({ files: counted, bytes })
    }
    await open.addText('head.json', JSON.stringify(head))
    const database = await addDatabase(client, open, cluster, step)
    const skipped: string[] = []
    for (const extra of extras) await addExtra(open, extra.folder, extra.name, partial, skipped, step)
    const contentBytes = total()
    const manifest: BackupManifest = { ...head, ...database, extras: extras.map((extra) => extra.name), files: [...open.files] }
    await open.addText('manifest.json', JSON.stringify(manifest))
    const whole = await open.finish()
    await rename(partial, out)
    return {
      archive: out,
      ...whole,
      files: manifest.files.length,
      contentBytes,
      systemId: head.systemId,
      version: head.version,
      ...database,
      extras: manifest.extras,
      skipped,
      seconds: (Date.now() - begun) / 1000,
    }
  } catch (error) {
    await writer?.abort()
    await rm(partial, { force: true })
    if (error instanceof PostgresError) throw error
    throw new PostgresError('backup-failed', { zh: `备份失败：${messageOf(error)}`, en: `the backup failed: ${messageOf(error)}` }, error)
  } finally {
    // Ends backup mode and drops the slot, should the backup have failed in between.
    await client.end().catch(() => undefined)
  }
}
