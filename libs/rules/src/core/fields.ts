import { z } from 'zod'
import { isDate, minuteNumber } from './dates.ts'
import type { Bilingual, Choice, Field, FieldKind, Inputs } from './types.ts'

type More = Partial<Omit<Field, 'name' | 'label' | 'kind'>>

function field(kind: FieldKind, name: string, zh: string, en: string, more: More = {}): Field {
  return { name, label: { zh, en }, kind, ...more }
}

/** Builders for input fields: name, Chinese label, English label, the rest. */
export const f = {
  number: (name: string, zh: string, en: string, more?: More): Field => field('number', name, zh, en, more),
  count: (name: string, zh: string, en: string, more?: More): Field => field('integer', name, zh, en, more),
  numbers: (name: string, zh: string, en: string, more?: More): Field => field('numbers', name, zh, en, more),
  yes: (name: string, zh: string, en: string, more?: More): Field => field('boolean', name, zh, en, more),
  text: (name: string, zh: string, en: string, more?: More): Field => field('text', name, zh, en, more),
  date: (name: string, zh: string, en: string, more?: More): Field => field('date', name, zh, en, more),
  time: (name: string, zh: string, en: string, more?: More): Field => field('datetime', name, zh, en, more),
  dates: (name: string, zh: string, en: string, more?: More): Field => field('dates', name, zh, en, more),
  list: (name: string, zh: string, en: string, more?: More): Field => field('list', name, zh, en, more),
  object: (name: string, zh: string, en: string, more?: More): Field => field('object', name, zh, en, more),
  choice: (name: string, zh: string, en: string, choices: readonly Choice[], more?: More): Field =>
    field('choice', name, zh, en, { choices, ...more }),
}

/** A choice; the other spellings are accepted on input and replaced by `value`. */
export function choice(value: string, en: string, ...aliases: string[]): Choice {
  return { value, label: { zh: value, en }, aliases }
}

/**
 * The choice meant by a text: its value, label or an alias, without regard to case, spaces and full-width brackets; or the only choice
 * whose value contains the text ("普通货运" for "交通运输-普通货运"). A text that several contain means none of them.
 */
export function findChoice(choices: readonly Choice[], text: string): Choice | undefined {
  const wanted = plain(text)
  const exact = choices.find(
    (one) => plain(one.value) === wanted || plain(one.label.en) === wanted || (one.aliases ?? []).some((alias) => plain(alias) === wanted),
  )
  if (exact || wanted.length < 2) return exact
  const containing = choices.filter((one) => plain(one.value).includes(wanted))
  return containing.length === 1 ? containing[0] : undefined
}

/** Spelling without case, spaces and the difference of full-width and half-width signs. */
export function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toLowerCase()
}

const positive = (one: Field): z.ZodNumber => {
  const schema = z.number().min(one.min ?? 0)
  return one.max === undefined ? schema : schema.max(one.max)
}

const dateSchema = z.string().refine(isDate, { message: 'must be a date YYYY-MM-DD' })

/** The zod schema of one field's value (a present value; absence is not an error but "cannot judge"). */
export function schemaOf(one: Field): z.ZodType {
  if (one.schema) return one.schema
  switch (one.kind) {
    case 'number':
      return positive(one)
    case 'integer':
      return positive(one).int()
    case 'numbers':
      return z.union([positive(one), z.array(positive(one)).min(1)])
    case 'boolean':
      return z.boolean()
    case 'text':
      return z.string().min(1)
    case 'choice': {
      const choices = one.choices ?? []
      const known = (value: string): boolean => findChoice(choices, value) !== undefined
      return z
        .string()
        .refine(known, { message: `must be one of ${choices.map((c) => c.value).join(' | ')}` })
        .transform((value) => findChoice(choices, value)?.value ?? value)
    }
    case 'date':
      return dateSchema
    case 'datetime':
      return z.string().refine((value) => !Number.isNaN(minuteNumber(value)), { message: 'must be a local time YYYY-MM-DDTHH:mm' })
    case 'dates':
      return z.array(dateSchema).min(1)
    case 'list':
      return z.array(z.unknown()).min(1)
    case 'object':
      return z.record(z.string(), z.unknown())
  }
}

/**
 * The zod schema of a rule's inputs, for routes and forms. Every field may be absent: what is missing is "cannot judge", not an error.
 * Other spellings of a name (`aliases`) are known to `runRule` only.
 */
export function inputSchema(fields: readonly Field[]): z.ZodObject {
  return z.object(Object.fromEntries(fields.map((one) => [one.name, schemaOf(one).nullish()])))
}

/** How a field is named to people: Chinese label with the input's name. */
export function fieldLabel(one: Field): string {
  return `${one.label.zh}(${one.name})`
}

/** Typed readers. The inputs were checked against the fields before a rule runs, so a wrong type here is a mistake in the declaration. */
export function num(inputs: Inputs, name: string): number {
  const value = inputs[name]
  if (typeof value !== 'number') throw new TypeError(`${name}: not declared as a number`)
  return value
}

export function numOr(inputs: Inputs, name: string, fallback: number): number {
  return inputs[name] === undefined ? fallback : num(inputs, name)
}

export function optNum(inputs: Inputs, name: string): number | undefined {
  return inputs[name] === undefined ? undefined : num(inputs, name)
}

export function str(inputs: Inputs, name: string): string {
  const value = inputs[name]
  if (typeof value !== 'string') throw new TypeError(`${name}: not declared as a text`)
  return value
}

export function optStr(inputs: Inputs, name: string): string | undefined {
  return inputs[name] === undefined ? undefined : str(inputs, name)
}

export function flag(inputs: Inputs, name: string): boolean {
  return inputs[name] === true
}

/** One number or several, as a list, and whether a list was given. */
export function batch(inputs: Inputs, name: string): { readonly values: readonly number[]; readonly isList: boolean } {
  const value = inputs[name]
  if (typeof value === 'number') return { values: [value], isList: false }
  return { values: list<number>(inputs, name), isList: true }
}

/** A list whose entries were checked by the field's schema. */
export function list<T>(inputs: Inputs, name: string): readonly T[] {
  const value = inputs[name]
  if (!Array.isArray(value)) throw new TypeError(`${name}: not declared as a list`)
  return value as readonly T[]
}

export const say = (zh: string, en: string): Bilingual => ({ zh, en })
