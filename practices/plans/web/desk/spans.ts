import type { PlanItem } from '../../model.ts'

export interface Paragraph {
  /** Code points of the text, as everywhere in a plan. */
  readonly start: number
  readonly end: number
  readonly text: string
  /** Level of the heading that stands here; null = running text. */
  readonly level: number | null
}

export interface Segment {
  readonly start: number
  readonly text: string
  /** Ids of the items that cover it, the shortest first. */
  readonly items: readonly string[]
}

type Place = Pick<PlanItem, 'id' | 'start' | 'end'>

const length = (text: string): number => {
  let n = text.length
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) >= 0xd800 && text.charCodeAt(i) < 0xdc00) n--
  return n
}

/** A part of a string by code points. */
export function slice(text: string, start: number, end: number): string {
  return length(text) === text.length ? text.slice(start, end) : Array.from(text).slice(start, end).join('')
}

/** The lines of a text with their places; empty lines are left out. */
export function paragraphs(text: string, headings: readonly { readonly start: number; readonly level: number }[]): Paragraph[] {
  const found: Paragraph[] = []
  const marks = headings.toSorted((a, b) => a.start - b.start)
  let at = 0
  let next = 0
  for (const line of text.split('\n')) {
    const end = at + length(line)
    while (next < marks.length && (marks[next]?.start ?? 0) < at) next++
    const mark = marks[next]
    if (line.trim() !== '') found.push({ start: at, end, text: line, level: mark && mark.start < end ? mark.level : null })
    at = end + 1
  }
  return found
}

/** Items by the paragraphs that they touch, in one pass over both. */
export function byParagraph<T extends Place>(lines: readonly Paragraph[], items: readonly T[]): T[][] {
  const found: T[][] = lines.map(() => [])
  const sorted = items.toSorted((a, b) => a.start - b.start)
  let first = 0
  for (const item of sorted) {
    while (first < lines.length && (lines[first]?.end ?? 0) <= item.start) first++
    for (let i = first; i < lines.length && (lines[i]?.start ?? 0) < item.end; i++) found[i]?.push(item)
  }
  return found
}

/** A paragraph cut where items begin and end. */
export function segments(line: Paragraph, items: readonly Place[]): Segment[] {
  const cuts = new Set([line.start, line.end])
  for (const { start, end } of items) {
    if (start > line.start && start < line.end) cuts.add(start)
    if (end > line.start && end < line.end) cuts.add(end)
  }
  const points = [...cuts].toSorted((a, b) => a - b)
  return points.slice(0, -1).map((start, i) => {
    const end = points[i + 1] ?? line.end
    const over = items.filter((p) => p.start < end && p.end > start).toSorted((a, b) => a.end - a.start - (b.end - b.start))
    return { start, text: slice(line.text, start - line.start, end - line.start), items: over.map((p) => p.id) }
  })
}

/** Where an item may be cut: behind a comma, semicolon or the like, strictly inside; anywhere when it has none. */
export function cutPoints(item: Pick<PlanItem, 'start' | 'quote'>): number[] {
  const points = Array.from(item.quote)
  const behind = points.flatMap((c, i) => ('，。；、,;：:'.includes(c) && i + 1 < points.length ? [item.start + i + 1] : []))
  return behind.length > 0 ? behind : points.slice(1).map((_, i) => item.start + i + 1)
}
