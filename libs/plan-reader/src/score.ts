/** The scorer's arithmetic: pairs items by overlap, then precision, recall and F1 on spans and on key fields. Same figures as score.py. */

export const KINDS = ['indicator', 'achievement', 'commitment', 'responsibility', 'system', 'heading'] as const
export type Kind = (typeof KINDS)[number]
type AnyKind = Kind | 'pool'

/** The fields the scorer looks at; a reading and a gold file both have this shape. */
export interface Scored {
  start: number
  end: number
  id?: string
  core?: boolean
  name?: string
  direction?: string
  value?: number | null
  target_year?: number | null
  lead?: readonly string[]
  responsible?: readonly string[]
  level?: number
  number?: string | null
  title?: string | null
  deadline?: {
    date?: string | null
    start_date?: string | null
    alt?: string | null
    inherited?: boolean
    relative?: { offset?: string | null } | null
  } | null
  recurrence?: readonly { every: string; times?: number | null }[] | null
  quantities?: readonly { op: string; value: number | readonly number[]; weak?: boolean }[] | null
  governs?: { start: number; end: number } | null
}

export type Labelling = Partial<Record<Kind, readonly Scored[]>>

export interface KindScore {
  gold: number
  pred: number
  matched: number
  strict: number
  governs: [right: number, pairs: number]
  iou: [sum: number, pairs: number]
  missed: string[]
  extra: string[]
  differ: [string, string][]
}

export type Score = Record<Kind | 'indicator+commitment', KindScore>

type Range = { start: number; end: number }
const core = (x: Scored): boolean => x.core ?? true
const nt = (s: string | null | undefined): string => (s ?? '').replace(/\s+/g, '')
const overlap = (a: Range, b: Range): number =>
  Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start)) / Math.max(1, Math.min(a.end - a.start, b.end - b.start))

function iou(a: Range, b: Range): number {
  const both = Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start))
  return both / Math.max(1, a.end - a.start + (b.end - b.start) - both)
}

function dateEqual(a: Scored, b: Scored): boolean {
  const da = a.deadline
  const db = b.deadline
  if (da?.inherited || db?.inherited) return true
  if (!da || !db) return !da && !db
  const set = (d: NonNullable<Scored['deadline']>): Set<string> =>
    new Set([d.date, d.alt].filter((x): x is string => x !== null && x !== undefined))
  const sa = set(da)
  const sb = set(db)
  if (sa.size > 0 || sb.size > 0) return [...sa].some((x) => sb.has(x))
  const key = (d: NonNullable<Scored['deadline']>): string =>
    JSON.stringify([d.date ?? null, d.start_date ?? null, d.relative?.offset ?? null])
  return key(da) === key(db)
}

const sameList = (a: readonly string[], b: readonly string[]): boolean => JSON.stringify([...a].sort()) === JSON.stringify([...b].sort())
const sameSet = (a: readonly string[] | undefined, b: readonly string[] | undefined): boolean =>
  sameList([...new Set((a ?? []).map(nt))], [...new Set((b ?? []).map(nt))])
const recurrences = (x: Scored): string[] => (x.recurrence ?? []).map((r) => `${r.every} ${r.times || 0}`)
const values = (x: Scored): string[] => (x.quantities ?? []).filter((q) => q.op !== 'all' && !q.weak).map((q) => String(q.value))

function valuesEqual(a: Scored, b: Scored): boolean {
  const weak = new Set([a, b].flatMap((x) => (x.quantities ?? []).filter((q) => q.weak).map((q) => String(q.value))))
  return sameList(
    values(a).filter((v) => !weak.has(v)),
    values(b).filter((v) => !weak.has(v)),
  )
}

/** Do the key fields of a kind agree? */
export function strictlyEqual(kind: AnyKind, a: Scored, b: Scored): boolean {
  switch (kind) {
    case 'pool':
      return false
    case 'commitment':
      return dateEqual(a, b) && sameList(recurrences(a), recurrences(b)) && valuesEqual(a, b)
    case 'indicator':
      return a.direction === b.direction && (a.value ?? null) === (b.value ?? null) && (a.target_year ?? null) === (b.target_year ?? null)
    case 'achievement':
      return a.direction === b.direction && (a.value ?? null) === (b.value ?? null)
    case 'responsibility':
      return sameSet(a.lead, b.lead) && sameSet(a.responsible, b.responsible)
    case 'system':
      return dateEqual(a, b)
    case 'heading':
      return a.level === b.level && (a.number ?? null) === (b.number ?? null) && nt(a.title) === nt(b.title)
  }
}

function match(kind: AnyKind, gold: readonly Scored[], pred: readonly Scored[]): [number, number][] {
  const pairs: [number, number, number][] = []
  for (const [i, a] of gold.entries()) {
    for (const [j, b] of pred.entries()) {
      if (overlap(a, b) < 0.5) continue
      let s = iou(a, b) + (strictlyEqual(kind, a, b) ? 1 : 0)
      if ((kind === 'indicator' || kind === 'achievement') && nt(a.name).slice(-4) === nt(b.name).slice(-4)) s += 0.5
      pairs.push([s, i, j])
    }
  }
  // as Python sorts tuples in reverse: score, then the later gold, then the later prediction
  pairs.sort((x, y) => y[0] - x[0] || y[1] - x[1] || y[2] - x[2])
  const usedGold = new Set<number>()
  const usedPred = new Set<number>()
  const out: [number, number][] = []
  for (const [, i, j] of pairs) {
    if (usedGold.has(i) || usedPred.has(j)) continue
    usedGold.add(i)
    usedPred.add(j)
    out.push([i, j])
  }
  return out
}

function scoreKind(kind: AnyKind, gold: readonly Scored[], pred: readonly Scored[]): KindScore {
  const pairs = match(kind, gold, pred)
  const at = (list: readonly Scored[], i: number): Scored => list[i] ?? { start: 0, end: 0 }
  const live = pairs.filter(([i, j]) => core(at(gold, i)) && core(at(pred, j)))
  const deadGold = new Set(pairs.map(([i]) => i))
  const deadPred = new Set(pairs.map(([, j]) => j))
  for (const [i, j] of live) {
    deadGold.delete(i)
    deadPred.delete(j)
  }
  const strict = live.filter(([i, j]) => strictlyEqual(kind, at(gold, i), at(pred, j)))
  const name = (x: Scored, i: number): string => x.id ?? String(i)
  const governed =
    kind === 'responsibility'
      ? live.flatMap(([i, j]) =>
          at(gold, i).governs && at(pred, j).governs
            ? [iou(at(gold, i).governs ?? { start: 0, end: 0 }, at(pred, j).governs ?? { start: 0, end: 0 }) >= 0.8]
            : [],
        )
      : []
  const paired = { gold: new Set(pairs.map(([i]) => i)), pred: new Set(pairs.map(([, j]) => j)) }
  const lists = kind !== 'pool'
  return {
    gold: gold.filter((x, i) => core(x) && !deadGold.has(i)).length,
    pred: pred.filter((x, j) => core(x) && !deadPred.has(j)).length,
    matched: live.length,
    strict: strict.length,
    governs: [governed.filter(Boolean).length, governed.length],
    iou: [live.reduce((sum, [i, j]) => sum + iou(at(gold, i), at(pred, j)), 0), live.length],
    missed: lists ? gold.flatMap((x, i) => (core(x) && !paired.gold.has(i) ? [name(x, i)] : [])) : [],
    extra: lists ? pred.flatMap((x, j) => (core(x) && !paired.pred.has(j) ? [name(x, j)] : [])) : [],
    differ: lists ? live.filter((p) => !strict.includes(p)).map(([i, j]) => [name(at(gold, i), i), name(at(pred, j), j)]) : [],
  }
}

/** Scores one labelling against another, kind by kind and pooled over indicators and commitments. */
export function scorePlan(gold: Labelling, pred: Labelling): Score {
  const kind = (k: Kind): KindScore => scoreKind(k, gold[k] ?? [], pred[k] ?? [])
  const pool = (l: Labelling): Scored[] => [...(l.indicator ?? []), ...(l.commitment ?? [])]
  return {
    indicator: kind('indicator'),
    achievement: kind('achievement'),
    commitment: kind('commitment'),
    responsibility: kind('responsibility'),
    system: kind('system'),
    heading: kind('heading'),
    'indicator+commitment': { ...scoreKind('pool', pool(gold), pool(pred)), strict: 0 },
  }
}

/** Precision, recall and F1 of spans (or of strict matches). Nothing expected and nothing found counts as right. */
export function f1(s: KindScore, strict = false): { precision: number; recall: number; f1: number } {
  const hit = strict ? s.strict : s.matched
  const precision = s.pred > 0 ? hit / s.pred : s.gold === 0 ? 1 : 0
  const recall = s.gold > 0 ? hit / s.gold : s.pred === 0 ? 1 : 0
  return { precision, recall, f1: precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0 }
}

/** The same table that score.py prints. */
export function scoreTable(score: Score): string {
  const lines = [`${'kind'.padEnd(21)} ${'gold'.padStart(5)} ${'pred'.padStart(5)}   span P/R/F1          strict F1   mean IoU`]
  for (const [k, s] of Object.entries(score)) {
    const p = f1(s)
    const strict = k === 'indicator+commitment' ? '    -' : f1(s, true).f1.toFixed(3)
    lines.push(
      `${k.padEnd(21)} ${String(s.gold).padStart(5)} ${String(s.pred).padStart(5)}   ${p.precision.toFixed(3)} / ${p.recall.toFixed(3)} / ${p.f1.toFixed(3)}   ${strict}       ${(s.iou[0] / Math.max(1, s.iou[1])).toFixed(2)}`,
    )
    if (s.governs[1] > 0) lines.push(`${''.padStart(21)} governed section right (IoU >= 0.8): ${s.governs[0]} of ${s.governs[1]} pairs`)
  }
  return lines.join('\n')
}
