import type { Rule } from '@anlan/rules'
import { text, type Text } from '#kernel/text.ts'
import { valueWords } from './output-words.ts'

/** The word before a field that is missing, as the library says it. */
const MISSING = text('缺少', 'missing ')

/** What a rule lacks, in words: `缺少死亡人数(deaths)` of the library without the name that only programs need. */
export function sayMissing(rule: Rule, line: string): Text {
  const field = rule.fields.find((f) => line.slice(MISSING.zh.length) === `${f.label.zh}(${f.name})`)
  if (field) return text(field.label.zh, field.label.en)
  const [zh = line, en] = line.split(' / ')
  const plain = rule.fields.reduce((said, f) => said.replaceAll(`(${f.name})`, ''), zh)
  return text(plain, en ?? plain)
}

const isNumberPair = (value: readonly unknown[]): boolean => value.length === 2 && value.every((v) => typeof v === 'number')

/** Amounts and shares that come as two numbers are a range from … to. */
const isRange = (key: string, value: readonly unknown[]): boolean => /(_wan|_pct)$/.test(key) && isNumberPair(value)

/** One value of a result in words; null = it is a table of its own. */
export function sayOutput(key: string, value: unknown): Text | null {
  if (value === null || value === undefined) return text('—', '—')
  if (typeof value === 'boolean') return value ? text('是', 'Yes') : text('否', 'No')
  if (typeof value === 'string') return valueWords(/^\d{4}-\d{2}-\d{2}T/.test(value) ? value.replace('T', ' ') : value)
  if (typeof value !== 'object') return text(String(value), String(value))
  if (!Array.isArray(value)) return null
  if (value.length === 0) return text('无', 'None')
  if (isRange(key, value)) return text(`${value[0]} – ${value[1]}`, `${value[0]} – ${value[1]}`)
  const parts = value.map((part) => sayOutput(key, part))
  if (parts.some((part) => part === null)) return null
  const said = parts as Text[]
  return text(said.map((p) => p.zh).join('；'), said.map((p) => p.en).join('; '))
}
