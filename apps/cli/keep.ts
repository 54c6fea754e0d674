import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { Client } from 'pg'
import { fill, text } from '#kernel/text.ts'
import { backup, restore, startEmbedded, type BackupReport } from '#platform/postgres/index.ts'
import type { Io } from './main.ts'
import { both, configOf, publicKeyOf, wall, withDatabase } from './opening.ts'
import { prove } from './proven.ts'

/** Name of the setting in which the last backup is noted; `anlan doctor` reads it. */
export const LAST_BACKUP = 'backup.last'

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1)

/** Notes the backup as a setting and in the audit, in one transaction. */
async function note(ownerUrl: string, report: BackupReport, at: Date): Promise<void> {
  const value = JSON.stringify({ at: at.toISOString(), name: path.basename(report.archive), bytes: report.bytes, sha256: report.sha256 })
  const client = new Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query(
      `insert into setting (name, value) values ($1, $2::jsonb)
        on conflict (name) do update set value = excluded.value, version = setting.version + 1, updated_at = now()`,
      [LAST_BACKUP, value],
    )
    await client.query(`insert into audit (name, object, detail) values ('backup.made', 'backup', $1::jsonb)`, [value])
    await client.query('commit')
  } finally {
    await client.end()
  }
}

/** `anlan backup OUT.tar.gz [--data DIR]`: database, evidence and keys in one archive, also while the server runs. */
export async function backupCommand(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { data: { type: 'string' } } })
  const [out] = positionals
  if (out === undefined || positionals.length !== 1) {
    io.err(both(text('用法：anlan backup 备份文件.tar.gz [--data 目录]', 'usage: anlan backup OUT.tar.gz [--data DIR]')))
    return 2
  }
  const config = configOf(values.data)
  return withDatabase(config, async ({ ownerUrl }) => {
    const extraFolders = ['files', 'keys'].map((name) => path.join(config.dataDir, name)).filter((folder) => existsSync(folder))
    const report = await backup({ ownerUrl, dataDir: config.dataDir, extraFolders, out })
    await note(ownerUrl, report, new Date())
    const made = text('备份完成：{archive}（{mb} MB，{files} 个文件，{s} 秒）', 'backed up: {archive} ({mb} MB, {files} files, {s} s)')
    io.out(both(fill(made, { archive: report.archive, mb: megabytes(report.bytes), files: report.files, s: report.seconds.toFixed(1) })))
    io.out(`SHA-256 ${report.sha256}`)
    io.out(
      both(
        text(
          '备份里有全部数据和密钥，没有加密：请放在只有管理员能读的地方，并把上面的校验值另存一处',
          'the archive holds all data and the keys and is not encrypted: keep it where only administrators can read it, and the checksum elsewhere',
        ),
      ),
    )
    for (const skipped of report.skipped) io.err(both(fill(text('未备份：{f}', 'not taken: {f}'), { f: skipped })))
    return 0
  })
}

/**
 * `anlan restore ARCHIVE --data DIR [--key PUBLIC.pem]`: into an empty folder; starts what was restored, verifies the record and every
 * evidence file and says what is proven.
 * @returns 0 when all is proven, 1 otherwise
 */
export async function restoreCommand(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { data: { type: 'string' }, key: { type: 'string' } },
  })
  const [archive] = positionals
  if (archive === undefined || positionals.length !== 1 || values.data === undefined) {
    io.err(both(text('用法：anlan restore 备份文件 --data 空目录', 'usage: anlan restore ARCHIVE --data EMPTY-DIR')))
    return 2
  }
  const report = await restore({ archive, dataDir: values.data })
  const back = text(
    '已恢复 {at}（北京时间）的备份：{files} 个文件（{mb} MB）与清单一致，{tables} 张表、{indexes} 个索引完好，{s} 秒',
    'the backup of {at} (China time) is restored: {files} files ({mb} MB) fit the manifest, {tables} tables and {indexes} indexes are whole, {s} s',
  )
  const { tablesChecked: tables, indexesChecked: indexes } = report
  io.out(
    both(
      fill(back, {
        at: wall(report.createdAt),
        files: report.files,
        mb: megabytes(report.bytes),
        tables,
        indexes,
        s: report.seconds.toFixed(1),
      }),
    ),
  )
  const server = await startEmbedded({ dataDir: report.dataDir })
  try {
    const publicPem = publicKeyOf(report.dataDir, values.key)
    const faults = await prove(io, { ownerUrl: server.ownerUrl, dataDir: report.dataDir, publicPem, files: true })
    return faults === 0 ? 0 : 1
  } finally {
    await server.stop()
  }
}
