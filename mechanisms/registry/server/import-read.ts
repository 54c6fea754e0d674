import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { text } from '#kernel/text.ts'
import { Problem } from '#platform/http/index.ts'
import { xlsxRows } from './xlsx-read.ts'
import { TooMuch } from './xlsx-zip.ts'

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

async function* xlsxTable(file: string): AsyncGenerator<SheetRow> {
  const handle = await open(file)
  try {
    // Only the first sheet holds organisations.
    for await (const { row, cells } of xlsxRows(handle, MAX_UNPACKED)) yield { row, cells: cells.map(clean) }
  } catch (error) {
    if (error instanceof TooMuch) throw new Problem(413, 'too-large', text('表格太大', 'The workbook is too large'))
    throw unreadable()
  } finally {
    await handle.close()
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
  if (start.readUInt32LE(0) === 0x04034b50) yield* xlsxTable(file)
  // Old binary xls and encrypted workbooks.
  else if (start.readUInt32LE(0) === 0xe011cfd0) throw unreadable()
  else yield* csvRows(decoded(file))
}
