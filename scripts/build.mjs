// Builds the web page unless what is built is newer than every source. Runs before `npm start`.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const FOLDERS = ['apps', 'kernel', 'libs', 'platform', 'mechanisms', 'practices', 'sectors']

/** Newest change below a folder, in ms; tests and installed packages do not count. */
export function newest(folder) {
  let found = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name.includes('.test.')) continue
    const file = path.join(folder, entry.name)
    found = Math.max(found, entry.isDirectory() ? newest(file) : statSync(file).mtimeMs)
  }
  return found
}

const built = path.join(root, 'dist/web/index.html')
const sources = Math.max(statSync(path.join(root, 'package-lock.json')).mtimeMs, ...FOLDERS.map((f) => newest(path.join(root, f))))
if (!existsSync(built) || statSync(built).mtimeMs < sources) {
  console.log('构建网页 / building the web page …')
  const done = spawnSync('npm', ['run', 'build', '--silent'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
  process.exitCode = done.status ?? 1
}
