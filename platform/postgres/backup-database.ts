import { readFile, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Client } from 'pg'
import type { ArchiveWriter } from './archive.ts'
import { codeOf } from './errors.ts'

/** As in PostgreSQL's src/backend/backup/basebackup.c: contents of these folders are made anew by the server. */
const EMPTIED = new Set(['pg_stat_tmp', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_subtrans', 'pg_wal'])
const LEFT_OUT = new Set([
  'postmaster.pid',
  'postmaster.opts',
  'postgresql.auto.conf.tmp',
  'current_logfiles',
  'backup_label',
  'tablespace_map',
  'backup_manifest',
])
/** Temporary tables and files, the relation cache, and the control file, which is copied last. */
const leftOut = (path: string): boolean => {
  const name = basename(path)
  return LEFT_OUT.has(path) || path === 'global/pg_control' || /^pgsql_tmp|^pg_internal\.init|^t\d+_\d+(_\w+)?(\.\d+)?$/.test(name)
}

async function addCluster(writer: ArchiveWriter, cluster: string, folder: string, step: () => void): Promise<void> {
  const path = folder === '' ? 'pg' : `pg/${folder}`
  await writer.addFolder(path)
  if (EMPTIED.has(folder)) return
  const entries = await readdir(join(cluster, folder), { withFileTypes: true }).catch((error: unknown) => {
    // A database dropped meanwhile.
    if (codeOf(error) === 'ENOENT') return []
    throw error
  })
  for (const entry of entries) {
    const inside = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (leftOut(inside)) continue
    if (entry.isDirectory()) await addCluster(writer, cluster, inside, step)
    else if (entry.isFile()) await writer.addFile(`pg/${inside}`, join(cluster, inside), true)
    step()
  }
}

/** The log segments from the start of the backup to its last record; pg_backup_stop has completed the last one. */
async function segmentsBetween(client: Client, startLsn: string, stopLsn: string): Promise<string[]> {
  const result = await client.query<{ name: string }>(
    `with s as (select setting::numeric as size from pg_settings where name = 'wal_segment_size')
     select pg_walfile_name('0/0'::pg_lsn + n * s.size + 1) as name
       from s, generate_series(floor(($1::pg_lsn - '0/0'::pg_lsn) / s.size), floor(($2::pg_lsn - 1 - '0/0'::pg_lsn) / s.size)) as n
      order by 1`,
    [startLsn, stopLsn],
  )
  return result.rows.map((row) => row.name)
}

/** Read until two reads agree, so that a write in between cannot leave us half a control file. */
async function steadyControlFile(cluster: string): Promise<void> {
  const path = join(cluster, 'global', 'pg_control')
  for (let tries = 0; tries < 50; tries++) {
    if ((await readFile(path)).equals(await readFile(path))) return
  }
  throw new Error('pg_control keeps changing')
}

type DatabasePart = { startLsn: string; stopLsn: string; walFiles: string[] }

/**
 * The order is what makes it consistent: a slot keeps the log from being recycled, the server enters backup mode (from now on it logs whole
 * pages), files are copied while they change, backup mode ends, the log written in between is added. Recovery replays that log
 * over the copied files up to the end of the backup.
 */
export async function addDatabase(client: Client, writer: ArchiveWriter, cluster: string, step: () => void): Promise<DatabasePart> {
  const slot = `anlan_backup_${process.pid}_${Date.now()}`
  await client.query('select pg_create_physical_replication_slot($1, true, true)', [slot])
  const begun = await client.query<{ lsn: string }>("select pg_backup_start('anlan', fast => true)::text as lsn")
  await addCluster(writer, cluster, '', step)
  await steadyControlFile(cluster)
  await writer.addFile('pg/global/pg_control', join(cluster, 'global', 'pg_control'), false)
  const ended = await client.query<{ lsn: string; label: string; spaces: string }>(
    'select lsn::text, labelfile as label, spcmapfile as spaces from pg_backup_stop(wait_for_archive => false)',
  )
  const startLsn = begun.rows[0]?.lsn ?? ''
  const { lsn: stopLsn, label } = ended.rows[0] ?? { lsn: '', label: '' }
  if (startLsn === '' || stopLsn === '' || label === '') throw new Error('the server did not describe the backup')
  await writer.addText('pg/backup_label', label)
  const walFiles = await segmentsBetween(client, startLsn, stopLsn)
  const histories = (await readdir(join(cluster, 'pg_wal'))).filter((name) => name.endsWith('.history'))
  for (const name of [...histories, ...walFiles]) {
    if (!(await writer.addFile(`pg/pg_wal/${name}`, join(cluster, 'pg_wal', name), false))) throw new Error(`log file ${name} is missing`)
    step()
  }
  return { startLsn, stopLsn, walFiles }
}
