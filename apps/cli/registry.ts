import { createWriteStream, existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import type { Claims } from '#kernel/access/index.ts'
import { fill, text } from '#kernel/text.ts'
import { exportFile, importFile, type ImportView, type RegistryDeps } from '#mechanisms/registry/index.ts'
import { writeAudit } from '#platform/audit.ts'
import { openDb } from '#platform/db/index.ts'
import { criteriaFor, sectors } from '#sectors/index.ts'
import { SYSTEM_NAME, SYSTEM_PERSON } from '../server/system.ts'
import type { Io } from './main.ts'
import { both, configOf, withDatabase } from './opening.ts'

const FAULTS = 50

/** Whoever may run commands on this machine administers all of it. */
const CLAIMS: Claims = {
  personId: SYSTEM_PERSON,
  postId: SYSTEM_PERSON,
  orgId: SYSTEM_PERSON,
  role: 'system',
  path: '',
  sectors: null,
  grants: { 'org.read': ['all'], 'org.edit': ['all'], 'org.import': ['all'], 'org.export': ['all'] },
}

async function withRegistry<T>(data: string | undefined, work: (deps: RegistryDeps) => Promise<T>): Promise<T> {
  return withDatabase(configOf(data), async ({ ownerUrl }) => {
    // As the owner: giving the application's role a password of our own would lock out a running server.
    const db = openDb(ownerUrl, { max: 3 })
    try {
      return await work({
        db,
        sectors,
        criteriaFor,
        criterionOf: () => undefined,
        now: () => new Date(),
        background: (task) => void task(),
      })
    } finally {
      await db.close()
    }
  })
}

function sayFaults(io: Io, { errors, bad }: ImportView): void {
  for (const e of errors.slice(0, FAULTS)) {
    const row = fill(text('第 {n} 行', 'row {n}'), { n: e.row })
    io.out(`  ${row.zh} ${e.columnText.zh}${e.value === '' ? '' : `“${e.value}”`}：${e.message.zh}；${e.remedy.zh}`)
    io.out(`    ${row.en}, ${e.columnText.en}: ${e.message.en}. ${e.remedy.en}`)
  }
  const rest = fill(text('共 {n} 行需更正，没有写入任何内容', '{n} rows need correction; nothing was written'), { n: bad })
  io.out(both(rest))
}

/**
 * `anlan import FILE.xlsx|csv [--data DIR] [--commit] [--update]`: checks a table of organisations; with --commit it is written, all
 * of it or nothing. Registered ones are passed over, with --update they are changed.
 * @returns 1 when rows need correction or the file cannot be read
 */
export async function importCommand(args: string[], io: Io): Promise<number> {
  const options = { data: { type: 'string' }, commit: { type: 'boolean' }, update: { type: 'boolean' } } as const
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
  const [file] = positionals
  if (file === undefined || positionals.length !== 1) {
    io.err(
      both(
        text(
          '用法：anlan import 表格.xlsx [--data 目录] [--commit] [--update]',
          'usage: anlan import FILE.xlsx|csv [--data DIR] [--commit] [--update]',
        ),
      ),
    )
    return 2
  }
  if (!existsSync(file)) throw new Error(both(text(`没有这个文件：${file}`, `no such file: ${file}`)))
  const write = values.commit ? (values.update ? 'update' : 'skip') : null
  const view = await withRegistry(values.data, (deps) => {
    const now = deps.now()
    const actor = { personId: SYSTEM_PERSON, postId: SYSTEM_PERSON, orgId: SYSTEM_PERSON, role: 'system', name: SYSTEM_NAME }
    return importFile(deps, { claims: CLAIMS, actor, now }, file, path.basename(file), write)
  })
  const counted = text(
    '读取 {rows} 行：新单位 {fresh}，已登记 {known}，需更正 {bad}',
    '{rows} rows: {fresh} new, {known} registered, {bad} to correct',
  )
  io.out(both(fill(counted, { rows: view.rows, fresh: view.fresh, known: view.known, bad: view.bad })))
  if (view.fault) {
    io.err(both(view.fault))
    return 1
  }
  if (view.bad > 0) {
    sayFaults(io, view)
    return 1
  }
  if (view.state === 'done') io.out(both(fill(text('已写入 {n} 家', '{n} written'), { n: view.written })))
  else io.out(both(text('只做了检查，没有写入；确认无误后加 --commit', 'checked only, nothing written; add --commit to write')))
  return 0
}

/** `anlan export OUT.xlsx [--data DIR]`: all organisations but offices, under the headings that `anlan import` reads. */
export async function exportCommand(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { data: { type: 'string' } } })
  const [out] = positionals
  if (out === undefined || positionals.length !== 1) {
    io.err(both(text('用法：anlan export 名单.xlsx [--data 目录]', 'usage: anlan export OUT.xlsx [--data DIR]')))
    return 2
  }
  if (existsSync(out)) throw new Error(both(text(`文件已存在：${out}`, `the file exists already: ${out}`)))
  await withRegistry(values.data, async (deps) => {
    await deps.db.tx(CLAIMS, (tx) =>
      writeAudit(tx, { name: 'org.export', session: { claims: CLAIMS }, detail: { file: path.basename(out) } }),
    )
    try {
      const filter = { kind: 'enterprise,body' }
      await pipeline(exportFile(deps, CLAIMS, filter, 'zh'), createWriteStream(out, { flags: 'wx', mode: 0o600 }))
    } catch (error) {
      await rm(out, { force: true })
      throw error
    }
  })
  io.out(both(text(`已导出：${out}`, `exported: ${out}`)))
  return 0
}
