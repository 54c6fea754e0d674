/** What must not stay behind: promises, switched-off or empty tests, mocks of our own modules, paths of one machine. */
import { at, list, literal, nameOf, type Node, parse, visit } from './ast.ts'
import { type Check, type Finding, isCode, lineAt, type Source } from './source.ts'

// The brackets keep this file from finding itself.
const LOUD = /\b(T[O]DO|F[I]XME|X[X]X)\b/g
const QUIET = /\b(stub|placeholder|not implemented)\b/i
const MACHINE = /(?<![\w.~*}/-])\/(wor[k]|roo[t]|tm[p])\//g
const READ = /\.(ts|tsx|mjs|js|css|html|sql|sh|md|json|yml|yaml)$|^\.ci\//
const TEST_WORDS = ['test', 'it', 'describe', 'suite']

export const leftovers: Check = {
  name: 'leftovers',
  run(sources) {
    const findings: Finding[] = []
    for (const source of sources) {
      if (!READ.test(source.path) || source.path === 'package-lock.json') continue
      const add = (start: number, message: string, remedy: string): void => {
        findings.push({ path: source.path, line: lineAt(source.text, start), message, remedy })
      }
      for (const found of source.text.matchAll(LOUD)) add(found.index, `leftover ${found[0]}`, 'do it, or leave it out')
      for (const found of source.text.matchAll(MACHINE))
        add(found.index, `path of one machine: ${found[0]}`, 'find it relative to the root')
      if (!isCode(source.path)) continue
      for (const comment of parse(source).comments) {
        const word = QUIET.exec(comment.text)?.[0]
        if (word) add(comment.start, `comment speaks of "${word}"`, 'finish it, or say what it is')
      }
      if (/\.test\.tsx?$/.test(source.path)) judgeTest(source, add)
    }
    return findings
  },
}

function judgeTest(source: Source, add: (start: number, message: string, remedy: string) => void): void {
  let asserts = false
  visit(parse(source).program, (node) => {
    if (node.type !== 'CallExpression') return
    const callee = at(node, 'callee')
    const name = nameOf(callee)
    if (name === 'expect' || name === 'assert') asserts = true
    const [object, property] = [nameOf(at(callee, 'object')) ?? '', nameOf(at(callee, 'property')) ?? '']
    if (object === 'assert' || object === 'expect') asserts = true
    if (TEST_WORDS.includes(object) && ['skip', 'only', 'todo', 'skipIf', 'runIf'].includes(property))
      add(node.start, `${object}.${property}`, "ctx.skip('reason') inside the test, where something outside is missing")
    if (property === 'skip' && !TEST_WORDS.includes(object) && !hasReason(node))
      add(node.start, 'skipped without a reason', "ctx.skip('reason')")
    const target = literal(list(node, 'arguments')[0]) ?? ''
    if (object === 'vi' && ['mock', 'doMock'].includes(property) && /^[.#@]/.test(target) && !/^@(?!anlan\/)/.test(target))
      add(node.start, `mock of our own module ${target}`, 'use the real one; the test database is real')
  })
  if (!asserts) add(0, 'asserts nothing', 'say what is expected')
}

/** A reason is any argument that can hold a sentence; `skip()` and `skip(true)` have none. */
function hasReason(call: Node): boolean {
  return list(call, 'arguments').some((argument) => argument.type !== 'Literal' || (literal(argument) ?? '').length > 3)
}
