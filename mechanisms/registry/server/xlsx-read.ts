import type { FileHandle } from 'node:fs/promises'
import { posix } from 'node:path'
import { SaxesParser } from 'saxes'
import { BadZip, openZip, type Zip } from './xlsx-zip.ts'

export interface XlsxRow {
  /** As the spreadsheet shows it, from 1. */
  readonly row: number
  /** By column, from A; what is empty is ''. Dates as YYYY-MM-DD. */
  readonly cells: string[]
}

interface Handlers {
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  text?(value: string): void
  close?(name: string): void
}

const MAX_COLUMNS = 100
const DAY = 86_400_000

/** Walks an XML file piece by piece; one turn of the generator per piece, so that the caller can hand on what has come. */
async function* walk(pieces: AsyncIterable<Buffer>, handlers: Handlers): AsyncGenerator<undefined> {
  const parser = new SaxesParser()
  // A decoder that keeps the rest of a character which a piece cuts in two.
  const decoder = new TextDecoder()
  const faults: Error[] = []
  const local = (name: string): string => name.slice(name.indexOf(':') + 1)
  parser.on('error', (error) => faults.push(error))
  parser.on('opentag', (tag) => handlers.open?.(local(tag.name), tag.attributes as Record<string, string>))
  parser.on('text', (value) => handlers.text?.(value))
  parser.on('closetag', (tag) => handlers.close?.(local(tag.name)))
  const check = (): void => {
    if (faults[0]) throw new BadZip(faults[0].message)
  }
  for await (const piece of pieces) {
    parser.write(decoder.decode(piece, { stream: true }))
    check()
    yield
  }
  parser.write(decoder.decode()).close()
  check()
}

async function walkAll(zip: Zip, name: string, handlers: Handlers): Promise<void> {
  const steps = walk(zip.read(name), handlers)
  let step = await steps.next()
  while (step.done !== true) step = await steps.next()
}

async function firstSheet(zip: Zip): Promise<{ file: string; since1904: boolean; relations: Map<string, string> }> {
  const targets = new Map<string, string>()
  const relations = new Map<string, string>()
  const full = (target: string): string => (target.startsWith('/') ? target.slice(1) : posix.join('xl', target))
  await walkAll(zip, 'xl/_rels/workbook.xml.rels', {
    open(name, { Id, Target, Type }) {
      if (name !== 'Relationship' || !Id || !Target) return
      targets.set(Id, full(Target))
      if (Type) relations.set(Type.slice(Type.lastIndexOf('/') + 1), full(Target))
    },
  })
  let file: string | undefined
  let since1904 = false
  await walkAll(zip, 'xl/workbook.xml', {
    open(name, attributes) {
      if (name === 'sheet') file ??= targets.get(attributes['r:id'] ?? '')
      if (name === 'workbookPr') since1904 = ['1', 'true'].includes(attributes.date1904 ?? '')
    },
  })
  if (file === undefined) throw new BadZip('no sheet')
  return { file, since1904, relations }
}

/** Excel writes characters that XML cannot hold as _x000D_. */
const unescaped = (value: string): string => value.replace(/_x([0-9A-F]{4})_/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))

async function sharedStrings(zip: Zip, file: string): Promise<string[]> {
  const strings: string[] = []
  if (!zip.has(file)) return strings
  let taking = false
  let reading = 0
  let value = ''
  await walkAll(zip, file, {
    open(name) {
      if (name === 'si') value = ''
      else if (name === 't') taking = true
      // How a word is pronounced stands beside it and is no part of it.
      else if (name === 'rPh') reading++
    },
    text(piece) {
      if (taking && reading === 0) value += piece
    },
    close(name) {
      if (name === 't') taking = false
      else if (name === 'rPh') reading--
      else if (name === 'si') strings.push(unescaped(value))
    },
  })
  return strings
}

/** Built-in formats of dates and times in ECMA-376 part 1, 18.8.30, those of Chinese Excel included. */
const isDateId = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
const isDateCode = (code: string): boolean => /[ymdhs]/i.test(code.replace(/\[[^\]]*\]|"[^"]*"|\\./g, '').replace(/general/i, ''))

/** For each cell style, whether its numbers are dates. */
async function dateStyles(zip: Zip, file: string): Promise<boolean[]> {
  const dates: boolean[] = []
  if (!zip.has(file)) return dates
  const codes = new Map<number, string>()
  let cells = false
  await walkAll(zip, file, {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      else if (name === 'cellXfs') cells = true
      else if (name === 'xf' && cells) {
        const id = Number(attributes.numFmtId ?? 0)
        const code = codes.get(id)
        dates.push(code === undefined ? isDateId(id) : isDateCode(code))
      }
    },
    close(name) {
      if (name === 'cellXfs') cells = false
    },
  })
  return dates
}

function dateText(serial: number, since1904: boolean): string {
  // Serial 60 is the 29th of February 1900, which never was; days count from 30 December 1899 after it.
  const start = since1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30)
  const day = new Date(start + Math.round(serial * DAY))
  return Number.isNaN(day.getTime()) ? String(serial) : day.toISOString().slice(0, 10)
}

function columnOf(reference: string): number {
  let column = 0
  for (const c of reference) {
    const code = c.charCodeAt(0)
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return column
}

interface Cell {
  readonly column: number
  readonly type: string
  readonly date: boolean
  value: string
}

/** Rows of the first sheet, one at a time. Throws `BadZip` for what is no workbook, `TooMuch` beyond `most` bytes unpacked. */
export async function* xlsxRows(file: FileHandle, most: number): AsyncGenerator<XlsxRow> {
  const zip = await openZip(file, most)
  const { file: sheet, since1904, relations } = await firstSheet(zip)
  const strings = await sharedStrings(zip, relations.get('sharedStrings') ?? 'xl/sharedStrings.xml')
  const dates = await dateStyles(zip, relations.get('styles') ?? 'xl/styles.xml')

  const textOf = ({ type, value, date }: Cell): string => {
    if (value === '') return ''
    if (type === 's') return strings[Number(value)] ?? ''
    if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
    if (type === 'e') return ''
    if (type === 'str' || type === 'inlineStr') return unescaped(value)
    if (type === 'd') return value.slice(0, 10)
    const number = Number(value)
    return date && Number.isFinite(number) ? dateText(number, since1904) : String(number)
  }

  let done: XlsxRow[] = []
  let row = 0
  let cells: string[] | null = null
  let cell: Cell | null = null
  let column = 0
  let taking = false
  const pieces = walk(zip.read(sheet), {
    open(name, attributes) {
      if (name === 'row') {
        row = Number(attributes.r ?? row + 1)
        cells = []
        column = 0
      } else if (name === 'c' && cells) {
        column = attributes.r ? columnOf(attributes.r) : column + 1
        cell = { column, type: attributes.t ?? 'n', date: dates[Number(attributes.s ?? 0)] === true, value: '' }
      } else if ((name === 'v' || name === 't') && cell) taking = true
    },
    text(piece) {
      if (taking && cell) cell.value += piece
    },
    close(name) {
      if (name === 'v' || name === 't') taking = false
      else if (name === 'c' && cells && cell) {
        if (cell.column >= 1 && cell.column <= MAX_COLUMNS) cells[cell.column - 1] = textOf(cell)
        cell = null
      } else if (name === 'row' && cells) {
        done.push({ row, cells: Array.from(cells, (c) => c ?? '') })
        cells = null
      }
    },
  })
  try {
    for (let ended = false; !ended;) {
      ended = (await pieces.next()).done === true
      yield* done
      done = []
    }
  } finally {
    await pieces.return(undefined)
  }
}
