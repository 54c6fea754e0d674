import { readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { type Labelling, type PlanReading, readPlan, scorePlan, scoreTable } from '@anlan/plan-reader'
import { readPlanFile, REFUSALS, type Words } from '#platform/plan-files/index.ts'
import { tableLines, workbookOf } from './plan-table.ts'

const USAGE = `anlan plan read FILE [--json] [--xlsx OUT]   DOCX, PDF, HTML, TXT or MD
anlan plan score GOLD PRED                    two JSON labellings`

interface Io {
  out(line: string): void
  err(line: string): void
}

/**
 * `anlan plan …`. `read` prints a table, with `--json` the labelling that the scorer takes, with `--xlsx` writes a workbook too;
 * `score` prints the scorer's table. Exit code: 0 done, 1 the file is no readable plan, 2 wrong usage.
 */
export async function planCommand(args: string[], io: Io): Promise<number> {
  let parsed
  try {
    parsed = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' }, xlsx: { type: 'string' } } })
  } catch (error) {
    io.err(error instanceof Error ? error.message : String(error))
    io.err(USAGE)
    return 2
  }
  const [action, first, second] = parsed.positionals
  try {
    if (action === 'read' && first !== undefined) return await read(first, parsed.values.json ?? false, parsed.values.xlsx, io)
    if (action === 'score' && first !== undefined && second !== undefined) return score(first, second, io)
  } catch (error) {
    io.err(error instanceof Error ? error.message : String(error))
    return 1
  }
  io.err(USAGE)
  return 2
}

async function read(file: string, json: boolean, xlsx: string | undefined, io: Io): Promise<number> {
  const input = await readPlanFile(readFileSync(file), basename(file))
  if (!input.ok) return say(input.message, io)
  const reading = readPlan(input.text)
  if (!looksLikePlan(reading)) return say(REFUSALS['no-plan'], io)
  if (xlsx !== undefined) {
    writeFileSync(xlsx, await workbookOf(reading))
    io.err(xlsx)
  }
  if (json) io.out(JSON.stringify(reading))
  else for (const line of tableLines(reading)) io.out(line)
  return 0
}

/** A plan has headings and promises something. */
export function looksLikePlan(r: PlanReading): boolean {
  return r.heading.length >= 2 && r.indicator.length + r.commitment.length + r.responsibility.length > 0
}

function say(words: Words, io: Io): number {
  io.err(words.zh)
  io.err(words.en)
  return 1
}

function score(gold: string, pred: string, io: Io): number {
  const load = (path: string): Labelling => JSON.parse(readFileSync(path, 'utf8')) as Labelling
  const result = scorePlan(load(gold), load(pred))
  for (const line of scoreTable(result).split('\n')) io.out(line)
  for (const [kind, s] of Object.entries(result)) {
    if (s.missed.length + s.extra.length + s.differ.length > 0)
      io.out(`${kind} missed ${s.missed.join(' ')} | extra ${s.extra.join(' ')} | differ ${s.differ.map((d) => d.join('≠')).join(' ')}`)
  }
  return 0
}
