import { expect, test } from 'vitest'
import { imports, resolve } from './imports.ts'
import { length } from './length.ts'
import { purity } from './purity.ts'
import { shape } from './shape.ts'
import { type Check, type Source } from './source.ts'
import { sqlLint } from './sql.ts'

/** Findings as `path:line message`, for sources given as path → text. */
async function found(check: Check, files: Record<string, string>): Promise<string[]> {
  const sources: Source[] = Object.entries(files).map(([path, text]) => ({ path, text }))
  return (await check.run(sources, '')).map((f) => `${f.path}:${f.line} ${f.message}`)
}

const importing = (path: string, spec: string, word = 'import'): Promise<string[]> =>
  found(imports, { [path]: `\n${word} { x } from '${spec}'\n` })

test.each([
  ['kernel/a.ts', '#platform/db/index.ts', 'kernel imports platform'],
  ['platform/a.ts', '#mechanisms/matters/index.ts', 'platform imports mechanisms'],
  ['mechanisms/matters/a.ts', '#practices/hazards/index.ts', 'mechanisms imports practices'],
  ['sectors/coal/sector.ts', '#platform/db/index.ts', 'sectors imports platform'],
  ['sectors/coal/sector.ts', '../../practices/hazards/index.ts', 'sectors imports practices'],
  ['adapters/mqtt/a.ts', '#practices/hazards/index.ts', 'adapters imports practices'],
  ['adapters/mqtt/a.ts', '#mechanisms/monitoring/model.ts', 'reaches past the face of mechanisms/monitoring'],
  ['practices/hazards/server/a.ts', '#mechanisms/matters/server/store.ts', 'reaches past the face of mechanisms/matters'],
  ['practices/hazards/server/a.ts', '../../warnings/rules.ts', 'reaches past the face of practices/warnings'],
  ['libs/rules/src/a.ts', '@anlan/alarms', 'libs import another lib'],
  ['libs/rules/src/a.ts', '#kernel/text.ts', 'libs imports kernel'],
  ['libs/rules/src/a.ts', 'node:fs', 'libs imports node:fs'],
  ['kernel/a.ts', 'node:crypto', 'kernel imports node:crypto'],
  ['kernel/a.ts', '../libs/rules/src/index.ts', 'reaches into libs/rules'],
  ['practices/hazards/web/List.tsx', '../server/store.ts', 'web code imports server code'],
  ['practices/hazards/web/List.tsx', '#platform/db/index.ts', 'web code imports platform/db'],
  ['practices/hazards/web/List.tsx', '#mechanisms/matters/index.ts', 'reaches past the face of mechanisms/matters'],
  ['apps/cli/a.ts', '../../bench/alarms/data.ts', 'apps imports bench'],
  ['apps/web/src/pages.ts', '#mechanisms/matters/web/Inbox.tsx', 'reaches past the face of mechanisms/matters'],
])('%s may not import %s', async (path, spec, message) => {
  const findings = await importing(path, spec)
  expect(findings).toHaveLength(1)
  expect(findings[0]).toContain(`${path}:2 ${message}`)
  expect(await importing(path, spec, 'export')).toHaveLength(1)
})

test.each([
  ['kernel/a.ts', '@anlan/rules'],
  ['kernel/a.ts', './text.ts'],
  ['kernel/a.test.ts', 'node:fs'],
  ['practices/hazards/server/a.ts', '#mechanisms/matters/index.ts'],
  ['practices/hazards/web/List.tsx', '#mechanisms/matters/model.ts'],
  ['practices/hazards/web/List.tsx', '#mechanisms/matters/web/index.ts'],
  ['practices/hazards/web/List.tsx', '../rules.ts'],
  ['practices/hazards/server/a.test.ts', '#platform/testing.ts'],
  ['adapters/mqtt/a.ts', '#mechanisms/monitoring/index.ts'],
  ['sectors/coal/sector.ts', '../common/index.ts'],
  ['apps/server/main.ts', '#sectors/coal/sector.ts'],
  ['scripts/a.ts', '../kernel/text.ts'],
  ['apps/cli/a.test.ts', '../../bench/alarms/data.ts'],
])('%s may import %s', async (path, spec) => expect(await importing(path, spec)).toEqual([]))

test('types may come through any face, pages by import(); imports hidden in types and import() are seen', async () => {
  expect(await importing('practices/hazards/web/List.tsx', '#mechanisms/matters/index.ts', 'import type')).toEqual([])
  expect(await found(imports, { 'apps/web/src/pages.ts': "const load = () => import('#mechanisms/matters/web/Inbox.tsx')" })).toEqual([])
  expect(await found(imports, { 'kernel/a.ts': "const load = () => import('#platform/db/index.ts')" })).toHaveLength(1)
  expect(await found(imports, { 'kernel/a.ts': "type T = import('#platform/db/index.ts').Db" })).toHaveLength(1)
  expect(resolve('practices/hazards/web/a.ts', '../../x/y.ts?url')).toBe('practices/x/y.ts')
})

test('libs and kernel have no clock', async () => {
  const text =
    'export const f = (at: Date) => [new Date(at), new Date(0)]\nexport const g = () => Date.now()\nexport const h = () => new Date()\n'
  expect(await found(purity, { 'kernel/a.ts': text, 'platform/a.ts': text, 'kernel/a.test.ts': text })).toEqual([
    'kernel/a.ts:2 Date.now() in kernel',
    'kernel/a.ts:3 new Date() in kernel',
  ])
})

test('mechanisms and practices have the same inside', async () => {
  expect(await found(shape, { 'practices/x/model.ts': '', 'practices/x/web/Page.tsx': '' })).toEqual([
    'practices/x:0 has no README.md',
    'practices/x:0 has no rules.ts',
    'practices/x:0 has no index.ts',
    'practices/x:0 has no server/',
    'practices/x:0 has no test',
    'practices/x:0 has no web/index.ts',
  ])
  const whole = ['README.md', 'model.ts', 'rules.ts', 'index.ts', 'server/store.ts', 'rules.test.ts']
  expect(await found(shape, Object.fromEntries(whole.map((file) => [`mechanisms/y/${file}`, ''])))).toEqual([])
})

test('files of 400 lines at most', async () => {
  expect(
    await found(length, {
      'a.ts': 'x\n'.repeat(401),
      'b.ts': 'x\n'.repeat(400),
      'c.css': 'x\n'.repeat(500),
      'd.json': 'x\n'.repeat(900),
      'x/seed/e.ts': 'x\n'.repeat(900),
    }),
  ).toEqual(['a.ts:401 401 lines, 400 are allowed', 'c.css:401 500 lines, 400 are allowed'])
})

test('migrations', async () => {
  const bad =
    "create table a (\n  b varchar(10),\n  c timestamp not null, -- varchar\n  d timestamptz default 'timestamp'\n);\ncreate type k as enum ('x');\n"
  expect((await found(sqlLint, { 'migrations/1.sql': bad })).toSorted()).toEqual([
    'migrations/1.sql:1 table a has no comment',
    'migrations/1.sql:2 a length-limited text type',
    'migrations/1.sql:3 timestamp without time zone',
    'migrations/1.sql:6 an enum type',
  ])
  const good =
    "create table a (b text, c timestamp with time zone);\ncomment on table a is 'x';\ncreate table a_1 partition of a default;\n"
  expect(await found(sqlLint, { 'migrations/1.sql': good, 'other.sql': bad })).toEqual([])
})
