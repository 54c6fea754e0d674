import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

test('a reader that closes the pipe ends the command without a word', { timeout: 120_000 }, async () => {
  const child = spawn(process.execPath, [fileURLToPath(new URL('anlan.mjs', import.meta.url)), 'rule', 'list'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let faults = ''
  child.stderr.on('data', (piece) => (faults += String(piece)))
  // Closed before the first line: every write of the command meets a closed pipe.
  child.stdout.destroy()
  const [code] = await once(child, 'exit')
  expect(faults).toBe('')
  expect(code).toBe(0)
})
