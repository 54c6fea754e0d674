import { execFileSync, spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { closeSync, existsSync, openSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** A port of 127.0.0.1 that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** Starts a program that stays; its words go into the log file. */
export function start(command: string, args: readonly string[], log: string, options: SpawnOptions = {}): ChildProcess {
  const file = openSync(log, 'a')
  const child = spawn(command, args, { ...options, stdio: ['ignore', file, file] })
  closeSync(file)
  return child
}

/** Runs a program to its end. Throws with the end of its words when it fails. */
export async function run(command: string, args: readonly string[], log: string, options: SpawnOptions = {}): Promise<void> {
  const child = start(command, args, log, options)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', resolve)
  })
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${readFileSync(log, 'utf8').slice(-2000)}`)
}

/**
 * Installs packages into the folder by an npm that runs on the given Node, so that what is built fits it; where that Node
 * brings its headers, they are used.
 */
export async function install(node: string, folder: string, log: string, packages: readonly string[]): Promise<void> {
  const npm = realpathSync(execFileSync('which', ['npm'], { encoding: 'utf8' }).trim())
  const home = path.dirname(path.dirname(node))
  const headers = existsSync(path.join(home, 'include/node/node.h')) ? { npm_config_nodedir: home } : {}
  const env = { ...process.env, ...headers, PATH: `${path.dirname(node)}:${process.env['PATH']}` }
  await run(node, [npm, 'install', ...packages, '--no-audit', '--no-fund'], log, { cwd: folder, env })
}

/** Stops a program that `start` began: asks, then insists after ten seconds. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const late = new AbortController()
  await Promise.race([gone, wait(10_000, undefined, { signal: late.signal }).catch(() => undefined)])
  late.abort()
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
  await gone
}

/** Waits until the address answers below 500. Throws when the program has ended or the time is over. */
export async function answers(url: string, child: ChildProcess, log: string, seconds: number): Promise<void> {
  for (let i = 0; i < seconds * 4; i++) {
    if (child.exitCode !== null) throw new Error(`The program ended:\n${readFileSync(log, 'utf8').slice(-2000)}`)
    const status = await fetch(url).then(
      (r) => r.status,
      () => 599,
    )
    if (status < 500) return
    await wait(250)
  }
  throw new Error(`${url} does not answer after ${seconds} s:\n${readFileSync(log, 'utf8').slice(-2000)}`)
}

const field = (status: string, name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0)

/** Resident memory of a process and its children in megabytes (10^6 octets), from /proc. */
export function memoryOf(pid: number): number {
  const parents = new Map<number, { parent: number; kb: number }>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8')
      parents.set(Number(name), { parent: field(status, 'PPid'), kb: field(status, 'VmRSS') })
    } catch {
      // it ended meanwhile
    }
  }
  const own = (id: number): boolean => id === pid || (id > 1 && own(parents.get(id)?.parent ?? 0))
  let kb = 0
  for (const [id, process] of parents) if (own(id)) kb += process.kb
  return (kb * 1024) / 1e6
}
