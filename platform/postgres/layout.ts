import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Account } from './account.ts'
import { PostgresError } from './errors.ts'

/** Where things lie inside Anlan's data folder. */
export type Layout = {
  dataDir: string
  cluster: string
  clusterBeingMade: string
  binaries: string
  sockets: string
  logs: string
  lock: string
  identityFile: string
  runFile: string
}

export const layoutOf = (dataDir: string): Layout => ({
  dataDir,
  cluster: join(dataDir, 'pg'),
  clusterBeingMade: join(dataDir, 'pg.new'),
  binaries: join(dataDir, 'pg-bin'),
  sockets: join(dataDir, 'pg-run'),
  logs: join(dataDir, 'pg-log'),
  lock: join(dataDir, 'pg-lock'),
  identityFile: join(dataDir, 'pg-identity.json'),
  runFile: join(dataDir, 'pg-run.json'),
})

/** Replaces a small file as a whole: a reader sees the old or the new text, never half. */
export function replaceFile(path: string, text: string, mode = 0o600): void {
  const aside = `${path}.new`
  writeFileSync(aside, text, { mode, flush: true })
  renameSync(aside, path)
}

/** Makes a folder that only the server's account (and root) may enter. */
export function makePrivateFolder(path: string, account: Account): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  if (process.platform === 'win32') return
  if (account.switchUser) chownSync(path, account.uid, account.gid)
  chmodSync(path, 0o700)
}

/** sockaddr_un holds 107 bytes and a closing zero on Linux, 103 on macOS; '/.s.PGSQL.65535' must fit behind the folder. */
const SOCKET_PATH_BYTES = process.platform === 'darwin' ? 103 : 107
const SOCKET_NAME_BYTES = '/.s.PGSQL.65535'.length

const fits = (folder: string): boolean => Buffer.byteLength(folder) + SOCKET_NAME_BYTES <= SOCKET_PATH_BYTES

/** A comma or a quote in a folder name would be read as a separator by the server's setting. */
const plain = (folder: string): boolean => !/[,"'\\\n]/.test(folder)

export type RunRecord = { socketFolder?: string; port?: number }

export function readRunRecord(layout: Layout): RunRecord {
  if (!existsSync(layout.runFile)) return {}
  try {
    const value: unknown = JSON.parse(readFileSync(layout.runFile, 'utf8'))
    if (typeof value !== 'object' || value === null) return {}
    const folder: unknown = Reflect.get(value, 'socketFolder')
    const port: unknown = Reflect.get(value, 'port')
    return { socketFolder: typeof folder === 'string' ? folder : undefined, port: typeof port === 'number' ? port : undefined }
  } catch {
    return {}
  }
}

export const writeRunRecord = (layout: Layout, record: RunRecord): void => replaceFile(layout.runFile, `${JSON.stringify(record)}\n`)

/** A folder under the temp folder may have been made by anyone: it serves only when it is a real folder, closed, and the account's own. */
function isOwnPrivateFolder(path: string, account: Account): boolean {
  if (!existsSync(path)) return false
  const stat = lstatSync(path)
  return stat.isDirectory() && stat.uid === account.uid && (stat.mode & 0o077) === 0
}

/**
 * The private folder of the server's socket: inside the data folder, or, where that path is too long for a socket, a short one
 * with a random name under the temp folder, remembered in the data folder.
 */
export function socketFolder(layout: Layout, account: Account): string {
  if (fits(layout.sockets) && plain(layout.sockets)) {
    makePrivateFolder(layout.sockets, account)
    return layout.sockets
  }
  const remembered = readRunRecord(layout).socketFolder
  if (remembered !== undefined && isOwnPrivateFolder(remembered, account)) return remembered
  const parent = [tmpdir(), '/tmp'].find((folder) => existsSync(folder) && plain(folder) && fits(join(folder, 'anlan-0123456789abcdef')))
  if (parent === undefined) {
    throw new PostgresError('start-failed', {
      zh: `数据目录路径过长，无法建立数据库套接字：${layout.dataDir}。请改用较短的路径`,
      en: `the path of the data folder is too long for a database socket: ${layout.dataDir}; use a shorter one`,
    })
  }
  const folder = join(parent, `anlan-${randomBytes(8).toString('hex')}`)
  // Not recursive: fails when somebody was there before.
  mkdirSync(folder, { mode: 0o700 })
  makePrivateFolder(folder, account)
  writeRunRecord(layout, { ...readRunRecord(layout), socketFolder: folder })
  return folder
}
