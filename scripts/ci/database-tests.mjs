// Lists the test files that need a database: those that take one from platform/testing.ts or from the global setup.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** True for the text of a test that asks for a database. */
export function needsDatabase(text) {
  return /from '[^']*\/testing\.ts'/.test(text) || /inject\('ownerUrl'\)/.test(text)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const listed = execFileSync('git', ['-c', 'safe.directory=*', 'ls-files', '-z', '*.test.ts', '*.test.tsx'], {
    cwd: root,
    encoding: 'utf8',
  })
  const files = listed.split('\0').filter((file) => file !== '' && !file.startsWith('e2e/') && !file.startsWith('scripts/'))
  for (const file of files) if (needsDatabase(readFileSync(path.join(root, file), 'utf8'))) console.log(file)
}
