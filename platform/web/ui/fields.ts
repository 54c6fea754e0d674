import { text, type Text } from '#kernel/text.ts'

/** A JSON Schema as the API sends it: from zod, with the texts of the fields as `zh`, `en` and how it is asked as `widget`. */
export type JsonSchema = Readonly<Record<string, unknown>>
export type FormValues = Readonly<Record<string, unknown>>

export type FieldKind = 'line' | 'lines' | 'number' | 'boolean' | 'date' | 'datetime' | 'choice' | 'choices' | 'other'

export interface FormField {
  readonly name: string
  /** Null: the schema gives no text; the field is not for people. */
  readonly text: Text | null
  readonly kind: FieldKind
  readonly widget: string | null
  readonly required: boolean
  readonly options: readonly { readonly value: string; readonly text: Text }[]
  readonly min: number | null
  readonly max: number | null
  readonly integer: boolean
  readonly initial: unknown
}

const record = (value: unknown): JsonSchema | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonSchema) : null

const numberOr = (value: unknown): number | null => (typeof value === 'number' ? value : null)

const words = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])

/** `{ zh, en }` out of a schema or an options entry; null where it is not a text. */
export function textOf(value: unknown): Text | null {
  const found = record(value)
  return typeof found?.['zh'] === 'string' && typeof found['en'] === 'string' ? { zh: found['zh'], en: found['en'] } : null
}

/** The schema below `anyOf [x, null]`; the texts of the outer one stay. */
function withoutNull(schema: JsonSchema): JsonSchema {
  if (!Array.isArray(schema['anyOf'])) return schema
  const inner = schema['anyOf'].map(record).find((s) => s !== null && s['type'] !== 'null')
  return inner ? { ...inner, ...schema } : schema
}

function kindOf(schema: JsonSchema, widget: string | null): FieldKind {
  const type = schema['type']
  if (Array.isArray(schema['enum'])) return 'choice'
  if (type === 'boolean') return 'boolean'
  if (type === 'number' || type === 'integer') return 'number'
  if (type === 'array') return record(schema['items'])?.['type'] === 'string' ? 'choices' : 'other'
  if (type !== 'string') return 'other'
  if (widget === 'date' || schema['format'] === 'date') return 'date'
  if (schema['format'] === 'date-time') return 'datetime'
  return widget === 'textarea' ? 'lines' : 'line'
}

function fieldOf(name: string, raw: JsonSchema, required: boolean): FormField {
  const schema = withoutNull(raw)
  const widget = typeof schema['widget'] === 'string' ? schema['widget'] : null
  const listed = Array.isArray(schema['enum']) ? schema : (record(schema['items']) ?? schema)
  const options = record(schema['options']) ?? record(listed['options']) ?? {}
  const isNumber = schema['type'] === 'number' || schema['type'] === 'integer'
  return {
    name,
    text: textOf(schema),
    kind: kindOf(schema, widget),
    widget,
    required,
    options: words(listed['enum']).map((value) => ({ value, text: textOf(options[value]) ?? text(value, value) })),
    min: numberOr(schema[isNumber ? 'minimum' : 'minLength']),
    max: numberOr(schema[isNumber ? 'maximum' : 'maxLength']),
    integer: schema['type'] === 'integer',
    initial: schema['default'],
  }
}

/** The fields of an object schema in the order of their declaration. */
export function fieldsOf(schema: JsonSchema): FormField[] {
  const required = new Set(words(schema['required']))
  return Object.entries(record(schema['properties']) ?? {}).map(([name, raw]) => fieldOf(name, record(raw) ?? {}, required.has(name)))
}

/** The fields that people are asked: neither hidden nor without a text. */
export function askedFields(schema: JsonSchema): FormField[] {
  return fieldsOf(schema).filter((f) => f.widget !== 'hidden' && f.text !== null)
}

/** What the form starts with. */
export function initialValues(schema: JsonSchema): FormValues {
  return Object.fromEntries(
    fieldsOf(schema)
      .filter((f) => f.initial !== undefined)
      .map((f) => [f.name, f.initial]),
  )
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0)

/** What is sent: texts trimmed, what was left empty not sent at all, so that "optional" means absent. */
export function toBody(values: FormValues): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, v]) => !isEmpty(v))
      .map(([k, v]) => [k, typeof v === 'string' ? v.trim() : v]),
  )
}

function fault(field: FormField, value: unknown): Text | null {
  const name = field.text ?? text(field.name, field.name)
  if (isEmpty(value)) return field.required ? text(`请填写${name.zh}`, `Fill in: ${name.en}`) : null
  if (typeof value === 'string') {
    const length = value.trim().length
    if (field.min !== null && length < field.min)
      return text(`${name.zh}至少 ${field.min} 个字`, `${name.en}: at least ${field.min} characters`)
    if (field.max !== null && length > field.max)
      return text(`${name.zh}不超过 ${field.max} 个字`, `${name.en}: at most ${field.max} characters`)
  }
  if (typeof value === 'number') {
    if (field.min !== null && value < field.min) return text(`${name.zh}不能小于 ${field.min}`, `${name.en}: not below ${field.min}`)
    if (field.max !== null && value > field.max) return text(`${name.zh}不能大于 ${field.max}`, `${name.en}: not above ${field.max}`)
    if (field.integer && !Number.isInteger(value)) return text(`${name.zh}须为整数`, `${name.en}: a whole number`)
  }
  return null
}

/** What is plainly missing, by field, before anything is sent. The server judges again. */
export function faultsOf(schema: JsonSchema, values: FormValues): Record<string, Text> {
  const found = fieldsOf(schema).map((f) => [f.name, fault(f, values[f.name])] as const)
  return Object.fromEntries(found.filter((pair): pair is [string, Text] => pair[1] !== null))
}

/**
 * Refusals of the server by field of the form: `form.measures` → measures, `form.results.2.note` → results. What
 * belongs to no field of the form comes back as `rest`.
 */
export function byField(
  errors: readonly { readonly field: string; readonly message: string }[],
  names: readonly string[],
): { fields: Record<string, string>; rest: string[] } {
  const fields: Record<string, string> = {}
  const rest: string[] = []
  for (const { field, message } of errors) {
    const parts = field.split('.').filter((p) => p !== 'body')
    const name = parts[0] === 'form' ? parts[1] : parts[0]
    if (name !== undefined && names.includes(name)) fields[name] ??= message
    else rest.push(message)
  }
  return { fields, rest }
}
