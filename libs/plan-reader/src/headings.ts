import type { Doc, Section } from './document.ts'
import { sure } from './items.ts'
import { type Source, spanOf } from './text.ts'
import type { Heading, PlanNode } from './types.ts'

/** Headings as items, and the tree of the document. */

export function headingItems(src: Source, doc: Doc): Omit<Heading, 'id'>[] {
  return doc.headings.map((h) => ({
    kind: 'heading',
    ...spanOf(src, h.start, h.end, false),
    line: src.cp.line(h.start),
    level: h.level,
    number: h.number,
    title: h.title === null ? null : src.text.slice(h.title.start, h.title.end),
    style: h.style,
    core: h.core,
    confidence:
      h.number === null ? sure(h.core ? 0.7 : 0.5, 'guess') : sure(h.style === 'run_in' ? 0.9 : h.style === 'bare' ? 0.6 : 0.97, 'style'),
  }))
}

export function treeOf(src: Source, doc: Doc, items: readonly Heading[]): PlanNode {
  const byStart = new Map(items.map((h) => [h.start, h]))
  const node = (s: Section): PlanNode => ({
    heading: s.heading === null ? null : (byStart.get(src.cp.at(s.heading.start)) ?? null),
    start: src.cp.at(s.start),
    end: src.cp.at(s.end),
    children: s.children.map(node),
  })
  return node(doc.root)
}
