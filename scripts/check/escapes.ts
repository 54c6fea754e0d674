/** No way around the compiler and the linter. */
import { parse, visit } from './ast.ts'
import { type Check, type Finding, isCode, lineAt } from './source.ts'

const REMARKS = /@ts-(ignore|nocheck|expect-error)|(oxlint|eslint)-(disable|enable)|prettier-ignore|v8 ignore|istanbul ignore/

export const escapes: Check = {
  name: 'escapes',
  run(sources) {
    const findings: Finding[] = []
    for (const source of sources) {
      if (!isCode(source.path)) continue
      const { program, comments } = parse(source)
      const add = (start: number, message: string, remedy: string): void => {
        findings.push({ path: source.path, line: lineAt(source.text, start), message, remedy })
      }
      for (const comment of comments) {
        const found = REMARKS.exec(comment.text)?.[0]
        if (found) add(comment.start, `comment switches a check off: ${found}`, 'solve what the check complains of')
      }
      visit(program, (node) => {
        if (node.type === 'TSAnyKeyword') add(node.start, 'any', 'write the type, or unknown and a check')
        if (node.type === 'TSEnumDeclaration') add(node.start, 'enum', 'a union of literals')
        if (node.type === 'TSModuleDeclaration' && !node['declare']) add(node.start, 'namespace', 'a module')
      })
    }
    return findings
  },
}
