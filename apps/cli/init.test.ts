import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { initCommand } from './init.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'anlan-init-'))
  await chmod(folder, 0o711)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function run(...args: string[]): Promise<{ code: number; out: string }> {
  const lines: string[] = []
  const io = { out: (l: string) => void lines.push(l), err: (l: string) => void lines.push(l), readFile: () => '' }
  const code = await initCommand([...args, '--data', path.join(folder, 'data')], io)
  return { code, out: lines.join('\n') }
}

test('a real place gets its divisions, an office and an administrator with a first password; once only', async () => {
  const wrong = await run('--division', '999999', '--office', '某局', '--name', '某人')
  expect(wrong).toMatchObject({ code: 1 })
  expect(wrong.out).toContain('没有这个行政区划')
  const first = await run('--division', '530481', '--office', '某市应急管理局', '--name', '某人')
  expect(first.code).toBe(0)
  // Province, city, the county-level city and its six towns.
  expect(first.out).toContain('含 9 个区划')
  expect(first.out).toMatch(/初始密码 \S{10,}/)
  const again = await run('--division', '530481', '--office', '某市应急管理局', '--name', '某人')
  expect(again.code).toBe(1)
  expect(again.out).toContain('不再初始化')
}, 120_000)

test('without what it needs it says how it is used', async () => {
  expect(await run('--division', '530481')).toMatchObject({ code: 2 })
})
