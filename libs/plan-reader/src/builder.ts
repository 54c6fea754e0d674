import type { Line } from './lines.ts'
import { cutTitle, type Marker, markerAt } from './outline.ts'
import { type Role, roleOf } from './sections.ts'
import { type Source, squeeze } from './text.ts'
import type { Heading } from './types.ts'

/** The parts of a document and the steps that hang headings and running text into its tree. All places are UTF-16 until the items are made. */

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
  /** depth in the tree: the level of its heading, or between two levels */
  level: number
  title: string
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

export const ENDS = /[。;!?:]["”’)]{0,2}$/
export const GRADE = /^[一二三四五六七八九十]{1,2}(?:级|类|等|批|期|产|线|把手)/

export interface Builder {
  src: Source
  lines: Line[]
  root: Section
  current: Section
  sections: Section[]
  headings: RawHeading[]
  box: { expected: number } | null
  lastArabic: number
  decimal: boolean
  /** length of a full line where lines are wrapped, 0 where a paragraph is a line */
  width: number
  /** numbered by 第…章 */
  chapters: boolean
}

export function open(b: Builder, h: RawHeading, title: string): void {
  // in a plan of chapters, 一、 stands below the section though its style is one level up
  const rank = b.chapters && h.level <= 3 && h.number !== null && !h.number.startsWith('第') ? 3 + h.level / 10 : h.level
  let parent = b.current
  while (parent.parent !== null && parent.level >= rank) parent = parent.parent
  const section: Section = {
    heading: h,
    level: rank,
    title: squeeze(title),
    role: roleOf(title, rank, parent.role, parent.title),
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
export function levelOf(b: Builder, m: Marker): number {
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

export function slice(b: Builder, start: number, end: number): string {
  return b.src.norm.slice(start, end)
}

/** Running text of one line; a blank followed by 二、 or (一) inside it starts a heading. */
export function addText(b: Builder, start: number, end: number, last: boolean): void {
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

export function pushBody(b: Builder, start: number, end: number, breakAfter: boolean): void {
  if (slice(b, start, Math.min(end, start + 50)).trim() === '' && end - start < 50) return
  b.current.body.push({ start, end, breakAfter })
  b.current.end = end
}

/** A line (or the rest of one) that begins with a marker. */
export function addNumbered(b: Builder, start: number, end: number, m: Marker, last: boolean, item = false): void {
  const stars = /^[*\s]*/.exec(slice(b, start + m.length, Math.min(end, start + m.length + 8)))?.[0].length ?? 0
  const from = start + m.length + stars
  const rest = slice(b, from, end)
  const number = b.src.text.slice(start, start + m.numberLength)
  const level = levelOf(b, m)
  const cut = cutTitle(rest)
  if (cut.kind === 'bare' || item) {
    if (level <= 3 && rest.length > 60 && m.style !== 'han-bracket') return pushBody(b, start, end, last)
    open(
      b,
      { start, end: start + slice(b, start, start + m.length).trimEnd().length, level, number, title: null, style: 'bare', core: false },
      '',
    )
    return addText(b, from, end, last)
  }
  const title = { start: from, end: from + slice(b, from, from + cut.length).replace(/[*\s]+$/, '').length }
  open(b, { start, end: title.end, level, number, title, style: cut.kind, core: true }, slice(b, title.start, title.end))
  if (cut.next >= rest.length) return
  chain(b, from + cut.next, end, last)
}

/** What follows a run-in heading on its line: the next heading, or text. */
export function chain(b: Builder, start: number, end: number, last: boolean): void {
  const text = slice(b, start, Math.min(end, start + 200))
  const lead = text.length - text.trimStart().length
  const at = start + lead
  if (at >= end) return
  const m = markerAt(text.trimStart())
  if (m !== null && !GRADE.test(text.slice(lead + m.length))) addNumbered(b, at, end, m, last)
  else addText(b, at, end, last)
}

/** Titles of a section and the sections above it, innermost first. */
export function titlesOf(src: Source, section: Section): string[] {
  const titles: string[] = []
  for (let s: Section | null = section; s !== null; s = s.parent) {
    if (s.heading?.title) titles.push(squeeze(src.norm.slice(s.heading.title.start, s.heading.title.end)))
  }
  return titles
}
