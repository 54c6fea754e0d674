// npm test: house checks, then all tests on the embedded database (or on the server that TEST_DATABASE_URL names).
// --reports folder  writes check.json and unit.json there; other arguments go to vitest.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
const args = process.argv.slice(2)
const option = args.indexOf('--reports')
const reports = option === -1 ? undefined : path.resolve(args[option + 1] ?? '.')
if (option !== -1) args.splice(option, 2)

function run(script, rest) {
  const { status, signal } = spawnSync(process.execPath, [path.join(root, script), ...rest], { cwd: root, stdio: 'inherit' })
  if (signal) console.error(`${script} was ended by ${signal}`)
  return status === 0
}

const checked = run('scripts/check.mjs', reports ? ['--report', path.join(reports, 'check.json')] : [])
const json = reports ? ['--reporter=default', '--reporter=json', `--outputFile.json=${path.join(reports, 'unit.json')}`] : []
const tested = run('node_modules/vitest/vitest.mjs', ['run', ...json, ...args])
if (!checked) console.error('house checks failed: see above')
process.exitCode = checked && tested ? 0 : 1
