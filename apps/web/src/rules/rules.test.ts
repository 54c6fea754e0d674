import { applyRule, rules, runRule } from '@anlan/rules'
import { expect, test } from 'vitest'
import { groupsOf, matches, RULE_GROUPS } from './groups.ts'
import { FieldFault, fromInputs, takesSeveral, toInputs } from './inputs.ts'
import { outputWords } from './output-words.ts'
import { sayMissing, sayOutput } from './say.ts'

const DAY = '2026-11-01'
const examples = rules.flatMap((rule) => rule.examples.map((example) => ({ rule, example })))

test('every rule stands in one group, and every name in a group is a rule', () => {
  const named = RULE_GROUPS.flatMap((g) => g.rules)
  expect([...named].sort()).toEqual(rules.map((r) => r.name).sort())
  expect(groupsOf(rules).flatMap((g) => g.rules)).toHaveLength(rules.length)
  const stranger = { ...(rules[0] as (typeof rules)[number]), name: 'stranger' }
  expect(groupsOf([stranger])).toMatchObject([{ id: 'other', rules: [{ name: 'stranger' }] }])
})

test('what an example says goes through the form and back without change', () => {
  expect(examples.length).toBeGreaterThan(100)
  for (const { rule, example } of examples) {
    const given = runRule(rule.name, example.inputs, example.on ?? DAY)
    const typed = fromInputs(rule.fields, given.inputs)
    expect(applyRule(rule, toInputs(rule.fields, typed), example.on ?? DAY), rule.name).toEqual({ ...given, ignored: undefined })
  }
})

test('every result has a name in words', () => {
  const nameless = new Set<string>()
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk)
    else if (typeof value === 'object' && value !== null) {
      for (const [key, part] of Object.entries(value)) {
        if (/^[A-Za-z]/.test(key) && !outputWords(key)) nameless.add(key)
        walk(part)
      }
    }
  }
  for (const { rule, example } of examples) walk(runRule(rule.name, example.inputs, example.on ?? DAY).value)
  expect([...nameless]).toEqual([])
})

test('an empty form judges nothing and says what is missing without names of programs', () => {
  for (const rule of rules) {
    const result = applyRule(rule, toInputs(rule.fields, {}), DAY)
    for (const line of result.cannotJudge ?? []) {
      const said = sayMissing(rule, line)
      expect(said.zh, rule.name).not.toMatch(/\([a-z]+_[a-z_]+\)/)
      expect(said.en).not.toBe('')
    }
  }
})

test('what is typed is read as people type it', () => {
  const [rule] = rules
  const number = { name: 'n', label: { zh: '数', en: 'N' }, kind: 'number' } as const
  const numbers = { ...number, name: 'ns', kind: 'numbers' } as const
  const object = { ...number, name: 'o', kind: 'object' } as const
  expect(toInputs([number, numbers, object], { n: ' 3.5 ', ns: '1，2、3', o: 'A-1：yes\nA-2=no\n\n乱写' })).toEqual({
    n: 3.5,
    ns: [1, 2, 3],
    o: { 'A-1': 'yes', 'A-2': 'no' },
  })
  expect(() => toInputs([number], { n: '三' })).toThrow(FieldFault)
  const items = rule?.fields.find((f) => f.name === 'items')
  const column = items?.itemFields?.find((f) => f.kind === 'choice')
  expect(items && column && takesSeveral(items, column)).toBe(true)
  expect(toInputs(rule?.fields ?? [], { items: [{}, { name: '液氨', q_t: '10' }], population_500m: '0' })).toEqual({
    items: [{ name: '液氨', q_t: 10 }],
    population_500m: 0,
  })
})

test('results are said in words', () => {
  expect(sayOutput('fine_wan', [50, 70])?.zh).toBe('50 – 70')
  expect(
    sayOutput('fine_wan', [
      [30, 50],
      [50, 100],
    ])?.zh,
  ).toBe('30 – 50；50 – 100')
  expect(sayOutput('hearing', [true, false])?.zh).toBe('是；否')
  expect(sayOutput('last_by', '2026-09-02T03:00')?.zh).toBe('2026-09-02 03:00')
  expect(sayOutput('verdict', 'cannot judge')?.zh).toBe('不能判定')
  expect(sayOutput('hits', [{ id: 'x' }])).toBeNull()
  expect(sayOutput('optional', null)?.zh).toBe('—')
})

test('a rule is found by any words of its title, clause or other names', () => {
  const found = (typed: string): string[] => rules.filter((r) => matches(r, typed)).map((r) => r.name)
  expect(found('罚款 逾期')).toContain('overdue-fine')
  expect(found('GB 30871 受限')).toEqual(['confined-space'])
  expect(found('')).toHaveLength(rules.length)
  expect(found('没有这种规则')).toEqual([])
})
