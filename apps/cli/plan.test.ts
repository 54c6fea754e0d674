import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PlanReading } from '@anlan/plan-reader'
import { planCommand } from './plan.ts'

let dir = ''
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'anlan-plan-'))
})
afterAll(() => rmSync(dir, { recursive: true }))

const PLAN = `某县“十五五”安全生产规划
一、规划目标
到2030年，事故死亡人数下降20%以上。
二、主要任务
2027年底前，完成老旧管网改造60公里，建成管网监测系统。（牵头单位：县住建局；责任单位：各镇）
每季度至少开展1次检查。
`

async function call(...args: string[]): Promise<{ code: number; out: string[]; err: string[] }> {
  const out: string[] = []
  const err: string[] = []
  const code = await planCommand(args, { out: (l) => out.push(l), err: (l) => err.push(l) })
  return { code, out, err }
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(dir, name)
  writeFileSync(path, content)
  return path
}

describe('anlan plan', () => {
  test('read prints items in the order of the text', async () => {
    const { code, out } = await call('read', file('plan.txt', PLAN))
    expect(code).toBe(0)
    expect(out[0]).toBe('某县“十五五”安全生产规划 2026-01-01 — 2030-12-31')
    expect(out.some((l) => l.includes('指标') && l.includes('事故死亡人数') && l.includes('2030'))).toBe(true)
    expect(out.some((l) => l.includes('任务') && l.includes('2027-12-31') && l.includes('60公里'))).toBe(true)
    expect(out.some((l) => l.includes('县住建局(牵头)、各镇'))).toBe(true)
    expect(out.some((l) => l.includes('每季度1次'))).toBe(true)
  })

  test('--json is the labelling the scorer takes; a plan scored against itself is perfect', async () => {
    const { out } = await call('read', file('plan.md', PLAN), '--json')
    const reading = JSON.parse(out.join('')) as PlanReading
    expect(reading.commitment.length).toBe(3)
    const gold = file('gold.json', out.join(''))
    const scored = await call('score', gold, gold)
    expect(scored.code).toBe(0)
    expect(scored.out.find((l) => l.startsWith('commitment'))).toMatch(/3 {5}3 {3}1\.000 \/ 1\.000 \/ 1\.000 {3}1\.000/)
  })

  test('--xlsx writes items and headings', async () => {
    const path = join(dir, 'out.xlsx')
    expect((await call('read', file('plan2.txt', PLAN), '--xlsx', path)).code).toBe(0)
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(readFileSync(path).buffer)
    expect(book.worksheets.map((s) => s.rowCount > 2)).toEqual([true, true])
  })

  test('what cannot be read is said in words', async () => {
    const letter = await call('read', file('letter.txt', '老张：\n今天下午三点开会。'))
    expect(letter.code).toBe(1)
    expect(letter.err[0]).toContain('没有找到规划')
    const empty = await call('read', file('empty.txt', ''))
    expect(empty.err[0]).toContain('空的')
    expect((await call('read', join(dir, 'none.txt'))).code).toBe(1)
    expect((await call('read')).code).toBe(2)
    expect((await call('read', 'a', '--nonsense')).code).toBe(2)
  })
})
