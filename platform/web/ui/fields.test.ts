import { expect, test } from 'vitest'
import { z } from 'zod'
import { askedFields, byField, faultsOf, fieldsOf, initialValues, toBody, type JsonSchema } from './fields.ts'

const form = z.object({
  level: z.enum(['general', 'major']).meta({
    zh: '等级',
    en: 'Level',
    options: { general: { zh: '一般', en: 'General' }, major: { zh: '重大', en: 'Major' } },
  }),
  measures: z.string().trim().min(2).max(1000).meta({ zh: '措施', en: 'Measures', widget: 'textarea' }),
  where: z.string().max(5).optional().meta({ zh: '部位', en: 'Where' }),
  deadline: z.iso.date().meta({ zh: '期限', en: 'By', widget: 'date' }),
  funds: z.number().nonnegative().max(100).optional().meta({ zh: '资金', en: 'Funds' }),
  people: z.int().optional().meta({ zh: '人数', en: 'People' }),
  onSpot: z.boolean().default(true).meta({ zh: '已到现场', en: 'On the spot' }),
  at: z.iso.datetime({ offset: true }).nullable().meta({ zh: '时间', en: 'At' }),
  tags: z
    .array(z.enum(['a', 'b']))
    .optional()
    .meta({ zh: '标签', en: 'Tags' }),
  results: z
    .array(z.object({ item: z.string() }))
    .optional()
    .meta({ zh: '结果', en: 'Results', widget: 'checklist' }),
  answers: z.record(z.string(), z.string()).optional().meta({ zh: '逐条', en: 'Answers', widget: 'hidden' }),
  of: z.uuid().optional(),
})
const schema = z.toJSONSchema(form, { io: 'input', unrepresentable: 'any' }) as JsonSchema

test('each field of a declaration is asked in its own way', () => {
  expect(Object.fromEntries(fieldsOf(schema).map((f) => [f.name, f.kind]))).toEqual({
    level: 'choice',
    measures: 'lines',
    where: 'line',
    deadline: 'date',
    funds: 'number',
    people: 'number',
    onSpot: 'boolean',
    at: 'datetime',
    tags: 'choices',
    results: 'other',
    answers: 'other',
    of: 'line',
  })
  const level = fieldsOf(schema)[0]
  expect(level?.text).toEqual({ zh: '等级', en: 'Level' })
  expect(level?.options[1]).toEqual({ value: 'major', text: { zh: '重大', en: 'Major' } })
  expect(
    fieldsOf(schema)
      .find((f) => f.name === 'tags')
      ?.options.map((o) => o.value),
  ).toEqual(['a', 'b'])
})

test('hidden fields and fields without a text are not asked', () => {
  const names = askedFields(schema).map((f) => f.name)
  expect(names).not.toContain('answers')
  expect(names).not.toContain('of')
  expect(names).toContain('results')
})

test('a field with a default is not required and starts with it', () => {
  expect(initialValues(schema)).toEqual({ onSpot: true })
  expect(
    fieldsOf(schema)
      .filter((f) => f.required)
      .map((f) => f.name),
  ).toEqual(['level', 'measures', 'deadline', 'at'])
})

test('what was left empty is not sent, texts are trimmed, false and 0 are values', () => {
  expect(toBody({ a: ' x ', b: '', c: '  ', d: undefined, e: null, f: false, g: 0, h: [] })).toEqual({ a: 'x', f: false, g: 0 })
})

test('what is missing or out of bounds is named by field', () => {
  const faults = faultsOf(schema, { level: 'major', measures: ' a ', where: '123456', funds: 101, people: 1.5, at: 'x' })
  expect(Object.keys(faults)).toEqual(['measures', 'where', 'deadline', 'funds', 'people'])
  expect(faults['deadline']?.zh).toBe('请填写期限')
  expect(faults['funds']?.en).toBe('Funds: not above 100')
  expect(faultsOf(schema, { level: 'major', measures: 'ok', deadline: '2026-11-24', at: '2026-11-24T00:00:00Z' })).toEqual({})
})

test('refusals of the server go to their fields, the others stay together', () => {
  const errors = [
    { field: 'form.measures', message: 'm' },
    { field: 'form.measures', message: 'second' },
    { field: 'form.results.0.note', message: 'r' },
    { field: 'body.at', message: 'time' },
    { field: 'form.unknown', message: 'u' },
  ]
  expect(byField(errors, ['measures', 'results'])).toEqual({ fields: { measures: 'm', results: 'r' }, rest: ['time', 'u'] })
})
