import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { f1, type Labelling, readPlan, scorePlan, scoreTable } from './index.ts'

/** The scores the README states, and the scorer against score.py, where the shared plans are at hand. */

const PLANS = fileURLToPath(new URL('../../../../shared/plans/', import.meta.url))
const NAMES = ['chengjiang-14th', 'yuxi-12th', 'qilin-three-year-1to5']

function python(): boolean {
  try {
    execFileSync('python3', ['--version'])
    return true
  } catch {
    return false
  }
}

describe.each(NAMES)('%s', (name) => {
  test('scores hold', (ctx) => {
    if (!existsSync(PLANS)) ctx.skip('shared/plans is not beside the repository')
    const gold = JSON.parse(readFileSync(join(PLANS, `${name}.gold.json`), 'utf8')) as Labelling
    const s = scorePlan(gold, readPlan(readFileSync(join(PLANS, `${name}.txt`), 'utf8')))
    expect(f1(s.heading, true).f1).toBeGreaterThanOrEqual(0.97)
    expect(f1(s.responsibility, true).f1).toBeGreaterThanOrEqual(0.97)
    expect(f1(s.indicator, true).f1).toBeGreaterThanOrEqual(0.97)
    expect(f1(s.achievement).f1).toBeGreaterThanOrEqual(0.9)
    expect(f1(s.commitment).f1).toBeGreaterThanOrEqual(0.9)
    expect(f1(s.commitment, true).f1).toBeGreaterThanOrEqual(0.85)
    expect(f1(s.system).f1).toBeGreaterThanOrEqual(0.85)
  })

  test('same figures as score.py', (ctx) => {
    if (!existsSync(PLANS)) ctx.skip('shared/plans is not beside the repository')
    if (!python()) ctx.skip('python3 is not installed')
    const dir = mkdtempSync(join(tmpdir(), 'anlan-score-'))
    try {
      const goldFile = join(PLANS, `${name}.gold.json`)
      const gold = JSON.parse(readFileSync(goldFile, 'utf8')) as Labelling
      // a worse reading too: the first half of the text only, so that misses and extras are compared
      const text = readFileSync(join(PLANS, `${name}.txt`), 'utf8')
      for (const [i, part] of [text, text.slice(0, text.length / 2), text.replace(/年底/g, '年初')].entries()) {
        const pred = readPlan(part)
        const file = join(dir, `${i}.json`)
        writeFileSync(file, JSON.stringify(pred))
        const out = execFileSync('python3', [join(PLANS, 'score.py'), goldFile, file], { encoding: 'utf8', maxBuffer: 1e8 })
        const table = scoreTable(scorePlan(gold, pred))
        expect(table.split('\n')).toEqual(out.split('\n').slice(0, table.split('\n').length))
      }
    } finally {
      rmSync(dir, { recursive: true })
    }
  })
})

test('arithmetic of a small case', () => {
  const gold: Labelling = {
    commitment: [
      { start: 0, end: 10, id: 'a', deadline: { date: '2025-12-31' } },
      { start: 20, end: 30, id: 'b' },
      { start: 40, end: 50, id: 'n', core: false },
    ],
  }
  const pred: Labelling = {
    commitment: [
      { start: 2, end: 10, id: 'x', deadline: { date: '2024-12-31', alt: '2025-12-31' } },
      { start: 41, end: 49, id: 'y' },
      { start: 60, end: 70, id: 'z' },
    ],
  }
  const s = scorePlan(gold, pred).commitment
  expect(s).toMatchObject({ gold: 2, pred: 2, matched: 1, strict: 1, missed: ['b'], extra: ['z'] })
  expect(f1(s).f1).toBeCloseTo(0.5)
})
