/** Web code asks what may be done, never who somebody is: a record brings its abilities, the session its permissions. */
import { at, literal, list, nameOf, type Node, parse, visit } from './ast.ts'
import { type Check, type Finding, isTest, isWeb, lineAt, type Source } from './source.ts'

/** The roles as they are delivered; their ids are read from there, so that the list is never old. */
const ROLES_FILE = 'apps/server/roles.ts'

function roleIds(sources: readonly Source[]): Set<string> {
  const file = sources.find((source) => source.path === ROLES_FILE)
  const ids = new Set<string>()
  if (!file) return ids
  visit(parse(file).program, (node) => {
    if (node.type !== 'ObjectExpression') return
    const value = (key: string): Node | undefined =>
      at(
        list(node, 'properties').find((p) => nameOf(at(p, 'key')) === key),
        'value',
      )
    const id = literal(value('id'))
    if (id && value('grants')) ids.add(id)
  })
  return ids
}

const speaksOfRole = (text: string): boolean => /role/i.test(text)

/** A comparison, a case or a list look-up with a role's id, where the other side speaks of roles. */
function compared(node: Node, text: (node: Node | undefined) => string, ids: ReadonlySet<string>): string | null {
  const hit = (value: Node | undefined, other: Node | undefined): string | null => {
    const id = literal(value)
    return id !== undefined && ids.has(id) && speaksOfRole(text(other)) ? id : null
  }
  if (node.type === 'BinaryExpression') {
    const [left, right] = [at(node, 'left'), at(node, 'right')]
    return hit(left, right) ?? hit(right, left)
  }
  if (node.type === 'SwitchStatement') {
    for (const branch of list(node, 'cases')) {
      const id = hit(at(branch, 'test'), at(node, 'discriminant'))
      if (id) return id
    }
    return null
  }
  const callee = at(node, 'callee')
  if (node.type !== 'CallExpression' || !['includes', 'has'].includes(nameOf(at(callee, 'property')) ?? '')) return null
  const [argument] = list(node, 'arguments')
  const listed = list(at(callee, 'object'), 'elements').map((element) => hit(element, argument))
  return hit(argument, at(callee, 'object')) ?? listed.find((id) => id !== null) ?? null
}

export const roles: Check = {
  name: 'roles',
  run(sources) {
    const ids = roleIds(sources)
    const findings: Finding[] = []
    for (const source of sources) {
      if (!isWeb(source.path) || isTest(source.path)) continue
      const text = (node: Node | undefined): string => (node ? source.text.slice(node.start, node.end) : '')
      visit(parse(source).program, (node) => {
        const id = compared(node, text, ids)
        if (!id) return
        findings.push({
          path: source.path,
          line: lineAt(source.text, node.start),
          message: `web code asks for the role ${id}`,
          remedy: 'ask for the ability that comes with the record, or for a permission of the session',
        })
      })
    }
    return findings
  },
}
