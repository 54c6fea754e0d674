/** No clock in libs and kernel: time is an argument, so that a simulated day gives the same results as a real one. */
import { at, list, nameOf, type Node, parse, visit } from './ast.ts'
import { type Check, type Finding, isTest, isTypeScript, lineAt, topOf } from './source.ts'

function clock(node: Node): string | null {
  const callee = at(node, 'callee')
  if (node.type === 'NewExpression' && nameOf(callee) === 'Date' && list(node, 'arguments').length === 0) return 'new Date()'
  if (node.type !== 'CallExpression' || callee?.type !== 'MemberExpression') return null
  const call = `${nameOf(at(callee, 'object'))}.${nameOf(at(callee, 'property'))}`
  return ['Date.now', 'performance.now'].includes(call) ? `${call}()` : null
}

export const purity: Check = {
  name: 'purity',
  run(sources) {
    const findings: Finding[] = []
    for (const source of sources) {
      if (!isTypeScript(source.path) || isTest(source.path) || !['libs', 'kernel'].includes(topOf(source.path))) continue
      visit(parse(source).program, (node) => {
        const found = clock(node)
        if (found)
          findings.push({
            path: source.path,
            line: lineAt(source.text, node.start),
            message: `${found} in ${topOf(source.path)}`,
            remedy: 'take the time as an argument',
          })
      })
    }
    return findings
  },
}
