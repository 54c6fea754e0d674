// npm ci, unless node_modules already is what package-lock.json asks for.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Why the installed packages differ from the lock; null when they do not. */
export function difference(lock, installed) {
  for (const [where, wanted] of Object.entries(lock.packages)) {
    if (!where.startsWith('node_modules/')) continue
    const found = installed.packages[where]
    // What is optional may be missing on this kind of machine.
    if (!found && wanted.optional) continue
    if (!found) return `${where} is missing`
    if (found.version !== wanted.version) return `${where} is ${found.version}, the lock says ${wanted.version}`
  }
  return null
}

const read = (file) => JSON.parse(readFileSync(file, 'utf8'))

function reason() {
  const hidden = path.join(root, 'node_modules/.package-lock.json')
  if (!existsSync(hidden)) return 'node_modules is missing'
  return difference(read(path.join(root, 'package-lock.json')), read(hidden))
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const why = reason()
  console.log(why ? `== npm ci: ${why}` : '== node_modules is what the lock asks for')
  if (why)
    process.exitCode =
      spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).status ?? 1
}
