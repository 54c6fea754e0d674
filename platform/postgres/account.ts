import { existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { PostgresError } from './errors.ts'

/** The account the server runs under. `switchUser` is true when we are root and must step down. */
export type Account = { uid: number; gid: number; switchUser: boolean }

/** "nobody": exists by number on every Unix, so no user has to be created. */
const NOBODY = 65_534

/**
 * PostgreSQL refuses to run as root. Started by root, the server gets the owner of the existing cluster folder, or nobody
 * for a new one; started by anyone else, it runs as the same user.
 */
export function accountFor(cluster: string): Account {
  const uid = process.getuid?.() ?? -1
  const gid = process.getgid?.() ?? -1
  if (!existsSync(cluster)) return uid === 0 ? { uid: NOBODY, gid: NOBODY, switchUser: true } : { uid, gid, switchUser: false }
  const owner = statSync(cluster)
  if (uid === 0 && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, switchUser: true }
  if (uid !== -1 && owner.uid !== uid) {
    throw new PostgresError('folder-wrong-owner', {
      zh: `数据库目录 ${cluster} 属于用户号 ${owner.uid}，当前用户号为 ${uid}，请以原用户启动或更改目录属主`,
      en: `database folder ${cluster} belongs to uid ${owner.uid}, this process is uid ${uid}; start it as that user or change the owner`,
    })
  }
  if (uid === 0) {
    throw new PostgresError('folder-wrong-owner', {
      zh: `数据库目录 ${cluster} 属于 root，PostgreSQL 不能以 root 运行，请更改目录属主`,
      en: `database folder ${cluster} belongs to root, and PostgreSQL does not run as root; change its owner`,
    })
  }
  return { uid, gid, switchUser: false }
}

/** The folders from the root down to `path`, `path` included. */
function ancestors(path: string): string[] {
  const parent = dirname(path)
  return parent === path ? [path] : [...ancestors(parent), path]
}

/** The first folder on the way to `path` that the account may not walk through, or undefined. Group membership beyond gid is not looked at. */
function firstClosedFolder(path: string, account: Account): string | undefined {
  return ancestors(path).find((folder) => {
    if (!existsSync(folder)) return false
    const stat = statSync(folder)
    if (stat.uid === account.uid) return (stat.mode & 0o100) === 0
    if (stat.gid === account.gid) return (stat.mode & 0o010) === 0
    return (stat.mode & 0o001) === 0
  })
}

/** Throws when the stepped-down account cannot reach the data folder. We never open up a folder that somebody closed. */
export function checkReachable(dataDir: string, account: Account): void {
  if (!account.switchUser) return
  const closed = firstClosedFolder(dataDir, account)
  if (closed === undefined) return
  throw new PostgresError('folder-not-traversable', {
    zh: `以 root 启动时数据库以用户号 ${account.uid} 运行，但它无法进入 ${closed}。请把数据目录放到可进入的位置（如 /var/lib/anlan）、执行 chmod o+x ${closed}，或以普通用户启动`,
    en: `started by root, the database runs as uid ${account.uid}, which may not enter ${closed}; put the data folder where it can be reached (as /var/lib/anlan), or chmod o+x ${closed}, or start as an ordinary user`,
  })
}

/** Spawn options that step down where needed. */
export const spawnAs = (account: Account): { uid?: number; gid?: number } =>
  account.switchUser ? { uid: account.uid, gid: account.gid } : {}
