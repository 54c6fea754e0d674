import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lawPages, rules } from '@anlan/rules'
import { ruleCommand } from './rule.ts'

function call(args: string[], files: Record<string, string> = {}): { code: number; out: string[]; err: string[] } {
  const out: string[] = []
  const err: string[] = []
  const readFile = (path: string): string => {
    const text = files[path]
    if (text === undefined) throw Object.assign(new Error(`${path}: no such file`), { code: 'ENOENT' })
    return text
  }
  const code = ruleCommand(args, { out: (line) => out.push(line), err: (line) => err.push(line), readFile })
  return { code, out, err }
}

describe('anlan rule', () => {
  test('list names every rule', () => {
    const { code, out } = call(['list'])
    expect(code).toBe(0)
    expect(out).toHaveLength(rules.length)
    expect(out.some((line) => line.startsWith('gb18218 '))).toBe(true)
  })

  test('run reads stdin and writes JSON', () => {
    const { code, out } = call(['run', 'LEC', '--on', '2026-11-01'], { '-': '{"L":3,"E":6,"C":15}' })
    expect(code).toBe(0)
    expect(JSON.parse(out.join('\n'))).toMatchObject({
      rule: 'LEC',
      value: { D: 270, level: '较大' },
      sourceStatus: 'uncertain',
      onDate: '2026-11-01',
    })
  })

  test('run takes inputs, tables and a calendar from files', () => {
    const files = { in: '{"published":"2026-09-28"}', cal: '{"holidays":["2026-09-29"]}', tab: '{"fileWorkdays":1}' }
    const { code, out } = call(
      ['run', 'plan-filing', '--on', '2026-11-01', '--inputs', 'in', '--calendar', 'cal', '--tables', 'tab'],
      files,
    )
    expect(code).toBe(0)
    expect(JSON.parse(out.join('\n'))).toMatchObject({ value: { file_by: '2026-09-30' }, tablesOverridden: true })
  })

  test('what cannot be judged is a result', () => {
    const { code, out } = call(['run', 'accident-grade', '--on', '2026-11-01'], { '-': '{"deaths":1}' })
    expect(code).toBe(0)
    expect(JSON.parse(out.join('\n'))).toMatchObject({ value: null })
  })

  test('refusals name the field and give 1', () => {
    expect(call(['run', 'accident-grade', '--on', '2026-11-01'], { '-': '{"deaths":-1}' })).toMatchObject({
      code: 1,
      out: [],
      err: [expect.stringMatching(/^deaths:/)],
    })
    expect(call(['run', 'LEC', '--on', '2026-11-01'], { '-': 'not json' }).code).toBe(1)
    expect(call(['run', 'LEC', '--on', '2026-11-01', '--inputs', 'missing'])).toMatchObject({ code: 1, err: ['missing: no such file'] })
    expect(call(['run', 'nothing', '--on', '2026-11-01'], { '-': '{}' }).code).toBe(1)
  })

  test('wrong usage gives 2', () => {
    for (const args of [[], ['run'], ['run', 'LEC'], ['fly'], ['list', '--colour'], ['run', 'LEC', '--on', 'today']]) {
      const { code, err } = call(args, { '-': '{}' })
      expect(code, args.join(' ')).toBe(2)
      expect(err.join('\n')).toContain('anlan rule run NAME --on DATE')
    }
  })

  test('examples: passed, failed with the difference, unknown, and the count', () => {
    const examples = [
      { id: 'A', topic: 'park', inputs: { score: 70, veto: false }, expected: { grade: 'C' } },
      { id: 'B', topic: 'park', inputs: { score: 70, veto: false }, expected: { grade: 'D' } },
      { id: 'C', topic: 'astrology', inputs: {}, expected: {} },
      { id: 'D', topic: 'park', inputs: { score: -1, veto: false }, expected: { grade: 'A' } },
    ]
    const { code, out } = call(['examples', 'f'], { f: JSON.stringify({ examples }) })
    expect(code).toBe(1)
    expect(out).toEqual([
      'A passed',
      'B failed grade: expected "D", got "C"',
      'C unknown no rule for topic astrology',
      expect.stringMatching(/^D failed score: /),
      '1 passed, 2 failed, 1 unknown',
    ])
    expect(call(['examples', 'f'], { f: JSON.stringify(examples.slice(0, 1)) })).toMatchObject({
      code: 0,
      out: ['A passed', '1 passed, 0 failed, 0 unknown'],
    })
    expect(call(['examples', 'f'], { f: '{}' })).toMatchObject({ code: 1 })
  })

  test('docs writes the pages', () => {
    const dir = mkdtempSync(join(tmpdir(), 'anlan-law-'))
    try {
      expect(call(['docs', join(dir, 'law')]).code).toBe(0)
      expect(readdirSync(join(dir, 'law')).sort()).toEqual(
        lawPages()
          .map((page) => page.path)
          .sort(),
      )
      expect(readFileSync(join(dir, 'law', 'lec.md'), 'utf8')).toContain('作业条件危险性分析')
    } finally {
      rmSync(dir, { recursive: true })
    }
  })
})
