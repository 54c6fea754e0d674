/** Files of 400 lines at most, tests too; 200 are usual. Generated code and data are not read by people and are exempt. */
import { type Check, type Finding } from './source.ts'

const LIMIT = 400
const KINDS = /\.(ts|tsx|mjs|css)$/
const EXEMPT = /(^|\/)(generated|seed)\//

export const length: Check = {
  name: 'length',
  run(sources) {
    const findings: Finding[] = []
    for (const { path, text } of sources) {
      if (!KINDS.test(path) || EXEMPT.test(path)) continue
      const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
      if (lines <= LIMIT) continue
      findings.push({ path, line: LIMIT + 1, message: `${lines} lines, ${LIMIT} are allowed`, remedy: 'split it by what it does' })
    }
    return findings
  },
}
