/** Texts people see come in Chinese and English, always as a pair {zh, en}. */
import { at, list, literal, nameOf, type Node, parse, visit } from './ast.ts'
import { type Check, type Finding, isTest, isTypeScript, isWeb, lineAt, topOf } from './source.ts'

const HAN = /\p{Script=Han}/u
const WORD = /[A-Za-z]{2,}/
/** The name of the product and of the Chinese language are the same on every page. */
const SAME_EVERYWHERE = /^\s*(Anlan|English|中文|安澜)?\s*$/
const SEEN_ATTRIBUTES = [
  ...'title, placeholder, label, alt, aria-label, okText, cancelText, description, tooltip, message'.split(', '),
  ...'extra, help, emptyText, subTitle, header, addonBefore, addonAfter, checkedChildren, unCheckedChildren'.split(', '),
]
const LAYERS = ['libs', 'kernel', 'platform', 'mechanisms', 'practices', 'sectors', 'adapters', 'apps']

interface Pair {
  readonly zh: Node
  readonly en: Node
}

/** The two sides of `{ zh, en }` or `text(zh, en)`. */
function pairOf(node: Node): Pair | null {
  if (node.type === 'CallExpression' && nameOf(at(node, 'callee')) === 'text') {
    const [zh, en] = list(node, 'arguments')
    return zh && en ? { zh, en } : null
  }
  if (node.type !== 'ObjectExpression') return null
  const side = (key: string): Node | undefined =>
    at(
      list(node, 'properties').find((p) => p.type === 'Property' && nameOf(at(p, 'key')) === key),
      'value',
    )
  const [zh, en] = [side('zh'), side('en')]
  return zh && en ? { zh, en } : null
}

function judgePair({ zh, en }: Pair): [string, string] | null {
  const [chinese, english] = [literal(zh), literal(en)]
  if (chinese === undefined || english === undefined || !HAN.test(chinese)) return null
  if (english.trim() === '' && en.type === 'Literal') return [`no English for ${chinese}`, 'write the English text']
  if (HAN.test(english) && !WORD.test(english)) return [`the English of ${chinese} is Chinese`, 'write the English text']
  return null
}

const inPair = (parents: readonly Node[]): boolean => parents.some((parent) => pairOf(parent) !== null)

/** A text on a page that stands there in one language only. */
function judgeWeb(node: Node, parents: readonly Node[]): string | null {
  if (node.type === 'JSXText') {
    const value = String(node['value'])
    return SAME_EVERYWHERE.test(value) || !(HAN.test(value) || WORD.test(value)) ? null : value.trim()
  }
  const value = literal(node)
  if (value === undefined || SAME_EVERYWHERE.test(value)) return null
  if (HAN.test(value)) return inPair(parents) ? null : value
  const attribute = parents.at(-1)?.type === 'JSXExpressionContainer' ? parents.at(-2) : parents.at(-1)
  if (attribute?.type !== 'JSXAttribute' || !WORD.test(value)) return null
  return SEEN_ATTRIBUTES.includes(nameOf(at(attribute, 'name')) ?? '') ? value : null
}

export const untranslated: Check = {
  name: 'untranslated',
  run(sources) {
    const findings: Finding[] = []
    for (const source of sources) {
      if (!isTypeScript(source.path) || isTest(source.path) || !LAYERS.includes(topOf(source.path))) continue
      const add = (node: Node, message: string, remedy: string): void => {
        findings.push({ path: source.path, line: lineAt(source.text, node.start), message, remedy })
      }
      visit(parse(source).program, (node, parents) => {
        const pair = pairOf(node)
        const fault = pair && judgePair(pair)
        if (fault) add(node, fault[0], fault[1])
        const lonely = isWeb(source.path) ? judgeWeb(node, parents) : null
        if (lonely) add(node, `text in one language: ${lonely}`, "text('中文', 'English') and t(…)")
      })
    }
    return findings
  },
}
