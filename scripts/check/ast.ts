/** Syntax trees of our files. The parser is the one inside vite, so that no further package is needed. */
import { parseSync } from 'vite'
import { lineAt, type Source } from './source.ts'

/** A node of an ESTree with TypeScript and JSX. */
export interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

export interface Comment {
  readonly text: string
  readonly start: number
}

interface Parsed {
  readonly program: Node
  readonly comments: readonly Comment[]
}

const cache = new WeakMap<Source, Parsed>()

/**
 * The tree of a file, parsed once a run.
 * @throws Error naming file and line when it cannot be parsed
 */
export function parse(source: Source): Parsed {
  const known = cache.get(source)
  if (known) return known
  const result = parseSync(source.path, source.text)
  const fault = result.errors[0]
  if (fault) throw new Error(`${source.path}:${lineAt(source.text, fault.labels[0]?.start ?? 0)}: ${fault.message}`)
  const parsed: Parsed = {
    program: result.program as unknown as Node,
    comments: result.comments.map((comment) => ({ text: comment.value, start: comment.start })),
  }
  cache.set(source, parsed)
  return parsed
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
}

/** The node under a key, or undefined. */
export function at(node: Node | undefined, key: string): Node | undefined {
  const value = node?.[key]
  return isNode(value) ? value : undefined
}

/** The nodes of a list under a key. */
export function list(node: Node | undefined, key: string): Node[] {
  const value = node?.[key]
  return Array.isArray(value) ? value.filter(isNode) : []
}

/** Visit every node; `parents` runs from the program to the node's parent. */
export function visit(root: Node, see: (node: Node, parents: readonly Node[]) => void): void {
  const parents: Node[] = []
  const step = (node: Node): void => {
    see(node, parents)
    parents.push(node)
    for (const value of Object.values(node)) {
      if (isNode(value)) step(value)
      else if (Array.isArray(value)) value.filter(isNode).forEach(step)
    }
    parents.pop()
  }
  step(root)
}

/** Text of a string literal or of the fixed parts of a template; undefined for anything else. */
export function literal(node: Node | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node['value'] === 'string') return node['value']
  if (node?.type !== 'TemplateLiteral') return undefined
  return list(node, 'quasis')
    .map((quasi) => String((quasi['value'] as { cooked?: string }).cooked ?? ''))
    .join(' ')
}

/** Name of an identifier, of a plain key, or undefined. */
export function nameOf(node: Node | undefined): string | undefined {
  if (node?.type === 'Identifier' || node?.type === 'JSXIdentifier') return String(node['name'])
  return literal(node)
}

export interface Import {
  readonly from: string
  readonly line: number
  /** True for `import type` and `export type`: gone at run time. */
  readonly typeOnly: boolean
  /** True for `import(…)`: loaded when it is needed. */
  readonly lazy: boolean
}

/** Every module a file names: import, export from, import(), import types. */
export function importsOf(source: Source): Import[] {
  const found: Import[] = []
  visit(parse(source).program, (node) => {
    const wanted = ['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration', 'ImportExpression', 'TSImportType']
    if (!wanted.includes(node.type)) return
    const from = literal(at(node, 'source')) ?? literal(at(node, 'argument'))
    if (from === undefined) return
    const specifiers = list(node, 'specifiers')
    const kinds = specifiers.map((s) => s['importKind'] ?? s['exportKind'])
    const whole = (node['importKind'] ?? node['exportKind']) === 'type' || node.type === 'TSImportType'
    const typeOnly = whole || (specifiers.length > 0 && kinds.every((kind) => kind === 'type'))
    found.push({ from, line: lineAt(source.text, node.start), typeOnly, lazy: node.type === 'ImportExpression' })
  })
  return found
}
