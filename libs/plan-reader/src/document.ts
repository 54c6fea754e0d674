import {
  addNumbered,
  addText,
  type Builder,
  type Cell,
  type Doc,
  ENDS,
  GRADE,
  levelOf,
  open,
  type Section,
  slice,
  chain,
} from './builder.ts'
import { addAnnex, frontMatter } from './front.ts'
import { cellsOf, type Line, readLines } from './lines.ts'
import { annex, bareWord, chapter, cutTitle, type Marker, markerAt, plausibleTitle } from './outline.ts'
import type { Source } from './text.ts'

/** Lines → headings, running text and tables, hung into the tree of sections. */

export type { BodyRange, Cell, Doc, RawHeading, Section, Table } from './builder.ts'

/** A line of its own: 牵头单位:… */
const LABELLED = /^[\u4e00-\u9fa5]{0,4}(?:牵头|责任|配合|参与|主责)(?:单位|部门):/

/** The document of a text: sections with their running text and tables. */
export function readDocument(src: Source): Doc {
  const lines = readLines(src)
  const root: Section = {
    heading: null,
    level: -1,
    title: '',
    role: 'front',
    parent: null,
    children: [],
    body: [],
    tables: [],
    start: 0,
    end: src.text.length,
  }
  const decimals = lines.filter((l) => l.kind === 'text' && l.text.length < 60 && /^\d{1,2}\.\d{1,2} ?[^\d%]/.test(l.text)).length
  const b: Builder = {
    src,
    lines,
    root,
    current: root,
    sections: [root],
    headings: [],
    box: null,
    lastArabic: 0,
    decimal: decimals >= 3,
    width: wrapWidth(lines),
    chapters: lines.some((l) => l.kind === 'text' && l.text.length < 50 && chapter.pattern.test(l.text)),
  }
  const isHead = (l: Line): boolean =>
    l.kind === 'text' && (bareWord.pattern.test(l.text) || markerAt(l.text) !== null || annex.pattern.test(l.text))
  const first = lines.findIndex((l, i) => isHead(l) || i > 60)
  let title = frontMatter(b, first < 0 ? Math.min(lines.length, 30) : first)
  const toc = lines.filter((l) => l.kind === 'toc')
  for (let i = 0; i < lines.length; i++) {
    const l = lines[i]
    if (l === undefined || (l.kind !== 'text' && l.kind !== 'table')) continue
    if (l.kind === 'table') {
      i = addTable(b, i)
      continue
    }
    const used = addAnnex(b, i)
    if (used > 0) {
      i += used - 1
      continue
    }
    i = addLine(b, i)
  }
  title ??= b.headings.find((h) => h.style === 'annex_title' || h.style === 'page_title')?.title
    ? src.text.slice(b.headings[0]?.title?.start ?? 0, b.headings[0]?.title?.end ?? 0)
    : null
  closeSections(root)
  const head = toc[0]
  const tail = toc.at(-1)
  return { root, sections: b.sections, headings: b.headings, toc: head && tail ? { start: head.start, end: tail.end } : null, title }
}

function addLine(b: Builder, i: number): number {
  const l = b.lines[i]
  if (l === undefined) return i
  if (bareWord.pattern.test(l.text)) {
    const style = l.text.startsWith('目') ? 'toc_title' : 'standalone'
    open(
      b,
      { start: l.start, end: l.end, level: 2, number: null, title: { start: l.start, end: l.end }, style, core: style !== 'toc_title' },
      l.text,
    )
    return i
  }
  const m = markerAt(l.text.slice(0, 200)) ?? (b.decimal ? spacedNumber(l.text) : null)
  const next = nextLine(b.lines, i)
  const joins = next !== null && next.kind === 'text' && !ENDS.test(l.text) && markerAt(next.text) === null && !LABELLED.test(next.text)
  if (
    m === null ||
    GRADE.test(l.text.slice(m.length)) ||
    (b.current.role === 'basis' && m.level >= 4) ||
    /^《[^《》]*》/.test(l.text.slice(m.length))
  ) {
    const bold = /^[^\s。;,]{2,30}(?:,[^\s。;,]{2,20})?[。:]?$/.exec(boldLead(l))
    if (bold !== null && m === null) {
      open(
        b,
        {
          start: l.start,
          end: l.start + bold[0].replace(/[。:]$/, '').length,
          level: 4,
          number: null,
          title: { start: l.start, end: l.start + bold[0].replace(/[。:]$/, '').length },
          style: 'run_in',
          core: true,
        },
        '',
      )
      addText(b, l.start + bold[0].length, l.end, !joins)
    } else if (next?.kind !== 'table' || l.text.length > 40 || /[。;,]/.test(l.text)) addText(b, l.start, l.end, !joins)
    return i
  }
  if (l.text.length === m.length && next?.kind === 'text' && markerAt(next.text) === null) return addSplit(b, i, m, next)
  if (next !== null && wrappedTitle(b, l, m, next, joins)) return i
  addNumbered(b, l.start, l.end, m, !joins, listItem(b, m, next))
  const h = b.headings.at(-1)
  // a title broken by the page: a long line and a short rest without punctuation
  if (
    h?.style === 'standalone' &&
    h.end === l.end &&
    l.text.length >= 22 &&
    next?.kind === 'text' &&
    next.text.length <= 14 &&
    !/[。,;:()]/.test(next.text) &&
    markerAt(next.text) === null &&
    !annex.pattern.test(next.text)
  ) {
    if (plausibleTitle(l.text + next.text, false) && h.title !== null) {
      h.end = next.end
      h.title.end = next.end
      return b.lines.indexOf(next, i)
    }
  }
  return i
}

/** The number on one line, its title on the next. */
function addSplit(b: Builder, i: number, m: Marker, next: Line): number {
  const l = b.lines[i]
  if (l === undefined) return i
  const cut = cutTitle(next.text)
  const level = levelOf(b, m)
  const number = b.src.text.slice(l.start, l.start + m.numberLength)
  const at = b.lines.indexOf(next, i)
  if (cut.kind === 'bare') {
    open(b, { start: l.start, end: l.end, level, number, title: null, style: 'bare', core: false }, '')
    return at - 1
  }
  const title = { start: next.start, end: next.start + cut.length }
  open(b, { start: l.start, end: title.end, level, number, title, style: cut.kind, core: true }, slice(b, title.start, title.end))
  if (cut.next < next.text.length) chain(b, next.start + cut.next, next.end, true)
  return at
}

/** Length of a full line when most long lines have about the same length, else 0. */
function wrapWidth(lines: Line[]): number {
  const long = lines.filter((l) => l.kind === 'text' && l.text.length >= 18)
  const count = new Map<number, number>()
  for (const l of long) count.set(l.text.length, (count.get(l.text.length) ?? 0) + 1)
  let width = 0
  for (const [n, c] of count) if (c > (count.get(width) ?? 0)) width = n
  const near = long.filter((l) => Math.abs(l.text.length - width) <= 2).length
  return long.length >= 8 && width <= 80 && near > long.length / 2 ? width : 0
}

/** A full line that begins with a number and has no stop: its title ends at a blank, or on the next line, or it has none. */
function wrappedTitle(b: Builder, l: Line, m: Marker, next: Line, joins: boolean): boolean {
  if (b.width === 0 || !joins || m.level < 2 || l.text.length < b.width - 2) return false
  const rest = l.text.slice(m.length)
  if (/[。;:]/.test(rest)) return false
  const stop = next.text.search(/[。;:]/)
  if (stop < 0 && (rest + next.text).split(',').length < 3) return false
  const number = b.src.text.slice(l.start, l.start + m.numberLength)
  const from = l.start + m.length
  const blank = /^(\S{2,24})\s+\S/.exec(rest)?.[1]
  if (blank !== undefined && plausibleTitle(blank, true)) {
    const end = from + blank.length
    open(b, { start: l.start, end, level: levelOf(b, m), number, title: { start: from, end }, style: 'run_in', core: true }, blank)
    chain(b, end, l.end, false)
    return true
  }
  const title = rest + next.text.slice(0, stop)
  if (stop >= 0 && next.text[stop] !== ';' && plausibleTitle(title, true)) {
    const end = next.start + stop
    open(b, { start: l.start, end, level: levelOf(b, m), number, title: { start: from, end }, style: 'run_in', core: true }, title)
    // what follows the title on the next line is read from there
    next.text = slice(b, end + 1, next.end)
    next.start = end + 1
    if (next.text.trim() === '') next.kind = 'blank'
    return true
  }
  open(b, { start: l.start, end: l.start + m.numberLength, level: levelOf(b, m), number, title: null, style: 'bare', core: false }, '')
  addText(b, from, l.end, false)
  return true
}

/** In a goals section a numbered line right before the next number is an item of a list and no heading. */
function listItem(b: Builder, m: Marker, next: Line | null): boolean {
  if (b.current.role !== 'goals' || m.level < 4) return false
  const after = next?.kind === 'text' ? markerAt(next.text.slice(0, 200)) : null
  return after !== null && (after.style === m.style || (after.level <= 3 && b.headings.at(-1)?.style === 'bare'))
}

function spacedNumber(text: string): Marker | null {
  const m = /^(\d{1,2}) {1,3}(?=[\u4e00-\u9fa5])/.exec(text)
  return m === null ? null : { numberLength: (m[1] ?? '').length, length: m[0].length, level: 2, style: 'arabic', ordinal: Number(m[1]) }
}

/** The bold words a line begins with when text follows them. */
function boldLead(l: Line): string {
  if (!l.bold) return ''
  const m = /^([^*<]{2,30}?)(?:\*\*|<\/(?:b|strong)>)/.exec(l.text)
  if (m === null || m[0].length >= l.text.length) return ''
  // bold words that run on into the sentence are no title
  const lead = m[1] ?? ''
  return /[。:]$/.test(lead) || /^[。:\s]/.test(l.text.slice(m[0].length)) ? lead : ''
}

function nextLine(lines: Line[], i: number): Line | null {
  for (let k = i + 1; k < lines.length; k++) {
    const l = lines[k]
    if (l !== undefined && l.kind !== 'blank' && l.kind !== 'page') return l
  }
  return null
}

/** Consecutive rows, blank lines between them allowed. Returns the index of the last row. */
function addTable(b: Builder, i: number): number {
  const rows: Cell[][] = []
  let last = i
  for (let k = i; k < b.lines.length; k++) {
    const l = b.lines[k]
    if (l?.kind === 'blank') continue
    if (l?.kind !== 'table') break
    const cells = cellsOf(b.src.norm, l)
    if (!cells.every((c) => /^:?-{2,}:?$/.test(c.text) || c.text === '') || cells.every((c) => c.text === '')) rows.push(cells)
    last = k
  }
  let caption = ''
  for (let k = i - 1; k >= Math.max(0, i - 6); k--) {
    const l = b.lines[k]
    if (l?.kind === 'blank' || l?.kind === 'page') continue
    if (l?.kind === 'text' && l.text.length <= 40) caption = l.text
    break
  }
  const start = b.lines[i]?.start ?? 0
  const end = b.lines[last]?.end ?? start
  b.current.tables.push({ start, end, caption, rows })
  b.current.end = end
  return last
}

function closeSections(s: Section): void {
  for (const c of s.children) {
    closeSections(c)
    s.end = Math.max(s.end, c.end)
  }
}
