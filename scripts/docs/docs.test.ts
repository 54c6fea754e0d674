import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { testDb } from '#platform/testing.ts'
import { REFERENCE, referencePages } from './pages.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

test('the committed reference is what the declarations say', async () => {
  const t = await testDb()
  const folder = await mkdtemp(path.join(tmpdir(), 'anlan-docs-'))
  try {
    const pages = await referencePages(t.ownerUrl, folder)
    const stale = pages.filter((p) => {
      const file = path.join(REFERENCE, p.name)
      return !existsSync(file) || readFileSync(file, 'utf8') !== p.text
    })
    expect(
      stale.map((p) => p.name),
      'out of date: run npx tsx scripts/docs/make.ts',
    ).toEqual([])
    const generated = pages.map((p) => p.name)
    expect(readdirSync(REFERENCE).filter((name) => name !== 'README.md' && !generated.includes(name))).toEqual([])
  } finally {
    await t.drop()
    await rm(folder, { recursive: true, force: true })
  }
})

/** Markdown files people write: those at the root and below docs, without what is generated. */
function written(): string[] {
  const found = readdirSync(ROOT).filter((f) => f.endsWith('.md'))
  const below = readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.md'))
  return [...found, ...below.map((f) => path.join('docs', f))].filter((f) => !f.startsWith(path.join('docs', 'law')))
}

test('every link inside the repository leads to a file', () => {
  const broken = written().flatMap((file) => {
    const text = readFileSync(path.join(ROOT, file), 'utf8')
    const targets = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map((m) => m[1] ?? '').filter((t) => !/^[a-z]+:/.test(t))
    return targets.filter((t) => !existsSync(path.resolve(ROOT, path.dirname(file), t))).map((t) => `${file}: ${t}`)
  })
  expect(broken).toEqual([])
})

test('the rules for contributors stay short, and each decision says how it is checked', () => {
  expect(readFileSync(path.join(ROOT, 'CONTRIBUTING.md'), 'utf8').split('\n').length).toBeLessThanOrEqual(151)
  const records = readdirSync(path.join(ROOT, 'docs/adr')).filter((f) => /^\d{4}-.+\.md$/.test(f))
  expect(records.length).toBeGreaterThan(0)
  const without = records.filter((f) => !readFileSync(path.join(ROOT, 'docs/adr', f), 'utf8').includes('\n## How checked\n'))
  expect(without).toEqual([])
})

test('a word of the glossary that is code stands in the code', () => {
  const rows = [
    ...readFileSync(path.join(ROOT, 'docs/GLOSSARY.md'), 'utf8').matchAll(/^\|[^|]+\|[^|]+\|\s*`([^`]+)`[^|]*\|\s*\[?`?([^|`\]]+)/gm),
  ]
  expect(rows.length).toBeGreaterThan(30)
  const missing = rows.filter(([, name, file]) => {
    const where = path.join(ROOT, (file ?? '').trim())
    return !existsSync(where) || !readFileSync(where, 'utf8').includes(name ?? '')
  })
  expect(missing.map(([, name, file]) => `${name} in ${file}`)).toEqual([])
})
