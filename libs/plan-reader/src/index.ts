import { readBlocks } from './blocks.ts'
import { readCommitments } from './commitments.ts'
import { readDocument, type Section } from './document.ts'
import { headingItems, treeOf } from './headings.ts'
import { readIndicators } from './indicators.ts'
import type { Reader } from './items.ts'
import { readPast } from './achievements.ts'
import { readPeriod } from './period.ts'
import { readResponsibilities } from './responsibility.ts'
import { readSystems } from './systems.ts'
import { readTables } from './tables.ts'
import { source, spanOf } from './text.ts'
import type { PlanMeta, PlanReading } from './types.ts'

export type * from './types.ts'
export { SECTORS } from './types.ts'
export { allRules, type Rule } from './rule.ts'

function numbered<T extends { start: number; end: number }>(prefix: string, list: readonly T[]): (T & { id: string })[] {
  return [...list]
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .map((x, i) => ({ ...x, id: `${prefix}${String(i + 1).padStart(3, '0')}` }))
}

/**
 * Reads a plan document: the tree of its headings and its indicators, achievements, commitments, responsibilities and systems,
 * each with its place in code points. Deterministic, linear in the length of the text, no I/O.
 */
export function readPlan(text: string): PlanReading {
  const src = source(text)
  const doc = readDocument(src)
  const period = readPeriod(src.norm, doc)
  const meta: PlanMeta = { title: doc.title, ...period, toc: doc.toc === null ? null : spanOf(src, doc.toc.start, doc.toc.end) }
  const r: Reader = { src, meta }
  const contextYear = period.plan_period === null ? null : Number(period.plan_period.from.slice(0, 4))
  const blocks = readBlocks(src, doc, contextYear)
  const heading = numbered('H', headingItems(src, doc))
  const tables = readTables(r, doc)
  const sections = new Map<Section, (typeof blocks)[number]>(blocks.map((b) => [b.section, b]))
  return {
    chars: src.cp.total,
    meta,
    tree: treeOf(src, doc, heading),
    heading,
    indicator: numbered('I', [...readIndicators(r, blocks), ...tables.indicators]),
    achievement: numbered('A', [...readPast(r, blocks), ...tables.achievements]),
    commitment: numbered('C', [...readCommitments(r, doc, blocks), ...tables.commitments]),
    responsibility: numbered('R', [...readResponsibilities(r, doc, sections), ...tables.responsibilities]),
    system: numbered('S', readSystems(r, blocks, doc)),
  }
}
export { f1, KINDS, type KindScore, type Labelling, type Score, scorePlan, scoreTable, strictlyEqual } from './score.ts'
