import { describe, expect, test } from 'vitest'
import { escapes } from './escapes.ts'
import { leftovers } from './leftovers.ts'
import { roles } from './roles.ts'
import { sectorWord, sectorWords } from './sector-words.ts'
import { type Check } from './source.ts'
import { untranslated } from './words.ts'

async function found(check: Check, files: Record<string, string>): Promise<string[]> {
  const findings = await check.run(
    Object.entries(files).map(([path, text]) => ({ path, text })),
    '',
  )
  return findings.map((f) => `${f.path}:${f.line} ${f.message}`)
}

describe('escapes', () => {
  test('any, enum, namespace and switched-off checks', async () => {
    const text = `const a: ${'any'} = 1\nenum B { C }\nnamespace D { export const e = 1 }\n// @ts-${'ignore'}\n/* oxlint-${'disable'} */\n`
    expect((await found(escapes, { 'kernel/a.ts': text })).toSorted()).toEqual([
      'kernel/a.ts:1 any',
      'kernel/a.ts:2 enum',
      'kernel/a.ts:3 namespace',
      'kernel/a.ts:4 comment switches a check off: @ts-ignore',
      'kernel/a.ts:5 comment switches a check off: oxlint-disable',
    ])
  })
  test('the word any in a comment or a string is no type; declarations for others are no namespace', async () => {
    expect(await found(escapes, { 'a.ts': "// any\nconst a = 'any'\ndeclare module 'vitest' { interface X { a: 1 } }\n" })).toEqual([])
  })
  test('a file that cannot be parsed is named with its line', () => {
    expect(() => escapes.run([{ path: 'a.ts', text: 'const a = 1\nconst = 2' }], '')).toThrow('a.ts:2')
  })
})

describe('leftovers', () => {
  test('promises, and paths of one machine', async () => {
    const text = `// a ${'stub'} for now\nconst a = '/${'tmp'}/x' // ${'TO'}${'DO'}\nconst b = <Input ${'placeholder'}="x" />\n`
    expect(await found(leftovers, { 'a.tsx': text })).toEqual([
      `a.tsx:2 leftover ${'TO'}${'DO'}`,
      `a.tsx:2 path of one machine: /${'tmp'}/`,
      `a.tsx:1 comment speaks of "${'stub'}"`,
    ])
    expect(await found(leftovers, { 'a.ts': "import x from '../work/a.ts'\nconst u = `${a}/tmp/`\n" })).toEqual([])
  })
  test('tests that are switched off, assert nothing or mock our own modules', async () => {
    const text = "test.skip('a', () => {})\nit.only('b', () => {})\ntest('c', (ctx) => ctx.skip())\nvi.mock('#platform/db/index.ts')\n"
    expect(await found(leftovers, { 'a.test.ts': text })).toEqual([
      'a.test.ts:1 test.skip',
      'a.test.ts:2 it.only',
      'a.test.ts:3 skipped without a reason',
      'a.test.ts:4 mock of our own module #platform/db/index.ts',
      'a.test.ts:1 asserts nothing',
    ])
    const good = "test('c', (ctx) => { if (x) ctx.skip('no data here'); expect(1).toBe(1) })\nvi.mock('node:fs')\n"
    expect(await found(leftovers, { 'a.test.ts': good })).toEqual([])
  })
})

describe('sector words', () => {
  test('identifiers and strings of the core, not comments, tests and other layers', async () => {
    const text = "// coal\nconst coalMine = 1\nconst a = { tailings_pond: '普通', b: `煤矿${1}` }\nconst fine = 'charcoal'\n"
    expect(await found(sectorWords, { 'kernel/a.ts': text, 'sectors/a.ts': text, 'kernel/a.test.ts': text })).toEqual([
      'kernel/a.ts:2 the core names a sector or an office: coal',
      'kernel/a.ts:3 the core names a sector or an office: tailings',
      'kernel/a.ts:3 the core names a sector or an office: 煤',
    ])
  })
  test('words', () => {
    expect(['hazchemList', 'fire_station', 'chemical-park', 'Bureau', '某县应急管理局', '安委办'].map(sectorWord)).toEqual([
      'hazchem',
      'fire station',
      'chemical park',
      'bureau',
      '应急管理',
      '安委办',
    ])
    expect(['misfire', 'firedAt', 'examining', 'mine', 'park', '局部', '监管对象'].map(sectorWord)).toEqual(Array(7).fill(null))
  })
})

describe('texts', () => {
  test('web code: one language only', async () => {
    const page = [
      "const a = '隐患'",
      "const b = text('隐患', 'Hazard'), c = { zh: '隐患', en: 'Hazard' }, d = text(`${n} 天`, `${n} days`)",
      'const e = <p>Hello</p>',
      'const f = <Input placeholder="Name" title={`共 ${n}`} className="wide" />',
      "const g = lang === 'zh' ? '是' : 'yes'",
      'const h = <b>安澜 · {t(b)}</b>',
      "const i = ['中文', 'English']",
    ].join('\n')
    expect(
      await found(untranslated, { 'practices/x/web/Page.tsx': page, 'practices/x/server/a.tsx': page, 'practices/x/web/a.test.tsx': page }),
    ).toEqual([
      'practices/x/web/Page.tsx:1 text in one language: 隐患',
      'practices/x/web/Page.tsx:3 text in one language: Hello',
      'practices/x/web/Page.tsx:4 text in one language: Name',
      'practices/x/web/Page.tsx:4 text in one language: 共  ',
      'practices/x/web/Page.tsx:5 text in one language: 是',
      'practices/x/web/Page.tsx:6 text in one language: 安澜 ·',
    ])
  })
  test('everywhere: pairs whose English is missing or Chinese', async () => {
    const text =
      "const a = text('隐患', '')\nconst b = { zh: '隐患', en: '隐患' }\nconst c = text('', '')\nconst d = text('GB 18218', 'GB 18218')\nconst e = text('安责险', 'liability insurance (安责险)')\n"
    expect(await found(untranslated, { 'sectors/x/sector.ts': text, 'scripts/a.ts': text })).toEqual([
      'sectors/x/sector.ts:1 no English for 隐患',
      'sectors/x/sector.ts:2 the English of 隐患 is Chinese',
    ])
  })
})

describe('roles', () => {
  const list = "export const defaultRoles = [{ id: 'clerk', grants: {} }, { id: 'admin', grants: {} }]\nconst other = { id: 'leader' }\n"
  test('web code that asks who somebody is', async () => {
    const page = [
      "const a = me.role === 'clerk'",
      "const b = ['admin', 'x'].includes(post.roleId)",
      "switch (role) { case 'admin': break }",
      "const c = roles.has('clerk')",
      "const d = page === 'admin' || role === 'leader' || abilities.includes('hazard.verify')",
    ].join('\n')
    expect(await found(roles, { 'apps/server/roles.ts': list, 'apps/web/src/a.ts': page, 'apps/server/b.ts': page })).toEqual([
      'apps/web/src/a.ts:1 web code asks for the role clerk',
      'apps/web/src/a.ts:2 web code asks for the role admin',
      'apps/web/src/a.ts:3 web code asks for the role admin',
      'apps/web/src/a.ts:4 web code asks for the role clerk',
    ])
  })
})
