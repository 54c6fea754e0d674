import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { applyRule, compare, lawPages, readExamples, rules, runExample, TABLES_AS_OF } from '../src/index.ts'

const root = new URL('../../../', import.meta.url)
const shared = fileURLToPath(new URL('../shared/standards/examples.json', root))

describe('worked examples of the fact sheets', () => {
  test('all pass', (ctx) => {
    if (!existsSync(shared)) ctx.skip('the folder shared/standards is not here')
    const outcomes = readExamples(readFileSync(shared, 'utf8')).map((example) => runExample(example))
    expect(outcomes.length).toBeGreaterThanOrEqual(55)
    expect(outcomes.filter((one) => one.state !== 'passed')).toEqual([])
  })

  test('gb18218: the table of 85 is carried over without a slip', (ctx) => {
    const csv = fileURLToPath(new URL('../shared/standards/gb18218-tables.json', root))
    if (!existsSync(csv)) ctx.skip('the folder shared/standards is not here')
    const tables = JSON.parse(readFileSync(csv, 'utf8')) as {
      table2: { symbol: string; threshold_t: number }[]
      table4_beta_class: { symbol: string; beta: number }[]
    }
    const rule = rules.find((one) => one.name === 'gb18218')
    const classes = rule?.versions[0]?.reference?.classes as { symbol: string; thresholdT: number; beta: number }[]
    expect(classes.map(({ symbol, thresholdT }) => ({ symbol, threshold_t: thresholdT }))).toEqual(
      tables.table2.map(({ symbol, threshold_t }) => ({ symbol, threshold_t })),
    )
    expect(classes.map(({ symbol, beta }) => ({ symbol, beta }))).toEqual(tables.table4_beta_class)
  })
})

describe('examples in the declarations', () => {
  test.each(rules.map((rule) => [rule.name, rule] as const))('%s', (_name, rule) => {
    expect(rule.examples.length).toBeGreaterThan(0)
    for (const example of rule.examples) {
      const result = applyRule(rule, example.inputs, example.on ?? TABLES_AS_OF)
      expect(compare(example.expected, result.value), example.title.en).toEqual([])
      expect(result.steps.length).toBeGreaterThan(0)
      expect(result.clause).not.toBe('')
      expect(result.ignored).toBeUndefined()
    }
  })

  test('names and aliases are unique', () => {
    const names = rules.flatMap((rule) => [rule.name, ...(rule.aliases ?? [])].map((name) => name.toLowerCase()))
    expect(names.length).toBe(new Set(names).size)
  })

  test('versions of a rule do not overlap', () => {
    for (const rule of rules) {
      const versions = [...rule.versions].sort((a, b) => a.effectiveFrom.localeCompare(b.effectiveFrom))
      versions.slice(1).forEach((next, i) => expect((versions[i]?.effectiveTo ?? '9999') < next.effectiveFrom, rule.name).toBe(true))
    }
  })
})

describe('docs/law', () => {
  test('the committed pages are those of the declarations', () => {
    const pages = lawPages()
    expect(readdirSync(new URL('docs/law/', root)).sort()).toEqual(pages.map((page) => page.path).sort())
    for (const page of pages) {
      const file = new URL(`docs/law/${page.path}`, root)
      expect(existsSync(file), `${page.path} is missing: run "anlan rule docs docs/law"`).toBe(true)
      expect(readFileSync(file, 'utf8'), `${page.path} is stale: run "anlan rule docs docs/law"`).toBe(page.text)
    }
  })
})

describe('comparing', () => {
  test('rounded figures match, others do not', () => {
    expect(compare({ pct: 30.83 }, { pct: 30.8333 })).toEqual([])
    expect(compare({ pct: 30.83 }, { pct: 30.84 })).toHaveLength(1)
    expect(compare({ days: 10 }, { days: 10.4 })).toHaveLength(1)
    expect(compare({ a: [1, 2] }, { a: [1] })).toHaveLength(1)
    expect(compare({ level: null }, {})).toEqual([])
    expect(compare({ level: '一级' }, {})).toEqual(['level: expected "一级", got nothing'])
  })

  test('a topic without a rule is unknown, a wrong figure fails and says so', () => {
    expect(runExample({ id: 'x', topic: 'astrology', inputs: {}, expected: {} }).state).toBe('unknown')
    const wrong = runExample({ id: 'y', topic: 'LEC', inputs: { L: 3, E: 6, C: 15 }, expected: { D: 271 } })
    expect(wrong).toEqual({ id: 'y', state: 'failed', differences: ['D: expected 271, got 270'] })
  })
})
