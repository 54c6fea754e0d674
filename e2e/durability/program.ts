import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { realpathSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { readPidFile } from '#platform/postgres/control.ts'
import { isPostmasterOf, waitForExit } from '#platform/postgres/processes.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** A loopback port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  return typeof address === 'object' && address ? address.port : 0
}

export interface Program {
  readonly child: ChildProcess
  /** Milliseconds from spawn to `ready`. */
  readonly startMs: number
  readonly ended: Promise<void>
}

function launch(dataDir: string, port: number) {
  const child = spawn(process.execPath, ['apps/cli/anlan.mjs', 'serve', '--empty', '--port', String(port), '--data', dataDir], {
    cwd: ROOT,
    env: { ...process.env, ANLAN_LOG: 'error', ANLAN_PER_MINUTE: '1000000' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  return { child, ended }
}

/** Starts the program and kills it after a while, ready or not. */
export async function killWhileStarting(dataDir: string, port: number, afterMs: number): Promise<void> {
  const { child, ended } = launch(dataDir, port)
  await new Promise((done) => setTimeout(done, afterMs))
  child.kill('SIGKILL')
  await ended
}

/** Starts the program as a user does and resolves when it says that it listens. */
export async function startProgram(dataDir: string, port: number): Promise<Program> {
  const began = performance.now()
  const { child, ended } = launch(dataDir, port)
  let said = ''
  await new Promise<void>((done, fail) => {
    const timer = setTimeout(() => fail(new Error(`The program did not become ready:\n${said}`)), 180_000)
    const hear = (bytes: Buffer): void => {
      said += bytes.toString('utf8')
      if (said.includes('ready:')) {
        clearTimeout(timer)
        done()
      }
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    void ended.then(() => {
      clearTimeout(timer)
      fail(new Error(`The program ended before it was ready:\n${said}`))
    })
  })
  return { child, startMs: performance.now() - began, ended }
}

const clusterOf = (dataDir: string): string => path.join(realpathSync(dataDir), 'pg')

/** The main process of the database that works on this folder now. */
export function postmasterOf(dataDir: string): number | undefined {
  const cluster = clusterOf(dataDir)
  const pid = readPidFile(cluster)?.pid
  return pid !== undefined && isPostmasterOf(pid, cluster) ? pid : undefined
}

/** Kills without warning: the program alone, or also the database's main process, in either order. */
export async function kill(program: Program, dataDir: string, withDatabase: boolean): Promise<void> {
  const postmaster = postmasterOf(dataDir)
  const strikes = [() => void program.child.kill('SIGKILL')]
  if (withDatabase && postmaster !== undefined) strikes.push(() => void process.kill(postmaster, 'SIGKILL'))
  if (Math.random() < 0.5) strikes.reverse()
  for (const strike of strikes) strike()
  await program.ended
}

/** Whatever a failed run left behind on this folder. */
export async function cleanUp(program: Program | null, dataDir: string): Promise<void> {
  if (program && program.child.exitCode === null && program.child.signalCode === null) {
    program.child.kill('SIGKILL')
    await program.ended
  }
  const postmaster = postmasterOf(dataDir)
  if (postmaster === undefined) return
  process.kill(postmaster, 'SIGINT')
  await waitForExit(postmaster, 30_000)
}
