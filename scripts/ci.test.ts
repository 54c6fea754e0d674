import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../', import.meta.url))
const folder = mkdtempSync(path.join(tmpdir(), 'anlan-ci-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs sum.mjs on parts; reports are given as counts [passed, failed, skipped, broken files]. */
function sum(...parts: [name: string, code: number, reports: number[][]][]): { code: number | null; lines: string[] } {
  const args = parts.map(([name, code, reports], i) => {
    const files = reports.map(([passed, failed, skipped, broken], j) => {
      const file = path.join(folder, `${i}-${j}.json`)
      const testResults = Array.from({ length: broken ?? 0 }, () => ({ status: 'failed', assertionResults: [] }))
      writeFileSync(file, JSON.stringify({ numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped, testResults }))
      return file
    })
    return `${name}:${code}:${files.join(',')}`
  })
  const { status, stdout } = spawnSync(process.execPath, ['scripts/ci/sum.mjs', ...args], { cwd: root, encoding: 'utf8' })
  return { code: status, lines: stdout.trim().split('\n') }
}

test('parts are summed into one line', () => {
  const result = sum(
    [
      'unit',
      0,
      [
        [14, 0, 0],
        [500, 0, 3],
      ],
    ],
    ['pg15', 0, [[40, 0, 1]]],
    ['start', 0, []],
  )
  expect(result).toEqual({ code: 0, lines: ['554 passed, 0 failed, 4 skipped'] })
})

test('failed tests, broken files and parts that ended badly fail the run', () => {
  expect(sum(['unit', 1, [[5, 2, 0]]])).toEqual({ code: 1, lines: ['5 passed, 2 failed, 0 skipped'] })
  expect(sum(['unit', 1, [[5, 0, 0, 1]]])).toEqual({ code: 1, lines: ['5 passed, 1 failed, 0 skipped'] })
  expect(sum(['unit', 1, [[5, 0, 0]]])).toEqual({ code: 1, lines: ['unit: ended with code 1', '5 passed, 1 failed, 0 skipped'] })
  expect(sum(['build', 2, []], ['unit', 0, [[5, 0, 0]]]).lines.at(-1)).toBe('5 passed, 1 failed, 0 skipped')
})

test('a missing report, or no test at all, is no success', () => {
  const { status, stdout } = spawnSync(process.execPath, ['scripts/ci/sum.mjs', 'unit:0:gone.json'], { cwd: root, encoding: 'utf8' })
  expect([status, stdout]).toEqual([1, 'unit: a report is missing\n0 passed, 1 failed, 0 skipped\n'])
  expect(sum(['unit', 0, [[0, 0, 0]]]).code).toBe(1)
})

/** The value of an expression in a module of scripts/ci. */
function ask(module: string, expression: string): unknown {
  const code = `const m = await import('./scripts/ci/${module}'); console.log(JSON.stringify(${expression}))`
  return JSON.parse(spawnSync(process.execPath, ['--input-type=module', '-e', code], { cwd: root, encoding: 'utf8' }).stdout)
}

test('packages are installed again when one is missing or of another version', () => {
  const lock = { packages: { '': {}, 'node_modules/a': { version: '1' }, 'node_modules/b': { version: '2', optional: true } } }
  const reason = (installed: object): unknown =>
    ask('install.mjs', `m.difference(${JSON.stringify(lock)}, ${JSON.stringify({ packages: installed })})`)
  expect(reason({ 'node_modules/a': { version: '1' } })).toBeNull()
  expect(reason({ 'node_modules/a': { version: '1' }, 'node_modules/b': { version: '3' } })).toBe('node_modules/b is 3, the lock says 2')
  expect(reason({})).toBe('node_modules/a is missing')
})

test('tests that need a database are told from the others', () => {
  const texts = ["import { testDb } from '#platform/testing.ts'", "const url = inject('ownerUrl')", "import { expect } from 'vitest'"]
  expect(ask('database-tests.mjs', `${JSON.stringify(texts)}.map(m.needsDatabase)`)).toEqual([true, true, false])
})
