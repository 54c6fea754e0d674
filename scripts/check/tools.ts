/** The tools of others: compiler, linter, formatter, and the search for unused code. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { type Check, type Finding, type Source } from './source.ts'

interface Ran {
  readonly code: number
  readonly out: string
}

/** Run a tool of node_modules from the root. */
function run(root: string, tool: string, args: readonly string[]): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(path.join(root, 'node_modules/.bin', tool), args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    child.stdout.on('data', (data: Buffer) => (out += data.toString()))
    child.stderr.on('data', (data: Buffer) => (out += data.toString()))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, out }))
  })
}

/** A tool that failed without a line we understand still fails the check, with what it said. */
function orWhole(findings: Finding[], tool: string, ran: Ran): Finding[] {
  if (ran.code === 0) return []
  if (findings.length > 0) return findings
  return [{ path: tool, line: 0, message: ran.out.trim().slice(-2000) || `ended with code ${ran.code}`, remedy: `run npx ${tool}` }]
}

/** `path(line,col): error TS1234: message` of the compiler. */
export function readTsc(out: string): Finding[] {
  return [...out.matchAll(/^(.+?)\((\d+),\d+\): error (TS\d+: .*)$/gm)].map(([, file, line, message]) => ({
    path: file ?? '',
    line: Number(line),
    message: message ?? '',
    remedy: 'npx tsc -p .',
  }))
}

export const types: Check = {
  name: 'types',
  async run(_sources, root) {
    const ran = await run(root, 'tsc', ['-p', '.', '--pretty', 'false'])
    return orWhole(readTsc(ran.out), 'tsc', ran)
  },
}

interface LintReport {
  readonly diagnostics: readonly {
    readonly message: string
    readonly code?: string
    readonly severity: string
    readonly help?: string
    readonly filename: string
    readonly labels: readonly { readonly span: { readonly line: number } }[]
  }[]
}

/** Errors of the linter; its warnings are advice and do not fail. */
export function readLint(out: string): Finding[] {
  const report = JSON.parse(out.slice(out.indexOf('{'))) as LintReport
  return report.diagnostics
    .filter((d) => d.severity === 'error')
    .map((d) => ({
      path: d.filename,
      line: d.labels[0]?.span.line ?? 0,
      message: `${d.message} ${d.code ?? ''}`.trim(),
      remedy: d.help ?? 'npx oxlint',
    }))
}

export const lint: Check = {
  name: 'lint',
  async run(_sources, root) {
    const ran = await run(root, 'oxlint', ['--format', 'json', '.'])
    return orWhole(ran.out.includes('{') ? readLint(ran.out) : [], 'oxlint', ran)
  },
}

const FORMATTED = /\.(ts|tsx|mjs)$/

export const format: Check = {
  name: 'format',
  async run(sources: readonly Source[], root) {
    const files = sources.filter((source) => FORMATTED.test(source.path)).map((source) => source.path)
    if (files.length === 0) return []
    const ran = await run(root, 'oxfmt', ['--list-different', ...files])
    const different = ran.out.split('\n').filter((line) => FORMATTED.test(line))
    const findings = different.map((file) => ({ path: file, line: 0, message: 'not formatted', remedy: `npx oxfmt ${file}` }))
    return orWhole(findings, 'oxfmt', ran)
  },
}

interface Unused {
  readonly name: string
  readonly line?: number
}

interface KnipReport {
  readonly issues: readonly ({ readonly file: string } & Readonly<Record<string, unknown>>)[]
}

const UNUSED_KINDS: Readonly<Record<string, readonly [message: string, remedy: string]>> = {
  files: ['unused file', 'import it or delete it'],
  exports: ['unused export', 'use it, or take away the word export'],
  duplicates: ['exported twice', 'keep one name'],
  dependencies: ['unused dependency', 'take it out of package.json'],
  devDependencies: ['unused dependency', 'take it out of package.json'],
  unlisted: ['dependency that is not in package.json', 'add it to package.json'],
  unresolved: ['import that leads nowhere', 'correct the path'],
  binaries: ['program that no dependency brings', 'add the dependency'],
}

export function readKnip(out: string): Finding[] {
  const report = JSON.parse(out.slice(out.indexOf('{'))) as KnipReport
  return report.issues.flatMap((issue) =>
    Object.entries(UNUSED_KINDS).flatMap(([kind, [message, remedy]]) => {
      const items = issue[kind]
      const found = Array.isArray(items) ? (items.flat() as Unused[]) : []
      return found.map((item) => ({ path: issue.file, line: item.line ?? 0, message: `${message}: ${item.name}`, remedy }))
    }),
  )
}

export const unused: Check = {
  name: 'unused',
  async run(_sources, root) {
    const ran = await run(root, 'knip', ['--reporter', 'json', '--no-progress', '--no-config-hints'])
    return orWhole(ran.out.includes('"issues"') ? readKnip(ran.out) : [], 'knip', ran)
  },
}
