import { linkSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { codeOf, PostgresError } from './errors.ts'
import { isAlive, markOf, type ProcessMark } from './processes.ts'

export type FolderLock = { release(): void }

type Entry = ProcessMark & { released: boolean }

const generationsIn = (folder: string): number[] =>
  readdirSync(folder)
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((a, b) => a - b)

function readEntry(path: string): Entry | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (typeof value !== 'object' || value === null || !('pid' in value) || typeof value.pid !== 'number') return undefined
    const text = (key: string): string => {
      const found: unknown = Reflect.get(value, key)
      return typeof found === 'string' ? found : ''
    }
    return {
      pid: value.pid,
      started: text('started'),
      boot: text('boot'),
      namespace: text('namespace'),
      released: Reflect.get(value, 'released') === true,
    }
  } catch {
    // Entries appear whole by link(); an unreadable one was damaged by hand or vanished because a newer one exists.
    return undefined
  }
}

/** Writes the whole entry beside its place first, so that nobody ever reads half of one. */
function writeAside(folder: string, entry: Entry): string {
  const path = join(folder, `new-${entry.pid}-${randomUUID()}`)
  writeFileSync(path, `${JSON.stringify(entry)}\n`, { mode: 0o600 })
  return path
}

function inUse(entry: Entry, dataDir: string): PostgresError {
  const self = entry.pid === process.pid
  return new PostgresError('folder-in-use', {
    zh: self
      ? `数据目录 ${dataDir} 已被本进程打开（进程号 ${entry.pid}）`
      : `数据目录 ${dataDir} 正被进程号 ${entry.pid} 使用，请先停止该进程`,
    en: self
      ? `data folder ${dataDir} is already open in this process (pid ${entry.pid})`
      : `data folder ${dataDir} is in use by process ${entry.pid}; stop that process first`,
  })
}

/**
 * Takes the lock of a data folder, or throws 'folder-in-use' naming the holder's pid.
 *
 * Each taking is a file named by a rising number; the highest one rules. A number is taken by link(), which only one of
 * several racing processes can win, and a holder that died is succeeded by the next number, never by deleting: so two
 * processes that both find a stale lock cannot both get it. A holder is dead when its pid is gone or belongs to a process
 * with another start time.
 */
export function acquireLock(folder: string, dataDir: string): FolderLock {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const own: Entry = { ...markOf(process.pid), released: false }
  const aside = writeAside(folder, own)
  try {
    for (;;) {
      const last = generationsIn(folder).at(-1) ?? 0
      if (last > 0) {
        const holder = readEntry(join(folder, String(last)))
        if (holder !== undefined && !holder.released && isAlive(holder)) throw inUse(holder, dataDir)
      }
      const mine = last + 1
      try {
        linkSync(aside, join(folder, String(mine)))
      } catch (error) {
        if (codeOf(error) === 'EEXIST') continue
        throw error
      }
      const seen = generationsIn(folder)
      if (seen.at(-1) !== mine) {
        // A newer taking was there already and its forerunner, which I replaced, had been cleared away.
        rmSync(join(folder, String(mine)), { force: true })
        continue
      }
      for (const old of seen) if (old < mine) rmSync(join(folder, String(old)), { force: true })
      return { release: () => releaseLock(folder, mine, own) }
    }
  } finally {
    rmSync(aside, { force: true })
    clearLeftovers(folder)
  }
}

function releaseLock(folder: string, generation: number, own: Entry): void {
  // Marked as released, not deleted: the numbers must never go down (see acquireLock).
  try {
    renameSync(writeAside(folder, { ...own, released: true }), join(folder, String(generation)))
  } catch (error) {
    // Somebody removed the folder while we ran: then there is nothing to give back.
    if (codeOf(error) !== 'ENOENT') throw error
  }
}

/** Removes half-made entries of processes that were killed while taking the lock. */
function clearLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith('new-')) continue
    const entry = readEntry(join(folder, name))
    if (entry !== undefined && !isAlive(entry)) rmSync(join(folder, name), { force: true })
  }
}
