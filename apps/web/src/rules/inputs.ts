import type { Field, Inputs } from '@anlan/rules'
import { text, type Text } from '#kernel/text.ts'

/** What stands in the form: text in every box, and rows of boxes where a field is a list with columns. */
export type Raw = Readonly<Record<string, string | readonly RawRow[]>>
export type RawRow = Readonly<Record<string, string>>

export const YES = 'yes'
export const NO = 'no'

const hasColumns = (field: Field): boolean => field.kind === 'list' && (field.itemFields?.length ?? 0) > 0

/** Separators as they are typed on a Chinese keyboard too. */
const SPLIT = /[\s,，、;；]+/
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/** How a yes and a no are typed inside a line of several parts. */
const TRUE = text('是', 'true')
const FALSE = text('否', 'false')

function scalar(said: string): unknown {
  if (NUMBER.test(said)) return Number(said)
  if (said === TRUE.zh || said === TRUE.en) return true
  return said === FALSE.zh || said === FALSE.en ? false : said
}

/** One line is one entry; commas inside a line make it an entry of several parts. */
function lines(said: string): unknown[] {
  return said
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const parts = line.split(/[,，]/).map((part) => part.trim())
      return parts.length > 1 ? parts.map(scalar) : scalar(line)
    })
}

/** Lines of `key: value`, also with the full-width colon or an equals sign. */
function pairs(said: string): Record<string, unknown> {
  const found = lines(said).flatMap((line): [string, unknown][] => {
    const parts = /^([^:：=]+)[:：=](.*)$/.exec(String(line))
    return parts ? [[(parts[1] ?? '').trim(), scalar((parts[2] ?? '').trim())]] : []
  })
  return Object.fromEntries(found)
}

export class FieldFault extends Error {
  readonly field: string
  readonly text: Text

  constructor(field: Field, what: Text) {
    super(what.en)
    this.field = field.name
    this.text = text(`${field.label.zh}：${what.zh}`, `${field.label.en}: ${what.en}`)
  }
}

function oneNumber(field: Field, said: string): number {
  if (!NUMBER.test(said)) throw new FieldFault(field, text('须填数字', 'a number is needed'))
  return Number(said)
}

/** Several choices stand in one box with commas between them; null for a single one. */
function severalChoices(field: Field, said: string): string[] | null {
  const known = new Set((field.choices ?? []).map((c) => c.value))
  const parts = said.split(', ')
  return parts.length > 1 && !known.has(said) && parts.every((part) => known.has(part)) ? parts : null
}

/** Does a column of choices take several at once? The list's own schema says so. */
export function takesSeveral(listed: Field, column: Field): boolean {
  const first = column.choices?.[0]?.value
  return first !== undefined && listed.schema?.safeParse([{ [column.name]: [first] }]).success === true
}

/** The value of one box; undefined = left empty, which is "cannot judge" and no error. */
function valueOf(field: Field, raw: string): unknown {
  const said = raw.trim()
  if (said === '') return undefined
  switch (field.kind) {
    case 'number':
    case 'integer':
      return oneNumber(field, said)
    case 'numbers': {
      const values = said.split(SPLIT).map((part) => oneNumber(field, part))
      return values.length === 1 ? values[0] : values
    }
    case 'boolean':
      return said === YES
    case 'dates':
      return said.split(SPLIT)
    case 'list':
      return lines(said)
    case 'object':
      return pairs(said)
    case 'choice':
      return severalChoices(field, said) ?? said
    default:
      return said
  }
}

function rowOf(fields: readonly Field[], row: RawRow): Record<string, unknown> | null {
  const entries = fields.map((f) => [f.name, valueOf(f, row[f.name] ?? '')] as const).filter(([, value]) => value !== undefined)
  return entries.length === 0 ? null : Object.fromEntries(entries)
}

/**
 * The inputs of a rule from its form. Empty boxes and empty rows are left out.
 * @throws FieldFault where a number was asked and something else was typed
 */
export function toInputs(fields: readonly Field[], raw: Raw): Inputs {
  const inputs: Record<string, unknown> = {}
  for (const field of fields) {
    const value = raw[field.name]
    if (value === undefined) continue
    if (typeof value === 'string') {
      const read = valueOf(field, value)
      if (read !== undefined) inputs[field.name] = read
      continue
    }
    const rows = value.map((row) => rowOf(field.itemFields ?? [], row)).filter((row) => row !== null)
    if (rows.length > 0) inputs[field.name] = rows
  }
  return inputs
}

const sayScalar = (value: unknown): string =>
  value === true ? TRUE.zh : value === false ? FALSE.zh : value === null || value === undefined ? '' : String(value)

function sayValue(field: Field, value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'boolean') return value ? YES : NO
  if (field.kind === 'object' && typeof value === 'object') {
    return Object.entries(value)
      .map(([key, part]) => `${key}: ${sayScalar(part)}`)
      .join('\n')
  }
  if (!Array.isArray(value)) return String(value)
  if (field.kind === 'list')
    return value.map((entry) => (Array.isArray(entry) ? entry.map(sayScalar).join(', ') : sayScalar(entry))).join('\n')
  return value.map(sayScalar).join(', ')
}

/** The form of given inputs, for instance of an example; the other way of `toInputs`. */
export function fromInputs(fields: readonly Field[], inputs: Inputs): Raw {
  const raw: Record<string, string | RawRow[]> = {}
  for (const field of fields) {
    const value = inputs[field.name]
    if (value === undefined || value === null) continue
    if (hasColumns(field) && Array.isArray(value)) {
      raw[field.name] = value.map((entry: unknown) => rawRow(field.itemFields ?? [], entry))
    } else raw[field.name] = sayValue(field, value)
  }
  return raw
}

function rawRow(fields: readonly Field[], entry: unknown): RawRow {
  const given: Record<string, unknown> = typeof entry === 'object' && entry !== null ? { ...entry } : {}
  const valueUnder = (f: Field): unknown =>
    [f.name, ...(f.aliases ?? [])].map((name) => given[name]).find((v) => v !== undefined && v !== null)
  return Object.fromEntries(fields.map((f) => [f.name, sayValue(f, valueUnder(f))]).filter(([, said]) => said !== ''))
}
