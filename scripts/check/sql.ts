/** Migrations: text, not varchar and not enum; timestamptz; every table says what it is. */
import { type Check, type Finding, lineAt } from './source.ts'

const RULES: readonly (readonly [RegExp, string, string])[] = [
  [
    /\b(varchar|character\s+varying|bpchar)\b|\bchar\s*\(/gi,
    'a length-limited text type',
    'text, with a check constraint where the length matters',
  ],
  [/\bas\s+enum\b/gi, 'an enum type', 'text with a check constraint, or a table'],
  [/\btimestamp\b(?!\s+with\s+time\s+zone)(?!\s*\(\d\)\s+with\s+time\s+zone)/gi, 'timestamp without time zone', 'timestamptz'],
  [/\b(big|small)?serial\b/gi, 'serial', 'generated always as identity, or a uuid'],
  [/\bmoney\b(?=\s*(,|not|null|default|\)))/gi, 'money', 'numeric'],
]
const TABLE = /\bcreate\s+(unlogged\s+)?table\s+(if\s+not\s+exists\s+)?([\w."]+)(\s+partition\s+of\b)?/gi

/** The same text with comments, quoted strings and dollar bodies blanked, so that offsets stay. */
export function blank(sql: string): string {
  const pattern = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'/g
  return sql.replace(pattern, (found) => found.replace(/[^\n]/g, ' '))
}

export const sqlLint: Check = {
  name: 'sql',
  run(sources) {
    const findings: Finding[] = []
    const migrations = sources.filter((source) => /^migrations\/.*\.sql$/.test(source.path))
    const all = migrations.map((source) => blank(source.text)).join('\n')
    for (const source of migrations) {
      const text = blank(source.text)
      const add = (start: number, message: string, remedy: string): void => {
        findings.push({ path: source.path, line: lineAt(text, start), message, remedy })
      }
      for (const [pattern, what, remedy] of RULES) for (const found of text.matchAll(pattern)) add(found.index, what, remedy)
      for (const found of text.matchAll(TABLE)) {
        const table = found[3] ?? ''
        if (found[4] || new RegExp(`comment\\s+on\\s+table\\s+${table.replaceAll('.', '\\.')}\\s+is`, 'i').test(all)) continue
        add(found.index, `table ${table} has no comment`, `comment on table ${table} is '…'`)
      }
    }
    return findings
  },
}
