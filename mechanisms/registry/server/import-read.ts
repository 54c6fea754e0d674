import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import ExcelJS from 'exceljs'
import { text } from '#kernel/text.ts'
import { Problem } from '#platform/http/index.ts'

export interface SheetRow {
  /** As the spreadsheet shows it, from 1. */
  readonly row: number
  readonly cells: string[]
}

const MAX_CELL = 2000
const MAX_UNPACKED = 400 * 1024 * 1024

const unreadable = (): Problem =>
  new Problem(400, 'bad-input', text('这个文件打不开', 'This file cannot be opened'), {
    detail: text('请另存为 xlsx 或 csv 后再上传。', 'Save it as xlsx or csv and upload it again.'),
  })

/** One line of text; control characters, which PostgreSQL or a page would stumble over, become spaces. */
function clean(value: string): string {
  return value
    .slice(0, MAX_CELL)
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
}

function cellText(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value !== 'object') return clean(String(value))
  if ('richText' in value) return clean(value.richText.map((r) => r.text).join(''))
  if ('result' in value) return cellText(value.result ?? null)
  if ('text' in value) return clean(String(value.text))
  return ''
}

/** Unpacked size that the zip directory declares: a small file must not unfold to gigabytes. */
async function unpackedSize(file: string): Promise<number> {
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    const tail = Buffer.alloc(Math.min(size, 66_000))
    await handle.read(tail, 0, tail.length, size - tail.length)
    const end = tail.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
    if (end < 0) throw unreadable()
    const directory = Buffer.alloc(Math.min(tail.readUInt32LE(end + 12), 4 * 1024 * 1024))
    await handle.read(directory, 0, directory.length, tail.readUInt32LE(end + 16))
    let sum = 0
    for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50;) {
      sum += directory.readUInt32LE(at + 24)
      at += 46 + directory.readUInt16LE(at + 28) + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
    }
    return sum
  } finally {
    await handle.close()
  }
}

async function* xlsxRows(file: string): AsyncGenerator<SheetRow> {
  if ((await unpackedSize(file)) > MAX_UNPACKED) throw new Problem(413, 'too-large', text('表格太大', 'The workbook is too large'))
  const stream = createReadStream(file)
  try {
    const reader = new ExcelJS.stream.xlsx.WorkbookReader(stream, {
      worksheets: 'emit',
      sharedStrings: 'cache',
      styles: 'cache',
      hyperlinks: 'ignore',
      entries: 'ignore',
    })
    for await (const sheet of reader) {
      for await (const row of sheet) {
        const cells: string[] = []
        row.eachCell({ includeEmpty: false }, (cell, column) => {
          if (column <= 100) cells[column - 1] = cellText(cell.value)
        })
        yield { row: row.number, cells: Array.from(cells, (c) => c ?? '') }
      }
      // Only the first sheet holds organisations.
      return
    }
  } catch (error) {
    throw error instanceof Problem ? error : unreadable()
  } finally {
    stream.destroy()
  }
}

/** UTF-8 where every byte fits, UTF-16 by its mark, else GB 18030, which Chinese Excel writes. */
async function encodingOf(file: string): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let first = true
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    if (first && chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le'
    first = false
    try {
      decoder.decode(chunk, { stream: true })
    } catch {
      return 'gb18030'
    }
  }
  return 'utf-8'
}

/** RFC 4180 over decoded pieces; `row` is the line on which a record begins, as a spreadsheet numbers it: one per record. */
export async function* csvRows(pieces: AsyncIterable<string>): AsyncGenerator<SheetRow> {
  let cells: string[] = []
  let cell = ''
  let quoted = false
  let afterQuote = false
  let row = 1
  let separator = ''
  for await (const piece of pieces) {
    if (separator === '') separator = /^[^,\n]*\t/.test(piece) ? '\t' : ','
    for (const c of piece) {
      if (quoted) {
        if (c !== '"') cell += cell.length < MAX_CELL ? c : ''
        else {
          quoted = false
          afterQuote = true
        }
        continue
      }
      if (c === '"' && (cell === '' || afterQuote)) {
        // A doubled mark inside quotes stands for one.
        if (afterQuote) cell += '"'
        quoted = true
      } else if (c === separator) {
        cells.push(clean(cell))
        cell = ''
      } else if (c === '\n') {
        cells.push(clean(cell))
        yield { row: row++, cells }
        cells = []
        cell = ''
      } else if (c !== '\r') cell += cell.length < MAX_CELL ? c : ''
      afterQuote = false
    }
  }
  if (cell !== '' || cells.length > 0) yield { row, cells: [...cells, clean(cell)] }
}

async function* decoded(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(await encodingOf(file))
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}

/** Rows of an uploaded table, one at a time: xlsx by its content, everything else as CSV. */
export async function* tableRows(file: string): AsyncGenerator<SheetRow> {
  const handle = await open(file)
  const start = Buffer.alloc(4)
  await handle.read(start, 0, 4, 0)
  await handle.close()
  if (start.readUInt32LE(0) === 0x04034b50) yield* xlsxRows(file)
  // Old binary xls and encrypted workbooks.
  else if (start.readUInt32LE(0) === 0xe011cfd0) throw unreadable()
  else yield* csvRows(decoded(file))
}
