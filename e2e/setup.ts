import { spawn, type ChildProcess } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    url: string
    /** Port of the MQTT broker in the program. */
    mqttPort: number
  }
}

export const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** A loopback port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  return typeof address === 'object' && address ? address.port : 0
}

/** The program as a user starts it, with a small sample county; resolves when it says that it is ready. */
export async function startProgram(dataDir: string, port: number, env: NodeJS.ProcessEnv = {}): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['apps/cli/anlan.mjs', 'serve', '--port', String(port), '--data', dataDir], {
    cwd: ROOT,
    env: { ...process.env, ANLAN_SAMPLE_SIZE: '240', ANLAN_SAMPLE_DAYS: '45', ANLAN_LOG: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  await new Promise<void>((done, fail) => {
    const timer = setTimeout(() => fail(new Error(`The program did not become ready:\n${said}`)), 240_000)
    const hear = (bytes: Buffer): void => {
      said += bytes.toString()
      if (!said.includes('ready:')) return
      clearTimeout(timer)
      done()
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.on('exit', (code) => fail(new Error(`The program ended with ${code}:\n${said}`)))
  })
  return child
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'anlan-e2e-'))
  await chmod(folder, 0o711)
  const port = await freePort()
  const mqttPort = await freePort()
  const child = await startProgram(path.join(folder, 'data'), port, { ANLAN_MQTT_PORT: String(mqttPort) })
  project.provide('url', `http://127.0.0.1:${port}`)
  project.provide('mqttPort', mqttPort)
  return async () => {
    const ended = new Promise((done) => child.once('exit', done))
    child.kill('SIGTERM')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
}
