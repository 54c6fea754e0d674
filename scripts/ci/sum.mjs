// Sums the parts of a run into one line. Arguments: name:exit code:report,report  (a part may have no report).
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

/** Counts of one report of vitest; a file that broke before its first test counts as one failure. */
export function countReport(report) {
  const broken = report.testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some((a) => a.status === 'failed'))
  const todo = report.numTodoTests ?? 0
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length, skipped: report.numPendingTests + todo }
}

/**
 * Sums parts. A missing report is a failure, and so is a part that ended badly although its tests passed
 * (an error outside the tests, a build that failed).
 */
export function sum(parts) {
  const total = { passed: 0, failed: 0, skipped: 0, remarks: [] }
  for (const part of parts) {
    let failed = 0
    for (const report of part.reports) {
      if (!report) {
        failed++
        total.remarks.push(`${part.name}: a report is missing`)
        continue
      }
      const counts = countReport(report)
      total.passed += counts.passed
      total.skipped += counts.skipped
      failed += counts.failed
    }
    if (part.code !== 0 && failed === 0) {
      failed = 1
      total.remarks.push(`${part.name}: ended with code ${part.code}`)
    }
    total.failed += failed
  }
  return total
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const parts = process.argv.slice(2).map((argument) => {
    const [name = '', code = '1', files = ''] = argument.split(':')
    return { name, code: Number(code), reports: files === '' ? [] : files.split(',').map(readReport) }
  })
  const { passed, failed, skipped, remarks } = sum(parts)
  for (const remark of remarks) console.log(remark)
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0
}
