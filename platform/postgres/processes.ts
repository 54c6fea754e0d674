import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { codeOf } from './errors.ts'

/** A process told apart from any later one that gets the same number: `started` and `boot` are '' where the system does not tell. */
export type ProcessMark = { pid: number; started: string; boot: string; namespace: string }

const readText = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

const readLink = (path: string): string | undefined => {
  try {
    return readlinkSync(path)
  } catch {
    return undefined
  }
}

const ps = (pid: number, column: string): string => {
  try {
    return execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return ''
  }
}

/** Start of a process as the system writes it (Linux: clock ticks since boot; other Unix: a date). '' when unknown, 'dead' for a zombie. */
function startOf(pid: number): string {
  if (process.platform === 'linux') {
    const stat = readText(`/proc/${pid}/stat`)
    if (stat === undefined) return ''
    // The command name may hold spaces and brackets, so count the fields from the last bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' || fields[0] === 'X' ? 'dead' : (fields[19] ?? '')
  }
  return process.platform === 'win32' ? '' : ps(pid, 'lstart')
}

const bootOf = (): string => readText('/proc/sys/kernel/random/boot_id')?.trim() ?? ''
const namespaceOf = (): string => readLink('/proc/self/ns/pid') ?? ''

/** Does any process carry this number now? Zombies do not count. */
export function pidExists(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it exists and belongs to someone else.
    if (codeOf(error) !== 'EPERM') return false
  }
  return startOf(pid) !== 'dead'
}

export const markOf = (pid: number): ProcessMark => ({ pid, started: startOf(pid), boot: bootOf(), namespace: namespaceOf() })

/**
 * Is the very process that was marked still alive? A number used again by another process is told by its start time.
 * A mark from another process namespace (another container on this machine) cannot be judged by number and counts as gone:
 * the lock inside the server, taken after connecting, decides then.
 */
export function isAlive(mark: ProcessMark): boolean {
  if (mark.boot !== '' && mark.boot !== bootOf()) return false
  if (mark.namespace !== '' && mark.namespace !== namespaceOf()) return false
  if (!pidExists(mark.pid)) return false
  const started = startOf(mark.pid)
  return mark.started === '' || started === '' || started === mark.started
}

/** Is process `pid` a postmaster working in the cluster folder `clusterDir`? */
export function isPostmasterOf(pid: number, clusterDir: string): boolean {
  if (!pidExists(pid)) return false
  if (process.platform === 'linux') {
    // A postmaster changes into its data folder; the link is readable for root and for its own user.
    const cwd = readLink(`/proc/${pid}/cwd`)
    const command = readText(`/proc/${pid}/cmdline`)?.split('\0')[0] ?? ''
    return cwd === realpathSync(clusterDir) && /postgres$|^postgres/.test(command)
  }
  if (process.platform === 'win32') return true
  return ps(pid, 'command').includes(clusterDir)
}

/** Resolves when the process is gone; false when it is still there after `timeoutMs`. */
export async function waitForExit(pid: number, timeoutMs: number): Promise<boolean> {
  const end = Date.now() + timeoutMs
  while (pidExists(pid)) {
    if (Date.now() > end) return false
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return true
}
