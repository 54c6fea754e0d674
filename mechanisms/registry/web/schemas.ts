import type { Text } from '#kernel/text.ts'
import { text } from '#kernel/text.ts'
import type { JsonSchema } from '#platform/web/index.ts'
import { RELATION_KINDS } from '../model.ts'
import type { FieldInfo, SubjectTypeInfo } from './useRegistry.ts'

type Property = Readonly<Record<string, unknown>>

const line = (words: Text, max = 200): Property => ({ type: 'string', maxLength: max, ...words })
const lines = (words: Text): Property => ({ type: 'string', maxLength: 1000, widget: 'textarea', ...words })
const date = (words: Text): Property => ({ type: 'string', format: 'date', widget: 'date', ...words })

function choice(words: Text, choices: readonly { readonly value: string; readonly text: Text }[]): Property {
  return { type: 'string', enum: choices.map((c) => c.value), options: Object.fromEntries(choices.map((c) => [c.value, c.text])), ...words }
}

function property(field: FieldInfo): Property {
  const unit = field.unit ? `（${field.unit}）` : ''
  const words = { zh: field.text.zh + unit, en: field.text.en + (field.unit ? ` (${field.unit})` : '') }
  switch (field.kind) {
    case 'number':
      return {
        type: 'number',
        ...(field.min === null ? {} : { minimum: field.min }),
        ...(field.max === null ? {} : { maximum: field.max }),
        ...words,
      }
    case 'choice':
      return choice(words, field.choices)
    case 'date':
      return date(words)
    case 'boolean':
      return { type: 'boolean', ...words }
    case 'text':
      return line(words, 500)
  }
}

/** The fields of a type of subject as a form. */
export function subjectSchema(type: SubjectTypeInfo): JsonSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(type.fields.map((f) => [f.name, property(f)])),
    // A tick box that was not touched says no; it is never asked for twice.
    required: type.fields.filter((f) => f.required && f.kind !== 'boolean').map((f) => f.name),
  }
}

export const licenceSchema: JsonSchema = {
  type: 'object',
  properties: {
    holder: line(text('持证单位或人员（不填就是本单位）', 'Holder (this organisation unless named)')),
    number: line(text('编号', 'Number'), 100),
    issuer: line(text('发证机关', 'Issued by')),
    issuedOn: date(text('发证日期', 'Issued on')),
    validFrom: date(text('有效期起', 'Valid from')),
    validTo: date(text('有效期止', 'Valid until')),
    note: lines(text('备注', 'Note')),
  },
  required: [],
}

const relationDates: Record<string, Property> = {
  since: date(text('开始日期', 'Since')),
  until: date(text('结束日期', 'Until')),
  note: lines(text('备注', 'Note')),
}

export const relationSchema: JsonSchema = {
  type: 'object',
  properties: {
    kind: choice(
      text('对方是本单位的', 'The other one is'),
      Object.entries(RELATION_KINDS).map(([value, words]) => ({ value, text: words })),
    ),
    otherId: { type: 'string', widget: 'org', ...text('对方单位（已登记的）', 'The other organisation (registered)') },
    otherName: line(text('对方名称（未登记的）', 'Its name (where it is not registered)')),
    ...relationDates,
  },
  required: ['kind'],
}

export const relationPatchSchema: JsonSchema = { type: 'object', properties: relationDates, required: [] }
