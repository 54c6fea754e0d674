import { isDate } from './core/dates.ts'
import { RuleInputError } from './core/run.ts'
import type { Rule, RuleResult, RunOptions } from './core/types.ts'
import { findRule, runRule } from './registry.ts'

/** Day on which examples without a day of their own are run: the day as of which the tables were compiled. */
export const TABLES_AS_OF = '2026-11-01'

export interface Example {
  readonly id: string
  readonly topic: string
  readonly title?: string
  readonly on?: string
  readonly inputs: Readonly<Record<string, unknown>>
  readonly expected: unknown
}

export interface ExampleOutcome {
  readonly id: string
  readonly state: 'passed' | 'failed' | 'unknown'
  /** What differs, as `path: expected …, got …`. */
  readonly differences: readonly string[]
}

/**
 * Numbers are equal within one part in 10^9, or when the expected one is given with two or more decimals and ours rounds to it: tables
 * of examples round shares and rates.
 */
export function sameNumber(expected: number, got: number): boolean {
  const size = Math.max(1, Math.abs(expected))
  if (Math.abs(expected - got) <= 1e-9 * size) return true
  const decimals = (String(expected).split('.')[1] ?? '').length
  return decimals >= 2 && Math.abs(expected - got) <= 0.5 * 10 ** -decimals + 1e-12
}

/** Differences of what was got from what was expected; entries of objects that are not expected are not looked at. */
export function compare(expected: unknown, got: unknown, path = ''): string[] {
  if (typeof expected === 'number' && typeof got === 'number') return sameNumber(expected, got) ? [] : [differ(path, expected, got)]
  if (Array.isArray(expected)) {
    if (!Array.isArray(got) || got.length !== expected.length) return [differ(path, expected, got)]
    return expected.flatMap((entry, at) => compare(entry, got[at], `${path}[${at}]`))
  }
  if (isRecord(expected)) {
    if (!isRecord(got)) return [differ(path, expected, got)]
    return Object.entries(expected).flatMap(([name, entry]) => compare(entry, got[name], path ? `${path}.${name}` : name))
  }
  // "None" may be said by null or by leaving the entry out.
  return expected === (got ?? null) ? [] : [differ(path, expected, got)]
}

function differ(path: string, expected: unknown, got: unknown): string {
  return `${path || 'value'}: expected ${JSON.stringify(expected)}, got ${got === undefined ? 'nothing' : JSON.stringify(got)}`
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Runs one example. A topic without a rule is `unknown`; an input that the rule refuses is a failure that says why. */
export function runExample(example: Example, onDate?: string, options: RunOptions = {}): ExampleOutcome {
  const rule = findRule(example.topic)
  if (!rule) return { id: example.id, state: 'unknown', differences: [`no rule for topic ${example.topic}`] }
  try {
    const inputs = withTitle(rule, example)
    const result = runRule(rule.name, inputs, onDate ?? example.on ?? eventDate(example.inputs) ?? TABLES_AS_OF, options)
    const got = withAliases(rule, example.expected, answerOf(result))
    const differences = compare(example.expected, got)
    const why = differences.length > 0 && result.cannotJudge ? [`cannot judge: ${result.cannotJudge.join('; ')}`] : []
    return { id: example.id, state: differences.length === 0 ? 'passed' : 'failed', differences: [...differences, ...why] }
  } catch (error) {
    return { id: example.id, state: 'failed', differences: [error instanceof Error ? error.message : String(error)] }
  }
}

/** What an example is compared with: the value, or the part that could be judged, or the fact that nothing could. */
function answerOf(result: RuleResult): unknown {
  if (!result.cannotJudge) return result.value
  const partial = isRecord(result.partial) ? result.partial : {}
  return { ...partial, cannotJudge: result.cannotJudge, value: result.value }
}

/** Gives the outputs the names that the example asks for, by the rule's own list of other names. */
function withAliases(rule: Rule, expected: unknown, got: unknown): unknown {
  if (!isRecord(expected) || !isRecord(got)) return got
  const named: Record<string, unknown> = { ...got }
  for (const name of Object.keys(expected)) {
    const own = rule.outputAliases?.[name]
    if (own !== undefined && !(name in named)) named[name] = got[own]
  }
  // One output asked for and one given, under different names: they speak of the same thing.
  const [asked, ...others] = Object.keys(expected)
  const [given, ...more] = Object.values(got)
  if (asked !== undefined && others.length === 0 && more.length === 0 && !(asked in named)) named[asked] = given
  return named
}

const EVENT_FIELDS = ['on', 'onDate', 'date', 'event_date', 'inspection_date', 'accident_date']

/** The day an example speaks of, when it says one outright. Other dates in the inputs are the rule's own business. */
function eventDate(inputs: Readonly<Record<string, unknown>>): string | undefined {
  for (const name of EVENT_FIELDS) {
    const value = inputs[name]
    if (typeof value === 'string' && isDate(value)) return value
  }
  return undefined
}

/**
 * Some examples name the sector only in their title. Where the rule takes a sector (or kind of unit) that the inputs lack, a choice
 * whose name stands in the title is used; nothing else is read from titles.
 */
function withTitle(rule: Rule, example: Example): Readonly<Record<string, unknown>> {
  const title = (example.title ?? '').toLowerCase()
  const field = rule.fields.find((one) => (one.name === 'sector' || one.name === 'unit') && one.kind === 'choice' && one.optional)
  if (!field || title === '' || [field.name, ...(field.aliases ?? [])].some((name) => example.inputs[name] !== undefined))
    return example.inputs
  const named = (field.choices ?? [])
    .flatMap((one) => [one.value, one.label.en, ...(one.aliases ?? [])].map((name) => ({ value: one.value, name: name.toLowerCase() })))
    .filter(({ name }) => name.length > 1 && name.split(/[\s-]+/).every((word) => title.includes(word)))
    .sort((a, b) => b.name.length - a.name.length)[0]
  return named ? { ...example.inputs, [field.name]: named.value } : example.inputs
}

/** Examples from the text of an example file: a list, or an object with `examples`. */
export function readExamples(text: string): readonly Example[] {
  const parsed: unknown = JSON.parse(text)
  const entries = isRecord(parsed) ? parsed.examples : parsed
  if (!Array.isArray(entries)) throw new RuleInputError('examples', 'must be a list, or an object with a list "examples"')
  return entries.map((entry: unknown, at) => {
    if (!isRecord(entry) || typeof entry.topic !== 'string' || !isRecord(entry.inputs)) {
      throw new RuleInputError(`examples.${at}`, 'must have topic, inputs and expected')
    }
    const text = (name: string): string | undefined => (typeof entry[name] === 'string' ? entry[name] : undefined)
    return {
      id: text('id') ?? `#${at + 1}`,
      topic: entry.topic,
      title: text('title'),
      on: text('on') ?? text('onDate'),
      inputs: entry.inputs,
      expected: entry.expected,
    }
  })
}
