import { isDate, isWeekday } from './core/dates.ts'
import { RuleInputError } from './core/run.ts'
import type { RunOptions } from './core/types.ts'
import { isRecord, readExamples, runExample } from './examples.ts'
import { rules, runRule } from './registry.ts'

/** One line a rule: name, title, versions. */
export function listText(): string {
  const width = Math.max(...rules.map((rule) => rule.name.length))
  return rules
    .map((rule) => {
      const days = rule.versions.map((v) => `${v.effectiveFrom}${v.effectiveTo ? `..${v.effectiveTo}` : '..'}`).join(', ')
      return `${rule.name.padEnd(width)}  ${rule.title.zh} / ${rule.title.en}  [${days}]`
    })
    .join('\n')
}

/** The result of one rule as indented JSON. Inputs are JSON text. Throws `RuleInputError` or `SyntaxError`. */
export function runText(name: string, onDate: string, inputsJson: string, options: RunOptions = {}): string {
  return JSON.stringify(runRule(name, JSON.parse(inputsJson) as unknown, onDate, options), null, 2)
}

export interface ExamplesReport {
  readonly lines: readonly string[]
  readonly failed: number
}

/** Runs every example of a file's text; the last line counts. */
export function examplesReport(fileText: string, onDate?: string, options: RunOptions = {}): ExamplesReport {
  const outcomes = readExamples(fileText).map((example) => runExample(example, onDate, options))
  const count = (state: string): number => outcomes.filter((one) => one.state === state).length
  const lines = outcomes.map((one) => [one.id, one.state, ...(one.differences.length > 0 ? [one.differences.join('; ')] : [])].join(' '))
  return { lines: [...lines, `${count('passed')} passed, ${count('failed')} failed, ${count('unknown')} unknown`], failed: count('failed') }
}

/**
 * A calendar from JSON text: `{ "holidays": ["2026-10-01", …], "workdays": ["2026-10-10", …] }` (days off, and weekends that are
 * worked). Other days follow Monday to Friday.
 */
export function calendarFrom(text: string): (isoDate: string) => boolean {
  const parsed: unknown = JSON.parse(text)
  if (!isRecord(parsed)) throw new RuleInputError('calendar', 'must be an object with holidays and workdays')
  const holidays = new Set(daysOf(parsed, 'holidays'))
  const workdays = new Set(daysOf(parsed, 'workdays'))
  return (isoDate) => workdays.has(isoDate) || (!holidays.has(isoDate) && isWeekday(isoDate))
}

function daysOf(calendar: Record<string, unknown>, name: string): string[] {
  const days = calendar[name] ?? []
  if (!Array.isArray(days)) throw new RuleInputError(`calendar.${name}`, 'must be a list of dates')
  return days.map((day: unknown, at) => {
    if (typeof day !== 'string' || !isDate(day)) throw new RuleInputError(`calendar.${name}.${at}`, 'must be a date YYYY-MM-DD')
    return day
  })
}
