import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { spawnSync } from 'node:child_process'
import { afterAll, expect, test } from 'vitest'
import { main, sayFinding } from './main.ts'
import { readKnip, readLint, readTsc } from './tools.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = mkdtempSync(path.join(tmpdir(), 'anlan-check-'))
afterAll(() => rmSync(folder, { recursive: true }))

const tool = (name: string, args: string[]): string =>
  spawnSync(path.join(root, 'node_modules/.bin', name), args, { cwd: folder, encoding: 'utf8' }).stdout

test('what the compiler and the linter say about a bad file is read with file and line', () => {
  writeFileSync(path.join(folder, 'bad.ts'), `export const a: number = 1\nexport const b: string = a\ndebugger\n`)
  expect(readTsc(tool('tsc', ['--noEmit', '--pretty', 'false', 'bad.ts']))).toEqual([
    { path: 'bad.ts', line: 2, message: "TS2322: Type 'number' is not assignable to type 'string'.", remedy: 'npx tsc -p .' },
  ])
  const [finding, ...others] = readLint(tool('oxlint', ['--format', 'json', '-D', 'no-debugger', 'bad.ts']))
  expect(finding).toMatchObject({ path: 'bad.ts', line: 3 })
  expect(finding?.message).toContain('debugger')
  expect(others).toEqual([])
})

test('what knip says about unused code is read', () => {
  writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ name: 'x', type: 'module', dependencies: { 'left-pad': '1' } }, null, 2),
  )
  writeFileSync(path.join(folder, 'index.js'), "import { used } from './lib.js'\nimport 'right-pad'\nconsole.log(used)\n")
  writeFileSync(path.join(folder, 'lib.js'), 'export const used = 1\nexport const lonely = 2\n')
  writeFileSync(path.join(folder, 'forgotten.js'), 'export const a = 1\n')
  writeFileSync(path.join(folder, 'knip.json'), '{ "entry": ["index.js"], "project": ["*.js"] }')
  const findings = readKnip(tool('knip', ['--reporter', 'json', '--no-progress', '--no-config-hints']))
  expect(findings.map((f) => `${f.path}:${f.line} ${f.message}`).toSorted()).toEqual([
    'forgotten.js:0 unused file: forgotten.js',
    'index.js:2 dependency that is not in package.json: right-pad',
    'lib.js:2 unused export: lonely',
    'package.json:5 unused dependency: left-pad',
  ])
})

test('a finding says where, what and the remedy; an unknown check is refused', async () => {
  const finding = { path: 'a.ts', line: 3, message: 'any', remedy: 'write the type' }
  expect(sayFinding(finding)).toBe('  a.ts:3  any\n      → write the type')
  expect(sayFinding({ ...finding, line: 0 })).toContain('  a.ts  any')
  expect(await main(['nonsense'])).toBe(2)
})
