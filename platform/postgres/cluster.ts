import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, openSync, readFileSync, readSync, renameSync, rmSync, writeFileSync, chownSync } from 'node:fs'
import { join } from 'node:path'
import { spawnAs, type Account } from './account.ts'
import { childEnvironment, type Binaries } from './binaries.ts'
import { PostgresError } from './errors.ts'
import { makePrivateFolder, replaceFile, type Layout } from './layout.ts'
import { OWNER } from './settings.ts'

/**
 * Who the cluster is. `state` is 'creating' from just before the finished cluster is moved into place until just after, so that
 * a crash between the two is told from a cluster that went missing.
 */
export type Identity = { systemId: string; version: string; createdAt: string; state: 'creating' | 'created' }

const PASSWORD_FILE = 'anlan_owner_password'

export function readIdentity(layout: Layout): Identity | undefined {
  if (!existsSync(layout.identityFile)) return undefined
  let value: unknown
  try {
    value = JSON.parse(readFileSync(layout.identityFile, 'utf8'))
  } catch {
    value = undefined
  }
  const text = (key: string): string => {
    const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
    return typeof found === 'string' ? found : ''
  }
  if (!/^\d+$/.test(text('systemId'))) {
    throw new PostgresError('identity-mismatch', {
      zh: `数据库身份文件 ${layout.identityFile} 已损坏，拒绝启动。请从备份恢复该文件`,
      en: `the identity file ${layout.identityFile} is damaged; refusing to start. Bring it back from a backup`,
    })
  }
  const state = text('state') === 'creating' ? 'creating' : 'created'
  return { systemId: text('systemId'), version: text('version'), createdAt: text('createdAt'), state }
}

export const writeIdentity = (layout: Layout, identity: Identity): void =>
  replaceFile(layout.identityFile, `${JSON.stringify(identity, null, 2)}\n`)

/** The system identifier is the first field of pg_control (src/include/catalog/pg_control.h), eight bytes in the machine's order. */
export function systemIdOnDisk(cluster: string): string {
  const file = openSync(join(cluster, 'global', 'pg_control'), 'r')
  try {
    const bytes = Buffer.alloc(8)
    readSync(file, bytes, 0, 8, 0)
    const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1
    return (littleEndian ? bytes.readBigUInt64LE() : bytes.readBigUInt64BE()).toString()
  } finally {
    closeSync(file)
  }
}

export function ownerPassword(cluster: string): string {
  const path = join(cluster, PASSWORD_FILE)
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : ''
}

/** Runs a program to its end as the server's account; its output comes back whatever the exit code. */
export function runProgram(file: string, args: string[], account: Account, cwd: string): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { ...spawnAs(account), cwd, env: childEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? -1, output: Buffer.concat(chunks).toString('utf8').trim() }))
  })
}

/**
 * Characters are classified by the C library in parts of PostgreSQL (pg_trgm among them): under ctype C, Chinese letters are no
 * letters and trigrams of them vanish. So a UTF-8 ctype is sought; comparison stays by code point.
 */
const CTYPES = ['C.UTF-8', 'en_US.UTF-8', 'C']

async function makeCluster(layout: Layout, binaries: Binaries, account: Account, log: (line: string) => void): Promise<void> {
  const folder = layout.clusterBeingMade
  const password = randomBytes(24).toString('base64url')
  const passwordFile = join(layout.logs, `init-${randomBytes(8).toString('hex')}`)
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600, flag: 'wx' })
  if (account.switchUser) chownSync(passwordFile, account.uid, account.gid)
  const common = ['-D', folder, '-U', OWNER, '-E', 'UTF8', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`]
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  let last = ''
  try {
    for (const ctype of process.platform === 'win32' ? ['C'] : CTYPES) {
      rmSync(folder, { recursive: true, force: true })
      makePrivateFolder(folder, account)
      const result = await runProgram(binaries.initdb, [...common, ...locale, `--lc-ctype=${ctype}`], account, folder)
      last = result.output
      if (result.code !== 0) continue
      if (ctype === 'C') log('no UTF-8 locale on this system: trigram search will not see Chinese characters')
      const kept = join(folder, PASSWORD_FILE)
      writeFileSync(kept, `${password}\n`, { mode: 0o600 })
      if (account.switchUser) chownSync(kept, account.uid, account.gid)
      return
    }
  } finally {
    rmSync(passwordFile, { force: true })
  }
  if (last.includes('user does not exist')) {
    throw new PostgresError('start-failed', {
      zh: `系统中没有用户号 ${account.uid} 的用户名，PostgreSQL 无法建立数据库。请在 /etc/passwd 中为它加一行（容器中请指定有名字的用户），或设置 DATABASE_URL`,
      en: `uid ${account.uid} has no name on this system, and PostgreSQL does not create a database without one; add a line for it to /etc/passwd (in a container run as a user with a name), or set DATABASE_URL`,
    })
  }
  throw new PostgresError('start-failed', { zh: `无法建立数据库：${last}`, en: `the database could not be created: ${last}` })
}

function checkMajorVersion(layout: Layout, binaries: Binaries): void {
  const onDisk = readFileSync(join(layout.cluster, 'PG_VERSION'), 'utf8').trim()
  const major = binaries.version.split('.')[0] ?? ''
  if (onDisk === major) return
  throw new PostgresError('wrong-version', {
    zh: `数据库目录为 PostgreSQL ${onDisk} 版，程序为 ${binaries.version} 版，不能直接打开。请用旧版安澜启动，再按升级说明迁移`,
    en: `the database folder is of PostgreSQL ${onDisk}, the programs are ${binaries.version}; start with the former release and follow the upgrade guide`,
  })
}

/**
 * Sees to it that the data folder holds the cluster it is said to hold, creating it on the very first start.
 * Returns the identity. Throws 'cluster-missing', 'identity-mismatch' or 'wrong-version'; touches no existing cluster.
 */
export async function ensureCluster(layout: Layout, binaries: Binaries, account: Account, log: (line: string) => void): Promise<Identity> {
  const identity = readIdentity(layout)
  const exists = existsSync(layout.cluster)
  if (!exists && identity?.state === 'created') {
    throw new PostgresError('cluster-missing', {
      zh: `数据库目录 ${layout.cluster} 不见了，而它建于 ${identity.createdAt}。请检查磁盘是否已挂载，或从备份恢复；安澜不会自行新建空库`,
      en: `the database folder ${layout.cluster} is gone, yet it was created at ${identity.createdAt}; check that the disk is mounted, or restore a backup. Anlan does not start an empty database in its place`,
    })
  }
  if (!exists) {
    await makeCluster(layout, binaries, account, log)
    const fresh: Identity = {
      systemId: systemIdOnDisk(layout.clusterBeingMade),
      version: binaries.version,
      createdAt: new Date().toISOString(),
      state: 'creating',
    }
    writeIdentity(layout, fresh)
    renameSync(layout.clusterBeingMade, layout.cluster)
    const created: Identity = { ...fresh, state: 'created' }
    writeIdentity(layout, created)
    return created
  }
  const onDisk = systemIdOnDisk(layout.cluster)
  if (identity === undefined || identity.systemId !== onDisk) throw foreignCluster(layout, identity?.systemId ?? '-', onDisk)
  checkMajorVersion(layout, binaries)
  if (identity.state === 'created') return identity
  const created: Identity = { ...identity, state: 'created' }
  writeIdentity(layout, created)
  return created
}

export function foreignCluster(layout: Layout, expected: string, found: string): PostgresError {
  return new PostgresError('identity-mismatch', {
    zh: `数据库身份不符：${layout.identityFile} 记录为 ${expected}，实际为 ${found}。拒绝打开不属于本数据目录的数据库`,
    en: `the database is not the one this folder was made with: recorded ${expected} in ${layout.identityFile}, found ${found}; refusing to open it`,
  })
}
