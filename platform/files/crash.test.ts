import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { pathOf } from './store.ts'

const writer = fileURLToPath(new URL('./crash-writer.ts', import.meta.url))

async function killedAfter(folder: string, files: number): Promise<string[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', writer, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
    if (said.split('\n').length > files) child.kill('SIGKILL')
  })
  await new Promise((go) => child.on('close', go))
  return said.split('\n').filter((line) => line.length === 64)
}

test('what was answered survives a kill at any moment, and nothing half-written stands under a hash', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'anlan-crash-'))
  const kept: string[] = []
  for (const files of [1, 4, 9]) kept.push(...(await killedAfter(folder, files)))
  expect(kept.length).toBeGreaterThanOrEqual(14)
  const found = (await readdir(folder, { recursive: true }))
    .map((name) => path.basename(name))
    .filter((name) => /^[0-9a-f]{64}$/.test(name))
  for (const hash of kept) expect(found).toContain(hash)
  for (const hash of found) {
    const bytes = await readFile(pathOf(folder, hash))
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash)
  }
  await rm(folder, { recursive: true, force: true })
})
