import { describe, expect, test } from 'vitest'
import { applyRule, getRule, RuleInputError, rules, runRule, TABLES_AS_OF, type Field, type Rule, type RuleExample } from '../src/index.ts'

const cases = rules.flatMap((rule) => rule.examples.map((example) => ({ name: `${rule.name}: ${example.title.en}`, rule, example })))

function without(example: RuleExample, field: Field): Record<string, unknown> {
  const names = new Set([field.name, ...(field.aliases ?? [])])
  return Object.fromEntries(Object.entries(example.inputs).filter(([name]) => !names.has(name)))
}

describe('missing inputs are never guessed', () => {
  test.each(cases)('$name', ({ rule, example }) => {
    for (const field of rule.fields.filter((one) => !one.optional)) {
      const result = applyRule(rule, without(example, field), example.on ?? TABLES_AS_OF)
      expect(result.value, field.name).toBeNull()
      expect(result.cannotJudge?.join(), field.name).toContain(field.name)
    }
  })

  test.each(rules.filter((rule) => rule.name !== 'standardization').map((rule) => [rule.name, rule] as const))(
    '%s with no inputs at all',
    (_name, rule) => {
      const result = applyRule(rule, {}, TABLES_AS_OF)
      expect(result.value).toBeNull()
      expect(result.cannotJudge?.length).toBeGreaterThan(0)
    },
  )

  test('null counts as missing', () => {
    expect(runRule('accident-grade', { deaths: 1, serious: null, loss_wan: 0 }, TABLES_AS_OF).cannotJudge).toEqual([
      '缺少重伤人数(含急性工业中毒)(serious)',
    ])
  })
})

const refusedBy = (rule: Rule, inputs: Record<string, unknown>): string => {
  try {
    applyRule(rule, inputs, TABLES_AS_OF)
  } catch (error) {
    if (error instanceof RuleInputError) return error.field
    throw error
  }
  return ''
}

describe('impossible inputs are refused, naming the field', () => {
  test.each(rules.map((rule) => [rule.name, rule] as const))('%s', (_name, rule) => {
    for (const field of rule.fields) {
      if (!['number', 'integer', 'numbers'].includes(field.kind)) continue
      for (const bad of [-1, NaN, Infinity, -Infinity, 'many'])
        expect(refusedBy(rule, { [field.name]: bad }), `${field.name}=${bad}`).toBe(field.name)
      if (field.kind === 'integer') expect(refusedBy(rule, { [field.name]: 1.5 })).toBe(field.name)
    }
    for (const field of rule.fields.filter((one) => one.kind === 'choice'))
      expect(refusedBy(rule, { [field.name]: 'no such choice' })).toBe(field.name)
    for (const field of rule.fields.filter((one) => one.kind === 'date'))
      expect(refusedBy(rule, { [field.name]: '2026-02-30' })).toBe(field.name)
    for (const field of rule.fields.filter((one) => one.kind === 'boolean'))
      expect(refusedBy(rule, { [field.name]: 'yes' })).toBe(field.name)
  })

  test('a quantity inside a list is named by its place', () => {
    expect(() =>
      runRule(
        'gb18218',
        {
          items: [
            { name: '氨', q_t: 1 },
            { name: '氯', q_t: -2 },
          ],
          population_500m: 0,
        },
        TABLES_AS_OF,
      ),
    ).toThrow(/^items\.1\.q_t/)
    expect(() => runRule('gb18218', { items: [{ name: '氨', q_t: NaN }], population_500m: 0 }, TABLES_AS_OF)).toThrow(/^items\.0\.q_t/)
    expect(() => runRule('gb18218', { items: [{ name: 'x', q_t: 1, beta_class: 'W99' }], population_500m: 0 }, TABLES_AS_OF)).toThrow(
      /beta_class/,
    )
  })

  test('values that stand in no table are refused', () => {
    expect(() => runRule('LEC', { L: 4, E: 6, C: 15 }, TABLES_AS_OF)).toThrow(/^L:/)
    expect(() => runRule('MES', { M: 5, E: 6, S: 9 }, TABLES_AS_OF)).toThrow(/^S:/)
    expect(() => runRule('LS', { L: 6, S: 1 }, TABLES_AS_OF)).toThrow(/^L:/)
  })

  test('the day and the name are checked', () => {
    expect(() => runRule('LEC', {}, '2026-13-01')).toThrow(/^onDate/)
    expect(() => runRule('nothing', {}, TABLES_AS_OF)).toThrow(/^name/)
    expect(() => runRule('LEC', [], TABLES_AS_OF)).toThrow(/^inputs/)
  })

  test('inputs that the rule does not know are reported', () => {
    expect(runRule('LEC', { L: 1, E: 1, C: 1, colour: 'red' }, TABLES_AS_OF).ignored).toEqual(['colour'])
  })
})

describe("a caller's own tables", () => {
  test('replace the default and are marked', () => {
    const colours = [
      { min: 160, level: '重大', color: '红' },
      { min: 70, level: '较大', color: '橙' },
      { min: 20, level: '一般', color: '黄' },
      { min: 0, level: '低', color: '蓝' },
    ]
    const result = runRule('LEC', { L: 3, E: 6, C: 15 }, TABLES_AS_OF, { tables: { colours } })
    expect(result.value).toMatchObject({ D: 270, level: '重大', color: '红', band: '高度危险' })
    expect(result.tablesOverridden).toBe(true)
    expect(runRule('LEC', { L: 3, E: 6, C: 15 }, TABLES_AS_OF).tablesOverridden).toBeUndefined()
  })

  test('own accident bands are read band by band', () => {
    const grades = [
      { grade: '重大', deaths: 5, serious: 50, lossWan: 5000 },
      { grade: '一般', deaths: 0, serious: 0, lossWan: 0 },
    ]
    expect(runRule('accident-grade', { deaths: 5, serious: 0, loss_wan: 0 }, TABLES_AS_OF, { tables: { grades } }).value).toMatchObject({
      grade: '重大事故',
    })
  })

  test('of another shape are refused', () => {
    expect(() => runRule('LEC', { L: 3, E: 6, C: 15 }, TABLES_AS_OF, { tables: { colors: [] } })).toThrow(/tables\.colors/)
    expect(() => runRule('LEC', { L: 3, E: 6, C: 15 }, TABLES_AS_OF, { tables: { colours: [{ min: 'high' }] } })).toThrow(
      /tables\.colours\.0\.min/,
    )
    expect(() =>
      runRule('park', { score: 1, veto: false }, TABLES_AS_OF, { tables: { bands: [{ min: NaN, grade: 'A', label: '' }] } }),
    ).toThrow(/finite/)
  })
})

test('every field has labels in both languages and choices where it is a choice', () => {
  for (const rule of rules) {
    for (const field of rule.fields) {
      expect(field.label.zh && field.label.en, `${rule.name}.${field.name}`).toBeTruthy()
      if (field.kind === 'choice') expect(field.choices?.length, `${rule.name}.${field.name}`).toBeGreaterThan(1)
    }
  }
  expect(getRule('lec').name).toBe('LEC')
})
