/** Runs the house checks and says what is wrong, where, and what to do. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { escapes } from './escapes.ts'
import { imports } from './imports.ts'
import { leftovers } from './leftovers.ts'
import { length } from './length.ts'
import { purity } from './purity.ts'
import { roles } from './roles.ts'
import { sectorWords } from './sector-words.ts'
import { shape } from './shape.ts'
import { type Check, type Finding, type Source } from './source.ts'
import { sqlLint } from './sql.ts'
import { format, lint, types, unused } from './tools.ts'
import { untranslated } from './words.ts'

const HOUSE: readonly Check[] = [imports, purity, shape, length, escapes, leftovers, sectorWords, untranslated, roles, sqlLint]
const CHECKS: readonly Check[] = [...HOUSE, format, lint, types, unused]
const TEXTS = /\.(ts|tsx|mjs|js|css|html|sql|sh|md|json|yml|yaml)$|^\.ci\//
const ROOT = fileURLToPath(new URL('../../', import.meta.url))

// A tree that another user cloned, as CI does, is read all the same: nothing of it is run by git.
const TRUST = ['-c', 'safe.directory=*']

/** Files under version control and new ones that are not ignored. */
export function readTree(root: string): Source[] {
  const listed = execFileSync('git', [...TRUST, 'ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
  const paths = [...new Set(listed.split('\0'))].filter((file) => TEXTS.test(file) && existsSync(path.join(root, file)))
  return paths.toSorted().map((file) => ({ path: file, text: readFileSync(path.join(root, file), 'utf8') }))
}

export function sayFinding(finding: Finding): string {
  return `  ${finding.path}${finding.line > 0 ? `:${finding.line}` : ''}  ${finding.message}\n      → ${finding.remedy}`
}

/**
 * The checks named in `args`, or all.
 * `--report file` writes the counts in the form of a test report, so that the whole run can be summed.
 * @returns the exit code
 */
export async function main(args: readonly string[]): Promise<number> {
  const option = args.indexOf('--report')
  const report = option === -1 ? undefined : args[option + 1]
  const names = args.filter((_, i) => option === -1 || (i !== option && i !== option + 1))
  const unknown = names.filter((name) => !CHECKS.some((check) => check.name === name))
  if (unknown.length > 0) {
    console.error(`no such check: ${unknown.join(', ')}; there are ${CHECKS.map((check) => check.name).join(', ')}`)
    return 2
  }
  const sources = readTree(ROOT)
  let failed = 0
  const chosen = CHECKS.filter((check) => names.length === 0 || names.includes(check.name))
  for (const check of chosen) {
    const started = performance.now()
    const findings = await findingsOf(check, sources)
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(
      `${findings.length === 0 ? 'ok    ' : 'FAILED'} ${check.name} (${seconds} s)${findings.length > 0 ? `: ${findings.length}` : ''}`,
    )
    for (const finding of findings) console.log(sayFinding(finding))
    if (findings.length > 0) failed++
  }
  console.log(`house checks: ${chosen.length - failed} passed, ${failed} failed, ${sources.length} files`)
  if (report) {
    const counts = { numPassedTests: chosen.length - failed, numFailedTests: failed, numPendingTests: 0, testResults: [] }
    writeFileSync(report, JSON.stringify(counts))
  }
  return failed > 0 ? 1 : 0
}

/** A check that breaks has failed; the others still run. */
async function findingsOf(check: Check, sources: readonly Source[]): Promise<Finding[]> {
  try {
    return await check.run(sources, ROOT)
  } catch (error) {
    return [
      { path: check.name, line: 0, message: error instanceof Error ? error.message : String(error), remedy: 'mend the file or the check' },
    ]
  }
}
