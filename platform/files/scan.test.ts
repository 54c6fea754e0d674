import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { commandScan } from './index.ts'

/** A scanner with the exit codes of clamscan: 1 for what contains a word, 2 for what it cannot judge, never for the rest. */
const SCANNER = `const text = require('fs').readFileSync(process.argv[1], 'utf8')
if (text === 'slow') setTimeout(() => {}, 60000)
else { console.log(text + ' seen'); process.exit(text === 'virus' ? 1 : text === 'locked' ? 2 : 0) }`

test('a command judges by its exit code; no verdict is no leave', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'anlan-scan-'))
  const judge = async (content: string) => {
    const file = path.join(folder, '文件 一.txt')
    await writeFile(file, content)
    return commandScan(process.execPath, ['-e', SCANNER], 3000)(file)
  }
  expect(await judge('plain')).toEqual({ clean: true, word: 'plain seen' })
  expect(await judge('virus')).toEqual({ clean: false, word: 'virus seen' })
  await expect(judge('locked')).rejects.toThrow()
  await expect(judge('slow')).rejects.toThrow()
  await expect(commandScan('no-such-scanner', [])(folder)).rejects.toThrow(/ENOENT/)
  await rm(folder, { recursive: true, force: true })
})
