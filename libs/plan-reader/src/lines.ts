import type { Source } from './text.ts'
import { markLooseTables } from './loose-tables.ts'
import { markerAt, pageNumber, tocLine, bareWord, furniture } from './outline.ts'

/** Lines of the text with the noise of Markdown and of page breaks taken off; tables and the table of contents found. */

export interface Line {
  /** UTF-16 range of the content without Markdown marks and outer blanks */
  start: number
  end: number
  text: string
  bold: boolean
  kind: 'blank' | 'text' | 'table' | 'toc' | 'page' | 'furniture'
  /** the cells of a row whose marks the file has lost */
  cells?: LineCell[]
}

export interface LineCell {
  start: number
  end: number
  text: string
}

const OPEN = /^(?:[\s#>*_•●◆■]+|-\s+|<\/?(?:b|strong|u|i|em|p|h\d|span|div|center)(?:\s[^<>]{0,80})?>)+/i
const CLOSE = /(?:[\s*_#]|<\/?(?:b|strong|u|i|em|p|br|h\d|span|div|center)\s*\/?>)+$/i

function trimmed(norm: string, from: number, to: number): { start: number; end: number; bold: boolean } {
  const head = norm.slice(from, Math.min(to, from + 200))
  const open = OPEN.exec(head)?.[0] ?? ''
  const tailFrom = Math.max(from + open.length, to - 60)
  let end = to
  const tail = norm.slice(tailFrom, to)
  // scan from the right: a pattern anchored at the end would be tried from every place
  let cut = tail.length
  for (;;) {
    const piece = tail.slice(Math.max(0, cut - 12), cut)
    const m = CLOSE.exec(piece)
    if (m === null || m[0].length === 0) break
    cut -= m[0].length
    if (cut <= 0) break
  }
  end = tailFrom + Math.max(0, cut)
  const start = Math.min(from + open.length, end)
  return { start, end, bold: /\*\*|<b>|<strong>/i.test(open) }
}

/** Cells of a table row: tabs, or the bars of Markdown. */
export function cellsOf(norm: string, line: Line): LineCell[] {
  if (line.cells !== undefined) return line.cells
  const bar = line.text.startsWith('|')
  const cells: LineCell[] = []
  let from = line.start + (bar ? 1 : 0)
  for (let i = from; i <= line.end; i++) {
    const c = i === line.end ? '\t' : norm[i]
    if (c !== '\t' && !(bar && c === '|')) continue
    let s = from
    let e = i
    while (s < e && /\s/.test(norm[s] ?? '')) s++
    while (e > s && /\s/.test(norm[e - 1] ?? '')) e--
    if (!(bar && i === line.end && s === e)) cells.push({ start: s, end: e, text: norm.slice(s, e) })
    from = i + 1
  }
  return cells
}

const isBar = (t: string): boolean => t.startsWith('|') && t.indexOf('|', 1) > 0

export function readLines(src: Source): Line[] {
  const { norm } = src
  const lines: Line[] = []
  for (let from = 0; from <= norm.length;) {
    let to = norm.indexOf('\n', from)
    if (to < 0) to = norm.length
    const t = trimmed(norm, from, to)
    // a row may begin or end with empty cells: keep its tabs
    const raw = norm.slice(from, Math.min(to, from + 4000))
    const tabbed = raw.trim().includes('\t') || /\S\t/.test(raw)
    const text = norm.slice(t.start, t.end)
    const kind: Line['kind'] =
      text === ''
        ? 'blank'
        : pageNumber.pattern.test(text) && !tabbed
          ? 'page'
          : tocLine.pattern.test(text.slice(-60)) && text.length < 90 && /\.{2,}|…|·{2,}/.test(text)
            ? 'toc'
            : tabbed || isBar(text)
              ? 'table'
              : 'text'
    lines.push(kind === 'table' && tabbed ? { start: from, end: to, text: raw, bold: t.bold, kind } : { ...t, text, kind })
    from = to + 1
  }
  markToc(lines)
  markTables(lines)
  markLooseTables(norm, lines)
  markFurniture(lines)
  return lines
}

/** After 目录: everything that looks like an entry, with or without page numbers. */
function markToc(lines: Line[]): void {
  const at = lines.findIndex((l) => l.kind === 'text' && bareWord.pattern.test(l.text) && l.text.startsWith('目'))
  if (at < 0) return
  const key = (t: string): string => t.replace(/[\s.…·\d-]+$/, '').replace(/\s/g, '')
  const seen = new Map<string, number>()
  for (const l of lines) if (l.text.length < 90 && l.kind !== 'blank') seen.set(key(l.text), (seen.get(key(l.text)) ?? 0) + 1)
  let last = at
  for (let i = at + 1; i < Math.min(lines.length, at + 400); i++) {
    const l = lines[i]
    if (l === undefined || l.kind === 'blank' || l.kind === 'page') continue
    const entry =
      l.kind === 'toc' || (l.text.length < 90 && tocLine.pattern.test(l.text)) || (l.text.length < 60 && (seen.get(key(l.text)) ?? 0) > 1)
    if (entry) {
      last = i
      l.kind = 'toc'
      seen.set(key(l.text), (seen.get(key(l.text)) ?? 1) - 1)
    } else if (i - last > 3 || markerAt(l.text) !== null) break
  }
  for (let i = at + 1; i <= last; i++) {
    const l = lines[i]
    if (l !== undefined && l.kind !== 'blank') l.kind = 'toc'
  }
}

/** A single tabbed line is a run of text with an indent, two are a table; `1.\t标题` is a heading. */
function markTables(lines: Line[]): void {
  for (let i = 0; i < lines.length; i++) {
    const l = lines[i]
    if (l?.kind !== 'table' || l.text.startsWith('|')) continue
    const near =
      lines[i - 1]?.kind === 'table' ||
      lines[i + 1]?.kind === 'table' ||
      (lines[i + 1]?.kind === 'blank' && lines[i + 2]?.kind === 'table') ||
      (lines[i - 1]?.kind === 'blank' && lines[i - 2]?.kind === 'table')
    if (near) continue
    const t = l.text.trim()
    const lead = l.text.length - l.text.trimStart().length
    Object.assign(l, { kind: 'text', text: t, start: l.start + lead, end: l.start + lead + t.length })
  }
}

function markFurniture(lines: Line[]): void {
  const full = lines.map((l, i) => ({ l, i })).filter((x) => x.l.kind === 'text')
  for (const { l } of [...full.slice(0, 8), ...full.slice(-6)]) {
    if (l.text.length < 80 && furniture.pattern.test(l.text) && !/[。;]/.test(l.text)) l.kind = 'furniture'
  }
}
