import { isDate } from './dates.ts'
import { fieldLabel, schemaOf } from './fields.ts'
import type { Field, Inputs, Outcome, Rule, RuleExample, RuleResult, RuleVersion, RunContext, RunOptions } from './types.ts'

/** An input that cannot be: the message names the field. */
export class RuleInputError extends Error {
  readonly field: string

  constructor(field: string, problem: string) {
    super(`${field}: ${problem}`)
    this.name = 'RuleInputError'
    this.field = field
  }
}

interface TypedRule<T> extends Omit<Rule, 'versions' | 'run' | 'topic'> {
  readonly topic?: string
  readonly versions: readonly (RuleVersion & { readonly tables: T })[]
  readonly examples: readonly RuleExample[]
  readonly run: (inputs: Inputs, tables: T, context: RunContext) => Outcome
}

/** Declares a rule. The topic is the rule's name unless given. */
export function defineRule<T>(rule: TypedRule<T>): Rule {
  return { ...rule, topic: rule.topic ?? rule.name, run: (inputs, tables, context) => rule.run(inputs, tables as T, context) }
}

/** The version in force on a day, both ends included. */
export function versionOn(rule: Rule, onDate: string): RuleVersion | undefined {
  return rule.versions.find((v) => v.effectiveFrom <= onDate && (v.effectiveTo === undefined || onDate <= v.effectiveTo))
}

/** "Cannot judge": nothing is guessed when something is missing. */
export function cannotJudge(missing: readonly string[], steps: readonly string[] = [], partial?: unknown): Outcome {
  return { value: null, cannotJudge: missing, steps, ...(partial === undefined ? {} : { partial }) }
}

/**
 * Applies one rule to inputs on a day (`YYYY-MM-DD`: the day of the event or of the inspection).
 * Missing inputs give `value: null` with `cannotJudge`. Throws `RuleInputError` for impossible inputs.
 */
export function applyRule(rule: Rule, inputs: unknown, onDate: string, options: RunOptions = {}): RuleResult {
  if (!isDate(onDate)) throw new RuleInputError('onDate', 'must be a date YYYY-MM-DD')
  const { known, ignored, missing } = readInputs(rule.fields, inputs)
  const version = versionOn(rule, onDate)
  const base = { rule: rule.name, inputs: known, onDate, ...(ignored.length > 0 ? { ignored } : {}) }
  if (!version) {
    const since = rule.versions.map((v) => v.effectiveFrom).sort()[0]
    const why = `${onDate} 当日没有收录的有效版本(最早收录 ${since}) / no version in force is held for that day`
    return { ...base, ...cannotJudge([why]), clause: '', sourceStatus: 'uncertain' }
  }
  const status = { clause: version.clause, sourceStatus: version.sourceStatus }
  if (missing.length > 0) return { ...base, ...status, ...cannotJudge(missing.map((one) => `缺少${fieldLabel(one)}`)) }
  const tables = options.tables ? overrideTables(version.tables, options.tables) : version.tables
  const outcome = rule.run(known, tables, { onDate, version, isWorkday: options.isWorkday })
  return { ...base, ...status, ...outcome, ...(options.tables ? { tablesOverridden: true } : {}) }
}

interface ReadInputs {
  readonly known: Record<string, unknown>
  readonly ignored: readonly string[]
  readonly missing: readonly Field[]
}

/** Checks inputs against the fields and gives them their declared names. */
export function readInputs(fields: readonly Field[], inputs: unknown): ReadInputs {
  if (typeof inputs !== 'object' || inputs === null || Array.isArray(inputs)) throw new RuleInputError('inputs', 'must be an object')
  const given = new Map(Object.entries(inputs).filter(([, value]) => value !== undefined && value !== null))
  const known: Record<string, unknown> = {}
  const missing: Field[] = []
  for (const one of fields) {
    const name = [one.name, ...(one.aliases ?? [])].find((candidate) => given.has(candidate))
    if (name === undefined) {
      if (!one.optional) missing.push(one)
      continue
    }
    known[one.name] = readValue(one, name, given.get(name))
    given.delete(name)
  }
  const unused = [...given.keys()]
  return { known, ignored: unused, missing }
}

function readValue(one: Field, name: string, value: unknown): unknown {
  const parsed = schemaOf(one).safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new RuleInputError([name, ...(issue?.path ?? [])].join('.'), issue?.message ?? 'refused')
}

/** The caller's tables laid over the default ones, each entry checked to have the shape of what it replaces. */
export function overrideTables(defaults: unknown, override: Readonly<Record<string, unknown>>): unknown {
  if (typeof defaults !== 'object' || defaults === null) throw new RuleInputError('tables', 'this rule has no tables to override')
  const known = new Map(Object.entries(defaults))
  for (const [name, value] of Object.entries(override)) {
    if (!known.has(name)) throw new RuleInputError(`tables.${name}`, `unknown table; known: ${[...known.keys()].join(', ')}`)
    checkShape(`tables.${name}`, known.get(name), value)
  }
  return { ...defaults, ...override }
}

function checkShape(path: string, like: unknown, value: unknown): void {
  if (like === null || like === undefined) return
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RuleInputError(path, 'must be a finite number')
  if (Array.isArray(like)) {
    if (!Array.isArray(value)) throw new RuleInputError(path, 'must be a list')
    value.forEach((entry, at) => checkShape(`${path}.${at}`, like[Math.min(at, like.length - 1)], entry))
    return
  }
  if (typeof like !== typeof value) throw new RuleInputError(path, `must be a ${typeof like}`)
  if (typeof like === 'object' && typeof value === 'object' && value !== null) {
    const entries = new Map(Object.entries(value))
    for (const [name, part] of Object.entries(like)) {
      if (entries.has(name)) checkShape(`${path}.${name}`, part, entries.get(name))
    }
  }
}
