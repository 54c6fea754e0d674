import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { deflateRawSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { xlsxRows, type XlsxRow } from './xlsx-read.ts'
import { BadZip, TooMuch } from './xlsx-zip.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'anlan-xlsx-test-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function rowsOf(content: Buffer, most = 50_000_000): Promise<XlsxRow[]> {
  const file = path.join(folder, `${Math.random()}.xlsx`)
  await writeFile(file, content)
  const handle = await open(file)
  try {
    const rows: XlsxRow[] = []
    for await (const row of xlsxRows(handle, most)) rows.push(row)
    return rows
  } finally {
    await handle.close()
  }
}

/** A zip by hand, for what exceljs does not write. `lie` is what the directory says of the unpacked size. */
function zip(files: Readonly<Record<string, string>>, lie?: number): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, content] of Object.entries(files)) {
    const packed = deflateRawSync(content)
    const sizes = Buffer.alloc(8)
    sizes.writeUInt32LE(packed.length, 0)
    sizes.writeUInt32LE(lie ?? Buffer.byteLength(content), 4)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(8, 8)
    sizes.copy(head, 18)
    head.writeUInt16LE(Buffer.byteLength(name), 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    sizes.copy(entry, 20)
    entry.writeUInt16LE(Buffer.byteLength(name), 28)
    entry.writeUInt32LE(at, 42)
    directory.push(entry, Buffer.from(name))
    parts.push(head, Buffer.from(name), packed)
    at += 30 + Buffer.byteLength(name) + packed.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, list, end])
}

const PARTS = {
  'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="r7" Type="http://x/worksheet" Target="/xl/worksheets/second.xml"/>
    <Relationship Id="r9" Type="http://x/worksheet" Target="worksheets/first.xml"/></Relationships>`,
  'xl/workbook.xml': `<x:workbook xmlns:x="urn:x" xmlns:r="urn:r"><x:sheets><x:sheet name="甲" r:id="r9"/><x:sheet name="乙" r:id="r7"/></x:sheets></x:workbook>`,
  'xl/worksheets/second.xml': '<worksheet><sheetData><row><c t="str"><v>不是这张</v></c></row></sheetData></worksheet>',
  'xl/worksheets/first.xml': `<worksheet><sheetData>
    <row><c t="s"><v>0</v></c><c><v>3.10</v></c></row>
    <row r="4"><c r="C4" t="inlineStr"><is><t>行内&amp;_x000D_</t></is></c><c t="e"><v>#N/A</v></c></row>
    <row r="5"/></sheetData></worksheet>`,
  'xl/sharedStrings.xml': '<sst><si><r><t>拼</t></r><r><t>音</t></r><rPh sb="0" eb="1"><t>pin</t></rPh></si></sst>',
}

test('sheets in the order of the workbook, references left out, rich text, phonetic marks, prefixes', async () => {
  expect(await rowsOf(zip(PARTS))).toEqual([
    { row: 1, cells: ['拼音', '3.1'] },
    { row: 4, cells: ['', '', '行内&\r', ''] },
    { row: 5, cells: [] },
  ])
})

test('Chinese text is whole where a piece of the file cuts a character in two', async () => {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('单位')
  const names = Array.from({ length: 9000 }, (_, i) => `${'a'.repeat(i % 3)}安澜县第${i}号化工厂有限责任公司`)
  for (const name of names) sheet.addRow([name])
  const rows = await rowsOf(Buffer.from(await book.xlsx.writeBuffer()))
  expect(rows.map((r) => r.cells[0])).toEqual(names)
})

test('dates come as days: of date cells, of formulas, not of other numbers', async () => {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('单位')
  sheet.addRow([new Date('2026-10-01T00:00:00Z'), 46296, { formula: 'A1', result: 5 }])
  sheet.addRow([46296])
  sheet.getCell('A2').numFmt = 'yyyy"年"m"月"d"日"'
  sheet.addRow([46296])
  sheet.getCell('A3').numFmt = '0.00"元/天 day"'
  expect((await rowsOf(Buffer.from(await book.xlsx.writeBuffer()))).map((r) => r.cells)).toEqual([
    ['2026-10-01', '46296', '5'],
    ['2026-10-01'],
    ['46296'],
  ])
})

test('what unfolds to more than allowed is stopped, whatever the directory says', async () => {
  const big = { ...PARTS, 'xl/sharedStrings.xml': `<sst>${' '.repeat(3_000_000)}</sst>` }
  await expect(rowsOf(zip(big), 1_000_000)).rejects.toThrow(TooMuch)
  await expect(rowsOf(zip(big, 10), 1_000_000)).rejects.toThrow(TooMuch)
})

test('damage is told as damage at every cut', async () => {
  const whole = zip(PARTS)
  for (const cut of [10, 100, 400, whole.length - 30]) await expect(rowsOf(whole.subarray(0, cut))).rejects.toThrow(BadZip)
  await expect(rowsOf(zip({ ...PARTS, 'xl/workbook.xml': '<workbook><sheets>' }))).rejects.toThrow(BadZip)
  const { 'xl/worksheets/first.xml': _, ...missing } = PARTS
  await expect(rowsOf(zip(missing))).rejects.toThrow(BadZip)
  const broken = Buffer.from(whole)
  broken.fill(0xff, 60, 90)
  await expect(rowsOf(broken)).rejects.toThrow()
})
