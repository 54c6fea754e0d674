import { accessSync, constants, existsSync, readdirSync, readFileSync, readlinkSync, statfsSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { fill, text, type Text } from '#kernel/text.ts'
import { accountFor, checkReachable } from '#platform/postgres/account.ts'
import { findPackage } from '#platform/postgres/binaries.ts'
import { PostgresError } from '#platform/postgres/index.ts'

export interface Finding {
  readonly level: 'good' | 'notice' | 'bad'
  readonly what: Text
  /** What to do about it. */
  readonly todo?: Text
}

export const good = (what: Text): Finding => ({ level: 'good', what })
export const notice = (what: Text, todo: Text): Finding => ({ level: 'notice', what, todo })
export const bad = (what: Text, todo: Text): Finding => ({ level: 'bad', what, todo })

const GB = 1e9
const gigabytes = (bytes: number): string => (bytes / GB).toFixed(1)

/** The text of an error in both languages, where it has one. */
export function errorText(error: unknown): Text {
  if (error instanceof PostgresError) return error.text
  const message = error instanceof Error ? error.message : String(error)
  return text(message, message)
}

/** Node 20.19 or later: what package.json asks for. */
export function checkNode(version = process.versions.node): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const found = fill(text('Node.js {v}', 'Node.js {v}'), { v: version })
  if (major > 20 || (major === 20 && minor >= 19)) return good(found)
  return bad(found, text('请安装 Node.js 20.19 或更高版本', 'install Node.js 20.19 or later'))
}

export function checkBinaries(external: boolean): Finding {
  if (external)
    return good(text('使用 DATABASE_URL 指定的数据库，不需要内置数据库程序', 'DATABASE_URL is set: the built-in database is not needed'))
  try {
    const what = text('内置数据库程序 {v}（{p}）', 'built-in database {v} ({p})')
    return good(fill(what, { v: findPackage().packageVersion, p: `${process.platform}-${process.arch}` }))
  } catch (error) {
    const why = errorText(error)
    return bad(text('缺少内置数据库程序', 'the built-in database is missing'), why)
  }
}

/** The folder itself, or the nearest one above it that exists. */
export function nearest(folder: string): string {
  return existsSync(folder) || path.dirname(folder) === folder ? folder : nearest(path.dirname(folder))
}

export function checkDisk(dataDir: string): Finding {
  const { bavail, bsize, blocks } = statfsSync(nearest(dataDir))
  const [free, all] = [bavail * bsize, blocks * bsize]
  const what = fill(text('磁盘可用 {free} GB，共 {all} GB', 'disk: {free} of {all} GB free'), {
    free: gigabytes(free),
    all: gigabytes(all),
  })
  const todo = text('请清理磁盘或扩容；磁盘写满后无法登记任何事项', 'make room or add space; with a full disk nothing can be recorded')
  if (free < GB) return bad(what, todo)
  return free < 5 * GB || free < all * 0.05 ? notice(what, todo) : good(what)
}

/** What can still be taken, cache included; Linux says it better than Node. */
function availableMemory(): number {
  try {
    const kilobytes = /^MemAvailable:\s+(\d+)/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1]
    return kilobytes === undefined ? os.freemem() : Number(kilobytes) * 1024
  } catch {
    return os.freemem()
  }
}

export function checkMemory(available = availableMemory(), total = os.totalmem()): Finding {
  const gaps = { free: gigabytes(available), all: gigabytes(total), cores: os.availableParallelism() }
  const what = fill(text('内存可用 {free} GB，共 {all} GB；处理器 {cores} 核', 'memory: {free} of {all} GB available; {cores} cores'), gaps)
  const todo = text('一个县建议 4 GB 以上内存；请关闭其他程序或加内存', 'a county wants 4 GB or more: stop other programs or add memory')
  if (available < 0.3 * GB) return bad(what, todo)
  return total < 2 * GB || available < 0.8 * GB ? notice(what, todo) : good(what)
}

function mayUse(folder: string, mode: number): boolean {
  try {
    accessSync(folder, mode)
    return true
  } catch {
    return false
  }
}

/** Key files that others may read. */
function openKeys(dataDir: string): string[] {
  const keys = path.join(dataDir, 'keys')
  if (process.platform === 'win32' || !existsSync(keys)) return []
  return ['', ...readdirSync(keys)].map((name) => path.join(keys, name)).filter((file) => (statSync(file).mode & 0o077) !== 0)
}

export function checkFolder(dataDir: string, external: boolean): Finding[] {
  const gaps = { dir: dataDir }
  const found: Finding[] = []
  const exists = existsSync(dataDir)
  if (!mayUse(nearest(dataDir), constants.R_OK | constants.W_OK | constants.X_OK)) {
    found.push(
      bad(
        fill(text('数据目录 {dir} 不能读写', 'the data folder {dir} cannot be read and written'), gaps),
        text('请更改目录属主或权限，或用 --data 指定别的目录', 'change its owner or mode, or name another with --data'),
      ),
    )
  } else if (exists) found.push(good(fill(text('数据目录 {dir} 可读写', 'the data folder {dir} can be read and written'), gaps)))
  else {
    const what = text('数据目录 {dir} 还没有建立', 'there is no data folder {dir} yet')
    found.push(
      notice(
        fill(what, gaps),
        text('首次 anlan serve 时自动建立；如已有数据，请用 --data 指定', 'the first anlan serve makes it; name yours with --data'),
      ),
    )
  }
  if (exists && !external) {
    try {
      const cluster = path.join(dataDir, 'pg')
      checkReachable(dataDir, accountFor(cluster))
    } catch (error) {
      found.push(bad(text('数据库无法进入数据目录', 'the database cannot reach its folder'), errorText(error)))
    }
  }
  for (const file of openKeys(dataDir)) {
    found.push(
      bad(
        fill(text('密钥 {f} 别人也能读', 'others may read the key {f}'), { f: file }),
        fill(text('请执行 chmod go= {f}', 'run chmod go= {f}'), { f: file }),
      ),
    )
  }
  return found
}

/** The process that listens on a TCP port, where Linux lets us see it. */
function holderOf(port: number): number | null {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  try {
    const lines = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((f) => (existsSync(f) ? readFileSync(f, 'utf8').split('\n') : []))
    // Columns: number, local address:port, remote, state (0A = listening), …, the ninth from there is the inode.
    const listening = lines.map((line) => line.trim().split(/\s+/)).find((c) => c[1]?.endsWith(`:${hex}`) && c[3] === '0A')
    if (!listening) return null
    const socket = `socket:[${listening[9]}]`
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      const fds = path.join('/proc', pid, 'fd')
      try {
        if (readdirSync(fds).some((fd) => readlinkSync(path.join(fds, fd)) === socket)) return Number(pid)
      } catch {
        // Another user's process, or one that just ended.
      }
    }
  } catch {
    return null
  }
  return null
}

async function isAnlan(host: string, port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}/healthz`, { signal: AbortSignal.timeout(2000) })
    return answer.ok && JSON.stringify(await answer.json()) === '{"ok":true}'
  } catch {
    return false
  }
}

/** @param serving whether a server runs on the data folder now */
export async function checkPort(host: string, port: number, serving: boolean): Promise<Finding> {
  if (port === 0) return good(text('端口由系统分配', 'the system chooses the port'))
  const code = await new Promise<string | null>((resolve) => {
    const trial = createServer()
    trial.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'))
    trial.listen({ port, host, exclusive: true }, () => trial.close(() => resolve(null)))
  })
  const gaps = { port, host, code: code ?? '', pid: holderOf(port) ?? '?' }
  if (code === null) return good(fill(text('端口 {port} 空闲', 'port {port} is free'), gaps))
  if (code !== 'EADDRINUSE') {
    const todo = text('换一个 1024 以上的端口，或检查 HOST', 'take a port above 1024, or look at HOST')
    return bad(fill(text('端口 {host}:{port} 不能使用（{code}）', 'port {host}:{port} cannot be used ({code})'), gaps), todo)
  }
  if (await isAnlan(host, port)) {
    const what = fill(text('端口 {port} 上安澜正在运行（进程 {pid}）', 'Anlan answers on port {port} (process {pid})'), gaps)
    if (serving) return good(what)
    return notice(
      what,
      text('它用的是另一个数据目录；本目录要启动请用 --port 换端口', 'it serves another data folder; start this one with another --port'),
    )
  }
  const what = fill(text('端口 {port} 被进程 {pid} 占用', 'port {port} is held by process {pid}'), gaps)
  const todo = text('停止该进程，或用 --port 换端口', 'stop that process or take another --port')
  return serving ? notice(what, todo) : bad(what, todo)
}
