import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeUscc } from '#mechanisms/registry/index.ts'
import { dataFolder, listen, removeFolders, tempFolder, type DataFolder } from './data-folder.fixture.ts'
import { exportCommand, importCommand } from './registry.ts'

let d: DataFolder
let folder = ''
beforeAll(async () => {
  d = await dataFolder()
  folder = tempFolder()
  await d.alter(`
    insert into division (path, code, name, level, parent, source) values
      ('990101', '990101', '甲县', 'county', null, 'test'), ('990101001', '990101001', '东镇', 'town', '990101', 'test');
    insert into org (id, kind, name, path) values ('00000000-0000-7000-8000-0000000000aa', 'office', '甲县应急管理局', '990101')`)
})
afterAll(removeFolders)

const HEAD = '名称,统一社会信用代码,所在地区,监管部门,电话'
function table(name: string, rows: string[]): string {
  const file = path.join(folder, name)
  writeFileSync(file, `\uFEFF${[HEAD, ...rows].join('\n')}\n`)
  return file
}

async function call(command: typeof importCommand, args: string[]) {
  const said = listen()
  const code = await command([...args, '--data', d.dataDir], said.io)
  return { code, text: [...said.out, ...said.err].join('\n') }
}

async function names(file: string): Promise<string[]> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(file)
  return (book.worksheets[0]?.getColumn(1).values ?? []).slice(2).map(String)
}

test('a faulty table names row, column and remedy and writes nothing', async () => {
  const file = table('bad.csv', [`好厂,${makeUscc(1)},东镇,甲县应急管理局,`, `坏厂,123,没有的镇,甲县应急管理局,`])
  const { code, text } = await call(importCommand, [file, '--commit'])
  expect(code).toBe(1)
  expect(text).toMatch(/2 rows: 1 new, 0 registered, 1 to correct/)
  expect(text).toMatch(/row 3, Division: There is no division/)
  expect(text).toMatch(/没有写入任何内容/)
  const out = path.join(folder, 'empty.xlsx')
  expect((await call(exportCommand, [out])).code).toBe(0)
  expect(await names(out)).toEqual([])
})

test('a good table is checked, written on --commit, exported, and changed on --update', async () => {
  const file = table('good.csv', [`东风厂,${makeUscc(1)},东镇,甲县应急管理局,08771234`, `红星厂,${makeUscc(2)},东镇,甲县应急管理局,`])
  expect((await call(importCommand, [file])).text).toMatch(/checked only, nothing written/)
  const written = await call(importCommand, [file, '--commit'])
  expect(written).toMatchObject({ code: 0 })
  expect(written.text).toMatch(/2 written/)
  const again = await call(importCommand, [file, '--commit'])
  expect(again.text).toMatch(/0 new, 2 registered, 0 to correct[\s\S]*0 written/)
  const out = path.join(folder, 'all.xlsx')
  expect((await call(exportCommand, [out])).code).toBe(0)
  expect((await names(out)).sort()).toEqual(['东风厂', '红星厂'].sort())
  await expect(call(exportCommand, [out])).rejects.toThrow(/exists already/)

  const renamed = table('renamed.csv', [`东风化工厂,${makeUscc(1)},东镇,甲县应急管理局,`])
  expect((await call(importCommand, [renamed, '--commit', '--update'])).text).toMatch(/1 written/)
  const after = path.join(folder, 'after.xlsx')
  await call(exportCommand, [after])
  expect(await names(after)).toContain('东风化工厂')
})

test('what is no table or not there is refused in words', async () => {
  await expect(call(importCommand, [path.join(folder, 'none.xlsx')])).rejects.toThrow(/no such file/)
  const file = path.join(folder, 'text.csv')
  writeFileSync(file, '你好\n')
  const { code, text } = await call(importCommand, [file])
  expect(code).toBe(1)
  expect(text).toMatch(/No headings were found/)
  expect((await call(exportCommand, [])).code).toBe(2)
  expect(existsSync(path.join(folder, 'undefined'))).toBe(false)
})
