import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { calendarFrom, examplesReport, isDate, lawPages, listText, RuleInputError, runText, type RunOptions } from '@anlan/rules'

/** What the command needs of the world. `readFile('-')` gives standard input. */
export interface RuleIo {
  out(line: string): void
  err(line: string): void
  readFile(path: string): string
}

const USAGE = `anlan rule list
anlan rule run NAME --on DATE [--inputs FILE] [--tables FILE] [--calendar FILE]   JSON inputs on stdin or from FILE
anlan rule examples FILE [--on DATE] [--calendar FILE]
anlan rule docs DIR`

/**
 * `anlan rule …`. Returns the exit code: 0 done, 1 an example failed or an input was refused, 2 wrong usage.
 * A result that cannot be judged is a result: exit code 0.
 */
export function ruleCommand(args: string[], io: RuleIo): number {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { on: { type: 'string' }, inputs: { type: 'string' }, tables: { type: 'string' }, calendar: { type: 'string' } },
    })
    const [action, target] = positionals
    if (values.on !== undefined && !isDate(values.on)) return usage(io, '--on must be a date YYYY-MM-DD')
    if (action === 'list') return say(io, listText())
    if (action === 'docs' && target) return writePages(target, io)
    if (action === 'run' && target) {
      if (values.on === undefined) return usage(io, '--on DATE is needed: a rule holds for a day')
      return say(io, runText(target, values.on, io.readFile(values.inputs ?? '-'), optionsFrom(values, io)))
    }
    if (action === 'examples' && target) {
      const report = examplesReport(io.readFile(target), values.on, optionsFrom(values, io))
      for (const line of report.lines) io.out(line)
      return report.failed > 0 ? 1 : 0
    }
    return usage(io, action ? `rule ${action}: not known, or something is missing` : undefined)
  } catch (error) {
    return refuse(error, io)
  }
}

function optionsFrom(values: { readonly tables?: string; readonly calendar?: string }, io: RuleIo): RunOptions {
  const tables = values.tables === undefined ? undefined : (JSON.parse(io.readFile(values.tables)) as Record<string, unknown>)
  return { tables, isWorkday: values.calendar === undefined ? undefined : calendarFrom(io.readFile(values.calendar)) }
}

function writePages(dir: string, io: RuleIo): number {
  const pages = lawPages()
  mkdirSync(dir, { recursive: true })
  for (const page of pages) writeFileSync(join(dir, page.path), page.text)
  return say(io, `${pages.length} pages written to ${dir}`)
}

function say(io: RuleIo, text: string): number {
  for (const line of text.split('\n')) io.out(line)
  return 0
}

function usage(io: RuleIo, problem?: string): number {
  if (problem) io.err(problem)
  for (const line of USAGE.split('\n')) io.err(line)
  return 2
}

/** Faults of the caller are told in one line; faults of ours keep their stack. */
function refuse(error: unknown, io: RuleIo): number {
  if (!(error instanceof Error)) throw error
  const code = 'code' in error ? String(error.code) : ''
  if (code.startsWith('ERR_PARSE_ARGS')) return usage(io, error.message)
  const callers = error instanceof RuleInputError || error instanceof SyntaxError || code === 'ENOENT' || code === 'EISDIR'
  if (!callers) throw error
  io.err(error.message)
  return 1
}
