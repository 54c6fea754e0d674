import { type Line, cellsOf, readLines } from './lines.ts'
import { annex, bareWord, cutTitle, type Marker, markerAt, plausibleTitle, subtitle, titleWord } from './outline.ts'
import { type Role, roleOf } from './sections.ts'
import type { Source } from './text.ts'
import type { Heading } from './types.ts'

/** Lines → headings, running text and tables, hung into the tree of sections. All places are UTF-16 until the items are made. */

export interface RawHeading {
  start: number
  end: number
  level: number
  number: string | null
  /** null for a bare number */
  title: { start: number; end: number } | null
  style: Heading['style']
  core: boolean
}

export interface Cell {
  start: number
  end: number
  text: string
}

export interface Table {
  start: number
  end: number
  caption: string
  rows: Cell[][]
}

export interface BodyRange {
  start: number
  end: number
  breakAfter: boolean
}

export interface Section {
  heading: RawHeading | null
  level: number
  role: Role
  parent: Section | null
  children: Section[]
  body: BodyRange[]
  tables: Table[]
  start: number
  end: number
}

export interface Doc {
  root: Section
  /** in reading order */
  sections: Section[]
  headings: RawHeading[]
  toc: { start: number; end: number } | null
  title: string | null
}

const ENDS = /[。;!?:]["”’)]{0,2}$/
const GRADE = /^[一二三四五六七八九十]{1,2}(?:级|类|等|批|期|产|线|把手)/

interface Builder {
  src: Source
  lines: Line[]
  root: Section
  current: Section
  sections: Section[]
  headings: RawHeading[]
  box: { expected: number } | null
  lastArabic: number
  decimal: boolean
}

function open(b: Builder, h: RawHeading, title: string): void {
  let parent = b.current
  while (parent.parent !== null && parent.level >= h.level) parent = parent.parent
  const section: Section = {
    heading: h,
    level: h.level,
    role: roleOf(title, h.level, parent.role),
    parent,
    children: [],
    body: [],
    tables: [],
    start: h.start,
    end: h.end,
  }
  parent.children.push(section)
  b.current = section
  b.sections.push(section)
  b.headings.push(h)
}

/** Level of a marker where it stands: inside a 专栏 the numbered items are one deeper; decimal outlines count their dots. */
function levelOf(b: Builder, m: Marker): number {
  if (m.style === 'box') {
    b.box = { expected: 1 }
    return 5
  }
  if (m.level <= 3) b.box = null
  if (b.box !== null && (m.style === 'arabic' || m.style === 'arabic-bracket')) {
    if (m.style === 'arabic' && m.ordinal !== b.box.expected && m.ordinal === b.lastArabic + 1) b.box = null
    else {
      b.box.expected = m.ordinal + 1
      return 6
    }
  }
  if (m.style === 'arabic') {
    b.lastArabic = m.ordinal
    if (b.decimal) return 2
  }
  return m.level
}

function slice(b: Builder, start: number, end: number): string {
  return b.src.norm.slice(start, end)
}

/** Running text of one line; a blank followed by 二、 or (一) inside it starts a heading. */
function addText(b: Builder, start: number, end: number, last: boolean): void {
  const text = slice(b, start, end)
  const inner = /\s(?=[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))/g
  for (let m = inner.exec(text); m !== null; m = inner.exec(text)) {
    const at = m.index + 1
    const rest = text.slice(at, at + 200)
    const marker = markerAt(rest)
    if (marker === null || GRADE.test(rest.slice(marker.length))) continue
    const cut = cutTitle(rest.slice(marker.length))
    if (cut.kind === 'bare' || !(cut.kind === 'run_in' || at + 200 >= text.length)) continue
    pushBody(b, start, start + at, true)
    addNumbered(b, start + at, end, marker, last)
    return
  }
  pushBody(b, start, end, last)
}

function pushBody(b: Builder, start: number, end: number, breakAfter: boolean): void {
  if (slice(b, start, Math.min(end, start + 50)).trim() === '' && end - start < 50) return
  b.current.body.push({ start, end, breakAfter })
  b.current.end = end
}

/** A line (or the rest of one) that begins with a marker. */
function addNumbered(b: Builder, start: number, end: number, m: Marker, last: boolean): void {
  const from = start + m.length
  const rest = slice(b, from, end)
  const number = b.src.text.slice(start, start + m.numberLength)
  const level = levelOf(b, m)
  const cut = cutTitle(rest)
  if (cut.kind === 'bare') {
    if (level <= 3 && rest.length > 60 && m.style !== 'han-bracket') return pushBody(b, start, end, last)
    open(
      b,
      { start, end: start + slice(b, start, start + m.length).trimEnd().length, level, number, title: null, style: 'bare', core: false },
      '',
    )
    return addText(b, from, end, last)
  }
  const title = { start: from, end: from + cut.length }
  open(b, { start, end: title.end, level, number, title, style: cut.kind, core: true }, slice(b, title.start, title.end))
  if (cut.next >= rest.length) return
  chain(b, from + cut.next, end, last)
}

/** What follows a run-in heading on its line: the next heading, or text. */
function chain(b: Builder, start: number, end: number, last: boolean): void {
  const text = slice(b, start, Math.min(end, start + 200))
  const lead = text.length - text.trimStart().length
  const at = start + lead
  if (at >= end) return
  const m = markerAt(text.trimStart())
  if (m !== null && !GRADE.test(text.slice(lead + m.length))) addNumbered(b, at, end, m, last)
  else addText(b, at, end, last)
}

/** 附件N and its title, on the same line or on the next. Returns the number of lines used, 0 when it is no annex heading. */
function addAnnex(b: Builder, i: number): number {
  const line = b.lines[i]
  const m = line === undefined ? null : annex.pattern.exec(line.text)
  if (line === undefined || m === null || !line.text.startsWith('附件') || (line.text.length > 60 && m[1] === undefined)) return 0
  let used = 1
  let at = line.start + m[0].length
  let end = line.end
  if (at >= end) {
    while (b.lines[i + used]?.kind === 'blank') used++
    const next = b.lines[i + used]
    if (next?.kind !== 'text') return 0
    at = next.start
    end = next.end
    used++
  }
  const text = slice(b, at, end)
  if (markerAt(text) !== null || /[。;]/.test(text.slice(0, 20))) return 0
  const cut = annexTitle(text)
  if (cut === 0) return 0
  const number = b.src.text.slice(line.start, line.start + m[0].length).replace(/[\s:：.、-]+$/, '')
  open(
    b,
    { start: line.start, end: at + cut, level: 1, number, title: { start: at, end: at + cut }, style: 'annex_title', core: true },
    slice(b, at, at + cut),
  )
  b.lastArabic = 0
  if (at + cut < end) chain(b, at + cut, end, true)
  return used
}

function annexTitle(text: string): number {
  const head = text.slice(0, 120)
  for (const m of head.matchAll(/\s+/g)) {
    const before = head.slice(0, m.index)
    if (titleWord.pattern.test(before) || markerAt(head.slice(m.index + m[0].length)) !== null) return before.length
  }
  return text.length <= 60 && !/[。;,]/.test(text) ? text.length : 0
}

/** Titles before the first numbered heading. */
function frontMatter(b: Builder, first: number): string | null {
  let title: string | null = null
  const web = b.lines.slice(0, 12).some((l) => l.kind === 'furniture')
  const candidates = b.lines
    .slice(0, first)
    .flatMap((l, i) => (l.kind === 'text' && l.text.length <= 60 && !/[。;,]/.test(l.text) && !/^附件/.test(l.text) ? [{ l, i }] : []))
  const named = candidates.filter((c) => titleWord.pattern.test(c.l.text.replace(/\s/g, '')))
  const main = named.at(-1)
  const firstFurniture = b.lines.findIndex((l) => l.kind === 'furniture')
  for (const c of candidates) {
    const { l, i } = c
    const isSub = subtitle.pattern.test(l.text.replace(/\s/g, ''))
    const page = web && i < firstFurniture && c !== main
    if (!isSub && !page && !named.includes(c)) continue
    let start = l.start
    const above = b.lines[i - 1]
    if (
      c === main &&
      above?.kind === 'text' &&
      above.text.length <= 25 &&
      !/(?:政府|局|委员会|办公室|厅|部|[:。;,)]|\d)$/.test(above.text) &&
      /^(?:“|安全|规划|[（(])/.test(l.text)
    )
      start = above.start
    open(
      b,
      {
        start,
        end: l.end,
        level: page ? 0 : 1,
        number: null,
        title: { start, end: l.end },
        style: page ? 'page_title' : isSub ? 'subtitle' : 'doc_title',
        core: c === main,
      },
      '',
    )
    b.current = b.root
    if (c === main) title = b.src.text.slice(start, l.end).replace(/\s/g, '')
    l.kind = 'furniture'
  }
  return title
}

/** The document of a text: sections with their running text and tables. */
export function readDocument(src: Source): Doc {
  const lines = readLines(src)
  const root: Section = {
    heading: null,
    level: -1,
    role: 'front',
    parent: null,
    children: [],
    body: [],
    tables: [],
    start: 0,
    end: src.text.length,
  }
  const decimals = lines.filter((l) => l.kind === 'text' && l.text.length < 60 && /^\d{1,2}\.\d{1,2} ?[^\d%]/.test(l.text)).length
  const b: Builder = { src, lines, root, current: root, sections: [root], headings: [], box: null, lastArabic: 0, decimal: decimals >= 3 }
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
    const style = /^目/.test(l.text) ? 'toc_title' : 'standalone'
    open(
      b,
      { start: l.start, end: l.end, level: 2, number: null, title: { start: l.start, end: l.end }, style, core: style !== 'toc_title' },
      l.text,
    )
    return i
  }
  const m = markerAt(l.text.slice(0, 200)) ?? (b.decimal ? spacedNumber(l.text) : null)
  const next = nextLine(b.lines, i)
  const joins = next !== null && next.kind === 'text' && !ENDS.test(l.text) && markerAt(next.text) === null
  if (
    m === null ||
    GRADE.test(l.text.slice(m.length)) ||
    (b.current.role === 'basis' && m.level >= 4) ||
    /^《[^《》]*》/.test(l.text.slice(m.length))
  ) {
    const bold = /^\S{2,30}[。:]$/.exec(boldLead(l))
    if (bold !== null && m === null) {
      open(
        b,
        {
          start: l.start,
          end: l.start + bold[0].length - 1,
          level: 4,
          number: null,
          title: { start: l.start, end: l.start + bold[0].length - 1 },
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
  addNumbered(b, l.start, l.end, m, !joins)
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

function spacedNumber(text: string): Marker | null {
  const m = /^(\d{1,2}) {1,3}(?=[\u4e00-\u9fa5])/.exec(text)
  return m === null ? null : { numberLength: (m[1] ?? '').length, length: m[0].length, level: 2, style: 'arabic', ordinal: Number(m[1]) }
}

/** The bold words a line begins with when text follows them. */
function boldLead(l: Line): string {
  if (!l.bold) return ''
  const m = /^([^*<]{2,30}?)(?:\*\*|<\/(?:b|strong)>)/.exec(l.text)
  return m === null || m[0].length >= l.text.length ? '' : (m[1] ?? '')
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
