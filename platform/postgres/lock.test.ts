import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { acquireLock } from './lock.ts'
import { isAlive, markOf } from './processes.ts'
import { testFolders } from './test-folders.ts'

const folders = testFolders()
afterAll(() => folders.clear())

const lockModule = fileURLToPath(new URL('lock.ts', import.meta.url))

const program = (folder: string, body: string): string[] => [
  '--import',
  'tsx',
  '--input-type=module',
  '-e',
  `import { acquireLock } from ${JSON.stringify(lockModule)}; const folder = ${JSON.stringify(folder)}; ${body}`,
]

test('is refused while held, given after release, and given after the holder was killed', async () => {
  const folder = join(folders.make(), 'lock')
  const lock = acquireLock(folder, 'data')
  expect(() => acquireLock(folder, 'data')).toThrow(`pid ${process.pid}`)
  lock.release()
  acquireLock(folder, 'data').release()

  const holder = spawn(process.execPath, program(folder, "acquireLock(folder, 'data'); console.log('held'); setInterval(() => {}, 1000)"))
  const ended = new Promise<void>((resolve) => holder.once('close', () => resolve()))
  await new Promise<void>((resolve) => holder.stdout.once('data', () => resolve()))
  expect(() => acquireLock(folder, 'data')).toThrow(`process ${holder.pid}`)
  holder.kill('SIGKILL')
  await ended
  acquireLock(folder, 'data').release()
  // One entry stays, however often the lock changed hands.
  expect(readdirSync(folder)).toHaveLength(1)
})

test('a stale lock whose number now belongs to another living process is given', (ctx) => {
  if (process.platform !== 'linux') ctx.skip('start times are compared in ticks on Linux only')
  const folder = join(folders.make(), 'lock')
  mkdirSync(folder)
  const alive = markOf(process.ppid)
  expect(isAlive(alive)).toBe(true)
  writeFileSync(join(folder, '7'), JSON.stringify({ ...alive, released: false }))
  expect(() => acquireLock(folder, 'data')).toThrow(`process ${process.ppid}`)
  // Same number, started at another time; then same number and time, before the machine was started anew.
  for (const stale of [
    { ...alive, started: '1' },
    { ...alive, boot: '00000000-0000-0000-0000-000000000000' },
  ]) {
    writeFileSync(join(folder, '7'), JSON.stringify({ ...stale, released: false }))
    acquireLock(folder, 'data').release()
  }
  expect(readdirSync(folder)).toEqual(['9'])
})

test('of many processes racing for a stale lock exactly one gets it', async () => {
  const folder = join(folders.make(), 'lock')
  mkdirSync(folder)
  const begin = Date.now() + 2500
  const body = `while (Date.now() < ${begin}); try { acquireLock(folder, 'data'); console.log('won'); await new Promise((r) => setTimeout(r, 1500)) } catch (e) { console.log(e.code) }`
  for (let round = 0; round < 2; round++) {
    writeFileSync(
      join(folder, String(round * 100 + 1)),
      JSON.stringify({ pid: spawnSync('true').pid, started: '1', boot: '', released: false }),
    )
    const racers = Array.from({ length: 6 }, () => {
      const child = spawn(process.execPath, program(folder, body))
      let output = ''
      child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')))
      return new Promise<string>((resolve) => child.once('close', () => resolve(output.trim())))
    })
    const results = await Promise.all(racers)
    expect(results.sort()).toEqual(['folder-in-use', 'folder-in-use', 'folder-in-use', 'folder-in-use', 'folder-in-use', 'won'])
  }
  const last = readdirSync(folder).find((name) => /^\d+$/.test(name)) ?? ''
  expect(JSON.parse(readFileSync(join(folder, last), 'utf8'))).toMatchObject({ released: false })
})
