import { columnOf } from './columns.ts'
import type { Line, LineCell } from './lines.ts'

/**
 * Tables that have lost their marks in the file: columns parted by blanks, or every cell on a line of its own. Only a head of
 * known column words makes one, so that running text is never taken for a table.
 */

const INDEX = /^\d{1,2}$/
const HEAD_WORD = /^[^。;,:]{1,16}$/

function isHead(words: readonly string[]): boolean {
  if (words.length < 2 || words.length > 9 || !words.every((w) => HEAD_WORD.test(w))) return false
  const columns = words.map(columnOf)
  const named = columns.includes('name') || columns.includes('task')
  return named && columns.filter((c) => c !== 'other').length >= Math.min(3, words.length)
}

function wordsOf(norm: string, line: Line): LineCell[] {
  const words: LineCell[] = []
  for (const m of norm.slice(line.start, line.end).matchAll(/\S+/g))
    words.push({ start: line.start + m.index, end: line.start + m.index + m[0].length, text: m[0] })
  return words
}

const LEADS_NUMBER = /(?:下降|降低|减少|增长|提高|达到|控制在|不超过|不低于|不少于|[≤≥<>])$/
const FOLLOWS_NUMBER = /^(?:%|人|起|个|家|户|座|万|以上|以内|以下|左右)/

/** Words → as many cells as the head has: a number is put to its word, and the rest to the name. */
function fitted(norm: string, words: LineCell[], width: number, nameAt: number): LineCell[] {
  const cells = words.map((w) => ({ ...w }))
  const join = (i: number): void => {
    const [a, b] = [cells[i], cells[i + 1]]
    if (a !== undefined && b !== undefined) cells.splice(i, 2, { start: a.start, end: b.end, text: norm.slice(a.start, b.end) })
  }
  for (let i = cells.length - 2; i > 0 && cells.length > width; i--) {
    const [a, b] = [cells[i]?.text ?? '', cells[i + 1]?.text ?? '']
    if ((LEADS_NUMBER.test(a) && /^\d/.test(b)) || (/\d$/.test(a) && FOLLOWS_NUMBER.test(b))) join(i)
  }
  while (cells.length > width && nameAt + 1 < cells.length) join(nameAt)
  return cells
}

/** Columns parted by blanks; returns the number of lines used. */
function blankTable(norm: string, lines: Line[], at: number): number {
  const head = lines[at]
  if (head?.kind !== 'text' || head.text.length > 80) return 0
  const words = wordsOf(norm, head)
  if (words.length < 3 || !isHead(words.map((w) => w.text))) return 0
  const columns = words.map((w) => columnOf(w.text))
  const nameAt = Math.max(columns.indexOf('name'), columns.indexOf('task'))
  const rows: { line: Line; cells: LineCell[] }[] = []
  let i = at + 1
  for (; i < lines.length; i++) {
    const l = lines[i]
    if (l?.kind === 'blank') continue
    if (l?.kind !== 'text' || l.text.length > 120 || /[。;]/.test(l.text)) break
    const own = wordsOf(norm, l)
    const numbered = columns[0] !== 'index' || INDEX.test(own[0]?.text ?? '')
    if (!numbered || own.length < Math.max(2, words.length - 2) || !own.slice(1).some((w) => /\d|零/.test(w.text))) break
    rows.push({ line: l, cells: fitted(norm, own, words.length, nameAt) })
  }
  if (rows.length < 2) return 0
  Object.assign(head, { kind: 'table', cells: words })
  for (const r of rows) Object.assign(r.line, { kind: 'table', cells: r.cells })
  return i - at
}

interface Put {
  at: number
  line: Line
}

/** The next lines that are not blank; a bare number looks like a page number and may be a cell. */
function putLines(lines: Line[], from: number, count: number): Put[] {
  const found: Put[] = []
  for (let i = from; i < lines.length && found.length < count; i++) {
    const line = lines[i]
    if (line === undefined || line.kind === 'blank') continue
    if (line.kind !== 'text' && line.kind !== 'page') break
    found.push({ at: i, line })
  }
  return found
}

const asCell = (p: Put): LineCell => ({ start: p.line.start, end: p.line.end, text: p.line.text })

function hang(puts: Put[]): void {
  for (const [k, p] of puts.entries()) {
    if (k > 0) p.line.kind = 'blank'
    else Object.assign(p.line, { kind: 'table', cells: puts.map(asCell) })
  }
}

/** Every cell on a line of its own, the first column counting from 1; returns the number of lines used. */
function stackedTable(lines: Line[], at: number): number {
  const first = lines[at]
  if (first?.kind !== 'text' || columnOf(first.text) !== 'index') return 0
  const head: Put[] = []
  for (const p of putLines(lines, at, 10)) {
    if (p.line.text === '1') break
    head.push(p)
  }
  const width = head.length
  if (width < 3 || width > 9 || !isHead(head.map((p) => p.line.text))) return 0
  const rows: Put[][] = []
  let next = (head.at(-1)?.at ?? at) + 1
  for (let n = 1; ; n++) {
    const row = putLines(lines, next, width)
    if (row.length < width || row[0]?.line.text !== String(n) || row.some((p) => p.line.text.length > 60)) break
    rows.push(row)
    next = (row.at(-1)?.at ?? next) + 1
  }
  if (rows.length < 2) return 0
  hang(head)
  for (const row of rows) hang(row)
  return next - at
}

export function markLooseTables(norm: string, lines: Line[]): void {
  for (let i = 0; i < lines.length; i++) {
    const used = blankTable(norm, lines, i) || stackedTable(lines, i)
    if (used > 0) i += used - 1
  }
}
